//! The binary: reads the command line in the operator's language and hands over.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use tact_app::cli::{Cli, environment_lang, help::localized, run};
use tact_app::wiping::Wiping;

#[global_allocator]
static MEMORY: Wiping = Wiping;

fn main() -> ExitCode {
    let matches = localized(Cli::command(), environment_lang()).get_matches();
    match Cli::from_arg_matches(&matches) {
        Ok(cli) => run(cli),
        Err(error) => error.exit(),
    }
}
