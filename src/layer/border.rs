//! The layers `border` and `border_sections`.

use super::feature::{Columns, Feature, Layer, Shape, columns, rounded};
use super::ground::Ground;
use crate::earth::{LatLng, distance};
use crate::region::{self, Claim, Source};
use serde::Serialize;
use serde_json::Value;

pub use crate::region::DISCLAIMER;

#[derive(Serialize)]
struct BorderColumns<'a> {
    id: &'a str,
    layer: &'static str,
    title: String,
    description: String,
    name: String,
    stroke: &'static str,
    #[serde(rename = "stroke-width")]
    stroke_width: u8,
    section: Option<&'a str>,
    /// What is not agreed on of a line that is not the border: `line of control`.
    claim: Option<&'a str>,
    length_km: f64,
    from_km: f64,
    to_km: f64,
    incidents_25km: usize,
    facilities_25km: usize,
    side_home: &'a str,
    side_other: &'a str,
    scale: &'static str,
    boundary_source: &'a str,
    disclaimer: &'static str,
}

/// Nearer than this an incident belongs to a stretch of the border, in kilometres.
const NEAR_KM: f64 = 25.0;

/// The whole line, and the same in sections; with how many of `incidents` and `facilities` are near.
pub(super) fn layers(
    ground: &Ground<'_>,
    incidents: &[Columns],
    facilities: &[Columns],
) -> [Layer; 2] {
    let length = ground.length().km();
    let id = format!("{}-{}", ground.region.sides[0], ground.region.sides[1]);
    let whole = feature(ground, &id, None, (0.0, length), ground.lines(), (incidents, facilities));
    let sections = ground.sections().iter().map(|section| {
        let (range, id) = ((section.from.km(), section.to.km()), section.id.as_str());
        feature(ground, id, Some(id), range, &section.line, (incidents, facilities))
    });
    let claims = region::claims(ground.region.sides);
    let claims = claims.iter().zip(1..).map(|(claim, number)| claimed(&whole, claim, number));
    let features = std::iter::once(whole.clone()).chain(claims).collect();
    [
        Layer { name: "border", decimals: 5, features },
        Layer { name: "border_sections", decimals: 5, features: sections.collect() },
    ]
}

fn feature(
    ground: &Ground<'_>,
    id: &str,
    section: Option<&str>,
    (from, to): (f64, f64),
    lines: &[Vec<LatLng>],
    (incidents, facilities): (&[Columns], &[Columns]),
) -> Feature {
    let name = ground.border_name();
    let near = |rows: &[Columns]| rows.iter().filter(|row| is_near(row, section)).count();
    let title = section.map_or(name.clone(), |_| format!("{name}, km {from:.0} to {to:.0}"));
    let columns = columns(&BorderColumns {
        id,
        layer: if section.is_none() { "border" } else { "border_sections" },
        description: format!("{:.0} km", to - from),
        title,
        name,
        stroke: "#7b1e4b",
        stroke_width: 2,
        section,
        claim: None,
        length_km: rounded(to - from, 2),
        from_km: rounded(from, 2),
        to_km: rounded(to, 2),
        incidents_25km: near(incidents),
        facilities_25km: near(facilities),
        side_home: ground.region.sides[0].code(),
        side_other: ground.region.sides[1].code(),
        scale: ground.region.border.source().scale(),
        boundary_source: ground.attribution(),
        disclaimer: DISCLAIMER,
    });
    Feature { id: id.to_owned(), shape: Shape::Lines(lines.to_vec()), columns }
}

/// A line that is not agreed on, beside the border `whole`.
fn claimed(whole: &Feature, claim: &Claim, number: usize) -> Feature {
    let position = |at: &geo::Coord| LatLng::new(at.y, at.x).ok();
    let lines: Vec<Vec<LatLng>> =
        claim.lines.iter().map(|line| line.coords().filter_map(position).collect()).collect();
    let edges = lines.iter().flat_map(|line| line.windows(2));
    let length = edges.map(|ends| distance(ends[0], ends[1]).km()).sum();
    let id = format!("{}:claim-{number}", whole.id);
    let mut columns = whole.columns.clone();
    for (name, value) in [
        ("id", Value::from(id.as_str())),
        ("title", Value::from(if claim.name.is_empty() { claim.kind } else { claim.name })),
        ("description", Value::from(claim.kind)),
        ("claim", Value::from(claim.kind)),
        ("length_km", Value::from(rounded(length, 0))),
        ("from_km", Value::Null),
        ("to_km", Value::Null),
        ("incidents_25km", Value::Null),
        ("facilities_25km", Value::Null),
        ("scale", Value::from(Source::NaturalEarth.scale())),
        ("boundary_source", Value::from("Made with Natural Earth")),
    ] {
        columns.insert(name.to_owned(), value);
    }
    Feature { id, shape: Shape::Lines(lines), columns }
}

fn is_near(row: &Columns, section: Option<&str>) -> bool {
    let number = |name: &str| row.get(name).and_then(serde_json::Value::as_f64);
    let distance = number("border_dist_km").or_else(|| number("border_dist_min_km"));
    let at = row.get("border_section").and_then(serde_json::Value::as_str);
    distance.is_some_and(|km| km <= NEAR_KM) && (section.is_none() || section == at)
}
