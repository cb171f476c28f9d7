//! The program does what its help says, and its exit status tells how it went.

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn marz() -> Command {
    Command::new(env!("CARGO_BIN_EXE_marz"))
}

fn reports() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "A bridge was repaired at Ishkashim. Traders from Kunduz crossed near Khorog, in Gorno-Badakhshan.",
    )
    .unwrap();
    fs::write(
        folder.path().join("b.txt"),
        "A border post was opened near Ayvoj in Khatlon province.",
    )
    .unwrap();
    fs::write(
        folder.path().join("sources.csv"),
        "file,publisher,published\na.txt,=Agency,2024-11-25\n",
    )
    .unwrap();
    folder
}

/// Status, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = marz().args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn map_writes_every_file() {
    let (reports, out) = (reports(), tempfile::tempdir().unwrap());
    let (status, text, errors) = run(&["map", path(reports.path()), "-o", path(out.path())]);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert!(text.starts_with("2 reports: "), "{text}");
    for name in [
        "places.geojson",
        "mentions.geojson",
        "incidents.geojson",
        "incidents_area.geojson",
        "facilities.geojson",
        "provinces.geojson",
        "border.geojson",
        "border_sections.geojson",
        "mentions.jsonl",
        "records.jsonl",
        "links.jsonl",
        "incidents.csv",
        "facilities.csv",
        "mentions_by_province.csv",
        "distances.csv",
        "review.csv",
        "manifest.json",
        "map.html",
    ] {
        assert!(out.path().join(name).is_file(), "{name}");
    }
}

#[test]
fn the_same_reports_give_the_same_bytes_in_any_order_on_any_number_of_threads() {
    let reports = reports();
    let file = |name: &str| reports.path().join(name).to_str().unwrap().to_owned();
    let (a, b) = (file("a.txt"), file("b.txt"));
    let runs = [["1", &a, &b], ["2", &b, &a], ["4", &a, &b]].map(|[threads, first, second]| {
        let out = tempfile::tempdir().unwrap();
        let (status, ..) =
            run(&["map", first, second, "--threads", threads, "-o", path(out.path())]);
        assert_eq!(status, 0);
        let mut files: Vec<_> =
            fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| fs::read(file).unwrap()).collect::<Vec<_>>()
    });
    assert!(runs[0] == runs[1] && runs[1] == runs[2]);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_done() {
    let (reports, out) = (reports(), tempfile::tempdir().unwrap());
    fs::write(reports.path().join("c.txt"), b"caf\xe9").unwrap();
    let (status, _, errors) =
        run(&["map", path(reports.path()), "nope.txt", "-o", path(out.path())]);
    assert_eq!(status, 1);
    assert!(
        errors.contains("c.txt is not UTF-8 text (first bad byte at 3): save it as UTF-8"),
        "{errors}"
    );
    assert!(errors.contains("cannot read nope.txt: No such file"), "{errors}");
    let manifest = fs::read_to_string(out.path().join("manifest.json")).unwrap();
    assert!(manifest.contains("cannot read nope.txt"));
}

#[test]
fn what_cannot_be_done_says_why_and_what_to_do() {
    let (reports, empty) = (reports(), tempfile::tempdir().unwrap());
    let (folder, nothing) = (path(reports.path()), path(empty.path()));
    let blocked = reports.path().join("a.txt").join("out");
    let cases: [(&[&str], &str); 6] = [
        (&["map", nothing, "-o", nothing], "has no documents in it"),
        (&["map", folder, "-o", path(&blocked)], "choose another folder with -o"),
        (&["map", folder, "-o", nothing, "--border", "TJ-AG"], "did you mean"),
        (&["mentions", folder, "--published", "yesterday"], "write 2024-11-25"),
        (&["mentions", folder, "--language", "de"], "marz reads en, ru, tg and fa"),
        (&["mentions"], "<REPORTS>"),
    ];
    for (arguments, message) in cases {
        let (status, _, errors) = run(arguments);
        assert_eq!(status, 2, "{arguments:?}: {errors}");
        assert!(errors.contains(message), "{arguments:?}: {errors}");
    }
}

#[test]
fn mentions_counts_as_table_csv_and_json() {
    let reports = reports();
    let folder = path(reports.path());
    let (status, table, _) = run(&["mentions", folder]);
    assert_eq!(status, 0);
    assert!(table.contains("TJ-GB") && table.contains("AF-KDZ"), "{table}");
    let (_, csv, _) = run(&["mentions", folder, "--by", "place", "--csv"]);
    assert!(csv.starts_with("key,name,country,mentions_raw,mentions_unique,"), "{csv}");
    let (_, json, _) = run(&["mentions", folder, "--by", "month", "--json"]);
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(rows[0]["key"], "2024-11");
    assert_eq!(rows[1]["key"], "undated");
}

#[test]
fn a_report_may_come_from_standard_input() {
    let output = marz()
        .args(["mentions", "-", "--by", "country", "--csv"])
        .write_stdin("В Хороге открыт мост.")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().contains("TJ,"));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_marz"))
        .args(["completions", "bash"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_command_has_help_with_examples_and_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(&["man", "-o", path(folder.path())]).0, 0);
    for command in ["map", "mentions", "distance", "places", "borders", "explain"] {
        let (status, help, _) = run(&[command, "--help"]);
        assert_eq!(status, 0);
        assert!(help.contains("Examples:"), "{command} --help has no examples");
        assert!(folder.path().join(format!("marz-{command}.1")).is_file());
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(&["completions", shell]).1.contains("marz"));
    }
}
