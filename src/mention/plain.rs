//! Names in a script without capitals: what speaks for a word being one.

use super::Cue;
use super::lexicon::{self, Set};
use super::people;
use super::reading::Token;
use super::select::{CITY, DASHES, Judge, NEAR, OURS, SMALL};
use crate::gazetteer::{FeatureClass, NameKind, NameMatch};
use std::ops::Range;

/// Inhabitants from which on a town of a country that the document names is likely to be meant, and what that is worth.
const TOWN: u32 = 10_000;
const SUPPORT: f32 = 0.8;

impl Judge<'_> {
    /// A script without capitals gives no sign of a name: a short or unsupported word needs a preposition.
    pub(super) fn plain_script(&self, tokens: &Range<usize>, known: f32, about: bool) -> f32 {
        let reading = self.reading;
        let word = reading.word(tokens.start);
        let letters = word.chars().count();
        let token = &reading.tokens[tokens.start];
        // Near the border a small place is well known too, but its name is no less a word.
        let famous = known >= if self.is_large(word) { CITY } else { CITY + NEAR + OURS };
        let listed = people::is_persian_word(token.entry.key);
        let mut sum = -2.0;
        if letters <= 3 && tokens.len() == 1 && !famous {
            sum -= 1.2;
        }
        if letters >= 6 || famous {
            sum += 0.6;
        }
        // Few long words that a dictionary lacks are spelled like a place by chance.
        if letters >= 7 && !listed && !famous {
            sum += 0.7;
        }
        // `تبریز ـ ایرنا:`.
        if reading.begins_sentence(tokens.start) && reading.is_mark(tokens.end, DASHES) {
            sum += 1.5;
        }
        if tokens.len() > 1 {
            return sum;
        }
        // `مرز میرجاوه`: the crossing there.
        let at_border = tokens.start.checked_sub(1).is_some_and(|at| {
            let before = &reading.tokens[at];
            before.is(Set::Border) && !before.is(Set::FacilityAdjective)
        });
        if at_border && letters >= 4 && !listed && !people::is_persian_adjective(token.entry.key) {
            sum += 1.0;
        }
        let ordinary = token.is(Set::Homograph) || !famous && listed;
        let adjective = !famous && people::is_persian_adjective(token.entry.key);
        if ordinary && (adjective || !self.is_meant_as_a_name(tokens.start, known >= CITY || about))
        {
            sum -= 6.0;
        }
        sum - self.plain_person(tokens.start, famous)
            - if self.is_of_a_place(tokens.start, famous) { 6.0 } else { 0.0 }
    }

    /// What it adds that a town of the name, or a division, is in a country that the document names.
    pub(super) fn support(&self, found: &NameMatch) -> f32 {
        let meant = self.gazetteer.candidates(found.name).take(8).any(|candidate| {
            let place = self.gazetteer.brief(candidate.place);
            let town = place.population >= TOWN
                || matches!(place.class, FeatureClass::Admin1 | FeatureClass::Admin2);
            town && !found.inflected
                && candidate.kind == NameKind::Attested
                && place.country.is_some_and(|country| self.named.contains(&country))
        });
        if meant { SUPPORT } else { 0.0 }
    }

    /// Whether one of the first places of a name is large enough to be known all over the world.
    fn is_large(&self, name: &str) -> bool {
        self.gazetteer.lookup(name).iter().take(8).any(|candidate| {
            let place = self.gazetteer.brief(candidate.place);
            place.population >= SMALL
                || matches!(
                    place.class,
                    FeatureClass::Country
                        | FeatureClass::Admin1
                        | FeatureClass::Region
                        | FeatureClass::Historical
                )
        })
    }

    /// What speaks for the word at `index`, in a script without capitals, being somebody's name: it is a given name, stands
    /// after one, or is made of one as surnames are (`احمدی`).
    fn plain_person(&self, index: usize, famous: bool) -> f32 {
        let reading = self.reading;
        let token = &reading.tokens[index];
        let given =
            |token: &Token| token.is(Set::FirstName) || people::person(token.entry.key).first > 0;
        let before = index.checked_sub(1).and_then(|at| reading.at(at, token.sentence));
        let placed = before.is_some_and(|before| {
            before.entry.cue.is_some()
                || [Set::In, Set::To, Set::From, Set::Border].into_iter().any(|set| before.is(set))
        });
        if placed {
            return 0.0;
        }
        let surname = reading.word(index).strip_suffix('ی').is_some_and(|stem| {
            people::person(lexicon::key(stem)).first > 0 || lexicon::entry(stem).is(Set::FirstName)
        });
        let other = !famous && (surname || before.is_some_and(given));
        if given(token) || other { 3.0 } else { 0.0 }
    }

    /// Whether the word at `index` is the adjective of a well-known place: `اروپائی`, `کشمیری`. `ساری` is a city of its own.
    fn is_of_a_place(&self, index: usize, famous: bool) -> bool {
        let reading = self.reading;
        let word = reading.word(index);
        let cued = index
            .checked_sub(1)
            .is_some_and(|at| reading.tokens[at].entry.cue.is_some_and(|cue| cue != Cue::Country));
        let Some(stem) = word.strip_suffix('ی').filter(|_| !cued) else { return false };
        if let Some(stem) = stem.strip_suffix(['ئ', 'ی']) {
            return stem.ends_with(['ا', 'و']);
        }
        // The ی of ezafe follows a vowel.
        !famous
            && !stem.ends_with(['ا', 'و'])
            && stem.chars().count() >= 3
            && self.gazetteer.lookup(stem).iter().take(2).any(|candidate| {
                let place = self.gazetteer.brief(candidate.place);
                place.population >= SMALL
                    || matches!(place.class, FeatureClass::Country | FeatureClass::Admin1)
            })
    }

    /// Whether the ordinary word at `index` stands where only the place fits: after a head noun, or a preposition if the place
    /// is a well-known one (`شهر دوشنبه`, `در مالی`), before `capital`, or joined to a well-known place by `and` (`کابل و دوشنبه`).
    fn is_meant_as_a_name(&self, index: usize, famous: bool) -> bool {
        let reading = self.reading;
        let token = &reading.tokens[index];
        // `دوشنبه` that opens a sentence is as often the government as the day.
        if token.is(Set::Homograph) && reading.begins_sentence(index) {
            return true;
        }
        let sentence = token.sentence;
        let is_capital = |at: usize| reading.at(at, sentence).is_some_and(|t| t.is(Set::Capital));
        if is_capital(index + 1) || is_capital(index + 2) {
            return true;
        }
        let Some(before) = index.checked_sub(1) else { return false };
        let Some(word) = reading.at(before, sentence) else { return false };
        // `این شهرستان` is no name's head noun.
        // `پایانه مرزی لطف‌آباد`: an adjective stands between the noun and the name.
        let described = word.is(Set::FacilityAdjective) && before > 0;
        let noun = if described { before - 1 } else { before };
        let head = reading.at(noun, sentence).is_some_and(|word| word.entry.cue.is_some())
            && !noun.checked_sub(1).is_some_and(|at| reading.tokens[at].is(Set::Determiner));
        let prepositions = [Set::In, Set::Into, Set::From, Set::To, Set::Between];
        let placed = famous && (self.is_large(reading.word(index)) || !token.is(Set::Homograph));
        // `مرز مهران`: the border at a town.
        if head
            || famous && word.is(Set::Border)
            || placed && prepositions.into_iter().any(|set| word.is(set))
        {
            return true;
        }
        word.is(Set::And)
            && before > 0
            && self.gazetteer.lookup(reading.word(before - 1)).iter().take(3).any(|candidate| {
                let place = self.gazetteer.place(candidate.place);
                place.class == FeatureClass::Country || place.population >= SMALL
            })
    }
}
