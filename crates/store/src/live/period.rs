//! What a report reads: conversations of a period, one after another, with the words a purpose may
//! read now.

use std::marker::PhantomData;

use jiff::Timestamp;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use tact_domain::{
    Direction, Withdrawal,
    live::{ContentField, LiveKind, MessageKey, NumberKey, Source, WithheldReason},
};
use tact_privacy::{Permitted, Purpose, live::ConsentView};

use super::{
    Annotation, ClearText, ContentVersion, Store, StoreError,
    address_book::{NAME, owner},
    batch::millis,
    contact::read_view,
    contents::{connection, open_one, open_slot},
    lattice::Held,
    rights::{direction, instant, withdrawn_by},
    row::{digest, is_automatic, slot_of},
};

/// Conversations found at once; their messages are read one conversation at a time.
const PAGE: i64 = 256;

/// One conversation as it is kept now.
#[derive(Debug)]
pub struct StoredConversation<P> {
    /// Number of the conversation: stays as long as its first message does.
    pub id: i64,
    /// Number of its thread: conversations of one thread follow one another, oldest first.
    pub thread: i64,
    /// Internal number of the contact; `None` for a group.
    pub contact: Option<i64>,
    /// The business number; `None` where the platform did not tell.
    pub number: Option<NumberKey>,
    /// Grows whenever something in it changed.
    pub revision: i64,
    /// True when the contact agrees to the purpose now, whatever of it is covered.
    pub consented: bool,
    /// Names of the contact, to be masked in what is shown.
    pub names: Vec<ClearText>,
    /// Its messages, oldest first, deleted ones among them.
    pub messages: Vec<StoredMessage<P>>,
}

/// One message.
#[derive(Debug)]
pub struct StoredMessage<P> {
    /// Digest of its id.
    pub key: MessageKey,
    /// Which way it went.
    pub direction: Direction,
    /// When it was sent; for a deleted message whose sending was never told, when it was deleted.
    pub sent_at: Timestamp,
    /// How it became known; `None` when only a status, an edit or a deletion told of it.
    pub source: Option<Source>,
    /// What it is; `None` for a deleted message.
    pub kind: Option<LiveKind>,
    /// True for a template: no person wrote it.
    pub automatic: bool,
    /// True when only its last version remains.
    pub edited: bool,
    /// Set for a deleted message; then nothing below is. Without a time where only the marker of an
    /// export tells of it, whose tombstone bears the time of sending twice.
    pub withdrawn: Option<Withdrawal>,
    /// The version of the content, to be named by what is concluded from it.
    pub version: Option<ContentVersion>,
    /// The contact's words (text, or what stands under media), where the purpose may read them now.
    /// Never the business's.
    pub words: Option<Permitted<String, P>>,
    /// What was concluded before, where the purpose may read it now.
    pub annotation: Option<Permitted<Annotation, P>>,
    /// Why there is no content, where there was some.
    pub withheld: Option<WithheldReason>,
}

/// Reads conversations one by one. Holds one at a time, and no transaction between two.
#[derive(Debug)]
pub struct ConversationReader<P> {
    store: Store,
    range: (i64, i64),
    now: Timestamp,
    place: (i64, i64),
    /// Found, newest first.
    found: Vec<Found>,
    purpose: PhantomData<P>,
}

#[derive(Debug)]
struct Found {
    id: i64,
    thread: i64,
    first: i64,
    last: i64,
    revision: i64,
    number: Vec<u8>,
    contact: i64,
}

impl Store {
    /// Conversations that reach into a period (`from` included, `to` not), whole, with what `P` may
    /// read of them at `now`. Call [`Store::cut_conversations`] before.
    pub fn conversations_of_period<P: Purpose>(
        &self,
        from: Timestamp,
        to: Timestamp,
        now: Timestamp,
    ) -> ConversationReader<P> {
        ConversationReader {
            store: self.clone(),
            range: (millis(from), millis(to)),
            now,
            place: (i64::MIN, i64::MIN),
            found: Vec::new(),
            purpose: PhantomData,
        }
    }
}

impl<P: Purpose> ConversationReader<P> {
    /// The next conversation, in order of threads, then of time; `None` after the last.
    ///
    /// # Errors
    /// The database or the slot file cannot be read.
    pub async fn next(&mut self) -> Result<Option<StoredConversation<P>>, StoreError> {
        let next = self.read_next().await;
        next.map_err(|error| error.within(self.store.folder()))
    }

    async fn read_next(&mut self) -> Result<Option<StoredConversation<P>>, StoreError> {
        if self.found.is_empty() {
            self.find().await?;
        }
        let Some(found) = self.found.pop() else {
            return Ok(None);
        };
        let mut sql = connection(self.store.readers()).await?;
        // Consent is asked for at each conversation, not once for a report that lasts.
        let view = match found.contact {
            0 => ConsentView::default(),
            contact => read_view(&mut sql, contact, self.now).await?,
        };
        let rows = sqlx::query(
            "select sent_at as at, key, direction, kind, category, source, edit_at, \
             content_state, content_at, slot, slot_epoch, null as cause, null as deleted_at \
             from message where thread = $1 and sent_at between $2 and $3 \
             union all \
             select coalesce(sent_at, deleted_at), key, direction, 0, null, null, null, \
             0, null, null, null, cause, nullif(deleted_at, sent_at) \
             from tombstone where thread = $1 and coalesce(sent_at, deleted_at) between $2 and $3 \
             order by 1, 2",
        )
        .bind(found.thread)
        .bind(found.first)
        .bind(found.last)
        .fetch_all(&mut *sql)
        .await?;
        let mut messages = Vec::with_capacity(rows.len());
        for row in &rows {
            messages.extend(self.message(&mut sql, &view, row).await?);
        }
        let names = self.names(&mut sql, found.contact).await?;
        Ok(Some(StoredConversation {
            id: found.id,
            thread: found.thread,
            contact: Some(found.contact).filter(|contact| *contact != 0),
            number: digest(&found.number).map(NumberKey::from_bytes),
            revision: found.revision,
            consented: P::CONSENT.is_some_and(|purpose| view.grants(purpose)),
            names,
            messages,
        }))
    }

    async fn find(&mut self) -> Result<(), StoreError> {
        let rows = sqlx::query(
            "select c.id, c.thread, c.first_at, c.last_at, c.revision, t.number, t.contact \
             from conversation c join thread t on t.id = c.thread \
             where (c.thread, c.first_at) > ($1, $2) and c.last_at >= $3 and c.first_at < $4 \
             order by c.thread, c.first_at limit $5",
        )
        .bind(self.place.0)
        .bind(self.place.1)
        .bind(self.range.0)
        .bind(self.range.1)
        .bind(PAGE)
        .fetch_all(self.store.readers())
        .await?;
        for row in rows.iter().rev() {
            self.found.push(Found {
                id: row.try_get("id")?,
                thread: row.try_get("thread")?,
                first: row.try_get("first_at")?,
                last: row.try_get("last_at")?,
                revision: row.try_get("revision")?,
                number: row.try_get("number")?,
                contact: row.try_get("contact")?,
            });
        }
        if let Some(last) = self.found.first() {
            self.place = (last.thread, last.first);
        }
        Ok(())
    }

    async fn message(
        &self,
        sql: &mut SqliteConnection,
        view: &ConsentView,
        row: &SqliteRow,
    ) -> Result<Option<StoredMessage<P>>, StoreError> {
        let Some(key) = digest(row.try_get("key")?) else {
            return Ok(None);
        };
        let cause: Option<i64> = row.try_get("cause")?;
        let deleted_at: Option<i64> = row.try_get("deleted_at")?;
        let category: Option<String> = row.try_get("category")?;
        let kind: i64 = row.try_get("kind")?;
        let slot = slot_of(row)?;
        let held = Held::from_code(row.try_get("content_state")?, slot, 0);
        let direction = direction(row.try_get("direction")?);
        let mut message = StoredMessage {
            key: MessageKey::from_bytes(key),
            direction,
            sent_at: instant(row.try_get("at")?),
            source: row
                .try_get::<Option<i64>, _>("source")?
                .and_then(Source::from_code),
            kind: u8::try_from(kind)
                .ok()
                .and_then(LiveKind::from_code)
                .filter(|_| cause.is_none()),
            automatic: is_automatic(category.as_deref()),
            edited: row.try_get::<Option<i64>, _>("edit_at")?.is_some(),
            withdrawn: cause.map(|by| Withdrawal {
                by: withdrawn_by(by),
                at: deleted_at.map(instant),
            }),
            version: slot.map(ContentVersion),
            words: None,
            annotation: None,
            withheld: match held {
                Held::Withheld(reason) => Some(reason),
                Held::Concluded { .. } => Some(WithheldReason::Erased),
                Held::None | Held::Sealed { .. } => None,
            },
        };
        // An employee's words are never analysed, nor quoted.
        let written: Option<i64> = row.try_get("content_at")?;
        let (Some(slot), Some(written), Direction::Inbound) = (slot, written, direction) else {
            return Ok(Some(message));
        };
        let written = instant(written);
        if !P::CONSENT.is_some_and(|purpose| view.covers(purpose, written)) {
            return Ok(Some(message));
        }
        let Some(opened) = open_slot(sql, self.store.keys(), &key, slot).await? else {
            return Ok(Some(message));
        };
        let words = opened.fields.iter().find_map(|(field, clear)| {
            matches!(field, ContentField::Text | ContentField::Caption)
                .then(|| String::from_utf8_lossy(clear).into_owned())
        });
        message.words = words.and_then(|words| view.permit(written, words));
        message.annotation = opened
            .annotation
            .and_then(|annotation| view.permit(written, annotation));
        Ok(Some(message))
    }

    async fn names(
        &self,
        sql: &mut SqliteConnection,
        contact: i64,
    ) -> Result<Vec<ClearText>, StoreError> {
        let rows = sqlx::query("select * from address where contact = $1 and part = $2")
            .bind(contact)
            .bind(i64::from(NAME))
            .fetch_all(sql)
            .await?;
        let mut names = Vec::new();
        for row in rows {
            let bytes: Vec<u8> = row.try_get("bytes")?;
            let Some(slot) = slot_of(&row)? else { continue };
            let keys = self.store.keys();
            let clear = open_one(keys, &owner(contact), NAME, slot, &bytes)?;
            names.extend(clear.map(|clear| ClearText::new(&clear)));
        }
        Ok(names)
    }
}
