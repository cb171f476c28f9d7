//! `marz borders`.

use super::{Format, FormatOptions, Outcome};
use marz::region::{
    BorderInfo, DISCLAIMER, Region, Source, UnknownBorder, borders, claims, shares,
};
use serde_json::{Value, json};
use std::io::Write;

/// List the borders there are, with their lengths and sources
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  marz borders
  marz borders TJ
  marz borders TJ-AF --geojson > border.geojson")]
pub struct Args {
    /// Only borders of these countries (TJ) or between two (TJ-AF); all if none is given
    #[arg(value_name = "COUNTRY|AA-BB")]
    which: Vec<String>,

    /// Write the lines as GeoJSON
    #[arg(long, conflicts_with_all = ["json", "csv"])]
    geojson: bool,

    #[command(flatten)]
    format: FormatOptions,
}

impl Args {
    /// Writes the list, or the lines.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let all = borders();
        let mut chosen: Vec<&BorderInfo> = Vec::new();
        for which in &self.which {
            let code = which.to_uppercase();
            let of_country = |border: &&BorderInfo| border.sides.iter().any(|s| s.code() == code);
            let found: Vec<&BorderInfo> = if code.len() == 2 {
                all.iter().filter(of_country).collect()
            } else {
                let sides = Region::embedded(which)?.sides;
                all.iter().filter(|border| sides.iter().all(|s| border.sides.contains(s))).collect()
            };
            anyhow::ensure!(
                !found.is_empty(),
                "no country with the code {which} has a land border; `marz borders` lists all"
            );
            chosen
                .extend(found.iter().filter(|border| !chosen.contains(border)).collect::<Vec<_>>());
        }
        if self.which.is_empty() {
            chosen = all.iter().collect();
        }
        if self.geojson {
            return geojson(&chosen, out);
        }
        match self.format.format() {
            Format::Table => {
                table(&chosen, out)?;
                if let [border] = chosen[..] {
                    shares_and_claims(border, out)?;
                }
                writeln!(out, "\n{DISCLAIMER}")?;
            }
            Format::Json => {
                let rows: Vec<Value> = chosen.iter().map(|border| object(border)).collect();
                serde_json::to_writer_pretty(&mut *out, &rows)?;
                writeln!(out)?;
            }
            Format::Csv => {
                let mut rows = csv::Writer::from_writer(out);
                rows.write_record([
                    "border",
                    "length_km",
                    "parts",
                    "source",
                    "scale",
                    "accuracy_m",
                    "disputed",
                ])?;
                for border in chosen {
                    rows.write_record([
                        name(border),
                        format!("{:.1}", border.length.km()),
                        border.parts.to_string(),
                        source(border.source).to_owned(),
                        border.source.scale().to_owned(),
                        format!("{:.0}", border.source.accuracy().0),
                        border.disputed.to_owned(),
                    ])?;
                }
                rows.flush()?;
            }
        }
        Ok(Outcome::Complete)
    }
}

/// A source in a word.
pub fn source(source: Source) -> &'static str {
    match source {
        Source::Osm => "osm",
        Source::NaturalEarth => "natural-earth",
        Source::Own => "own",
    }
}

fn name(border: &BorderInfo) -> String {
    format!("{}-{}", border.sides[0], border.sides[1])
}

fn table(borders: &[&BorderInfo], out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_header(["border", "km", "parts", "source", "scale", "disputed"]);
    for column in [1, 2] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(comfy_table::CellAlignment::Right);
        }
    }
    for border in borders {
        table.add_row([
            name(border),
            format!("{:.0}", border.length.km()),
            border.parts.to_string(),
            source(border.source).to_owned(),
            border.source.scale().to_owned(),
            border.disputed.replace('|', ", "),
        ]);
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// How much of a border lies along each province, and which of its lines are not agreed on.
fn shares_and_claims(border: &BorderInfo, out: &mut dyn Write) -> anyhow::Result<()> {
    let region = Region::embedded_from(&name(border), border.source)?;
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_header(["along", "", "km"]);
    if let Some(column) = table.column_mut(2) {
        column.set_cell_alignment(comfy_table::CellAlignment::Right);
    }
    for (province, length) in shares(&region) {
        let km = format!("{:.0}", length.km());
        table.add_row([province.iso().to_owned(), province.name().to_owned(), km]);
    }
    writeln!(out)?;
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    for claim in claims(border.sides) {
        let named =
            if claim.name.is_empty() { String::new() } else { format!(" ({})", claim.name) };
        writeln!(out, "\nNot agreed on: {}{named}, in {} parts.", claim.kind, claim.lines.len())?;
    }
    Ok(())
}

fn object(border: &BorderInfo) -> Value {
    json!({
        "border": name(border),
        "sides": border.sides.map(|side| side.code().to_owned()),
        "length_km": (border.length.0 / 10.0).round() / 100.0,
        "parts": border.parts,
        "source": source(border.source),
        "scale": border.source.scale(),
        "accuracy_m": border.source.accuracy().0,
        "disputed": border.disputed.split('|').filter(|reason| !reason.is_empty()).collect::<Vec<_>>(),
    })
}

fn geojson(borders: &[&BorderInfo], out: &mut dyn Write) -> anyhow::Result<Outcome> {
    writeln!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (number, border) in borders.iter().enumerate() {
        let found: Result<Region, UnknownBorder> =
            Region::embedded_from(&name(border), border.source);
        let line = found?.border;
        let parts: Vec<Vec<[f64; 2]>> = line
            .line()
            .parts()
            .iter()
            .map(|part| part.iter().map(|p| [round(p.lng()), round(p.lat())]).collect())
            .collect();
        let mut properties = object(border);
        properties["attribution"] = json!(line.attribution());
        properties["disclaimer"] = json!(DISCLAIMER);
        let feature = json!({
            "type": "Feature",
            "id": name(border),
            "geometry": {"type": "MultiLineString", "coordinates": parts},
            "properties": properties,
        });
        let comma = if number == 0 { "" } else { "," };
        writeln!(out, "{comma}{feature}")?;
        for claim in claims(border.sides) {
            let parts: Vec<Vec<[f64; 2]>> = claim
                .lines
                .iter()
                .map(|part| part.coords().map(|at| [round(at.x), round(at.y)]).collect())
                .collect();
            let feature = json!({
                "type": "Feature",
                "geometry": {"type": "MultiLineString", "coordinates": parts},
                "properties": {
                    "border": name(border),
                    "claim": claim.kind,
                    "name": claim.name,
                    "attribution": "Made with Natural Earth",
                    "disclaimer": DISCLAIMER,
                },
            });
            writeln!(out, ",{feature}")?;
        }
    }
    writeln!(out, "]}}")?;
    Ok(Outcome::Complete)
}

/// Seven decimals of a degree: a centimetre.
fn round(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}
