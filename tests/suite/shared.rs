//! Development data that is not part of the project: tests that need it skip where it is absent.

use std::path::{Path, PathBuf};

/// A file or folder of it, or `None`, saying so, where it is absent.
pub fn path(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("MARZ_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not there", path.display());
    None
}
