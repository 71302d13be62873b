//! `tact keys`: another epoch, and the second folder of keys.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::live;
use crate::serve::desk::What;

/// The keys: change them, keep a second folder of them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done with the keys.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Wraps every key anew: an older copy of the keys opens nothing any more. The server does it
    /// once a week by itself.
    Rotate(live::Options),
    /// Brings a second folder, on another disk, to where the keys are; written over in place.
    Mirror(MirrorArgs),
}

/// Arguments of `mirror`.
#[derive(Debug, clap::Args)]
pub struct MirrorArgs {
    /// The second folder; that of the configuration (keys.mirror) without it.
    pub folder: Option<PathBuf>,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written, or the current folder is gone.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.action {
        Action::Rotate(live) => live.ask_and_print("keys", What::RotateKeys),
        Action::Mirror(MirrorArgs { folder, live }) => {
            let folder = folder.as_ref().map(std::path::absolute).transpose()?;
            live.ask_and_print("keys", What::MirrorKeys { folder })
        }
    }
}
