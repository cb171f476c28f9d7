//! `marz places`.

use super::{Format, FormatOptions, GazetteerOptions, Outcome};
use anyhow::Context;
use marz::earth::{LatLng, Metres};
use marz::gazetteer::{
    Country, FeatureClass, Fit, Gazetteer, GeometryKind, NameKind, Place, PlaceId, SearchHit,
    SearchOptions,
};
use marz::region::{Border, Region};
use serde_json::{Value, json};
use std::io::Write;

/// Look names up: fuzzy, in any script
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  marz places Khorog
  marz places --in AF --class settlement Ишкашим
  marz places --near 37.5,71.5 --names 'Sher Khan Bandar'")]
pub struct Args {
    /// Names, in Latin, Cyrillic or Arabic script, whole or their beginning
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,

    /// Only places in this country (ISO 3166 code: TJ)
    #[arg(long = "in", value_name = "COUNTRY", value_parser = country)]
    country: Option<Country>,

    /// Places near this position first
    #[arg(long, value_name = "LAT,LON", value_parser = position, allow_hyphen_values = true)]
    near: Option<LatLng>,

    /// Only places of this class (settlement, admin1, crossing, river, pass …); may be given again
    #[arg(long = "class", value_name = "CLASS", value_parser = class)]
    classes: Vec<FeatureClass>,

    /// All names of each place, in all languages
    #[arg(long = "names")]
    all_names: bool,

    /// Only the name as given, no beginnings and no misspellings
    #[arg(long)]
    exact: bool,

    /// Measure to this border; the two sides as ISO 3166 country codes
    #[arg(long, value_name = "AA-BB", default_value = "TJ-AF")]
    border: String,

    /// At most so many places for each name
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    #[command(flatten)]
    gazetteer: GazetteerOptions,

    #[command(flatten)]
    format: FormatOptions,
}

impl Args {
    /// Writes the places of each name; a name without any is said on standard error.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let gazetteer = self.gazetteer.open()?;
        let options = SearchOptions {
            country: self.country,
            classes: self.classes.clone(),
            near: self.near,
            fuzzy: !self.exact,
            limit: self.limit,
        };
        let border = Region::embedded(&self.border)?.border;
        let mut outcome = Outcome::Complete;
        let mut rows = Vec::new();
        for name in &self.names {
            let hits = gazetteer.search(name, &options);
            if hits.is_empty() {
                eprintln!("marz: no place is called {name}{}", self.restriction());
                outcome = Outcome::Partial;
            }
            if let Some(best) = hits.first().filter(|best| best.fit != Fit::Exact) {
                eprintln!("marz: {}", question(gazetteer, &border, best.place));
            }
            rows.extend(hits.into_iter().map(|hit| (name.as_str(), hit)));
        }
        match self.format.format() {
            Format::Table => self.table(gazetteer, &border, &rows, out)?,
            Format::Json => {
                let rows: Vec<Value> = rows
                    .iter()
                    .map(|(query, hit)| object(gazetteer, &border, query, hit))
                    .collect();
                serde_json::to_writer_pretty(&mut *out, &rows)?;
                writeln!(out)?;
            }
            Format::Csv => csv(gazetteer, &border, &rows, out)?,
        }
        Ok(outcome)
    }

    fn restriction(&self) -> String {
        let mut text = self.country.map(|country| format!(" in {country}")).unwrap_or_default();
        if !self.classes.is_empty() {
            let classes: Vec<&str> = self.classes.iter().map(|class| class.name()).collect();
            text.push_str(" that is a ");
            text.push_str(&classes.join(" or "));
        }
        text
    }

    fn table(
        &self,
        gazetteer: &Gazetteer,
        border: &Border,
        rows: &[(&str, SearchHit)],
        out: &mut dyn Write,
    ) -> anyhow::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut table = comfy_table::Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_header([
            "place",
            "class",
            "in",
            "lat, lon",
            "±km",
            "people",
            "km to border",
            "id",
            "found as",
        ]);
        for (_, hit) in rows {
            let place = gazetteer.place(hit.place);
            table.add_row([
                place.name.to_owned(),
                place.class.name().to_owned(),
                container(gazetteer, &place),
                place
                    .position
                    .map_or("unknown".to_owned(), |at| format!("{:.4}, {:.4}", at.lat(), at.lng())),
                place.position.map_or(String::new(), |_| format!("{:.0}", place.precision.km())),
                if place.population > 0 { place.population.to_string() } else { String::new() },
                distance(border, &place).map_or(String::new(), |away| format!("{:.1}", away.km())),
                place.key.to_owned(),
                found_as(hit),
            ]);
        }
        // A row is a line: the names of its place go below it.
        let mut lines = table.lines();
        if let Some(header) = lines.next() {
            writeln!(out, "{}", header.trim_end())?;
        }
        for ((_, hit), line) in rows.iter().zip(lines) {
            writeln!(out, "{}", line.trim_end())?;
            if self.all_names {
                paragraph(&all_names(gazetteer, &gazetteer.place(hit.place)), out)?;
            }
        }
        Ok(())
    }
}

/// Writes a text indented, in as many lines as the terminal asks for.
fn paragraph(text: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    const INDENT: u16 = 4;
    let mut box_of_one = comfy_table::Table::new();
    box_of_one
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
    if let Some(width) = box_of_one.width() {
        box_of_one.set_width(width.saturating_sub(INDENT));
    }
    box_of_one.add_row([text]);
    for line in box_of_one.lines() {
        writeln!(out, "    {}", line.trim())?;
    }
    Ok(())
}

/// Whether the likeliest place is the one meant, where its name is not as asked for.
fn question(gazetteer: &Gazetteer, border: &Border, id: PlaceId) -> String {
    let place = gazetteer.place(id);
    let class = place.class.name().replace('_', " ");
    let within = match container(gazetteer, &place) {
        within if within.is_empty() => within,
        within => format!(" in {within}"),
    };
    let away = distance(border, &place)
        .map_or(String::new(), |away| format!(", {:.1} km from the border", away.km()));
    format!("is this the place? {} ({class}{within}){away}", place.name)
}

/// Where a place lies, in words: its first-order division and its country.
fn container(gazetteer: &Gazetteer, place: &Place<'_>) -> String {
    let country = place.country.and_then(|country| gazetteer.country(country));
    let admin1 = place.admin1.and_then(|iso| gazetteer.admin1(iso));
    let names: Vec<&str> = [admin1, country]
        .into_iter()
        .flatten()
        .filter(|id| *id != place.id)
        .map(|id| gazetteer.place(id).name)
        .collect();
    names.join(", ")
}

/// How far a place is from the border; an area has no single distance.
fn distance(border: &Border, place: &Place<'_>) -> Option<Metres> {
    let position = place.position.filter(|_| place.geometry == GeometryKind::Point)?;
    Some(border.nearest(position).distance)
}

fn found_as(hit: &SearchHit) -> String {
    let fit = match hit.fit {
        Fit::Exact => String::new(),
        Fit::Form => "case ending".to_owned(),
        Fit::Prefix => format!("begins {}", hit.matched),
        Fit::Edits(edits) => format!("{} ({edits} off)", hit.matched),
    };
    match hit.kind {
        NameKind::Generated if fit.is_empty() => "spelling by rule".to_owned(),
        NameKind::Abbreviation if fit.is_empty() => "abbreviation".to_owned(),
        _ => fit,
    }
}

fn all_names(gazetteer: &Gazetteer, place: &Place<'_>) -> String {
    let names: Vec<&str> = gazetteer.names(place.id).iter().map(|name| name.text).collect();
    names.join(" · ")
}

fn object(gazetteer: &Gazetteer, border: &Border, query: &str, hit: &SearchHit) -> Value {
    let place = gazetteer.place(hit.place);
    let names: Vec<Value> = gazetteer
        .names(hit.place)
        .iter()
        .map(|name| {
            let language = name.language.map(marz::text::Language::code);
            json!({ "name": name.text, "language": language, "kind": kind(name.kind) })
        })
        .collect();
    json!({
        "query": query,
        "id": place.key,
        "name": place.name,
        "class": place.class,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lat": place.position.map(marz::earth::LatLng::lat),
        "lon": place.position.map(marz::earth::LatLng::lng),
        "precision_m": place.precision.0,
        "border_m": distance(border, &place).map(|away| away.0.round()),
        "geometry": place.geometry,
        "population": place.population,
        "found_as": hit.matched,
        "fit": fit(hit.fit),
        "kind": kind(hit.kind),
        "names": names,
    })
}

fn csv(
    gazetteer: &Gazetteer,
    border: &Border,
    rows: &[(&str, SearchHit)],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "query",
        "id",
        "name",
        "class",
        "country",
        "admin1",
        "admin2",
        "lat",
        "lon",
        "precision_m",
        "border_m",
        "population",
        "found_as",
        "fit",
    ])?;
    for (query, hit) in rows {
        let place = gazetteer.place(hit.place);
        table.write_record([
            *query,
            place.key,
            place.name,
            place.class.name(),
            &place.country.map(|country| country.to_string()).unwrap_or_default(),
            place.admin1.unwrap_or_default(),
            place.admin2.unwrap_or_default(),
            &place.position.map(|at| at.lat().to_string()).unwrap_or_default(),
            &place.position.map(|at| at.lng().to_string()).unwrap_or_default(),
            &place.precision.0.to_string(),
            &distance(border, &place).map(|away| away.0.round().to_string()).unwrap_or_default(),
            &place.population.to_string(),
            &hit.matched,
            &fit(hit.fit),
        ])?;
    }
    table.flush()?;
    Ok(())
}

fn fit(fit: Fit) -> String {
    match fit {
        Fit::Exact => "exact".to_owned(),
        Fit::Form => "form".to_owned(),
        Fit::Prefix => "prefix".to_owned(),
        Fit::Edits(edits) => format!("{edits} off"),
    }
}

fn kind(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Attested => "attested",
        NameKind::Generated => "generated",
        NameKind::Abbreviation => "abbreviation",
        NameKind::Demonym => "demonym",
    }
}

fn country(code: &str) -> anyhow::Result<Country> {
    let country = Country::from_code(code).context("two letters are wanted, as in TJ")?;
    Gazetteer::embedded().country(country).context("no country has this code")?;
    Ok(country)
}

fn position(text: &str) -> anyhow::Result<LatLng> {
    let (lat, lng) = text.split_once(',').context("latitude and longitude, as in 37.5,71.5")?;
    Ok(LatLng::new(lat.trim().parse()?, lng.trim().parse()?)?)
}

fn class(name: &str) -> anyhow::Result<FeatureClass> {
    FeatureClass::from_name(name).with_context(|| {
        let all: Vec<&str> = FeatureClass::ALL.iter().map(|class| class.name()).collect();
        format!("one of {}", all.join(", "))
    })
}
