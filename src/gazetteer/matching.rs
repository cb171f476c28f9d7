//! Finding the names of the gazetteer in a text.
//!
//! The text is folded into tokens. From each token that may begin a name the hash table is walked
//! token by token; every whole name on the way is a match, so nested names are found as well. What
//! is not found as written is tried without the endings of its language ([`super::inflect`]).

use super::ahead::{AT_ONCE, Ahead, Lemma, Opening, Step};
use super::layout::{self, BEGINNING, KEPT, NAME, WHOLE};
use super::{Gazetteer, NameId, NameKind, NameMatch, inflect};
use crate::text::Span;
use crate::text::fold::{self, Case, Folded, Script};

/// Longest name in tokens.
const DEEPEST: usize = 12;

/// By how much the uninflected name must be likelier to be preferred over a rare name that is
/// spelled like one of its forms.
const FORM_OVER_NAME: i32 = 90;

/// From which prior on a place is so well known that two letters and an ending name it: a city of some 130,000.
const LARGE: i32 = 140;

impl Gazetteer {
    /// All names in a text, nested ones too, by where they begin, the longest first.
    ///
    /// A name begins and ends with a word. It must begin with a capital where the script has them,
    /// except for adjectives and peoples in Russian and Tajik; abbreviations match in capitals only.
    ///
    /// ```
    /// use marz::gazetteer::Gazetteer;
    ///
    /// let text = "Стрельба в Горно-Бадахшанской автономной области, us and the US";
    /// let found = Gazetteer::embedded().matches(text);
    /// assert!(found.iter().any(|found| found.span.of(text).starts_with("Горно-Бадахшанской авт")));
    /// assert!(found.iter().all(|found| found.span.of(text) != "us"));
    /// ```
    #[must_use]
    pub fn matches(&self, text: &str) -> Vec<NameMatch> {
        let folded = fold::fold_words(text);
        let walk = Walk { gazetteer: self, text, folded: &folded, uzbek: is_uzbek(text) };
        let mut found = Vec::new();
        let (mut ahead, mut forms) = (Ahead::of(self), Vec::new());
        for start in (0..folded.tokens.len()).step_by(AT_ONCE) {
            let end = folded.tokens.len().min(start + AT_ONCE);
            ahead.look(&walk, start..end);
            for (opening, lemmas) in ahead.openings(&walk) {
                walk.from(opening, lemmas, &mut forms, &mut found);
            }
        }
        ahead.leave();
        if let Some(own) = &self.own {
            own.merge(text, &mut found);
        }
        found
    }

    /// What stands in the table for a beginning of a name; 0 if there is none.
    pub(super) fn slot(&self, hash: u64) -> u64 {
        let slots = self.section(layout::SLOTS).as_chunks::<8>().0;
        let first = layout::slot(hash, slots.len());
        // The table is never full; a damaged file has an end.
        for slot in slots[first.min(slots.len())..].iter().chain(slots) {
            let slot = u64::from_le_bytes(*slot);
            if slot == 0 {
                return 0;
            }
            if slot >> KEPT == layout::kept(hash) >> KEPT {
                return slot;
            }
        }
        0
    }

    pub(super) fn may_begin(&self, hash: u64) -> bool {
        self.is_in(layout::FIRST_TOKENS, hash)
    }

    /// Whether a hash may be one of a map of hashes.
    pub(super) fn is_in(&self, section: usize, hash: u64) -> bool {
        let words = self.section(section).as_chunks::<8>().0;
        let marks = layout::marks(hash);
        let word = words.get(layout::slot(hash, words.len()));
        u64::from_le_bytes(word.copied().unwrap_or_default()) & marks == marks
    }

    /// Whether a small word may begin a name.
    pub(super) fn may_be_small(&self, word: &[u8]) -> bool {
        let map = self.section(layout::SMALL);
        let known = |letters| {
            let bit = layout::opening(word, letters)?;
            map.get(bit / 8).map(|byte| byte >> (bit % 8) & 1 == 1)
        };
        layout::OPENINGS.into_iter().any(|letters| known(letters) == Some(true))
    }

    fn best_prior(&self, name: NameId) -> i32 {
        self.candidates(name).map(|candidate| self.prior(candidate)).next().unwrap_or(0)
    }
}

pub(super) struct Walk<'w> {
    pub(super) gazetteer: &'w Gazetteer,
    text: &'w str,
    pub(super) folded: &'w Folded,
    /// Whether Latin words may have the endings of Uzbek.
    uzbek: bool,
}

impl Walk<'_> {
    /// Adds the names that begin at a token, the longest first; `forms` is room for those with endings.
    fn from(
        &self,
        opening: &Opening,
        lemmas: &[Lemma],
        forms: &mut Vec<(usize, u64)>,
        found: &mut Vec<NameMatch>,
    ) {
        let Opening { at, mark, first, second, .. } = *opening;
        let begun = found.len();
        if self.may_abbreviate(at) {
            let mark = Some(layout::ABBREVIATION_MARK);
            let hash = token_hash(mark, self.bytes(at));
            if self.gazetteer.may_begin(hash) {
                let first = Step { hash, slot: self.gazetteer.slot(hash) };
                self.exact(at, mark, first, self.second(at, first), found);
            }
        }
        self.exact(at, mark, first, second, found);
        forms.clear();
        let beginning = |hash, changed| Beginning { start: at, at: at + 1, hash, changed };
        if let Some(second) = second.filter(|_| self.may_end(at)) {
            self.forms(beginning(first.hash, false), second, forms);
        }
        for &Lemma { first, second, long } in lemmas {
            // What two letters and an ending name must be well known: Оше, but not every «Он».
            let is_known = || self.gazetteer.best_prior(name_of(first.slot)) >= LARGE;
            if first.slot & WHOLE != 0 && (long || is_known()) {
                forms.push((at, first.slot));
            }
            if let Some(second) = second {
                self.forms(beginning(first.hash, true), second, forms);
            }
        }
        self.inflected(at, forms, begun, found);
        found[begun..].sort_by_key(|found| std::cmp::Reverse(found.span.end));
    }

    /// The step from the beginning of a name at a token to the token behind it as that stands.
    pub(super) fn second(&self, at: usize, first: Step) -> Option<Step> {
        let goes_on = || self.folded.tokens.get(at + 1).is_some_and(|next| next.joined);
        (first.slot & BEGINNING != 0 && goes_on())
            .then(|| self.step(first.hash, self.bytes(at + 1)))
    }

    /// The step from a beginning of a name to a word behind it.
    fn step(&self, beginning: u64, word: &[u8]) -> Step {
        let hash = layout::combine(beginning, token_hash(None, word));
        Step { hash, slot: self.gazetteer.slot(hash) }
    }

    /// Whether a token may be an abbreviation.
    pub(super) fn may_abbreviate(&self, at: usize) -> bool {
        let case = self.folded.tokens[at].case;
        case == Case::Upper || (case == Case::Capital && self.len(at) == 1)
    }

    /// Whether a token may have an ending.
    pub(super) fn may_end(&self, at: usize) -> bool {
        let token = &self.folded.tokens[at];
        match token.script {
            Script::Cyrillic => token.case != Case::None,
            Script::Arabic => true,
            Script::Latin => self.uzbek || self.before_apostrophe(at).is_some(),
        }
    }

    /// Whether a small word may begin a name: the article of al-Hasaka.
    pub(super) fn is_particle(&self, at: usize) -> bool {
        let next = self.folded.tokens.get(at + 1);
        next.is_some_and(|next| next.hyphened && next.case == Case::Capital) && self.len(at) <= 3
    }

    /// Whether a word is a short one in capitals, and not in a headline that is all in capitals.
    fn is_code(&self, at: usize) -> bool {
        let shouted = |at: Option<usize>| {
            at.and_then(|at| self.folded.tokens.get(at))
                .is_some_and(|token| token.case == Case::Upper && token.folded.len() > 3)
        };
        self.folded.tokens[at].case == Case::Upper
            && self.len(at) <= 3
            && !shouted(at.checked_sub(1))
            && !shouted(Some(at + 1))
    }

    /// Names as they stand; those whose keys begin with a mark, if one is given.
    fn exact(
        &self,
        at: usize,
        mark: Option<char>,
        first: Step,
        mut second: Option<Step>,
        found: &mut Vec<NameMatch>,
    ) {
        let Step { mut hash, mut slot } = first;
        for end in at..self.folded.tokens.len().min(at + DEEPEST) {
            if end > at {
                let token = &self.folded.tokens[end];
                let small = token.case != Case::Upper && token.case != Case::Capital;
                if !token.joined || (mark == Some(layout::ABBREVIATION_MARK) && small) {
                    break;
                }
                let next = second.take().unwrap_or_else(|| self.step(hash, self.bytes(end)));
                Step { hash, slot } = next;
            }
            // An abbreviation of the same span was found before, with these candidates too; and a
            // code that is no abbreviation we know is not the village of that spelling.
            let other = found.last().is_none_or(|last| last.span != self.span(at, end));
            let code = end == at && mark.is_none() && self.is_code(at);
            if slot & WHOLE != 0 && other && !code {
                let mut whole = self.found(at, end, slot, false);
                if mark == Some(layout::ABBREVIATION_MARK) {
                    whole.span = self.with_point(whole.span);
                }
                found.push(whole);
            }
            if slot & BEGINNING == 0 {
                break;
            }
        }
    }

    /// With the last point of an abbreviation that has points: U.S.
    fn with_point(&self, span: Span) -> Span {
        let pointed = span.of(self.text).contains('.');
        let goes_on = self.text[span.end..].starts_with('.');
        Span::new(span.start, span.end + usize::from(pointed && goes_on))
    }

    /// Takes in names that the text has with endings; `begun` is where the matches of this token begin.
    fn inflected(
        &self,
        at: usize,
        forms: &[(usize, u64)],
        begun: usize,
        found: &mut Vec<NameMatch>,
    ) {
        for &(end, slot) in forms {
            let span = self.span(at, end);
            let prior = |name| self.gazetteer.best_prior(name);
            match found[begun..].iter_mut().find(|known| known.span == span) {
                Some(known) => {
                    // What is written with a capital is the country before its people.
                    let people = || !self.gazetteer.names_a_place(known.name);
                    let margin = if known.inflected || people() { 0 } else { FORM_OVER_NAME };
                    if prior(name_of(slot)) > prior(known.name) + margin {
                        *known = self.found(at, end, slot, true);
                    }
                }
                None => found.push(self.found(at, end, slot, true)),
            }
        }
    }

    /// All names that begin so and go on with the next tokens, each as it stands or without its ending, if at least
    /// one has lost its ending. `next` is the step to the next token as it stands.
    fn forms(&self, beginning: Beginning, next: Step, forms: &mut Vec<(usize, u64)>) {
        let Beginning { start, at, hash, changed } = beginning;
        let mut take = |step: Step, changed: bool| {
            if changed && step.slot & WHOLE != 0 {
                forms.push((at, step.slot));
            }
            if let Some(next) = self.second(at, step).filter(|_| at + 1 < start + DEEPEST) {
                let beginning = Beginning { start, at: at + 1, hash: step.hash, changed };
                self.forms(beginning, next, forms);
            }
        };
        take(next, changed);
        let is_stem = |stem: &str| {
            let so_far = layout::combine(hash, token_hash(None, stem.as_bytes()));
            self.gazetteer.is_in(layout::STEMS, so_far)
        };
        self.lemmas(at, is_stem, |lemma| take(self.step(hash, lemma.as_bytes()), true));
    }

    /// Gives what a token may be a form of; of stems that `is_one` refuses nothing is made.
    pub(super) fn lemmas(
        &self,
        at: usize,
        is_one: impl Fn(&str) -> bool,
        mut give: impl FnMut(&str),
    ) {
        let (token, word) = (&self.folded.tokens[at], self.word(at));
        if token.script != Script::Latin {
            return inflect::lemmas(word, token.script, is_one, give);
        }
        if let Some(stem) = self.before_apostrophe(at) {
            give(stem);
        }
        if self.uzbek {
            inflect::uzbek_lemmas(word, give);
        }
    }

    /// The part of a Latin word before an apostrophe and a Turkish ending: İstanbul'da.
    fn before_apostrophe(&self, at: usize) -> Option<&str> {
        let token = &self.folded.tokens[at];
        let folded = self.word(at);
        if token.span.end - token.span.start == folded.len() {
            return None;
        }
        let (stem, ending) = token.span.of(self.text).rsplit_once(['\'', '’'])?;
        if stem.chars().count() < 3 || !inflect::is_turkish_ending(ending) {
            return None;
        }
        // Each letter of an ending is folded to one of a byte.
        let end = folded.len().checked_sub(ending.chars().count())?;
        folded.get(..end)
    }

    fn found(&self, at: usize, end: usize, slot: u64, inflected: bool) -> NameMatch {
        NameMatch { span: self.span(at, end), name: name_of(slot), inflected }
    }

    fn span(&self, at: usize, end: usize) -> Span {
        Span::new(self.folded.tokens[at].span.start, self.folded.tokens[end].span.end)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        let token = &self.folded.tokens[at];
        // What is its own folded form stands in the text only.
        if token.folded.is_empty() {
            token.span.of(self.text)
        } else {
            token.folded.of(&self.folded.text)
        }
    }

    /// The same as bytes: no need to see that they begin and end with a letter.
    pub(super) fn bytes(&self, at: usize) -> &[u8] {
        let token = &self.folded.tokens[at];
        if token.folded.is_empty() {
            self.text.as_bytes().get(token.span.start..token.span.end)
        } else {
            self.folded.text.as_bytes().get(token.folded.start..token.folded.end)
        }
        .unwrap_or_default()
    }

    fn len(&self, at: usize) -> usize {
        self.word(at).chars().count()
    }
}

/// Whether a text is in Uzbek of Latin script, by two of its commonest words.
fn is_uzbek(text: &str) -> bool {
    text.contains(" bilan ") || text.contains(" uchun ")
}

/// The beginning of a name in the text, on the way through the table.
#[derive(Clone, Copy)]
struct Beginning {
    start: usize,
    /// The token to go on with.
    at: usize,
    hash: u64,
    /// Some token has lost its ending.
    changed: bool,
}

/// The hash of a token, behind a mark if there is one.
pub(super) fn token_hash(mark: Option<char>, word: &[u8]) -> u64 {
    match mark {
        None => layout::token_hash(word),
        Some(mark) => layout::token_hash_after(mark as u8, word),
    }
}

fn name_of(slot: u64) -> NameId {
    NameId(u32::try_from(slot & NAME).unwrap_or(0))
}

impl Gazetteer {
    /// Whether some candidate of a name is more than a demonym.
    #[must_use]
    pub fn names_a_place(&self, name: NameId) -> bool {
        self.candidates(name).any(|candidate| candidate.kind != NameKind::Demonym)
    }
}
