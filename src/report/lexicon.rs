//! What `geodata/lexicon/triggers_*.tsv` says of a language: triggers, status cues, facilities, counted nouns.
//!
//! Nothing about a language stands in code: a row of the table is a rule.

use super::tokens::{Index, Pattern, Sets, Token};
use super::{IncidentClass, Status};
use crate::text::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that report an incident.
#[derive(Debug)]
pub(crate) struct Trigger {
    pub kind: String,
    pub class: IncidentClass,
    pub pattern: Pattern,
    /// What the words themselves say of its reality.
    pub status: Option<Status>,
    /// Gives way to any other trigger of its sentence.
    pub weak: bool,
    /// Words in the clause that say that it means something else.
    pub unless: Vec<Pattern>,
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
                    (name, Kind { crosses, gives_way_to })
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
    pub reach: Reach,
    pub pattern: Pattern,
}

/// Words with a name: a kind of facility, a state, a unit.
#[derive(Debug)]
pub(crate) struct Named {
    pub name: String,
    pub pattern: Pattern,
    pub unless: Vec<Pattern>,
}

/// The rows of one language.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    pub triggers: Vec<Trigger>,
    pub trigger_index: Index,
    pub cues: Vec<Cue>,
    pub cue_index: Index,
    /// Where a cue is none: `not only … but`.
    pub guards: Vec<Pattern>,
    pub facilities: Vec<Named>,
    pub facility_index: Index,
    /// What is done with a facility: planned, built …
    pub states: Vec<Named>,
    /// What is counted: people, kilograms.
    pub nouns: Vec<Named>,
    /// What befalls people: killed, wounded, detained.
    pub harms: Vec<Named>,
    /// Words that give a speaker: `said`, `according to`.
    pub speech: Vec<Named>,
    /// Words that stand for a place named before, by the level they ask for: `there`, `the province`.
    pub anaphors: Vec<Named>,
    /// Words that begin a clause of their own for negations.
    pub bounds: Vec<Pattern>,
    /// Words before the place that something comes from, goes to, is aimed at.
    pub roles: Vec<Named>,
    /// Stretches that say nothing of events: treaties, page furniture.
    pub masks: Vec<Named>,
    /// A speaker with the place he speaks from, to the verb of saying: `analysts in X say`.
    pub speakers: Vec<Pattern>,
    /// Words that say that a sentence is about sport, art or trade.
    pub topics: Vec<Named>,
    /// Words right `before` or `after` a trigger that make it a kind of event, not one: `such`, `become more frequent`.
    pub generics: Vec<Named>,
}

impl Lexicon {
    /// The rows of `language`.
    pub(crate) fn of(language: Language) -> &'static Self {
        static TABLES: LazyLock<[Lexicon; 4]> = LazyLock::new(|| {
            [
                Lexicon::parse(include_str!("../../geodata/lexicon/triggers_en.tsv")),
                Lexicon::parse(include_str!("../../geodata/lexicon/triggers_ru.tsv")),
                Lexicon::parse(include_str!("../../geodata/lexicon/triggers_tg.tsv")),
                Lexicon::parse(include_str!("../../geodata/lexicon/triggers_fa.tsv")),
            ]
        });
        &TABLES[match language {
            Language::English => 0,
            Language::Russian => 1,
            Language::Tajik => 2,
            Language::Persian => 3,
        }]
    }

    fn parse(table: &str) -> Self {
        let mut lexicon = Self::default();
        let mut sets = Sets::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t').map(str::trim);
            let mut cell = || cells.next().unwrap_or("");
            let (row, name, patterns, sort, status, unless) =
                (cell(), cell(), cell(), cell(), cell(), cell());
            if row == "set" {
                sets.insert(name.to_owned(), patterns.split('|').map(str::to_owned).collect());
                continue;
            }
            let read = |list: &str| -> Vec<Pattern> {
                list.split('|')
                    .filter(|written| !written.trim().is_empty())
                    .map(|written| Pattern::parse(written, &sets))
                    .collect()
            };
            for pattern in read(patterns) {
                let named =
                    |pattern| Named { name: name.to_owned(), pattern, unless: read(unless) };
                match row {
                    "trigger" => lexicon.triggers.push(Trigger {
                        kind: name.to_owned(),
                        class: class(sort),
                        pattern,
                        status: self::status(status),
                        weak: sort.ends_with("weak"),
                        unless: read(unless),
                    }),
                    "cue" => {
                        if let Some(status) = self::status(name) {
                            lexicon.cues.push(Cue { status, reach: reach(sort), pattern });
                        }
                    }
                    "guard" => lexicon.guards.push(pattern),
                    "facility" => lexicon.facilities.push(named(pattern)),
                    "state" => lexicon.states.push(named(pattern)),
                    "noun" => lexicon.nouns.push(named(pattern)),
                    "harm" => lexicon.harms.push(named(pattern)),
                    "speech" => lexicon.speech.push(named(pattern)),
                    "anaphor" => lexicon.anaphors.push(named(pattern)),
                    "bound" => lexicon.bounds.push(pattern),
                    "role" => lexicon.roles.push(named(pattern)),
                    "mask" => lexicon.masks.push(named(pattern)),
                    "speaker" => lexicon.speakers.push(pattern),
                    "generic" => lexicon.generics.push(named(pattern)),
                    "topic" => lexicon.topics.push(named(pattern)),
                    _ => {}
                }
            }
        }
        lexicon.trigger_index = Index::of(lexicon.triggers.iter().map(|row| &row.pattern));
        lexicon.cue_index = Index::of(lexicon.cues.iter().map(|row| &row.pattern));
        lexicon.facility_index = Index::of(lexicon.facilities.iter().map(|row| &row.pattern));
        lexicon
    }
}

/// Every match of `rows` in `tokens`: row, first token, token after the last.
pub(crate) fn find_all<'r>(rows: &'r [Named], tokens: &[Token]) -> Vec<(&'r Named, usize, usize)> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        for row in rows {
            if let Some(end) = row.pattern.at(tokens, at) {
                found.push((row, at, end));
            }
        }
    }
    found
}

fn class(name: &str) -> IncidentClass {
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

fn status(name: &str) -> Option<Status> {
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
