//! What a document as a whole says about where it is: countries and divisions named, places it is near.

use crate::earth::LatLng;
use crate::gazetteer::{Country, FeatureClass, NameKind, Place, PlaceId};
use crate::mention::{Mention, Use};
use std::collections::BTreeMap;

/// Most anchors that a candidate is compared with: time stays linear in the document.
const ANCHORS: usize = 48;

/// One name of the document with all its mentions: it means the same place throughout.
pub(super) struct Entity {
    /// Its mentions, as rows of the document's mentions.
    pub(super) mentions: Vec<usize>,
    /// Its candidates, as the first mention has them.
    pub(super) candidates: Vec<Considered>,
}

/// A place that an entity may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Considered {
    pub(super) id: PlaceId,
    pub(super) kind: NameKind,
    pub(super) class: FeatureClass,
    /// Whether it is a capital, or the seat of a division that is called by its adjective.
    pub(super) seat: bool,
    pub(super) country: Option<Country>,
    /// Its first-order division, as a number of this document's table.
    pub(super) admin1: Option<u32>,
    /// Where it is, as a unit vector.
    pub(super) at: Option<[f32; 3]>,
    /// How likely the name means it without any context.
    pub(super) prior: f32,
}

/// Which entities name something: enough to tell whether one of the others does.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Namers {
    count: usize,
    first: usize,
}

impl Namers {
    fn add(&mut self, row: usize) {
        if self.count == 0 {
            self.first = row;
        }
        self.count += 1;
    }

    /// Whether an entity other than the one at `row` names it.
    pub(super) fn besides(self, row: usize) -> bool {
        self.count > 1 || (self.count == 1 && self.first != row)
    }
}

/// The sums over a document.
#[derive(Default)]
pub(super) struct Evidence {
    /// The countries that are named, by themselves or by their people.
    pub(super) countries: BTreeMap<Country, Namers>,
    /// The divisions that are named.
    pub(super) divisions: BTreeMap<u32, Namers>,
    /// What share of the names could be in each country, by prior.
    pub(super) country_votes: BTreeMap<Country, f32>,
    /// The same for divisions.
    pub(super) division_votes: BTreeMap<u32, f32>,
    /// The likeliest place of each name, with the entity it belongs to.
    pub(super) anchors: Vec<(usize, [f32; 3])>,
    /// How many names took part in the votes.
    pub(super) voters: f32,
}

impl Evidence {
    /// Sums up what the entities say.
    pub(super) fn of(entities: &[Entity], mentions: &[Mention]) -> Self {
        let mut sums = Self::default();
        for (row, entity) in entities.iter().enumerate() {
            let heard = entity.mentions.iter().any(|mention| {
                !matches!(mentions[*mention].usage, Use::Publication | Use::LegalNotice)
            });
            let Some(first) = entity.candidates.first().filter(|_| heard) else { continue };

            if first.class == FeatureClass::Country {
                if let Some(country) = first.country {
                    sums.countries.entry(country).or_default().add(row);
                }
                continue;
            }
            if first.kind == NameKind::Demonym {
                continue;
            }
            let pick = entity
                .candidates
                .iter()
                .max_by(|a, b| a.prior.total_cmp(&b.prior))
                .copied()
                .unwrap_or(*first);
            if pick.class == FeatureClass::Admin1
                && let Some(division) = pick.admin1
            {
                sums.divisions.entry(division).or_default().add(row);
            }
            if let Some(at) = pick.at
                && sums.anchors.len() < ANCHORS
                && pick.class != FeatureClass::Region
            {
                sums.anchors.push((row, at));
            }
            sums.voters += 1.0;
            for (candidate, share) in shares(&entity.candidates) {
                if let Some(country) = candidate.country {
                    *sums.country_votes.entry(country).or_default() += share;
                }
                if let Some(division) = candidate.admin1 {
                    *sums.division_votes.entry(division).or_default() += share;
                }
            }
        }
        sums
    }
}

/// Whether `name` begins with `text`, whatever their case: `Walker County` does with `Walker`.
fn starts_with(name: &str, text: &str) -> bool {
    name.get(..text.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(text))
        && !name.as_bytes().get(text.len()).is_some_and(u8::is_ascii_alphanumeric)
}

/// Each candidate's share of its entity's vote: proportional to ten to the prior.
pub(super) fn shares(candidates: &[Considered]) -> impl Iterator<Item = (&Considered, f32)> {
    let weight = |candidate: &Considered| 10f32.powf(candidate.prior.min(9.0));
    let all: f32 = candidates.iter().map(weight).sum::<f32>().max(f32::MIN_POSITIVE);
    candidates.iter().map(move |candidate| (candidate, weight(candidate) / all))
}

/// The unit vector of a position. On a sphere: what is near is told from what is far, no distance is reported.
pub(super) fn vector(at: LatLng) -> [f32; 3] {
    let (lat, lng) = (at.lat().to_radians(), at.lng().to_radians());
    #[allow(clippy::cast_possible_truncation, reason = "24 bits tell places a metre apart")]
    [lat.cos() * lng.cos(), lat.cos() * lng.sin(), lat.sin()].map(|part| part as f32)
}

/// About how far two unit vectors are from each other, in kilometres.
pub(super) fn kilometres(a: [f32; 3], b: [f32; 3]) -> f32 {
    // The chord; half of it is the sine of half the angle. Mean radius of the Earth, GRS 80: 6371.0088 km.
    let squared: f32 = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum();
    2.0 * 6_371.009 * (squared.sqrt() / 2.0).clamp(0.0, 1.0).asin()
}

/// How likely a name means a place without any context: the decimal magnitude of its inhabitants, its class,
/// and what the name is to it.
pub(super) fn prior(place: &Place<'_>, kind: NameKind, text: &str) -> f32 {
    // `Piqua` was once called Washington. Only compared where both are in plain Latin letters.
    let alternate = matches!(place.class, FeatureClass::Settlement | FeatureClass::Admin2)
        && text.is_ascii()
        && place.name.is_ascii()
        && !starts_with(place.name, text);
    #[allow(clippy::cast_precision_loss, reason = "a magnitude")]
    let people = (place.population as f32 + 1.0).log10();
    // Places with no inhabitants of their own stand about where a town does.
    let class = match place.class {
        FeatureClass::Country => 9.0,
        FeatureClass::Region | FeatureClass::Historical | FeatureClass::Border => 5.5,
        FeatureClass::Admin1 => 0.3,
        FeatureClass::Admin2 => -0.5,
        FeatureClass::Settlement => match place.code {
            "PPLC" => 0.6,
            "PPLA" => 0.3,
            _ => 0.0,
        },
        FeatureClass::River
        | FeatureClass::Lake
        | FeatureClass::Range
        | FeatureClass::Valley
        | FeatureClass::Corridor => 4.0,
        _ => 2.5,
    };
    let name = match kind {
        NameKind::Attested if alternate => -1.2,
        NameKind::Attested => 0.0,
        NameKind::Generated => -1.0,
        NameKind::Abbreviation => 0.5,
        NameKind::Demonym => -0.5,
    };
    let unknown = if place.population == 0 { 2.0 } else { 0.0 };
    match place.class {
        // Most sources give no inhabitants for a division; a province of a few million is the rule.
        FeatureClass::Admin1 if place.population == 0 => 6.3 + class + name,
        FeatureClass::Admin1 => people + class + name,
        FeatureClass::Admin2 => people.max(3.5) + class + name,
        FeatureClass::Settlement => people.max(unknown) + class + name,
        _ => people.min(1.0) + class + name,
    }
}
