//! Passages that two documents share: sentences whose letters and digits are the same.

use crate::document::Document;
use crate::text::{Span, segment};

/// Shortest run of sentences that counts as repeated, in letters and digits: a stock opening is shorter.
const SHORTEST: usize = 60;

/// What is kept of a document to find its passages in others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// The document.
    pub document: String,
    sentences: Vec<Sentence>,
}

/// A sentence: its bytes, the hash of its letters and digits, and how many they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sentence {
    start: u32,
    end: u32,
    hash: u64,
    letters: u32,
}

/// A stretch that stands in two documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The first document by its id, and where.
    pub first: (String, Span),
    /// The other, and where.
    pub second: (String, Span),
}

/// The fingerprint of `document`.
#[must_use]
pub fn fingerprint(document: &Document) -> Fingerprint {
    let sentences = segment::sentences(&document.text, document.language)
        .into_iter()
        .map(|span| {
            let (hash, letters) = digest(span.of(&document.text));
            // A document is of at most 64 MiB.
            let [start, end, letters] =
                [span.start, span.end, letters].map(|it| u32::try_from(it).unwrap_or(u32::MAX));
            Sentence { start, end, hash, letters }
        })
        .collect();
    Fingerprint { document: document.id.clone(), sentences }
}

/// FNV-1a, 64 bits, over the letters and digits in lower case.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, `draft-eastlake-fnv`: offset basis and prime.
fn digest(sentence: &str) -> (u64, usize) {
    let (mut hash, mut letters) = (0xcbf2_9ce4_8422_2325_u64, 0);
    for letter in sentence.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        letters += 1;
        for byte in u32::from(letter).to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    (hash, letters)
}

/// Documents of one sentence that are all compared with each other; of more, each with the first: a passage that
/// thousands print is copied from one, and its pairs would be millions.
const COMPARED: usize = 16;

/// The passages that documents share, the longest runs of sentences; `fingerprints` are sorted.
pub(super) fn repeated(fingerprints: &[Fingerprint]) -> Vec<Passage> {
    let all: Vec<&Fingerprint> = fingerprints.iter().collect();
    let mut found = Vec::new();
    runs(&all, |(first, of_first), (second, of_second)| {
        found.push(Passage {
            first: (all[first].document.clone(), of_first),
            second: (all[second].document.clone(), of_second),
        });
    });
    found
}

/// For each document the stretches that one before it has too.
pub fn copied<'f>(fingerprints: impl Iterator<Item = &'f Fingerprint>) -> Vec<Vec<Span>> {
    let all: Vec<&Fingerprint> = fingerprints.collect();
    let mut found = vec![Vec::new(); all.len()];
    runs(&all, |_, (second, span)| {
        let known: &mut Vec<Span> = &mut found[second];
        if !known.iter().any(|other| other.contains(span)) {
            known.push(span);
        }
    });
    found
}

/// Gives each run of sentences that two documents share, of the first and of the second.
fn runs(all: &[&Fingerprint], mut give: impl FnMut((usize, Span), (usize, Span))) {
    let mut places: Vec<(u64, u32, u32)> = Vec::new();
    for (document, fingerprint) in (0u32..).zip(all) {
        for (row, sentence) in (0u32..).zip(&fingerprint.sentences) {
            if sentence.letters > 0 {
                places.push((sentence.hash, document, row));
            }
        }
    }
    places.sort_unstable();
    let mut pairs: Vec<[(u32, u32); 2]> = Vec::new();
    for same in places.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let firsts = if same.len() > COMPARED { 1 } else { same.len() };
        for (at, one) in same.iter().enumerate().take(firsts) {
            let others = same[at + 1..].iter().filter(|other| other.1 > one.1);
            pairs.extend(others.map(|other| [(one.1, one.2), (other.1, other.2)]));
        }
    }
    drop(places);
    pairs.sort_unstable();
    for [one, other] in pairs {
        let [one, other] = [one, other].map(|(document, row)| (document as usize, row as usize));
        if let Some([first, second]) = run(all, one, other) {
            give((one.0, first), (other.0, second));
        }
    }
}

/// The run of equal sentences that begins at two places; none if it began before them or is short.
fn run(
    all: &[&Fingerprint],
    (first, row): (usize, usize),
    (second, other): (usize, usize),
) -> Option<[Span; 2]> {
    let (left, right) = (&all[first].sentences, &all[second].sentences);
    let same = |a: usize, b: usize| left[a].hash == right[b].hash;
    if row > 0 && other > 0 && same(row - 1, other - 1) {
        return None;
    }
    let pairs = left[row..].iter().zip(&right[other..]);
    let length = pairs.take_while(|(a, b)| a.hash == b.hash).count();
    let letters: usize = left[row..row + length].iter().map(|one| one.letters as usize).sum();
    let span =
        |rows: &[Sentence]| Span::new(rows[0].start as usize, rows[rows.len() - 1].end as usize);
    let spans = [span(&left[row..row + length]), span(&right[other..other + length])];
    (letters >= SHORTEST).then_some(spans)
}
