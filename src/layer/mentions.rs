//! The layer `mentions`: every place name, with its place or the reason why it has none.

use super::common::{PlaceColumns, SourceColumns};
use super::feature::{Feature, Layer, Shape, columns};
use super::ground::Ground;
use crate::document::{Document, RawIndex};
use crate::earth::LatLng;
use crate::mention::{Found, Use};
use crate::resolve::{Confidence, Located, Resolution};
use serde::Serialize;

/// A line of `mentions.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MentionRow {
    /// Unique and lasting.
    pub id: String,
    /// Always `mentions`.
    pub layer: &'static str,
    /// The document.
    pub doc_id: String,
    /// Code points of the raw file before it.
    pub start: usize,
    /// Code points of the raw file before its end.
    pub end: usize,
    /// Bytes of the raw file before it.
    pub start_byte: usize,
    /// Bytes of the raw file before its end.
    pub end_byte: usize,
    /// The words.
    pub text: String,
    /// What the name is used for.
    #[serde(rename = "use")]
    pub usage: Use,
    /// The rule that says so.
    pub use_rule: String,
    /// How it was recognised.
    pub found: Found,
    /// Its place.
    #[serde(flatten)]
    pub place: PlaceColumns,
    /// How sure the place is.
    pub confidence: Option<Confidence>,
    /// Why there are no coordinates.
    pub reason: Option<&'static str>,
    /// The places considered: `Kunduz (geonames:1135690); …`.
    pub candidates: Option<String>,
    /// Whether it stands in a passage that another document has too.
    pub repeated_passage: bool,
    /// Where it was published.
    #[serde(flatten)]
    pub source: SourceColumns,
    /// Whether it is counted: a place that is meant as such, and not the short form just defined.
    #[serde(skip)]
    pub counted: bool,
    /// The sentence around it.
    #[serde(skip)]
    pub sentence: String,
}

/// The rows of `document`, in the order of its text.
pub(super) fn rows(
    ground: &Ground<'_>,
    document: &Document,
    index: &RawIndex<'_>,
    located: &[Located],
) -> Vec<MentionRow> {
    let source = SourceColumns::of(document);
    let mut rows: Vec<MentionRow> = Vec::with_capacity(located.len());
    let sentences = crate::text::segment::sentences(&document.text, document.language);
    for (number, found) in located.iter().enumerate() {
        let span = found.mention.span;
        let raw = index.span(span);
        let (place, confidence, reason) = placed(ground, found);
        let usage = found.mention.usage;
        let short_form =
            number.checked_sub(1).is_some_and(|before| defines(document, &located[before], found));
        let at = sentences.partition_point(|sentence| sentence.end < span.end);
        let sentence = sentences.get(at).filter(|sentence| sentence.contains(span));
        rows.push(MentionRow {
            id: String::new(),
            layer: "mentions",
            doc_id: document.id.clone(),
            start: raw.points.start,
            end: raw.points.end,
            start_byte: raw.bytes.start,
            end_byte: raw.bytes.end,
            text: span.of(&document.text).to_owned(),
            usage,
            use_rule: found.mention.rule.to_owned(),
            found: found.mention.found,
            counted: (usage.is_literal() || usage == Use::Container) && !short_form,
            place,
            confidence,
            reason,
            candidates: candidates(ground, found),
            repeated_passage: false,
            source: source.clone(),
            sentence: quote(sentence.map_or("", |sentence| sentence.of(&document.text))),
        });
    }
    rows
}

/// The features of `rows` that are meant as places and have a spot.
pub(super) fn layer(rows: &[MentionRow]) -> Layer {
    let features = rows.iter().filter(|row| row.usage.is_literal()).filter_map(|row| {
        let spot = LatLng::new(row.place.lat?, row.place.lon?).ok()?;
        let mut columns = columns(row);
        columns.shift_remove("reason");
        columns.insert("title".to_owned(), row.text.clone().into());
        columns.insert("description".to_owned(), row.sentence.clone().into());
        Some(Feature { id: row.id.clone(), shape: Shape::Point(spot), columns })
    });
    Layer { name: "mentions", decimals: 5, features: features.collect() }
}

fn placed(
    ground: &Ground<'_>,
    found: &Located,
) -> (PlaceColumns, Option<Confidence>, Option<&'static str>) {
    let usage = found.mention.usage;
    match found.resolution {
        Resolution::Place { place, confidence } => {
            let mut columns = PlaceColumns::of(ground, &ground.gazetteer.place(place));
            let reason = if !(usage.is_literal() || usage == Use::Container) {
                Some("not_meant_as_a_place")
            } else if columns.lat.is_some() {
                None
            } else {
                Some(match columns.place_level {
                    "province" => "area_province",
                    "country" => "area_country",
                    "border_line" => "border_line",
                    "none" => "area_region",
                    _ => "position_unknown",
                })
            };
            if reason.is_some() {
                (columns.lat, columns.lon, columns.uncertainty_km) = (None, None, None);
            }
            (columns, Some(confidence), reason)
        }
        Resolution::Border => (PlaceColumns::of_border(ground), None, Some("border_line")),
        Resolution::Within { container } => {
            let mut columns = container.map_or_else(PlaceColumns::nowhere, |container| {
                PlaceColumns::of(ground, &ground.gazetteer.place(container))
            });
            columns.place_name = None;
            columns.place_id = None;
            (columns.lat, columns.lon, columns.uncertainty_km) = (None, None, None);
            (columns, None, Some("position_unknown"))
        }
        Resolution::Ambiguous => (PlaceColumns::nowhere(), None, Some("ambiguous")),
    }
}

/// Whether `second` is the short form that follows `first` in brackets: `Gorno-Badakhshan … (GBAO)`.
fn defines(document: &Document, first: &Located, second: &Located) -> bool {
    // Room for `Autonomous Oblast` and the like, not for a clause.
    const LONGEST_GAP: usize = 40;
    let gap = document.text.get(first.mention.span.end..second.mention.span.start).unwrap_or("");
    let after = document.text.get(second.mention.span.end..).unwrap_or("");
    let place = |located: &Located| match located.resolution {
        Resolution::Place { place, .. } => Some(place),
        _ => None,
    };
    gap.len() <= LONGEST_GAP
        && gap.ends_with('(')
        && !gap.contains(['.', ',', ';'])
        && after.starts_with(')')
        && place(first).is_some()
        && place(first) == place(second)
}

/// The best of the places considered, where there was a choice.
fn candidates(ground: &Ground<'_>, found: &Located) -> Option<String> {
    /// More than this nobody reads in a table's cell.
    const SHOWN: usize = 5;
    if found.alternatives.len() < 2 {
        return None;
    }
    let shown = found.alternatives.iter().take(SHOWN).map(|(id, _)| {
        let place = ground.gazetteer.place(*id);
        format!("{} ({})", place.name, place.key)
    });
    Some(shown.collect::<Vec<_>>().join("; "))
}

/// A sentence on one line.
pub(super) fn quote(sentence: &str) -> String {
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}
