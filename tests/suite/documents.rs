//! The documents of the project say what is true.

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_architecture_names_files_that_exist() {
    let text = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    let prose = without_fences(&text);
    for name in prose.split('`').skip(1).step_by(2).filter(|name| name.contains('/')) {
        assert!(
            root().join(name).exists(),
            "docs/ARCHITECTURE.md names {name}, which does not exist"
        );
    }
}

#[test]
fn the_architecture_names_every_module() {
    let text = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            text.contains(&format!("`src/{name}")),
            "docs/ARCHITECTURE.md does not name src/{name}"
        );
    }
}

#[test]
fn every_dependency_has_its_line() {
    let manifest: toml::Table =
        toml::from_str(&fs::read_to_string(root().join("Cargo.toml")).unwrap()).unwrap();
    let text = fs::read_to_string(root().join("DEPENDENCIES.md")).unwrap();
    for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for name in manifest[section].as_table().unwrap().keys() {
            assert!(
                text.lines().any(|line| line.starts_with(&format!("| `{name}` |"))),
                "DEPENDENCIES.md has no line for {name}"
            );
        }
    }
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let name = line.trim_start_matches("| `").split('`').next().unwrap();
        assert!(
            ["dependencies", "build-dependencies", "dev-dependencies"]
                .iter()
                .any(|section| manifest[*section].as_table().unwrap().contains_key(name)),
            "DEPENDENCIES.md has a line for {name}, which is no dependency"
        );
    }
}

/// Prose with fenced code left out.
fn without_fences(text: &str) -> String {
    let mut fenced = false;
    let mut prose = String::new();
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    prose
}
