//! `marz map`.

use super::Outcome;
use std::io::Write;

/// Write every layer, the tables and map.html of a set of reports
#[derive(clap::Args, Debug)]
pub struct Args {}

impl Args {
    /// Not done yet.
    pub fn run(&self, _out: &mut dyn Write) -> anyhow::Result<Outcome> {
        anyhow::bail!("`marz map` is not there yet")
    }
}
