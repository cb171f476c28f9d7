//! GeoJSON features with polygons, read with their attributes.

use anyhow::{Context, ensure};
use serde::Deserialize;
use serde_json::{Map, Value};

/// A ring as longitude, latitude in degrees; the first position is repeated at the end.
pub type Ring = Vec<[f64; 2]>;

/// A polygon: the outer ring, then its holes.
pub type Polygon = Vec<Ring>;

/// A feature.
#[derive(Deserialize)]
pub struct Feature {
    /// Its attributes.
    pub properties: Map<String, Value>,
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    Polygon {
        coordinates: Polygon,
    },
    MultiPolygon {
        coordinates: Vec<Polygon>,
    },
    #[serde(rename = "GeometryCollection")]
    Collection {
        geometries: Vec<Geometry>,
    },
    #[serde(other)]
    Other,
}

/// The features of a file.
pub fn features(bytes: &[u8]) -> anyhow::Result<Vec<Feature>> {
    let collection: Collection = serde_json::from_slice(bytes).context("no GeoJSON")?;
    ensure!(!collection.features.is_empty(), "no features");
    Ok(collection.features)
}

impl Feature {
    /// The polygons of the geometry, however deep; lines and points are left out.
    pub fn polygons(&self) -> Vec<&Polygon> {
        let mut polygons = Vec::new();
        if let Some(geometry) = &self.geometry {
            geometry.collect(&mut polygons);
        }
        polygons
    }

    /// A text attribute; empty if it is absent or something else.
    pub fn text(&self, key: &str) -> &str {
        self.properties.get(key).and_then(Value::as_str).unwrap_or_default().trim()
    }
}

impl Geometry {
    fn collect<'a>(&'a self, into: &mut Vec<&'a Polygon>) {
        match self {
            Self::Polygon { coordinates } => into.push(coordinates),
            Self::MultiPolygon { coordinates } => into.extend(coordinates),
            Self::Collection { geometries } => {
                for geometry in geometries {
                    geometry.collect(into);
                }
            }
            Self::Other => {}
        }
    }
}
