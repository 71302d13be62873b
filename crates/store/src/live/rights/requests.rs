//! What contacts asked for with a keyword, as a list of things to answer.

use jiff::Timestamp;
use serde::Serialize;
use tact_domain::live::Request;

use super::instant;
use crate::live::{Store, StoreError, audit::AuditAction, contents::connection};

/// A request of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ContactRequest {
    /// Internal number of the contact, as the audit chain has it.
    pub contact: i64,
    /// What.
    pub request: Request,
    /// When.
    pub at: Timestamp,
    /// When it was answered: at once, but for a copy of the data, which somebody has to hand out.
    pub answered_at: Option<Timestamp>,
}

impl Store {
    /// Everything contacts asked for, oldest first. A copy of the data counts as handed out when the
    /// audit chain has an export of the contact since.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn contact_requests(&self) -> Result<Vec<ContactRequest>, StoreError> {
        const REQUESTS: [Request; 3] = [Request::Stop, Request::Erase, Request::MyData];
        let mut sql = connection(self.readers()).await?;
        let rows: Vec<(i64, i64, i64, Option<i64>)> = sqlx::query_as(
            "select r.contact, r.kind, r.at, (select min(a.at) from audit a where a.action = $1 \
             and a.at >= r.at and (a.contact = r.contact or a.contact in \
             (select id from former where contact = r.contact))) \
             from request r order by r.at, r.contact, r.kind",
        )
        .bind(AuditAction::ContactExported.word())
        .fetch_all(&mut *sql)
        .await?;
        let read = |(contact, kind, at, exported): (i64, i64, i64, Option<i64>)| {
            let request = *REQUESTS.get(usize::try_from(kind).ok()?)?;
            let answered = match request {
                Request::MyData => exported,
                Request::Stop | Request::Erase => Some(at),
            };
            Some(ContactRequest {
                contact,
                request,
                at: instant(at),
                answered_at: answered.map(instant),
            })
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }
}
