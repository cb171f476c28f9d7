//! Tajik and Russian Cyrillic in Latin and in Persian script.

/// A letter and what stands for it.
type Letters = &'static [(char, &'static str)];

/// BGN/PCGN 1994 for Tajik, without its diacritics, which folding would take away.
const TAJIK: Letters = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('ғ', "gh"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "yo"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('ӣ', "i"),
    ('й', "y"),
    ('к', "k"),
    ('қ', "q"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ӯ', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ҳ', "h"),
    ('ч', "ch"),
    ('ҷ', "j"),
    ('ц', "ts"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
];

/// Persian letters for Tajik ones, consonants and long vowels.
const PERSIAN: Letters = &[
    ('б', "ب"),
    ('в', "و"),
    ('г', "گ"),
    ('ғ', "غ"),
    ('д', "د"),
    ('е', "ی"),
    ('ё', "یا"),
    ('ж', "ژ"),
    ('з', "ز"),
    ('ӣ', "ی"),
    ('й', "ی"),
    ('к', "ک"),
    ('қ', "ق"),
    ('л', "ل"),
    ('м', "م"),
    ('н', "ن"),
    ('о', "ا"),
    ('п', "پ"),
    ('р', "ر"),
    ('с', "س"),
    ('т', "ت"),
    ('ӯ', "و"),
    ('ф', "ف"),
    ('х', "خ"),
    ('ҳ', "ه"),
    ('ч', "چ"),
    ('ҷ', "ج"),
    ('ш', "ش"),
    ('ъ', "ع"),
    ('ю', "یو"),
    ('я', "یه"),
    ('ц', "تس"),
    ('ы', "ی"),
    ('ь', ""),
];

/// The romanisations of a name in Cyrillic: Tajik, and Russian where it differs.
pub(crate) fn to_latin(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let spelt: String = lower.chars().map(|letter| of(TAJIK, letter)).collect();
    if lower.contains("дж") {
        let joined = lower.replace("дж", "ҷ");
        return vec![spelt, joined.chars().map(|letter| of(TAJIK, letter)).collect()];
    }
    vec![spelt]
}

/// The likely spellings of a Tajik name in Persian script.
///
/// Short vowels are not written within a word, and Cyrillic does not tell a short у from a long
/// one: both spellings are given.
pub(super) fn to_persian(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let mut spellings = vec![String::new()];
    for word in lower.split([' ', '-']) {
        let letters: Vec<char> = word.chars().collect();
        for spelling in &mut spellings {
            if !spelling.is_empty() {
                spelling.push(' ');
            }
        }
        for (at, letter) in letters.iter().enumerate() {
            let (first, last) = (at == 0, at + 1 == letters.len());
            let options: Vec<String> = match letter {
                'а' | 'э' if first => vec!["ا".to_owned()],
                'а' if last => vec!["ه".to_owned()],
                'и' if first => vec!["ای".to_owned(), "ا".to_owned()],
                'и' if last => vec!["ی".to_owned(), String::new()],
                'и' => vec!["ی".to_owned(), String::new()],
                'у' if first => vec!["ا".to_owned(), "او".to_owned()],
                'у' => vec!["و".to_owned(), String::new()],
                'а' | 'э' => vec![String::new()],
                other => vec![of(PERSIAN, *other)],
            };
            spellings = spellings
                .iter()
                .flat_map(|spelling| {
                    options.iter().map(move |option| format!("{spelling}{option}"))
                })
                .take(8)
                .collect();
        }
    }
    spellings
}

fn of(letters: Letters, letter: char) -> String {
    letters
        .iter()
        .find(|(from, _)| *from == letter)
        .map_or_else(|| letter.to_string(), |(_, to)| (*to).to_owned())
}
