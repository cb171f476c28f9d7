//! Who may import whom.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each stage and what of ours it may import, lowest first. A new arrow is a deliberate change of this table.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("earth", &[]),
    ("text", &[]),
    ("document", &["text"]),
    ("gazetteer", &["earth", "text"]),
    ("region", &["earth", "gazetteer"]),
    ("read", &["document", "text"]),
    ("mention", &["gazetteer", "region", "document", "text"]),
    ("resolve", &["mention", "gazetteer", "region", "document", "earth", "text"]),
    ("report", &["resolve", "mention", "gazetteer", "region", "document", "earth", "text"]),
    ("rules", &["report", "mention", "gazetteer", "document", "text"]),
    ("corpus", &["report", "resolve", "mention", "gazetteer", "document", "earth", "text"]),
    (
        "layer",
        &[
            "corpus",
            "rules",
            "report",
            "resolve",
            "mention",
            "region",
            "gazetteer",
            "document",
            "earth",
            "text",
        ],
    ),
    ("write", &["layer"]),
    ("eval", &["resolve", "mention", "read", "region", "gazetteer", "document", "earth", "text"]),
    ("draw", &["layer", "report", "resolve", "region", "gazetteer", "earth", "text"]),
    (
        "pipeline",
        &[
            "layer",
            "corpus",
            "rules",
            "report",
            "resolve",
            "mention",
            "read",
            "region",
            "gazetteer",
            "document",
            "earth",
            "text",
        ],
    ),
];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// The modules of ours that a source names as `crate::module`, outside of comments.
fn imports(text: &str, root: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
        for (at, _) in line.match_indices(root) {
            let rest = &line[at + root.len()..];
            // `use crate::{earth::LatLng, text::Span}` on one line.
            let group = rest.strip_prefix('{').map(|group| group.split(','));
            let heads: Vec<&str> = group.map_or_else(|| vec![rest], Iterator::collect);
            for head in heads {
                let name: String = head
                    .trim()
                    .chars()
                    .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                    .collect();
                if !name.is_empty() {
                    found.push(name);
                }
            }
        }
    }
    found
}

#[test]
fn imports_go_one_way() {
    let table: BTreeMap<_, _> = MAY_IMPORT.iter().copied().collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut wrong = Vec::new();
    for path in files {
        let relative = path.strip_prefix(&root).unwrap();
        let stage = relative.components().next().unwrap().as_os_str().to_string_lossy();
        let stage = stage.trim_end_matches(".rs");
        let text = fs::read_to_string(&path).unwrap();
        match stage {
            "lib" => {}
            "main" | "commands" => {
                // The program is a client of the library: of its own it may name only its commands.
                for name in imports(&text, "crate::") {
                    if name != "commands" {
                        wrong.push(format!("{}: crate::{name}", relative.display()));
                    }
                }
            }
            _ => {
                let allowed = table.get(stage).unwrap_or_else(|| {
                    panic!("{} belongs to no stage of the table", relative.display())
                });
                for name in imports(&text, "crate::") {
                    if name != stage
                        && table.contains_key(name.as_str())
                        && !allowed.contains(&name.as_str())
                    {
                        wrong.push(format!("{}: crate::{name}", relative.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that the table does not have:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_is_in_order() {
    for (at, (stage, allowed)) in MAY_IMPORT.iter().enumerate() {
        for name in *allowed {
            assert!(
                MAY_IMPORT[..at].iter().any(|(earlier, _)| earlier == name),
                "{stage} may import {name}, which is not below it"
            );
        }
    }
}

#[test]
fn files_are_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "geodata/make", "geodata/pack"] {
        sources(&root.join(folder), &mut files);
    }
    let lengths: Vec<_> = files
        .iter()
        .map(|path| (fs::read_to_string(path).unwrap().lines().count(), path))
        .collect();
    let long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > 500).collect();
    assert!(long.is_empty(), "files over 500 lines hold more than one idea: {long:#?}");
}
