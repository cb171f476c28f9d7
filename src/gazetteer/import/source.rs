//! Which reader a file is for.

use super::record::{Record, Refusal};
use super::{ImportError, geojson, geonames, table, whosonfirst};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// What takes the rows of a file: the line, and the record or why there is none.
pub(super) type Sink<'s> = dyn FnMut(u64, Result<Record, Refusal>) + 's;

/// Reads a file row by row.
pub(super) fn read(path: &Path, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let file = File::open(path).map_err(|source| io_error(path, source))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    if Path::new(&name).extension().is_some_and(|end| end == "zip") {
        return archive(path, file, sink);
    }
    if let Some(inner) = name.strip_suffix(".gz") {
        return stream(
            path,
            inner,
            BufReader::new(MultiGzDecoder::new(BufReader::new(file))),
            sink,
        );
    }
    stream(path, &name, BufReader::with_capacity(1 << 18, file), sink)
}

/// The tables in an archive; GeoNames puts its licence beside them.
fn archive(path: &Path, file: File, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let form = |error: zip::result::ZipError| ImportError::Form {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(form)?;
    for number in 0..archive.len() {
        let entry = archive.by_index(number).map_err(form)?;
        let name = entry.name().map_err(form)?.to_lowercase();
        let name = name.rsplit('/').next().unwrap_or("").to_owned();
        if entry.is_file() && !name.starts_with("readme") && name != "iso-languagecodes.txt" {
            stream(path, &name, BufReader::with_capacity(1 << 18, entry), sink)?;
        }
    }
    Ok(())
}

fn stream(
    path: &Path,
    name: &str,
    bytes: BufReader<impl Read>,
    sink: &mut Sink<'_>,
) -> Result<(), ImportError> {
    let read = match name.rsplit('.').next() {
        Some("txt") if name.starts_with("alternatenames") => geonames::names(bytes, sink),
        Some("txt") => geonames::places(bytes, sink),
        Some("csv") => table::read(bytes, b',', sink),
        Some("tsv") => table::read(bytes, b'\t', sink),
        Some("geojson") => geojson::read(bytes, sink),
        Some("json") => whosonfirst::read(bytes, sink),
        _ => return Err(ImportError::Kind { path: path.to_owned() }),
    };
    read.map_err(|source| match source.kind() {
        io::ErrorKind::InvalidData => {
            ImportError::Form { path: path.to_owned(), reason: source.to_string() }
        }
        _ => io_error(path, source),
    })
}

fn io_error(path: &Path, source: io::Error) -> ImportError {
    ImportError::Io { path: path.to_owned(), source }
}
