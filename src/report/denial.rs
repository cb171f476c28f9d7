//! Denials: who denies what the same document reports.
//!
//! `No foreign groups operate here, the government said` denies an earlier `groups operate there`. A record that
//! is denied keeps its status, for somebody does say so; it tells who denies it.

use super::lexicon::Kind;
use super::{Incident, Report, Status};

/// Tells the records that are claimed in `reports`, all of one document, who denies them.
pub(super) fn attach(reports: &mut [Report]) {
    let denials: Vec<(usize, String)> = incidents(reports)
        .filter(|(_, one)| matches!(one.status, Status::Denied | Status::Negated))
        .filter_map(|(at, one)| Some((at, one.evidence.chain.first()?.clone())))
        .collect();
    for (denial, by) in denials {
        let Report::Incident(denying) = reports[denial].clone() else { continue };
        for (at, report) in reports.iter_mut().enumerate() {
            let Report::Incident(incident) = report else { continue };
            let said_by_him = incident.evidence.chain.first() == Some(&by);
            // A kindred claim is denied only where it was made before.
            let before = at < denial || incident.kind == denying.kind;
            if at != denial && before && !said_by_him && is_about(&denying, incident) {
                incident.denied_by.get_or_insert_with(|| by.clone());
            }
        }
    }
}

fn incidents(reports: &[Report]) -> impl Iterator<Item = (usize, &Incident)> {
    reports.iter().enumerate().filter_map(|(at, report)| match report {
        Report::Incident(incident) => Some((at, incident)),
        Report::Facility(_) => None,
    })
}

/// Whether a denial is of what `incident` asserts: of its kind, and where both have places, of a common one.
fn is_about(denial: &Incident, incident: &Incident) -> bool {
    let asserted = matches!(
        incident.status,
        Status::Occurred | Status::Ongoing | Status::Claimed | Status::Alleged
    );
    let family = |one: &Incident| Kind::of(&one.kind).family;
    let kin = denial.kind == incident.kind
        || (!family(denial).is_empty() && family(denial) == family(incident));
    let places = |one: &Incident| -> Vec<_> {
        one.evidence.places.iter().filter_map(|place| place.place).collect()
    };
    let (here, there) = (places(denial), places(incident));
    let apart = !here.is_empty() && !there.is_empty() && !here.iter().any(|p| there.contains(p));
    asserted && kin && (!apart || denial.kind == incident.kind && denial.status == Status::Denied)
}
