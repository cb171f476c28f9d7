//! Places and names of a user's own on top of a gazetteer.
//!
//! Two tables teach a run what no gazetteer has: `places.csv`, with the columns of
//! [`import::COLUMNS`](super::import::COLUMNS), and `place_names.csv`, with the columns `name` and `place`: the
//! name means that place, given by its `id` or by a name of it; with `-` it means none.
//!
//! They are packed by the code that packs all places, so that their case endings and spellings are known as well.
//! Rows and names of the own places are numbered after those of the base.

use super::import::{Import, ImportError};
use super::{Candidate, Gazetteer, NameId, NameKind, NameMatch, PlaceId, layout};
use crate::text::Span;
use fst::Streamer;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// What the keys of rows begin with that are no places: `alias:7`.
const ALIAS: &str = "alias:";

/// Why tables of own places could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnError {
    /// A table could not be read at all, or a scratch file not be written.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A row is of no use.
    #[error("{}:{line}: {reason}", path.display())]
    Row {
        /// The table.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong, and what to write instead.
        reason: String,
    },
}

/// The own places of a gazetteer.
pub(super) struct Own {
    /// Own places, and a pseudo-place for each row of `place_names.csv`.
    pub(super) places: Gazetteer,
    /// The candidates of each name of `places`, those of the base with that name too; none if it is never a place.
    names: Vec<Vec<Candidate>>,
    /// The same by folded name.
    by_name: HashMap<String, u32>,
    /// How many places and names the base has.
    base: (u32, u32),
}

impl Gazetteer {
    /// This gazetteer with the places of `places.csv` tables and the names of `place_names.csv` tables on top.
    ///
    /// # Errors
    ///
    /// [`OwnError`] names the file and line of the first row that is of no use, and what is wrong.
    ///
    /// # Examples
    ///
    /// ```
    /// use marz::gazetteer::Gazetteer;
    ///
    /// let folder = std::env::temp_dir().join("marz-doc-own");
    /// std::fs::create_dir_all(&folder)?;
    /// let (places, names) = (folder.join("places.csv"), folder.join("place_names.csv"));
    /// std::fs::write(&places, "name,lat,lon,ru,source\nKharbdarra,37.9,70.1,Харбдарра,a report\n")?;
    /// std::fs::write(&names, "name,place\nFort Xanadu,Khorog\nKhorog Street,-\n")?;
    /// let gazetteer = Gazetteer::embedded().with_own(&[places], &[names])?;
    /// let found = gazetteer.matches("в Харбдарре");
    /// let place = gazetteer.candidates(found[0].name).next().unwrap().place;
    /// assert_eq!(gazetteer.place(place).name, "Kharbdarra");
    /// let place = gazetteer.lookup("Fort Xanadu")[0].place;
    /// assert_eq!(gazetteer.place(place).name, "Khorog");
    /// assert_eq!(gazetteer.matches("in Khorog Street").len(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_own(&self, places: &[PathBuf], names: &[PathBuf]) -> Result<Self, OwnError> {
        let mut overlay = Overlay::new(self);
        overlay.tables(places, names)?;
        overlay.finish()
    }

    /// This gazetteer with `own` on top, whose pseudo-places mean what `means` says.
    fn over(&self, own: Self, means: &[Option<PlaceId>]) -> Self {
        let base = (self.base_len(), u32::try_from(self.name_count()).unwrap_or(u32::MAX));
        let (mut names, mut by_name) = (Vec::new(), HashMap::new());
        if let Some(index) = own.index() {
            let mut stream = index.stream();
            while let Some((key, number)) = stream.next() {
                let key = String::from_utf8_lossy(key).into_owned();
                let number = u32::try_from(number).unwrap_or(u32::MAX);
                let of_base = self.name_of_key(&key);
                let of_base = of_base.into_iter().flat_map(|name| self.candidates(name));
                names.push(meanings(&own, NameId(number), base.0, means, of_base));
                by_name.insert(key, number);
            }
        }
        let own = Own { places: own, names, by_name, base };
        let own = Some(Box::new(own));
        Self { bytes: self.bytes.clone(), sections: self.sections, number: self.number, own }
    }

    /// Whether a user's own table says that a name is never a place.
    ///
    /// ```
    /// use marz::gazetteer::Gazetteer;
    /// assert!(!Gazetteer::embedded().is_never("Khorog"));
    /// ```
    #[must_use]
    pub fn is_never(&self, name: &str) -> bool {
        let Some(own) = &self.own else { return false };
        let named = own.name_of_key(&crate::text::fold::key(name));
        named.and_then(|name| own.candidates(name)).is_some_and(<[Candidate]>::is_empty)
    }

    /// What a user's own tables and rules have a text name: the keys of own places, and [`Overlay::name_key`] of the
    /// names, also of those that are never a place.
    pub(crate) fn own_keys(&self, text: &str) -> BTreeSet<&str> {
        let Some(own) = &self.own else { return BTreeSet::new() };
        let found = own.places.matches(text).into_iter();
        let rows = found.flat_map(|found| own.places.candidates(found.name));
        rows.map(|row| own.places.place(row.place).key).collect()
    }

    /// The own gazetteer and the row there, if a place is one of one's own.
    pub(super) fn own_place(&self, id: PlaceId) -> Option<(&Self, PlaceId)> {
        let own = self.own.as_deref()?;
        let row = id.0.checked_sub(own.base.0)?;
        Some((&own.places, PlaceId(row)))
    }

    /// The number of places without the own ones.
    pub(super) fn base_len(&self) -> u32 {
        let records = self.section(layout::PLACES).len() / layout::PLACE;
        u32::try_from(records.saturating_sub(1)).unwrap_or(u32::MAX)
    }
}

/// A gazetteer and what is laid over it, in the making.
pub(crate) struct Overlay<'g> {
    base: &'g Gazetteer,
    import: Import,
    /// What each name means; `None` for nothing, and for what is in `pending`.
    means: Vec<Option<PlaceId>>,
    /// Names of what the base does not know: it may be one of the own places, which are packed last.
    pending: Vec<Pending>,
}

/// A name that waits for its place: its number, the name of the place, and where that was asked for.
struct Pending {
    name: usize,
    place: String,
    path: PathBuf,
    line: u64,
}

impl<'g> Overlay<'g> {
    pub(crate) fn new(base: &'g Gazetteer) -> Self {
        Self { base, import: Import::alone(), means: Vec::new(), pending: Vec::new() }
    }

    /// The key of the name that was added after `before` others, as [`Gazetteer::own_keys`] gives it.
    pub(crate) fn name_key(before: usize) -> String {
        format!("{ALIAS}{before}")
    }

    /// Adds a place with the columns of `places.csv`; gives its key.
    pub(crate) fn place(&mut self, row: &BTreeMap<String, String>) -> Result<String, String> {
        self.import.add_row(row)
    }

    /// Adds a name in a language (none if `""`) of a place that is given by its id or a name; of none by `-`.
    pub(crate) fn name(
        &mut self,
        (name, language): (&str, &str),
        place: &str,
        (path, line): (&Path, u64),
    ) -> Result<(), OwnError> {
        let of_name = || self.base.lookup(place).first().map(|candidate| candidate.place);
        let known = self.base.by_key(place).or_else(of_name).filter(|_| place != "-");
        let number = self.means.len();
        if place != "-" && known.is_none() {
            let (place, path) = (place.to_owned(), path.to_owned());
            self.pending.push(Pending { name: number, place, path, line });
        }
        self.import.name_only(&Self::name_key(number), name, language)?;
        self.means.push(known);
        Ok(())
    }

    /// Adds tables of places and of names.
    pub(crate) fn tables(&mut self, places: &[PathBuf], names: &[PathBuf]) -> Result<(), OwnError> {
        for path in places {
            let report = self.import.add(path, &mut |_| {})?;
            if let Some(first) = report.first_rejected.first() {
                let (line, reason) = (first.line, first.reason.clone());
                return Err(OwnError::Row { path: path.clone(), line, reason });
            }
        }
        for path in names {
            for (line, name, place) in rows(path)? {
                self.name((&name, ""), &place, (path, line))?;
            }
        }
        Ok(())
    }

    /// The gazetteer with all that was added on top.
    pub(crate) fn finish(mut self) -> Result<Gazetteer, OwnError> {
        let own = Gazetteer::of(Cow::Owned(self.import.packed()?));
        for Pending { name, place, path, line } in self.pending {
            let of_name = || own.lookup(&place).first().map(|candidate| candidate.place);
            let known = own.by_key(&place).or_else(of_name).ok_or_else(|| OwnError::Row {
                path,
                line,
                reason: format!(
                    "no place is known as {place:?}: give an id that `marz places` shows, a name of a place, or -"
                ),
            })?;
            self.means[name] = Some(PlaceId(known.0 + self.base.base_len()));
        }
        Ok(self.base.over(own, &self.means))
    }
}

/// Some names, found in texts in their case endings and spellings.
pub(crate) struct NameFinder(Gazetteer);

impl NameFinder {
    /// Names, each with the code of its language or `""`.
    pub(crate) fn new<'n>(
        names: impl IntoIterator<Item = (&'n str, &'n str)>,
    ) -> Result<Self, ImportError> {
        let mut import = Import::alone();
        for (number, (name, language)) in names.into_iter().enumerate() {
            import.name_only(&Overlay::name_key(number), name, language)?;
        }
        Ok(Self(Gazetteer::of(Cow::Owned(import.packed()?))))
    }

    /// Where a text has which of the names, by their numbers.
    pub(crate) fn find(&self, text: &str) -> Vec<(Span, usize)> {
        let found = self.0.matches(text).into_iter();
        let rows = found.flat_map(|found| {
            let rows = self.0.candidates(found.name);
            rows.map(move |row| (found.span, self.0.place(row.place).key))
        });
        rows.filter_map(|(span, key)| Some((span, key.strip_prefix(ALIAS)?.parse().ok()?)))
            .collect()
    }
}

impl Own {
    /// The candidates of a name, if it is one of one's own.
    pub(super) fn candidates(&self, name: NameId) -> Option<&[Candidate]> {
        let at = name.0.checked_sub(self.base.1)? as usize;
        Some(self.names.get(at).map_or(&[], Vec::as_slice))
    }

    /// The number of the first own name.
    pub(super) fn first_name(&self) -> u32 {
        self.base.1
    }

    /// The name of a folded key.
    pub(super) fn name_of_key(&self, key: &str) -> Option<NameId> {
        self.by_name.get(key).map(|number| NameId(number + self.base.1))
    }

    /// The rows that are places, numbered after those of the base.
    pub(super) fn rows(&self) -> impl Iterator<Item = PlaceId> + '_ {
        let rows = (0..self.places.base_len()).map(PlaceId);
        let places = rows.filter(|row| !self.places.place(*row).key.starts_with(ALIAS));
        places.map(|row| PlaceId(row.0 + self.base.0))
    }

    /// Puts the own names of a text among those of the base: an own one takes the place of another with its span.
    pub(super) fn merge(&self, text: &str, found: &mut Vec<NameMatch>) {
        let own: Vec<NameMatch> = self.places.matches(text);
        let spans: HashSet<(usize, usize)> =
            own.iter().map(|found| (found.span.start, found.span.end)).collect();
        found.retain(|found| !spans.contains(&(found.span.start, found.span.end)));
        let never: Vec<_> = own
            .iter()
            .filter(|found| self.names.get(found.name.0 as usize).is_none_or(Vec::is_empty))
            .map(|found| found.span)
            .collect();
        found.extend(
            own.into_iter()
                .map(|found| NameMatch { name: NameId(found.name.0 + self.base.1), ..found }),
        );
        // Nor is a part of what is never a place one.
        found.retain(|found| {
            !never
                .iter()
                .any(|never| never.start <= found.span.start && found.span.end <= never.end)
        });
        found.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
    }
}

/// The candidates of an own name: own places, what an alias means, and those of the base; none if one of the rows
/// says that it is never a place.
fn meanings(
    own: &Gazetteer,
    name: NameId,
    base: u32,
    means: &[Option<PlaceId>],
    of_base: impl Iterator<Item = Candidate>,
) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    for candidate in own.candidates(name) {
        let key = own.place(candidate.place).key;
        let alias = key.strip_prefix(ALIAS).and_then(|number| number.parse::<usize>().ok());
        let place = match alias {
            None => PlaceId(candidate.place.0 + base),
            Some(alias) => match means.get(alias).copied().flatten() {
                Some(place) => place,
                None => return Vec::new(),
            },
        };
        let kind = if alias.is_some() { NameKind::Attested } else { candidate.kind };
        all.push(Candidate { place, kind, ..candidate });
    }
    for candidate in of_base {
        if all.iter().all(|known| known.place != candidate.place) {
            all.push(candidate);
        }
    }
    all
}

/// The rows of `place_names.csv`: line, name, place.
fn rows(path: &Path) -> Result<Vec<(u64, String, String)>, OwnError> {
    let form =
        |error: csv::Error| ImportError::Form { path: path.to_owned(), reason: error.to_string() };
    let wrong = |line, reason: &str| OwnError::Row {
        path: path.to_owned(),
        line,
        reason: reason.to_owned(),
    };
    let mut table = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_path(path)
        .map_err(form)?;
    let header = table.headers().map_err(form)?.clone();
    let column = |wanted: &str| {
        let named = |name: &str| name.trim_start_matches('\u{feff}').eq_ignore_ascii_case(wanted);
        header.iter().position(named)
    };
    let (Some(name), Some(place)) = (column("name"), column("place")) else {
        return Err(wrong(1, "the header must have the columns `name` and `place`"));
    };
    let mut rows = Vec::new();
    for row in table.records() {
        let row = row.map_err(form)?;
        let line = row.position().map_or(0, csv::Position::line);
        match (row.get(name).unwrap_or(""), row.get(place).unwrap_or("")) {
            ("", _) => return Err(wrong(line, "there is no name in this row")),
            (_, "") => {
                let reason = "say which place is meant, by its id or a name of it, or - for none";
                return Err(wrong(line, reason));
            }
            (name, place) => rows.push((line, name.to_owned(), place.to_owned())),
        }
    }
    Ok(rows)
}
