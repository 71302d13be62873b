//! `tact retention`: the end of periods, now.

use std::process::ExitCode;

use clap::Subcommand;

use super::live;
use crate::serve::desk::What;

/// How long things are kept: apply it now.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done about periods.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Erases what is past its period. The server does it every hour by itself.
    Run(live::Options),
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Action::Run(live) = &args.action;
    live.ask_and_print("retention", What::RunRetention)
}
