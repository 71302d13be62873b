//! Who is who: names of contacts, their merging, their consents, the sealed address book.

use jiff::Timestamp;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use tact_domain::PurposeKind;
use tact_domain::live::{
    Alias, Envelope, IdentityCause, IdentityChange, MarketingWish, Request, RequestSeen,
};
use tact_privacy::consent::ConsentState;
use tact_privacy::live::{ConsentEvent, ConsentView, Objection};

use super::{
    ErasureEvent, StoreError,
    batch::{Batch, millis},
    erasure::{Cause, EndedBy},
    rights::instant,
    row::slot_of,
};

impl Batch<'_> {
    /// The contact all names of the envelope belong to; made, or merged, where needed.
    pub(super) async fn contact(&mut self, envelope: &Envelope) -> Result<Option<i64>, StoreError> {
        let contact = self.join_aliases(&envelope.contact).await?;
        match (contact, envelope.name) {
            (Some(contact), Some(name)) => {
                if self.shown_as(contact, name.as_bytes(), millis(envelope.at)) {
                    return self.claim_imported(contact, name).await.map(Some);
                }
                Ok(Some(contact))
            }
            _ => Ok(contact),
        }
    }

    /// Two contacts turn out to be one; answers which is left.
    pub(super) async fn merge_into_smaller(
        &mut self,
        one: i64,
        other: i64,
    ) -> Result<i64, StoreError> {
        let (first, second) = (one.min(other), one.max(other));
        self.merge(first, second).await?;
        Ok(first)
    }

    pub(crate) async fn join_aliases(
        &mut self,
        aliases: &[Alias],
    ) -> Result<Option<i64>, StoreError> {
        if aliases.is_empty() {
            return Ok(None);
        }
        let (mut known, mut fresh) = (Vec::new(), Vec::new());
        for alias in aliases {
            match self.bearer(alias.key).await? {
                Some(contact) => known.push(contact),
                None => fresh.push(alias),
            }
        }
        known.sort_unstable();
        known.dedup();
        // The smallest id stays: whichever order merges happen in, one id is left.
        let contact = match known.split_first() {
            Some((first, others)) => {
                for other in others {
                    self.merge(*first, *other).await?;
                }
                *first
            }
            None => self.new_contact().await?,
        };
        for alias in fresh {
            self.call(contact, *alias);
        }
        Ok(Some(contact))
    }

    /// Two contacts are one: everything of the second goes to the first.
    async fn merge(&mut self, first: i64, second: i64) -> Result<(), StoreError> {
        self.settle().await?;
        self.note_strays(first, second).await?;
        self.merge_reactions(first, second).await?;
        self.merge_addresses(first, second).await?;
        self.settle().await?;
        for statement in [
            "update alias set contact = $1 where contact = $2",
            "insert into contact_name (name, contact, at) \
             select name, $1, at from contact_name where contact = $2 \
             on conflict (name, contact) do update set at = max(at, excluded.at)",
            "delete from contact_name where contact = $2 and $1 is not null",
            "update or ignore consent set contact = $1 where contact = $2",
            "delete from consent where contact = $2 and $1 is not null",
            "update or ignore request set contact = $1 where contact = $2",
            "delete from request where contact = $2 and $1 is not null",
            "update hold set contact = $1 where contact = $2",
            "update held set contact = $1 where contact = $2",
            "update export_request set contact = $1 where contact = $2",
            "update or ignore chat_opened set contact = $1 where contact = $2",
            "delete from chat_opened where contact = $2 and $1 is not null",
            "update message set contact = $1 where contact = $2",
            "update message set thread = (select one.id from thread one join thread two \
             on one.number = two.number and one.party = two.party \
             where two.id = message.thread and one.contact = $1) \
             where thread in (select two.id from thread two join thread one \
             on one.number = two.number and one.party = two.party \
             where two.contact = $2 and one.contact = $1)",
            "update tombstone set thread = (select one.id from thread one join thread two \
             on one.number = two.number and one.party = two.party \
             where two.id = tombstone.thread and one.contact = $1) \
             where thread in (select two.id from thread two join thread one \
             on one.number = two.number and one.party = two.party \
             where two.contact = $2 and one.contact = $1)",
            "update or ignore thread set contact = $1 where contact = $2",
            "delete from conversation where thread in (select id from thread where contact = $2) \
             and $1 is not null",
            "delete from thread where contact = $2 and $1 is not null",
            // Two threads that became one are cut anew from their beginning.
            "update thread set recut_from = -9223372036854775808 where contact = $1 and $2 is not null",
            "update contact set \
             opted_out_until = (select case when max(opted_out_until is null) then null \
             else max(opted_out_until) end from contact \
             where id in ($1, $2) and opted_out_at is not null), \
             opted_out_at = (select min(opted_out_at) from contact where id in ($1, $2)), \
             erased_at = (select max(erased_at) from contact where id in ($1, $2)), \
             marketing = (select marketing from contact where id in ($1, $2) \
             order by marketing_at desc, marketing desc limit 1), \
             marketing_at = (select max(marketing_at) from contact where id in ($1, $2)) \
             where id = $1",
            "delete from contact where id = $2 and $1 is not null",
            "update former set contact = $1 where contact = $2",
            "insert into former (id, contact) values ($2, $1)",
        ] {
            sqlx::query(statement)
                .bind(first)
                .bind(second)
                .execute(&mut *self.sql)
                .await?;
        }
        self.views.remove(&first);
        self.views.remove(&second);
        // What the person asked for under one name holds for what is kept under the other.
        let erased: Option<i64> = sqlx::query_scalar("select erased_at from contact where id = $1")
            .bind(first)
            .fetch_one(&mut *self.sql)
            .await?;
        if let Some(at) = erased {
            self.erase_contact(first, at).await?;
        }
        self.apply_objection(first).await?;
        self.apply_consent(first, self.now).await
    }

    /// Of two reactions to one message by the same person the newest stays.
    async fn merge_reactions(&mut self, first: i64, second: i64) -> Result<(), StoreError> {
        let older = sqlx::query(
            "delete from reaction where (target, actor) in (select one.target, \
             case when (one.at, one.event) < (two.at, two.event) then one.actor else two.actor end \
             from reaction one join reaction two on one.target = two.target \
             where one.actor = $1 and two.actor = $2) returning slot, slot_epoch",
        )
        .bind(first)
        .bind(second)
        .fetch_all(&mut *self.sql)
        .await?;
        for row in older {
            if let Some(slot) = slot_of(&row)? {
                self.doom(slot, Cause::Replaced, millis(self.now));
            }
        }
        sqlx::query("update reaction set actor = $1 where actor = $2")
            .bind(first)
            .bind(second)
            .execute(&mut *self.sql)
            .await?;
        Ok(())
    }

    /// What the contact agrees to now, by the ledger as this transaction sees it.
    pub(crate) async fn view(&mut self, contact: i64) -> Result<ConsentView, StoreError> {
        if let Some(view) = self.views.get(&contact) {
            return Ok(*view);
        }
        if self.is_fresh(contact) {
            return Ok(ConsentView::default());
        }
        let view = read_view(self.sql, contact, self.now).await?;
        self.views.insert(contact, view);
        Ok(view)
    }

    pub(super) async fn request(
        &mut self,
        contact: i64,
        envelope: &Envelope,
        asked: &RequestSeen,
    ) -> Result<(), StoreError> {
        let at = millis(envelope.at);
        let kind: i64 = match asked.request {
            Request::Stop => 0,
            Request::Erase => 1,
            Request::MyData => 2,
        };
        sqlx::query(
            "insert into request (contact, kind, at) values ($1, $2, $3) on conflict do nothing",
        )
        .bind(contact)
        .bind(kind)
        .bind(at)
        .execute(&mut *self.sql)
        .await?;
        match asked.request {
            Request::MyData => Ok(()),
            Request::Stop => {
                self.travel_contact(ErasureEvent::ConsentEnded, contact, at)
                    .await?;
                self.end_consents(contact, envelope.at, EndedBy::Keyword)
                    .await
            }
            Request::Erase => {
                self.travel_contact(ErasureEvent::ContactErased, contact, at)
                    .await?;
                self.erase_contact(contact, at).await?;
                self.end_consents(contact, envelope.at, EndedBy::Keyword)
                    .await
            }
        }
    }

    pub(super) async fn marketing(
        &mut self,
        contact: i64,
        envelope: &Envelope,
        wish: MarketingWish,
    ) -> Result<(), StoreError> {
        // Of two wishes of one second the greater word, `stop`, wins.
        let word = match wish {
            MarketingWish::Stop => "stop",
            MarketingWish::Resume => "resume",
        };
        sqlx::query(
            "update contact set marketing = $2, marketing_at = $3 where id = $1 and \
             (marketing_at is null or (marketing_at, marketing) < ($3, $2))",
        )
        .bind(contact)
        .bind(word)
        .bind(millis(envelope.at))
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }

    pub(super) async fn identity(
        &mut self,
        envelope: &Envelope,
        change: &IdentityChange,
    ) -> Result<(), StoreError> {
        if change.cause != IdentityCause::PersonMayHaveChanged {
            let mut names = change.before.clone();
            names.extend_from_slice(&change.after);
            self.join_aliases(&names).await?;
            return Ok(());
        }
        // Someone else may hold the number now: its names leave the old contact, once.
        self.settle().await?;
        let mut heir = None;
        for alias in &change.after {
            let done = sqlx::query(
                "insert into parting (alias, at) values ($1, $2) on conflict do nothing",
            )
            .bind(&alias.key.as_bytes()[..])
            .bind(millis(envelope.at))
            .execute(&mut *self.sql)
            .await?;
            if done.rows_affected() == 0 {
                continue;
            }
            let heir = match heir {
                Some(heir) => heir,
                None => *heir.insert(self.new_contact().await?),
            };
            self.settle().await?;
            sqlx::query("update alias set contact = $2 where key = $1")
                .bind(&alias.key.as_bytes()[..])
                .bind(heir)
                .execute(&mut *self.sql)
                .await?;
        }
        Ok(())
    }
}

/// What a contact agrees to at a moment, by the ledger as the connection sees it.
pub(crate) async fn read_view(
    sql: &mut SqliteConnection,
    contact: i64,
    now: Timestamp,
) -> Result<ConsentView, StoreError> {
    let rows =
        sqlx::query("select purpose, state, at, covers_history from consent where contact = $1")
            .bind(contact)
            .fetch_all(&mut *sql)
            .await?;
    let mut events = Vec::with_capacity(rows.len());
    for row in &rows {
        events.extend(consent_event(row)?);
    }
    let objection: (Option<i64>, Option<i64>) =
        sqlx::query_as("select opted_out_at, opted_out_until from contact where id = $1")
            .bind(contact)
            .fetch_one(&mut *sql)
            .await?;
    Ok(fold_view(events, objection, now))
}

/// A line of the consent ledger; `None` where it is of a purpose or a time unknown here.
pub(super) fn consent_event(row: &SqliteRow) -> Result<Option<ConsentEvent>, sqlx::Error> {
    let purpose = usize::try_from(row.try_get::<i64, _>("purpose")?)
        .ok()
        .and_then(|place| PurposeKind::ALL.get(place).copied());
    let at = Timestamp::from_millisecond(row.try_get("at")?).ok();
    let (Some(purpose), Some(at)) = (purpose, at) else {
        return Ok(None);
    };
    Ok(Some(ConsentEvent {
        purpose,
        state: if row.try_get::<i64, _>("state")? == 0 {
            ConsentState::Granted
        } else {
            ConsentState::Ended
        },
        at,
        covers_history: row.try_get::<i64, _>("covers_history")? != 0,
    }))
}

/// What the lines of a contact come to, and what they object to: since when, and until when.
pub(super) fn fold_view(
    events: Vec<ConsentEvent>,
    objection: (Option<i64>, Option<i64>),
    now: Timestamp,
) -> ConsentView {
    ConsentView::fold(events, now).objecting(match objection {
        (None, _) => Objection::None,
        (Some(_), None) => Objection::Standing,
        (Some(_), Some(until)) => Objection::Until(instant(until)),
    })
}
