//! `marz explain`.

use super::Outcome;
use std::io::Write;

/// Show what each stage saw in a report, and why it decided so
#[derive(clap::Args, Debug)]
pub struct Args {}

impl Args {
    /// Not done yet.
    pub fn run(&self, _out: &mut dyn Write) -> anyhow::Result<Outcome> {
        anyhow::bail!("`marz explain` is not there yet")
    }
}
