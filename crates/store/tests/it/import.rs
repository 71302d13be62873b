//! Chat exports and webhooks tell of the same messages: each counts once, whichever tells first, and
//! nothing that was deleted comes back with an export.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use sqlx::Row;
use tact_domain::live::{LiveKind, MessageKey, Source};
use tact_domain::{Direction, WithdrawnBy};
use tact_privacy::consent::ConsentState;
use tact_privacy::live::{Author, ExportedMessage, ExportedThread, Fate, ReceivedExport};
use tact_store::live::{
    ConsentLine, ImportMode, ImportReport, NamedContact, RetentionPeriods, Shown, Store,
};
use wire::webhook::{Received, ReceivedEvent, SecretText};

use crate::place::*;

pub(crate) const AWA: &str = "33639980101";
/// Nothing of these tests is old enough to be past its period, but where it is meant to be.
const PERIODS: fn() -> RetentionPeriods = RetentionPeriods::default;

fn secret(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

/// A message as an Android export shows it: to the minute, its order in milliseconds.
pub(crate) fn line(second_of: i64, words: &str) -> ExportedMessage {
    ExportedMessage {
        at: second(second_of.div_euclid(60) * 60),
        author: Author::Contact,
        kind: LiveKind::Text,
        fate: Fate::Stands,
        words: Some(secret(words)),
    }
}

pub(crate) fn marker(second_of: i64) -> ExportedMessage {
    ExportedMessage {
        fate: Fate::Deleted(WithdrawnBy::Contact),
        words: None,
        ..line(second_of, "")
    }
}

/// Gives the messages of one minute the milliseconds of their order.
fn ordered(mut lines: Vec<ExportedMessage>) -> Vec<ExportedMessage> {
    let mut last: Option<(Timestamp, i64)> = None;
    for line in &mut lines {
        let nth = match last {
            Some((at, nth)) if at == line.at => nth + 1,
            _ => 0,
        };
        last = Some((line.at, nth));
        line.at += SignedDuration::from_millis(nth);
    }
    lines
}

pub(crate) fn by_number(lines: Vec<ExportedMessage>) -> ReceivedExport {
    ReceivedExport {
        number: Some(secret("109000000000001")),
        phone: Some(secret(AWA)),
        names: Vec::new(),
        messages: ordered(lines),
    }
}

fn by_name(name: &str, lines: Vec<ExportedMessage>) -> ReceivedExport {
    ReceivedExport {
        phone: None,
        names: vec![secret(name)],
        ..by_number(lines)
    }
}

pub(crate) async fn import(store: &Store, export: ReceivedExport) -> ImportReport {
    let export = store.live_keys().exported(export);
    store
        .import(vec![export], ImportMode::Keep, PERIODS(), now())
        .await
        .unwrap()
}

async fn agree_to_all(store: &Store, who: NamedContact) {
    let line = ConsentLine {
        contact: who,
        covers_history: true,
        ..crate::place::line(&store.live_keys(), AWA, ConsentState::Granted, -10)
    };
    store.record_consents(&[line], &by_server()).await.unwrap();
}

pub(crate) async fn agreed(place: &Place) -> Store {
    let store = place.open().await;
    let awa = store
        .live_keys()
        .alias(tact_domain::live::AliasKind::WaId, AWA);
    agree_to_all(&store, NamedContact::Alias(awa)).await;
    store
}

/// Every message with what is shown of it, and every tombstone; without keys, which say who told.
pub(crate) async fn told(place: &Place, store: &Store) -> Vec<String> {
    let sql = place.sql().await;
    let rows = sqlx::query(
        "select key, direction, sent_at, source, content_state from message order by sent_at, key",
    )
    .fetch_all(&sql)
    .await
    .unwrap();
    let mut told = Vec::new();
    for row in rows {
        let key: Vec<u8> = row.get(0);
        let key = MessageKey::from_bytes(key.try_into().unwrap());
        let words = match store.content(key).await.unwrap() {
            Shown::Content(fields) => String::from_utf8(fields[0].1.to_vec()).unwrap(),
            other => format!("{other:?}"),
        };
        let source = row.get::<Option<i64>, _>(3).and_then(Source::from_code);
        told.push(format!(
            "{} {} {source:?} {words}",
            row.get::<i64, _>(2),
            row.get::<i64, _>(1),
        ));
    }
    let graves = sqlx::query("select sent_at, deleted_at from tombstone order by 1, 2")
        .fetch_all(&sql)
        .await
        .unwrap();
    for row in graves {
        told.push(format!(
            "grave {:?} {}",
            row.get::<Option<i64>, _>(0),
            row.get::<i64, _>(1)
        ));
    }
    sql.close().await;
    told.sort();
    told
}

pub(crate) fn hook(key: &str, at: i64, words: &str) -> ReceivedEvent {
    event(AWA, at, message(key, Some(words)))
}

#[test]
fn an_import_twice_is_an_import_once() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        let lines = || {
            vec![
                line(0, "bonjour"),
                line(5, "et merci"),
                line(70, "au revoir"),
            ]
        };
        let first = import(&store, by_number(lines())).await;
        assert_eq!((first.new, first.known), (3, 0));
        let once = place.state().await;
        let second = import(&store, by_number(lines())).await;
        assert_eq!((second.new, second.known), (0, 3));
        assert_eq!(once, place.state().await);
    });
}

#[test]
fn an_import_and_a_webhook_tell_one_message_in_either_order() {
    run(async {
        let lines = || {
            vec![
                line(5, "bonjour"),
                line(20, "et merci"),
                line(70, "au revoir"),
            ]
        };
        let hooks = || vec![hook("w1", 5, "bonjour"), hook("w3", 72, "au revoir")];
        let (one, two) = (Place::new(), Place::new());
        let store = agreed(&one).await;
        import(&store, by_number(lines())).await;
        append(&store, hooks()).await;
        let import_first = told(&one, &store).await;
        let store = agreed(&two).await;
        append(&store, hooks()).await;
        let report = import(&store, by_number(lines())).await;
        assert_eq!((report.new, report.known), (1, 2));
        assert_eq!(import_first, told(&two, &store).await);
        assert_eq!(import_first.len(), 3);
    });
}

#[test]
fn two_exports_that_overlap_count_each_message_once() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        import(
            &store,
            by_number(vec![line(0, "a"), line(5, "b"), line(65, "c")]),
        )
        .await;
        // The second begins in the middle of a minute.
        let report = import(
            &store,
            by_number(vec![line(5, "b"), line(65, "c"), line(66, "d")]),
        )
        .await;
        assert_eq!((report.new, report.known), (1, 2));
        assert_eq!(told(&place, &store).await.len(), 4);
    });
}

#[test]
fn a_message_deleted_before_the_import_is_not_brought_back() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        append(&store, vec![hook("w1", 5, "canaryqwertzone")]).await;
        append(&store, vec![event(AWA, 50, revoke("w1"))]).await;
        let report = import(
            &store,
            by_number(vec![
                line(5, "canaryqwertzone"),
                line(20, "canaryqwertztwo"),
            ]),
        )
        .await;
        // One is the deleted message; which, nobody knows.
        assert_eq!((report.known, report.new), (1, 1));
        assert_eq!(report.withheld.in_doubt, 1);
        let told = told(&place, &store).await;
        store.close().await.unwrap();
        assert!(!told.iter().any(|row| row.contains("canary")), "{told:?}");
        assert!(!place.holds("canaryqwertzone") && !place.holds("canaryqwertztwo"));
    });
}

#[test]
fn a_deletion_told_after_the_import_takes_the_words_of_the_import() {
    run(async {
        for never_seen in [false, true] {
            let place = Place::new();
            let store = agreed(&place).await;
            import(&store, by_number(vec![line(5, "canaryqwertzone")])).await;
            if !never_seen {
                append(&store, vec![hook("w1", 5, "canaryqwertzone")]).await;
            }
            append(&store, vec![event(AWA, 50, revoke("w1"))]).await;
            let told = told(&place, &store).await;
            store.close().await.unwrap();
            assert!(!place.holds("canaryqwertzone"), "{told:?}");
        }
    });
}

#[test]
fn a_marker_of_a_newer_export_deletes_what_an_older_one_told_and_it_stays_deleted() {
    run(async {
        let older = || vec![line(5, "canaryqwertzone"), line(20, "reste")];
        let newer = || vec![marker(5), line(20, "reste")];
        let (one, two) = (Place::new(), Place::new());
        let store = agreed(&one).await;
        import(&store, by_number(older())).await;
        let report = import(&store, by_number(newer())).await;
        assert_eq!((report.deleted, report.known), (1, 1));
        import(&store, by_number(older())).await;
        let older_first = told(&one, &store).await;
        store.close().await.unwrap();
        assert!(!one.holds("canaryqwertzone"));
        let store = agreed(&two).await;
        let report = import(&store, by_number(newer())).await;
        assert_eq!((report.deletions, report.new), (1, 1));
        import(&store, by_number(older())).await;
        assert_eq!(older_first, told(&two, &store).await);
        assert_eq!(older_first.len(), 2);
        store.close().await.unwrap();
        assert!(!two.holds("canaryqwertzone"));
    });
}

#[test]
fn a_marker_deletes_what_a_webhook_told_and_what_it_will_tell() {
    run(async {
        let export = || by_number(vec![marker(5), line(20, "reste")]);
        let hooks = || vec![hook("w1", 5, "canaryqwertzone"), hook("w2", 20, "reste")];
        let (one, two) = (Place::new(), Place::new());
        let store = agreed(&one).await;
        append(&store, hooks()).await;
        import(&store, export()).await;
        let hooks_first = told(&one, &store).await;
        store.close().await.unwrap();
        assert!(!one.holds("canaryqwertzone"));
        let store = agreed(&two).await;
        import(&store, export()).await;
        append(&store, hooks()).await;
        assert_eq!(hooks_first, told(&two, &store).await);
        store.close().await.unwrap();
        assert!(!two.holds("canaryqwertzone"));
    });
}

#[test]
fn when_a_marked_message_was_deleted_is_told_by_the_platform_alone() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        append(&store, vec![hook("w1", 5, "a")]).await;
        import(&store, by_number(vec![marker(5)])).await;
        let sent = second(5).as_millisecond();
        assert_eq!(
            told(&place, &store).await,
            [format!("grave Some({sent}) {sent}")]
        );
        append(&store, vec![event(AWA, 50, revoke("w1"))]).await;
        let deleted = second(50).as_millisecond();
        assert_eq!(
            told(&place, &store).await,
            [format!("grave Some({sent}) {deleted}")]
        );
    });
}

#[test]
fn an_edit_only_the_export_shows_takes_the_older_words() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        append(&store, vec![hook("w1", 5, "canaryqwertzone")]).await;
        let edited = ExportedMessage {
            fate: Fate::Edited,
            ..line(5, "mieux dit")
        };
        let report = import(&store, by_number(vec![edited])).await;
        assert_eq!((report.new, report.edited), (0, 1));
        let told = told(&place, &store).await;
        assert!(told[0].ends_with("mieux dit"), "{told:?}");
        store.close().await.unwrap();
        assert!(!place.holds("canaryqwertzone"));
    });
}

#[test]
fn the_older_version_of_a_message_told_by_its_edit_alone_is_not_kept() {
    run(async {
        for import_first in [true, false] {
            let place = Place::new();
            let store = agreed(&place).await;
            let export = || by_number(vec![line(5, "canaryqwertzone")]);
            if import_first {
                import(&store, export()).await;
            }
            append(&store, vec![event(AWA, 90, edit("e1", "w1", "mieux dit"))]).await;
            if !import_first {
                let report = import(&store, export()).await;
                assert_eq!(report.withheld.in_doubt, 1);
            }
            let told = told(&place, &store).await;
            store.close().await.unwrap();
            assert!(!told.iter().any(|row| row.contains("canary")), "{told:?}");
            assert!(!place.holds("canaryqwertzone"));
        }
    });
}

#[test]
fn without_consent_no_word_of_an_export_is_kept() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let lines = || vec![line(5, "canaryqwertzone")];
        let report = import(&store, by_name("Canaridenom Awa", lines())).await;
        assert_eq!((report.new, report.withheld.no_consent), (1, 1));
        assert!(!place.holds("canaryqwertzone") && !place.holds("Canaridenom"));

        // They agree afterwards, by the name; the same export then completes the message.
        let name = store.live_keys().name("Canaridenom Awa");
        agree_to_all(&store, NamedContact::Name(name)).await;
        let report = import(&store, by_name("Canaridenom Awa", lines())).await;
        assert_eq!((report.new, report.known, report.completed), (0, 1, 1));
        assert!(told(&place, &store).await[0].ends_with("canaryqwertzone"));
        store.close().await.unwrap();
        assert!(!place.holds("canaryqwertzone") && !place.holds("Canaridenom"));
    });
}

#[test]
fn a_consent_that_does_not_cover_history_keeps_what_came_before_out() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        // Granted ten seconds before the first message of the tests.
        agree(&store, &[AWA]).await;
        let report = import(
            &store,
            by_number(vec![line(-600, "avant"), line(60, "après")]),
        )
        .await;
        assert_eq!((report.new, report.withheld.no_consent), (2, 1));
    });
}

#[test]
fn words_past_their_period_are_not_taken_in() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        let old = -100 * 86_400;
        let report = import(
            &store,
            by_number(vec![line(old, "canaryqwertzone"), line(5, "neuf")]),
        )
        .await;
        assert_eq!((report.new, report.withheld.expired), (2, 1));
        store.close().await.unwrap();
        assert!(!place.holds("canaryqwertzone"));
    });
}

#[test]
fn after_an_erasure_an_export_brings_no_words_back() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let export = || by_name("Awa Diop", vec![line(5, "canaryqwertzone")]);
        import(&store, export()).await;
        let keys = store.live_keys();
        agree_to_all(&store, NamedContact::Name(keys.name("Awa Diop"))).await;
        let awa = keys.alias(tact_domain::live::AliasKind::ExportName, "Awa Diop");
        store.contact_erase(awa, &by_operator()).await.unwrap();
        agree_to_all(&store, NamedContact::Alias(awa)).await;
        import(&store, export()).await;
        store.close().await.unwrap();
        assert!(!place.holds("canaryqwertzone"));
    });
}

#[test]
fn a_deletion_that_was_folded_still_keeps_the_words_out() {
    run(async {
        for marked in [false, true] {
            let place = Place::new();
            let store = agreed(&place).await;
            if marked {
                import(&store, by_number(vec![marker(5)])).await;
            } else {
                append(&store, vec![hook("w1", 5, "canaryqwertzone")]).await;
                append(&store, vec![event(AWA, 50, revoke("w1"))]).await;
            }
            let later = now() + SignedDuration::from_hours(24 * 20);
            let act = tact_store::live::Act::of_server(later);
            let report = store.retention_run(PERIODS(), &act).await.unwrap();
            assert_eq!(report.tombstones, 1);
            let export = by_number(vec![line(5, "canaryqwertzone"), line(86_400 * 2, "reste")]);
            let export = store.live_keys().exported(export);
            let report = store
                .import(vec![export], ImportMode::Keep, PERIODS(), later)
                .await
                .unwrap();
            assert_eq!(report.withheld.in_doubt, u64::from(!marked));
            assert_eq!(report.new, 2 - u64::from(marked));
            let told = told(&place, &store).await;
            assert!(told.iter().any(|row| row.ends_with("reste")), "{told:?}");
            store.close().await.unwrap();
            assert!(!place.holds("canaryqwertzone"));
        }
    });
}

#[test]
fn a_name_becomes_the_one_contact_who_bears_it_and_never_one_of_two() {
    run(async {
        let named = |contact: &str, key: &str, at: i64| event(contact, at, message(key, Some("x")));
        let export = || by_name("Camille Canaridenom", vec![line(500, "y")]);
        for import_first in [true, false] {
            let place = Place::new();
            let store = place.open().await;
            if import_first {
                import(&store, export()).await;
            }
            append(&store, vec![named(AWA, "w1", 5)]).await;
            import(&store, export()).await;
            assert_eq!(place.number("select count(*) from contact").await, 1);
            assert_eq!(place.number("select count(*) from thread").await, 1);
        }
        // Two people bear the name: the import is a third.
        let place = Place::new();
        let store = place.open().await;
        append(
            &store,
            vec![named(AWA, "w1", 5), named("33639980102", "w2", 6)],
        )
        .await;
        import(&store, export()).await;
        assert_eq!(place.number("select count(*) from contact").await, 3);
        let line = ConsentLine {
            contact: NamedContact::Name(store.live_keys().name("Camille Canaridenom")),
            ..crate::place::line(&store.live_keys(), AWA, ConsentState::Granted, -10)
        };
        assert!(store.record_consents(&[line], &by_server()).await.is_err());
    });
}

#[test]
fn what_was_imported_under_a_name_meets_the_messages_of_its_number() {
    run(async {
        let (one, two) = (Place::new(), Place::new());
        let lines = || vec![line(5, "a"), line(20, "b"), line(70, "c")];
        let hooks = || {
            vec![
                event(AWA, 5, message("w1", Some("a"))),
                event(AWA, 72, message("w3", Some("c"))),
            ]
        };
        let export = || by_name("Camille Canaridenom", lines());
        let store = one.open().await;
        import(&store, export()).await;
        append(&store, hooks()).await;
        let import_first = told(&one, &store).await;
        let store = two.open().await;
        append(&store, hooks()).await;
        import(&store, export()).await;
        assert_eq!(import_first, told(&two, &store).await);
        assert_eq!(import_first.len(), 3);
    });
}

#[test]
fn a_rehearsal_counts_and_keeps_nothing() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        let before = place.state().await;
        let export = store.live_keys().exported(by_number(vec![line(5, "a")]));
        let report = store
            .import(vec![export], ImportMode::Rehearse, PERIODS(), now())
            .await
            .unwrap();
        assert_eq!(report.new, 1);
        assert_eq!(before, place.state().await);
    });
}

/// A chat as it was: minute, second in it, which way, whether the customer deleted it.
#[derive(Clone, Debug)]
struct Said {
    at: i64,
    outbound: bool,
    deleted: bool,
}

/// Something that tells of the chat.
#[derive(Clone, Debug)]
enum Telling {
    /// A webhook tells one message.
    Hook(usize),
    /// A webhook tells its deletion.
    Revoke(usize),
    /// An export of all messages between two, made before or after the deletions.
    Export(usize, usize, bool),
}

fn chats() -> impl Strategy<Value = (Vec<Said>, Vec<Telling>)> {
    // Seconds far from the edges of a minute: the clocks of the two sides agree here.
    let said = (0i64..3, 12i64..48, any::<bool>(), prop::bool::weighted(0.2));
    prop::collection::vec(said, 1..8)
        .prop_map(|mut chat| {
            chat.sort();
            chat.into_iter()
                .map(|(minute, second, outbound, deleted)| Said {
                    at: minute * 60 + second,
                    outbound,
                    deleted: deleted && !outbound,
                })
                .collect::<Vec<_>>()
        })
        .prop_flat_map(|chat| {
            let count = chat.len();
            let telling = prop_oneof![
                4 => (0..count).prop_map(Telling::Hook),
                2 => (0..count).prop_map(Telling::Revoke),
                3 => (0..count, 0..count, any::<bool>())
                    .prop_map(|(a, b, after)| Telling::Export(a.min(b), a.max(b), after)),
            ];
            (Just(chat), prop::collection::vec(telling, 1..10))
        })
}

/// The messages an export holds. A deletion in a minute the export shows half of may mean a message
/// of the other half: where there are deletions, exports hold whole minutes.
fn held(chat: &[Said], first: usize, last: usize) -> std::ops::RangeInclusive<usize> {
    if !chat.iter().any(|said| said.deleted) {
        return first..=last;
    }
    let minute = |nth: usize| chat[nth].at / 60;
    let begins = (0..=first)
        .find(|nth| minute(*nth) == minute(first))
        .unwrap();
    let ends = (last..chat.len())
        .rfind(|nth| minute(*nth) == minute(last))
        .unwrap();
    begins..=ends
}

/// What the platform tells; `None` where an export tells, or nothing is deleted.
fn of_platform(chat: &[Said], telling: &Telling) -> Option<ReceivedEvent> {
    match telling {
        Telling::Hook(nth) => {
            let Said { at, outbound, .. } = chat[*nth];
            let mut told = message(&format!("w{nth}"), Some(&format!("canaryword{nth}qx")));
            if let (Received::Message(message), true) = (&mut told, outbound) {
                message.direction = Direction::Outbound;
                message.source = Source::Echo;
            }
            Some(event(AWA, at, told))
        }
        Telling::Revoke(nth) => chat[*nth]
            .deleted
            .then(|| event(AWA, chat[*nth].at + 100, revoke(&format!("w{nth}")))),
        Telling::Export(..) => None,
    }
}

fn of_export(chat: &[Said], (first, last): (usize, usize), after: bool) -> ReceivedExport {
    let lines = held(chat, first, last).map(|nth| {
        let said = &chat[nth];
        let mut told = match (said.deleted, after) {
            (true, true) => marker(said.at),
            _ => line(said.at, &format!("canaryword{nth}qx")),
        };
        if said.outbound {
            told.author = Author::Agent;
        }
        told
    });
    by_number(lines.collect())
}

/// How much of what is told goes into one transaction.
#[derive(Clone, Copy, Debug)]
enum Turns {
    OneByOne,
    /// Whatever webhooks tell between two exports, and exports that follow each other.
    AtOnce,
}

async fn tell(store: &Store, chat: &[Said], tellings: &[Telling], turns: Turns) {
    let (mut events, mut exports) = (Vec::new(), Vec::new());
    for telling in tellings {
        match telling {
            Telling::Export(first, last, after) => {
                let export = of_export(chat, (*first, *last), *after);
                exports.push(store.live_keys().exported(export));
            }
            other => events.extend(of_platform(chat, other)),
        }
        let turn = match (turns, telling) {
            (Turns::OneByOne, _) => (true, true),
            (Turns::AtOnce, Telling::Export(..)) => (true, false),
            (Turns::AtOnce, _) => (false, true),
        };
        if turn.1 {
            give(store, &mut exports).await;
        }
        if turn.0 {
            append(store, std::mem::take(&mut events)).await;
        }
    }
    // One of the two is left at most.
    append(store, events).await;
    give(store, &mut exports).await;
}

async fn give(store: &Store, exports: &mut Vec<ExportedThread>) {
    let exports = std::mem::take(exports);
    let kept = store.import(exports, ImportMode::Keep, PERIODS(), now());
    kept.await.unwrap();
}

/// Which messages any telling told, and which of them any told to be deleted.
fn truth(chat: &[Said], tellings: &[Telling]) -> (Vec<bool>, Vec<bool>) {
    let (mut told, mut gone) = (vec![false; chat.len()], vec![false; chat.len()]);
    for telling in tellings {
        match telling {
            Telling::Hook(nth) => told[*nth] = true,
            Telling::Revoke(nth) => {
                told[*nth] |= chat[*nth].deleted;
                gone[*nth] |= chat[*nth].deleted;
            }
            Telling::Export(first, last, after) => {
                for nth in held(chat, *first, *last) {
                    told[nth] = true;
                    gone[nth] |= *after && chat[nth].deleted;
                }
            }
        }
    }
    (told, gone)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every message that was told counts once in whatever order, no word of a deleted one is left,
    /// and telling everything again changes nothing.
    #[test]
    fn any_order_of_exports_and_webhooks_counts_every_message_once(
        ((chat, tellings), shuffled) in chats().prop_flat_map(|(chat, tellings)| {
            let shuffled = Just(tellings.clone()).prop_shuffle();
            (Just((chat, tellings)), shuffled)
        })
    ) {
        // A deletion of a message that was never told has no place: how often it was told by an
        // export as well is not known, and is left to a test of its own.
        let placed = |telling: &Telling| match telling {
            Telling::Revoke(nth) => tellings.iter().any(|other| matches!(other, Telling::Hook(at) if at == nth)),
            _ => true,
        };
        let tellings: Vec<_> = tellings.iter().filter(|telling| placed(telling)).cloned().collect();
        let shuffled: Vec<_> = shuffled.into_iter().filter(|telling| placed(telling)).collect();
        run(async {
            let (_, gone) = truth(&chat, &tellings);
            let mut counts = Vec::new();
            let orders = [
                (&tellings, Turns::OneByOne),
                (&shuffled, Turns::OneByOne),
                (&shuffled, Turns::AtOnce),
            ];
            for (order, turns) in orders {
                let place = Place::new();
                let store = agreed(&place).await;
                tell(&store, &chat, order, turns).await;
                let once = told(&place, &store).await;
                let count = (
                    place.number("select count(*) from message where direction = 0").await,
                    place.number("select count(*) from message where direction = 1").await,
                    place.number("select count(*) from tombstone").await,
                );
                tell(&store, &chat, order, turns).await;
                assert_eq!(once, told(&place, &store).await);
                store.close().await.unwrap();
                for (nth, _) in gone.iter().enumerate().filter(|(_, gone)| **gone) {
                    assert!(!once.iter().any(|row| row.ends_with(&format!("canaryword{nth}qx"))), "{once:?}");
                    assert!(!place.holds(&format!("canaryword{nth}qx")));
                }
                counts.push(count);
            }
            assert_eq!(counts[0], counts[1]);
            assert_eq!(counts[0], counts[2]);
            let (told, gone) = truth(&chat, &tellings);
            let all = |outbound: bool| {
                let mine = (0..chat.len()).filter(|nth| chat[*nth].outbound == outbound);
                mine.filter(|nth| told[*nth] && !gone[*nth]).count() as i64
            };
            assert_eq!((counts[0].0, counts[0].1), (all(false), all(true)));
        });
    }
}
