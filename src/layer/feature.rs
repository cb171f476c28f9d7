//! What a layer is made of: features, each a shape and its columns.

pub use crate::earth::LatLng as Position;
use crate::earth::LatLng;
use serde::Serialize;
use serde_json::{Map, Value};

/// The columns of a feature, in order. Values are scalars.
pub type Columns = Map<String, Value>;

/// A ring of a polygon, closed: its last position is its first.
pub type Ring = Vec<LatLng>;

/// A polygon: its outer ring, then its holes.
pub type Polygon = Vec<Ring>;

/// The shape of a feature.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A position.
    Point(LatLng),
    /// A line in parts.
    Lines(Vec<Vec<LatLng>>),
    /// Polygons: the outer ring of each runs counter-clockwise, its holes clockwise.
    Polygons(Vec<Polygon>),
}

/// A thing on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Unique within its layer, and the same from run to run.
    pub id: String,
    /// Where it is.
    pub shape: Shape,
    /// What is known of it.
    pub columns: Columns,
}

/// Features with the same columns and the same kind of shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Its name, and its file's: `places`.
    pub name: &'static str,
    /// The digits that its positions are worth: 5 are 1 m, 3 are 100 m.
    pub decimals: u8,
    /// In the order in which they are written.
    pub features: Vec<Feature>,
}

/// Rows with the same columns: a CSV file.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name, and its file's: `distances`.
    pub name: &'static str,
    /// The names of its columns.
    pub header: Vec<String>,
    /// Each as long as the header.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// A table with the columns of `rows`.
    pub(super) fn new<T: Serialize>(name: &'static str, header: &[&str], rows: &[T]) -> Self {
        let header: Vec<String> = header.iter().map(|&column| column.to_owned()).collect();
        let rows = rows.iter().map(|row| select(&columns(row), &header)).collect();
        Self { name, header, rows }
    }

    /// A table with `header` of rows that have at least those columns.
    pub(super) fn of_columns(name: &'static str, header: Vec<String>, rows: &[Columns]) -> Self {
        let rows = rows.iter().map(|row| select(row, &header)).collect();
        Self { name, header, rows }
    }
}

fn select(row: &Columns, header: &[String]) -> Vec<Value> {
    header.iter().map(|column| row.get(column).cloned().unwrap_or(Value::Null)).collect()
}

/// The fields of a struct as columns.
pub(super) fn columns<T: Serialize>(row: &T) -> Columns {
    match serde_json::to_value(row) {
        Ok(Value::Object(columns)) => columns,
        // Only a map whose keys are no strings cannot become JSON, and no row has one.
        _ => Columns::new(),
    }
}

/// `value` with `decimals` digits after the point.
#[must_use]
pub fn rounded(value: f64, decimals: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(decimals));
    // Adding zero turns -0 into 0.
    (value * scale).round() / scale + 0.0
}
