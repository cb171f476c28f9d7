//! What `geodata/lexicon/triggers_*.tsv` says of a language: triggers, status cues, facilities, counted nouns.
//!
//! Nothing about a language stands in code: a row of the table is a rule.

use super::actor::Party;
use super::pattern::{Found, Pattern, Rows, Sets};
use super::phrases::{self, Phrase};
use super::stake::{Beside, Stake, Stakes};
use super::vocabulary::{Making, Table, Vocabulary};
use super::{FacilityKind, IncidentClass, Status, dates, quantity};
use crate::text::Language;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// Words that report an incident.
#[derive(Debug)]
pub(crate) struct Trigger {
    pub kind: String,
    /// Where a user wrote it; `None` for those of the tables.
    pub rule: Option<&'static str>,
    pub class: IncidentClass,
    pub pattern: Pattern,
    /// What the words themselves say of its reality.
    pub status: Option<Status>,
    /// Gives way to any other trigger of its sentence.
    pub weak: bool,
    /// Words in the clause that say that it means something else; all patterns of a row share them.
    pub unless: Arc<[Pattern]>,
}

/// How far a status cue reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A trigger shortly after it, in the same clause.
    Near,
    /// A trigger before or after it in the same clause.
    Around,
    /// All that follows it in the sentence.
    On,
    /// The whole sentence.
    Sentence,
}

/// What `geodata/lexicon/kinds.tsv` says of a kind of incident in any language.
#[derive(Debug, Default)]
pub(crate) struct Kind {
    /// It crosses a border by what it is.
    pub crosses: bool,
    /// Kinds whose words in the same clause tell of the same event, and say more.
    pub gives_way_to: Vec<&'static str>,
    /// A denial of one of a family is a denial of another of it; empty for none.
    pub family: &'static str,
    /// What is alleged beside it is what people are held for; it is not in doubt itself.
    pub charged: bool,
    /// Its place may be where somebody went, not where what was told before happened.
    pub moves: bool,
}

impl Kind {
    /// The row of `name`; that of a kind that has none says nothing.
    pub(crate) fn of(name: &str) -> &'static Self {
        static TABLE: LazyLock<HashMap<&'static str, Kind>> = LazyLock::new(|| {
            let rows = include_str!("../../geodata/lexicon/kinds.tsv").lines();
            rows.filter(|row| !row.starts_with('#'))
                .map(|row| {
                    let mut cells = row.split('\t').map(str::trim);
                    let mut cell = || cells.next().unwrap_or("");
                    let (name, crosses, others) = (cell(), cell() == "crosses", cell());
                    let gives_way_to = others.split('|').filter(|o| !o.is_empty()).collect();
                    let (family, nature) = (cell(), cell());
                    let (charged, moves) = (nature == "charged", nature == "moves");
                    (name, Kind { crosses, gives_way_to, family, charged, moves })
                })
                .collect()
        });
        static NONE: LazyLock<Kind> = LazyLock::new(Kind::default);
        TABLE.get(name).unwrap_or(&NONE)
    }
}

/// Words that say what is real.
#[derive(Debug)]
pub(crate) struct Cue {
    pub status: Status,
    /// What an exercise plays: the exercise itself is real.
    pub scenario: bool,
    pub reach: Reach,
    pub pattern: Pattern,
}

/// Words with a name: a kind of facility, a state, a unit.
#[derive(Debug)]
pub(crate) struct Named {
    pub name: String,
    pub pattern: Pattern,
    pub unless: Vec<Pattern>,
    /// What must be besides, of a facility: `named`, `done`.
    pub sort: &'static str,
    /// The rule of a user's own that it is of.
    pub rule: Option<&'static str>,
}

impl Phrase {
    /// The row of a kind of facility that a user's own pattern is.
    fn named(&self, pattern: Pattern, unless: Vec<Pattern>) -> Named {
        Named { name: self.kind.clone(), pattern, unless, sort: "", rule: Some(self.rule) }
    }
}

/// The rows of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// The words that all patterns of the language ask for.
    pub vocabulary: Vocabulary,
    /// Parties to incidents.
    pub parties: Rows<Party>,
    pub triggers: Rows<Trigger>,
    pub cues: Rows<Cue>,
    /// Where a cue is none: `not only … but`.
    pub guards: Rows<Pattern>,
    pub facilities: Rows<Named>,
    /// What is done with a facility: planned, built …
    pub states: Rows<Named>,
    /// What is counted: people, kilograms.
    pub nouns: Rows<Named>,
    /// What befalls people: killed, wounded, detained.
    pub harms: Rows<Named>,
    /// Words that give a speaker: `said`, `according to`.
    pub speech: Rows<Named>,
    /// Words that stand for a place named before, by the level they ask for: `there`, `the province`.
    pub anaphors: Rows<Named>,
    /// Words that begin a clause of their own for negations.
    pub bounds: Rows<Pattern>,
    /// Words before the place that something comes from, goes to, is aimed at.
    pub roles: Rows<Named>,
    /// Stretches that say nothing of events: treaties, page furniture.
    pub masks: Rows<Named>,
    /// A speaker with the place he speaks from, to the verb of saying: `analysts in X say` from afar, `police in X say`
    /// of what is around them (`local`).
    pub speakers: Rows<Named>,
    /// Words that say that a sentence is about sport, art or trade.
    pub topics: Rows<Named>,
    /// Words right `before` or `after` a trigger that make it a kind of event, not one: `such`, `become more frequent`.
    pub generics: Rows<Named>,
    /// Who has to do with a facility.
    pub stakes: Rows<Stake>,
    /// Where an operator stands right beside its facility.
    pub beside: Beside,
    /// The endings of nouns in the plural.
    pub endings: Vec<&'static str>,
}

impl Lexicon {
    /// The rows of `language`.
    pub(crate) fn of(language: Language) -> &'static Self {
        static TABLES: [LazyLock<Lexicon>; 4] = [
            LazyLock::new(|| Lexicon::with(Language::English, &[])),
            LazyLock::new(|| Lexicon::with(Language::Russian, &[])),
            LazyLock::new(|| Lexicon::with(Language::Tajik, &[])),
            LazyLock::new(|| Lexicon::with(Language::Persian, &[])),
        ];
        &TABLES[language as usize]
    }

    /// The rows of `language`, and triggers of a user's own before them: of two that match alike, the first stands.
    pub(super) fn with(language: Language, own: &[Phrase]) -> Self {
        let words = Making::with(quantity::table(language), dates::table(language));
        let mut rows = Collected::default();
        let sets = sets(language);
        let read = |list: &str| -> Vec<Pattern> {
            list.split('|')
                .filter(|written| !written.trim().is_empty())
                .map(|written| Pattern::parse(written, &sets, &words))
                .collect()
        };
        for phrase in own {
            if FacilityKind::is_known(&phrase.kind) {
                let found = read(&phrase.pattern).into_iter();
                rows.facilities
                    .extend(found.map(|pattern| phrase.named(pattern, read(&phrase.unless))));
                continue;
            }
            let guards: Arc<[Pattern]> = read(&phrase.unless).into();
            let triggers = read(&phrase.pattern).into_iter().map(|pattern| Trigger {
                kind: phrase.kind.clone(),
                rule: Some(phrase.rule),
                class: phrases::class_of(&phrase.kind).unwrap_or(IncidentClass::Incident),
                pattern,
                status: phrase.status,
                weak: false,
                unless: Arc::clone(&guards),
            });
            rows.triggers.extend(triggers);
        }
        for [row, name, patterns, sort, status, unless] in self::rows(language) {
            let guards: Arc<[Pattern]> = read(unless).into();
            for pattern in read(patterns) {
                let named = |pattern| Named {
                    name: name.to_owned(),
                    pattern,
                    unless: read(unless),
                    sort,
                    rule: None,
                };
                match row {
                    "trigger" => rows.triggers.push(Trigger {
                        kind: name.to_owned(),
                        rule: None,
                        class: class(sort),
                        pattern,
                        status: self::status(status),
                        weak: sort.ends_with("weak"),
                        unless: Arc::clone(&guards),
                    }),
                    "cue" => {
                        let scenario = name == "scenario";
                        let status = self::status(name);
                        if let Some(status) = status.or(scenario.then_some(Status::Hypothetical)) {
                            rows.cues.push(Cue { status, scenario, reach: reach(sort), pattern });
                        }
                    }
                    "guard" => rows.guards.push(pattern),
                    "facility" => rows.facilities.push(named(pattern)),
                    "state" => rows.states.push(named(pattern)),
                    "noun" => rows.nouns.push(named(pattern)),
                    "harm" => rows.harms.push(named(pattern)),
                    "speech" => rows.speech.push(named(pattern)),
                    "anaphor" => rows.anaphors.push(named(pattern)),
                    "bound" => rows.bounds.push(pattern),
                    "role" => rows.roles.push(named(pattern)),
                    "mask" => rows.masks.push(named(pattern)),
                    "speaker" => rows.speakers.push(named(pattern)),
                    "generic" => rows.generics.push(named(pattern)),
                    "topic" => rows.topics.push(named(pattern)),
                    _ => {}
                }
            }
        }
        let parties = Party::all(language, &words);
        let stakes = Stakes::all(language, &words);
        let mut vocabulary = words.finish();
        let known = &mut vocabulary;
        Self {
            parties: Rows::new(Table::Parties, parties, known),
            triggers: Rows::new(Table::Triggers, rows.triggers, known),
            cues: Rows::new(Table::Cues, rows.cues, known),
            guards: Rows::new(Table::Guards, rows.guards, known),
            facilities: Rows::new(Table::Facilities, rows.facilities, known),
            states: Rows::new(Table::States, rows.states, known),
            nouns: Rows::new(Table::Nouns, rows.nouns, known),
            harms: Rows::new(Table::Harms, rows.harms, known),
            speech: Rows::new(Table::Speech, rows.speech, known),
            anaphors: Rows::new(Table::Anaphors, rows.anaphors, known),
            bounds: Rows::new(Table::Bounds, rows.bounds, known),
            roles: Rows::new(Table::Roles, rows.roles, known),
            masks: Rows::new(Table::Masks, rows.masks, known),
            speakers: Rows::new(Table::Speakers, rows.speakers, known),
            generics: Rows::new(Table::Generics, rows.generics, known),
            topics: Rows::new(Table::Topics, rows.topics, known),
            stakes: Rows::new(Table::Stakes, stakes.rows, known),
            beside: stakes.beside,
            endings: stakes.endings,
            vocabulary,
        }
    }
}

/// The rows of the table of `language`: row, name, patterns, sort, status, unless.
pub(super) fn rows(language: Language) -> impl Iterator<Item = [&'static str; 6]> {
    let table = match language {
        Language::English => include_str!("../../geodata/lexicon/triggers_en.tsv"),
        Language::Russian => include_str!("../../geodata/lexicon/triggers_ru.tsv"),
        Language::Tajik => include_str!("../../geodata/lexicon/triggers_tg.tsv"),
        Language::Persian => include_str!("../../geodata/lexicon/triggers_fa.tsv"),
    };
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t').map(str::trim);
        std::array::from_fn(|_| cells.next().unwrap_or(""))
    })
}

/// The sets of words that the patterns of `language` may name.
pub(super) fn sets(language: Language) -> Sets {
    let declared = rows(language).filter(|[row, ..]| *row == "set");
    declared
        .map(|[_, name, words, ..]| {
            (name.to_owned(), words.split('|').map(str::to_owned).collect())
        })
        .collect()
}

/// The rows of a table on the way into a [`Lexicon`].
#[derive(Default)]
struct Collected {
    triggers: Vec<Trigger>,
    cues: Vec<Cue>,
    guards: Vec<Pattern>,
    facilities: Vec<Named>,
    states: Vec<Named>,
    nouns: Vec<Named>,
    harms: Vec<Named>,
    speech: Vec<Named>,
    anaphors: Vec<Named>,
    bounds: Vec<Pattern>,
    roles: Vec<Named>,
    masks: Vec<Named>,
    speakers: Vec<Named>,
    generics: Vec<Named>,
    topics: Vec<Named>,
}

impl Found for Trigger {
    fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

impl Found for Cue {
    fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

impl Found for Named {
    fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

pub(super) fn class(name: &str) -> IncidentClass {
    match name.split('-').next().unwrap_or("") {
        "presence" => IncidentClass::Presence,
        "exercise" => IncidentClass::Exercise,
        "diplomacy" => IncidentClass::Diplomacy,
        "policy" => IncidentClass::Policy,
        "statement" => IncidentClass::Statement,
        _ => IncidentClass::Incident,
    }
}

fn reach(name: &str) -> Reach {
    match name {
        "around" => Reach::Around,
        "on" => Reach::On,
        "sentence" => Reach::Sentence,
        _ => Reach::Near,
    }
}

pub(super) fn status(name: &str) -> Option<Status> {
    Some(match name {
        "occurred" => Status::Occurred,
        "ongoing" => Status::Ongoing,
        "planned" => Status::Planned,
        "ordered" => Status::Ordered,
        "announced" => Status::Announced,
        "claimed" => Status::Claimed,
        "alleged" => Status::Alleged,
        "denied" => Status::Denied,
        "negated" => Status::Negated,
        "hypothetical" => Status::Hypothetical,
        "historical" => Status::Historical,
        "legal_text" => Status::LegalText,
        _ => return None,
    })
}
