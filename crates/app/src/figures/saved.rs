//! The result of a report, kept sealed for its hour: shown at once, with its quotes opened then.

use std::fmt;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tact_store::live::{Publication, StoreError, StoreReader};
use zeroize::Zeroizing;

use super::{period::AskedPeriod, quotes::Quotes};
use crate::report::model::{Lang, Report};

/// Name of one kept result. Says nothing of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedName(String);

impl SavedName {
    /// The result for a period, in a language, under these choices of the operator.
    pub fn new(asked: AskedPeriod, lang: Lang, choices: &str) -> Self {
        let digest = Sha256::digest(format!("{}/{choices}", env!("CARGO_PKG_VERSION")));
        let digest: String = digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self(format!("{asked}/{}/{digest}", lang.tag()))
    }
}

impl fmt::Display for SavedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is kept of a report: everything but its quotes, whose places name their messages.
pub fn saved(report: &Report, quotes: &Quotes) -> Publication {
    Publication {
        // A report is plain data: it is written without fail.
        result: Zeroizing::new(serde_json::to_vec(report).unwrap_or_default()),
        quoted: quotes.messages().to_vec(),
    }
}

/// The result kept under a name, if its hour lasts.
///
/// # Errors
/// The store cannot be read.
pub async fn open_saved(
    store: &StoreReader,
    name: &SavedName,
    now: Timestamp,
) -> Result<Option<(Report, Quotes)>, StoreError> {
    let Some((_, kept)) = store.publication(&name.0, now).await? else {
        return Ok(None);
    };
    // What another version wrote is computed anew.
    let report = serde_json::from_slice(&kept.result).ok();
    Ok(report.map(|report| (report, Quotes::from_messages(kept.quoted))))
}
