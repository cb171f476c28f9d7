//! The languages that documents are read in.

use serde::{Deserialize, Serialize};

/// The language of a document.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
    /// Tajik in Cyrillic.
    #[serde(rename = "tg")]
    Tajik,
    /// Persian and Dari.
    #[serde(rename = "fa")]
    Persian,
}

impl Language {
    /// Its ISO 639-1 code.
    ///
    /// ```
    /// assert_eq!(marz::text::Language::Tajik.code(), "tg");
    /// ```
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Tajik => "tg",
            Self::Persian => "fa",
        }
    }

    /// Whether its verb stands at the end of the clause.
    ///
    /// ```
    /// use marz::text::Language;
    /// assert!(Language::Tajik.is_verb_final() && !Language::Russian.is_verb_final());
    /// ```
    #[must_use]
    pub fn is_verb_final(self) -> bool {
        matches!(self, Self::Tajik | Self::Persian)
    }

    /// The language of an ISO 639 code or BCP 47 tag (`fa-AF` and `prs` are Persian), if it is one of ours.
    ///
    /// ```
    /// use marz::text::Language;
    /// assert_eq!(Language::from_code("fa-AF"), Some(Language::Persian));
    /// assert_eq!(Language::from_code("de"), None);
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
        match primary.as_str() {
            "en" | "eng" => Some(Self::English),
            "ru" | "rus" => Some(Self::Russian),
            "tg" | "tgk" => Some(Self::Tajik),
            "fa" | "prs" | "fas" | "per" => Some(Self::Persian),
            _ => None,
        }
    }

    /// The language a text is written in, by its letters and commonest words.
    ///
    /// Letters that only one of the languages has decide first (ғ қ ҳ ҷ ӣ ӯ are Tajik); a Cyrillic text
    /// without them counts the function words of Russian and Tajik.
    ///
    /// ```
    /// use marz::text::Language;
    /// assert_eq!(Language::detect("Дар ноҳияи Шуғнон"), Language::Tajik);
    /// assert_eq!(Language::detect("در ولایت بدخشان"), Language::Persian);
    /// assert_eq!(Language::detect("В районе села"), Language::Russian);
    /// assert_eq!(Language::detect("in the district"), Language::English);
    /// ```
    #[must_use]
    pub fn detect(text: &str) -> Self {
        let (mut latin, mut cyrillic, mut arabic, mut tajik) = (0u32, 0u32, 0u32, 0u32);
        for letter in text.chars().take(20_000) {
            match letter {
                'a'..='z' | 'A'..='Z' => latin += 1,
                'ғ' | 'Ғ' | 'қ' | 'Қ' | 'ҳ' | 'Ҳ' | 'ҷ' | 'Ҷ' | 'ӣ' | 'Ӣ' | 'ӯ' | 'Ӯ' =>
                {
                    tajik += 1;
                }
                '\u{400}'..='\u{52f}' => cyrillic += 1,
                '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{feff}' => arabic += 1,
                _ => {}
            }
        }
        cyrillic += tajik;
        if arabic > latin && arabic > cyrillic {
            Self::Persian
        } else if cyrillic > latin {
            // One Tajik letter in a hundred: a Russian text that quotes a Tajik name has fewer.
            if tajik * 100 >= cyrillic { Self::Tajik } else { Self::Russian }
        } else {
            Self::English
        }
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code())
    }
}
