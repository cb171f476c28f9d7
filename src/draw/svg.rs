//! Writing SVG: elements, attributes, numbers, and text that cannot break out of its element.

use std::fmt::Write as _;

/// An SVG document that is being written.
#[derive(Debug, Default)]
pub(super) struct Svg {
    text: String,
}

/// An attribute: its name and its value, which is escaped.
pub(super) type Attribute<'a> = (&'a str, &'a str);

impl Svg {
    /// An element that others follow inside; [`Svg::close`] ends it.
    pub(super) fn open(&mut self, tag: &str, attributes: &[Attribute<'_>]) {
        self.start(tag, attributes);
        self.text.push_str(">\n");
    }

    /// The end of an element.
    pub(super) fn close(&mut self, tag: &str) {
        let _ = writeln!(self.text, "</{tag}>");
    }

    /// An element with nothing inside.
    pub(super) fn element(&mut self, tag: &str, attributes: &[Attribute<'_>]) {
        self.start(tag, attributes);
        self.text.push_str("/>\n");
    }

    /// An element with text inside.
    pub(super) fn words(&mut self, tag: &str, attributes: &[Attribute<'_>], words: &str) {
        self.start(tag, attributes);
        let _ = writeln!(self.text, ">{}</{tag}>", escaped(words));
    }

    /// A path.
    pub(super) fn path(&mut self, data: &str, attributes: &[Attribute<'_>]) {
        if !data.is_empty() {
            let mut all = vec![("d", data)];
            all.extend_from_slice(attributes);
            self.element("path", &all);
        }
    }

    /// The document.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn start(&mut self, tag: &str, attributes: &[Attribute<'_>]) {
        let _ = write!(self.text, "<{tag}");
        for (name, value) in attributes {
            let _ = write!(self.text, " {name}=\"{}\"", escaped(value));
        }
    }
}

/// A number with two digits after the point at most.
pub(super) fn number(value: f64) -> String {
    let text = format!("{:.2}", value + 0.0);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text without what XML reads as markup, or forbids.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // XML 1.0, section 2.2: no other control characters, no noncharacters.
            '\u{9}' | '\u{a}' | '\u{d}' => safe.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut svg = Svg::default();
        svg.words(
            "text",
            &[("x", "1\" onload=\"f()")],
            "</text><script>f()</script>\u{0}\u{8}&amp;",
        );
        assert_eq!(
            svg.finish(),
            "<text x=\"1&quot; onload=&quot;f()\">&lt;/text&gt;&lt;script&gt;f()&lt;/script&gt;&amp;amp;</text>\n"
        );
    }

    #[test]
    fn numbers_are_short() {
        for (value, text) in
            [(1.0, "1"), (-0.001, "0"), (2.345, "2.35"), (-1.5, "-1.5"), (100.0, "100")]
        {
            assert_eq!(number(value), text);
        }
    }
}
