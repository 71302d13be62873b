//! The ledger on the disk: one writer at a time, whole or untouched.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use tact_metrics::estimate::publishing::BudgetLedger;
use tact_store::write_atomically;

/// A ledger held alone until it is dropped.
pub(super) struct LedgerFile {
    path: PathBuf,
    pub(super) ledger: BudgetLedger,
    /// Held for as long as this value lives; the system lets go of it when the process ends.
    _lock: File,
}

/// What was found under the name.
pub(super) enum Opened {
    /// A ledger, or nothing yet.
    Ready(LedgerFile),
    /// Something that is not a ledger; it is left alone.
    Unreadable(String),
}

impl LedgerFile {
    /// Waits for whoever holds the ledger, then reads it; where there is none, a new one of
    /// `budget` thousandths of ε per period.
    ///
    /// # Errors
    ///
    /// The system refuses to open, lock or read.
    pub(super) fn open(path: &Path, budget: u64) -> anyhow::Result<Opened> {
        let lock = lock(path).with_context(|| format!("{}", path.display()))?;
        let ledger = match fs::read(path) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(ledger) => ledger,
                Err(error) => return Ok(Opened::Unreadable(error.to_string())),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => BudgetLedger::new(budget),
            Err(error) => return Err(error).with_context(|| format!("{}", path.display())),
        };
        Ok(Opened::Ready(Self {
            path: path.to_owned(),
            ledger,
            _lock: lock,
        }))
    }

    /// Writes the ledger back, if it changed.
    ///
    /// # Errors
    ///
    /// The system refuses; the former ledger stands then, and nothing was published.
    pub(super) fn replace(&self, ledger: &BudgetLedger) -> anyhow::Result<()> {
        if *ledger == self.ledger {
            return Ok(());
        }
        let text = serde_json::to_string_pretty(ledger).context("the ledger cannot be written")?;
        Ok(write_atomically(&self.path, (text + "\n").as_bytes())?)
    }
}

/// The lock is a file beside the ledger, since the ledger itself is replaced at every change.
fn lock(path: &Path) -> io::Result<File> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut beside = name.to_owned();
    beside.push(".lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path.with_file_name(beside))?;
    file.lock()?;
    Ok(file)
}
