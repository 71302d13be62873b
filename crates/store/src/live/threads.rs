//! Whole threads, read many at a time beside whoever writes: what figures are counted from.

use std::{collections::HashMap, path::Path};

use jiff::Timestamp;
use sqlx::{Row, SqlitePool, sqlite::SqliteRow};
use tact_domain::{
    Direction, PurposeKind, Withdrawal,
    live::{ContentField, LiveKind, MessageKey, NumberKey, Source, TenantId},
};
use tact_privacy::{
    Analysis, Permitted,
    consent::ConsentState,
    live::{ConsentEvent, ConsentView},
};
use zeroize::Zeroizing;

use super::{
    Annotation, ClearText, ContentVersion, Store, StoreError,
    address_book::{NAME, owner},
    batch::millis,
    contents::{ANNOTATION, open_one},
    rights::{direction, instant, withdrawn_by},
    row::{digest, is_automatic, slot_of},
    schema,
};
use crate::{
    keys::{KeyReader, SlotRef},
    seal::{self, Bound},
};

/// Threads read at once.
const PAGE: i64 = 512;

/// One thread as it is kept now.
#[derive(Debug)]
pub struct StoredThread {
    /// Internal number of the contact; `None` for a group.
    pub contact: Option<i64>,
    /// The business number; `None` where the platform did not tell.
    pub number: Option<NumberKey>,
    /// What the contact agrees to now.
    pub view: ConsentView,
    /// Names of the contact, to be masked in what is shown. Only of those who agree to something.
    pub names: Vec<ClearText>,
    /// Its messages, oldest first, deleted ones among them.
    pub messages: Vec<ThreadMessage>,
}

/// One message of a thread.
#[derive(Debug)]
pub struct ThreadMessage {
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
    /// The contact's words, where analysis may read them now. Never the business's.
    pub words: Option<Permitted<String, Analysis>>,
    /// What was concluded before, where analysis may use it now.
    pub annotation: Option<Permitted<Annotation, Analysis>>,
}

/// Opens a store for reading, beside a server that has it open or without one.
#[derive(Clone)]
pub struct StoreReader {
    keys: KeyReader,
    readers: SqlitePool,
}

impl std::fmt::Debug for StoreReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoreReader(‹redacted›)")
    }
}

impl StoreReader {
    /// Opens data and keys for reading only.
    ///
    /// # Errors
    /// There is no store, the keys are others', or one of the folders cannot be read.
    pub async fn beside(store: &Path, keys: &Path) -> Result<Self, StoreError> {
        let keys = KeyReader::beside(keys)?;
        let readers = schema::readers(store).await?;
        let tenant: Vec<u8> = sqlx::query_scalar("select tenant from store")
            .fetch_one(&readers)
            .await?;
        if tenant != keys.tenant().as_bytes() {
            return Err(StoreError::Foreign {
                path: store.to_owned(),
            });
        }
        Ok(Self { keys, readers })
    }

    /// Of a store this process has open.
    pub fn of(store: &Store) -> Self {
        Self {
            keys: store.keys().clone(),
            readers: store.readers().clone(),
        }
    }

    /// Threads with something sent since a moment (`None`: all that is kept), with what came since.
    /// Groups are left out. `now` is the moment at which consent is asked for.
    pub fn threads(&self, since: Option<Timestamp>, now: Timestamp) -> ThreadReader {
        ThreadReader {
            reader: self.clone(),
            since: since.map_or(i64::MIN, millis),
            now,
            after: i64::MIN,
        }
    }

    /// The thread a message stands in, whole; `None` where there is no such message any more.
    ///
    /// # Errors
    /// The database or the slot file cannot be read.
    pub async fn thread_of(
        &self,
        message: MessageKey,
        now: Timestamp,
    ) -> Result<Option<StoredThread>, StoreError> {
        let thread: Option<i64> =
            sqlx::query_scalar("select thread from message where key = $1 and thread is not null")
                .bind(&message.as_bytes()[..])
                .fetch_optional(&self.readers)
                .await?;
        let Some(thread) = thread else {
            return Ok(None);
        };
        let mut page = self.page((thread, thread), i64::MIN, now).await?;
        Ok(page.pop())
    }

    pub(super) fn pool(&self) -> &SqlitePool {
        &self.readers
    }

    pub(super) fn keys(&self) -> &KeyReader {
        &self.keys
    }

    /// Threads numbered from the first to the last of `span`.
    async fn page(
        &self,
        span: (i64, i64),
        since: i64,
        now: Timestamp,
    ) -> Result<Vec<StoredThread>, StoreError> {
        let views = self.views(span, now).await?;
        let mut names = self.names(span, &views).await?;
        let rows = sqlx::query(
            "select id, contact, number from thread \
             where id between $1 and $2 and contact <> 0 and contact not in \
             (select id from contact where opted_out_at is not null and opted_out_until is null) order by id",
        )
        .bind(span.0)
        .bind(span.1)
        .fetch_all(&self.readers)
        .await?;
        let (mut threads, mut places) = (Vec::new(), HashMap::new());
        for row in rows {
            let contact: i64 = row.try_get("contact")?;
            let number: Vec<u8> = row.try_get("number")?;
            places.insert(row.try_get::<i64, _>("id")?, threads.len());
            threads.push(StoredThread {
                contact: Some(contact),
                number: digest(&number).map(NumberKey::from_bytes),
                view: views.get(&contact).copied().unwrap_or_default(),
                names: names.remove(&contact).unwrap_or_default(),
                messages: Vec::new(),
            });
        }
        let mut sealed = self.sealed(span, since).await?;
        let rows = sqlx::query(
            "select thread, sent_at as at, key, direction, kind, category, source, edit_at, \
             content_at, slot, slot_epoch, null as cause, null as deleted_at \
             from message where thread between $1 and $2 and sent_at >= $3 \
             union all \
             select thread, coalesce(sent_at, deleted_at), key, direction, 0, null, null, null, \
             null, null, null, cause, nullif(deleted_at, sent_at) \
             from tombstone where thread between $1 and $2 \
             and coalesce(sent_at, deleted_at) >= $3 \
             order by 1, 2, 3",
        )
        .bind(span.0)
        .bind(span.1)
        .bind(since)
        .fetch_all(&self.readers)
        .await?;
        let tenant = self.keys.tenant();
        for row in &rows {
            let place = places.get(&row.try_get::<i64, _>("thread")?);
            let Some(thread) = place.and_then(|place| threads.get_mut(*place)) else {
                continue;
            };
            let message = self.message(&thread.view, &mut sealed, tenant, row)?;
            thread.messages.extend(message);
        }
        threads.retain(|thread| !thread.messages.is_empty());
        Ok(threads)
    }

    fn message(
        &self,
        view: &ConsentView,
        sealed: &mut HashMap<i64, Vec<(u8, Vec<u8>)>>,
        tenant: TenantId,
        row: &SqliteRow,
    ) -> Result<Option<ThreadMessage>, StoreError> {
        let Some(key) = digest(row.try_get("key")?) else {
            return Ok(None);
        };
        let cause: Option<i64> = row.try_get("cause")?;
        let deleted_at: Option<i64> = row.try_get("deleted_at")?;
        let category: Option<String> = row.try_get("category")?;
        let kind: i64 = row.try_get("kind")?;
        let slot = slot_of(row)?;
        let direction = direction(row.try_get("direction")?);
        let mut message = ThreadMessage {
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
        };
        let written: Option<i64> = row.try_get("content_at")?;
        // An employee's words are never analysed.
        let (Some(slot), Some(written), Direction::Inbound) = (slot, written, direction) else {
            return Ok(Some(message));
        };
        let written = instant(written);
        let fields = i64::try_from(slot.slot)
            .ok()
            .and_then(|n| sealed.remove(&n));
        let Some(fields) = fields.filter(|_| view.covers(PurposeKind::Analysis, written)) else {
            return Ok(Some(message));
        };
        let (words, annotation) = self.open(&key, slot, tenant, &fields)?;
        message.words = words.and_then(|words| view.permit(written, words));
        message.annotation = annotation.and_then(|annotation| view.permit(written, annotation));
        Ok(Some(message))
    }

    fn open(
        &self,
        owner: &[u8; 32],
        slot: SlotRef,
        tenant: TenantId,
        fields: &[(u8, Vec<u8>)],
    ) -> Result<(Option<String>, Option<Annotation>), StoreError> {
        let (mut words, mut annotation) = (None, None);
        let Some(key) = self.keys.data_key(slot)? else {
            return Ok((None, None));
        };
        for (field, bytes) in fields {
            let bound = Bound {
                tenant,
                owner,
                field: *field,
            };
            // A changed byte: the message is shown as one without content.
            let Some(clear) = seal::open(&key, bound, bytes) else {
                return Ok((None, None));
            };
            if *field == ANNOTATION {
                annotation = Annotation::from_clear(&clear);
            } else {
                words = words.or_else(|| Some(String::from_utf8_lossy(&clear).into_owned()));
            }
        }
        Ok((words, annotation))
    }

    /// Sealed words and conclusions of the contacts' messages, by slot.
    async fn sealed(
        &self,
        span: (i64, i64),
        since: i64,
    ) -> Result<HashMap<i64, Vec<(u8, Vec<u8>)>>, StoreError> {
        let rows: Vec<(i64, i64, Vec<u8>)> = sqlx::query_as(
            "select s.slot, s.field, s.bytes from message m join sealed s on s.slot = m.slot \
             where m.thread between $1 and $2 and m.sent_at >= $3 and m.direction = 0 \
             and s.field in ($4, $5, $6) order by s.slot, s.field",
        )
        .bind(span.0)
        .bind(span.1)
        .bind(since)
        .bind(i64::from(ContentField::Text.code()))
        .bind(i64::from(ContentField::Caption.code()))
        .bind(i64::from(ANNOTATION))
        .fetch_all(&self.readers)
        .await?;
        let mut sealed: HashMap<i64, Vec<(u8, Vec<u8>)>> = HashMap::new();
        for (slot, field, bytes) in rows {
            if let Ok(field) = u8::try_from(field) {
                sealed.entry(slot).or_default().push((field, bytes));
            }
        }
        Ok(sealed)
    }

    async fn views(
        &self,
        span: (i64, i64),
        now: Timestamp,
    ) -> Result<HashMap<i64, ConsentView>, StoreError> {
        let rows: Vec<(i64, i64, i64, i64, i64)> = sqlx::query_as(
            "select contact, purpose, state, at, covers_history from consent where contact in \
             (select contact from thread where id between $1 and $2) order by contact",
        )
        .bind(span.0)
        .bind(span.1)
        .fetch_all(&self.readers)
        .await?;
        let mut events: HashMap<i64, Vec<ConsentEvent>> = HashMap::new();
        for (contact, purpose, state, at, covers_history) in rows {
            let purpose = usize::try_from(purpose)
                .ok()
                .and_then(|place| PurposeKind::ALL.get(place).copied());
            let (Some(purpose), Ok(at)) = (purpose, Timestamp::from_millisecond(at)) else {
                continue;
            };
            events.entry(contact).or_default().push(ConsentEvent {
                purpose,
                state: if state == 0 {
                    ConsentState::Granted
                } else {
                    ConsentState::Ended
                },
                at,
                covers_history: covers_history != 0,
            });
        }
        let views = events
            .into_iter()
            .map(|(contact, events)| (contact, ConsentView::fold(events, now)));
        Ok(views.collect())
    }

    async fn names(
        &self,
        span: (i64, i64),
        views: &HashMap<i64, ConsentView>,
    ) -> Result<HashMap<i64, Vec<ClearText>>, StoreError> {
        let mut names: HashMap<i64, Vec<ClearText>> = HashMap::new();
        if views.is_empty() {
            return Ok(names);
        }
        let rows = sqlx::query(
            "select contact, slot, slot_epoch, bytes from address where part = $3 and contact in \
             (select contact from thread where id between $1 and $2)",
        )
        .bind(span.0)
        .bind(span.1)
        .bind(i64::from(NAME))
        .fetch_all(&self.readers)
        .await?;
        for row in rows {
            let contact: i64 = row.try_get("contact")?;
            let bytes: Vec<u8> = row.try_get("bytes")?;
            let Some(slot) = slot_of(&row)? else { continue };
            let clear: Option<Zeroizing<Vec<u8>>> =
                open_one(&self.keys, &owner(contact), NAME, slot, &bytes)?;
            let name = clear.map(|clear| ClearText::new(&clear));
            names.entry(contact).or_default().extend(name);
        }
        Ok(names)
    }
}

/// Reads threads page by page.
#[derive(Debug)]
pub struct ThreadReader {
    reader: StoreReader,
    since: i64,
    now: Timestamp,
    after: i64,
}

impl ThreadReader {
    /// The next threads, in order of their numbers; `None` after the last. A page may be empty.
    ///
    /// # Errors
    /// The database or the slot file cannot be read.
    pub async fn next_page(&mut self) -> Result<Option<Vec<StoredThread>>, StoreError> {
        let span: (Option<i64>, Option<i64>) = sqlx::query_as(
            "select min(id), max(id) from \
             (select id from thread where id > $1 order by id limit $2)",
        )
        .bind(self.after)
        .bind(PAGE)
        .fetch_one(self.reader.pool())
        .await?;
        let (Some(first), Some(last)) = span else {
            return Ok(None);
        };
        self.after = last;
        self.reader
            .page((first, last), self.since, self.now)
            .await
            .map(Some)
    }
}
