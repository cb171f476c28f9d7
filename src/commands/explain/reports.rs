//! `marz explain --stage reports`: each record with its sentence, what gave it away, and what was passed over.

use super::word;
use marz::document::Document;
use marz::gazetteer::Gazetteer;
use marz::pipeline::{self, Atlas};
use marz::report::{self, Evidence, Report};
use marz::rules::Fired;
use marz::text::Span;
use std::io::{self, IsTerminal, Write};

/// What a stretch of a sentence is to a record, and the ANSI colour it is shown in.
#[derive(Clone, Copy)]
enum Part {
    Trigger,
    Cue,
    Place,
    PassedOver,
    Masked,
}

impl Part {
    /// Select Graphic Rendition parameters (ECMA-48, 8.3.117).
    fn colour(self) -> &'static str {
        match self {
            Self::Trigger => "1;31",
            Self::Cue => "1;33",
            Self::Place => "1;32",
            Self::PassedOver => "9;32",
            Self::Masked => "2",
        }
    }

    /// Marks that say the same without colour.
    fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Trigger => ("[", "]"),
            Self::Cue => ("<", ">"),
            Self::Place => ("{", "}"),
            Self::PassedOver => ("(", ")"),
            Self::Masked => ("~", "~"),
        }
    }
}

/// Writes what is reported in `document`, and why.
pub fn explain(
    atlas: &Atlas<'_>,
    document: &Document,
    fired: &mut Fired,
    out: &mut dyn Write,
) -> io::Result<()> {
    let gazetteer = atlas.gazetteer;
    let located = pipeline::locate(atlas, document, fired);
    let reports = pipeline::extract(atlas, document, &located, fired);
    let masked = report::masked(document);
    let coloured = io::stdout().is_terminal();
    writeln!(out, "{}: {} records", document.id, reports.len())?;
    if !coloured && !reports.is_empty() {
        writeln!(out, "  [trigger] <status> {{place}} (place passed over) ~masked~")?;
    }
    for report in &reports {
        let (kind, status, evidence) = match report {
            Report::Incident(one) => (&one.kind, word(&one.status), &one.evidence),
            Report::Facility(one) => (&one.kind, one.status.clone(), &one.evidence),
        };
        writeln!(out, "\n  {kind}, {status}, confidence {}", word(&evidence.confidence))?;
        writeln!(out, "      {}", shown(document, evidence, &masked, coloured))?;
        let quoted = |span: Span| span.of(&document.text).split_whitespace().collect::<Vec<_>>();
        writeln!(out, "      scope  {}", quoted(evidence.clause).join(" "))?;
        if let Some(rule) = evidence.rule {
            writeln!(out, "      rule   {rule}")?;
        }
        let cue = evidence.cue.map(|cue| quoted(cue).join(" "));
        writeln!(
            out,
            "      status {status}, by {}",
            cue.as_deref().unwrap_or("nothing against it")
        )?;
        place(gazetteer, document, evidence, out)?;
        let time = &evidence.time;
        let date = time.edtf.as_ref().map_or("none", |edtf| edtf.0.as_str());
        let words = time.text.as_deref().unwrap_or("no words");
        writeln!(
            out,
            "      date   {date}, from {words} ({}, year {})",
            time.basis, time.year_source
        )?;
        if !evidence.chain.is_empty() {
            writeln!(out, "      said by {}", evidence.chain.join(", who quotes "))?;
        }
        if let Report::Incident(one) = report {
            for (what, figure) in [("killed", &one.killed), ("wounded", &one.wounded)] {
                if let Some(figure) = figure {
                    writeln!(out, "      {what} {}", figure.text)?;
                }
            }
            if let Some(by) = &one.denied_by {
                writeln!(out, "      denied by {by}")?;
            }
        }
        if !evidence.reasons.is_empty() {
            writeln!(out, "      doubts {}", evidence.reasons.join(", "))?;
        }
    }
    Ok(())
}

fn place(
    gazetteer: &Gazetteer,
    document: &Document,
    evidence: &Evidence,
    out: &mut dyn Write,
) -> io::Result<()> {
    for place in &evidence.places {
        let name = place.place.map_or("the border", |id| gazetteer.place(id).name);
        let words = place.span.map_or("no words of the sentence", |span| span.of(&document.text));
        writeln!(out, "      place  {name}, {}, from {words}", word(&place.role))?;
    }
    if let Some(reason) = evidence.no_place {
        writeln!(out, "      place  none: {reason}")?;
    }
    for span in &evidence.passed_over {
        writeln!(out, "      passed over {}", span.of(&document.text))?;
    }
    Ok(())
}

/// The sentence with its parts marked.
fn shown(document: &Document, evidence: &Evidence, masked: &[Span], coloured: bool) -> String {
    let mut parts: Vec<(Span, Part)> = vec![(evidence.trigger, Part::Trigger)];
    parts.extend(evidence.places.iter().filter_map(|place| Some((place.span?, Part::Place))));
    parts.extend(evidence.cue.map(|cue| (cue, Part::Cue)));
    parts.extend(evidence.passed_over.iter().map(|span| (*span, Part::PassedOver)));
    parts.extend(masked.iter().map(|span| (*span, Part::Masked)));
    parts.retain(|(span, _)| evidence.sentence.contains(*span));
    // Of two that overlap the one listed first stands: a trigger before a cue.
    let mut kept: Vec<(Span, Part)> = Vec::new();
    for (span, part) in parts {
        if kept.iter().all(|(other, _)| !other.overlaps(span)) {
            kept.push((span, part));
        }
    }
    kept.sort_by_key(|(span, _)| span.start);
    let (mut text, mut at) = (String::new(), evidence.sentence.start);
    for (span, part) in kept {
        text.push_str(&document.text[at..span.start]);
        let words = span.of(&document.text);
        if coloured {
            text.extend(["\u{1b}[", part.colour(), "m", words, "\u{1b}[0m"]);
        } else {
            let (open, close) = part.marks();
            text.extend([open, words, close]);
        }
        at = span.end;
    }
    text.push_str(&document.text[at..evidence.sentence.end]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
