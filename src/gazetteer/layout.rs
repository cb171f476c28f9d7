//! The packed form of a gazetteer: what stands where, and how names are hashed.
//!
//! One file of sections, little endian, read in place. The program that writes it (the build
//! script) includes this module by its path, so the two cannot disagree.
//!
//! A name is found by the hash of its folded tokens, one after the other: every beginning of a
//! name is a slot of an open-addressing table, marked as a whole name, as a beginning of a longer
//! one, or both. A slot keeps 38 bits of the hash besides those that chose it, so that a text of
//! 10¹² words would give one wrong match.

/// The first bytes of a packed gazetteer.
pub const MAGIC: &[u8; 8] = b"MARZGAZ4";

/// Sections, in order; the header gives offset and length of each as two `u32`.
pub const SECTIONS: usize = 14;
/// Fixed-size records of the places, and one more that ends the names of the last.
pub const PLACES: usize = 0;
/// Strings, each after its length in one byte; the one at 0 is empty.
pub const STRINGS: usize = 1;
/// Names of each place: flags, length, text.
pub const NAMES: usize = 2;
/// Offsets of the feature codes in [`STRINGS`].
pub const CODES: usize = 3;
/// Offsets of the codes of first-order divisions in [`STRINGS`].
pub const ADMIN1: usize = 4;
/// Places in the order of their keys.
pub const KEY_ORDER: usize = 5;
/// The hash table.
pub const SLOTS: usize = 6;
/// A map of the hashes of the first tokens of all names; see [`marks`].
pub const FIRST_TOKENS: usize = 7;
/// The folded names in order, as a finite-state transducer to their numbers.
pub const FST: usize = 8;
/// For each name its candidate, if there is one only, or with [`SEVERAL`] the offset of the first
/// of them in [`CANDIDATES`].
pub const NAME_CANDIDATES: usize = 9;
/// The candidates of names that have several: the place in the upper 24 bits, flags in the lower 8;
/// the last of a name has [`LAST`].
pub const CANDIDATES: usize = 10;
/// A bit for the [`opening`] of every name that may be written small.
pub const SMALL: usize = 11;
/// A map of the hashes of all beginnings of names of two tokens or more whose last one has lost what an ending may
/// stand in place of; see [`marks`].
pub const STEMS: usize = 12;
/// A map of the hashes of all forms that the first tokens of names may have; see [`marks`].
pub const FORMS: usize = 13;

/// Bytes of the header.
pub const HEADER: usize = 8 + 4 + SECTIONS * 8;

/// Bytes of the record of a place; its fields stand in this order.
pub const PLACE: usize = 36;
/// `i32`, degrees × 10⁵; [`NOWHERE`] if unknown.
pub const LAT: usize = 0;
/// `i32`, degrees × 10⁵.
pub const LNG: usize = 4;
/// `u32`, offset in [`STRINGS`].
pub const KEY: usize = 8;
/// `u32`, offset in [`NAMES`]; the main name comes first.
pub const PLACE_NAMES: usize = 12;
/// `u32`.
pub const POPULATION: usize = 16;
/// `u32`, metres.
pub const PRECISION: usize = 20;
/// Two letters; zeros if none.
pub const COUNTRY: usize = 24;
/// Index into [`CLASS_NAMES`].
pub const CLASS: usize = 26;
/// Index into [`GEOMETRY_NAMES`], and [`CURATED`].
pub const GEOMETRY: usize = 27;
/// With the kind of geometry: a person wrote or checked the row.
pub const CURATED: u8 = 1 << 7;
/// `u16`, index into [`ADMIN1`].
pub const PLACE_ADMIN1: usize = 28;
/// `u16`, index into [`CODES`].
pub const CODE: usize = 30;
/// `u32`, offset in [`STRINGS`].
pub const ADMIN2: usize = 32;

/// The latitude of a place whose position is unknown.
pub const NOWHERE: i32 = i32::MIN;

/// Feature classes by their number.
pub const CLASS_NAMES: [&str; 19] = [
    "country",
    "admin1",
    "admin2",
    "settlement",
    "crossing",
    "bridge",
    "military_site",
    "site",
    "river",
    "lake",
    "pass",
    "peak",
    "range",
    "valley",
    "corridor",
    "island",
    "region",
    "historical",
    "border",
];

/// Kinds of geometry by their number.
pub const GEOMETRY_NAMES: [&str; 4] = ["point", "area", "line", "none"];

/// Languages of names by their number; 0 is unknown.
pub const LANGUAGE_NAMES: [&str; 6] = ["", "en", "ru", "tg", "fa", "other"];

/// Flags of a name: the kind in the lowest two bits.
pub const KIND: u8 = 0b11;
/// An attested name.
pub const ATTESTED: u8 = 0;
/// An abbreviation.
pub const ABBREVIATION: u8 = 1;
/// A demonym.
pub const DEMONYM: u8 = 2;
/// A generated spelling.
pub const GENERATED: u8 = 3;
/// The name is the place's main name.
pub const MAIN: u8 = 0b100;
/// The language in the next three bits.
pub const LANGUAGE_SHIFT: u8 = 3;

/// In [`NAME_CANDIDATES`]: what stands above the lower 8 bits is an offset.
pub const SEVERAL: u8 = 1 << 6;
/// In [`CANDIDATES`]: no more of this name follow.
pub const LAST: u8 = 1 << 7;

/// What the keys of abbreviations begin with: they match only in capitals.
pub const ABBREVIATION_MARK: char = '\u{1}';
/// What the keys of names written with a small letter begin with: adjectives, peoples.
pub const SMALL_MARK: char = '\u{2}';

/// A slot holds a whole name.
pub const WHOLE: u64 = 1 << 24;
/// A slot holds the beginning of a longer name.
pub const BEGINNING: u64 = 1 << 25;
/// The number of the name in a slot.
pub const NAME: u64 = WHOLE - 1;
/// Where the kept part of the hash begins in a slot.
pub const KEPT: u32 = 26;

const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of one folded token.
#[must_use]
pub fn token_hash(token: &[u8]) -> u64 {
    hash_from(0xcbf2_9ce4_8422_2325, token)
}

/// The hash of a token behind a mark.
#[must_use]
pub fn token_hash_after(mark: u8, token: &[u8]) -> u64 {
    hash_from(0x8422_2325_cbf2_9ce4 ^ (u64::from(mark) << 56), token)
}

fn hash_from(seed: u64, token: &[u8]) -> u64 {
    let mut hash = seed ^ token.len() as u64;
    let mut rest = token;
    while let Some((first, others)) = rest.split_first_chunk::<8>()
        && !others.is_empty()
    {
        hash = (hash ^ u64::from_le_bytes(*first)).wrapping_mul(MIX);
        hash ^= hash >> 29;
        rest = others;
    }
    // The last bytes, some of them twice where there are enough before: no step for each of them.
    let last = match (token.last_chunk::<8>(), token.first_chunk::<4>(), token.last_chunk::<4>()) {
        (Some(eight), ..) => u64::from_le_bytes(*eight),
        (_, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => rest.iter().fold(0, |last, &byte| last << 8 | u64::from(byte)),
    };
    hash = (hash ^ last).wrapping_mul(MIX);
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 32)
}

/// The slot of a table of `slots` where a hash is looked for first: they are spread by its upper bits
/// (D. Lemire, "Fast random integer generation in an interval", 2019), so that the number of slots
/// need be no power of two.
#[must_use]
pub fn slot(hash: u64, slots: usize) -> usize {
    let product = u128::from(hash) * slots as u128;
    usize::try_from(product >> 64).unwrap_or(0)
}

/// What is kept of a hash in its slot: its lower bits, as the upper ones chose the slot.
#[must_use]
pub fn kept(hash: u64) -> u64 {
    hash << KEPT
}

/// Bits of a map of hashes for each hash in it.
pub const BITS: usize = 8;

/// The bits that a hash has in its word of a map of hashes, all three in one word of memory (a blocked Bloom filter:
/// F. Putze, P. Sanders, J. Singler, "Cache-, hash- and space-efficient Bloom filters", 2007). The word is that of
/// [`slot`]. Some one in thirty other hashes is taken for one of the map.
#[must_use]
pub fn marks(hash: u64) -> u64 {
    let bit = |at: u32| 1u64 << (hash >> at & 63);
    bit(0) | bit(6) | bit(12)
}

/// Bytes of [`SMALL`].
pub const SMALL_BYTES: usize = 1 << 13;

/// By how many of their first letters names that may be written small are told: by as many of them as all forms share.
pub const OPENINGS: [usize; 3] = [5, 3, 2];

/// The bit of a word's first letters in a map of [`SMALL_BYTES`], if it has as many.
#[must_use]
pub fn opening(word: &[u8], letters: usize) -> Option<usize> {
    // Letters of two bytes.
    let head = word.get(..letters * 2)?;
    let first = head.first_chunk().map_or_else(
        || head.first_chunk().map(|four| u64::from(u32::from_le_bytes(*four))),
        |eight| Some(u64::from_le_bytes(*eight)),
    )?;
    let rest = u64::from(u16::from_le_bytes(*head.last_chunk()?));
    let hash = (first ^ rest.rotate_left(40)).wrapping_mul(MIX);
    Some(slot(hash, SMALL_BYTES * 8))
}

/// The hash of a beginning of a name and one token more.
#[must_use]
pub fn combine(beginning: u64, token: u64) -> u64 {
    let hash = (beginning.rotate_left(23) ^ token).wrapping_mul(MIX);
    hash ^ (hash >> 32)
}

/// How likely a name without context means a place, as a rank between candidates: higher is likelier.
///
/// By class, by seat of government (a feature code of GeoNames), by population; a main name before
/// an alternate, an attested one before a generated one.
#[must_use]
pub fn prior(class: u8, code: &str, population: u32, flags: u8) -> i32 {
    let class = CLASS_NAMES.get(usize::from(class)).copied().unwrap_or("");
    let of_class = match class {
        "country" => 400,
        "admin1" => 230,
        "region" | "historical" => 240,
        "river" | "lake" | "range" | "corridor" | "valley" | "border" => 110,
        "crossing" | "bridge" | "military_site" | "pass" | "peak" | "site" | "island" => 90,
        "admin2" => 60,
        _ => 0,
    };
    let of_seat = match code {
        "PPLC" => 150,
        "PPLA" => 40,
        "PPLA2" => 20,
        _ => 0,
    };
    let of_size = i32::try_from(8 * (32 - population.leading_zeros())).unwrap_or(0);
    let of_name = match flags & KIND {
        GENERATED => -60,
        DEMONYM => -40,
        _ if flags & MAIN != 0 => 12,
        _ => 0,
    };
    of_class + of_seat + of_size + of_name
}
