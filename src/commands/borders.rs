//! `marz borders`.

use super::Outcome;
use std::io::Write;

/// List the borders there are
#[derive(clap::Args, Debug)]
pub struct Args {}

impl Args {
    /// Not done yet.
    pub fn run(&self, _out: &mut dyn Write) -> anyhow::Result<Outcome> {
        anyhow::bail!("`marz borders` is not there yet")
    }
}
