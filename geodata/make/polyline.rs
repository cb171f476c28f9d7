//! Lines as text: Google's encoded polyline algorithm at a precision of 1e-5 degrees (about 1 m).
//!
//! A vertex is the difference to the one before it, latitude first; a difference is zig-zagged
//! and written in groups of five bits, lowest first, each plus 63 as an ASCII character.
//!
//! # References
//!
//! - Google, "Encoded Polyline Algorithm Format",
//!   <https://developers.google.com/maps/documentation/utilities/polylinealgorithm>.

/// A vertex in units of 1e-5 degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vertex {
    /// Latitude, 1e-5 degrees.
    pub lat: i32,
    /// Longitude, 1e-5 degrees.
    pub lng: i32,
}

/// Units in a degree.
pub const SCALE: f64 = 1e5;

impl Vertex {
    /// The nearest vertex to a position in degrees.
    #[expect(clippy::cast_possible_truncation, reason = "180 degrees are 18,000,000 units")]
    pub fn from_degrees(lat: f64, lng: f64) -> Self {
        Self { lat: (lat * SCALE).round() as i32, lng: (lng * SCALE).round() as i32 }
    }

    /// Latitude and longitude in degrees.
    pub fn degrees(self) -> [f64; 2] {
        [f64::from(self.lat) / SCALE, f64::from(self.lng) / SCALE]
    }
}

/// A line as text.
pub fn encode(line: &[Vertex]) -> String {
    let mut text = String::with_capacity(line.len() * 6);
    let mut last = Vertex { lat: 0, lng: 0 };
    for &vertex in line {
        put(&mut text, vertex.lat - last.lat);
        put(&mut text, vertex.lng - last.lng);
        last = vertex;
    }
    text
}

fn put(text: &mut String, difference: i32) {
    let mut rest = ((difference << 1) ^ (difference >> 31)).cast_unsigned();
    while rest >= 0x20 {
        text.push(sign((rest & 0x1f) | 0x20));
        rest >>= 5;
    }
    text.push(sign(rest));
}

fn sign(six_bits: u32) -> char {
    char::from_u32(six_bits + 63).expect("63 to 126 are ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Google's description.
    #[test]
    fn the_published_example_is_encoded_as_published() {
        let line = [(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)]
            .map(|(lat, lng)| Vertex::from_degrees(lat, lng));
        assert_eq!(encode(&line), "_p~iF~ps|U_ulLnnqC_mqNvxq`@");
    }
}
