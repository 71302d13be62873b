//! What is kept of one contact, in numbers and times, without a word of theirs.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::{Row, SqliteConnection};
use tact_domain::{
    PurposeKind,
    live::{Alias, AliasKind, Request},
};

use super::instant;
use crate::live::{
    Act, HeldBack, Store, StoreError,
    audit::AuditAction,
    contact::read_view,
    contents::{ANNOTATION, connection},
    hold::held_back,
};

/// How many names of one kind a contact is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AliasCount {
    /// Which kind.
    pub kind: AliasKind,
    /// How many.
    pub count: i64,
}

/// Something the contact asked for with a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RequestEntry {
    /// What.
    pub request: Request,
    /// When.
    pub at: Timestamp,
}

/// What is kept of one contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactSummary {
    /// Internal number of the contact, as the audit chain has it.
    pub contact: i64,
    /// Names known, by kind. The names themselves are kept as keyed digests.
    pub known_by: Vec<AliasCount>,
    /// Messages the contact sent, deleted ones apart.
    pub inbound: i64,
    /// Messages the business sent them.
    pub outbound: i64,
    /// Of both, those whose content is held, sealed.
    pub with_content: i64,
    /// Of both, those that hold an analysis's conclusions.
    pub annotated: i64,
    /// Content not held: never agreed to.
    pub no_consent: i64,
    /// Content no longer held: the consent has ended.
    pub consent_ended: i64,
    /// Content no longer held: erased.
    pub erased: i64,
    /// Reactions.
    pub reactions: i64,
    /// Deleted messages of their threads, not yet folded into counts.
    pub tombstones: i64,
    /// Time of the first message.
    pub first: Option<Timestamp>,
    /// Time of the last message.
    pub last: Option<Timestamp>,
    /// True when the address book holds a name or an address, sealed.
    pub in_address_book: bool,
    /// When they objected to being counted.
    pub opted_out_at: Option<Timestamp>,
    /// Until when they did; `None` while the objection stands.
    pub opted_out_until: Option<Timestamp>,
    /// What a legal hold keeps apart, and until when.
    pub held: Option<HeldBack>,
    /// Up to when everything was erased.
    pub erased_at: Option<Timestamp>,
    /// Purposes agreed to at the moment of the question.
    pub granted: Vec<PurposeKind>,
    /// What they asked for with keywords.
    pub requests: Vec<RequestEntry>,
}

impl Store {
    /// What is kept of a contact, without content; `None` when nobody bears the name.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn contact_show(
        &self,
        who: Alias,
        act: &Act,
    ) -> Result<Option<ContactSummary>, StoreError> {
        let Some(contact) = self.look(who, act, AuditAction::ContactShown).await? else {
            return Ok(None);
        };
        let mut sql = connection(self.readers()).await?;
        Ok(Some(summary(&mut sql, contact, act.at).await?))
    }
}

pub(super) async fn summary(
    sql: &mut SqliteConnection,
    contact: i64,
    now: Timestamp,
) -> Result<ContactSummary, StoreError> {
    let row = sqlx::query(
        "select cast(count(*) filter (where direction = 0) as bigint) as inbound, \
         cast(count(*) filter (where direction = 1) as bigint) as outbound, \
         cast(count(*) filter (where content_state = 4) as bigint) as with_content, \
         cast(count(*) filter (where content_state = 1) as bigint) as no_consent, \
         cast(count(*) filter (where content_state = 2) as bigint) as consent_ended, \
         cast(count(*) filter (where content_state in (5, 6)) as bigint) as erased, \
         (select count(*) from message m join sealed s on s.slot = m.slot \
          where m.contact = $1 and s.field = $2) as annotated, \
         (select count(*) from reaction where actor = $1) as reactions, \
         (select count(*) from tombstone t join thread d on d.id = t.thread \
          where d.contact = $1) as tombstones, \
         (select count(*) from address where contact = $1) as addresses, \
         (select opted_out_at from contact where id = $1) as opted_out_at, \
         (select opted_out_until from contact where id = $1) as opted_out_until, \
         (select erased_at from contact where id = $1) as erased_at, \
         min(sent_at) as first, max(sent_at) as last from message where contact = $1",
    )
    .bind(contact)
    .bind(i64::from(ANNOTATION))
    .fetch_one(&mut *sql)
    .await?;
    let time = |column: &str| -> Result<Option<Timestamp>, sqlx::Error> {
        Ok(row.try_get::<Option<i64>, _>(column)?.map(instant))
    };
    let view = read_view(sql, contact, now).await?;
    let held = held_back(sql, contact, now).await?;
    let (known_by, requests) = (known_by(sql, contact).await?, requests(sql, contact).await?);
    Ok(ContactSummary {
        contact,
        known_by,
        inbound: row.try_get("inbound")?,
        outbound: row.try_get("outbound")?,
        with_content: row.try_get("with_content")?,
        annotated: row.try_get("annotated")?,
        no_consent: row.try_get("no_consent")?,
        consent_ended: row.try_get("consent_ended")?,
        erased: row.try_get("erased")?,
        reactions: row.try_get("reactions")?,
        tombstones: row.try_get("tombstones")?,
        first: time("first")?,
        last: time("last")?,
        in_address_book: row.try_get::<i64, _>("addresses")? > 0,
        opted_out_at: time("opted_out_at")?,
        opted_out_until: time("opted_out_until")?,
        held,
        erased_at: time("erased_at")?,
        granted: PurposeKind::ALL
            .into_iter()
            .filter(|purpose| view.grants(*purpose))
            .collect(),
        requests,
    })
}

/// The kind a code of the database stands for.
pub(crate) fn alias_kind(code: i64) -> Option<AliasKind> {
    AliasKind::ALL.into_iter().find(|kind| *kind as i64 == code)
}

async fn known_by(sql: &mut SqliteConnection, contact: i64) -> Result<Vec<AliasCount>, StoreError> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "select kind, count(*) from alias where contact = $1 group by kind order by kind",
    )
    .bind(contact)
    .fetch_all(sql)
    .await?;
    let read = |(code, count): (i64, i64)| {
        let kind = alias_kind(code)?;
        Some(AliasCount { kind, count })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

async fn requests(
    sql: &mut SqliteConnection,
    contact: i64,
) -> Result<Vec<RequestEntry>, StoreError> {
    const REQUESTS: [Request; 3] = [Request::Stop, Request::Erase, Request::MyData];
    let rows: Vec<(i64, i64)> =
        sqlx::query_as("select kind, at from request where contact = $1 order by at, kind")
            .bind(contact)
            .fetch_all(sql)
            .await?;
    let read = |(code, at): (i64, i64)| {
        let request = *REQUESTS.get(usize::try_from(code).ok()?)?;
        Some(RequestEntry {
            request,
            at: instant(at),
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}
