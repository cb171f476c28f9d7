//! What a document has told so far, for the sentences that only go on with it: `there`, `hours later`.

use super::lexicon::{Kind, Named};
use super::pattern::Rows;
use super::tokens::Token;
use super::{Incident, Role, Status, Time};
use crate::gazetteer::PlaceId;

/// Sentences after which an event is no longer what is spoken of.
const REACH: usize = 5;

/// What the sentences before have told.
#[derive(Debug, Default)]
pub(crate) struct Story {
    /// Sentences and the places that their anaphors stand for.
    pub pointed: Vec<(usize, PlaceId)>,
    last: Option<Told>,
}

/// An event that was told.
#[derive(Debug)]
struct Told {
    sentence: usize,
    site: Option<PlaceId>,
    time: Option<Time>,
}

impl Story {
    /// Goes on with an incident of sentence `at`.
    pub(crate) fn tell(&mut self, at: usize, incident: &Incident) {
        let is_event = matches!(incident.status, Status::Occurred | Status::Claimed);
        // Where somebody fled to is not where it happened.
        if !is_event || Kind::of(&incident.kind).moves {
            return;
        }
        let evidence = &incident.evidence;
        let site =
            evidence.places.iter().find(|place| matches!(place.role, Role::Site | Role::Target));
        let dated = matches!(evidence.time.basis, "stated" | "relative" | "context");
        let time = dated.then(|| evidence.time.clone());
        let site = site.and_then(|site| site.place);
        // What a sentence tells of together has one place and day.
        match &mut self.last {
            Some(last) if last.sentence == at => {
                last.site = last.site.or(site);
                last.time = last.time.take().or(time);
            }
            last => *last = Some(Told { sentence: at, site, time }),
        }
    }

    fn last(&self, at: usize) -> Option<&Told> {
        self.last.as_ref().filter(|last| last.sentence < at && last.sentence + REACH >= at)
    }

    /// Where the event was that sentence `at` goes on with.
    pub(crate) fn site(&self, at: usize) -> Option<PlaceId> {
        self.last(at)?.site
    }

    /// When the event was that sentence `at` goes on with, if its words say that it does.
    pub(crate) fn time(&self, anaphors: &Rows<Named>, at: usize, tokens: &[Token]) -> Option<Time> {
        let time = self.last(at)?.time.as_ref()?;
        anaphors.find_all(tokens).iter().any(|(row, ..)| row.name == "event").then(|| Time {
            basis: "context",
            text: None,
            ..time.clone()
        })
    }
}
