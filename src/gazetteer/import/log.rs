//! Records of places on disk, in the order they came, until they are packed.
//!
//! A bucket of rows has a file of its own: what is known of the places of one bucket fits in memory.

use super::super::build::spill::{self, Scratch};
use super::super::build::{Name, Place};
use super::super::layout;
use std::io::{self, Read, Write};

/// Rows of a bucket.
const BUCKET: u32 = 1 << 17;

/// What came so far.
#[derive(Default)]
pub(super) struct Log {
    buckets: Vec<Scratch>,
}

impl Log {
    /// Notes what a record says of the place of a row.
    pub(super) fn note(&mut self, row: u32, place: &Place) -> io::Result<()> {
        let bucket = (row / BUCKET) as usize;
        while self.buckets.len() <= bucket {
            self.buckets.push(Scratch::new()?);
        }
        encode(row, place, &mut self.buckets[bucket])
    }

    /// The places in the order of their rows, each with all that was noted of it.
    pub(super) fn places(self) -> impl Iterator<Item = io::Result<Place>> {
        self.buckets.into_iter().flat_map(|bucket| match gather(bucket) {
            Ok(places) => places.into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        })
    }
}

fn gather(bucket: Scratch) -> io::Result<Vec<Place>> {
    let mut from = bucket.read()?;
    let mut places: Vec<Place> = Vec::new();
    while let Some((row, place)) = decode(&mut from)? {
        match places.get_mut((row % BUCKET) as usize) {
            Some(known) => join(known, place),
            // The first that is noted of a row comes after the first of the row before.
            None => places.push(place),
        }
    }
    Ok(places)
}

/// Adds what a record knows to a place.
fn join(known: &mut Place, new: Place) {
    // What a person says of a place is meant.
    if new.position.is_some() && (new.curated || known.position.is_none()) {
        (known.position, known.precision) = (new.position, new.precision);
    }
    known.curated |= new.curated;
    known.population = known.population.max(new.population);
    for (field, value) in [
        (&mut known.code, new.code),
        (&mut known.country, new.country),
        (&mut known.admin1, new.admin1),
        (&mut known.admin2, new.admin2),
    ] {
        if field.is_empty() {
            *field = value;
        }
    }
    for name in new.names {
        known.add(&name.text, name.kind, layout::LANGUAGE_NAMES[usize::from(name.language)]);
    }
}

fn encode(row: u32, place: &Place, out: &mut impl Write) -> io::Result<()> {
    let (lat, lng) = place.position.unwrap_or((f64::NAN, f64::NAN));
    let too_many = |_| io::Error::other("a place of too many names");
    let mut bytes = Vec::with_capacity(128);
    bytes.extend(row.to_le_bytes());
    bytes.extend([place.class_number(), place.geometry_number(), u8::from(place.curated)]);
    bytes.extend(lat.to_le_bytes());
    bytes.extend(lng.to_le_bytes());
    bytes.extend(place.precision.to_le_bytes());
    bytes.extend(place.population.to_le_bytes());
    for text in [&place.key, &place.code, &place.country, &place.admin1, &place.admin2] {
        sized(text, &mut bytes);
    }
    bytes.extend(u32::try_from(place.names.len()).map_err(too_many)?.to_le_bytes());
    for name in &place.names {
        bytes.extend([name.kind, name.language]);
        sized(&name.text, &mut bytes);
    }
    out.write_all(&bytes)
}

/// A text behind its length; one beyond 65,535 bytes is cut.
fn sized(text: &str, out: &mut Vec<u8>) {
    let text = &text[..text.floor_char_boundary(usize::from(u16::MAX))];
    out.extend(u16::try_from(text.len()).unwrap_or(u16::MAX).to_le_bytes());
    out.extend(text.as_bytes());
}

fn decode(from: &mut impl Read) -> io::Result<Option<(u32, Place)>> {
    let mut row = [0; 4];
    match from.read_exact(&mut row) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let [class, geometry, curated] = spill::array(from)?;
    let lat = f64::from_le_bytes(spill::array(from)?);
    let lng = f64::from_le_bytes(spill::array(from)?);
    let mut place = Place {
        class: layout::CLASS_NAMES[usize::from(class)],
        geometry: layout::GEOMETRY_NAMES[usize::from(geometry)],
        curated: curated == 1,
        position: (!lat.is_nan()).then_some((lat, lng)),
        precision: u32::from_le_bytes(spill::array(from)?),
        population: u32::from_le_bytes(spill::array(from)?),
        ..Place::default()
    };
    let mut text = || spill::text(spill::sized(from)?.ok_or(io::ErrorKind::UnexpectedEof)?);
    for field in
        [&mut place.key, &mut place.code, &mut place.country, &mut place.admin1, &mut place.admin2]
    {
        *field = text()?;
    }
    for _ in 0..u32::from_le_bytes(spill::array(from)?) {
        let [kind, language] = spill::array(from)?;
        let text = spill::text(spill::sized(from)?.ok_or(io::ErrorKind::UnexpectedEof)?)?;
        place.names.push(Name { text, kind, language });
    }
    Ok(Some((u32::from_le_bytes(row), place)))
}
