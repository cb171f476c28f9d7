//! From mentions to places.
//!
//! A name means one place throughout a document. Each of its candidates gets a score (`score`): how well
//! known it is, whether it is what the head noun says, whether its country and division are named beside it,
//! in the sentence or anywhere, how near it is to the other places, whether it is on a side of the chosen border.
//! The best one wins; how far it is ahead of the best one that lies elsewhere is the confidence.

mod border;
mod container;
mod evidence;
mod score;
mod seats;
mod stray;

use crate::document::Document;
use crate::gazetteer::{Country, FeatureClass, Gazetteer, NameKind, PlaceId};
use crate::mention::{Cue, Found, Mention, Use};
use crate::region::Region;
use crate::text::{fold, segment};
use evidence::{Considered, Entity, Evidence, kilometres};
use score::Surroundings;
use serde::Serialize;
use std::collections::BTreeMap;

/// Ahead by this much, an analyst would sign it. In decimal magnitudes of inhabitants, as all of `score`.
const SURE: f32 = 2.5;
/// Ahead by this much, it is probably right.
const LIKELY: f32 = 0.8;
/// Less than this, and several places fit about equally well.
const TOO_CLOSE: f32 = 0.05;
/// Candidates closer than this are the same answer to the question where: a province and its capital, two rows of one village.
const SAME_KM: f32 = 30.0;
/// Most alternatives that are handed on.
const ALTERNATIVES: usize = 8;

/// The places of a document's mentions, one for each, in their order.
///
/// Mentions in no gazetteer lie [`Resolution::Within`] the narrowest place named around them; halves of the name
/// of the region's border are the [`Resolution::Border`].
#[must_use]
pub fn places(
    gazetteer: &Gazetteer,
    region: &Region,
    document: &Document,
    mentions: Vec<Mention>,
) -> Vec<Located> {
    if mentions.is_empty() {
        return Vec::new();
    }
    let entities = entities(gazetteer, document, &mentions);
    let evidence = Evidence::of(&entities, &mentions);
    let around = surroundings(document, &mentions, &entities);
    let mut mentions = mentions;
    let mut decided: Vec<Option<Decision>> = vec![None; mentions.len()];
    for (row, entity) in entities.iter().enumerate() {
        let scores = score::all(row, entity, &around[row], &evidence, region.sides);
        let decision = decide(entity, &scores);
        let stray = |decision: &Decision| stray::is_stray(row, entity, decision.best, &evidence);
        if decision.as_ref().is_some_and(stray) {
            for mention in &entity.mentions {
                mentions[*mention].candidates.clear();
            }
            continue;
        }
        for mention in &entity.mentions {
            decided[*mention].clone_from(&decision);
        }
    }
    let picks: Vec<Option<PlaceId>> =
        decided.iter().map(|decision| decision.as_ref().map(|decision| decision.best)).collect();
    let resolutions: Vec<Resolution> = (0..mentions.len())
        .map(|index| {
            let mention = &mentions[index];
            match &decided[index] {
                _ if border::is_half_of(gazetteer, region, &mentions, index) => Resolution::Border,
                Some(decision) if decision.margin < TOO_CLOSE => Resolution::Ambiguous,
                Some(decision) => Resolution::Place {
                    place: decision.best,
                    confidence: confidence(mention, decision.margin),
                },
                None => {
                    let named = container::Named {
                        gazetteer,
                        document,
                        mentions: &mentions,
                        picks: &picks,
                    };
                    Resolution::Within { container: named.around(index) }
                }
            }
        })
        .collect();
    mentions
        .into_iter()
        .zip(resolutions)
        .zip(decided)
        .map(|((mention, resolution), decision)| Located {
            mention,
            resolution,
            alternatives: decision.map(|decision| decision.ranked).unwrap_or_default(),
        })
        .collect()
}

/// What was found out about one entity.
#[derive(Debug, Clone)]
struct Decision {
    best: PlaceId,
    margin: f32,
    ranked: Vec<(PlaceId, f32)>,
}

fn decide(entity: &Entity, scores: &[f32]) -> Option<Decision> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    // Candidates come best prior first: a stable sort keeps that among equals.
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let &best = order.first()?;
    let elsewhere = order.iter().skip(1).find(|other| {
        match (entity.candidates[best].at, entity.candidates[**other].at) {
            (Some(a), Some(b)) => kilometres(a, b) > SAME_KM,
            _ => true,
        }
    });
    let margin = elsewhere.map_or(f32::INFINITY, |other| scores[best] - scores[*other]);
    let ranked = order
        .iter()
        .take(ALTERNATIVES)
        .map(|row| (entity.candidates[*row].id, scores[*row]))
        .collect();
    Some(Decision { best: entity.candidates[best].id, margin, ranked })
}

fn confidence(mention: &Mention, margin: f32) -> Confidence {
    match mention.found {
        Found::Fuzzy if margin >= LIKELY => Confidence::Medium,
        Found::Fuzzy => Confidence::Low,
        _ if margin >= SURE => Confidence::High,
        _ if margin >= LIKELY => Confidence::Medium,
        _ => Confidence::Low,
    }
}

/// Groups the mentions by name and by what their head nouns say: `Panjshir province` is not `Panjshir valley`.
fn entities(gazetteer: &Gazetteer, document: &Document, mentions: &[Mention]) -> Vec<Entity> {
    let mut rows: BTreeMap<(String, Option<Cue>), usize> = BTreeMap::new();
    let mut divisions: BTreeMap<&str, u32> = BTreeMap::new();
    let mut entities: Vec<Entity> = Vec::new();
    let mut uncued: Vec<usize> = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        let cue = mention.cue.filter(|cue| {
            mention.candidates.iter().any(|(place, _)| cue.fits(gazetteer.brief(*place).class))
        });
        let name = fold::key(mention.span.of(&document.text));
        if cue.is_none() && mention.found != Found::Demonym {
            uncued.push(index);
            continue;
        }
        let row = *rows.entry((name, cue)).or_insert(entities.len());
        if row == entities.len() {
            entities.push(entity(gazetteer, document, mention, &mut divisions));
        }
        entities[row].mentions.push(index);
    }
    // A bare name means what the same name with a head noun means.
    for index in uncued {
        let name = fold::key(mentions[index].span.of(&document.text));
        let cued = rows
            .range((name.clone(), None)..)
            .take_while(|((other, _), _)| *other == name)
            .find(|((_, cue), row)| {
                // `Lachin` is a town, whatever is said of the Lachin corridor.
                let corridor = *cue == Some(Cue::Corridor)
                    && !mentions[index]
                        .candidates
                        .iter()
                        .any(|(place, _)| Cue::Corridor.fits(gazetteer.brief(*place).class));
                cue.is_some()
                    && !corridor
                    && mentions[entities[**row].mentions[0]].found != Found::Demonym
            })
            .map(|(_, row)| *row);
        let row = cued.unwrap_or_else(|| *rows.entry((name, None)).or_insert(entities.len()));
        if row == entities.len() {
            entities.push(entity(gazetteer, document, &mentions[index], &mut divisions));
        }
        entities[row].mentions.push(index);
    }
    for entity in &mut entities {
        entity.mentions.sort_unstable();
    }
    entities
}

fn entity<'g>(
    gazetteer: &'g Gazetteer,
    document: &Document,
    mention: &Mention,
    divisions: &mut BTreeMap<&'g str, u32>,
) -> Entity {
    let mut candidates: Vec<Considered> = mention
        .candidates
        .iter()
        .map(|(id, kind)| {
            let place = gazetteer.place(*id);
            let next = u32::try_from(divisions.len()).unwrap_or(u32::MAX);
            Considered {
                id: *id,
                kind: *kind,
                class: place.class,
                seat: place.code == "PPLC",
                country: place.country,
                admin1: place.admin1.map(|code| *divisions.entry(code).or_insert(next)),
                at: place.position.map(evidence::vector),
                prior: evidence::prior(&place, *kind, mention.span.of(&document.text)),
            }
        })
        .collect();
    seats::mark(gazetteer, &mut candidates);
    Entity { mentions: Vec::new(), candidates }
}

/// What stands around each entity's mentions.
fn surroundings(
    document: &Document,
    mentions: &[Mention],
    entities: &[Entity],
) -> Vec<Surroundings> {
    let sentences = segment::sentences(&document.text, document.language);
    let sentence_of = |mention: &Mention| {
        sentences.partition_point(|sentence| sentence.end <= mention.span.start)
    };
    let mut owner = vec![usize::MAX; mentions.len()];
    for (row, entity) in entities.iter().enumerate() {
        for mention in &entity.mentions {
            owner[*mention] = row;
        }
    }
    let country_of = |index: usize| {
        entities[owner[index]]
            .candidates
            .first()
            .filter(|first| first.class == FeatureClass::Country || first.kind == NameKind::Demonym)
            .and_then(|first| first.country)
    };
    let mut around: Vec<Surroundings> = entities.iter().map(|_| Surroundings::default()).collect();
    for (row, entity) in entities.iter().enumerate() {
        around[row].cue = entity.mentions.iter().find_map(|mention| mentions[*mention].cue);
    }
    let mut start = 0;
    while start < mentions.len() {
        let sentence = sentence_of(&mentions[start]);
        let mut end = start + 1;
        while end < mentions.len() && sentence_of(&mentions[end]) == sentence {
            end += 1;
        }
        let countries: Vec<Country> = {
            // Legal notices say nothing of the sentence they stand in.
            let mut found: Vec<Country> = (start..end)
                .filter(|index| {
                    !matches!(mentions[*index].usage, Use::LegalNotice | Use::Publication)
                })
                .filter_map(country_of)
                .collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        for index in start..end {
            let row = owner[index];
            if mentions[index].usage == Use::Container {
                for inner in contained(document, mentions, start..end, index) {
                    let outer = &entities[row].candidates;
                    for outer in outer.iter().take(3) {
                        match outer.class {
                            FeatureClass::Country => {
                                around[owner[inner]].in_country.extend(outer.country);
                            }
                            FeatureClass::Admin1 => {
                                around[owner[inner]].in_division.extend(outer.admin1);
                            }
                            _ if outer.kind == NameKind::Demonym => {
                                around[owner[inner]].in_country.extend(outer.country);
                            }
                            _ => {}
                        }
                    }
                }
            }
            for country in &countries {
                if !around[row].beside.contains(country) {
                    around[row].beside.push(*country);
                }
            }
        }
        for list in lists(document, mentions, start..end) {
            share_list(entities, &owner, list, &mut around);
        }
        start = end;
    }
    around
}

/// The mentions that the container at `index` is said to contain: the one it stands beside, and its list.
fn contained(
    document: &Document,
    mentions: &[Mention],
    sentence: std::ops::Range<usize>,
    index: usize,
) -> Vec<usize> {
    let before = matches!(mentions[index].rule, "possessive-of-place" | "demonym-of-place");
    let mut found = Vec::new();
    if before {
        let mut next = index + 1;
        while next < sentence.end
            && (next == index + 1 || is_coordinate(document, &mentions[next - 1], &mentions[next]))
        {
            found.push(next);
            next += 1;
        }
    } else if index > sentence.start {
        let mut previous = index - 1;
        found.push(previous);
        // `Kunduz and Takhar, Afghanistan`; not the cities of `Sochi, Russia, and Minsk, Belarus`.
        while previous > sentence.start
            && mentions[previous].usage != Use::Container
            && is_coordinate(document, &mentions[previous - 1], &mentions[previous])
            && mentions[previous - 1].usage != Use::Container
        {
            previous -= 1;
            found.push(previous);
        }
    }
    found
}

/// Whether nothing but a comma or a conjunction stands between two mentions.
fn is_coordinate(document: &Document, first: &Mention, second: &Mention) -> bool {
    let Some(gap) = document.text.get(first.span.end..second.span.start) else { return false };
    let mut words = gap.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '،'));
    gap.len() <= 24
        && words.all(|word| {
            matches!(word, "" | "and" | "or" | "the" | "и" | "или" | "ва" | "ё" | "و" | "یا" | "in")
        })
}

/// The runs of coordinated mentions in a sentence.
fn lists(
    document: &Document,
    mentions: &[Mention],
    sentence: std::ops::Range<usize>,
) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = sentence.start;
    for index in sentence.start + 1..=sentence.end {
        let goes_on = index < sentence.end
            && mentions[index].usage != Use::Container
            && is_coordinate(document, &mentions[index - 1], &mentions[index]);
        if !goes_on {
            if index - start >= 2 {
                found.push(start..index);
            }
            start = index;
        }
    }
    found
}

/// Tells the members of a list what most of the others are.
fn share_list(
    entities: &[Entity],
    owner: &[usize],
    list: std::ops::Range<usize>,
    around: &mut [Surroundings],
) {
    // A member is sure of its class if its likeliest place has no rival of another class within a magnitude.
    let mut classes: BTreeMap<FeatureClass, usize> = BTreeMap::new();
    let mut countries: BTreeMap<Country, usize> = BTreeMap::new();
    for index in list.clone() {
        let candidates = &entities[owner[index]].candidates;
        let Some(best) = candidates.iter().max_by(|a, b| a.prior.total_cmp(&b.prior)) else {
            continue;
        };
        let rival = candidates
            .iter()
            .any(|other| other.class != best.class && other.prior > best.prior - 1.0);
        let cue = around[owner[index]].cue;
        if !rival || cue.is_some_and(|cue| cue.fits(best.class)) {
            *classes.entry(best.class).or_default() += 1;
        }
        for country in candidates.iter().take(6).filter_map(|candidate| candidate.country) {
            *countries.entry(country).or_default() += 1;
        }
    }
    let members = list.len();
    let class = classes.iter().max_by_key(|(_, count)| **count).map(|(class, _)| *class);
    let most = countries.values().copied().max().unwrap_or(0);
    let country = countries.iter().find(|(_, count)| **count == most).map(|(country, _)| *country);
    for index in list {
        let surroundings = &mut around[owner[index]];
        surroundings.list_class = surroundings.list_class.or(class);
        if most * 2 > members {
            surroundings.list_country = surroundings.list_country.or(country);
        }
    }
}

/// A mention and its place, or the reason why it has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    /// The mention.
    pub mention: Mention,
    /// What it was resolved to.
    pub resolution: Resolution,
    /// The places that were considered, best first, with their scores.
    pub alternatives: Vec<(PlaceId, f32)>,
}

/// What a mention was resolved to.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Resolution {
    /// A place of the gazetteer.
    Place {
        /// Which.
        place: PlaceId,
        /// How sure.
        confidence: Confidence,
    },
    /// The border itself (`the Tajik-Afghan border`).
    Border,
    /// A named place whose position nobody knows, somewhere within `container`.
    Within {
        /// The narrowest known place around it.
        container: Option<PlaceId>,
    },
    /// Several places fit about equally well: see `alternatives`.
    Ambiguous,
}

/// How sure a decision is. Ordinal: no probability is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A guess worth checking.
    Low,
    /// Probably right.
    Medium,
    /// An analyst would sign it.
    High,
}
