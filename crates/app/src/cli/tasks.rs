//! `tact tasks`: what remains to be done by hand where copies of messages are.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::{Common, live};
use crate::exit::Exit;
use crate::serve::desk::What;

/// What errors are said under.
const COMMAND: &str = "tasks";

/// What has to be erased by hand where copies are, and until when.
///
/// One line for each recipient, kind of event and day, however many events it counts. No content, no
/// number.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    /// Another thing to do than listing.
    #[command(subcommand)]
    pub action: Option<Action>,
    /// Configuration of the server (TOML).
    #[arg(long, value_name = "FILE", required = true)]
    pub config: Option<PathBuf>,
    /// Company, where the configuration has several.
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// What can be done with tasks.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Marks tasks as done: they leave the list, the audit chain keeps who said so.
    Done(DoneArgs),
}

/// Arguments of `done`.
#[derive(Debug, clap::Args)]
pub struct DoneArgs {
    /// Numbers of the tasks, as the list has them.
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<i64>,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match args {
        Args {
            action: Some(Action::Done(done)),
            ..
        } => {
            let ids = done.ids.clone();
            done.live.ask_and_print(COMMAND, What::TasksDone { ids })
        }
        Args {
            config: Some(config),
            tenant,
            json,
            common,
            ..
        } => {
            let live = live::Options {
                config: config.clone(),
                tenant: tenant.clone(),
                json: *json,
                common: common.clone(),
            };
            live.ask_and_print(COMMAND, What::Tasks)
        }
        // The command line asks for one of the two.
        Args { .. } => Ok(Exit::WrongUsage.into()),
    }
}
