//! The program: arguments in, library calls, exit status.
//!
//! Results go to standard output, everything else to standard error. Exit status 0: done. 1: done, but some
//! inputs were left out, each named on standard error. 2: not done.

mod commands;

use clap::Parser;
use commands::Outcome;
use std::io::{self, Write};
use std::process::ExitCode;

/// Turns reports about a border region into maps: places, incidents, provinces and exact distances to the border
#[derive(Parser)]
#[command(name = "marz", version, propagate_version = true, arg_required_else_help = true)]
enum Cli {
    Map(commands::map::Args),
    #[cfg(feature = "draw")]
    Draw(commands::draw::Args),
    Mentions(commands::mentions::Args),
    Distance(commands::distance::Args),
    Places(commands::places::Args),
    Borders(commands::borders::Args),
    Gazetteer(commands::gazetteer::Args),
    Explain(commands::explain::Args),
    Eval(commands::eval::Args),
    Completions(commands::completions::Completions),
    Man(commands::completions::Man),
}

fn main() -> ExitCode {
    let out = &mut io::BufWriter::new(io::stdout().lock());
    let result = match Cli::parse() {
        Cli::Map(args) => args.run(out),
        #[cfg(feature = "draw")]
        Cli::Draw(args) => args.run(out),
        Cli::Mentions(args) => args.run(out),
        Cli::Distance(args) => args.run(out),
        Cli::Places(args) => args.run(out),
        Cli::Borders(args) => args.run(out),
        Cli::Gazetteer(args) => args.run(out),
        Cli::Explain(args) => args.run(out),
        Cli::Eval(args) => args.run(out),
        Cli::Completions(args) => args.run::<Cli>(out),
        Cli::Man(args) => args.run::<Cli>(out),
    };
    match result.and_then(|outcome| Ok(out.flush().map(|()| outcome)?)) {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Partial) => ExitCode::from(1),
        // The reader went away (`marz mentions … | head`): nobody is left to tell.
        Err(error) if commands::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("marz: {error:#}");
            ExitCode::from(2)
        }
    }
}
