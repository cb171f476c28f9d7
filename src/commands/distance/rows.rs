//! What is measured of a point or an area, and how it is written.

use super::super::{Format, borders};
use marz::earth::{LatLng, Metres, Nearest};
use marz::region::provinces::Province;
use marz::region::{
    Crossing, DISCLAIMER, Region, Side, area_distance, nearest_borders, nearest_crossing,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io::Write;

/// How to measure.
pub struct Measure<'r> {
    /// The border's region.
    pub region: &'r Region,
    /// What is farther is left out.
    pub within: Option<Metres>,
    /// Whether all digits are shown.
    pub exact: bool,
    /// Length of the border's sections.
    pub section_length: Metres,
    /// How many of the nearest borders of the world are named.
    pub borders: usize,
    /// The crossings of the border.
    pub crossings: Vec<Crossing<'r>>,
}

/// What was measured.
pub struct Row {
    /// What it is called.
    pub name: String,
    /// Its lasting identifier; empty for a position.
    pub key: String,
    /// How far the true place may be from the position.
    pub precision: Option<Metres>,
    /// Columns of the input, carried along.
    pub carried: Vec<(String, Value)>,
    at: Option<LatLng>,
    nearest: Option<Nearest>,
    farthest: Option<Metres>,
    distance: Metres,
    side: Option<Side>,
    crossing: Option<(String, Metres)>,
    /// The nearest borders of the world.
    borders: Vec<(String, Metres)>,
}

impl Measure<'_> {
    /// A position's row.
    pub fn point(&self, name: &str, at: LatLng) -> Row {
        let nearest = self.region.border.nearest(at);
        Row {
            name: name.to_owned(),
            key: String::new(),
            precision: None,
            carried: Vec::new(),
            at: Some(at),
            distance: nearest.distance,
            side: Some(self.region.border.side_of(at, &nearest)),
            nearest: Some(nearest),
            farthest: None,
            crossing: nearest_crossing(&self.crossings, at)
                .map(|(crossing, away)| (crossing.name.to_owned(), away)),
            borders: if self.borders == 0 {
                Vec::new()
            } else {
                nearest_borders(at, self.borders)
                    .into_iter()
                    .map(|(border, away)| (border.name(), away))
                    .collect()
            },
        }
    }

    /// A province's row: its nearest and its farthest point.
    pub fn area(&self, name: &str, province: Province) -> Row {
        let found = area_distance(&self.region.border, &province.polygons());
        Row {
            name: name.to_owned(),
            key: format!("iso:{}", province.iso()),
            precision: None,
            carried: Vec::new(),
            at: None,
            nearest: None,
            farthest: Some(found.farthest),
            distance: found.nearest,
            side: Some(Side::In(province.country())),
            crossing: None,
            borders: Vec::new(),
        }
    }

    /// Kilometres with the digits that the line warrants.
    fn km(&self, length: Metres) -> String {
        let decimals = if self.exact {
            6
        } else if self.region.border.source().accuracy().0 > 100.0 {
            0
        } else {
            2
        };
        format!("{:.decimals$}", length.km())
    }

    /// `AF-TJ 2.60; AF-PK 61.02`.
    fn listed(&self, borders: &[(String, Metres)]) -> String {
        let listed: Vec<String> =
            borders.iter().map(|(name, away)| format!("{name} {}", self.km(*away))).collect();
        listed.join("; ")
    }

    fn number(&self, length: Metres) -> Value {
        self.km(length).parse::<f64>().map_or(Value::Null, Value::from)
    }
}

/// The forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Table,
    /// An array of objects.
    Json,
    /// With a header.
    Csv,
    /// A feature collection.
    GeoJson,
}

impl Form {
    /// The form asked for; files give CSV unless told otherwise, for they may be long.
    pub fn of(geojson: bool, format: Format, files: bool) -> Self {
        match format {
            _ if geojson => Self::GeoJson,
            Format::Json => Self::Json,
            Format::Csv => Self::Csv,
            Format::Table if files => Self::Csv,
            Format::Table => Self::Table,
        }
    }
}

/// What a row tells, in every form of output.
pub const COLUMNS: [&str; 14] = [
    "name",
    "lat",
    "lon",
    "distance_km",
    "farthest_km",
    "side",
    "chainage_km",
    "section",
    "near_lat",
    "near_lon",
    "azimuth",
    "nearest_crossing",
    "nearest_crossing_km",
    "nearest_borders",
];

/// Writes rows as they come; a table at the end.
pub struct Writer<'w> {
    form: Form,
    measure: &'w Measure<'w>,
    out: &'w mut dyn Write,
    table: comfy_table::Table,
    count: usize,
    /// Columns of the input that a CSV has: those of its first row.
    carried: Vec<String>,
    /// Those that later rows have beside, for which there is no column.
    left_out: BTreeSet<String>,
}

impl<'w> Writer<'w> {
    /// A writer that has not written yet.
    pub fn new(form: Form, measure: &'w Measure<'w>, out: &'w mut dyn Write) -> Self {
        let mut table = comfy_table::Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        let mut header = vec![
            "place",
            "km to the line",
            "side",
            "km along it",
            "section",
            "nearest point",
            "±km",
            "nearest crossing",
        ];
        if measure.borders > 0 {
            header.push("nearest borders, km");
        }
        table.set_header(header);
        for column in [1, 3] {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(comfy_table::CellAlignment::Right);
            }
        }
        Self { form, measure, out, table, count: 0, carried: Vec::new(), left_out: BTreeSet::new() }
    }

    /// Writes a row, unless it is too far.
    pub fn write(&mut self, row: &Row) -> anyhow::Result<()> {
        if self.measure.within.is_some_and(|within| row.distance.0 > within.0) {
            return Ok(());
        }
        match self.form {
            Form::Table => self.add(row),
            Form::Json => {
                write!(
                    self.out,
                    "{}{}",
                    if self.count == 0 { "[\n" } else { ",\n" },
                    Value::Object(self.object(row))
                )?;
            }
            Form::GeoJson => self.feature(row)?,
            Form::Csv => self.record(row)?,
        }
        self.count += 1;
        Ok(())
    }

    /// Writes what comes after the last row; what no column had room for is told.
    pub fn finish(self) -> anyhow::Result<Option<String>> {
        let border = &self.measure.region.border;
        match self.form {
            Form::Table if self.count > 0 => {
                for line in self.table.lines() {
                    writeln!(self.out, "{}", line.trim_end())?;
                }
                let [from, _] = ends(self.measure);
                writeln!(
                    self.out,
                    "\n{} by {} ({}); good to about {:.0} m. Kilometres along it count from {from}.\n{}. {DISCLAIMER}",
                    border.name(),
                    borders::source(border.source()),
                    border.source().scale(),
                    border.source().accuracy().0,
                    border.attribution(),
                )?;
            }
            Form::Json => writeln!(self.out, "{}", if self.count == 0 { "[]" } else { "\n]" })?,
            Form::GeoJson if self.count == 0 => {
                writeln!(self.out, "{{\"type\":\"FeatureCollection\",\"features\":[]}}")?;
            }
            Form::GeoJson => writeln!(self.out, "\n]}}")?,
            _ => {}
        }
        let names: Vec<String> = self.left_out.into_iter().collect();
        Ok((!names.is_empty()).then(|| {
            format!(
                "left out, since the first row has no such column: {}; --json keeps all",
                names.join(", ")
            )
        }))
    }

    fn add(&mut self, row: &Row) {
        let measure = self.measure;
        let distance = match row.farthest {
            Some(farthest) => format!("{} to {}", measure.km(row.distance), measure.km(farthest)),
            None => measure.km(row.distance),
        };
        let (chainage, section, near) = row.nearest.map_or_else(Default::default, |nearest| {
            (measure.km(nearest.chainage), self.section(&nearest), short(nearest.point))
        });
        let crossing = row.crossing.as_ref();
        let crossing = crossing
            .map_or_else(String::new, |(name, away)| format!("{name} {}", measure.km(*away)));
        let mut cells = vec![
            row.name.clone(),
            distance,
            side(row),
            chainage,
            section,
            near,
            row.precision.map_or_else(String::new, |metres| format!("{:.1}", metres.km())),
            crossing,
        ];
        if measure.borders > 0 {
            cells.push(measure.listed(&row.borders));
        }
        self.table.add_row(cells);
    }

    fn record(&mut self, row: &Row) -> anyhow::Result<()> {
        let mut line = csv::WriterBuilder::new().from_writer(Vec::new());
        if self.count == 0 {
            self.carried = row.carried.iter().map(|(name, _)| name.clone()).collect();
            line.write_record(self.carried.iter().map(String::as_str).chain(COLUMNS))?;
        }
        for (name, _) in &row.carried {
            if !self.carried.contains(name) {
                self.left_out.insert(name.clone());
            }
        }
        let degrees =
            |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.7}"));
        let near = row.nearest;
        let values = [
            row.name.clone(),
            degrees(row.at.map(LatLng::lat)),
            degrees(row.at.map(LatLng::lng)),
            self.measure.km(row.distance),
            row.farthest.map_or_else(String::new, |metres| self.measure.km(metres)),
            side(row),
            near.map_or_else(String::new, |near| self.measure.km(near.chainage)),
            near.map_or_else(String::new, |near| self.section(&near)),
            degrees(near.map(|near| near.point.lat())),
            degrees(near.map(|near| near.point.lng())),
            near.map_or_else(String::new, |near| format!("{:.3}", near.azimuth)),
            row.crossing.as_ref().map_or_else(String::new, |(name, _)| name.clone()),
            row.crossing.as_ref().map_or_else(String::new, |(_, away)| self.measure.km(*away)),
            self.measure.listed(&row.borders),
        ];
        // Rows of one table mostly have the same columns in the same order.
        let texts = self.carried.iter().enumerate().map(|(number, column)| {
            let same = row.carried.get(number).filter(|(name, _)| name == column);
            let found = same.or_else(|| row.carried.iter().find(|(name, _)| name == column));
            found.map_or_else(String::new, |(_, value)| match value {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            })
        });
        line.write_record(texts.chain(values))?;
        self.out.write_all(&line.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?)?;
        Ok(())
    }

    fn feature(&mut self, row: &Row) -> anyhow::Result<()> {
        if self.count == 0 {
            writeln!(self.out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
        } else {
            writeln!(self.out, ",")?;
        }
        let geometry =
            row.at.map(|at| json!({"type": "Point", "coordinates": [at.lng(), at.lat()]}));
        let feature =
            json!({"type": "Feature", "geometry": geometry, "properties": self.object(row)});
        write!(self.out, "{feature}")?;
        Ok(())
    }

    fn object(&self, row: &Row) -> Map<String, Value> {
        let measure = self.measure;
        let border = &measure.region.border;
        let mut object: Map<String, Value> = row.carried.iter().cloned().collect();
        let near = row.nearest;
        for (name, value) in [
            ("name", json!(row.name)),
            ("key", json!(row.key)),
            ("lat", json!(row.at.map(LatLng::lat))),
            ("lon", json!(row.at.map(LatLng::lng))),
            ("distance_km", measure.number(row.distance)),
            ("farthest_km", row.farthest.map_or(Value::Null, |metres| measure.number(metres))),
            ("side", json!(side(row))),
            ("chainage_km", near.map_or(Value::Null, |near| measure.number(near.chainage))),
            ("section", json!(near.map(|near| self.section(&near)))),
            ("near_lat", json!(near.map(|near| near.point.lat()))),
            ("near_lon", json!(near.map(|near| near.point.lng()))),
            ("azimuth", json!(near.map(|near| near.azimuth))),
            ("nearest_crossing", json!(row.crossing.as_ref().map(|(name, _)| name))),
            (
                "nearest_crossing_km",
                row.crossing.as_ref().map_or(Value::Null, |(_, away)| measure.number(*away)),
            ),
            ("nearest_borders", json!(measure.listed(&row.borders))),
            ("precision_km", json!(row.precision.map(Metres::km))),
            ("border", json!(border.name())),
            ("border_source", json!(borders::source(border.source()))),
            ("border_accuracy_m", json!(border.source().accuracy().0)),
        ] {
            object.insert(name.to_owned(), value);
        }
        object
    }

    fn section(&self, nearest: &Nearest) -> String {
        self.measure.region.border.section_at(nearest.chainage, self.measure.section_length)
    }
}

fn side(row: &Row) -> String {
    row.side.map_or_else(String::new, |side| side.code().to_owned())
}

fn short(at: LatLng) -> String {
    format!("{:.4}, {:.4}", at.lat(), at.lng())
}

/// The two ends of the line, for people.
fn ends(measure: &Measure<'_>) -> [String; 2] {
    let line = measure.region.border.line();
    [Metres(0.0), line.length()].map(|at| short(line.at(at)))
}
