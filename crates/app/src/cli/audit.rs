//! `tact audit`: who did what, and whether the chain of it is whole.

use std::process::ExitCode;

use clap::Subcommand;
use tact_store::live::{AuditFault, AuditReport, verify_audit};

use super::{live, say, store};
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::serve::desk::{Reply, What};
use crate::serve::problem::{store_exit, store_sentence};

/// What errors are said under.
const COMMAND: &str = "audit";

/// The audit chain: who did what, when, and whether nothing is missing.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done with the chain.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Follows the chain from its first entry to its last; exit code 65 when it is broken.
    Verify(live::Options),
    /// The newest entries, the newest last.
    Show(ShowArgs),
}

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// How many entries.
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    pub newest: u32,
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
        Action::Show(ShowArgs { newest, live }) => {
            live.ask_and_print(COMMAND, What::Audit { newest: *newest })
        }
        Action::Verify(live) => verify(live),
    }
}

fn verify(options: &live::Options) -> anyhow::Result<ExitCode> {
    let texts = options.texts();
    let tenant = match store::open(COMMAND, options, &texts) {
        Ok(tenant) => tenant,
        Err(exit) => return Ok(exit),
    };
    let followed = crate::serve::runtime()?.block_on(verify_audit(&tenant.store, &tenant.keys));
    let report = match followed {
        Ok(report) => report,
        Err(error) => {
            say(&format!("tact audit: {}", store_sentence(&error, &texts)));
            return Ok(store_exit(&error).into());
        }
    };
    let json = serde_json::to_string(&report)?;
    let text = said(&report, &texts);
    let printed = options.print(COMMAND, Reply::Said { json, text })?;
    Ok(match report.broken {
        None => printed,
        Some(_) => Exit::NotUnderstood.into(),
    })
}

fn said(report: &AuditReport, texts: &Texts) -> String {
    match &report.broken {
        None if report.entries == 0 => texts.say("audit-empty"),
        None => texts.get(
            "audit-whole",
            args!["count" => report.entries, "head" => report.head.clone()],
        ),
        Some(broken) => texts.get(
            match broken.fault {
                AuditFault::Changed => "audit-changed",
                AuditFault::Missing => "audit-missing",
                AuditFault::CutOff => "audit-cut-off",
            },
            args!["entry" => broken.seq.to_string()],
        ),
    }
}
