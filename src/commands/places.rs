//! `marz places`.

use super::Outcome;
use std::io::Write;

/// Look names up: fuzzy, in any script
#[derive(clap::Args, Debug)]
pub struct Args {}

impl Args {
    /// Not done yet.
    pub fn run(&self, _out: &mut dyn Write) -> anyhow::Result<Outcome> {
        anyhow::bail!("`marz places` is not there yet")
    }
}
