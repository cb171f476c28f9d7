//! Downloaded packages: checked, then opened.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};

/// The folder with the packages, and the table that says which bytes they must have.
pub struct Downloads {
    folder: PathBuf,
    sources: Vec<Source>,
}

/// One row of `geodata/sources.tsv`.
pub struct Source {
    /// The short name by which the generators ask for it.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The file as downloaded.
    pub file: String,
    /// Lower-case hexadecimal SHA-256 of that file.
    pub sha256: String,
    /// The licence of the data that are taken from it.
    pub licence: String,
    /// What it holds, and whose it is.
    pub content: String,
}

impl Downloads {
    /// Reads the table of packages; opens none of them yet.
    pub fn new(folder: impl Into<PathBuf>, table: impl AsRef<Path>) -> anyhow::Result<Self> {
        let table = table.as_ref();
        let text = fs::read_to_string(table)
            .with_context(|| format!("cannot read {} (run from the root)", table.display()))?;
        let mut sources = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [package, version, file, sha256, licence, content] = fields[..] else {
                bail!("{}: not six fields: {line}", table.display());
            };
            sources.push(Source {
                package: package.to_owned(),
                version: version.to_owned(),
                file: file.to_owned(),
                sha256: sha256.to_owned(),
                licence: licence.to_owned(),
                content: content.to_owned(),
            });
        }
        Ok(Self { folder: folder.into(), sources })
    }

    /// The row of a package.
    pub fn source(&self, package: &str) -> anyhow::Result<&Source> {
        self.sources
            .iter()
            .find(|source| source.package == package)
            .with_context(|| format!("no package {package} in geodata/sources.tsv"))
    }

    /// A line for the head of a table: package, version, licence and what it is.
    pub fn credit(&self, package: &str) -> anyhow::Result<String> {
        let Source { package, version, licence, content, .. } = self.source(package)?;
        Ok(format!("{package} {version}: {content}; {licence}"))
    }

    /// The bytes of one file inside a package; an error if the package is not the one expected.
    pub fn member(&self, package: &str, member: &str) -> anyhow::Result<Vec<u8>> {
        let source = self.source(package)?;
        let bytes = self.checked(source)?;
        let found =
            if Path::new(&source.file).extension().is_some_and(|end| end == "tgz" || end == "gz") {
                tar_member(&bytes, member)
            } else {
                zip_member(&bytes, member)
            };
        found.with_context(|| format!("{}: {member}", source.file))
    }

    /// Compares the checksum of every package in the table.
    pub fn check_all(&self) -> anyhow::Result<()> {
        for source in &self.sources {
            self.checked(source)?;
            eprintln!("ok  {}", source.file);
        }
        Ok(())
    }

    fn checked(&self, source: &Source) -> anyhow::Result<Vec<u8>> {
        let path = self.folder.join(&source.file);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let found = sha256(&bytes);
        ensure!(
            found == source.sha256,
            "{} has SHA-256 {found}, expected {}",
            path.display(),
            source.sha256
        );
        Ok(bytes)
    }
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// One file of a `.zip` (a `.whl` is one too).
pub fn zip_member(archive: &[u8], member: &str) -> anyhow::Result<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive))?;
    let mut bytes = Vec::new();
    archive.by_name(member)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn tar_member(archive: &[u8], member: &str) -> anyhow::Result<Vec<u8>> {
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(archive));
    for entry in archive.entries()? {
        let mut entry = entry?;
        if entry.path()?.as_ref() == Path::new(member) {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
    }
    bail!("not in the archive")
}
