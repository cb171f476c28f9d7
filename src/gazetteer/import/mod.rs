//! Bringing places into a gazetteer of one's own.
//!
//! Records of any source are merged: first by their identifiers, then by a folded name that both
//! have, the same sort of place, and nearness. What is the same as a place already known adds its
//! names and fills what was empty; it never moves the place. The result is one packed file,
//! written beside its target and then renamed, so that an interrupted import leaves the old file.
//!
//! | file | read as |
//! |---|---|
//! | `XX.zip`, `allCountries.zip`, `*.txt` | a dump of GeoNames, 19 columns without a header |
//! | `alternateNames*.zip`, `alternateNames*.txt` | its names in other languages; after the dump |
//! | `*.geojson` | points with properties: Who's On First, Natural Earth, or those of the table below |
//! | `*.json` | an array of records of Who's On First |
//! | `*.csv`, `*.tsv` | a table with a header, see [`COLUMNS`] |
//!
//! Any of them may be compressed (`.gz`). Rows are read one after another. In memory is of each place what it takes to
//! know it again, some 80 bytes; its names and the rest wait in scratch files (in `TMPDIR`, about twice as large
//! as the rows), where they are sorted too. A row that cannot be read is reported with its line, and the rest
//! goes on.

mod geojson;
mod geonames;
mod log;
mod merge;
mod record;
mod source;
mod table;
mod whosonfirst;

pub use record::{Rejected, SourceReport};
pub use table::COLUMNS;

use super::build::{self, Place};
use super::{Country, Gazetteer, NameKind, layout};
use crate::earth::LatLng;
use crate::text::{Language, fold};
use merge::Known;
use record::{Record, Refusal};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

/// Why an import could not be carried out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A file could not be read or written.
    #[error("cannot read or write {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing says what a file holds.
    #[error(
        "{} is of no known kind: .zip, .txt (GeoNames), .csv, .tsv, .geojson and .json are, also with .gz",
        path.display()
    )]
    Kind {
        /// The file.
        path: PathBuf,
    },
    /// A file as a whole is not what its name says.
    #[error("{} cannot be read: {reason}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The packed form has no room.
    #[error("there are more than 16,777,215 {what}: leave countries or classes out")]
    TooMany {
        /// Of what.
        what: &'static str,
    },
}

/// A gazetteer in the making.
///
/// ```
/// use marz::gazetteer::{Gazetteer, import::Import};
///
/// let folder = std::env::temp_dir().join("marz-doc-import");
/// std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("own.csv"), "name,lat,lon,ru\nKharbdarra,37.9,70.1,Харбдарра\n")?;
/// let mut import = Import::alone();
/// let report = import.add(&folder.join("own.csv"), &mut |_| {})?;
/// assert_eq!((report.rows, report.added), (1, 1));
/// import.write(&folder.join("own.gaz"))?;
/// let gazetteer = Gazetteer::open(&folder.join("own.gaz"))?;
/// assert_eq!(gazetteer.matches("в Харбдарре").len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Import {
    known: Known,
    /// What went wrong with a scratch file before anybody could be told.
    failed: Option<io::Error>,
    division: Option<Division>,
    /// The country of rows that do not say theirs.
    pub country: Option<Country>,
}

/// The first-order division at a position.
type Division = Box<dyn Fn(LatLng) -> Option<&'static str>>;

impl Import {
    /// An import into nothing.
    #[must_use]
    pub fn alone() -> Self {
        Self { known: Known::default(), failed: None, division: None, country: None }
    }

    /// An import into the places of a gazetteer.
    #[must_use]
    pub fn over(base: &Gazetteer) -> Self {
        let mut import = Self::alone();
        for place in base.places() {
            let names = base.names(place.id);
            // What rules derived is derived anew.
            let names = names.iter().filter(|name| name.kind != NameKind::Generated);
            let names = names.map(|name| build::Name {
                text: name.text.to_owned(),
                kind: match name.kind {
                    NameKind::Attested => layout::ATTESTED,
                    NameKind::Generated => layout::GENERATED,
                    NameKind::Abbreviation => layout::ABBREVIATION,
                    NameKind::Demonym => layout::DEMONYM,
                },
                language: language_number(name.language),
            });
            let place = Place {
                key: place.key.to_owned(),
                names: names.collect(),
                class: place.class.name(),
                geometry: layout::GEOMETRY_NAMES[place.geometry as usize],
                code: place.code.to_owned(),
                position: place.position.map(|at| (at.lat(), at.lng())),
                precision: whole(place.precision.0),
                country: place.country.map(|country| country.to_string()).unwrap_or_default(),
                admin1: place.admin1.unwrap_or_default().to_owned(),
                admin2: place.admin2.unwrap_or_default().to_owned(),
                population: place.population,
                curated: base.is_curated(place.id),
            };
            if let Err(error) = import.known.insert(&place) {
                import.failed.get_or_insert(error);
            }
        }
        import
    }

    /// Adds the records of a file; `progress` is told the number of rows read so far.
    ///
    /// # Errors
    ///
    /// [`ImportError`] if the file cannot be read at all; single bad rows are in the report.
    pub fn add(
        &mut self,
        path: &Path,
        progress: &mut dyn FnMut(u64),
    ) -> Result<SourceReport, ImportError> {
        let mut report = SourceReport::of(path);
        let mut failed = self.failed.take();
        source::read(path, &mut |line, row| {
            report.rows += 1;
            if report.rows.is_multiple_of(4096) {
                progress(report.rows);
            }
            match row {
                Ok(mut record) => {
                    if let (Record::Place(place, _), Some(country)) = (&mut record, self.country)
                        && place.country.is_empty()
                    {
                        place.country = country.to_string();
                    }
                    match self.known.merge(record) {
                        Ok(fate) => report.count(&fate),
                        Err(error) => _ = failed.get_or_insert(error),
                    }
                }
                Err(refusal) => report.refuse(line, refusal),
            }
        })?;
        failed.map_or(Ok(()), |source| Err(scratch(source)))?;
        progress(report.rows);
        Ok(report)
    }

    /// The number of places so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there is no place yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.len() == 0
    }

    /// Gives each place without a first-order division the one that `division` names for its position,
    /// by its ISO 3166-2 code, if that is in the place's own country. A place of no known country gets
    /// neither: outlines are too coarse to decide that near a border.
    pub fn divide(&mut self, division: impl Fn(LatLng) -> Option<&'static str> + 'static) {
        self.division = Some(Box::new(division));
    }

    /// Adds a place with the columns of [`COLUMNS`]; gives its key.
    pub(super) fn add_row(&mut self, row: &BTreeMap<String, String>) -> Result<String, String> {
        let record = match table::record(row, None) {
            Ok(record) => record,
            Err(Refusal::LeftOut(reason) | Refusal::Malformed(reason)) => return Err(reason),
        };
        let key = match &record {
            Record::Place(place, _) => place.key.clone(),
            Record::Names { key, .. } => key.clone(),
        };
        self.known.merge(record).map_err(|error| scratch(error).to_string())?;
        Ok(key)
    }

    /// Adds a key that is no place but has a name, in a language or `""`.
    pub(super) fn name_only(
        &mut self,
        key: &str,
        name: &str,
        language: &str,
    ) -> Result<(), ImportError> {
        // Between sorts of places the lakes are alike to nobody's villages.
        let mut place =
            Place { key: key.to_owned(), class: "lake", geometry: "none", ..Place::default() };
        place.add(name, layout::ATTESTED, language);
        place.curated = true;
        self.known.insert(&place).map(|_| ()).map_err(scratch)
    }

    /// The packed form of all places.
    pub(super) fn packed(self) -> Result<Vec<u8>, ImportError> {
        let mut bytes = Vec::new();
        let packed = build::pack(self.known.finish(), &stop_words(), &mut bytes);
        packed.map(|_| bytes).map_err(unpacked)
    }

    /// Packs all places into a file that [`Gazetteer::open`] reads; gives its size in bytes.
    ///
    /// # Errors
    ///
    /// [`ImportError`] if there are too many places or names, or a file cannot be written.
    pub fn write(self, path: &Path) -> Result<u64, ImportError> {
        self.failed.map_or(Ok(()), |source| Err(scratch(source)))?;
        let division = self.division;
        let places = self.known.finish().map(|place| {
            let mut place = place?;
            divided(&mut place, division.as_deref());
            Ok(place)
        });
        let failed = |source| ImportError::Io { path: path.to_owned(), source };
        let partial = path.with_extension("partial");
        let mut file = std::fs::File::create(&partial).map_err(failed)?;
        let written =
            build::pack(places, &stop_words(), &mut file).map_err(unpacked).and_then(|bytes| {
                let renamed = file.sync_all().and_then(|()| std::fs::rename(&partial, path));
                renamed.map(|()| bytes).map_err(failed)
            });
        if written.is_err() {
            // What is left of a full disk is of no use to anybody.
            let _ = std::fs::remove_file(&partial);
        }
        written
    }
}

/// Gives a place the first-order division at its position.
fn divided(place: &mut Place, division: Option<&dyn Fn(LatLng) -> Option<&'static str>>) {
    let (Some((lat, lng)), Some(division)) = (place.position, division) else { return };
    if !place.admin1.is_empty() || matches!(place.class, "country" | "admin1") {
        return;
    }
    let iso = LatLng::new(lat, lng).ok().and_then(division).unwrap_or("");
    if iso.split('-').next() == Some(&place.country) {
        iso.clone_into(&mut place.admin1);
    }
}

fn unpacked(error: build::PackError) -> ImportError {
    match error {
        build::PackError::TooMany(what) => ImportError::TooMany { what },
        build::PackError::Io(source) => scratch(source),
    }
}

/// What goes wrong besides the files that were named: scratch files, on a full disk.
fn scratch(source: io::Error) -> ImportError {
    ImportError::Io { path: std::env::temp_dir(), source }
}

fn language_number(language: Option<Language>) -> u8 {
    let code = language.map_or("", Language::code);
    let at = layout::LANGUAGE_NAMES.iter().position(|name| *name == code);
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to u32")]
fn whole(metres: f64) -> u32 {
    metres.clamp(0.0, f64::from(u32::MAX)) as u32
}

/// The words of four languages that are no names in running text, folded.
fn stop_words() -> HashSet<String> {
    let lists = [
        include_str!("../../../geodata/lexicon/stop_en.txt"),
        include_str!("../../../geodata/lexicon/stop_ru.txt"),
        include_str!("../../../geodata/lexicon/stop_tg.txt"),
        include_str!("../../../geodata/lexicon/stop_fa.txt"),
    ];
    let lines = lists.iter().flat_map(|list| list.lines()).filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(fold::key).collect()
}
