//! What the example reports become, byte for byte.
//!
//! `tests/golden/reports/` holds the files that `marz map examples/reports` writes; of the large ones, which are mostly
//! geometry out of the embedded data, only the checksum, and of the page that of its data. `MARZ_WRITE_GOLDEN=1 cargo test golden` writes them anew: read
//! the difference before committing it.

use assert_cmd::Command;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A file longer than this, in bytes, is kept as its checksum.
const LARGE: usize = 100_000;

#[test]
fn the_example_reports_become_the_golden_files() {
    check("reports", &["examples/reports"]);
}

#[test]
fn another_border_has_golden_files_too() {
    check("in-pk", &["examples/reports", "--border", "IN-PK"]);
}

/// Runs `marz map` with one thread and with two, and compares what it writes with `tests/golden/NAME/`.
fn check(name: &str, arguments: &[&str]) {
    let out = tempfile::tempdir().unwrap();
    let [one, two] = ["1", "2"].map(|threads| {
        let folder = out.path().join(threads);
        let run = Command::cargo_bin("marz")
            .unwrap()
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["map", "--threads", threads, "-o"])
            .arg(&folder)
            .args(arguments)
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        files(&folder)
    });
    assert!(one == two, "one and two threads write different bytes");

    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    let mut checksums = String::new();
    let mut kept: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (file, bytes) in one {
        if bytes.len() > LARGE || file == "map.html" {
            // The page around its data is pinned by `assets/viewer/manifest.json`.
            let bytes = if file == "map.html" { data(&bytes) } else { bytes };
            let sum: String =
                Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            writeln!(checksums, "{sum}  {file}").unwrap();
        } else {
            kept.insert(file, bytes);
        }
    }
    kept.insert("SHA256SUMS".to_owned(), checksums.into_bytes());
    if std::env::var_os("MARZ_WRITE_GOLDEN").is_some() {
        let _ = fs::remove_dir_all(&golden);
        fs::create_dir_all(&golden).unwrap();
        for (file, bytes) in &kept {
            fs::write(golden.join(file), bytes).unwrap();
        }
        return;
    }
    let expected = files(&golden);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&kept), names(&expected), "other files than in tests/golden/{name}");
    for (file, bytes) in &kept {
        let (new, old) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[file]));
        let different = new.lines().zip(old.lines()).position(|(new, old)| new != old);
        assert!(
            new == old,
            "tests/golden/{name}/{file} differs from line {} on; write it anew with MARZ_WRITE_GOLDEN=1 cargo test golden",
            different.map_or_else(|| "the shorter's end".to_owned(), |line| (line + 1).to_string())
        );
    }
}

/// What fills the data slot of a page.
fn data(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let (_, slot) = page.split_once("id=\"marz-data\"").unwrap();
    slot.split_once("</script>").unwrap().0.as_bytes().to_vec()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        files.insert(entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    }
    files
}
