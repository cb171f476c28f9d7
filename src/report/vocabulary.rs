//! The words that the patterns of a language ask for.
//!
//! A pattern asks of a word whether it is one of some forms; the patterns of a language ask some thousand such
//! questions. All of them are answered once for a word: it is looked up, and so is each of its beginnings
//! that is as long as some stem, and what is found first names the questions whose answer is yes.

use super::quantity;
use super::tokens::folded;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A question that patterns ask of a word.
pub(crate) type Test = u16;

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sense(&'static Row);

/// A row of a vocabulary: a word, or a stem and all words that begin so.
#[derive(Debug, Default)]
struct Row {
    number: u16,
    /// The tests that it passes, in order.
    tests: Vec<Test>,
    /// The tables that have a row which the word begins, and, in the upper half, one which a word before it begins.
    tables: u64,
    /// What it is among numbers.
    figure: Option<quantity::Word>,
    /// What it is among dates: sets of `geodata/lexicon/time.tsv`, and its value there.
    times: Vec<(&'static str, i64)>,
}

impl Sense {
    /// Its row of the vocabulary; words of which nothing is known share the first.
    pub(crate) fn row(self) -> usize {
        usize::from(self.0.number)
    }

    /// Whether the word passes `test`.
    pub(crate) fn passes(self, test: Test) -> bool {
        // Few words pass more than ten.
        self.0.tests.contains(&test)
    }

    /// Whether some row of a table begins with the word.
    pub(crate) fn begins(self, table: Table) -> bool {
        self.0.tables >> (table as u32) & 1 == 1
    }

    /// Whether some row of a table begins with any word, and this one behind it.
    pub(crate) fn is_second(self, table: Table) -> bool {
        self.0.tables >> (table as u32 + SECOND) & 1 == 1
    }

    /// What the word is among numbers.
    pub(crate) fn figure(self) -> Option<&'static quantity::Word> {
        self.0.figure.as_ref()
    }

    /// What the word is among dates.
    pub(crate) fn times(self) -> &'static [(&'static str, i64)] {
        &self.0.times
    }
}

/// Where the upper half of [`Row::tables`] begins.
const SECOND: u32 = 32;

/// The tables of a language whose patterns ask for words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    Anaphors,
    Bounds,
    Cues,
    Facilities,
    Generics,
    Guards,
    Harms,
    Masks,
    Nouns,
    Parties,
    Roles,
    Speakers,
    Speech,
    Stakes,
    States,
    Topics,
    Triggers,
}

/// A vocabulary in the making.
#[derive(Debug, Default)]
pub(crate) struct Making {
    tests: RefCell<HashMap<Vec<String>, Test>>,
    figures: BTreeMap<String, quantity::Word>,
    times: BTreeMap<String, Vec<(&'static str, i64)>>,
}

impl Making {
    /// A vocabulary in the making that tells of its words what they are among numbers and dates.
    pub(crate) fn with(
        figures: BTreeMap<String, quantity::Word>,
        times: BTreeMap<String, Vec<(&'static str, i64)>>,
    ) -> Self {
        Self { figures, times, ..Self::default() }
    }

    /// The test whether a word is one of `forms`; `stem*` is any word that begins so.
    pub(crate) fn test(&self, forms: Vec<String>) -> Test {
        let mut tests = self.tests.borrow_mut();
        let next = Test::try_from(tests.len()).unwrap_or(Test::MAX);
        *tests.entry(forms).or_insert(next)
    }

    /// The vocabulary of all tests.
    pub(crate) fn finish(self) -> Vocabulary {
        let mut stems: BTreeMap<String, BTreeSet<Test>> = BTreeMap::new();
        let mut words: BTreeMap<String, BTreeSet<Test>> = BTreeMap::new();
        stems.insert(String::new(), BTreeSet::new());
        for (forms, test) in self.tests.take() {
            for form in forms {
                let (table, form) = match form.strip_suffix('*') {
                    Some(stem) => (&mut stems, stem),
                    None => (&mut words, form.as_str()),
                };
                table.entry(folded(form)).or_default().insert(test);
            }
        }
        // Who begins with a stem also begins with the stem's own beginnings; these come before it.
        let shorter: Vec<String> = stems.keys().cloned().collect();
        for stem in &shorter {
            if let Some(tests) = longest(&stems, stem, stem.len()).cloned() {
                stems.entry(stem.clone()).or_default().extend(tests);
            }
        }
        for word in self.figures.keys().chain(self.times.keys()) {
            words.entry(word.clone()).or_default();
        }
        for (word, tests) in &mut words {
            tests.extend(longest(&stems, word, word.len() + 1).into_iter().flatten());
        }
        let mut made = Vocabulary::of(&stems, &words);
        for (word, figure) in self.figures {
            made.word(&word).figure = Some(figure);
        }
        for (word, times) in self.times {
            made.word(&word).times = times;
        }
        made
    }
}

/// What is known of the longest stem that `word` begins with and that is shorter than `below` bytes.
fn longest<'s>(
    stems: &'s BTreeMap<String, BTreeSet<Test>>,
    word: &str,
    below: usize,
) -> Option<&'s BTreeSet<Test>> {
    let lengths = (0..below.min(word.len() + 1)).rev();
    lengths.filter_map(|length| word.get(..length)).find_map(|beginning| stems.get(beginning))
}

/// The words that the patterns of a language ask for.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    rows: Vec<Row>,
    /// Hashes of whole words and, of [`STEM`] and their hash, of stems, with their rows; open addressing.
    slots: Vec<(u64, u16)>,
    /// A bit for each hash, most of which are none: small enough to stay near.
    bits: Vec<u64>,
    /// A bit for each length in bytes that a stem has.
    lengths: u64,
}

/// The number of bits in the map of hashes: some eight for each form of a language.
const BITS: usize = 1 << 15;

/// The word and the bit of a hash in the map.
#[allow(clippy::cast_possible_truncation, reason = "only the bits asked for")]
fn bit(hash: u64) -> (usize, u64) {
    let at = (hash >> 40) as usize % BITS;
    (at / 64, 1 << (at % 64))
}

/// What tells the hash of a stem from that of a word.
const STEM: u64 = 1;

impl Vocabulary {
    fn of(
        stems: &BTreeMap<String, BTreeSet<Test>>,
        words: &BTreeMap<String, BTreeSet<Test>>,
    ) -> Self {
        let size = ((stems.len() + words.len()) * 3).next_power_of_two();
        let (slots, bits) = (vec![(0, 0); size], vec![0; BITS / 64]);
        let mut made = Self { rows: Vec::new(), slots, bits, lengths: 0 };
        // The empty stem comes first: its row is that of unknown words.
        for (stem, tests) in stems {
            made.lengths |= if stem.is_empty() { 0 } else { 1 << stem.len().min(63) };
            made.add(hash(stem) ^ STEM, tests);
        }
        for (word, tests) in words {
            made.add(hash(word), tests);
        }
        made
    }

    fn add(&mut self, hash: u64, tests: &BTreeSet<Test>) {
        let (word, bit) = bit(hash);
        self.bits[word] |= bit;
        let mut at = self.slot(hash);
        while self.slots[at].0 != 0 {
            at = (at + 1) % self.slots.len();
        }
        let number = u16::try_from(self.rows.len()).unwrap_or(0);
        self.slots[at] = (hash, number);
        let tests = tests.iter().copied().collect();
        self.rows.push(Row { number, tests, ..Row::default() });
    }

    /// The row of a word that has one.
    fn word(&mut self, word: &str) -> &mut Row {
        let row = self.find(hash(word)).unwrap_or(0);
        &mut self.rows[usize::from(row)]
    }

    /// Notes that a row of a table begins with the words of a row; as its `second` word, behind any.
    pub(crate) fn note(&mut self, row: usize, table: Table, second: bool) {
        let bit = table as u32 + if second { SECOND } else { 0 };
        self.rows[row].tables |= 1 << bit;
    }

    #[allow(clippy::cast_possible_truncation, reason = "only the lower bits choose")]
    fn slot(&self, hash: u64) -> usize {
        (hash ^ (hash >> 32)) as usize & (self.slots.len() - 1)
    }

    fn find(&self, hash: u64) -> Option<u16> {
        let (word, bit) = bit(hash);
        if self.bits[word] & bit == 0 {
            return None;
        }
        let mut at = self.slot(hash);
        loop {
            match self.slots[at] {
                (0, _) => return None,
                (known, row) if known == hash => return Some(row),
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// What is known of a folded word.
    pub(crate) fn sense(&'static self, word: &str) -> Sense {
        let mut so_far = START;
        let mut stem = None;
        for (at, byte) in word.bytes().enumerate() {
            so_far = step(so_far, byte);
            // Longer stems than 63 bytes share a bit.
            if self.lengths >> (at + 1).min(63) & 1 == 1 {
                stem = self.find(so_far ^ STEM).or(stem);
            }
        }
        let row = self.find(so_far).or(stem).unwrap_or(0);
        Sense(&self.rows[usize::from(row)])
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows of words that pass a test.
    pub(crate) fn passing(&self, test: Test) -> impl Iterator<Item = usize> + '_ {
        (0..self.rows.len()).filter(move |row| self.rows[*row].tests.contains(&test))
    }
}

// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

fn hash(word: &str) -> u64 {
    word.bytes().fold(START, step)
}
