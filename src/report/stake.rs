//! Who runs, builds and pays for a facility: rows of `geodata/lexicon/stakes.tsv`, in the same clause only.

use super::actor::Actor;
use super::lexicon::Lexicon;
use super::pattern::{Found, Pattern, Sets};
use super::scene::Page;
use super::tokens::{Sort, Token};
use super::vocabulary::Making;
use crate::gazetteer::{FeatureClass, Gazetteer};
use crate::mention::Use;
use crate::resolve::Resolution;
use crate::text::Language;

/// What words say of a facility.
#[derive(Debug)]
pub(crate) struct Stake {
    pub role: Role,
    pub stands: Stands,
    pattern: Pattern,
}

/// What the party is, or what the words say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Operator,
    Builder,
    Funder,
    /// The builder, or the funder of what is funded.
    Agent,
    /// There are several.
    Many,
    Since,
    Announced,
    Opened,
    /// It parts a party from the noun.
    Between,
    /// It names for whom something is done.
    For,
    /// People serve there.
    Serve,
    /// It points at what was told of.
    This,
}

/// Where the party stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    After,
    Before,
    Subject,
    Own,
    Word,
}

impl Found for Stake {
    fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

/// The most words between an operator and its noun.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Beside {
    /// The operator first.
    before: Option<usize>,
    /// The noun first.
    behind: Option<usize>,
}

/// The rows of a language.
#[derive(Debug, Default)]
pub(crate) struct Stakes {
    pub rows: Vec<Stake>,
    /// Words between an operator and its noun behind it (`Tajikistan's new border post`) and before it
    /// (`база России`); `None` where it does not stand so.
    pub beside: Beside,
    /// The endings of nouns in the plural.
    pub endings: Vec<&'static str>,
}

impl Stakes {
    /// The rows of `language`.
    pub(crate) fn all(language: Language, words: &Making) -> Self {
        let mut all = Self::default();
        for line in include_str!("../../geodata/lexicon/stakes.tsv").lines() {
            let cells: Vec<&'static str> = line.split('\t').map(str::trim).collect();
            let [role, code, stands, patterns] = cells[..] else { continue };
            if Language::from_code(code) != Some(language) {
                continue;
            }
            let stands = match stands {
                "adjective" => {
                    all.beside.before = patterns.parse().ok();
                    continue;
                }
                "genitive" => {
                    all.beside.behind = patterns.parse().ok();
                    continue;
                }
                "ending" => {
                    all.endings.extend(patterns.split('|'));
                    continue;
                }
                "after" => Stands::After,
                "before" => Stands::Before,
                "subject" => Stands::Subject,
                "own" => Stands::Own,
                _ => Stands::Word,
            };
            let role = match role {
                "operator" => Role::Operator,
                "builder" => Role::Builder,
                "funder" => Role::Funder,
                "agent" => Role::Agent,
                "many" => Role::Many,
                "since" => Role::Since,
                "announced" => Role::Announced,
                "between" => Role::Between,
                "for" => Role::For,
                "serve" => Role::Serve,
                "this" => Role::This,
                _ => Role::Opened,
            };
            all.rows.extend(patterns.split('|').map(|written| Stake {
                role,
                stands,
                pattern: Pattern::parse(written, &Sets::new(), words),
            }));
        }
        all
    }
}

/// A party in a sentence: a row of the actor table, or a country.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Party {
    pub start: usize,
    pub end: usize,
    pub who: Actor,
    /// It says where something is: no party, unless words say so that stand beside it.
    pub is_where: bool,
    /// It says where something is, or whose: `Tajikistan's border post at Ayvoj`.
    pub may_own: bool,
}

/// The parties of sentence `at` outside of `noun`, in order: `military` in `military base` is none.
pub(super) fn parties(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
    at: usize,
    noun: (usize, usize),
) -> Vec<Party> {
    let tokens = &page.sentences[at].tokens;
    let mut found: Vec<Party> = Vec::new();
    let mut next = 0;
    while next < tokens.len() {
        let Some((row, end)) = page.lexicon.parties.at(tokens, next).max_by_key(|(_, end)| *end)
        else {
            next += 1;
            continue;
        };
        found.push(Party { start: next, end, who: row.actor(), is_where: false, may_own: true });
        next = end.max(next + 1);
    }
    let sentence = page.sentences[at].span;
    let first = page.located.partition_point(|one| one.mention.span.end <= sentence.start);
    let here = page.located[first..].iter();
    for one in here.take_while(|one| one.mention.span.start < sentence.end) {
        let span = one.mention.span;
        let covered = |token: &Token| token.span.overlaps(span);
        let Some(start) = tokens.iter().position(covered) else { continue };
        let end = tokens.iter().rposition(covered).map_or(start + 1, |last| last + 1);
        let usage = one.mention.usage;
        let is_power = matches!(usage, Use::Actor | Use::Affiliation | Use::Ethnonym);
        let may_own = is_power || usage == Use::Container;
        let known = found.iter_mut().find(|party| party.start < end && start < party.end);
        if let Some(party) = known {
            party.is_where |= !is_power;
            party.may_own &= may_own;
            continue;
        }
        let Resolution::Place { place, .. } = one.resolution else { continue };
        let place = gazetteer.place(place);
        let Some(country) = place.country.filter(|_| place.class == FeatureClass::Country) else {
            continue;
        };
        let code = country.code();
        let row = page.lexicon.parties.iter().find(|row| row.is_power(code));
        let who = row.map_or_else(
            || Actor {
                name: place.name.to_owned(),
                kind: "government".to_owned(),
                country: Some(code.to_owned()),
                role: "actor".to_owned(),
            },
            super::actor::Party::actor,
        );
        found.push(Party { start, end, who, is_where: !is_power, may_own });
    }
    found.retain(|party| party.end <= noun.0 || noun.1 <= party.start);
    found.sort_by_key(|party| (party.start, party.end));
    joined(found)
}

/// Whether token `word` of sentence `at` points at what was told of: `this`.
pub(super) fn is_this(page: &Page<'_>, at: usize, word: usize) -> bool {
    let mut said = page.lexicon.stakes.at(&page.sentences[at].tokens, word);
    said.any(|(row, _)| row.role == Role::This)
}

/// `The border guards of X` are those of X: a service beside a power is that power's.
fn joined(parties: Vec<Party>) -> Vec<Party> {
    let mut all: Vec<Party> = Vec::new();
    for party in parties {
        let Some(last) = all.last_mut() else {
            all.push(party);
            continue;
        };
        let beside = party.start <= last.end + 1 && !party.is_where && !last.is_where;
        let is_service = |one: &Party| one.who.country.is_none() && one.who.kind != "igo";
        if beside && is_service(last) && party.who.kind == "government" {
            last.who = party.who;
            last.end = party.end;
        } else if beside && is_service(&party) && last.who.kind == "government" {
            last.end = party.end;
        } else {
            all.push(party);
        }
    }
    all
}

/// A facility in its sentence.
#[derive(Clone, Copy)]
pub(super) struct Noun<'s> {
    pub lexicon: &'s Lexicon,
    pub tokens: &'s [Token],
    pub parties: &'s [Party],
    /// The tokens of the noun, and of its clause.
    pub at: (usize, usize),
    pub clause: (usize, usize),
    /// What is done with it.
    pub state: &'s str,
    /// The words that say so.
    pub done: Option<(usize, usize)>,
}

/// Who has to do with a facility.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Held {
    pub operator: Option<Actor>,
    pub builder: Option<Actor>,
    pub funder: Option<Actor>,
    /// The token at which a country is named that has somebody else's facility.
    pub host: Option<usize>,
}

/// Words between a phrase and the party that it speaks of: `built by the Chinese company`.
const BESIDE: usize = 3;

/// Words between a word of possession or of number and the noun: `its new border post`.
const ADJECTIVES: usize = 2;

impl Noun<'_> {
    /// Who has to do with it.
    pub(super) fn held(&self) -> Held {
        let mut held = Held { operator: self.beside(), ..Held::default() };
        for stands in [Stands::After, Stands::Before, Stands::Own, Stands::Subject] {
            for (row, start, end) in self.said(stands) {
                let party = match stands {
                    Stands::After => self.after(end),
                    Stands::Before => self.before(start),
                    Stands::Own if end <= self.at.0 && self.at.0 - end <= ADJECTIVES + 1 => {
                        self.named_last(start)
                    }
                    Stands::Subject => self.subject(start),
                    _ => None,
                };
                let Some(party) = party else { continue };
                self.note(&mut held, row, party);
            }
        }
        held
    }

    fn note(&self, held: &mut Held, row: &Stake, party: &Party) {
        let role = match row.role {
            Role::Agent if self.state == "funded" => Role::Funder,
            Role::Agent => Role::Builder,
            role => role,
        };
        let is_made = matches!(
            self.state,
            "planned" | "built" | "under_construction" | "funded" | "existing"
        );
        let place = match role {
            Role::Operator => &mut held.operator,
            Role::Builder if is_made => &mut held.builder,
            Role::Funder => &mut held.funder,
            _ => return,
        };
        match place {
            None => *place = Some(Actor { role: name(role).to_owned(), ..party.who.clone() }),
            Some(known)
                if role == Role::Operator
                    && row.stands == Stands::Subject
                    && known.name != party.who.name
                    && party.who.kind == "government" =>
            {
                held.host = held.host.or(Some(party.start));
            }
            Some(_) => {}
        }
    }

    /// What the rows say in its clause; of what is said of one role, the nearest to the noun comes first.
    fn said(&self, stands: Stands) -> Vec<(&Stake, usize, usize)> {
        let (from, to) = self.clause;
        let mut found: Vec<(&Stake, usize, usize)> = Vec::new();
        for at in from..to.min(self.tokens.len()) {
            let here = self.lexicon.stakes.at(self.tokens, at);
            let here = here.filter(|(row, end)| row.stands == stands && *end <= to);
            if let Some((row, end)) = here.max_by_key(|(_, end)| *end) {
                found.push((row, at, end));
            }
        }
        let away = |start: usize, end: usize| {
            if end <= self.at.0 { self.at.0 - end } else { start.saturating_sub(self.at.1) }
        };
        found.sort_by_key(|(_, start, end)| away(*start, *end));
        found
    }

    /// Whether nothing is between two tokens that parts them: no mark, preposition, verb or event.
    fn is_close(&self, from: usize, to: usize) -> bool {
        let is_done = |at: usize| self.done.is_some_and(|(start, end)| start <= at && at < end);
        let parts = |at: usize| {
            let mut words = self.lexicon.stakes.at(self.tokens, at);
            words.any(|(row, _)| row.role == Role::Between)
                || self.lexicon.triggers.at(self.tokens, at).next().is_some()
                || self.lexicon.states.at(self.tokens, at).next().is_some()
        };
        (from..to).all(|at| self.tokens[at].sort != Sort::Mark && !is_done(at) && !parts(at))
    }

    /// The party right beside its noun: `Russian military base`, `база России`.
    fn beside(&self) -> Option<Actor> {
        let (start, end) = self.at;
        let reach = self.lexicon.beside;
        let powers = || {
            let inside = |party: &&Party| {
                self.clause.0 <= party.start && party.end <= self.clause.1 && party.may_own
            };
            self.parties.iter().filter(inside)
        };
        let before = reach.before.and_then(|reach| {
            powers().rfind(|party| {
                party.end <= start && start - party.end <= reach && self.is_close(party.end, start)
            })
        });
        let behind = || {
            let reach = reach.behind?;
            powers().find(|party| {
                party.start >= end && party.start - end < reach && self.is_close(end, party.start)
            })
        };
        let party = before.or_else(behind)?;
        Some(Actor { role: name(Role::Operator).to_owned(), ..party.who.clone() })
    }

    fn after(&self, end: usize) -> Option<&Party> {
        let party = self.parties.iter().find(|party| {
            party.start >= end && party.start - end < BESIDE && party.end <= self.clause.1
        })?;
        // `Built for X` is not built by X.
        let is_for = (end..party.start).any(|at| {
            let mut words = self.lexicon.stakes.at(self.tokens, at);
            words.any(|(row, _)| row.role == Role::For)
        });
        (!is_for).then_some(party)
    }

    fn before(&self, start: usize) -> Option<&Party> {
        self.parties.iter().find(|party| party.end == start && !party.is_where)
    }

    /// The party named last before token `start`, in any clause.
    fn named_last(&self, start: usize) -> Option<&Party> {
        self.parties.iter().rfind(|party| party.end <= start && !party.is_where)
    }

    /// The subject of the verb at `start`: the party right before it, else the first of the clause; for a pronoun
    /// the party named last.
    fn subject(&self, start: usize) -> Option<&Party> {
        let acting = |party: &&Party| !party.is_where && party.end <= start;
        let near = self.parties.iter().rfind(|party| acting(party) && party.end == start);
        let first =
            || self.parties.iter().find(|party| acting(party) && party.start >= self.clause.0);
        near.or_else(first).or_else(|| self.named_last(start))
    }

    /// What a year at the tokens `at` says of it; `None` if it says nothing.
    pub(super) fn year_role(&self, at: Option<(usize, usize)>) -> Option<&'static str> {
        let said = self.said(Stands::Word);
        let of = |role: Role| said.iter().filter(move |(row, ..)| row.role == role);
        let away = |start: usize, end: usize| {
            at.map(|(from, to)| if end <= from { from - end } else { start.saturating_sub(to) })
        };
        let nearest = |role: Role| of(role).filter_map(|(_, a, b)| away(*a, *b)).min();
        let since = of(Role::Since).any(|(_, _, end)| {
            at.is_some_and(|(from, to)| (from..=to).contains(end) || end + 1 == from)
        });
        Some(match self.state {
            "existing" if since => "since",
            "existing" => {
                // `Reopened in 2023`.
                let is_done = self.done.is_some_and(|done| {
                    of(Role::Opened).any(|(_, start, end)| *start < done.1 && done.0 < *end)
                });
                return is_done.then_some("opened");
            }
            "planned" | "funded" => {
                let done = self.done.and_then(|(start, end)| away(start, end));
                let is_told = nearest(Role::Announced)
                    .is_some_and(|told| done.is_some_and(|done| told < done));
                if is_told && self.state == "planned" {
                    "announced"
                } else if self.state == "planned" {
                    "planned"
                } else {
                    "funded"
                }
            }
            "built" if of(Role::Opened).next().is_some() => "opened",
            "built" => "built",
            "under_construction" => "under_construction",
            "closed" => "closed",
            "destroyed" => "destroyed",
            _ => return None,
        })
    }

    /// Whether its clause says that people serve there.
    pub(super) fn is_manned(&self) -> bool {
        self.said(Stands::Word).iter().any(|(row, ..)| row.role == Role::Serve)
    }

    /// Whether its words tell of several.
    pub(super) fn is_many(&self) -> bool {
        let (start, end) = self.at;
        let said = self.said(Stands::Word).into_iter();
        let mut said = said.filter(|(row, ..)| row.role == Role::Many);
        let word = &self.tokens[end - 1].word;
        let plural = self.lexicon.endings.iter().any(|ending| word.ends_with(ending));
        plural || said.any(|(_, _, to)| to <= start && start - to <= ADJECTIVES)
    }
}

fn name(role: Role) -> &'static str {
    match role {
        Role::Operator => "operator",
        Role::Builder => "builder",
        Role::Funder => "funder",
        _ => "",
    }
}
