//! The names of all places, folded, in order, with their candidates.
//!
//! Names are sorted on disk, since those of a dump of the world do not fit in memory; what ranking asks of a place
//! is kept, a few bytes each.

use super::layout::{self, ABBREVIATION, ABBREVIATION_MARK, ATTESTED, KIND, MAIN, SMALL_MARK};
use super::spill::{self, Scratch, Sorter};
use super::{Name, Place};
use crate::text::fold;
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

/// What it adds to the prior of a place that a person wrote or checked its row.
const CURATED: i32 = 40;

/// From how many people on a name of three letters or fewer is looked for in a script without capitals.
const LARGE: u32 = 100_000;

/// What ranking its names asks of a place.
struct Standing {
    /// Its prior but for what depends on the name.
    prior: i32,
    curated: bool,
    large: bool,
}

/// The names of places, as they come.
#[derive(Default)]
pub(super) struct Names {
    sorter: Sorter,
    standings: Vec<Standing>,
}

/// A name and the places that may be meant by it, the likeliest first: place and flags.
pub(super) struct Entry {
    pub(super) key: String,
    /// Whether it is looked for in running text.
    pub(super) matched: bool,
    pub(super) candidates: Vec<(u32, u8)>,
}

/// All names in order.
pub(super) struct Index {
    /// The abbreviations, which come first.
    abbreviations: Vec<Entry>,
    others: Scratch,
    /// How many names there are.
    pub(super) count: usize,
    /// How many distinct beginnings those have that are looked for.
    pub(super) beginnings: usize,
    /// How many distinct first words.
    pub(super) first: usize,
}

impl Names {
    /// Adds the names of a place; places come in the order of their rows.
    pub(super) fn add(&mut self, row: u32, place: &Place) -> io::Result<()> {
        self.standings.push(Standing {
            prior: layout::prior(place.class_number(), &place.code, place.population, ATTESTED)
                + if place.curated { CURATED } else { 0 },
            curated: place.curated,
            large: place.population >= LARGE,
        });
        for (at, name) in place.names.iter().enumerate() {
            let main = if at == 0 { MAIN } else { 0 };
            let flags = name.kind | main | name.language << layout::LANGUAGE_SHIFT;
            for key in keys(name) {
                self.sorter.add(&key, row, flags)?;
            }
        }
        Ok(())
    }

    /// Sorts and ranks them; `stop` are words that are no names in running text.
    pub(super) fn sorted(self, stop: &HashSet<String>) -> io::Result<Index> {
        let Self { sorter, standings } = self;
        let mut sorted = sorter.sorted()?;
        let mut abbreviations: BTreeMap<String, Vec<(u32, u8)>> = BTreeMap::new();
        let mut others = Scratch::new()?;
        let (mut count, mut beginnings) = (0, Beginnings::default());
        let mut ahead = sorted.next()?;
        while let Some((key, row, flags)) = ahead.take() {
            let mut candidates = vec![(row, flags)];
            loop {
                ahead = sorted.next()?;
                let Some((_, row, flags)) = ahead.as_ref().filter(|next| next.0 == key) else {
                    break;
                };
                match candidates.last_mut() {
                    Some((last, known)) if last == row => *known = better(*known, *flags),
                    _ => candidates.push((*row, *flags)),
                }
            }
            count += 1;
            if let Some(bare) = key.strip_prefix(ABBREVIATION_MARK) {
                beginnings.add(&key);
                abbreviations.insert(bare.to_owned(), candidates);
                continue;
            }
            // An abbreviation in capitals may also be an ordinary name of something else.
            if let Some(known) = abbreviations.get_mut(&key) {
                for &candidate in &candidates {
                    if known.iter().all(|known| known.0 != candidate.0) {
                        known.push(candidate);
                    }
                }
            }
            rank(&mut candidates, &standings);
            let matched = is_matched(&key, &candidates, &standings, stop);
            if matched {
                beginnings.add(&key);
            }
            write(&mut others, &Entry { key, matched, candidates })?;
        }
        let abbreviations = abbreviations.into_iter().map(|(bare, mut candidates)| {
            rank(&mut candidates, &standings);
            Entry { key: format!("{ABBREVIATION_MARK}{bare}"), matched: true, candidates }
        });
        let abbreviations = abbreviations.collect();
        let Beginnings { count: of_names, first, .. } = beginnings;
        Ok(Index { abbreviations, others, count, beginnings: of_names, first })
    }
}

impl Index {
    /// Gives all names in order.
    pub(super) fn each(
        self,
        mut take: impl FnMut(&Entry) -> Result<(), super::PackError>,
    ) -> Result<(), super::PackError> {
        self.abbreviations.iter().try_for_each(&mut take)?;
        let mut others = self.others.read()?;
        while let Some(entry) = read(&mut others)? {
            take(&entry)?;
        }
        Ok(())
    }
}

fn write(out: &mut Scratch, entry: &Entry) -> io::Result<()> {
    let too_long = |_| io::Error::other("a name of too many places");
    out.write_all(&u16::try_from(entry.key.len()).map_err(too_long)?.to_le_bytes())?;
    out.write_all(entry.key.as_bytes())?;
    out.write_all(&[u8::from(entry.matched)])?;
    out.write_all(&u32::try_from(entry.candidates.len()).map_err(too_long)?.to_le_bytes())?;
    for (row, flags) in &entry.candidates {
        out.write_all(&row.to_le_bytes())?;
        out.write_all(&[*flags])?;
    }
    Ok(())
}

fn read(from: &mut impl io::Read) -> io::Result<Option<Entry>> {
    let Some(key) = spill::sized(from)? else { return Ok(None) };
    let [matched] = spill::array(from)?;
    let count = u32::from_le_bytes(spill::array(from)?);
    let mut candidates = Vec::with_capacity(count as usize);
    for _ in 0..count {
        let row = u32::from_le_bytes(spill::array(from)?);
        let [flags] = spill::array(from)?;
        candidates.push((row, flags));
    }
    Ok(Some(Entry { key: spill::text(key)?, matched: matched == 1, candidates }))
}

/// How many beginnings of whole words names have, if they come in order: those that begin alike stand
/// together, as a space sorts before all letters.
#[derive(Default)]
struct Beginnings {
    last: String,
    count: usize,
    first: usize,
}

impl Beginnings {
    fn add(&mut self, key: &str) {
        let words = key.split(' ').count();
        let known = key.split(' ').zip(self.last.split(' ')).take_while(|(a, b)| a == b).count();
        self.count += words - known;
        self.first += usize::from(known == 0);
        key.clone_into(&mut self.last);
    }
}

fn rank(candidates: &mut [(u32, u8)], standings: &[Standing]) {
    let prior = |&(row, flags): &(u32, u8)| {
        // Of no class and nobody, what is left is what the name adds.
        standings[row as usize].prior + layout::prior(u8::MAX, "", 0, flags)
    };
    candidates.sort_by_key(|candidate| (-prior(candidate), candidate.0));
}

/// The flags of a place that has one key by two names.
fn better(a: u8, b: u8) -> u8 {
    let main = (a | b) & MAIN;
    let kept = if b & KIND < a & KIND { b } else { a };
    kept | main
}

/// The keys under which a name is found.
fn keys(name: &Name) -> Vec<String> {
    let key = fold::key(&name.text);
    if key.is_empty() {
        return Vec::new();
    }
    match name.kind {
        ABBREVIATION => {
            let mut keys = vec![format!("{ABBREVIATION_MARK}{key}")];
            let letters = name.text.chars().count();
            if (2..=5).contains(&letters) && name.text.chars().all(char::is_uppercase) {
                // U.S. is folded to two words.
                let parted: Vec<String> = key.chars().map(String::from).collect();
                keys.push(format!("{ABBREVIATION_MARK}{}", parted.join(" ")));
            }
            keys
        }
        // What is written with a small letter: adjectives, peoples, "вилояти Бадахшон".
        _ if name.text.starts_with(|letter: char| letter.is_lowercase() && letter >= '\u{400}') => {
            vec![format!("{SMALL_MARK}{key}"), key]
        }
        _ => vec![key],
    }
}

/// Whether a name is looked for in running text: not if it is a word of a language, and in a
/// script without capitals not if it is short and its places small.
fn is_matched(
    key: &str,
    candidates: &[(u32, u8)],
    standings: &[Standing],
    stop: &HashSet<String>,
) -> bool {
    if key.starts_with([ABBREVIATION_MARK, SMALL_MARK]) {
        return true;
    }
    let letters = key.chars().count();
    if letters < 2 || key.chars().all(|letter| letter.is_ascii_digit() || letter == ' ') {
        return false;
    }
    // Our own rows are names of their region, whatever else the word may be.
    let ours = |&(row, flags): &(u32, u8)| {
        standings[row as usize].curated && flags & KIND != layout::GENERATED
    };
    if candidates.iter().any(ours) {
        return true;
    }
    let caseless = key.chars().any(|letter| ('\u{600}'..='\u{6ff}').contains(&letter));
    let large = candidates.iter().any(|(row, _)| standings[*row as usize].large);
    !stop.contains(key) && (!caseless || letters > 3 || large)
}
