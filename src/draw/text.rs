//! The fonts inside, how wide words are in them, and how words are written.
//!
//! Pictures use no font of the system, so that they are the same everywhere. Widths come from the library that
//! draws, which shapes Arabic script and orders mixed directions.

use super::area::Area;
use super::svg::{Attribute, Svg, number};
use resvg::usvg::{self, fontdb};
use skrifa::MetadataProvider;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Noto Sans and Noto Sans Arabic, cut down to our scripts (`geodata/fonts/`).
const FILES: [&[u8]; 5] = [
    include_bytes!("../../geodata/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../geodata/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../geodata/fonts/NotoSans-Italic.ttf"),
    include_bytes!("../../geodata/fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../geodata/fonts/NotoSansArabic-Bold.ttf"),
];

/// The fonts to ask for, the last for programs that have neither of the first two.
const FAMILY: &str = "Noto Sans, Noto Sans Arabic, sans-serif";

/// The same for words in Arabic script, so that their weight is looked for in its font first.
const ARABIC_FAMILY: &str = "Noto Sans Arabic, Noto Sans, sans-serif";

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub size: f64,
    pub is_bold: bool,
    pub is_slanted: bool,
    pub colour: &'static str,
    /// Space added between letters, in parts of the size; not in Arabic script, whose letters are joined.
    pub spacing: f64,
    /// The colour around the letters, for words on a map.
    pub halo: Option<&'static str>,
}

impl Look {
    /// Upright words of a size.
    pub(super) const fn plain(size: f64, colour: &'static str) -> Self {
        Self { size, is_bold: false, is_slanted: false, colour, spacing: 0.0, halo: None }
    }

    /// Bold words of a size.
    pub(super) const fn bold(size: f64, colour: &'static str) -> Self {
        Self { is_bold: true, ..Self::plain(size, colour) }
    }
}

/// Which end of the words is at the point they are written at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Their left end, in any direction of reading.
    Left,
    Middle,
    Right,
}

/// The fonts, with the widths that were asked for.
pub(super) struct Fonts {
    database: Arc<fontdb::Database>,
    widths: RefCell<HashMap<(String, bool, bool), f64>>,
}

impl Fonts {
    pub(super) fn new() -> Self {
        let mut database = fontdb::Database::new();
        for file in FILES {
            database.load_font_data(file.to_vec());
        }
        database.set_sans_serif_family("Noto Sans");
        Self { database: Arc::new(database), widths: RefCell::default() }
    }

    /// An SVG document with these fonts, as the library reads it; nothing if it is not well-formed.
    pub(super) fn tree(&self, svg: &str) -> Result<usvg::Tree, usvg::Error> {
        let options = usvg::Options {
            fontdb: Arc::clone(&self.database),
            font_family: "Noto Sans".to_owned(),
            ..usvg::Options::default()
        };
        usvg::Tree::from_str(svg, &options)
    }

    /// How wide words are.
    pub(super) fn width(&self, words: &str, look: Look) -> f64 {
        let letters = f64::from(u32::try_from(words.chars().count()).unwrap_or(u32::MAX));
        let spacing = if is_joined(words) { 0.0 } else { look.spacing * letters };
        (self.em(words, look) + spacing) * look.size
    }

    /// The width of words of size 1.
    fn em(&self, words: &str, look: Look) -> f64 {
        let key = (words.to_owned(), look.is_bold, look.is_slanted);
        if let Some(width) = self.widths.borrow().get(&key) {
            return *width;
        }
        let mut svg = Svg::default();
        svg.open(
            "svg",
            &[("xmlns", "http://www.w3.org/2000/svg"), ("width", "9"), ("height", "9")],
        );
        // Size 100 keeps rounding small.
        let measured = Look { size: 100.0, spacing: 0.0, halo: None, ..look };
        write(&mut svg, words, [0.0, 0.0], Anchor::Left, measured);
        svg.close("svg");
        let tree = self.tree(&svg.finish());
        let width = tree.map_or(0.0, |tree| f64::from(tree.root().bounding_box().width()) / 100.0);
        self.widths.borrow_mut().insert(key, width);
        width
    }

    /// The words in lines no wider than `room`; a single word may be.
    pub(super) fn lines(&self, words: &str, look: Look, room: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in words.split_whitespace() {
            if let Some(line) = lines.last_mut() {
                let longer = format!("{line} {word}");
                if self.width(&longer, look) <= room {
                    *line = longer;
                    continue;
                }
            }
            lines.push(word.to_owned());
        }
        lines
    }

    /// The box of words that are written at a point.
    pub(super) fn area(&self, words: &str, [x, y]: [f64; 2], anchor: Anchor, look: Look) -> Area {
        let width = self.width(words, look);
        let left = match anchor {
            Anchor::Left => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::Right => x - width,
        };
        // What letters of Noto Sans take above and below the line, marks above Arabic letters included.
        Area { left, top: y - look.size * 0.82, right: left + width, bottom: y + look.size * 0.28 }
    }
}

/// Whether there is a letter shape for all of the words.
pub(super) fn has(words: &str) -> bool {
    words.chars().all(|letter| is_unseen(letter) || has_letter(letter))
}

fn has_letter(letter: char) -> bool {
    let maps = |file: &&[u8]| {
        skrifa::FontRef::new(file).is_ok_and(|font| font.charmap().map(letter).is_some())
    };
    // A regular and a bold face of each script, so that no weight lacks a letter.
    maps(&FILES[0]) && maps(&FILES[1]) || maps(&FILES[3]) && maps(&FILES[4])
}

/// Spaces, joiners and marks of direction.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether words are read from right to left: their first letter says so.
fn is_rtl(words: &str) -> bool {
    words
        .chars()
        .find(|letter| letter.is_alphanumeric())
        .is_some_and(|first| is_joined(first.encode_utf8(&mut [0; 4])))
}

/// Whether words have letters of Arabic script.
pub(super) fn is_joined(words: &str) -> bool {
    words.chars().any(|letter| matches!(letter, '\u{600}'..='\u{6ff}'))
}

/// Writes words with their base line at a point.
pub(super) fn write(svg: &mut Svg, words: &str, [x, y]: [f64; 2], anchor: Anchor, look: Look) {
    let [x, y, size] = [x, y, look.size].map(number);
    let mut attributes: Vec<Attribute<'_>> = vec![
        ("x", &x),
        ("y", &y),
        ("font-family", if is_joined(words) { ARABIC_FAMILY } else { FAMILY }),
        ("font-size", &size),
        ("fill", look.colour),
    ];
    match anchor {
        Anchor::Left => {}
        Anchor::Middle => attributes.push(("text-anchor", "middle")),
        Anchor::Right => attributes.push(("text-anchor", "end")),
    }
    if look.is_bold {
        attributes.push(("font-weight", "700"));
    }
    if look.is_slanted && !is_joined(words) {
        attributes.push(("font-style", "italic"));
    }
    let spacing = number(look.spacing * look.size);
    if look.spacing > 0.0 && !is_joined(words) {
        attributes.push(("letter-spacing", &spacing));
    }
    let around = number((look.size * 0.26).max(2.4));
    if let Some(colour) = look.halo {
        attributes.extend([
            ("stroke", colour),
            ("stroke-width", &around),
            ("stroke-linejoin", "round"),
            ("paint-order", "stroke"),
        ]);
    }
    if is_rtl(words) {
        // Text is laid out left to right unless it says otherwise.
        svg.words("text", &attributes, &format!("\u{202b}{words}\u{202c}"));
    } else {
        svg.words("text", &attributes, words);
    }
}
