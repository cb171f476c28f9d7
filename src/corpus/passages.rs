//! Passages that two documents share: sentences whose letters and digits are the same.

use crate::document::Document;
use crate::text::{Span, segment};
use std::collections::BTreeMap;

/// Shortest run of sentences that counts as repeated, in letters and digits: a stock opening is shorter.
const SHORTEST: usize = 60;

/// What is kept of a document to find its passages in others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// The document.
    pub document: String,
    /// Each sentence, the hash of its letters and digits, and how many they are.
    sentences: Vec<(Span, u64, usize)>,
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
            (span, hash, letters)
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

/// The passages that documents share, the longest runs of sentences; `fingerprints` are sorted.
pub(super) fn repeated(fingerprints: &[Fingerprint]) -> Vec<Passage> {
    let mut places: BTreeMap<u64, Vec<(usize, usize)>> = BTreeMap::new();
    for (document, fingerprint) in fingerprints.iter().enumerate() {
        for (row, (_, hash, letters)) in fingerprint.sentences.iter().enumerate() {
            if *letters > 0 {
                places.entry(*hash).or_default().push((document, row));
            }
        }
    }
    let mut found = Vec::new();
    for (document, fingerprint) in fingerprints.iter().enumerate() {
        for (row, (_, hash, _)) in fingerprint.sentences.iter().enumerate() {
            for &(other, other_row) in places.get(hash).map_or(&[][..], Vec::as_slice) {
                if other > document {
                    found.extend(run(fingerprints, (document, row), (other, other_row)));
                }
            }
        }
    }
    found
}

/// The run of equal sentences that begins at two places; none if it began before them or is short.
fn run(
    fingerprints: &[Fingerprint],
    (first, row): (usize, usize),
    (second, other): (usize, usize),
) -> Option<Passage> {
    let (left, right) = (&fingerprints[first].sentences, &fingerprints[second].sentences);
    let same = |a: usize, b: usize| left[a].1 == right[b].1;
    if row > 0 && other > 0 && same(row - 1, other - 1) {
        return None;
    }
    let length = left[row..].iter().zip(&right[other..]).take_while(|(a, b)| a.1 == b.1).count();
    let letters: usize = left[row..row + length].iter().map(|sentence| sentence.2).sum();
    let span = |rows: &[(Span, u64, usize)]| Span::new(rows[0].0.start, rows[rows.len() - 1].0.end);
    (letters >= SHORTEST).then(|| Passage {
        first: (fingerprints[first].document.clone(), span(&left[row..row + length])),
        second: (fingerprints[second].document.clone(), span(&right[other..other + length])),
    })
}
