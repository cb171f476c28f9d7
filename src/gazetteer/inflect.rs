//! From a word with a case ending or suffix to what it may be the form of.
//!
//! The rules give every lemma that a form could have; the gazetteer then knows which of them is a
//! name. Nothing is cut from a word that is itself a name: that is for the caller to try first.
//!
//! Russian: the cases of nouns, adjectives and peoples. Tajik: izofat and -ро. Persian: the ی of
//! ezafe after ا and و. Uzbek in Latin script, where a text is in it: cases. Turkish: what follows an apostrophe.

use crate::text::fold::Script;
use std::sync::LazyLock;

/// An ending and what may stand in its place in the lemma; all folded (ё is е, Tajik letters are plain).
type Rule = (&'static str, &'static [&'static str]);

const ADJECTIVE: &[&str] = &["ий", "ый", "ой", "ая", "ое", "ие", "ые", "яя", "ее"];

const CYRILLIC: &[Rule] = &[
    // Nouns.
    ("а", &["", "о"]),
    ("у", &["", "а", "о"]),
    ("ю", &["й", "ь", "я", ""]),
    ("я", &["й", "ь", "е"]),
    ("е", &["", "а", "я", "й", "ь", "о"]),
    ("ы", &["а", ""]),
    ("и", &["я", "ь", "а", "й", ""]),
    ("ом", &["", "о"]),
    ("ем", &["й", "ь", "", "е"]),
    ("ой", &["а"]),
    ("ою", &["а"]),
    ("ей", &["я", "а", "ь"]),
    ("ью", &["ь"]),
    ("ии", &["ия", "ий", "ие"]),
    ("ию", &["ия", "ий", "ие"]),
    ("ией", &["ия"]),
    ("ием", &["ий", "ие"]),
    ("ия", &["ий", "ие"]),
    ("ах", &["ы", "и", "а"]),
    ("ам", &["ы", "и", "а"]),
    ("ами", &["ы", "и", "а"]),
    ("ях", &["и", "ы", "я"]),
    ("ям", &["и", "ы", "я"]),
    ("ями", &["и", "ы", "я"]),
    ("ов", &["ы", "и", ""]),
    ("ев", &["ы", "и", ""]),
    // A vowel that is only in the first case: Египет, Египта.
    ("пта", &["пет"]),
    ("пту", &["пет"]),
    ("птом", &["пет"]),
    ("пте", &["пет"]),
    // Adjectives.
    ("ая", ADJECTIVE),
    ("ой", ADJECTIVE),
    ("ую", ADJECTIVE),
    ("ое", ADJECTIVE),
    ("ого", ADJECTIVE),
    ("ому", ADJECTIVE),
    ("ым", ADJECTIVE),
    ("ом", ADJECTIVE),
    ("ые", ADJECTIVE),
    ("ых", ADJECTIVE),
    ("ыми", ADJECTIVE),
    ("ие", ADJECTIVE),
    ("их", ADJECTIVE),
    ("ими", ADJECTIVE),
    ("им", ADJECTIVE),
    ("ем", ADJECTIVE),
    ("его", ADJECTIVE),
    ("ему", ADJECTIVE),
    ("яя", ADJECTIVE),
    ("ее", ADJECTIVE),
    ("ей", ADJECTIVE),
    ("юю", ADJECTIVE),
    // Peoples: афганец, россиянин, киргиз.
    ("цы", &["ец"]),
    ("цев", &["ец"]),
    ("цам", &["ец"]),
    ("цами", &["ец"]),
    ("цах", &["ец"]),
    ("ца", &["ец"]),
    ("цу", &["ец"]),
    ("цем", &["ец"]),
    ("це", &["ец"]),
    ("йцы", &["ец"]),
    ("йцев", &["ец"]),
    ("йцам", &["ец"]),
    ("йцами", &["ец"]),
    ("йцах", &["ец"]),
    ("йца", &["ец"]),
    ("не", &["нин"]),
    ("н", &["нин"]),
    ("нам", &["нин"]),
    ("нами", &["нин"]),
    ("нах", &["нин"]),
    ("нина", &["нин"]),
    // Tajik.
    ("ро", &[""]),
    ("иро", &["", "и"]),
];

const ARABIC: &[Rule] = &[("ای", &["ا"]), ("وی", &["و"])];

/// Gives what a folded word may be a form of, some lemmas by more than one rule; the word itself is not among them.
/// A stem has at least [`SHORTEST`] letters; of those that `is_one` refuses nothing is made.
pub(super) fn lemmas(
    word: &str,
    script: Script,
    is_one: impl Fn(&str) -> bool,
    mut give: impl FnMut(&str),
) {
    // Letters of two bytes, all of them, in both scripts.
    let Some(&[_, last]) = word.as_bytes().last_chunk::<2>() else { return };
    // Rules have few endings: the answers for stems by their length in letters.
    let mut known = [None; LONGEST + 1];
    let mut lemma = String::new();
    let tail = tail(word);
    for (of_ending, mask, (ending, replacements)) in rules(script, last) {
        if tail & mask != *of_ending {
            continue;
        }
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= SHORTEST * 2) else {
            continue;
        };
        let known = &mut known[(ending.len() / 2).min(LONGEST)];
        if !*known.get_or_insert_with(|| is_one(stem)) {
            continue;
        }
        for replacement in *replacements {
            if replacement != ending {
                lemma.clear();
                lemma.push_str(stem);
                lemma.push_str(replacement);
                give(&lemma);
            }
        }
    }
}

/// Endings of Uzbek in Latin script: cases, and what is of a place (-lik, -dagi).
const UZBEK: &[&str] =
    &["ning", "ni", "ga", "ka", "qa", "gacha", "da", "dan", "dagi", "lik", "liklar"];

/// Gives what a folded word of an Uzbek text may be a form of.
pub(super) fn uzbek_lemmas<'w>(word: &'w str, give: impl FnMut(&'w str)) {
    let stems = UZBEK.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.filter(|stem| stem.len() > 2).for_each(give);
}

/// What follows a name and an apostrophe in Turkish: cases, and what is there.
const TURKISH: &[&str] = &[
    "a", "e", "ya", "ye", "da", "de", "ta", "te", "dan", "den", "tan", "ten", "i", "ı", "u", "ü",
    "yi", "yı", "yu", "yü", "in", "ın", "un", "ün", "nin", "nın", "nun", "nün", "daki", "deki",
    "taki", "teki", "la", "le", "yla", "yle",
];

/// Whether letters after an apostrophe are an ending of Turkish.
pub(super) fn is_turkish_ending(letters: &str) -> bool {
    TURKISH.contains(&letters)
}

/// Letters of the shortest stem in a text.
pub(super) const SHORTEST: usize = 2;

/// Letters of the longest ending.
const LONGEST: usize = 5;

/// The last bytes of a word as a number, the last of all lowest.
fn tail(word: &str) -> u64 {
    let bytes = word.as_bytes();
    match bytes.last_chunk() {
        Some(eight) => u64::from_be_bytes(*eight),
        None => bytes.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte)),
    }
}

/// The rules for words of a script whose last letter has this last byte, in their order.
fn rules(script: Script, last: u8) -> &'static [(u64, u64, Rule)] {
    static CYRILLIC_BY_LAST: LazyLock<ByLast> = LazyLock::new(|| by_last(CYRILLIC));
    static ARABIC_BY_LAST: LazyLock<ByLast> = LazyLock::new(|| by_last(ARABIC));
    let of = match script {
        Script::Cyrillic => &CYRILLIC_BY_LAST,
        Script::Arabic => &ARABIC_BY_LAST,
        Script::Latin => return &[],
    };
    // Bytes that go on a letter are 0x80 to 0xbf.
    &of[usize::from(last & 0x3f)]
}

/// Rules by the last byte of their endings, each with the [`tail`] of its ending and which bits of it that is.
type ByLast = [Vec<(u64, u64, Rule)>; 64];

fn by_last(rules: &[Rule]) -> ByLast {
    std::array::from_fn(|byte| {
        let ends = |(ending, _): &&Rule| {
            ending.as_bytes().last().is_some_and(|last| usize::from(last & 0x3f) == byte)
        };
        let mask = |ending: &str| u64::MAX >> (64 - 8 * ending.len().min(8));
        let all = rules.iter().filter(ends);
        all.map(|rule| (tail(rule.0), mask(rule.0), *rule)).collect()
    })
}

/// Gives every stem of a folded name's word that one of its forms may have; the word itself may be one.
pub(super) fn stems(word: &str, mut give: impl FnMut(&str)) {
    static ENDINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let all = CYRILLIC.iter().chain(ARABIC).flat_map(|(_, replacements)| *replacements);
        let mut endings: Vec<&str> = all.copied().collect();
        endings.sort_unstable();
        endings.dedup();
        endings
    });
    // Cyrillic and Arabic letters; shorter stems than of two letters are never asked for.
    if !matches!(word.as_bytes(), [0xd0..=0xdb, ..]) {
        return;
    }
    for ending in ENDINGS.iter() {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 4) {
            give(stem);
        }
    }
}

/// Gives every form of a folded name's word, some of them more than once.
pub(super) fn forms(word: &str, mut give: impl FnMut(&str)) {
    if !matches!(word.as_bytes(), [0xd0..=0xdb, ..]) {
        return;
    }
    let mut form = String::new();
    for (ending, replacements) in CYRILLIC.iter().chain(ARABIC) {
        for replacement in *replacements {
            let stem = word.strip_suffix(replacement).filter(|stem| stem.len() >= SHORTEST * 2);
            if let Some(stem) = stem.filter(|_| replacement != ending) {
                form.clear();
                form.push_str(stem);
                form.push_str(ending);
                give(&form);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lemmas;
    use crate::text::fold::Script;

    #[test]
    fn forms_lead_to_their_lemmas() {
        for (form, lemma) in [
            ("бадахшане", "бадахшан"),
            ("хатлонской", "хатлонская"),
            ("автономной", "автономная"),
            ("области", "область"),
            ("россии", "россия"),
            ("эмиратах", "эмираты"),
            ("афганцев", "афганец"),
            ("китайцы", "китаец"),
            ("россиян", "россиянин"),
            ("таджиками", "таджики"),
            ("панчро", "панч"),
            ("хоруги", "хоруг"),
            ("египта", "египет"),
        ] {
            let mut found = Vec::new();
            lemmas(form, Script::Cyrillic, |_| true, |lemma| found.push(lemma.to_owned()));
            assert!(found.contains(&lemma.to_owned()), "{form}: {found:?}");
            let mut stems = Vec::new();
            super::stems(lemma, |stem| stems.push(stem.to_owned()));
            assert!(stems.iter().any(|stem| form.starts_with(stem.as_str())), "{form}: {stems:?}");
            let mut forms = Vec::new();
            super::forms(lemma, |form| forms.push(form.to_owned()));
            assert!(forms.contains(&form.to_owned()), "{lemma}: {forms:?}");
        }
    }
}
