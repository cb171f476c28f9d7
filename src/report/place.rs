//! Where it was: the most specific literal place in reach of the words that report it.
//!
//! A place right behind the trigger wins; then the most specific one of its clause, then of its sentence; then
//! what an anaphor (`there`, `the province`) points back to; then the one place of the sentence before.
//! Nothing is guessed beyond that: a report without a place says why.

use super::lexicon::Lexicon;
use super::tokens::Token;
use super::{PlaceOf, Role};
use crate::gazetteer::{FeatureClass, Gazetteer, PlaceId};
use crate::mention::Use;
use crate::resolve::{Located, Resolution};
use crate::text::Span;

/// A place that a report may be at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    pub place: Option<PlaceId>,
    pub span: Span,
    pub(super) usage: Use,
    /// 0 a place or province, 1 the border, 2 a country, 3 a wider region.
    pub(super) level: u8,
    /// No gazetteer has it: only where it may lie is known.
    unknown: bool,
    /// 0 a point or a district, 1 a province, 2 a river or a range: what happens there happens somewhere along it.
    breadth: u8,
    /// Somebody speaks there; that what he speaks of happened there too is only likely.
    pub speaker: bool,
}

/// The places of a document that stand for themselves, in order.
pub(crate) fn spots(gazetteer: &Gazetteer, located: &[Located]) -> Vec<Spot> {
    located.iter().filter_map(|found| spot(gazetteer, found)).collect()
}

fn spot(gazetteer: &Gazetteer, found: &Located) -> Option<Spot> {
    let usage = found.mention.usage;
    let (place, level) = match found.resolution {
        Resolution::Border => (None, 1),
        _ if !usage.is_literal() => return None,
        Resolution::Place { place, .. } => (Some(place), level(gazetteer, place)),
        Resolution::Within { container } => {
            // The place itself has a name and a division, if no position.
            let place = found.mention.candidates.first().map(|one| one.0).or(container)?;
            (Some(place), level(gazetteer, place))
        }
        Resolution::Ambiguous => return None,
    };
    let unknown = matches!(found.resolution, Resolution::Within { .. });
    let breadth = place.map_or(0, |place| breadth(gazetteer.brief(place).class));
    let span = found.mention.span;
    (level < 4).then_some(Spot { place, span, usage, level, unknown, breadth, speaker: false })
}

fn breadth(class: FeatureClass) -> u8 {
    match class {
        FeatureClass::Admin1 => 1,
        FeatureClass::River | FeatureClass::Lake | FeatureClass::Range => 2,
        _ => 0,
    }
}

fn level(gazetteer: &Gazetteer, place: PlaceId) -> u8 {
    match gazetteer.brief(place).class {
        FeatureClass::Border => 1,
        FeatureClass::Country => 2,
        FeatureClass::Region => 3,
        FeatureClass::Historical => 4,
        _ => 0,
    }
}

/// What the places of a report are chosen from.
pub(crate) struct Scene<'s> {
    pub gazetteer: &'s Gazetteer,
    pub lexicon: &'s Lexicon,
    /// The tokens of the sentence.
    pub tokens: &'s [Token],
    pub sentence: Span,
    pub spots: &'s [Spot],
    /// First and last but one token of the trigger.
    pub trigger: (usize, usize),
    pub clause: Span,
    /// Places of the sentences before: how many sentences ago, which.
    pub focus: &'s [(usize, Option<PlaceId>)],
    /// Where the event was that was told last.
    pub event: Option<PlaceId>,
    /// All names of places of the document.
    pub names: &'s [Located],
    /// How many of the sentences before may lend their place.
    pub lends: usize,
}

/// The places of a report, and why it has none or how they were found.
pub(crate) struct Where {
    pub places: Vec<PlaceOf>,
    pub no_place: Option<&'static str>,
    pub reason: Option<&'static str>,
}

/// How many words behind the trigger a place is its own.
const RIGHT_BEHIND: usize = 4;

/// How many times as far a place before the trigger counts as one behind it, and how many times a province.
const BEFORE: usize = 2;
const PROVINCE_BEFORE: usize = 6;

impl Scene<'_> {
    /// Where it was.
    pub(crate) fn place(&self) -> Where {
        let groups = self.groups();
        let anaphor = self.anaphor(false);
        let own: Vec<&Vec<Spot>> =
            groups.iter().filter(|group| self.clause.contains(group[0].span)).collect();
        let behind = own.iter().copied().filter(|group| !group[0].speaker).find(|group| {
            self.distance(group).is_some_and(|distance| (0..=RIGHT_BEHIND).contains(&distance))
        });
        let narrower = |group: &&Vec<Spot>| {
            self.best(&own).filter(|best| {
                let (left, right) = if best[0].span.start < group[0].span.start {
                    (*best, *group)
                } else {
                    (*group, *best)
                };
                best[0].level < group[0].level && self.between(left, right) <= 5
            })
        };
        let chosen = behind.map(|group| narrower(&group).unwrap_or(group));
        // `Along the border, in the provinces of A and B`: the provinces say where along it.
        if let Some(border) = chosen.filter(|group| group[0].level == 1)
            && let Some(named) = groups
                .iter()
                .find(|group| group[0].level == 0 && group[0].span.start > border[0].span.start)
        {
            let mut found = self.found(named, &groups);
            found.places.extend(border.iter().map(place_of));
            return found;
        }
        if let Some(group) = chosen.filter(|group| group[0].level < 2 || anaphor.is_none()) {
            return self.found(group, &groups);
        }
        if let Some(place) = anaphor {
            return place;
        }
        let all: Vec<&Vec<Spot>> = groups.iter().collect();
        let best = self.best(&own).filter(|group| group[0].level == 0 && !group[0].speaker);
        let best = best.or_else(|| self.best(&all));
        if let Some(group) = best.filter(|group| !group[0].speaker) {
            return self.found(group, &groups);
        }
        if let Some(place) = self.anaphor(true) {
            return place;
        }
        if let Some(place) = self.lent() {
            let places = vec![PlaceOf { place, span: None, role: Role::Site }];
            return Where { places, no_place: None, reason: Some("place_from_context") };
        }
        // `Police in X said that two men were shot`: most likely there.
        if let Some(group) = best {
            return Where { reason: Some("place_from_context"), ..self.found(group, &groups) };
        }
        Where { places: Vec::new(), no_place: Some("no_place_named"), reason: None }
    }

    fn found(&self, group: &[Spot], groups: &[Vec<Spot>]) -> Where {
        let mut places: Vec<PlaceOf> = group.iter().map(place_of).collect();
        // Fired from here into there: both are its places.
        let aimed = group[0].usage == Use::Target;
        for other in groups {
            let is_new = places.iter().all(|place| place.span != Some(other[0].span));
            let before = other[0].span.start < self.tokens[self.trigger.0].span.start;
            let moved = other[0].usage == Use::Origin && self.clause.contains(other[0].span);
            if is_new && (moved || (aimed && group[0].level == 2 && before && other[0].level == 0))
            {
                places.extend(other.iter().map(place_of));
            }
        }
        places.sort_by_key(|place| place.role == Role::Origin);
        let area = (group[0].level > 0).then_some("area_only");
        Where { places, no_place: None, reason: area }
    }

    /// The places of the sentence; those of one list together.
    fn groups(&self) -> Vec<Vec<Spot>> {
        let mut groups: Vec<Vec<Spot>> = Vec::new();
        for spot in self.spots.iter().filter(|spot| self.sentence.contains(spot.span)) {
            if let Some(group) = groups.last_mut()
                && let Some(last) = group.last()
                && last.level == spot.level
                && self.listed(last.span.end, spot.span.start)
            {
                group.push(*spot);
            } else {
                groups.push(vec![*spot]);
            }
        }
        groups
    }

    /// Whether only a comma or an `and`, with at most two words more, stands between.
    fn listed(&self, from: usize, to: usize) -> bool {
        let between: Vec<&Token> = self
            .tokens
            .iter()
            .filter(|token| token.span.start >= from && token.span.end <= to)
            .collect();
        let joint = |token: &&&Token| {
            token.word == ","
                || self
                    .lexicon
                    .roles
                    .at(std::slice::from_ref(**token), 0)
                    .any(|(row, _)| row.name == "and")
        };
        between.len() <= 3 && between.iter().any(|token| joint(&token))
    }

    /// Words between the trigger and a group behind it; `None` for one before it.
    fn distance(&self, group: &[Spot]) -> Option<usize> {
        let first = self.tokens.iter().position(|token| token.span.end > group[0].span.start)?;
        first.checked_sub(self.trigger.1)
    }

    fn between(&self, left: &[Spot], right: &[Spot]) -> usize {
        let (from, to) = (left[left.len() - 1].span.end, right[0].span.start);
        self.tokens.iter().filter(|t| t.span.start >= from && t.span.end <= to).count()
    }

    /// The most specific group, one that can be located, the nearest of them; what stands before the trigger counts as
    /// farther, a province more so.
    fn best<'g>(&self, groups: &[&'g Vec<Spot>]) -> Option<&'g Vec<Spot>> {
        let trigger = self.tokens[self.trigger.0].span.start;
        groups.iter().copied().min_by_key(|group| {
            let at = group[0].span.start;
            let unknown = group.iter().all(|spot| spot.unknown);
            let Spot { speaker, level, breadth, usage, .. } = group[0];
            let before = if breadth > 0 { PROVINCE_BEFORE } else { BEFORE };
            let away = if at < trigger { before * (trigger - at) } else { at - trigger };
            (speaker, level, usage == Use::Origin, unknown || breadth > 1, away)
        })
    }

    /// What `there`, `the region`, `the province` point back to.
    ///
    /// `At the scene` (`scene`) says less: only where no other place is named.
    fn anaphor(&self, scene: bool) -> Option<Where> {
        let mut found = self.lexicon.anaphors.find_all(self.tokens);
        found.retain(|(row, start, end)| {
            (row.name == "event") == scene
                && !(*start..=*end).any(|at| self.is_named(at))
                && (scene
                    || self.clause.contains(self.tokens[*start].span)
                        && *start + 12 > self.trigger.0)
        });
        let (row, start, end) = *found.first()?;
        let at = self.tokens[start].span.start;
        let place = if scene { self.event? } else { self.pointed(at)? };
        // `In the province`, said of a village, is the province around it.
        let province = row.name == "province";
        let place = if province { self.province(place).unwrap_or(place) } else { place };
        let span = Span::new(at, self.tokens[end - 1].span.end);
        let places = vec![PlaceOf { place: Some(place), span: Some(span), role: Role::Site }];
        Some(Where { places, no_place: None, reason: Some("place_anaphor") })
    }

    /// Whether token `at` is one of a name of a place: `در ولایت هرات` points back to nothing.
    fn is_named(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let first = self.names.partition_point(|name| name.mention.span.end <= token.span.start);
        self.names.get(first).is_some_and(|name| name.mention.span.start <= token.span.start)
    }

    fn province(&self, place: PlaceId) -> Option<PlaceId> {
        self.gazetteer.by_key(&format!("iso:{}", self.gazetteer.place(place).admin1?))
    }

    /// The place most spoken of before byte `at`: a mention counts less with each sentence since.
    fn pointed(&self, at: usize) -> Option<PlaceId> {
        let mut weights: Vec<(PlaceId, f64)> = Vec::new();
        let mut add = |place: PlaceId, weight: f64| match weights.iter_mut().find(|w| w.0 == place)
        {
            Some(found) => found.1 += weight,
            None => weights.push((place, weight)),
        };
        for spot in self.spots.iter().filter(|s| s.level == 0 && s.span.end <= at) {
            if let Some(place) = spot.place
                && self.sentence.contains(spot.span)
            {
                add(place, 1.0);
            }
        }
        for (ago, place) in self.focus.iter().filter(|(ago, _)| *ago <= 3) {
            if let Some(place) = place {
                #[allow(clippy::cast_precision_loss, reason = "at most 3")]
                add(*place, 1.0 / (1.0 + *ago as f64));
            }
        }
        weights.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(place, _)| place)
    }

    /// The one place of the last sentence that names any.
    #[allow(
        clippy::option_option,
        reason = "no place of a sentence, and the border as a place, differ"
    )]
    fn lent(&self) -> Option<Option<PlaceId>> {
        let nearest =
            self.focus.iter().map(|(ago, _)| *ago).min().filter(|ago| *ago <= self.lends)?;
        let mut before =
            self.focus.iter().filter(|(ago, _)| *ago == nearest).map(|(_, place)| *place);
        let first = before.next()?;
        before.all(|other| other == first).then_some(first)
    }
}

fn place_of(spot: &Spot) -> PlaceOf {
    let role = match spot.usage {
        _ if spot.level == 1 => Role::Along,
        Use::Origin => Role::Origin,
        Use::Target => Role::Target,
        _ => Role::Site,
    };
    PlaceOf { place: spot.place, span: Some(spot.span), role }
}

/// Whether a spot is narrow enough to be what a text is about.
pub(crate) fn is_focus(spot: &Spot) -> bool {
    spot.level == 0 && spot.breadth < 2 && !spot.speaker
}
