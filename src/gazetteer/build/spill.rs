//! What does not fit in memory: rows sorted run by run on disk, and scratch files.
//!
//! Scratch files lie in the system's folder for such files (`TMPDIR`) without a name, so that nothing
//! of them is left when the program ends, however it ends.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

/// Bytes of keys that are sorted at a time; a run takes about twice as much in memory.
const RUN: usize = 64 << 20;

/// A file that is written from its beginning to its end, and then read once.
pub(crate) struct Scratch {
    file: BufWriter<File>,
    length: u64,
}

impl Scratch {
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self { file: BufWriter::with_capacity(1 << 16, tempfile::tempfile()?), length: 0 })
    }

    /// The bytes written so far.
    pub(crate) fn len(&self) -> u64 {
        self.length
    }

    /// Its bytes from the beginning.
    pub(crate) fn read(self) -> io::Result<BufReader<File>> {
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(BufReader::with_capacity(1 << 16, file))
    }
}

impl Write for Scratch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A key, a number and flags.
pub(crate) type Row = (String, u32, u8);

/// Where the key of a row lies, and the rest of it.
struct Short {
    start: u32,
    length: u16,
    flags: u8,
    number: u32,
}

/// Sorts rows by their keys; those of one key stay in the order they came.
#[derive(Default)]
pub(crate) struct Sorter {
    keys: Vec<u8>,
    rows: Vec<Short>,
    runs: Vec<BufReader<File>>,
}

impl Sorter {
    pub(crate) fn add(&mut self, key: &str, number: u32, flags: u8) -> io::Result<()> {
        if self.keys.len() + key.len() > RUN {
            self.spill()?;
        }
        let too_long = |_| io::Error::other("a name of more than 65,535 bytes");
        let length = u16::try_from(key.len()).map_err(too_long)?;
        let start = u32::try_from(self.keys.len()).map_err(too_long)?;
        self.keys.extend(key.as_bytes());
        self.rows.push(Short { start, length, flags, number });
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        let keys = &self.keys;
        let key = |row: &Short| &keys[row.start as usize..][..usize::from(row.length)];
        self.rows.sort_unstable_by(|a, b| key(a).cmp(key(b)).then(a.start.cmp(&b.start)));
        let mut run = Scratch::new()?;
        for row in &self.rows {
            run.write_all(&row.length.to_le_bytes())?;
            run.write_all(key(row))?;
            run.write_all(&row.number.to_le_bytes())?;
            run.write_all(&[row.flags])?;
        }
        self.runs.push(run.read()?);
        self.keys.clear();
        self.rows.clear();
        Ok(())
    }

    /// All rows in order.
    pub(crate) fn sorted(mut self) -> io::Result<Sorted> {
        self.spill()?;
        let mut sorted = Sorted { runs: self.runs, next: BinaryHeap::new() };
        for run in 0..sorted.runs.len() {
            sorted.advance(run)?;
        }
        Ok(sorted)
    }
}

/// The next row of a run: its key, the run, the rest.
type Next = (Vec<u8>, usize, u32, u8);

/// The rows of a [`Sorter`] in order.
pub(crate) struct Sorted {
    runs: Vec<BufReader<File>>,
    next: BinaryHeap<Reverse<Next>>,
}

impl Sorted {
    /// The next row.
    pub(crate) fn next(&mut self) -> io::Result<Option<Row>> {
        let Some(Reverse((key, run, number, flags))) = self.next.pop() else { return Ok(None) };
        self.advance(run)?;
        Ok(Some((text(key)?, number, flags)))
    }

    fn advance(&mut self, run: usize) -> io::Result<()> {
        let from = &mut self.runs[run];
        let Some(key) = sized(from)? else { return Ok(()) };
        let number = u32::from_le_bytes(array(from)?);
        let [flags] = array(from)?;
        self.next.push(Reverse((key, run, number, flags)));
        Ok(())
    }
}

/// The next bytes, whose number stands before them in two bytes; `None` at the end of the file.
pub(crate) fn sized(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 2];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut bytes = vec![0; usize::from(u16::from_le_bytes(length))];
    from.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}

/// The next bytes, as many as are asked for.
pub(crate) fn array<const N: usize>(from: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Bytes that were a text when they were written.
pub(crate) fn text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}
