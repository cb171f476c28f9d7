//! Which of the gazetteer's matches are names of places here.
//!
//! Every match gets the sum of what speaks for and against it: how well known the place is, the words around
//! it, and whether the word is also an ordinary one or a person's name. The weights were set by hand, on
//! English news; a learned model ([`super::recognise`]) has the last word. Overlapping matches are settled from left to right, the longest first.

use super::context;
use super::draft::{Draft, sort_of};
use super::lexicon::{self, Set};
use super::mask::Mask;
use super::people;
use super::persons::Persons;
use super::reading::{Reading, Shape, Token};
use super::recognise::Sightings;
use super::{Cue, Found};
use crate::gazetteer::{Brief, Country, FeatureClass, Gazetteer, NameKind, NameMatch, PlaceId};
use crate::text::Span;
use std::ops::Range;

/// Most candidates of one name that are carried along; `San José` has hundreds, the last of them hamlets.
const CANDIDATES: usize = 60;

/// What a match must reach to be taken for a place.
pub(super) const ENOUGH: f32 = 2.0;

/// Inhabitants below which a place is little known outside of its region.
pub(super) const SMALL: u32 = 100_000;

/// How well known a place is, in the same magnitudes, that is meant more often than the word that is spelled like it: a
/// city of some 200,000, a division, a country.
pub(super) const CITY: f32 = 3.4;

/// Marks that set a dateline off.
pub(super) const DASHES: &[char] = &['—', '–', '-', 'ـ'];

/// What being on a side of the border adds to how well known a place is, and what a curated row does: it names what
/// reports on the region name.
pub(super) const NEAR: f32 = 0.8;
pub(super) const OURS: f32 = 1.0;

/// What is known of the document while its matches are judged.
pub(crate) struct Judge<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) sides: [Country; 2],
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) masks: &'a [Option<Mask>],
    pub(crate) persons: &'a Persons,
    /// The countries that the document names: their small places are meant rather than those of others.
    pub(crate) named: &'a [Country],
}

/// The countries that the matches name, by themselves or by their people; in order.
pub(crate) fn countries(gazetteer: &Gazetteer, matches: &[NameMatch]) -> Vec<Country> {
    let mut named: Vec<Country> = matches
        .iter()
        .filter_map(|found| gazetteer.candidates(found.name).next())
        .map(|candidate| gazetteer.brief(candidate.place))
        .filter(|place| place.class == FeatureClass::Country)
        .filter_map(|place| place.country)
        .collect();
    named.sort_unstable();
    named.dedup();
    named
}

impl Judge<'_> {
    /// The matches that are names of places, in order and apart.
    pub(crate) fn choose(&self, matches: &[NameMatch]) -> Vec<Draft> {
        let sightings = Sightings::of(self, matches);
        let mut chosen: Vec<Draft> = Vec::new();
        let mut end = 0;
        for (found, sighting) in matches.iter().zip(&sightings.rows) {
            let Some(sighting) = sighting else { continue };
            if found.span.start < end
                || !(sighting.demonym || sightings.is_place(self, sighting, found))
            {
                continue;
            }
            let Some(draft) = self.judge(found, sighting.tokens.clone()) else { continue };
            end = draft.span.end;
            chosen.push(draft);
        }
        chosen
    }

    /// A draft of the name, unless it is surely none of a place.
    pub(super) fn judge(&self, found: &NameMatch, tokens: Range<usize>) -> Option<Draft> {
        let span = found.span;
        let candidates: Vec<(PlaceId, NameKind)> = self
            .gazetteer
            .candidates(found.name)
            .take(CANDIDATES)
            .map(|candidate| (candidate.place, candidate.kind))
            .collect();
        let found = if found.inflected { Found::Inflected } else { Found::Name };
        let &(_, kind) = candidates.first()?;
        if kind == NameKind::Abbreviation && !self.is_abbreviation_here(&tokens, &candidates) {
            return None;
        }
        if self.is_an_organisation(&tokens) {
            return None;
        }
        let demonym = kind == NameKind::Demonym;
        // Two letters that no source calls an abbreviation are an abbreviation of something else.
        if kind == NameKind::Attested
            && tokens.len() == 1
            && span.len() <= 2
            && !self.is_short_form(&tokens)
        {
            return None;
        }
        if !demonym && self.is_only_an_opening(&tokens, &candidates, found) {
            return None;
        }
        let found = if demonym { Found::Demonym } else { found };
        let sort = sort_of(self.gazetteer, &candidates);
        if let Some((end, cue)) = self.extended(&tokens).filter(|_| !demonym) {
            let span = Span::new(span.start, self.reading.tokens[end].span.end);
            let tokens = tokens.start..end + 1;
            return Some(Draft { span, tokens, found, candidates, cue: Some(cue), sort });
        }
        let written = span.of(self.reading.text);
        let is_cut = !candidates.iter().any(|(place, _)| {
            let place = self.gazetteer.place(*place);
            matches!(place.class, FeatureClass::Country | FeatureClass::Admin1)
                && place.name == written
        });
        let span = if demonym { span } else { self.with_point(span, &tokens, is_cut) };
        Some(Draft { span, tokens, found, candidates, cue: None, sort })
    }

    /// Whether the tokens are the whole name of a known organisation or publication: `Xinhua`.
    fn is_an_organisation(&self, tokens: &Range<usize>) -> bool {
        let mask = |at: usize| {
            let mask = self.masks.get(at).copied().flatten();
            mask.filter(|mask| matches!(mask, Mask::Organisation | Mask::Publication))
        };
        tokens.clone().all(|at| mask(at).is_some())
            && mask(tokens.end).is_none()
            && tokens.start.checked_sub(1).and_then(mask).is_none()
    }

    /// Whether the capital of a sentence's first word is all that makes an inflected or lesser name of a small place
    /// elsewhere of it. English has its list of common words for that.
    fn is_only_an_opening(
        &self,
        tokens: &Range<usize>,
        candidates: &[(PlaceId, NameKind)],
        found: Found,
    ) -> bool {
        let reading = self.reading;
        let token = &reading.tokens[tokens.start];
        let doubtful = found == Found::Inflected
            || candidates.iter().all(|(_, kind)| *kind == NameKind::Generated);
        if tokens.len() != 1
            || token.shape != Shape::Capital
            || reading.word(tokens.start).is_ascii()
            || !doubtful
            || !reading.begins_sentence(tokens.start)
        {
            return false;
        }
        let small = candidates.iter().all(|(place, _)| {
            let place = self.gazetteer.brief(*place);
            place.population < SMALL
                && matches!(place.class, FeatureClass::Settlement | FeatureClass::Admin2)
                && !place.country.is_some_and(|country| self.sides.contains(&country))
        });
        let supported = reading.is_mark(tokens.end, &[',', '('])
            || reading
                .at(tokens.end, token.sentence)
                .is_some_and(|after| after.entry.cue.is_some());
        // A capital within a sentence is one of a name.
        let named = reading.tokens.iter().enumerate().any(|(index, other)| {
            other.entry.key == token.entry.key
                && other.is_capital()
                && !reading.headline[other.sentence as usize]
                && !reading.begins_sentence(index)
        });
        small && !supported && !named
    }

    /// The last token and the head noun of a long official name: `Xinjiang Uighur Autonomous Region`.
    fn extended(&self, tokens: &Range<usize>) -> Option<(usize, Cue)> {
        let sentence = self.reading.tokens[tokens.start].sentence;
        if self.reading.headline[sentence as usize] {
            return None;
        }
        for at in tokens.end..tokens.end + 4 {
            let token = self.reading.at(at, sentence)?;
            if !token.is_capital() || token.shape == Shape::Upper {
                return None;
            }
            if let Some(cue) = token.entry.cue {
                let part = match cue {
                    Cue::Province | Cue::District | Cue::River | Cue::Lake | Cue::Valley => {
                        !self.reading.word(at).ends_with('s')
                    }
                    Cue::Region | Cue::Country => at > tokens.end,
                    _ => false,
                };
                // The police of `Ohio State Police` are those of Ohio.
                let goes_on = self
                    .reading
                    .at(at + 1, sentence)
                    .is_some_and(|next| next.is_capital() && next.entry.cue.is_none());
                return (part && !goes_on).then_some((at, cue));
            }
        }
        None
    }

    /// Whether the head noun that a name ends with begins the name of an institution: `Dublin City Council` is that of
    /// Dublin.
    pub(super) fn belongs_to_what_follows(&self, tokens: &Range<usize>) -> bool {
        let last = &self.reading.tokens[tokens.end - 1];
        tokens.len() > 1
            && last.shape == Shape::Capital
            && last.entry.cue.is_some()
            && self.reading.at(tokens.end, last.sentence).is_some_and(|next| {
                next.shape == Shape::Capital
                    && (next.is(Set::Institution) || next.is(Set::Organisation))
            })
    }

    /// The span with the full stop of an abbreviation: `U.S.`, `Portland, Ore.`.
    fn with_point(&self, span: Span, tokens: &Range<usize>, is_cut: bool) -> Span {
        let last = &self.reading.tokens[tokens.end - 1];
        if last.span.end == span.end + 1 && self.reading.text.as_bytes()[span.end] == b'.' {
            return Span::new(span.start, last.span.end);
        }
        // `Austin, Texas.` only ends its sentence.
        if is_cut && self.is_short_form(tokens) {
            return Span::new(span.start, self.reading.tokens[tokens.end].span.end);
        }
        span
    }

    /// Whether the name is cut short and set off like `Ore.` in `Portland, Ore.`.
    pub(super) fn is_short_form(&self, tokens: &Range<usize>) -> bool {
        let last = &self.reading.tokens[tokens.end - 1];
        tokens.len() == 1
            && last.span.len() <= 5
            && !last.is(Set::Title)
            && !last.is(Set::Month)
            && tokens.start > 0
            && self.reading.is_mark(tokens.start - 1, &[','])
            && self.reading.is_mark(tokens.end, &['.'])
            && self.reading.tokens[tokens.end].span.start == last.span.end
    }

    /// Capital letters where the script has them: in the first and the last word.
    pub(super) fn is_written_as_a_name(&self, tokens: &Range<usize>, span: Span) -> bool {
        let written = |index: usize| {
            let token = &self.reading.tokens[index];
            matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Plain | Shape::Number)
        };
        let first = &self.reading.tokens[tokens.start];
        // `I've` is not the village of Ive.
        let contraction = span
            .of(self.reading.text)
            .rsplit_once(['\'', '’'])
            .is_some_and(|(_, end)| matches!(end, "ve" | "ll" | "m" | "d" | "re" | "t"));
        if contraction {
            return false;
        }
        // A match must not begin or end inside a token: `St` in `St.`, but not `Paris` in `Parisian`.
        if first.span.start != span.start || first.shape == Shape::Number {
            return false;
        }
        // `شیوه‌های`, `استقلال‌طلب`.
        let last = &self.reading.tokens[tokens.end - 1];
        if last.shape == Shape::Plain && last.span.end > span.end {
            return false;
        }
        // `شمال غرب`, `کشورهای عربی`: no word of it is a name.
        let common =
            |token: &Token| token.is(Set::Direction) || token.entry.cue == Some(Cue::Country);
        let described =
            |token: &Token| common(token) || people::is_persian_adjective(token.entry.key);
        if first.shape == Shape::Plain
            && tokens.len() > 1
            && common(first)
            && self.reading.tokens[tokens.clone()].iter().all(described)
        {
            return false;
        }
        let mut last = tokens.end - 1;
        while last > tokens.start && !self.reading.tokens[last].is_word() {
            last -= 1;
        }
        // `Лачинский коридор`: only the first word has its capital in Russian.
        let noun = &self.reading.tokens[last];
        let common = last > tokens.start
            && noun.shape == Shape::Lower
            && noun.entry.cue.is_some()
            && !self.reading.word(last).is_ascii();
        written(tokens.start) && (written(last) || common)
    }

    /// `US`, not `us`; `OR` and `IN` only after a comma, `Portland, OR`.
    fn is_abbreviation_here(
        &self,
        tokens: &Range<usize>,
        candidates: &[(PlaceId, NameKind)],
    ) -> bool {
        let text: &str = self.reading.word(tokens.start);
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
        // `Al` of `Al-Qaeda`.
        if letters <= 2 && self.reading.is_mark(tokens.end, &['-', '‑']) && tokens.len() == 1 {
            return false;
        }
        let upper = self.reading.tokens[tokens.start].shape == Shape::Upper;
        let plain = self.reading.tokens[tokens.start].shape == Shape::Plain;
        let after_comma = tokens.start > 0 && self.reading.is_mark(tokens.start - 1, &[',', '(']);
        let country = candidates
            .iter()
            .any(|(place, _)| self.gazetteer.brief(*place).class == FeatureClass::Country);
        let headline = self.reading.headline[self.reading.tokens[tokens.start].sentence as usize];
        if letters <= 2 && !country {
            return upper && after_comma;
        }
        if letters <= 3 {
            return upper && (!headline || country) || plain;
        }
        upper || plain || tokens.len() > 1 || self.reading.tokens[tokens.start].is_capital()
    }

    /// How well known a place is, in about the decimal magnitude of its inhabitants.
    pub(super) fn prior(&self, place: Brief) -> f32 {
        let class = match place.class {
            FeatureClass::Country => return 7.0,
            FeatureClass::Region | FeatureClass::Historical | FeatureClass::Border => return 4.5,
            FeatureClass::Admin1 => 4.2,
            FeatureClass::Settlement => 0.8,
            _ => 1.5,
        };
        #[allow(clippy::cast_precision_loss, reason = "a magnitude")]
        let people = (place.population as f32 + 1.0).log10() * 0.65;
        let near = place.country.is_some_and(|country| self.sides.contains(&country));
        people.max(class) + if near { NEAR } else { 0.0 } + if place.is_ours { OURS } else { 0.0 }
    }

    /// What the words in and around a match add.
    #[allow(clippy::too_many_lines, reason = "one list of what adds and what takes away")]
    pub(super) fn context(&self, tokens: &Range<usize>, known: f32, about: bool) -> f32 {
        let reading = self.reading;
        let first = &reading.tokens[tokens.start];
        let sentence = first.sentence;
        let single = tokens.len() == 1;
        let before = tokens.start.checked_sub(1).and_then(|index| reading.at(index, sentence));
        let after = reading.at(tokens.end, sentence);
        let after_cue =
            after.and_then(|after| context::compound_cue(reading, tokens.end).or(after.entry.cue));
        let begins = reading.begins_sentence(tokens.start);
        let headline = reading.headline[sentence as usize];
        let word = reading.word(tokens.start);
        let mut sum = 0.0;
        if self.is_short_form(tokens) {
            return 4.0;
        }
        if !single {
            sum += 0.8;
        }
        // Ordinary words.
        if single
            && first.shape != Shape::Plain
            && !(first.shape == Shape::Upper && word.len() <= 3)
        {
            let common = match lexicon::commonness(word) {
                3 => 4.5,
                2 => 3.0,
                1 => 1.5,
                _ => 0.0,
            };
            sum -= if begins || headline { common } else { common * 0.6 };
            if begins && common == 0.0 {
                sum -= 0.3;
            }
            if word.chars().count() <= 3 {
                sum -= 1.0;
            }
            // `TASS` is hardly the village of Tass, unless all is in capitals, as a dateline is.
            if first.shape == Shape::Upper && !begins && !headline && known < 6.5 {
                sum -= 1.5;
            }
            if first.is(Set::Month) || first.is(Set::Title) || first.entry.cue.is_some() {
                sum -= 4.0;
            }
        }
        if first.shape == Shape::Plain {
            sum += self.plain_script(tokens, known, about);
        }
        if known < CITY + 1.0 && self.is_compound(tokens) {
            sum -= 2.0;
        }
        // The words before.
        if let Some(before) = before {
            // `the Taliban` is no village; `the Hague`, `the Pamirs` have their article in the gazetteer or are regions.
            let follows =
                after_cue.is_some() || after.is_some_and(|after| after.is(Set::Institution));
            if before.is(Set::Determiner)
                && known < 4.4
                && single
                && !follows
                && !word.ends_with('s')
            {
                sum -= 2.0;
            }
            let preposition = before.is(Set::In)
                || before.is(Set::Into)
                || before.is(Set::From)
                || (before.is(Set::To) && before.shape == Shape::Lower);
            if preposition && (!before.is_capital() || reading.begins_sentence(tokens.start - 1)) {
                sum += 1.3;
            } else if before.is(Set::To) && before.shape == Shape::Plain {
                sum += 0.8;
            } else if before.is(Set::Of) {
                sum += 0.3;
            } else if before.is_capital()
                && !headline
                && !before.is(Set::Direction)
                && !before.is(Set::Determiner)
                && before.entry.cue.is_none()
                && !reading.begins_sentence(tokens.start - 1)
            {
                sum -= 1.8;
            }
            if reading.is_mark(tokens.start - 1, &[',']) {
                sum += 0.4;
            }
            // `гузаргоҳи «Кузница»`.
            let quoted = tokens.start > 1
                && reading.is_mark(tokens.start - 1, context::QUOTES)
                && reading.tokens[tokens.start - 2].entry.cue.is_some();
            if quoted {
                sum += 2.5;
            }
            if single && self.is_end_of_a_way(tokens) {
                sum += 3.0;
            }
            if before.entry.cue.is_some() {
                sum += 1.0;
            }
        }
        // The words after.
        if let Some(after) = after {
            if let Some(cue) = after_cue {
                sum += if cue == Cue::Post { 0.3 } else { 1.5 };
            } else if self.extended(tokens).is_some() {
                sum += 1.5;
            } else if after.is_capital() && !headline && after.shape != Shape::Upper {
                if after.is(Set::Street) {
                    sum -= 4.0;
                } else if after.is(Set::Organisation)
                    || after.is(Set::Publication)
                    || after.is(Set::Institution)
                    || after.is(Set::Title)
                {
                    sum -= 0.2;
                } else {
                    sum -= 1.6;
                }
            }
            // `Wilmington, Del.`, `Paris, France`.
            if reading.is_mark(tokens.end, &[',', '(']) {
                sum += 0.5;
                if self.names_parent(tokens.end + 1, sentence) {
                    sum += 2.0;
                }
            }
            if after.shape == Shape::Lower && after.is(Set::GovernmentVerb) && known < 4.2 {
                sum -= 1.2;
            }
        }
        sum
    }

    /// Whether a single word is the first part of a name with a hyphen: `Wal-Mart`.
    pub(super) fn is_compound(&self, tokens: &Range<usize>) -> bool {
        let reading = self.reading;
        let first = &reading.tokens[tokens.start];
        tokens.len() == 1
            && first.shape == Shape::Capital
            && reading.is_mark(tokens.end, &['-', '‑'])
            && reading.tokens[tokens.end].span.start == first.span.end
            && reading.tokens.get(tokens.end + 1).is_some_and(|part| {
                part.is_capital() && part.span.start == reading.tokens[tokens.end].span.end
            })
    }

    /// Whether the tokens are masked.
    pub(crate) fn mask(&self, tokens: &Range<usize>) -> Option<Mask> {
        self.masks.get(tokens.start).copied().flatten()
    }
}
