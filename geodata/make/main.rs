//! Writes the tables of `geodata/` from packages that somebody has downloaded.
//!
//! Nothing here goes to the network. Every package is checked against the SHA-256 in
//! `geodata/sources.tsv` before a byte of it is used, rows are sorted, and no clock is read: run
//! twice, the same files come out. What a person corrected is a row in `geodata/patches.tsv`.
//!
//! ```text
//! cargo run --release --features make-geodata --bin marz-geodata -- borders ~/downloads
//! ```

use std::process::ExitCode;

use anyhow::bail;

mod archive;
mod borders;
mod geojson;
mod patches;
mod people;
mod places;
mod places_admin1;
mod polyline;
mod provinces;
mod readme;
mod shapefile;
mod table;
mod waters;

use archive::Downloads;

const USAGE: &str = "\
Usage: marz-geodata WHAT [DOWNLOADS]     (from the root of the repository)

DOWNLOADS is the folder that holds the packages of geodata/sources.tsv.

WHAT is one of:";

/// A table or a group of tables, and what writes it.
struct Recipe {
    name: &'static str,
    about: &'static str,
    run: fn(&Downloads) -> anyhow::Result<()>,
}

const RECIPES: &[Recipe] = &[
    Recipe {
        name: "check",
        about: "reads every package and compares its checksum",
        run: Downloads::check_all,
    },
    Recipe {
        name: "borders",
        about: "land borders by pair of countries: osm/ and natural-earth/borders.tsv, claims.tsv",
        run: borders::write,
    },
    Recipe {
        name: "provinces",
        about: "first-order divisions: natural-earth/provinces.tsv and arcs.tsv",
        run: provinces::write,
    },
    Recipe {
        name: "places",
        about: "populated places, districts and first-order divisions with their names",
        run: places::run,
    },
    Recipe {
        name: "waters",
        about: "rivers and lakes: natural-earth/waters.tsv",
        run: waters::write,
    },
    Recipe {
        name: "people",
        about: "names of people: names/people.tsv; words of Persian: hazm/words.tsv",
        run: people::run,
    },
    Recipe {
        name: "readme",
        about: "the checksums in geodata/README.md (last, after the others)",
        run: readme::write,
    },
];

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("marz-geodata: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> anyhow::Result<()> {
    let [what, rest @ ..] = arguments else { bail!("{}", usage()) };
    let Some(recipe) = RECIPES.iter().find(|recipe| recipe.name == what) else {
        bail!("no recipe {what}\n\n{}", usage());
    };
    let folder = rest.first().map_or(".", String::as_str);
    (recipe.run)(&Downloads::new(folder, "geodata/sources.tsv")?)
}

fn usage() -> String {
    RECIPES.iter().fold(USAGE.to_owned(), |text, recipe| {
        format!("{text}\n  {:<12} {}", recipe.name, recipe.about)
    })
}
