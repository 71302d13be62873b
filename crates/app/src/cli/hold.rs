//! `tact hold`: words kept for a legal claim, at the word of two people.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::contact::{named, write_copy};
use super::live;
use crate::serve::desk::What;

/// What errors are said under.
const COMMAND: &str = "hold";

/// Legal holds: words kept for a claim, at the word of two people, until a day.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Ask for a hold on a contact's words; it does nothing until somebody else approves it.
    Ask(AskArgs),
    /// Approve a hold somebody else asked for: it is in force.
    Approve(OneArgs),
    /// Holds asked for and in force, with their reasons.
    List(live::Options),
    /// End a hold: what waited for it is erased now, for good.
    End(OneArgs),
    /// A copy of what a hold keeps, once a second person asked for it within a day.
    Export(ExportArgs),
}

/// Arguments of `ask`.
#[derive(Debug, clap::Args)]
pub struct AskArgs {
    /// Number (+33…) or business-scoped id; `-` reads it from standard input.
    pub contact: String,
    /// Why: the claim; kept sealed. `-` reads it from standard input.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Last day, at most two years away (2027-06-30).
    #[arg(long, value_name = "DATE")]
    pub until: String,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of what is done to one hold.
#[derive(Debug, clap::Args)]
pub struct OneArgs {
    /// Id of the hold, as `list` shows it.
    pub id: String,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// Id of the hold, as `list` shows it.
    pub id: String,
    /// Folder the copy is written to; made if needed, never written over.
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Runs the command.
///
/// # Errors
/// Standard input cannot be read, or standard output written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.action {
        Action::Ask(args) => {
            let what = What::HoldAsk {
                contact: named(&args.contact)?,
                reason: named(&args.reason)?,
                until: args.until.clone(),
            };
            args.live.ask_and_print(COMMAND, what)
        }
        Action::Approve(OneArgs { id, live }) => {
            live.ask_and_print(COMMAND, What::HoldApprove { id: id.clone() })
        }
        Action::List(live) => live.ask_and_print(COMMAND, What::Holds),
        Action::End(OneArgs { id, live }) => {
            live.ask_and_print(COMMAND, What::HoldEnd { id: id.clone() })
        }
        Action::Export(ExportArgs { id, out, live }) => {
            let what = || Ok(What::HoldExport { id: id.clone() });
            write_copy(COMMAND, "hold", out, live, what)
        }
    }
}
