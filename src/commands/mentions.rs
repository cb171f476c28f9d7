//! `marz mentions`.

use super::Outcome;
use std::io::Write;

/// Count where reports say things are: mentions by province, place, country or month
#[derive(clap::Args, Debug)]
pub struct Args {}

impl Args {
    /// Not done yet.
    pub fn run(&self, _out: &mut dyn Write) -> anyhow::Result<Outcome> {
        anyhow::bail!("`marz mentions` is not there yet")
    }
}
