//! Toponyms in a text: where they stand and what they are used for.
//!
//! [`find`] takes the gazetteer's matches, keeps those that are names of places here, adds the names that only
//! their surroundings give away, and labels each with its use by ordered rules. What the rules know of
//! words stands in `geodata/lexicon/words.tsv`; what they know of places, in the gazetteer.

mod acronym;
mod again;
mod border;
mod context;
mod draft;
mod gaps;
mod governor;
mod lexicon;
mod lists;
mod mask;
mod neighbours;
mod organisations;
mod people;
mod peoples;
mod persons;
mod plain;
mod reading;
mod recognise;
mod select;
mod sightings;
mod usage;

pub use gaps::{Gap, gaps};
pub use sightings::{Sighting, sightings};

use crate::document::Document;
use crate::gazetteer::{FeatureClass, Gazetteer, NameKind, PlaceId};
use crate::region::Region;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// The place names of a document, in order and apart.
///
/// # Examples
///
/// ```
/// use marz::document::{Document, Offsets, Source};
/// use marz::gazetteer::Gazetteer;
/// use marz::mention::{self, Use};
/// use marz::region::Region;
/// use marz::text::Language;
///
/// let region = Region::embedded("TJ-AF")?;
/// let document = Document {
///     id: "report".into(),
///     text: "Moscow said that a post near Khorog was attacked.".into(),
///     language: Language::English,
///     source: Source::default(),
///     offsets: Offsets::default(),
/// };
/// let found: Vec<(&str, Use)> = mention::find(Gazetteer::embedded(), &region, &document)
///     .iter()
///     .map(|mention| (mention.span.of(&document.text), mention.usage))
///     .collect();
/// assert_eq!(found, [("Moscow", Use::Actor), ("Khorog", Use::Location)]);
/// # Ok::<(), marz::region::UnknownBorder>(())
/// ```
#[must_use]
pub fn find(gazetteer: &Gazetteer, region: &Region, document: &Document) -> Vec<Mention> {
    let reading = reading::Reading::of(document);
    let masks = mask::of(&reading);
    let persons = persons::Persons::of(&reading);
    let matches = gazetteer.matches(&document.text);
    let named = select::countries(gazetteer, &matches);
    let judge = select::Judge {
        named: &named,
        gazetteer,
        sides: region.sides,
        reading: &reading,
        masks: &masks,
        persons: &persons,
    };
    let mut drafts = judge.choose(&matches);
    acronym::add(&reading, &mut drafts);
    judge.add_peoples(&mut drafts);
    context::add(&judge, document.language, &mut drafts);
    again::add(&reading, &mut drafts);
    let links = lists::links(gazetteer, &reading, &drafts);
    lists::cues(&reading, &mut drafts, &links);
    lists::widen(gazetteer, &reading, &mut drafts);
    let verdicts = usage::Usage {
        gazetteer,
        reading: &reading,
        masks: &masks,
        drafts: &drafts,
        links: &links,
        language: document.language,
    }
    .decide();
    drafts
        .into_iter()
        .zip(verdicts)
        .filter(|(draft, _)| !gazetteer.is_never(draft.span.of(&document.text)))
        .map(|(draft, (usage, rule))| Mention {
            span: draft.span,
            found: draft.found,
            candidates: draft.candidates,
            cue: draft.cue,
            usage,
            rule,
        })
        .collect()
}

/// A place name in a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// How it was recognised.
    pub found: Found,
    /// The places it may stand for, best prior first; empty for a place no gazetteer has.
    pub candidates: Vec<(PlaceId, NameKind)>,
    /// What a neighbouring word says it is (`province`, `valley`, `village`), for it or its list.
    pub cue: Option<Cue>,
    /// What it is used for.
    pub usage: Use,
    /// The rule that decided on `usage`, for `marz explain`.
    pub rule: &'static str,
}

/// How a mention was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Found {
    /// By its name in the gazetteer.
    Name,
    /// By an inflected form of a name.
    Inflected,
    /// By an abbreviation that the text defines.
    Acronym,
    /// By a name within a few letters of it.
    Fuzzy,
    /// By its surroundings (`the village of X`) or a learned model; in no gazetteer.
    Context,
    /// By the people of a country: Tajik, российский.
    Demonym,
}

/// What a neighbouring head noun says a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "each says itself")]
pub enum Cue {
    Country,
    Province,
    District,
    City,
    Village,
    Valley,
    River,
    Lake,
    Pass,
    Range,
    Peak,
    Corridor,
    Crossing,
    Bridge,
    Post,
    TrainingRange,
    Border,
    Region,
}

impl Cue {
    /// Whether a place of `class` may be what the head noun says.
    ///
    /// ```
    /// use marz::gazetteer::FeatureClass;
    /// use marz::mention::Cue;
    /// assert!(Cue::Province.fits(FeatureClass::Admin1));
    /// assert!(!Cue::Province.fits(FeatureClass::Settlement));
    /// ```
    #[must_use]
    #[allow(clippy::match_same_arms, reason = "an arm a cue")]
    pub fn fits(self, class: FeatureClass) -> bool {
        use FeatureClass as F;
        match self {
            Self::Country => matches!(class, F::Country | F::Historical),
            Self::Province => matches!(class, F::Admin1 | F::Historical),
            Self::District => matches!(class, F::Admin2),
            Self::City => matches!(class, F::Settlement),
            Self::Village => matches!(class, F::Settlement),
            Self::Valley => matches!(class, F::Valley | F::River | F::Corridor),
            Self::River => matches!(class, F::River),
            Self::Lake => matches!(class, F::Lake),
            Self::Pass => matches!(class, F::Pass),
            Self::Range => matches!(class, F::Range | F::Region),
            Self::Peak => matches!(class, F::Peak),
            Self::Corridor => matches!(class, F::Corridor | F::Valley | F::Region),
            Self::Crossing => matches!(class, F::Crossing | F::Bridge),
            Self::Bridge => matches!(class, F::Bridge | F::Crossing),
            Self::Post | Self::TrainingRange => matches!(class, F::MilitarySite | F::Site),
            Self::Border => matches!(class, F::Border),
            Self::Region => {
                matches!(class, F::Region | F::Admin1 | F::Island | F::Range | F::Corridor)
            }
        }
    }
}

/// What a place name is used for. Only literal uses are drawn or counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Use {
    /// Something is or happens there.
    Location,
    /// Somebody or something comes from there.
    Origin,
    /// Somebody or something goes there, or is aimed at it.
    Target,
    /// It says where another place is: `Astana, Kazakhstan`, `Afghanistan's Badakhshan`.
    Container,
    /// A government or people under the name of its place: `Moscow said`.
    Actor,
    /// Half of the name of a border: `the Tajik-Afghan border`.
    BorderName,
    /// Whose somebody or something is: `Russian troops`, `Tajikistan's President`.
    Affiliation,
    /// A people as such: `Tajiks`, `Pashtun`.
    Ethnonym,
    /// What somebody knows or speaks about: `expert on Afghanistan`.
    Topic,
    /// Part of the name of an organisation.
    #[serde(alias = "organisation")]
    OrgName,
    /// Part of the name of a publication or an address on the web.
    Publication,
    /// Where something is outlawed: `(banned in Tajikistan)`.
    LegalNotice,
    /// A header, dateline or rubric.
    Header,
    /// A state that is no more.
    Historical,
}

impl Use {
    /// Whether the place itself is meant, as a place where something is: what a map may show.
    ///
    /// ```
    /// use marz::mention::Use;
    /// assert!(Use::Location.is_literal());
    /// assert!(!Use::Actor.is_literal());
    /// ```
    #[must_use]
    pub fn is_literal(self) -> bool {
        matches!(self, Self::Location | Self::Origin | Self::Target)
    }
}
