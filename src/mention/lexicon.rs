//! The words that tell what a place name is used for, in all four languages.
//!
//! `geodata/lexicon/words.tsv` holds them as sets. A word is looked up by a hash of its folded letters, so
//! that a token costs one probe and no allocation; an entry such as `област*` holds for every word that
//! begins so, which is how inflected forms are covered.

use super::Cue;
use crate::text::Lately;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Declares the sets and the names they have in the table.
macro_rules! sets {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// A set of words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Set {
            $($(#[$doc])* $name,)*
        }

        impl Set {
            fn named(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

sets! {
    /// Articles and other determiners.
    Determiner = "determiner",
    /// Whose: its, their.
    Possessor = "possessor",
    /// Prepositions of rest: in, near, along.
    In = "in",
    /// Prepositions of direction: to, into.
    To = "to",
    /// Into alone: crossing an edge.
    Into = "into",
    /// From, out of.
    From = "from",
    /// Of, and what does its work.
    Of = "of",
    /// With.
    With = "with",
    /// Between.
    Between = "between",
    /// For.
    For = "for",
    /// On, upon, against, over.
    On = "on",
    /// And, or.
    And = "and",
    /// Auxiliaries and the copula: has, will, is.
    Auxiliary = "auxiliary",
    /// What governments do: said, demanded, signed.
    GovernmentVerb = "government_verb",
    /// Adverbs that may stand between a subject and its verb.
    Adverb = "adverb",
    /// Verbs whose object is a party: help, urge, accuse.
    PartyVerb = "party_verb",
    /// Nouns that take a party after of, to, with, for: relations, threat, agreement.
    PartyNoun = "party_noun",
    /// Nouns of acting after a possessive: role, interest, policy.
    AgencyNoun = "agency_noun",
    /// Nouns of ground after a possessive or adjective: territory, prisons, villages.
    GroundNoun = "ground_noun",
    /// Nouns of violence that take a target: attack, invasion.
    AttackNoun = "attack_noun",
    /// Verbs of violence that take a target.
    AttackVerb = "attack_verb",
    /// People who come from somewhere: militants, refugees.
    PersonNoun = "person_noun",
    /// Border, frontier.
    Border = "border",
    /// What makes `border` an attribute: guard, post, security.
    BorderAttribute = "border_attribute",
    /// Titles and offices: president, minister, Mr.
    Title = "title",
    /// Institutions of a state: ministry, council, army.
    Institution = "institution",
    /// Head nouns of organisations that are no part of a state: movement, university.
    Organisation = "organisation",
    /// Head nouns of publications: Times, Monitor.
    Publication = "publication",
    /// Given names.
    FirstName = "first_name",
    /// Months, for citations and dates.
    Month = "month",
    /// Northern, south.
    Direction = "direction",
    /// Adjectives that may stand before a place: neighbouring, own.
    PlaceAdjective = "place_adjective",
    /// Capital (city).
    Capital = "capital",
    /// Expert, specialist: what follows `on` is a topic.
    Expert = "expert",
    /// Related, watcher, policy.
    TopicNoun = "topic_noun",
    /// Banned, outlawed.
    Banned = "banned",
    /// Street, avenue.
    Street = "street",
    /// What the name of a road ends with.
    Road = "road",
    /// The short ones among those, which have a point.
    RoadShort = "road_short",
    /// Second parts of compounds that make an attribute: led, backed, based.
    LedBy = "led_by",
    /// Peoples that no country is named after: Pashtun, Uighur.
    Ethnonym = "ethnonym",
    /// A country of the past as an attribute: Soviet.
    Former = "former",
    /// Post-, pre-, anti-, pro-.
    Prefix = "prefix",
    /// Countries, republics, states as common nouns: what a demonym of a region goes with.
    Country = "country_noun",
    /// The side as a party: the Tajik side.
    Side = "side",
    /// Verbs whose object is a place: visit, leave, capture.
    MoveVerb = "move_verb",
    /// What an organisation is called before its name: branch, group.
    Affiliate = "affiliate",
    /// Names of places that are ordinary words too, in a script without capitals.
    Homograph = "homograph",
    /// Words that begin a caption or a rubric.
    Furniture = "furniture",
    /// Prepositions that stand before places and hardly before anything else: near, outside.
    Beside = "beside",
    /// Head nouns that name a place only with a name in quotation marks: пост «Достук».
    Quoted = "quoted",
    /// Adjectives between the head noun of a facility and its name: پایانه مرزی میلک, the X border crossing.
    FacilityAdjective = "facility_adjective",
    /// Prepositions before which an unknown noun with a capital is mostly a place.
    Locative = "locative",
    /// Nouns with a capital that are no place: parliaments, networks.
    NoPlace = "no_place",
    /// Close, next: what makes `to` a preposition of rest.
    Near = "near",
    /// That, if, whether: what a clause begins with.
    Subordinator = "subordinator",
    /// Words of sport: match, goal, championship.
    Sport = "sport",
}

/// What the lexicon knows of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Entry {
    sets: u64,
    /// The number of its folded letters, as [`key`] gives it.
    pub(crate) key: u64,
    /// What the word says a neighbouring name is.
    pub(crate) cue: Option<Cue>,
}

impl Entry {
    /// The sets that it is in, a bit each.
    pub(crate) fn bits(self) -> u64 {
        self.sets
    }

    /// Whether the word is in `set`.
    pub(crate) fn is(self, set: Set) -> bool {
        self.sets & (1 << set as u64) != 0
    }
}

/// What the lexicon knows of `word`, whatever its case.
pub(crate) fn entry(word: &str) -> Entry {
    let lexicon = &*LEXICON;
    if word.is_ascii() {
        let hash = key(word);
        let known = if lexicon.bits.may_have(hash) { lexicon.words.get(&hash) } else { None };
        return Entry { key: hash, ..known.copied().unwrap_or_default() };
    }
    thread_local! {
        static LATELY: RefCell<Lately<Entry>> = const { RefCell::new(Lately::new()) };
    }
    LATELY.with_borrow_mut(|lately| lately.ask(word, || inflected(lexicon, word)))
}

/// What the lexicon knows of a word that may have endings.
fn inflected(lexicon: &Lexicon, word: &str) -> Entry {
    let mut hash = START;
    let mut found = Entry::default();
    let mut length = 0;
    for letter in folded(word) {
        hash = step(hash, letter);
        length += 1;
        // Stems are only listed for languages that inflect, and are three letters or more.
        if length >= 3
            && !letter.is_ascii()
            && lexicon.bits.may_have(hash)
            && let Some(stem) = lexicon.stems.get(&hash)
        {
            found = *stem;
        }
    }
    match lexicon.words.get(&hash) {
        Some(whole) => {
            Entry { sets: whole.sets | found.sets, cue: whole.cue.or(found.cue), key: hash }
        }
        None => Entry { key: hash, ..found },
    }
}

/// A number for the folded letters of `word`, for tables of words within a document.
pub(crate) fn key(word: &str) -> u64 {
    if word.is_ascii() {
        let small = word.bytes().map(|byte| char::from(byte.to_ascii_lowercase()));
        return small.fold(START, step);
    }
    folded(word).fold(START, step)
}

/// How common an English word is: 0 not in the list, 1 rarer, 2 common, 3 very common.
pub(crate) fn commonness(word: &str) -> u8 {
    COMMON.get(&key(word)).copied().unwrap_or(0)
}

fn folded(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(Small::of).filter_map(|letter| match letter {
        'а'..='я' => Some(letter),
        '’' | 'ʼ' | '‘' => Some('\''),
        'ё' => Some('е'),
        'ي' | 'ى' => Some('ی'),
        'ك' => Some('ک'),
        'أ' | 'إ' | 'آ' => Some('ا'),
        'ۀ' | 'ة' => Some('ه'),
        '\u{200c}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{300}'..='\u{36f}' => None,
        other => Some(other),
    })
}

/// A letter in its small form, which may be several; the commonest need no table.
enum Small {
    One(Option<char>),
    Some(std::char::ToLowercase),
}

impl Small {
    fn of(letter: char) -> Self {
        match letter {
            'а'..='я' | 'a'..='z' | '\u{620}'..='\u{6ff}' => Self::One(Some(letter)),
            // Capitals of Russian stand 32 before their small letters.
            'А'..='Я' => Self::One(char::from_u32(letter as u32 + 32)),
            _ => Self::Some(letter.to_lowercase()),
        }
    }
}

impl Iterator for Small {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Self::One(letter) => letter.take(),
            Self::Some(letters) => letters.next(),
        }
    }
}

// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/), a letter at a time.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn step(hash: u64, letter: char) -> u64 {
    (hash ^ u64::from(letter)).wrapping_mul(PRIME)
}

/// The keys are hashes already.
#[derive(Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
    }

    fn write_u64(&mut self, key: u64) {
        // The low bits of FNV choose the bucket and the high ones the tag: spread them.
        self.0 = key ^ (key >> 29);
    }
}

/// A map whose keys come from [`key`].
pub(crate) type ByKey<T> = HashMap<u64, T, BuildHasherDefault<Identity>>;

/// Names of organisations (`false`) and publications (`true`) by their first word; longer ones first.
#[allow(clippy::type_complexity, reason = "a table read once")]
pub(crate) fn organisations(first: u64) -> &'static [(Vec<u64>, bool)] {
    static NAMES: LazyLock<ByKey<Vec<(Vec<u64>, bool)>>> = LazyLock::new(|| {
        let mut names: ByKey<Vec<(Vec<u64>, bool)>> = ByKey::default();
        for line in include_str!("../../geodata/lexicon/organisations.tsv").lines() {
            let mut cells = line.split('\t');
            let (Some(kind @ ("org" | "publication")), Some(_), Some(name)) =
                (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let words: Vec<u64> = name
                .split(|letter: char| {
                    !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '\u{200c}')
                })
                .filter(|word| !word.is_empty())
                .map(key)
                .collect();
            if let Some(first) = words.first() {
                names.entry(*first).or_default().push((words, kind == "publication"));
            }
        }
        for rows in names.values_mut() {
            rows.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        names
    });
    NAMES.get(&first).map_or(&[], Vec::as_slice)
}

#[derive(Default)]
struct Lexicon {
    words: ByKey<Entry>,
    stems: ByKey<Entry>,
    bits: Bits,
}

/// A bit for each key, so small that it stays near: most words of a text are in no table.
#[derive(Default)]
struct Bits(Vec<u64>);

impl Bits {
    /// Some eight for each word.
    const COUNT: u64 = 1 << 17;

    fn of(keys: impl Iterator<Item = u64>) -> Self {
        let mut bits = vec![0; usize::try_from(Self::COUNT / 64).unwrap_or(0)];
        for key in keys {
            let (at, bit) = Self::bit(key);
            if let Some(word) = bits.get_mut(at) {
                *word |= bit;
            }
        }
        Self(bits)
    }

    fn may_have(&self, key: u64) -> bool {
        let (at, bit) = Self::bit(key);
        self.0.get(at).is_some_and(|word| word & bit != 0)
    }

    fn bit(key: u64) -> (usize, u64) {
        let at = (key >> 40) % Self::COUNT;
        (usize::try_from(at / 64).unwrap_or(0), 1 << (at % 64))
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for line in include_str!("../../geodata/lexicon/words.tsv").lines() {
        let mut cells = line.split('\t');
        let (Some(set), Some(_language), Some(list)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let cue = set.strip_prefix("cue.").and_then(cue_named);
        let flag = Set::named(set).map_or(0, |set| 1 << set as u64);
        for word in list.split('|') {
            let (word, table) = match word.strip_suffix('*') {
                Some(stem) => (stem, &mut lexicon.stems),
                None => (word, &mut lexicon.words),
            };
            let entry = table.entry(key(word)).or_default();
            entry.sets |= flag;
            entry.cue = entry.cue.or(cue);
        }
    }
    for name in include_str!("../../geodata/lexicon/persons_first_names.txt").lines() {
        if !name.starts_with('#') {
            lexicon.words.entry(key(name)).or_default().sets |= 1 << Set::FirstName as u64;
        }
    }
    lexicon.bits = Bits::of(lexicon.words.keys().chain(lexicon.stems.keys()).copied());
    lexicon
});

static COMMON: LazyLock<ByKey<u8>> = LazyLock::new(|| {
    let mut words = ByKey::default();
    for line in include_str!("../../geodata/scowl/common.tsv").lines() {
        if let Some((word, level)) = line.split_once('\t')
            && let Ok(level) = level.parse()
        {
            words.insert(key(word), level);
        }
    }
    words
});

fn cue_named(name: &str) -> Option<Cue> {
    Some(match name {
        "country" => Cue::Country,
        "province" => Cue::Province,
        "district" => Cue::District,
        "city" => Cue::City,
        "village" => Cue::Village,
        "valley" => Cue::Valley,
        "river" => Cue::River,
        "lake" => Cue::Lake,
        "pass" => Cue::Pass,
        "range" => Cue::Range,
        "peak" => Cue::Peak,
        "corridor" => Cue::Corridor,
        "crossing" => Cue::Crossing,
        "bridge" => Cue::Bridge,
        "post" => Cue::Post,
        "training_range" => Cue::TrainingRange,
        "region" => Cue::Region,
        _ => return None,
    })
}
