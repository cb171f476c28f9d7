//! Finding the names of the gazetteer in a text.
//!
//! The text is folded into tokens. From each token that may begin a name the hash table is walked
//! token by token; every whole name on the way is a match, so nested names are found as well. What
//! is not found as written is tried without the endings of its language ([`super::inflect`]).

use super::layout::{self, BEGINNING, KEPT, NAME, WHOLE};
use super::{Gazetteer, NameId, NameKind, NameMatch, inflect};
use crate::text::Span;
use crate::text::fold::{self, Case, Folded, Script};

/// Longest name in tokens.
const DEEPEST: usize = 12;

/// By how much the uninflected name must be likelier to be preferred over a rare name that is
/// spelled like one of its forms.
const FORM_OVER_NAME: i32 = 90;

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
        let folded = fold::fold(text);
        let walk = Walk { gazetteer: self, folded: &folded };
        let mut found = Vec::new();
        for at in 0..folded.tokens.len() {
            walk.from(at, &mut found);
        }
        found
    }

    fn slot(&self, hash: u64) -> u64 {
        let slots = self.section(layout::SLOTS).as_chunks::<8>().0;
        let Some(mask) = slots.len().checked_sub(1) else { return 0 };
        let Ok(mut at) = usize::try_from(hash & mask as u64) else { return 0 };
        // The table is never full; the bound is for a damaged file.
        for _ in 0..slots.len() {
            let slot = u64::from_le_bytes(slots[at]);
            if slot == 0 {
                return 0;
            }
            if slot >> KEPT == hash >> KEPT {
                return slot;
            }
            at = (at + 1) & mask;
        }
        0
    }

    fn may_begin(&self, hash: u64) -> bool {
        let map = self.section(layout::FIRST_TOKENS);
        let bit = (hash >> 20) & (map.len() as u64 * 8).wrapping_sub(1);
        usize::try_from(bit / 8)
            .ok()
            .and_then(|at| map.get(at))
            .is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    }

    fn best_prior(&self, name: NameId) -> i32 {
        self.candidates(name).map(|candidate| self.prior(candidate)).next().unwrap_or(0)
    }
}

struct Walk<'w> {
    gazetteer: &'w Gazetteer,
    folded: &'w Folded,
}

impl Walk<'_> {
    /// Adds the names that begin at a token, the longest first.
    fn from(&self, at: usize, found: &mut Vec<NameMatch>) {
        let token = &self.folded.tokens[at];
        let begun = found.len();
        match token.case {
            Case::Lower if token.script == Script::Cyrillic => self.demonym(at, found),
            Case::Lower if !self.is_particle(at) => {}
            _ => {
                if token.case == Case::Upper || (token.case == Case::Capital && self.len(at) == 1) {
                    self.marked(layout::ABBREVIATION_MARK, at, found);
                }
                self.exact(at, found);
                if token.script == Script::Cyrillic && token.case != Case::None
                    || token.script == Script::Arabic
                {
                    self.inflected(at, begun, found);
                }
                let new = &mut found[begun..];
                new.sort_by_key(|found| std::cmp::Reverse(found.span.end));
            }
        }
    }

    /// Whether a small word may begin a name: the article of al-Hasaka.
    fn is_particle(&self, at: usize) -> bool {
        let next = self.folded.tokens.get(at + 1);
        self.len(at) <= 3 && next.is_some_and(|next| next.hyphened && next.case == Case::Capital)
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

    fn exact(&self, at: usize, found: &mut Vec<NameMatch>) {
        let mut hash = layout::token_hash(self.bytes(at));
        if !self.gazetteer.may_begin(hash) {
            return;
        }
        for end in at..self.folded.tokens.len().min(at + DEEPEST) {
            if end > at {
                if !self.folded.tokens[end].joined {
                    return;
                }
                hash = layout::combine(hash, layout::token_hash(self.bytes(end)));
            }
            let slot = self.gazetteer.slot(hash);
            // An abbreviation of the same span was found before, with these candidates too; and a
            // code that is no abbreviation we know is not the village of that spelling.
            let other = found.last().is_none_or(|last| last.span != self.span(at, end));
            if slot & WHOLE != 0 && other && !(end == at && self.is_code(at)) {
                found.push(self.found(at, end, slot, false));
            }
            if slot & BEGINNING == 0 {
                return;
            }
        }
    }

    /// Names whose keys begin with a mark: the mark belongs to the first token.
    fn marked(&self, mark: char, at: usize, found: &mut Vec<NameMatch>) {
        let mut first = vec![mark as u8];
        first.extend(self.bytes(at));
        let mut hash = layout::token_hash(&first);
        for end in at..self.folded.tokens.len().min(at + DEEPEST) {
            if end > at {
                let token = &self.folded.tokens[end];
                let capital = token.case == Case::Upper || token.case == Case::Capital;
                if !token.joined || !capital {
                    return;
                }
                hash = layout::combine(hash, layout::token_hash(self.bytes(end)));
            }
            let slot = self.gazetteer.slot(hash);
            if slot & WHOLE != 0 {
                found.push(self.found(at, end, slot, false));
            }
            if slot & BEGINNING == 0 {
                return;
            }
        }
    }

    /// An adjective or a people, written with a small letter.
    fn demonym(&self, at: usize, found: &mut Vec<NameMatch>) {
        let before = found.len();
        self.marked(layout::DEMONYM_MARK, at, found);
        if found.len() > before {
            return;
        }
        let best = inflect::lemmas(self.word(at), Script::Cyrillic)
            .into_iter()
            .filter_map(|lemma| {
                let slot = self.gazetteer.slot(layout::token_hash(
                    format!("{}{lemma}", layout::DEMONYM_MARK).as_bytes(),
                ));
                (slot & WHOLE != 0).then_some(slot)
            })
            .max_by_key(|slot| self.gazetteer.best_prior(name_of(*slot)));
        if let Some(slot) = best {
            found.push(self.found(at, at, slot, true));
        }
    }

    /// Names that the text has with endings; `begun` is where the matches of this token begin.
    fn inflected(&self, at: usize, begun: usize, found: &mut Vec<NameMatch>) {
        let mut forms = Vec::new();
        self.forms(at, at, None, false, &mut forms);
        for (end, slot) in forms {
            let span = self.span(at, end);
            let prior = |name| self.gazetteer.best_prior(name);
            match found[begun..].iter_mut().find(|known| known.span == span) {
                Some(known) => {
                    let margin = if known.inflected { 0 } else { FORM_OVER_NAME };
                    if prior(name_of(slot)) > prior(known.name) + margin {
                        *known = self.found(at, end, slot, true);
                    }
                }
                None => found.push(self.found(at, end, slot, true)),
            }
        }
    }

    /// All names that begin with `hash` and go on with the tokens from `at`, each as it stands or
    /// without its ending, if at least one has lost its ending.
    fn forms(
        &self,
        start: usize,
        at: usize,
        hash: Option<u64>,
        changed: bool,
        forms: &mut Vec<(usize, u64)>,
    ) {
        let Some(token) = self.folded.tokens.get(at) else { return };
        if at >= start + DEEPEST || (at > start && !token.joined) {
            return;
        }
        let mut step = |word: &[u8], changed: bool| {
            let of_token = layout::token_hash(word);
            let so_far = match hash {
                None if !self.gazetteer.may_begin(of_token) => return,
                None => of_token,
                Some(beginning) => layout::combine(beginning, of_token),
            };
            let slot = self.gazetteer.slot(so_far);
            if changed && slot & WHOLE != 0 {
                forms.push((at, slot));
            }
            if slot & BEGINNING != 0 {
                self.forms(start, at + 1, Some(so_far), changed, forms);
            }
        };
        step(self.bytes(at), changed);
        for lemma in inflect::lemmas(self.word(at), token.script) {
            step(lemma.as_bytes(), true);
        }
    }

    fn found(&self, at: usize, end: usize, slot: u64, inflected: bool) -> NameMatch {
        NameMatch { span: self.span(at, end), name: name_of(slot), inflected }
    }

    fn span(&self, at: usize, end: usize) -> Span {
        Span::new(self.folded.tokens[at].span.start, self.folded.tokens[end].span.end)
    }

    fn word(&self, at: usize) -> &str {
        self.folded.tokens[at].folded.of(&self.folded.text)
    }

    fn bytes(&self, at: usize) -> &[u8] {
        self.word(at).as_bytes()
    }

    fn len(&self, at: usize) -> usize {
        self.word(at).chars().count()
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
