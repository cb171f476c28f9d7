//! What the recogniser sees of each match, for those who train it.

use super::recognise::Sightings;
use super::{mask, organisations, persons, reading, select};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::region::Region;
use crate::text::Span;

/// A match of the gazetteer that the recogniser has to decide on.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting {
    /// Where it stands.
    pub span: Span,
    /// What the rules say: above 0 they take it for a place.
    pub rules: f32,
    /// What the model sees, as rows of its weights.
    pub features: Vec<u32>,
    /// Whether it is part of the name of an organisation or publication: no corpus agrees with another on those.
    pub organisation: bool,
}

/// All that the recogniser has to decide on in a document, in order, the longer of two at one place first.
///
/// ```
/// use marz::document::{Document, Offsets, Source};
/// use marz::gazetteer::Gazetteer;
/// use marz::region::Region;
/// use marz::text::Language;
///
/// let document = Document {
///     id: String::new(),
///     text: "They met in Khorog.".into(),
///     language: Language::English,
///     source: Source::default(),
///     offsets: Offsets::default(),
/// };
/// let region = Region::embedded("TJ-AF")?;
/// let seen = marz::mention::sightings(Gazetteer::embedded(), &region, &document);
/// assert_eq!(seen[0].span.of(&document.text), "Khorog");
/// assert!(seen[0].rules > 0.0);
/// # Ok::<(), marz::region::UnknownBorder>(())
/// ```
#[must_use]
pub fn sightings(gazetteer: &Gazetteer, region: &Region, document: &Document) -> Vec<Sighting> {
    let reading = reading::Reading::of(document);
    let masks = mask::of(&reading);
    let persons = persons::Persons::of(&reading);
    let (sides, reading, masks) = (region.sides, &reading, &masks);
    let matches = gazetteer.matches(&document.text);
    let named = &select::countries(gazetteer, &matches);
    let judge = select::Judge { gazetteer, sides, reading, masks, persons: &persons, named };
    let seen = Sightings::of(&judge, &matches);
    let mut rows = Vec::new();
    for (found, sighting) in matches.iter().zip(&seen.rows) {
        let asked = |sighting: &&super::recognise::Sighting| sighting.cased && !sighting.demonym;
        let Some(sighting) = sighting.as_ref().filter(asked) else { continue };
        let Some(draft) = judge.judge(found, sighting.tokens.clone()) else { continue };
        let mut features = Vec::new();
        seen.features(&judge, sighting, found, |feature| features.push(feature));
        let organisation = judge.mask(&draft.tokens).is_some()
            || organisations::part_of(reading, &draft).is_some();
        rows.push(Sighting { span: found.span, rules: sighting.score, features, organisation });
    }
    rows
}
