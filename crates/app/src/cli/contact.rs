//! `tact contact`: the rights of a person, and the consent ledger.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::{live, say};
use crate::exit::Exit;
use crate::i18n::args;
use crate::serve::desk::What;

/// The rights of a person: what is kept, a copy, erasure, consent.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// The consent ledger: import a file, or show one contact's lines.
    Consent(ConsentArgs),
}

/// Arguments of `consent`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub struct ConsentArgs {
    /// Another thing to do than showing one contact.
    #[command(subcommand)]
    pub action: Option<ConsentAction>,
}

/// What can be done with the ledger.
#[derive(Debug, Subcommand)]
pub enum ConsentAction {
    /// Record a consent file (CSV: contact,purpose,state,at,notice,channel,proof), all of it or
    /// nothing; while the server runs or without it.
    Import(ImportArgs),
}

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// The consent file.
    pub file: PathBuf,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.action {
        Action::Consent(args) => match &args.action {
            Some(ConsentAction::Import(args)) => import(args),
            None => Ok(Exit::WrongUsage.into()),
        },
    }
}

fn import(args: &ImportArgs) -> anyhow::Result<ExitCode> {
    let texts = args.live.texts();
    let file = match std::fs::read(&args.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let (file, why) = (args.file.display().to_string(), error.to_string());
            let words = args!["file" => file, "why" => why];
            say(&format!(
                "tact contact: {}",
                texts.get("live-file-unreadable", words)
            ));
            return Ok(match error.kind() {
                io::ErrorKind::NotFound => Exit::NoInput,
                _ => Exit::Failed,
            }
            .into());
        }
    };
    // Bytes that are no UTF-8 are refused with their line before anything is sent.
    let file = match String::from_utf8(file) {
        Ok(file) => file,
        Err(error) => {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let words = args!["line" => line.to_string()];
            say(&format!(
                "tact contact: {}",
                texts.get("consent-not-csv", words)
            ));
            return Ok(Exit::NotUnderstood.into());
        }
    };
    args.live
        .ask_and_print("contact", What::ImportConsents { file })
}
