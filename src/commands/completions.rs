//! `marz completions` and `marz man`.

use super::Outcome;
use clap::CommandFactory;
use std::io::Write;
use std::path::PathBuf;

/// Write a completion script for a shell to standard output
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  marz completions bash > ~/.local/share/bash-completion/completions/marz
  marz completions fish > ~/.config/fish/completions/marz.fish")]
pub struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

impl Completions {
    /// Writes the script for the commands of `C`.
    pub fn run<C: CommandFactory>(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        // Into memory first: the generator panics when the reader goes away.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut C::command(), "marz", &mut script);
        out.write_all(&script)?;
        Ok(Outcome::Complete)
    }
}

/// Write the manual pages, one a command
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  marz man | man -l -                        read the page of marz itself
  marz man -o ~/.local/share/man/man1        install all of them")]
pub struct Man {
    /// The folder to write all pages to; without it the page of marz itself goes to standard output
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

impl Man {
    /// Writes the pages for the commands of `C`.
    pub fn run<C: CommandFactory>(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        match &self.output {
            Some(folder) => {
                std::fs::create_dir_all(folder)?;
                clap_mangen::generate_to(C::command(), folder)?;
            }
            None => clap_mangen::Man::new(C::command()).render(&mut &mut *out)?,
        }
        Ok(Outcome::Complete)
    }
}
