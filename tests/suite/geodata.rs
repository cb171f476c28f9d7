//! What the code leans on in `geodata/`: every table is checked like code.

mod borders;
mod places;
mod provinces;
mod tables;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fs, io::Read};

/// The folder of the data.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

/// A table: the header and the rows, without comments.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(name: &str) -> Self {
        let bytes = fs::read(folder().join(name)).unwrap();
        let mut text = String::new();
        if Path::new(name).extension().is_some_and(|end| end == "gz") {
            flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
        } else {
            text = String::from_utf8(bytes).unwrap();
        }
        let mut rows = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
        let header = rows.next().unwrap();
        let rows: Vec<_> = rows.collect();
        for row in &rows {
            assert_eq!(row.len(), header.len(), "{name}: {row:?}");
        }
        Self { header, rows }
    }

    /// The cells of one column.
    fn column(&self, name: &str) -> impl Iterator<Item = &str> {
        let index = self.header.iter().position(|other| other == name).unwrap();
        self.rows.iter().map(move |row| row[index].as_str())
    }

    /// The rows by the name of the column.
    fn records(&self) -> impl Iterator<Item = HashMap<&str, &str>> {
        self.rows.iter().map(|row| {
            self.header.iter().map(String::as_str).zip(row.iter().map(String::as_str)).collect()
        })
    }
}

/// The vertices of an encoded polyline, latitude and longitude in units of 1e-5 degrees.
fn decode(text: &str) -> Vec<[i64; 2]> {
    let mut numbers = Vec::new();
    let (mut number, mut shift) = (0_i64, 0);
    for byte in text.bytes() {
        let bits = i64::from(byte) - 63;
        assert!((0..64).contains(&bits), "{byte} is no byte of a polyline");
        number |= (bits & 31) << shift;
        shift += 5;
        if bits < 32 {
            numbers.push(if number & 1 == 1 { !(number >> 1) } else { number >> 1 });
            (number, shift) = (0, 0);
        }
    }
    let mut at = [0, 0];
    numbers
        .chunks_exact(2)
        .map(|step| {
            at = [at[0] + step[0], at[1] + step[1]];
            assert!(at[0].abs() <= 9_000_000 && at[1].abs() <= 18_000_000, "{at:?}");
            at
        })
        .collect()
}
