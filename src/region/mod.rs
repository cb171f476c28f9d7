//! A border region: two countries and the line between them.

use crate::gazetteer::Country;

/// The region along a border.
#[derive(Debug, Clone)]
pub struct Region {
    /// Its name: `TJ-AF`.
    pub name: String,
    /// The two countries, in the order asked for.
    pub sides: [Country; 2],
}

/// A border that is not known.
#[derive(Debug, Clone, thiserror::Error)]
#[error("unknown border {pair}")]
pub struct UnknownBorder {
    /// What was asked for.
    pub pair: String,
}

impl Region {
    /// The region of a pair of countries, `TJ-AF`.
    ///
    /// # Errors
    ///
    /// [`UnknownBorder`] if `pair` is not two country codes with a hyphen between.
    pub fn embedded(pair: &str) -> Result<Self, UnknownBorder> {
        let unknown = || UnknownBorder { pair: pair.to_owned() };
        let (first, second) = pair.split_once('-').ok_or_else(unknown)?;
        let side = |code: &str| Country::from_code(code).ok_or_else(unknown);
        let sides = [side(first)?, side(second)?];
        Ok(Self { name: format!("{}-{}", sides[0], sides[1]), sides })
    }
}
