//! Toponyms found and resolved in a labelled corpus.
//!
//! The rules are those of the reference scorer that comes with the corpora: one-to-one matching within a document,
//! exact spans first, then the pair that shares most; distances on a sphere; a miss is as far as the antipodes.

use super::reports::EvalError;
use crate::document::{Document, Offsets, Source};
use crate::gazetteer::{Country, FeatureClass, Gazetteer, PlaceId};
use crate::mention::{self, Found, Mention, Use};
use crate::region::Region;
use crate::resolve::{self, Confidence, Located, Resolution};
use crate::text::Language;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::Path;

mod losses;
mod reliability;
mod scores;

pub use losses::Losses;
pub use reliability::Reliability;
pub use scores::{Resolved, Scores, Spans};

/// Right if no farther from the gold point than this, the custom of the field: 100 miles.
pub const NEAR_KM: f64 = 161.0;

/// A labelled text.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Labelled {
    /// Its name, one of its kind in the corpus.
    pub id: String,
    /// The code of its language; found out from the text if there is none.
    #[serde(default)]
    pub lang: Option<String>,
    /// The text.
    pub text: String,
    /// The toponyms a person found in it.
    pub toponyms: Vec<Toponym>,
    /// Whether only some of its toponyms are marked: what is found beyond them is not held against the finder.
    #[serde(default)]
    pub partial: bool,
}

/// A toponym that a person marked.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Toponym {
    /// Where it begins, in code points.
    pub start: usize,
    /// Where it ends, in code points.
    pub end: usize,
    /// Degrees north, if known.
    #[serde(default)]
    pub lat: Option<f64>,
    /// Degrees east, if known.
    #[serde(default)]
    pub lon: Option<f64>,
}

impl Toponym {
    /// Degrees north and east, if they are those of a point on Earth.
    #[must_use]
    pub fn point(&self) -> Option<(f64, f64)> {
        let (lat, lon) = (self.lat?, self.lon?);
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((lat, lon))
    }
}

/// A place as the confusion table sees it: its point, country and class.
type Seen = ((f64, f64), Option<Country>, FeatureClass);

/// Which of the names that the program finds count as toponyms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counted {
    /// Names of places, whatever they are used for.
    #[default]
    Places,
    /// Those and adjectives of peoples (`Tajik`); not peoples as such (`Tajiks`).
    PlacesAndPeoples,
    /// Names of places and governments: not those within the name of an organisation or publication, nor those that
    /// say whose somebody is (`the president of X`), as where names have classes and organisations are another.
    Apart,
    /// Only names that mean the ground: no governments, teams, organisations.
    Ground,
}

impl Counted {
    fn counts(self, mention: &Mention) -> bool {
        match self {
            Self::Places => mention.found != Found::Demonym,
            // `Jewish`, `Arab` have no place.
            Self::PlacesAndPeoples => {
                let placeless = mention.found == Found::Demonym && mention.candidates.is_empty();
                mention.usage != Use::Ethnonym && !placeless
            }
            Self::Apart => {
                let part =
                    matches!(mention.usage, Use::OrgName | Use::Publication | Use::Affiliation);
                mention.found != Found::Demonym && !part
            }
            Self::Ground => {
                let ground =
                    matches!(mention.usage, Use::Container | Use::Header | Use::BorderName);
                mention.found != Found::Demonym && (ground || mention.usage.is_literal())
            }
        }
    }
}

/// A toponym that the program found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prediction {
    /// Where it begins, in code points.
    pub start: usize,
    /// Where it ends, in code points.
    pub end: usize,
    /// What stands there.
    pub text: String,
    /// Degrees north of the reference point of its place; `None` if it was not resolved.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// What it is used for.
    #[serde(rename = "use")]
    pub usage: Use,
    /// How sure the program is of its place; `None` if it has none, or several fit about equally well.
    pub confidence: Option<Confidence>,
    /// The rule that told its use.
    pub rule: &'static str,
    #[serde(skip)]
    pick: Option<Seen>,
    #[serde(skip)]
    candidates: Vec<Seen>,
}

/// Reads a corpus: a JSON object a line, `{"id", "text", "toponyms": [{"start", "end", "lat", "lon"}]}`.
///
/// # Errors
///
/// [`EvalError::Gold`] if it cannot be read, [`EvalError::Line`] if a line is no such object.
pub fn read(path: &Path) -> Result<Vec<Labelled>, EvalError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| EvalError::Gold { path: path.to_owned(), source })?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(row, line)| {
            serde_json::from_str(line).map_err(|source| EvalError::Line {
                path: path.to_owned(),
                line: row + 1,
                source,
            })
        })
        .collect()
}

/// What the program finds in each text, in their order.
#[must_use]
pub fn predict(
    gazetteer: &Gazetteer,
    region: &Region,
    corpus: &[Labelled],
    counted: Counted,
) -> Vec<Vec<Prediction>> {
    corpus.par_iter().map(|labelled| one(gazetteer, region, labelled, counted)).collect()
}

fn one(
    gazetteer: &Gazetteer,
    region: &Region,
    labelled: &Labelled,
    counted: Counted,
) -> Vec<Prediction> {
    let language = labelled.lang.as_deref().and_then(Language::from_code);
    let document = Document {
        id: labelled.id.clone(),
        language: language.unwrap_or_else(|| Language::detect(&labelled.text)),
        text: labelled.text.clone(),
        source: Source::default(),
        offsets: Offsets::default(),
    };
    let mentions = mention::find(gazetteer, region, &document);
    let located = resolve::places(gazetteer, region, &document, mentions);
    let (mut bytes, mut points) = (0, 0);
    let mut predictions = Vec::with_capacity(located.len());
    for located in located {
        let span = located.mention.span;
        let text = span.of(&document.text);
        points += document.text[bytes..span.start].chars().count();
        bytes = span.start;
        if counted.counts(&located.mention) {
            predictions.push(prediction(gazetteer, &located, points, text));
        }
    }
    predictions
}

fn prediction(gazetteer: &Gazetteer, located: &Located, start: usize, text: &str) -> Prediction {
    let seen = |id: PlaceId| {
        let place = gazetteer.place(id);
        let at = place.position?;
        Some(((at.lat(), at.lng()), place.country, place.class))
    };
    let confidence = match located.resolution {
        Resolution::Place { confidence, .. } => Some(confidence),
        _ => None,
    };
    let pick = match &located.resolution {
        Resolution::Place { place, .. } => seen(*place),
        Resolution::Ambiguous => located.alternatives.first().and_then(|(place, _)| seen(*place)),
        _ => None,
    };
    Prediction {
        start,
        end: start + text.chars().count(),
        text: text.to_owned(),
        lat: pick.map(|(at, ..)| at.0),
        lon: pick.map(|(at, ..)| at.1),
        usage: located.mention.usage,
        confidence,
        rule: located.mention.rule,
        pick,
        candidates: located.mention.candidates.iter().filter_map(|(id, _)| seen(*id)).collect(),
    }
}

/// Pairs of a gold toponym and a prediction, by their places in the lists; one to one, exact spans first, then, if
/// `overlap`, those that share most.
fn pairs(gold: &[Toponym], found: &[Prediction], overlap: bool) -> Vec<(usize, usize)> {
    let mut paired = Vec::new();
    let (mut gold_free, mut found_free) = (vec![true; gold.len()], vec![true; found.len()]);
    for (j, p) in found.iter().enumerate() {
        // Of several gold toponyms of one span the last, as in the reference scorer.
        let same = gold.iter().rposition(|g| (g.start, g.end) == (p.start, p.end));
        if let Some(i) = same.filter(|i| gold_free[*i]) {
            paired.push((i, j));
            (gold_free[i], found_free[j]) = (false, false);
        }
    }
    if overlap {
        let mut shared = Vec::new();
        for (i, g) in gold.iter().enumerate().filter(|(i, _)| gold_free[*i]) {
            for (j, p) in found.iter().enumerate().filter(|(j, _)| found_free[*j]) {
                let (from, to) = (g.start.max(p.start), g.end.min(p.end));
                if from < to {
                    let most = std::cmp::Reverse(to - from);
                    shared.push((most, g.start, g.end, p.start, p.end, i, j));
                }
            }
        }
        shared.sort_unstable();
        for (.., i, j) in shared {
            if gold_free[i] && found_free[j] {
                paired.push((i, j));
                (gold_free[i], found_free[j]) = (false, false);
            }
        }
    }
    paired
}

/// Kilometres between two points on a sphere of the Earth's mean radius, as the reference scorer measures.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let half = ((q - p) / 2.0).sin().powi(2)
        + p.cos() * q.cos() * ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    2.0 * 6371.0088 * half.sqrt().min(1.0).asin()
}
