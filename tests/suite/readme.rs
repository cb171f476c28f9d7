//! The README shows what the program really prints.
//!
//! Every line `$ marz …` of a ```` ```console ```` block is run from the root of the package, and what it prints on
//! standard output must be what the block shows. `MARZ_WRITE_DOCS=1 cargo test readme` writes the blocks anew.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

/// Wide enough for the tables of the README, narrow enough for a web page.
const COLUMNS: &str = "100";

#[test]
fn the_readme_shows_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let out = tempfile::tempdir().unwrap();
    let fresh = rewrite(&text, out.path());
    if std::env::var_os("MARZ_WRITE_DOCS").is_some() {
        fs::write(&path, fresh).unwrap();
    } else {
        assert!(
            text == fresh,
            "README.md is stale; write it anew with MARZ_WRITE_DOCS=1 cargo test readme\n{}",
            first_difference(&text, &fresh)
        );
    }
}

/// The text with the output of every command put behind it.
fn rewrite(text: &str, out: &Path) -> String {
    let mut fresh = String::new();
    let mut console = false;
    for line in text.lines() {
        let fence = line.starts_with("```");
        if console && !fence {
            if let Some(command) = line.strip_prefix("$ ") {
                fresh.push_str(line);
                fresh.push('\n');
                fresh.push_str(&run(command, out));
            }
            // What stood there before is replaced by what the command prints now.
            continue;
        }
        if fence {
            console = line == "```console";
        }
        fresh.push_str(line);
        fresh.push('\n');
    }
    fresh
}

/// What a command line prints on standard output. Only `marz` with plain and quoted words, and `| head -N`.
fn run(line: &str, out: &Path) -> String {
    let (line, head) = match line.split_once(" | head -") {
        Some((line, count)) => (line, count.trim().parse().unwrap()),
        None => (line, usize::MAX),
    };
    let words = words(line);
    assert_eq!(words[0], "marz", "the README may only run marz in a console block: {line}");
    let mut command = Command::cargo_bin("marz").unwrap();
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", COLUMNS).env("NO_COLOR", "1");
    let output_folder = out.join("out");
    for word in &words[1..] {
        // The README writes to `out`; the test must not.
        if word == "out" || word == "out/" {
            command.arg(&output_folder);
        } else {
            command.arg(word);
        }
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    let shown = String::from_utf8(output.stdout).unwrap();
    let shown = shown.replace(&output_folder.display().to_string(), "out");
    shown.lines().take(head).flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// The words of a command line, double quotes taken off.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn first_difference(old: &str, new: &str) -> String {
    let mut pairs = old.lines().zip(new.lines()).enumerate();
    match pairs.find(|(_, (a, b))| a != b) {
        Some((at, (a, b))) => format!("line {}:\n- {a}\n+ {b}", at + 1),
        None => "one is longer than the other".to_owned(),
    }
}
