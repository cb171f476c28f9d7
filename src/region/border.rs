//! A border as an object: exact distance, side, kilometre along it, sections.

use super::packed::Packed;
use super::provinces;
use crate::earth::{LatLng, Line, Metres, Nearest, Turn, densify};
use crate::gazetteer::Country;
use serde::Serialize;

/// Where a border line comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// OpenStreetMap, simplified to 10 m.
    #[default]
    Osm,
    /// Natural Earth, for maps of 1:10,000,000.
    NaturalEarth,
    /// A line that the user brought.
    Own,
}

impl Source {
    /// What to write beside anything that shows the line.
    #[must_use]
    pub fn attribution(self) -> &'static str {
        match self {
            Self::Osm => "© OpenStreetMap contributors, ODbL 1.0",
            Self::NaturalEarth => "Made with Natural Earth (public domain)",
            Self::Own => "own line",
        }
    }

    /// How far the line may be from the one on the ground.
    ///
    /// OpenStreetMap: half of the Tajik–Afghan line is within 50 m of the districts' outlines that the governments
    /// publish, 95 % within 700 m; the simplification adds 10 m. Natural Earth: 672 m from OpenStreetMap on average
    /// there, 95 % within 1.8 km. A line of one's own is taken at its word, 10 m.
    #[must_use]
    pub fn accuracy(self) -> Metres {
        match self {
            Self::Osm => Metres(50.0),
            Self::NaturalEarth => Metres(700.0),
            Self::Own => Metres(10.0),
        }
    }

    /// The scale that the line was drawn for.
    #[must_use]
    pub fn scale(self) -> &'static str {
        match self {
            Self::Osm => "10 m detail",
            Self::NaturalEarth => "1:10m",
            Self::Own => "as given",
        }
    }
}

/// On which side of a border a position is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// In one of the two countries.
    In(Country),
    /// On the line, as far as its accuracy can tell.
    Line,
    /// In neither.
    Elsewhere,
}

impl Side {
    /// `TJ`, `line` or `other`.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::In(country) => country.code(),
            Self::Line => "line",
            Self::Elsewhere => "other",
        }
    }
}

/// A stretch of a border between two kilometres.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// `TJ-AF:0025-0050`: the border and the kilometres; the same in every run.
    pub id: String,
    /// Where it begins, along the border.
    pub from: Metres,
    /// Where it ends.
    pub to: Metres,
    /// Its geometry: more than one part where the border has a gap.
    pub line: Vec<Vec<LatLng>>,
}

/// The line between two countries.
///
/// It runs so that the first of its sides is on the left; kilometres count from there.
#[derive(Debug, Clone)]
pub struct Border {
    sides: [Country; 2],
    line: Line,
    source: Source,
    disputed: String,
}

/// Within this distance the line decides which country a position is in, in metres: the outlines of provinces are off
/// by up to 13 km from it (Natural Earth's border of Tajikistan and China, 95 % of it).
const LINE_DECIDES: f64 = 25_000.0;

/// Within this distance the line decides even where the outlines say a third country, in metres: the mean error of
/// Natural Earth's outlines is 0.7 to 1.1 km.
const LINE_OVERRULES: f64 = 1_500.0;

impl Border {
    /// The border of two sides, the first on the left; `None` if the packed line is empty.
    pub(super) fn packed(packed: &Packed, sides: [Country; 2]) -> Option<Self> {
        /// The simplest geodesic edges that stay this near to the straight ones, in metres.
        const TOLERANCE: f64 = 0.001;
        let mut parts: Vec<Vec<LatLng>> =
            packed.parts().iter().map(|part| densify(part, TOLERANCE)).collect();
        if sides[0] != packed.a {
            parts.reverse();
            for part in &mut parts {
                part.reverse();
            }
        }
        let source = if packed.source == 0 { Source::Osm } else { Source::NaturalEarth };
        let line = Line::new(&parts).ok()?;
        Some(Self { sides, line, source, disputed: packed.disputed.to_owned() })
    }

    /// A border of one's own: a line that has the first side on its left.
    #[must_use]
    pub fn own(sides: [Country; 2], line: Line) -> Self {
        Self { sides, line, source: Source::Own, disputed: String::new() }
    }

    /// The two countries; the first is on the left of the line.
    #[must_use]
    pub fn sides(&self) -> [Country; 2] {
        self.sides
    }

    /// `TJ-AF`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}-{}", self.sides[0], self.sides[1])
    }

    /// The line itself.
    #[must_use]
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Where it comes from.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }

    /// Why a part of it is disputed; empty if the source knows of no dispute.
    #[must_use]
    pub fn disputed(&self) -> &str {
        &self.disputed
    }

    /// Its length.
    #[must_use]
    pub fn length(&self) -> Metres {
        self.line.length()
    }

    /// Its point nearest to a position.
    ///
    /// ```
    /// use marz::{earth::LatLng, region::Region};
    ///
    /// let region = Region::embedded("TJ-AF")?;
    /// let khorog = LatLng::new(37.4904, 71.5534)?;
    /// assert_eq!(format!("{:.1}", region.border.nearest(khorog).distance.km()), "2.6");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn nearest(&self, position: LatLng) -> Nearest {
        self.line.nearest(position)
    }

    /// Which country a position is in: by the line near it, by the outlines of provinces far from it and beyond its ends.
    ///
    /// ```
    /// use marz::{earth::LatLng, region::Region};
    ///
    /// let border = Region::embedded("TJ-AF")?.border;
    /// assert_eq!(border.side(LatLng::new(37.4904, 71.5534)?).code(), "TJ");
    /// assert_eq!(border.side(LatLng::new(36.7289, 68.8570)?).code(), "AF");
    /// assert_eq!(border.side(LatLng::new(41.3, 69.3)?).code(), "other");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn side(&self, position: LatLng) -> Side {
        self.side_of(position, &self.nearest(position))
    }

    /// [`Border::side`], when the nearest point is known already.
    #[must_use]
    pub fn side_of(&self, position: LatLng, nearest: &Nearest) -> Side {
        let distance = nearest.distance.0;
        if distance <= self.source.accuracy().0 {
            return Side::Line;
        }
        let outline = provinces::at(position).map(provinces::Province::country);
        let ours = outline.is_none_or(|country| self.sides.contains(&country));
        let near = if ours { LINE_DECIDES } else { LINE_OVERRULES };
        if distance <= near && !nearest.beyond_end {
            return match nearest.turn {
                Turn::Left => Side::In(self.sides[0]),
                Turn::Right => Side::In(self.sides[1]),
                Turn::On => Side::Line,
            };
        }
        match outline {
            Some(country) if ours => Side::In(country),
            _ => Side::Elsewhere,
        }
    }

    /// The sections of a length, in order; the last is what remains. Kilometres that are no whole number are rounded
    /// in the id.
    ///
    /// ```
    /// use marz::{earth::Metres, region::Region};
    ///
    /// let border = Region::embedded("TJ-AF")?.border;
    /// let sections = border.sections(Metres(25_000.0));
    /// assert_eq!(sections[1].id, "TJ-AF:0025-0050");
    /// assert_eq!(sections.last().unwrap().to, border.length());
    /// # Ok::<(), marz::region::UnknownBorder>(())
    /// ```
    #[must_use]
    pub fn sections(&self, length: Metres) -> Vec<Section> {
        let step = length.0.max(1.0);
        let mut sections = Vec::new();
        let mut from = 0.0;
        let mut number = 0.0;
        // What is left over by rounding is no section of its own.
        while from < self.length().0 - 0.001 {
            number += 1.0;
            let to = (step * number).min(self.length().0);
            sections.push(Section {
                id: self.section_id(from, to),
                from: Metres(from),
                to: Metres(to),
                line: self.line.stretch(Metres(from), Metres(to)),
            });
            from = to;
        }
        sections
    }

    /// The id of the section, of sections of a length, that a place along the border is in.
    #[must_use]
    pub fn section_at(&self, chainage: Metres, length: Metres) -> String {
        let step = length.0.max(1.0);
        let most = self.length().0;
        let number = (chainage.0.clamp(0.0, (most - 0.001).max(0.0)) / step).floor();
        self.section_id(number * step, ((number + 1.0) * step).min(most))
    }

    fn section_id(&self, from: f64, to: f64) -> String {
        format!("{}:{:04.0}-{:04.0}", self.name(), from / 1000.0, to / 1000.0)
    }

    /// What to write beside the line: whose it is.
    #[must_use]
    pub fn attribution(&self) -> &'static str {
        self.source.attribution()
    }
}

/// What has to be said wherever borders are shown.
pub const DISCLAIMER: &str = "Boundaries are those of the source named and imply no opinion on the legal status of \
                              any territory.";
