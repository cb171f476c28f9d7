//! Names for readers of a language: of all names that a place has, the one that they would look for.
//!
//! Sources say the language of few names, and some of those are names of the past. So a name counts by how near its
//! consonants are to those of the main name, and by whether its letters are those of the language.

use crate::gazetteer::{Gazetteer, NameKind, PlaceId, PlaceName};
use crate::text::Language;
use std::collections::BTreeMap;

/// Names by language.
pub(crate) type Names = BTreeMap<&'static str, String>;

/// A name that differs in this share of its consonants is another name, not a spelling of the main one.
const ANOTHER: f64 = 0.5;

/// A name of another language has to be nearer by this share than one of the reader's.
const OTHERS: f64 = 0.35;

/// The names of a place in the languages of the page: English always, the others where there are any.
pub(crate) fn names(gazetteer: &Gazetteer, id: PlaceId) -> Names {
    let main = gazetteer.place(id).name;
    let all = gazetteer.names(id);
    let mut names = Names::new();
    for language in [Language::Russian, Language::Tajik, Language::Persian] {
        if let Some(name) = best(&all, main, language) {
            names.insert(language.code(), name.to_owned());
        }
    }
    names.insert(Language::English.code(), main.to_owned());
    names
}

fn best<'g>(all: &[PlaceName<'g>], main: &str, language: Language) -> Option<&'g str> {
    let sound = consonants(main);
    let fit = |name: &PlaceName<'g>| {
        let other = consonants(name.text);
        let off = difference(&sound, &other);
        let is_said = name.language == Some(language);
        let is_own = is_said || name.text.chars().any(|letter| is_particular(letter, language));
        // A name that the source says is of the language may be quite another one: Mountain Badakhshan.
        let strangeness = match name.language {
            _ if is_own => 0.0,
            None => 0.1,
            Some(_) => OTHERS,
        };
        (is_said || off < ANOTHER).then_some(off + strangeness)
    };
    all.iter()
        .filter(|name| name.kind == NameKind::Attested && is_written_in(name.text, language))
        .filter_map(|name| Some((fit(name)?, name.text)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, text)| text)
}

/// How much of two names is not in both, in the same order: 0 to 1.
#[allow(clippy::cast_precision_loss, reason = "names have a few dozen letters")]
fn difference(a: &[char], b: &[char]) -> f64 {
    // The longest common subsequence, a row at a time.
    let mut row = vec![0_usize; b.len() + 1];
    for left in a {
        let mut diagonal = 0;
        for (at, right) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if left == right { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    let both = a.len() + b.len();
    if both == 0 { 0.0 } else { 1.0 - (2 * row[b.len()]) as f64 / both as f64 }
}

/// Whether all letters of a name are those of a language, and it begins like a name.
fn is_written_in(name: &str, language: Language) -> bool {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    let is_of = |letter: char| match language {
        Language::Russian => matches!(letter, '\u{410}'..='\u{44f}' | 'ё' | 'Ё'),
        Language::Tajik => {
            matches!(letter, '\u{410}'..='\u{44f}' | 'ё' | 'Ё') || is_particular(letter, language)
        }
        Language::Persian => {
            is_particular(letter, language)
                || matches!(letter, 'آ'..='غ' | 'ف' | 'ق' | 'ل'..='و') && !matches!(letter, 'ة')
        }
        Language::English => false,
    };
    // No Persian name begins with a hamza on a tooth, as Kurdish and Uyghur ones do.
    letters().next().is_some_and(|first| !first.is_lowercase() && first != 'ئ')
        && letters().all(is_of)
}

/// Whether a letter tells a language from the others in its script.
fn is_particular(letter: char, language: Language) -> bool {
    match language {
        Language::Tajik => "ғӣқӯҳҷҒӢҚӮҲҶ".contains(letter),
        Language::Persian => "پچژکگی".contains(letter),
        _ => false,
    }
}

/// The consonants of a name, as far as the three scripts tell them apart.
fn consonants(name: &str) -> Vec<char> {
    let class = |letter: char| {
        Some(match letter {
            'b' | 'б' | 'ب' => 'b',
            'p' | 'п' | 'پ' => 'p',
            'f' | 'ф' | 'ف' => 'f',
            't' | 'т' | 'ت' | 'ط' => 't',
            'd' | 'д' | 'د' => 'd',
            'k' | 'q' | 'x' | 'c' | 'к' | 'қ' | 'х' | 'ک' | 'ق' | 'خ' | 'ч' | 'چ' => 'k',
            'g' | 'г' | 'ғ' | 'گ' | 'غ' => 'g',
            's' | 'с' | 'ш' | 'щ' | 'س' | 'ش' | 'ص' | 'ث' => 's',
            'z' | 'з' | 'ж' | 'ز' | 'ژ' | 'ذ' | 'ض' | 'ظ' => 'z',
            'j' | 'ҷ' | 'ج' => 'j',
            'l' | 'л' | 'ل' => 'l',
            'm' | 'м' | 'م' => 'm',
            'n' | 'н' | 'ن' => 'n',
            'r' | 'р' | 'ر' => 'r',
            // Vowels, and what is now written and now not.
            _ => return None,
        })
    };
    crate::text::fold::key(name).chars().filter_map(class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_get_the_name_of_today_in_their_letters() {
        let gazetteer = Gazetteer::embedded();
        for (key, ru, tg, fa) in [
            ("geonames:1221874", "Душанбе", "Душанбе", "دوشنبه"),
            ("geonames:1138958", "Кабул", "Кобул", "کابل"),
        ] {
            let names = names(gazetteer, gazetteer.by_key(key).unwrap());
            assert_eq!([&names["ru"], &names["tg"], &names["fa"]], [ru, tg, fa], "{key}");
        }
    }

    #[test]
    fn one_name_sounds_alike_in_three_scripts() {
        for names in [
            ["Kunduz", "Кундуз", "کندز"],
            ["Fayzabad", "Файзабад", "فیض‌آباد"],
            ["Khorog", "Хоруғ", "خاروغ"],
        ] {
            let sounds = names.map(consonants);
            assert_eq!(sounds[0], sounds[1], "{names:?}");
            assert_eq!(sounds[0], sounds[2], "{names:?}");
        }
    }
}
