//! What a document reports: incidents that happened and facilities that stand.
//!
//! Triggers, cues, nouns, parties and dates are rows of `geodata/lexicon/`; the code knows how they combine:
//! a trigger, the status that the clause around it gives, the most specific place in reach, the date nearest
//! to it, the figures beside it. What the text denies, plans or supposes is kept with that status, never asserted.

mod actor;
mod attribution;
mod calendar;
mod dates;
mod denial;
mod evidence;
mod facility;
mod facility_kind;
mod form;
mod frame;
mod harm;
mod incident;
mod letters;
mod lexicon;
mod mask;
mod naming;
mod pattern;
mod phrases;
mod place;
mod quantity;
mod relative;
mod retelling;
mod scene;
mod stake;
mod status;
mod story;
mod time;
mod tokens;
mod vocabulary;
mod when;

pub use actor::Actor;
pub use calendar::solar_hijri;
pub use evidence::{Evidence, PlaceOf, Role};
pub use facility::Facility;
pub use facility_kind::{FacilityKind, Rule as FacilityRule};
pub use incident::{Incident, IncidentClass, Status};
pub use phrases::{Lexicons, Phrase, PhraseError};
pub use quantity::Figure;
pub use time::Time;

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::region::Region;
use crate::resolve::Located;
use crate::text::{Span, segment};

/// Something a document reports.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "both are large, and there are few of them")]
pub enum Report {
    /// Something that happened, goes on, is planned or is denied.
    Incident(Incident),
    /// Something that stands, is built or is planned.
    Facility(Facility),
}

/// What is looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Diplomacy, policy and statements too.
    pub activity: bool,
    /// The words that incidents are known by.
    pub lexicons: Lexicons,
}

/// The stretches of `document` that are not read for events: citations and notices, and the wording of laws.
#[must_use]
pub fn masked(document: &Document) -> Vec<Span> {
    let lexicon = lexicon::Lexicon::of(document.language);
    let sentences: Vec<_> = segment::sentences(&document.text, document.language)
        .into_iter()
        .map(|span| (span, tokens::tokens(&lexicon.vocabulary, &document.text, span)))
        .collect();
    let masks = mask::of(lexicon, &document.text, &sentences);
    let mut found = masks.silent;
    found.extend(masks.legal);
    found.sort_by_key(|span| (span.start, span.end));
    found
}

/// What `document` reports, in the order of its text. `located` are its places, in order.
#[must_use]
pub fn extract(
    gazetteer: &Gazetteer,
    region: &Region,
    document: &Document,
    located: &[Located],
) -> Vec<Report> {
    extract_with(gazetteer, region, document, located, Options::default())
}

/// [`extract`] with options.
#[must_use]
pub fn extract_with(
    gazetteer: &Gazetteer,
    region: &Region,
    document: &Document,
    located: &[Located],
    options: Options,
) -> Vec<Report> {
    let lexicon = options.lexicons.of(document.language);
    let page = scene::Page::read(gazetteer, lexicon, document, located);
    let mut story = story::Story::default();
    let mut reports = Vec::new();
    for at in 0..page.sentences.len() {
        let mut incidents = frame::incidents(&page, gazetteer, region, at, &mut story, options);
        if incidents.iter().all(|incident| incident.kind == "deaths_reported") {
            let told = harm::follow(&page, at, &mut reports);
            incidents.retain(|_| !told);
        }
        incidents.retain(|incident| !retelling::is_one(&page, at, incident, &mut reports));
        for incident in &incidents {
            story.tell(at, incident);
        }
        reports.extend(incidents.into_iter().map(Report::Incident));
        let facilities = facility::facilities(&page, gazetteer, at, &story.pointed);
        for facility in facilities {
            if !facility::adds_to(&page, at, &facility, &mut reports) {
                reports.push(Report::Facility(facility));
            }
        }
    }
    denial::attach(&mut reports);
    reports
}
