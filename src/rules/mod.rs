//! What a user teaches the program without touching it: `rules.toml`.
//!
//! | table | says |
//! |---|---|
//! | `[[place]]` | a place, with the columns of `places.csv` |
//! | `[[alias]]` | another `name` of a `place`, given by its id or a name of it |
//! | `[[never]]` | a `name` that is never a place, or not in some surroundings |
//! | `[[use]]` | what a `name` is used for, everywhere or in some surroundings |
//! | `[[trigger]]` | a `pattern` that reports an incident of some `kind` |
//!
//! Places, aliases and names that are never a place are laid over the gazetteer as the user's own tables are; triggers
//! go before those of `geodata/lexicon/`; uses are decided last, by the first rule that holds. A rule that did
//! nothing is told: [`Rules::applied`].

mod applied;
mod file;
mod when;

pub use applied::{Applied, Fired, RuleFile};
pub use file::RulesError;

use crate::document::Document;
use crate::gazetteer::{Gazetteer, NameFinder, Overlay};
use crate::mention::{Found, Mention, Use};
use crate::report::{Evidence, Lexicons, Phrase, Report};
use crate::text::{Span, fold};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use when::{Surroundings, When};

/// The rules of some files.
pub struct Rules {
    files: Vec<RuleFile>,
    all: Vec<Rule>,
    /// The rules that the keys of own places and names are of.
    keys: BTreeMap<String, Vec<usize>>,
    /// The names of uses and of what is no place in some surroundings, and the rules they are of.
    names: Option<(NameFinder, Vec<usize>)>,
    lexicons: Lexicons,
}

/// A rule and where it stands.
#[derive(Debug)]
struct Rule {
    path: PathBuf,
    line: u64,
    /// Both, for the evidence of what it decides.
    at: &'static str,
    what: What,
}

#[derive(Debug)]
enum What {
    Place { name: String, row: BTreeMap<String, String> },
    Alias { name: String, place: String, language: &'static str },
    Never { name: String, when: When },
    Use { name: String, usage: Use, when: When },
    Trigger(Phrase),
}

impl What {
    /// What it is called in the file.
    fn table(&self) -> &'static str {
        match self {
            Self::Place { .. } => "place",
            Self::Alias { .. } => "alias",
            Self::Never { .. } => "never",
            Self::Use { .. } => "use",
            Self::Trigger(_) => "trigger",
        }
    }

    /// What it is about.
    fn subject(&self) -> &str {
        match self {
            Self::Place { name, .. }
            | Self::Alias { name, .. }
            | Self::Never { name, .. }
            | Self::Use { name, .. } => name,
            Self::Trigger(phrase) => &phrase.pattern,
        }
    }
}

impl Rules {
    /// The rules of some files, in their order.
    ///
    /// Phrases and what they are known by stay in memory for as long as the program runs.
    ///
    /// # Errors
    ///
    /// [`RulesError`] names the file and the line of the first rule that is of no use, and what to do about it.
    ///
    /// # Examples
    ///
    /// ```
    /// use marz::gazetteer::Gazetteer;
    /// use marz::rules::Rules;
    ///
    /// let file = std::env::temp_dir().join("marz-doc-rules.toml");
    /// std::fs::write(&file, "[[alias]]\nname = \"Fort Xanadu\"\nplace = \"Khorog\"\n")?;
    /// let rules = Rules::read(&[file.clone()])?;
    /// let gazetteer = rules.gazetteer(Gazetteer::embedded(), &[], &[])?;
    /// let place = gazetteer.lookup("Fort Xanadu")[0].place;
    /// assert_eq!(gazetteer.place(place).name, "Khorog");
    ///
    /// std::fs::write(&file, "[[alias]]\nname = \"Fort Xanadu\"\nplaec = \"Khorog\"\n")?;
    /// let error = Rules::read(&[file]).err().unwrap().to_string();
    /// assert!(error.contains("marz-doc-rules.toml:3: unknown field `plaec`"), "{error}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(paths: &[PathBuf]) -> Result<Self, RulesError> {
        let (mut files, mut rules) = (Vec::new(), Vec::new());
        for path in paths {
            let (file, of_file) = file::read(path)?;
            files.push(file);
            rules.extend(of_file);
        }
        let wrong = |rule: &Rule, reason: String| RulesError::Rule {
            path: rule.path.clone(),
            line: rule.line,
            reason: format!("[[{}]] {}: {reason}", rule.what.table(), rule.what.subject()),
        };
        let mut keys: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let (mut found, mut phrases) = (Vec::new(), Vec::new());
        // A trial: of a place only its row has to be in order.
        let mut trial = Overlay::new(Gazetteer::embedded());
        let mut own_names = 0;
        let nowhere: BTreeMap<String, &str> = rules
            .iter()
            .filter_map(|rule| match &rule.what {
                What::Never { name, when } if when.is_always() => Some((fold::key(name), rule.at)),
                _ => None,
            })
            .collect();
        for (number, rule) in rules.iter().enumerate() {
            if let What::Place { name, .. } | What::Alias { name, .. } = &rule.what
                && let Some(never) = nowhere.get(&fold::key(name))
            {
                let reason = format!("by {never} it is never a place: take one of them out");
                return Err(wrong(rule, reason));
            }
            match &rule.what {
                What::Place { row, .. } => {
                    let key = trial.place(row).map_err(|reason| wrong(rule, reason))?;
                    keys.entry(key).or_default().push(number);
                }
                What::Alias { .. } => {
                    keys.insert(Overlay::name_key(own_names), vec![number]);
                    own_names += 1;
                }
                What::Never { when, .. } if when.is_always() => {
                    keys.insert(Overlay::name_key(own_names), vec![number]);
                    own_names += 1;
                }
                What::Never { .. } | What::Use { .. } => found.push(number),
                What::Trigger(phrase) => phrases.push((number, phrase.clone())),
            }
        }
        let (of_phrase, phrases): (Vec<usize>, Vec<Phrase>) = phrases.into_iter().unzip();
        let lexicons = Lexicons::with(&phrases)
            .map_err(|error| wrong(&rules[of_phrase[error.phrase]], error.reason))?;
        let names = if found.is_empty() {
            None
        } else {
            let names = found.iter().map(|number| (rules[*number].what.subject(), ""));
            Some((NameFinder::new(names).map_err(RulesError::Scratch)?, found))
        };
        Ok(Self { files, all: rules, keys, names, lexicons })
    }

    /// `base` with the places and names of these rules on top, and those of tables as
    /// [`Gazetteer::with_own`] takes them.
    ///
    /// # Errors
    ///
    /// [`RulesError`] if a place that is named is not known, or a table has a row that is of no use.
    pub fn gazetteer(
        &self,
        base: &Gazetteer,
        places: &[PathBuf],
        names: &[PathBuf],
    ) -> Result<Gazetteer, RulesError> {
        let mut overlay = Overlay::new(base);
        // The names of the rules come first: they are known by their number.
        for rule in &self.all {
            let at: (&Path, u64) = (&rule.path, rule.line);
            match &rule.what {
                What::Place { row, .. } => {
                    let wrong = |reason| RulesError::Rule {
                        path: rule.path.clone(),
                        line: rule.line,
                        reason,
                    };
                    overlay.place(row).map_err(wrong)?;
                }
                What::Alias { name, place, language } => {
                    overlay.name((name, language), place, at)?;
                }
                What::Never { name, when } if when.is_always() => {
                    overlay.name((name, ""), "-", at)?;
                }
                What::Never { .. } | What::Use { .. } | What::Trigger(_) => {}
            }
        }
        overlay.tables(places, names)?;
        Ok(overlay.finish()?)
    }

    /// The words that incidents are known by, the triggers of these rules among them.
    #[must_use]
    pub fn lexicons(&self) -> Lexicons {
        self.lexicons
    }

    /// The place names of a document as these rules leave them; `gazetteer` is that of
    /// [`gazetteer`](Self::gazetteer). `fired` learns which rules had a say.
    #[must_use]
    pub fn mentions(
        &self,
        gazetteer: &Gazetteer,
        document: &Document,
        mut mentions: Vec<Mention>,
        fired: &mut Fired,
    ) -> Vec<Mention> {
        if !self.keys.is_empty() {
            let keys = gazetteer.own_keys(&document.text).into_iter();
            fired.extend(keys.filter_map(|key| self.keys.get(key)).flatten().copied());
        }
        let Some((finder, of_name)) = &self.names else { return mentions };
        let mut hits: Vec<_> = finder
            .find(&document.text)
            .into_iter()
            .map(|(span, name)| (of_name[name], span))
            .collect();
        // Of two rules that hold the first decides.
        hits.sort_by_key(|(rule, span)| (*rule, span.start));
        let around = Surroundings::of(document);
        let unseen = hits.iter().filter_map(|(number, span)| match &self.all[*number].what {
            // Where somebody says that a place is meant, no model says that none is.
            What::Use { name, usage, when } if usage.is_literal() && when.holds(&around, *span) => {
                let at = mentions.partition_point(|mention| mention.span.end <= span.start);
                let is_free = mentions.get(at).is_none_or(|next| next.span.start >= span.end);
                is_free.then(|| unseen(gazetteer, name, *span, *usage)).flatten()
            }
            _ => None,
        });
        let mut unseen: Vec<Mention> = unseen.collect();
        unseen.sort_by_key(|mention| mention.span.start);
        unseen.dedup_by(|next, kept| next.span.overlaps(kept.span));
        mentions.extend(unseen);
        mentions.sort_by_key(|mention| mention.span.start);
        let mut decided = vec![false; mentions.len()];
        let mut kept = vec![true; mentions.len()];
        for (number, span) in hits {
            let rule = &self.all[number];
            let first = mentions.partition_point(|mention| mention.span.end <= span.start);
            for (at, mention) in mentions.iter_mut().enumerate().skip(first) {
                if mention.span.start >= span.end {
                    break;
                }
                match &rule.what {
                    What::Never { when, .. }
                        if span.contains(mention.span) && when.holds(&around, span) =>
                    {
                        kept[at] = false;
                        fired.extend([number]);
                    }
                    What::Use { usage, when, .. }
                        if span == mention.span && !decided[at] && when.holds(&around, span) =>
                    {
                        (mention.usage, mention.rule) = (*usage, rule.at);
                        decided[at] = true;
                        fired.extend([number]);
                    }
                    _ => {}
                }
            }
        }
        let mut kept = kept.into_iter();
        mentions.retain(|_| kept.next().unwrap_or(true));
        mentions
    }

    /// Notes which triggers of these rules found the reports of a document.
    pub fn note(&self, reports: &[Report], fired: &mut Fired) {
        fired.has_reports = true;
        let rule = |evidence: &Evidence| evidence.rule;
        let found = reports.iter().filter_map(|report| match report {
            Report::Incident(one) => rule(&one.evidence),
            Report::Facility(one) => rule(&one.evidence),
        });
        for at in found {
            let rules = self.all.iter().enumerate();
            fired.extend(rules.filter(|(_, rule)| rule.at == at).map(|(number, _)| number));
        }
    }

    /// What became of the rules in a run, of which `fired` knows what had a say.
    #[must_use]
    pub fn applied(&self, fired: &Fired) -> Applied {
        let (mut given, mut applied) = (BTreeMap::new(), BTreeMap::new());
        // Where no reports were looked for no trigger could do anything.
        let asked = |rule: &Rule| fired.has_reports || !matches!(rule.what, What::Trigger(_));
        let asked = self.all.iter().enumerate().filter(|(_, rule)| asked(rule));
        for (number, rule) in asked.clone() {
            *given.entry(rule.what.table()).or_default() += 1;
            *applied.entry(rule.what.table()).or_default() += usize::from(fired.has(number));
        }
        let idle = asked.filter(|(number, _)| !fired.has(*number));
        let idle = idle.map(|(_, rule)| {
            format!("{} [[{}]] {}", rule.at, rule.what.table(), rule.what.subject())
        });
        Applied { files: self.files.clone(), given, applied, idle: idle.collect() }
    }
}

/// The mention of a name that no rule of ours took for a place, if the gazetteer has one.
fn unseen(gazetteer: &Gazetteer, name: &str, span: Span, usage: Use) -> Option<Mention> {
    let candidates: Vec<_> =
        gazetteer.lookup(name).iter().map(|found| (found.place, found.kind)).collect();
    let found = Found::Name;
    (!candidates.is_empty()).then_some(Mention {
        span,
        found,
        candidates,
        cue: None,
        usage,
        rule: "default",
    })
}
