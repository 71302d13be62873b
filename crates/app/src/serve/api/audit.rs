//! The audit chain.

use serde::Serialize;
use tact_store::live::{AuditEntry, AuditHead, verify_audit};

use super::call::Call;
use super::problem::Problem;
use super::reply::Answer;

/// Entries shown when nobody says how many.
const USUAL: u32 = 50;
/// Most entries shown at once.
const MOST: u32 = 1000;

#[derive(Serialize)]
struct Audit {
    head: Option<AuditHead>,
    entries: Vec<AuditEntry>,
}

pub(super) async fn entries(call: Call) -> Result<Answer, Problem> {
    let newest = match &call.asked {
        None => USUAL,
        Some(word) => word
            .parse()
            .ok()
            .filter(|newest| (1..=MOST).contains(newest))
            .ok_or_else(|| call.wrong_query("newest", "api-query-newest"))?,
    };
    let store = &call.who.site.store;
    let mut entries = store.audit_entries(newest).await?;
    entries.reverse();
    let head = store.audit_head().await?;
    Answer::json(200, &Audit { head, entries })
}

pub(super) async fn verify(call: Call) -> Result<Answer, Problem> {
    let counting = &call.visit.server.entry.counting;
    let _alone = counting.try_acquire().map_err(|_| Problem::busy())?;
    let tenant = &call.who.site.tenant;
    let report = verify_audit(&tenant.store, &tenant.keys).await?;
    Answer::json(200, &report)
}
