//! What a place name is used for: ordered rules, the first that holds decides.
//!
//! The rules read the words around a name, or around the whole list it belongs to; which words mean what
//! stands in `geodata/lexicon/words.tsv`. No rule knows any name.

use super::draft::{Draft, Sort, may_contain, may_contain_or_new};
use super::lexicon::Set;
use super::lists::{Link, group};
use super::mask::Mask;
use super::organisations;
use super::reading::{Reading, Shape, Token};
use super::select::DASHES;
use super::{Cue, Found, Use, border};
use crate::gazetteer::Gazetteer;
use crate::text::Language;
use std::ops::Range;

/// A decision and the rule that made it.
pub(crate) type Verdict = (Use, &'static str);

/// All that the rules look at.
pub(crate) struct Usage<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) masks: &'a [Option<Mask>],
    pub(crate) drafts: &'a [Draft],
    pub(crate) links: &'a [Link],
    pub(crate) language: Language,
}

impl Usage<'_> {
    /// The use of every name.
    pub(crate) fn decide(&self) -> Vec<Verdict> {
        let borders = border::halves(self.reading, self.drafts, self.links);
        let mut verdicts: Vec<Verdict> = (0..self.drafts.len())
            .map(|index| {
                self.masked(index)
                    .or_else(|| self.header(index))
                    .or_else(|| organisations::part_of(self.reading, &self.drafts[index]))
                    .or_else(|| self.historical(index))
                    .or_else(|| borders[index].map(|rule| (Use::BorderName, rule)))
                    .or_else(|| self.demonym(index))
                    .or_else(|| self.topic(index))
                    .or_else(|| self.container(index))
                    .or_else(|| self.possessive(index))
                    .or_else(|| self.attribute(index))
                    .or_else(|| self.team(index))
                    .or_else(|| self.governed(index))
                    .or_else(|| self.subject(index))
                    .unwrap_or_else(|| self.otherwise(index))
            })
            .collect();
        // `تیم‌های خوزستان، تهران و گیلان`: the head noun holds for the list.
        for index in 1..verdicts.len() {
            let head = verdicts[index - 1];
            let listed = self.links[index] == Link::Coordinate
                && self.reading.tokens[self.drafts[index].tokens.start].shape == Shape::Plain;
            let party = self.drafts[index].is_party() || head.0 != Use::Affiliation;
            if listed
                && party
                && organisations::BY_EZAFE.contains(&head.1)
                && matches!(verdicts[index].1, "no-preposition" | "default" | "subject")
            {
                verdicts[index] = head;
            }
        }
        verdicts
    }

    pub(super) fn sentence(&self, index: usize) -> u32 {
        self.reading.tokens[self.drafts[index].tokens.start].sentence
    }

    /// The token `steps` after the name.
    pub(super) fn after(&self, index: usize, steps: usize) -> Option<&Token> {
        self.reading.at(self.drafts[index].tokens.end + steps, self.sentence(index))
    }

    fn masked(&self, index: usize) -> Option<Verdict> {
        match self.masks.get(self.drafts[index].tokens.start)?.as_ref()? {
            Mask::Organisation => Some((Use::OrgName, "organisation-list")),
            Mask::Publication => Some((Use::Publication, "publication-list")),
            Mask::Citation => Some((Use::Publication, "citation")),
            Mask::Address => Some((Use::Publication, "address")),
            Mask::Legal => Some((Use::LegalNotice, "legal-notice")),
        }
    }

    /// A line of its own with nothing but the name; a dateline.
    fn header(&self, index: usize) -> Option<Verdict> {
        let draft = &self.drafts[index];
        let range = &self.reading.ranges[self.sentence(index) as usize];
        if draft.tokens == *range {
            return Some((Use::Header, "header"));
        }
        // `KABUL — …`, `DUSHANBE, November 25 (Agency) – …`.
        let upper = self.reading.tokens[draft.tokens.start].shape == Shape::Upper;
        let dash = (draft.tokens.end..(draft.tokens.end + 14).min(range.end))
            .any(|at| self.reading.is_mark(at, &['—', '–', '-']));
        let plain = self.reading.tokens[draft.tokens.start].shape == Shape::Plain
            && self.reading.is_mark(draft.tokens.end, DASHES)
            && (draft.tokens.end..(draft.tokens.end + 8).min(range.end))
                .any(|at| self.reading.is_mark(at, &[':']));
        let dateline = upper && dash && range.len() > 6 || plain;
        (draft.tokens.start == range.start && dateline).then_some((Use::Header, "dateline"))
    }

    fn historical(&self, index: usize) -> Option<Verdict> {
        let draft = &self.drafts[index];
        let former = draft.found == Found::Demonym
            && self.reading.tokens[draft.tokens.start].is(Set::Former);
        (former || draft.sort == Sort::Historical).then_some((Use::Historical, "historical"))
    }

    /// Peoples and adjectives.
    fn demonym(&self, index: usize) -> Option<Verdict> {
        let draft = &self.drafts[index];
        if draft.found != Found::Demonym {
            return None;
        }
        let reading = self.reading;
        let first = &reading.tokens[draft.tokens.start];

        let paired = self.links[index] == Link::Pair
            || self.links.get(index + 1).is_some_and(|link| *link == Link::Pair);
        let mut steps = 0;
        while reading.is_mark(draft.tokens.end + steps, &[']', ')', '-', '–', '"', '”', '’'])
        {
            steps += 1;
        }
        let hyphen = reading.is_mark(draft.tokens.end, &['-', '–']);
        let next = self.after(index, steps);
        // In a pair the word after both halves counts.
        let last = if self.links.get(index + 1) == Some(&Link::Pair) { index + 1 } else { index };
        if paired {
            let person = self.after(last, 0).is_some_and(|token| {
                token.shape == Shape::Capital
                    && token.entry.cue.is_none()
                    && !token.is(Set::Institution)
            });
            return Some(if person {
                (Use::Ethnonym, "person-of-two-peoples")
            } else {
                (Use::Affiliation, "pair")
            });
        }
        if hyphen && next.is_some_and(|token| token.is(Set::TopicNoun)) {
            return Some((Use::Topic, "related"));
        }
        let word = reading.word(draft.tokens.start);
        // Russian adjectives have it in their stem; `россияне`, `американцы` are people.
        let noun = self.language == Language::Russian
            && (first.shape == Shape::Lower || reading.begins_sentence(draft.tokens.start))
            && !word.contains("ск")
            && !word.contains("цк");
        if first.is(Set::Ethnonym)
            || noun
            || (word.is_ascii() && word.ends_with('s') && !word.ends_with("ss"))
        {
            return Some((Use::Ethnonym, "people"));
        }
        let Some(next) = next else {
            return Some((Use::Affiliation, "demonym"));
        };
        let at = draft.tokens.end + steps;
        if let Some(other) = self.drafts.get(index + 1)
            && (self.next_within(at, other, Cue::Province) || other.tokens.start == at)
            && other.found != Found::Demonym
            && may_contain(self.gazetteer, draft, other)
        {
            return Some((Use::Container, "demonym-of-place"));
        }
        if next.is(Set::GroundNoun) && draft.sort == Sort::Demonym && !next.is(Set::Border) {
            return Some((Use::Location, "ground"));
        }
        if next.is(Set::Side) {
            return Some((Use::Actor, "side"));
        }
        Some((Use::Affiliation, "demonym"))
    }

    /// `provinces of X` from the token at `at`: whether the name `other` follows its head noun at once.
    fn next_within(&self, at: usize, other: &Draft, cue: Cue) -> bool {
        let noun = self.reading.tokens.get(at).is_some_and(|token| token.entry.cue == Some(cue));
        noun && other.tokens.start >= at && other.tokens.start - at <= 2
    }

    /// What somebody knows or speaks about.
    fn topic(&self, index: usize) -> Option<Verdict> {
        let group = group(self.links, index);
        let head = &self.drafts[group.start];
        let sentence = self.sentence(index);
        if let Some(at) = head.tokens.start.checked_sub(2)
            && self.reading.at(at + 1, sentence).is_some_and(|token| token.is(Set::On))
            && self.reading.at(at, sentence).is_some_and(|token| token.is(Set::Expert))
        {
            return Some((Use::Topic, "expert-on"));
        }
        let hyphen = usize::from(self.reading.is_mark(self.drafts[index].tokens.end, &['-', '–']));
        let next = self.after(index, hyphen)?;
        next.is(Set::TopicNoun).then_some((Use::Topic, "topic-noun"))
    }

    /// `Sochi, Russia`; `a range in Tajikistan`, after the name of the range; `Afghanistan's Badakhshan`.
    fn container(&self, index: usize) -> Option<Verdict> {
        if self.links[index] == Link::Container {
            return Some((Use::Container, "place-comma-container"));
        }
        let draft = &self.drafts[index];
        // `near Shaymak, in Tajikistan's GBAO`: the owner between does not count.
        let owned = index > 1
            && self.is_possessive(index - 1)
            && draft.tokens.start.saturating_sub(self.drafts[index - 1].tokens.end) <= 3;
        let previous = if owned { index.checked_sub(2) } else { index.checked_sub(1) };
        if let Some(previous) = previous {
            let inner = &self.drafts[previous];
            let end = if owned { self.drafts[index - 1].tokens.start } else { draft.tokens.start };
            let gap = inner.tokens.end.min(end)..end;
            let near = inner.tokens.end <= draft.tokens.start
                && gap.len() <= 5
                && self.sentence(previous) == self.sentence(index)
                && inner.found != Found::Demonym
                && gap.clone().any(|at| {
                    let token = &self.reading.tokens[at];
                    token.is(Set::In) && token.shape != Shape::Capital
                })
                && gap.clone().all(|at| {
                    let token = &self.reading.tokens[at];
                    token.is(Set::In)
                        || token.entry.cue.is_some()
                        || token.is(Set::Direction)
                        || token.is(Set::Determiner)
                        || self.reading.word(at).eq_ignore_ascii_case("training")
                        || self.reading.is_mark(at, &[',', '\'', '’'])
                });
            let nouns = self.are_only_nouns(&gap, previous, index);
            let chained = self.links[index] == Link::Apart;
            if (near || nouns) && chained && may_contain_or_new(self.gazetteer, draft, inner) {
                return Some((Use::Container, "place-in-container"));
            }
        }
        if !self.is_possessive(index) {
            return None;
        }
        let start = self.possessed(index);
        let sentence = self.sentence(index);
        let other = self.drafts.get(index + 1).filter(|other| other.found != Found::Demonym)?;
        if self.sentence(index + 1) != sentence || other.tokens.start < start {
            return None;
        }
        // Only adjectives between, or `capital,`; or a site `at` the other place.
        let mut site = false;
        for at in start..other.tokens.start {
            let token = &self.reading.tokens[at];
            let adjective = token.shape == Shape::Lower
                && !token.is(Set::Auxiliary)
                && !token.is(Set::GovernmentVerb)
                && !token.is(Set::With)
                && !token.is(Set::Of)
                && !token.is(Set::To)
                && !token.is(Set::From)
                && !token.is(Set::And)
                && !token.is(Set::Between);
            site |= matches!(token.entry.cue, Some(Cue::Post | Cue::Crossing | Cue::Bridge))
                || token.is(Set::BorderAttribute);
            let comma = self.reading.is_mark(at, &[',']);
            if !(adjective || comma) || (token.is(Set::In) && !site) {
                return None;
            }
        }
        let close = other.tokens.start - start <= 7;
        (close && may_contain_or_new(self.gazetteer, draft, other))
            .then_some((Use::Container, "possessive-of-place"))
    }

    /// Whether only head nouns stand in the gap between two names: `ноҳияи X-и вилояти Y`, `منطقه X شهرستان Y`.
    fn are_only_nouns(&self, gap: &Range<usize>, previous: usize, index: usize) -> bool {
        let inner = &self.drafts[previous];
        self.language != Language::English
            && (1..=2).contains(&gap.len())
            && inner.tokens.end == gap.start
            && self.sentence(previous) == self.sentence(index)
            && inner.found != Found::Demonym
            && gap.clone().all(|at| {
                let cue = self.reading.tokens[at].entry.cue;
                matches!(cue, Some(Cue::Province | Cue::District | Cue::Country))
            })
    }

    /// Whether a possessive ending follows: `X's`, `the States'`.
    fn is_possessive(&self, index: usize) -> bool {
        let draft = &self.drafts[index];
        let plural = self.reading.word(draft.tokens.end - 1).ends_with('s')
            && self.reading.is_mark(draft.tokens.end, &['\'', '’']);
        plural || self.after(index, 0).is_some_and(|token| token.shape == Shape::Possessive)
    }

    /// The first token after the possessive ending.
    fn possessed(&self, index: usize) -> usize {
        self.drafts[index].tokens.end + 1
    }

    /// What is owned decides: a council, a policy, a town.
    fn possessive(&self, index: usize) -> Option<Verdict> {
        if !self.is_possessive(index) {
            return None;
        }
        let draft = &self.drafts[index];
        let sentence = self.sentence(index);
        let start = self.possessed(index);
        if !matches!(draft.sort, Sort::Party { .. }) {
            return Some((Use::Location, "possessive-of-ground"));
        }
        let mut verdict = None;
        for at in start..start + 5 {
            let Some(token) = self.reading.at(at, sentence) else { break };
            if token.shape == Shape::Mark
                || token.is(Set::Of)
                || token.is(Set::In)
                || token.is(Set::To)
                || token.is(Set::With)
                || token.is(Set::Auxiliary)
            {
                break;
            }
            if token.is(Set::AgencyNoun) {
                verdict = Some((Use::Actor, "possessive-of-agency"));
            } else if token.is(Set::GroundNoun) {
                verdict = Some((Use::Location, "possessive-of-ground"));
            } else if token.is(Set::Institution) || token.is(Set::Title) || token.is_capital() {
                return Some((Use::Affiliation, "possessive-of-institution"));
            }
        }
        verdict.or(Some((Use::Affiliation, "possessive")))
    }

    /// A country's name as an attribute: `United States military`, `Russia-led`, `Afghanistan soil`.
    fn attribute(&self, index: usize) -> Option<Verdict> {
        // `Central Asian countries`.
        let people = self
            .after(index, 0)
            .is_some_and(|next| next.is(Set::Country) || next.is(Set::Institution));
        if self.drafts[index].sort == Sort::Region && people {
            return Some((Use::Affiliation, "attribute"));
        }
        if !self.drafts[index].is_party() {
            return None;
        }
        let hyphen = self.reading.is_mark(self.drafts[index].tokens.end, &['-', '–', '‑']);
        if hyphen {
            return self
                .after(index, 1)
                .is_some_and(|token| token.is(Set::LedBy))
                .then_some((Use::Affiliation, "led-by"));
        }
        let next = self.after(index, 0)?;
        let latin = self.reading.word(self.drafts[index].tokens.start).is_ascii();
        if latin && next.shape == Shape::Lower && next.is(Set::GroundNoun) {
            return Some((Use::Location, "ground"));
        }
        (latin
            && (next.is(Set::Institution) || next.is(Set::Title))
            && !next.is(Set::GovernmentVerb))
        .then_some((Use::Affiliation, "attribute"))
    }

    /// What the preposition before the name, or before its list, says.
    fn governed(&self, index: usize) -> Option<Verdict> {
        let draft = &self.drafts[index];
        let sentence = self.sentence(index);
        let group = group(self.links, index);
        let head = self.drafts[group.start].tokens.start;
        // `in X's capital, Y`.
        if head >= 2
            && self.reading.is_mark(head - 1, &[',', '،'])
            && self.reading.at(head - 2, sentence).is_some_and(|token| token.is(Set::Capital))
        {
            return Some((Use::Location, "the-capital"));
        }
        if self.follows_country(head, sentence) {
            return Some((Use::Location, "country"));
        }
        let (at, governor) = self.governor(head, sentence)?;
        let party = matches!(draft.sort, Sort::Party { .. });
        let before = |set: Set, reach: usize| self.seen_before(at, sentence, set, reach);
        if governor.is(Set::Into) {
            return Some((Use::Target, "into"));
        }
        if party && !governor.is(Set::In) && !governor.is(Set::From) {
            let preposition = governor.is(Set::Of)
                || governor.is(Set::To)
                || governor.is(Set::With)
                || governor.is(Set::For)
                || governor.is(Set::On)
                || governor.is(Set::Between)
                || governor.is(Set::And);
            if governor.is(Set::Of) && before(Set::GroundNoun, 2) {
                return Some((Use::Location, "ground-of"));
            }
            if (governor.is(Set::Of) || governor.is(Set::On) || governor.is(Set::To))
                && before(Set::AttackNoun, 3)
            {
                return Some((Use::Target, "attack-on"));
            }
            if preposition && (before(Set::PartyNoun, 6)) {
                return Some((Use::Actor, "party-to"));
            }
            if governor.is(Set::Of) && (before(Set::Institution, 5) || before(Set::Title, 5)) {
                return Some((Use::Affiliation, "office-of"));
            }
            if preposition && before(Set::PartyVerb, 6) && !governor.is(Set::To) {
                return Some((Use::Actor, "party-to"));
            }
            if governor.is(Set::With) || governor.is(Set::For) || governor.is(Set::Between) {
                return Some((Use::Actor, "party-to"));
            }
            if governor.is(Set::PartyVerb) {
                return Some((Use::Actor, "object"));
            }
            // Without a preposition: the genitive of Russian, the ezafe of Persian and Tajik.
            if self.language != Language::English && governor.is(Set::GroundNoun) {
                return Some((Use::Location, "ground-of"));
            }
            if self.language != Language::English
                && (governor.is(Set::Institution) || governor.is(Set::Title))
            {
                return Some((Use::Affiliation, "office-of"));
            }
            if self.language != Language::English
                && at > 0
                && governor.shape != Shape::Mark
                && !preposition
                && self.reading.at(at - 1, sentence).is_some_and(|token| token.is(Set::Institution))
            {
                return Some((Use::Affiliation, "office-of"));
            }
        }
        if governor.is(Set::On) && before(Set::AttackNoun, 3) || governor.is(Set::AttackVerb) {
            return Some((Use::Target, "attack-on"));
        }
        if governor.is(Set::MoveVerb) {
            return Some((Use::Location, "object-of-motion"));
        }
        if party && governor.is(Set::From) && before(Set::PartyNoun, 1) {
            return Some((Use::Actor, "party-from"));
        }
        if governor.is(Set::From) {
            return Some(if before(Set::PersonNoun, 3) {
                (Use::Origin, "people-from")
            } else {
                (Use::Location, "from")
            });
        }
        if governor.is(Set::In) {
            return Some((Use::Location, "in"));
        }
        // `close to the border`.
        if governor.is(Set::To) && before(Set::Near, 1) {
            return Some((Use::Location, "near"));
        }
        if governor.is(Set::To) && before(Set::PartyNoun, 3) {
            return Some((Use::Location, "to-noun"));
        }
        if governor.is(Set::To) {
            return Some((Use::Target, "to"));
        }
        if governor.is(Set::Of) {
            return Some((Use::Location, "of"));
        }
        None
    }

    fn otherwise(&self, index: usize) -> Verdict {
        let draft = &self.drafts[index];
        match draft.sort {
            Sort::Party { .. } if self.language == Language::English => {
                (Use::Actor, "no-preposition")
            }
            Sort::Party { seat: false } => (Use::Actor, "no-preposition"),
            _ => (Use::Location, "default"),
        }
    }
}
