//! `tact backup` and `tact restore`: a copy of the database, and its return.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tact_store::keys::KeyError;
use tact_store::live::{Act, Actor, StoreError, restore};

use super::{live, say};
use crate::clock;
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::serve::desk::{Reply, What};
use crate::serve::problem::{store_exit, store_sentence};

/// Copies the database into a folder, beside a running server or without one. Keys are no part of it.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// Folder the copy goes to, under a name that tells the time; made if needed.
    pub folder: PathBuf,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Puts a copy of the database back, with the server stopped. What was erased since stays erased.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// Folder of copies, of which the newest is taken, or one copy.
    pub from: PathBuf,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Runs `tact backup`.
///
/// # Errors
/// Standard output cannot be written, or the current folder is gone.
pub fn backup(args: &BackupArgs) -> anyhow::Result<ExitCode> {
    // A server beside this has a folder of its own to start from.
    let folder = std::path::absolute(&args.folder)?;
    args.live.ask_and_print("backup", What::Backup { folder })
}

/// Runs `tact restore`.
///
/// # Errors
/// Standard output cannot be written.
pub fn bring_back(args: &RestoreArgs) -> anyhow::Result<ExitCode> {
    let texts = args.live.texts();
    let refuse = |exit: Exit, why: String| {
        say(&format!("tact restore: {why}"));
        Ok(exit.into())
    };
    let tenant = match args.live.tenant() {
        Ok(tenant) => tenant,
        Err(problem) => {
            say(&format!("tact restore: {}", problem.sentence(&texts)));
            return Ok(problem.exit().into());
        }
    };
    let Some(copy) = newest(&args.from) else {
        let words = args!["folder" => args.from.display().to_string()];
        return refuse(Exit::NoInput, texts.get("restore-none", words));
    };
    let act = Act {
        actor: Actor::operator(&live::actor())?,
        at: clock::now(),
    };
    let restored = restore(&copy, &tenant.store, &tenant.keys, &act);
    match crate::serve::runtime()?.block_on(restored) {
        Ok(report) => {
            let mut json = serde_json::to_value(report)?;
            json["from"] = copy.display().to_string().into();
            let text = said(&copy, &report, &texts);
            let json = json.to_string();
            args.live.print("restore", Reply::Said { json, text })
        }
        Err(StoreError::Keys(KeyError::InUse { .. })) => {
            refuse(Exit::Failed, texts.say("restore-server-runs"))
        }
        Err(error) => {
            say(&format!("tact restore: {}", store_sentence(&error, &texts)));
            Ok(store_exit(&error).into())
        }
    }
}

fn said(copy: &Path, report: &tact_store::live::RestoreReport, texts: &Texts) -> String {
    let words = args![
        "file" => copy.display().to_string(),
        "messages" => report.messages,
        "again" => report.done_again,
    ];
    texts.get("restore-done", words)
}

/// The copy that is meant: names tell the time, so that the last one by name is the newest.
fn newest(from: &Path) -> Option<PathBuf> {
    if from.is_file() {
        return Some(from.to_owned());
    }
    std::fs::read_dir(from)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with("tact-") && name.ends_with(".db"))
        })
        .max()
}
