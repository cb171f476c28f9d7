//! HTML: the text a reader sees, without the page around it.
//!
//! Left out are scripts, styles, forms and the frame of the page (`nav`, `header`, `footer`, `aside`). The
//! page is tokenised, not built into a tree: its nesting costs nothing, however deep.

use super::stretches::Builder;
use super::{Draft, Facts, date, sha256};
use crate::text::Language;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// Never text.
const SILENT: &[&str] =
    &["script", "style", "noscript", "template", "svg", "iframe", "head", "select", "textarea"];

/// The page around the article.
const FRAME: &[&str] = &["nav", "header", "footer", "aside", "form", "button", "dialog"];

/// Within a line of text; every other tag ends a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    "var", "wbr",
];

/// What is read of the page `raw`.
pub(super) fn draft(raw: &str) -> Draft {
    let mut draft = body(raw, true);
    // A frame that is never closed swallows the article: better all of the page than nothing.
    if draft.text.trim().is_empty() {
        draft = Draft { facts: draft.facts, ..body(raw, false) };
    }
    Draft { sha256: sha256(raw.as_bytes()), ..draft }
}

fn body(raw: &str, without_frame: bool) -> Draft {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let (mut builder, mut facts) = (Builder::new(raw), Facts::default());
    // The tag that is left out, and how many of its name are open.
    let mut skipped: Option<(Vec<u8>, usize)> = None;
    let mut in_title = false;
    for token in Tokenizer::new_with_emitter(raw, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                note(&tag, &mut facts);
                in_title = *tag.name == b"title"[..];
                match &mut skipped {
                    Some((name, depth)) if *name == *tag.name => *depth += 1,
                    Some(_) => {}
                    None if is_left_out(&tag.name, without_frame) && !tag.self_closing => {
                        skipped = Some((tag.name.to_vec(), 1));
                    }
                    None => separate(&tag.name, &mut builder),
                }
                // A head that is never closed ends where the body begins.
                if *tag.name == b"body"[..] {
                    skipped = None;
                }
            }
            Token::EndTag(tag) => {
                in_title = false;
                match &mut skipped {
                    Some((name, depth)) if *name == *tag.name => *depth -= 1,
                    Some(_) => {}
                    None => separate(&tag.name, &mut builder),
                }
                if skipped.as_ref().is_some_and(|(_, depth)| *depth == 0) {
                    skipped = None;
                    builder.paragraph();
                }
            }
            Token::String(text) if in_title && facts.title.is_none() => {
                let title = String::from_utf8_lossy(&text);
                facts.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            Token::String(text) if skipped.is_none() => {
                let (start, end) = (text.span.start, text.span.end);
                match raw.get(start..end) {
                    Some(slice) => push_decoded(slice, start, &mut builder),
                    None => builder.push_collapsed(&String::from_utf8_lossy(&text), start),
                }
            }
            _ => {}
        }
    }
    let (text, offsets) = builder.finish();
    Draft { text, offsets, facts, sha256: String::new() }
}

fn is_left_out(name: &[u8], without_frame: bool) -> bool {
    let is_in = |names: &[&str]| names.iter().any(|n| n.as_bytes() == name);
    is_in(SILENT) || (without_frame && is_in(FRAME))
}

fn separate(name: &[u8], builder: &mut Builder<'_>) {
    if name == b"br" {
        builder.line();
    } else if !INLINE.iter().any(|n| n.as_bytes() == name) {
        builder.paragraph();
    }
}

/// Appends the text that `slice` encodes, which stands at `at`.
fn push_decoded(slice: &str, at: usize, builder: &mut Builder<'_>) {
    let mut done = 0;
    while let Some(ampersand) = slice[done..].find('&').map(|n| done + n) {
        builder.push_collapsed(&slice[done..ampersand], at + done);
        let name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        let mut end =
            slice[ampersand + 1..].find(|c| !name(c)).map_or(slice.len(), |n| ampersand + 1 + n);
        if slice[end..].starts_with(';') {
            end += 1;
        }
        builder.push_collapsed_as_one(&decode(&slice[ampersand..end]), at + ampersand);
        done = end;
    }
    builder.push_collapsed(&slice[done..], at + done);
}

/// The text of a character reference.
fn decode(reference: &str) -> String {
    Tokenizer::new(reference)
        .filter_map(|token| match token {
            Ok(Token::String(text)) => Some(String::from_utf8_lossy(&text).into_owned()),
            _ => None,
        })
        .collect()
}

/// Keeps what a tag says of where the page comes from.
fn note(tag: &StartTag<usize>, facts: &mut Facts) {
    let get = |name: &str| {
        let value = tag.attributes.get(name.as_bytes())?;
        let value = String::from_utf8_lossy(value).trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    match tag.name.as_slice() {
        b"html" => facts.language = get("lang").and_then(|lang| Language::from_code(&lang)),
        b"link" if get("rel").as_deref() == Some("canonical") => facts.url = get("href"),
        b"meta" => {
            let Some(content) = get("content") else { return };
            match get("property").or_else(|| get("name")).as_deref() {
                Some("og:title") => facts.title = Some(content),
                Some("og:site_name") => facts.publisher = Some(content),
                Some("og:url") if facts.url.is_none() => facts.url = Some(content),
                Some("article:published_time" | "date" | "dc.date") => {
                    facts.published = date::edtf(&content).or(facts.published.take());
                }
                _ => {}
            }
        }
        _ => {}
    }
}
