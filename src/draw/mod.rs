//! The picture of a map: SVG, and PNG from it, for print.
//!
//! One picture shows the border with the kilometres along it, what is reported around it as exactly as it is known,
//! the provinces coloured by their incidents, and a legend, a scale, the sources and what is not on the map. Words
//! are in one of four languages; in Persian the picture is laid out from right to left. North is up, the projection
//! suits the region (`projection.rs`), and no two names overlap (`labels.rs`).
//!
//! The same reports give the same bytes, on any machine: fonts are inside, and nothing of the system is asked.

mod area;
mod ground;
mod labels;
mod legend;
mod marks;
mod projection;
mod raster;
mod sheet;
mod signs;
mod stand;
mod svg;
mod text;
mod told;
mod view;
mod words;

pub use area::Area;
pub use told::{FolderError, Told};

use crate::layer::Ground;
use crate::text::Language;
use sheet::Sheet;
use text::Fonts;

/// How a picture is to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The language of its words and names.
    pub language: Language,
    /// Its width and height in pixels.
    pub size: [u32; 2],
}

impl Default for Options {
    fn default() -> Self {
        Self { language: Language::English, size: [3200, 2000] }
    }
}

/// The widths and heights that pictures may have, in pixels.
pub const SIZES: std::ops::RangeInclusive<u32> = 600..=16_000;

/// A picture that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// It, as SVG with its words as text.
    pub svg: String,
    /// The names on the map, each with the room that it takes, in units of the picture.
    pub labels: Vec<(String, Area)>,
    /// The names of places with reports for which there was no room.
    pub dropped: Vec<String>,
    /// Other names for which there was no room: towns, provinces, waters.
    pub dropped_ground: Vec<String>,
}

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DrawError {
    /// The SVG cannot be read again; no text of a document makes it so.
    #[error("the picture is not well-formed")]
    Svg(#[from] resvg::usvg::Error),
    /// There is not enough memory for so many pixels.
    #[error("a picture of this size does not fit into memory")]
    Memory,
    /// The PNG could not be written.
    #[error("the picture cannot be written as PNG: {0}")]
    Png(String),
}

/// The picture of what is `told` over `ground`.
///
/// # Examples
///
/// ```
/// use marz::draw::{Options, Told, picture};
/// use marz::gazetteer::Gazetteer;
/// use marz::layer::Ground;
/// use marz::pipeline::{Atlas, survey};
/// use marz::region::Region;
///
/// let region = Region::embedded("TJ-AF")?;
/// let atlas = Atlas { gazetteer: Gazetteer::embedded(), region: &region, rules: None };
/// let told = Told::from(&survey(&atlas, []));
/// let picture = picture(&Ground::new(atlas.gazetteer, &region), &told, Options::default());
/// let top = |name: &str| picture.labels.iter().find(|(words, _)| words == name).unwrap().1.top;
/// // North is up.
/// assert!(top("Dushanbe") < top("Kunduz"));
/// # Ok::<(), marz::region::UnknownBorder>(())
/// ```
#[must_use]
pub fn picture(ground: &Ground<'_>, told: &Told, options: Options) -> Picture {
    sheet::draw(ground, told, options, &Fonts::new())
}

/// Whether the fonts inside have a shape for each letter of `words`.
///
/// ```
/// assert!(marz::draw::has_letters("Хоруғ, خاروغ"));
/// assert!(!marz::draw::has_letters("ភ្នំពេញ"));
/// ```
#[must_use]
pub fn has_letters(words: &str) -> bool {
    text::has(words)
}

impl Picture {
    /// The same as SVG with its words as outlines, for programs that have not the fonts.
    ///
    /// # Errors
    ///
    /// [`DrawError::Svg`] if the picture was changed and is no SVG any more.
    pub fn outlined(&self) -> Result<String, DrawError> {
        raster::outlined(&Fonts::new(), &self.svg)
    }

    /// The same as PNG.
    ///
    /// # Errors
    ///
    /// [`DrawError`] if it was changed, or is too large for the memory.
    pub fn png(&self) -> Result<Vec<u8>, DrawError> {
        raster::png(&Fonts::new(), &self.svg)
    }
}
