//! What the packers of lines and polygons share: polylines, strings, little-endian bytes.

use std::collections::HashMap;

/// The vertices of an encoded polyline (precision 5): latitude and longitude in 1e-5 degrees.
///
/// Source: Google, "Encoded Polyline Algorithm Format".
pub fn polyline(text: &str) -> Vec<[i32; 2]> {
    let mut numbers = Vec::new();
    let (mut value, mut shift) = (0u32, 0);
    for byte in text.bytes() {
        let five = u32::from(byte.wrapping_sub(63));
        value |= (five & 31) << shift;
        shift += 5;
        if five < 32 {
            let magnitude = i32::try_from(value >> 1).expect("31 bits fit");
            numbers.push(if value & 1 == 1 { !magnitude } else { magnitude });
            (value, shift) = (0, 0);
        }
    }
    let mut at = [0, 0];
    numbers
        .chunks_exact(2)
        .map(|step| {
            at = [at[0] + step[0], at[1] + step[1]];
            at
        })
        .collect()
}

/// Bytes in the making.
pub struct Writer(pub Vec<u8>);

impl Writer {
    pub fn new() -> Self {
        Self(Vec::new())
    }

    pub fn len(&self) -> u32 {
        u32::try_from(self.0.len()).expect("packed files stay below 4 GB")
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub fn u16(&mut self, value: u16) {
        self.bytes(&value.to_le_bytes());
    }

    pub fn u32(&mut self, value: u32) {
        self.bytes(&value.to_le_bytes());
    }

    pub fn i32(&mut self, value: i32) {
        self.bytes(&value.to_le_bytes());
    }
}

/// Strings, each stored once.
#[derive(Default)]
pub struct Strings {
    pub text: String,
    known: HashMap<String, (u32, u32)>,
}

impl Strings {
    /// Where a string is stored: its first byte and its length.
    pub fn put(&mut self, string: &str) -> (u32, u32) {
        if let Some(&place) = self.known.get(string) {
            return place;
        }
        let number = |size: usize| u32::try_from(size).expect("packed files stay below 4 GB");
        let place = (number(self.text.len()), number(string.len()));
        self.text.push_str(string);
        self.known.insert(string.to_owned(), place);
        place
    }
}
