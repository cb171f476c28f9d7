//! `marz distance`.

use super::Outcome;
use std::io::Write;

/// Measure to the border: distance, side, nearest point, kilometre along it
#[derive(clap::Args, Debug)]
pub struct Args {}

impl Args {
    /// Not done yet.
    pub fn run(&self, _out: &mut dyn Write) -> anyhow::Result<Outcome> {
        anyhow::bail!("`marz distance` is not there yet")
    }
}
