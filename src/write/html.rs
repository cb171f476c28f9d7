//! `map.html`: one page that opens without a network.
//!
//! The page has slots for its style, its script and its data. The policy in its head lets only that script and
//! that style run, by their hashes, and nothing be fetched. All text of documents is data, shown as text.

use super::json;
use crate::layer::Page;
use sha2::{Digest, Sha256};

const TEMPLATE: &str = include_str!("../../assets/map/map.html");
const STYLE: &str = include_str!("../../assets/map/map.css");
const SCRIPT: &str = include_str!("../../assets/map/map.js");

/// The page that shows `page`.
#[must_use]
pub fn page(page: &Page) -> String {
    // No `<` of the data can end the script element it stands in, or open a comment.
    let data = json(page).replace('<', "\\u003c");
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data:; \
         connect-src 'none'; form-action 'none'; base-uri 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    let filled = |part: &str| {
        let Some((slot, rest)) = part.split_once("}}") else { return part.to_owned() };
        let text = match slot {
            "policy" => &policy,
            "style" => STYLE,
            "script" => SCRIPT,
            "data" => &data,
            _ => "",
        };
        format!("{text}{rest}")
    };
    TEMPLATE.split("{{").map(filled).collect()
}

/// The SHA-256 of `text` in base 64, as a content security policy wants it.
fn hash(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let mut encoded = String::new();
    for chunk in digest.as_slice().chunks(3) {
        let bits = chunk.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            // A byte that is missing makes a digit of its own `=`.
            let digit = char::from(DIGITS[bits >> (18 - 6 * place) & 63]);
            encoded.push(if place > chunk.len() { '=' } else { digit });
        }
    }
    encoded
}
