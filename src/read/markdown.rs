//! Markdown: the text a reader sees, and front matter.
//!
//! Front matter is `key: value` lines between two lines of `---`; its keys are the columns of `sources.csv`.

use super::stretches::Builder;
use super::{Draft, Facts, ReadError, date, sha256, sources};
use crate::text::Language;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::path::Path;

/// What is read of the file `raw`.
pub(super) fn draft(raw: &str, path: &Path) -> Result<Draft, ReadError> {
    let body = front_matter(raw).map_or(0, |(_, body)| body);
    let facts = match front_matter(raw) {
        Some((lines, _)) => facts(lines, path)?,
        None => Facts::default(),
    };
    let mut builder = Builder::new(raw);
    let mut in_image = 0_usize;
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&raw[body..], options).into_offset_iter() {
        let at = body + range.start;
        match event {
            Event::Start(Tag::Image { .. }) => in_image += 1,
            Event::End(TagEnd::Image) => in_image = in_image.saturating_sub(1),
            Event::Text(_) if in_image > 0 => {}
            Event::Text(text) => builder.push_as_in_raw(&text, at..body + range.end),
            // The ticks around the code are part of the range.
            Event::Code(code) => {
                let ticks = raw[at..].len() - raw[at..].trim_start_matches(['`', ' ']).len();
                builder.push(&code, at + ticks);
            }
            Event::SoftBreak => builder.space(),
            Event::HardBreak => builder.line(),
            Event::Start(tag) if !is_inline(&tag) => builder.paragraph(),
            _ => {}
        }
    }
    let (text, offsets) = builder.finish();
    Ok(Draft { text, offsets, facts, sha256: sha256(raw.as_bytes()) })
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
}

/// The lines of the front matter, and where the text begins.
fn front_matter(raw: &str) -> Option<(&str, usize)> {
    let start = if raw.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = raw[start..].find('\n').map(|n| start + n + 1)?;
    if raw[start..first].trim_end() != "---" {
        return None;
    }
    let mut at = first;
    for line in raw[first..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((&raw[first..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

fn facts(lines: &str, path: &Path) -> Result<Facts, ReadError> {
    let mut facts = Facts::default();
    for (number, line) in (2..).zip(lines.lines()) {
        let refuse = |reason| ReadError::Source { path: path.to_owned(), line: number, reason };
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let Some((key, value)) = line.split_once(':') else {
            return Err(refuse(format!("`{}` is not `key: value`", line.trim())));
        };
        let value = value.trim().trim_matches(['"', '\'']);
        if value.is_empty() {
            continue;
        }
        let owned = Some(value.to_owned());
        let mut given = (None, None);
        match key.trim() {
            "title" => facts.title = owned,
            "url" => facts.url = owned,
            "publisher" => facts.publisher = owned,
            "origin" | "syndicated_from" => facts.origin = owned,
            "licence" => facts.licence = owned,
            "published" => {
                facts.published = date::edtf(value);
                given.0 = Some(value);
            }
            "language" => {
                facts.language = Language::from_code(value);
                given.1 = Some(value);
            }
            // Keys of other programs are none of ours.
            _ => {}
        }
        if let Some(reason) = sources::refuse(&facts, given.0, given.1) {
            return Err(refuse(reason));
        }
    }
    Ok(facts)
}
