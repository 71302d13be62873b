//! A store in a folder of its own, and events made up for it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use sqlx::{
    Row,
    sqlite::{SqliteConnectOptions, SqlitePool},
};
use tact_domain::live::{
    AliasKind, ContentField, DeliveryState, Forwarding, LiveKind, Request, RevokeSignal, Source,
};
use tact_domain::{Direction, PurposeKind, Sensitive, WithdrawnBy};
use tact_privacy::{
    consent::ConsentState,
    live::{Candidate, LiveKeys},
};
use tact_store::forensic;
use tact_store::live::{Act, Actor, ConsentLine, NamedContact, Shown, Store};
use wire::webhook::{
    Received, ReceivedContact, ReceivedEdit, ReceivedEvent, ReceivedId, ReceivedMessage,
    ReceivedReaction, ReceivedRequest, ReceivedRevoke, ReceivedStatus, SecretText, Wamid,
};

pub(crate) struct Place {
    root: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self {
            root: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.root.path().join("keys")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.data(), &self.keys(), now())
            .await
            .unwrap()
    }

    /// The wrapped keys that live in the slot file of the first epoch.
    pub(crate) fn living_keys(&self) -> Vec<Vec<u8>> {
        let bytes = fs::read(self.keys().join("slots.1")).unwrap();
        let slots = bytes.chunks_exact(72).skip(1);
        slots
            .filter(|slot| slot.iter().any(|byte| *byte != 0))
            .filter(|slot| slot.iter().any(|byte| *byte != 255))
            .map(<[u8]>::to_vec)
            .collect()
    }

    /// Bytes of every file below the root.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        fn walk(folder: &Path, bytes: &mut Vec<u8>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, bytes);
                } else {
                    // SQLite may take its log away between the two calls.
                    bytes.extend(fs::read(path).unwrap_or_default());
                }
            }
        }
        let mut bytes = Vec::new();
        walk(self.root.path(), &mut bytes);
        bytes
    }

    /// True when the word, in any form a program may give it, lies in any file below the root.
    pub(crate) fn holds(&self, canary: &str) -> bool {
        let report = forensic::scan(&[self.root.path().to_owned()], &[canary]).unwrap();
        !report.findings.is_empty()
    }

    pub(crate) async fn sql(&self) -> SqlitePool {
        let options = SqliteConnectOptions::new().filename(self.data().join("tact.db"));
        SqlitePool::connect_with(options).await.unwrap()
    }

    pub(crate) async fn number(&self, query: &'static str) -> i64 {
        let sql = self.sql().await;
        let found = sqlx::query_scalar(query).fetch_one(&sql).await.unwrap();
        sql.close().await;
        found
    }

    /// Every row of every table, without what chance gave it: ids, slots, nonces.
    pub(crate) async fn state(&self) -> BTreeMap<String, Vec<String>> {
        let sql = self.sql().await;
        let contact = "(select group_concat(k) from (select hex(a.key) k from alias a where a.contact = X order by a.key))";
        let thread = format!(
            "(select hex(t.number) || ':' || hex(t.party) || ':' || coalesce({}, '') from thread t where t.id = T)",
            contact.replace('X', "t.contact")
        );
        let of = |id: &str| contact.replace('X', id);
        let place = |id: &str| thread.replace('T', id);
        let mut state = BTreeMap::new();
        for (table, columns) in [
            (
                "contact",
                format!(
                    "{}, opted_out_at, erased_at, marketing, marketing_at",
                    of("r.id")
                ),
            ),
            ("contact_name", format!("hex(name), {}", of("r.contact"))),
            (
                "message",
                format!(
                    "hex(key), {}, {}, direction, kind, source, sent_rank, sent_clamped, sent_at, \
                     seen_at, hex(quoted), forwarding, from_ad, about_product, category, edit_at, \
                     hex(edit_event), content_kind, content_state, content_purposes, content_at, \
                     slot is null, (select group_concat(s.field) from sealed s where s.slot = r.slot)",
                    place("r.thread"),
                    of("r.contact"),
                ),
            ),
            (
                "tombstone",
                format!(
                    "hex(key), direction, cause, sent_at, deleted_at, {}",
                    place("r.thread")
                ),
            ),
            (
                "reaction",
                format!(
                    "hex(target), case actor when 0 then 'us' else {} end, at, hex(event), removed, content_state, slot is null",
                    of("r.actor")
                ),
            ),
            ("delivery", "hex(message), state, at, code".to_owned()),
            (
                "consent",
                format!("{}, purpose, state, at, covers_history", of("r.contact")),
            ),
            ("request", format!("{}, kind, at", of("r.contact"))),
            ("thread", format!("{}, recut_from is null", place("r.id"))),
            (
                "conversation",
                format!("{}, first_at, last_at", place("r.thread")),
            ),
            ("folded", "hex(key)".to_owned()),
            (
                "deletion_count",
                "hex(number), day, direction, cause, delay, count".to_owned(),
            ),
            ("alias", format!("hex(key), {}", of("r.contact"))),
            (
                "address",
                format!("{}, part, at, hex(tie)", of("r.contact")),
            ),
            ("parting", "hex(alias), at".to_owned()),
            (
                "chat_opened",
                format!("{}, hex(number), at", of("r.contact")),
            ),
            (
                "platform_fact",
                "hex(number), field, event, code, at".to_owned(),
            ),
            ("counter", "name, count".to_owned()),
            ("sealed", "count(*)".to_owned()),
        ] {
            let query = format!("select json_array({columns}) from {table} r");
            let mut rows: Vec<String> = sqlx::query(sqlx::AssertSqlSafe(query))
                .fetch_all(&sql)
                .await
                .unwrap()
                .iter()
                .map(|row| row.get(0))
                .collect();
            rows.sort();
            state.insert(table.to_owned(), rows);
        }
        sql.close().await;
        state
    }
}

pub(crate) fn now() -> Timestamp {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

pub(crate) fn second(offset: i64) -> Timestamp {
    let start: Timestamp = "2026-11-16T09:00:00Z".parse().unwrap();
    Timestamp::from_second(start.as_second() + offset).unwrap()
}

fn id(text: &str) -> Sensitive<Wamid> {
    Sensitive::new(Wamid::new(text.into()))
}

fn secret(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

pub(crate) fn wamid(text: &str) -> Wamid {
    Wamid::new(text.into())
}

/// The names under which a contact of the tests writes.
pub(crate) fn names(ids: &[(AliasKind, &str)]) -> Vec<ReceivedId> {
    ids.iter()
        .map(|(kind, value)| ReceivedId {
            kind: *kind,
            value: secret(value),
        })
        .collect()
}

pub(crate) fn event(contact: &str, at: i64, what: Received) -> ReceivedEvent {
    ReceivedEvent {
        account: None,
        number: Some(Sensitive::new("109000000000001".to_owned())),
        shown_as: None,
        contact: ReceivedContact {
            ids: names(&[(AliasKind::WaId, contact)]),
            name: Some(secret("Camille Canaridenom")),
            identity: None,
        },
        at: second(at),
        clamped: false,
        what,
    }
}

pub(crate) fn message(key: &str, text: Option<&str>) -> Received {
    Received::Message(ReceivedMessage {
        id: id(key),
        direction: Direction::Inbound,
        kind: LiveKind::Text,
        source: Source::Live,
        group: None,
        quoted: None,
        forwarding: Forwarding::Original,
        from_ad: false,
        about_product: false,
        delivery: None,
        content: text
            .map(|text| (ContentField::Text, secret(text)))
            .into_iter()
            .collect(),
    })
}

pub(crate) fn edit(key: &str, original: &str, text: &str) -> Received {
    Received::Edit(ReceivedEdit {
        id: id(key),
        original: id(original),
        direction: Direction::Inbound,
        kind: LiveKind::Text,
        content: vec![(ContentField::Text, secret(text))],
    })
}

pub(crate) fn revoke(original: &str) -> Received {
    Received::Revoke(ReceivedRevoke {
        original: id(original),
        by: WithdrawnBy::Contact,
        signal: RevokeSignal::Event,
    })
}

pub(crate) fn reaction(key: &str, target: &str, emoji: Option<&str>) -> Received {
    Received::Reaction(ReceivedReaction {
        id: id(key),
        target: id(target),
        by: Direction::Inbound,
        emoji: emoji.map(secret),
    })
}

pub(crate) fn status(key: &str, state: DeliveryState) -> Received {
    Received::Status(ReceivedStatus {
        id: id(key),
        state,
        group: None,
        code: None,
        pricing: None,
    })
}

pub(crate) fn request(key: &str, request: Request) -> Received {
    Received::Request(ReceivedRequest {
        request,
        message: id(key),
        source: Source::Live,
    })
}

pub(crate) fn line(keys: &LiveKeys, contact: &str, state: ConsentState, at: i64) -> ConsentLine {
    ConsentLine {
        line: 2,
        contact: NamedContact::Alias(keys.alias(AliasKind::WaId, contact)),
        purpose: PurposeKind::Analysis,
        state,
        at: second(at),
        covers_history: false,
        notice: "v1".to_owned(),
        channel: "counter".to_owned(),
        proof: "form 12".to_owned(),
    }
}

pub(crate) async fn agree(store: &Store, contacts: &[&str]) {
    let keys = store.live_keys();
    let lines: Vec<_> = contacts
        .iter()
        .map(|contact| line(&keys, contact, ConsentState::Granted, -10))
        .collect();
    store.record_consents(&lines, &by_server()).await.unwrap();
}

pub(crate) async fn append(store: &Store, events: Vec<ReceivedEvent>) {
    let keys = store.live_keys();
    let candidates: Vec<Candidate> = events
        .into_iter()
        .map(|event| keys.candidate(event))
        .collect();
    store.append(candidates, now()).await.unwrap();
}

/// The text of a message, or the word for why there is none.
pub(crate) async fn text(store: &Store, key: &str) -> String {
    let key = store.live_keys().message(&wamid(key));
    match store.content(key).await.unwrap() {
        Shown::Content(fields) => String::from_utf8(fields.first().unwrap().1.to_vec()).unwrap(),
        Shown::Nothing => "nothing".to_owned(),
        Shown::Deleted => "deleted".to_owned(),
    }
}

pub(crate) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

pub(crate) fn by_server() -> Act {
    Act::of_server(now())
}

pub(crate) fn by_operator() -> Act {
    Act {
        actor: Actor::operator("awa").unwrap(),
        at: now(),
    }
}
