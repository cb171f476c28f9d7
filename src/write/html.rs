//! `map.html`: one page that opens without a network.
//!
//! The page is built in `viewer/` and embedded. Its policy lets only its own script and style run, by their
//! hashes, and nothing be fetched. All that comes from documents is in one data slot, as JSON that cannot end the
//! element it stands in; when there is much of it, compressed.

use super::json;
use crate::layer::Page;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

const TEMPLATE: &str = include_str!("../../assets/viewer/page.html");
const STYLE: &str = include_str!("../../assets/viewer/style.css");
const SCRIPT: &str = include_str!("../../assets/viewer/app.js");

/// Data longer than this is compressed, in bytes. Below it the page is better read as text, by people and by
/// programs that compare.
const LONG: usize = 1_500_000;

/// The page that shows `page`.
#[must_use]
pub fn page(page: &Page) -> String {
    let data = json(page);
    let (encoding, data) = if data.len() > LONG {
        ("gzip", base64(&gzip(data.as_bytes())))
    } else {
        // No `<` of the data can end the element it stands in, or open a comment.
        ("none", data.replace('<', "\\u003c"))
    };
    let title = page.title().replace('&', "&amp;").replace('<', "&lt;");
    // Only the template is searched for slots, never what fills them.
    let filled = |part: &str| {
        let Some((slot, rest)) = part.split_once("}}") else { return part.to_owned() };
        let text = match slot {
            "title" => title.as_str(),
            "style" => STYLE,
            "encoding" => encoding,
            "data" => &data,
            "script" => SCRIPT,
            _ => "",
        };
        format!("{text}{rest}")
    };
    TEMPLATE.split("{{").map(filled).collect()
}

/// `bytes` in gzip, without a name and a time: the same each time.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let written = encoder.write_all(bytes);
    debug_assert!(written.is_ok());
    encoder.finish().unwrap_or_default()
}

/// `bytes` in base 64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
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
