//! What a report reads, and what is kept of what it concluded.

use jiff::{SignedDuration, Timestamp};
use tact_domain::{Direction, PurposeKind, live::Source};
use tact_privacy::consent::ConsentState;
use tact_store::live::{
    Annotation, Concluded, ConsentLine, RetentionPeriods, Store, StoreReader, StoredThread,
    ThreadMessage,
};
use wire::webhook::Received;

use crate::place::*;

const AWA: &str = "33639980101";
const BOB: &str = "33639980102";
const IDLE: SignedDuration = SignedDuration::from_hours(72);
const DAY: i64 = 86_400;

fn reply(contact: &str, key: &str, at: i64) -> wire::webhook::ReceivedEvent {
    let mut said = event(contact, at, message(key, Some("words of the business")));
    if let Received::Message(message) = &mut said.what {
        message.direction = Direction::Outbound;
        message.source = Source::Echo;
    }
    said
}

async fn since(store: &Store, from: Option<Timestamp>) -> Vec<StoredThread> {
    let mut reader = StoreReader::of(store).threads(from, now());
    let mut read = Vec::new();
    while let Some(page) = reader.next_page().await.unwrap() {
        read.extend(page);
    }
    read
}

async fn all(store: &Store) -> Vec<StoredThread> {
    since(store, None).await
}

/// Words and conclusions, message by message.
fn shown(threads: &[StoredThread]) -> Vec<Vec<(Option<String>, Option<u8>)>> {
    let of = |message: &ThreadMessage| {
        (
            message.words.as_ref().map(|words| words.get().clone()),
            message
                .annotation
                .as_ref()
                .map(|annotation| annotation.get().bytes[0]),
        )
    };
    threads
        .iter()
        .map(|thread| thread.messages.iter().map(of).collect())
        .collect()
}

async fn conclude(store: &Store, conclusion: u8) -> u64 {
    let conclusions = all(store)
        .await
        .iter()
        .flat_map(|thread| &thread.messages)
        .filter(|message| message.words.is_some())
        .map(|message| Concluded {
            message: message.key,
            version: message.version.unwrap(),
            annotation: Annotation {
                schema: 1,
                bytes: vec![conclusion].into(),
            },
        })
        .collect();
    store.annotate(conclusions, now()).await.unwrap()
}

fn agreed(store: &Store, purpose: PurposeKind, state: ConsentState, at: i64) -> ConsentLine {
    ConsentLine {
        purpose,
        ..line(&store.live_keys(), AWA, state, at)
    }
}

#[test]
fn threads_come_with_the_contacts_words_and_never_the_businesss() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(
            &store,
            vec![
                event(AWA, 0, message("m1", Some("first"))),
                reply(AWA, "m2", 60),
                event(AWA, 70, message("m3", Some("deleted"))),
                event(AWA, 80, revoke("m3")),
                event(AWA, 3 * DAY + 80, message("m4", Some("second"))),
                event(BOB, 0, message("m5", Some("of one who never agreed"))),
            ],
        )
        .await;
        let read = all(&store).await;
        let words = |text: &str| (Some(text.to_owned()), None);
        assert_eq!(
            shown(&read),
            [
                vec![words("first"), (None, None), (None, None), words("second")],
                vec![(None, None)],
            ]
        );
        let grants = |thread: &StoredThread| thread.view.grants(PurposeKind::Analysis);
        assert!(grants(&read[0]) && !grants(&read[1]));
        let deleted = &read[0].messages[2];
        assert!(deleted.withdrawn.is_some() && deleted.kind.is_none());
        assert_eq!(read[0].names[0].expose(), "Camille Canaridenom");
        // Of a later time: only threads that have something of it, and what came since.
        let later = since(&store, Some(second(DAY))).await;
        assert_eq!(shown(&later), [vec![words("second")]]);
    });
}

#[test]
fn a_conversation_keeps_its_number_and_grows_a_revision_when_something_in_it_changes() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        let cut = async || {
            store.cut_conversations(IDLE, now()).await.unwrap();
            let sql = place.sql().await;
            let query = "select id, revision from conversation order by first_at";
            let found: Vec<(i64, i64)> = sqlx::query_as(query).fetch_all(&sql).await.unwrap();
            sql.close().await;
            found
        };
        append(
            &store,
            vec![
                event(AWA, 0, message("m1", Some("one"))),
                reply(AWA, "m2", 60),
                event(AWA, 4 * DAY, message("m3", Some("two"))),
            ],
        )
        .await;
        let before = cut().await;
        append(
            &store,
            vec![event(AWA, 4 * DAY + 9, edit("e1", "m3", "new"))],
        )
        .await;
        let after = cut().await;
        assert_eq!((before[0].0, before[1].0), (after[0].0, after[1].0));
        assert_eq!(before[0].1, after[0].1);
        assert!(before[1].1 < after[1].1);
        // Nothing new: nothing is cut.
        assert_eq!(store.cut_conversations(IDLE, now()).await.unwrap(), 0);
        // What lay between them comes last: the two are one.
        append(&store, vec![event(AWA, 2 * DAY, message("m4", None))]).await;
        assert_eq!(cut().await.len(), 1);
    });
}

#[test]
fn a_conclusion_is_sealed_with_its_message_and_goes_with_it() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        for key in ["m1", "m2", "m3"] {
            append(&store, vec![event(AWA, 0, message(key, Some(key)))]).await;
        }
        assert_eq!(conclude(&store, 7).await, 3);
        assert_eq!(conclude(&store, 8).await, 3);
        let seen = async || {
            let mut seen: Vec<_> = shown(&all(&store).await).concat();
            seen.sort();
            seen
        };
        let kept = |text: &str, conclusion| (Some(text.to_owned()), conclusion);
        assert_eq!(
            seen().await,
            [
                kept("m1", Some(8)),
                kept("m2", Some(8)),
                kept("m3", Some(8))
            ]
        );
        // Deleted, edited: the conclusion goes with the version it was drawn from.
        append(
            &store,
            vec![
                event(AWA, 5, revoke("m1")),
                event(AWA, 5, edit("e2", "m2", "edited")),
            ],
        )
        .await;
        assert_eq!(
            seen().await,
            [(None, None), kept("edited", None), kept("m3", Some(8))]
        );
        assert_eq!(
            place
                .number("select count(*) from sealed where field = 210")
                .await,
            1
        );
    });
}

#[test]
fn a_conclusion_from_a_version_that_is_gone_is_not_kept() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some("before")))]).await;
        let read = all(&store).await;
        let stale = Concluded {
            message: read[0].messages[0].key,
            version: read[0].messages[0].version.unwrap(),
            annotation: Annotation {
                schema: 1,
                bytes: vec![1].into(),
            },
        };
        append(&store, vec![event(AWA, 5, edit("e1", "m1", "after"))]).await;
        assert_eq!(store.annotate(vec![stale], now()).await.unwrap(), 0);
    });
}

#[test]
fn ending_analysis_takes_the_conclusion_and_its_key_while_quotation_keeps_the_words() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let quotation = agreed(&store, PurposeKind::Quotation, ConsentState::Granted, -10);
        agree(&store, &[AWA]).await;
        store
            .record_consents(&[quotation], &by_server())
            .await
            .unwrap();
        append(&store, vec![event(AWA, 0, message("m1", Some("kept")))]).await;
        assert_eq!(conclude(&store, 7).await, 1);
        let slot = place.number("select slot from message").await;
        let end = agreed(&store, PurposeKind::Analysis, ConsentState::Ended, 50);
        store.record_consents(&[end], &by_server()).await.unwrap();
        assert_eq!(text(&store, "m1").await, "kept");
        assert_ne!(place.number("select slot from message").await, slot);
        let conclusions = "select count(*) from sealed where field = 210";
        assert_eq!(place.number(conclusions).await, 0);
        assert_eq!(shown(&all(&store).await), [vec![(None, None)]]);
    });
}

#[test]
fn words_end_before_conclusions_and_both_end() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        let said = event(AWA, 0, message("m1", Some("words")));
        append(
            &store,
            vec![
                said.clone(),
                event(AWA, 1, reaction("r1", "m9", Some("👍"))),
            ],
        )
        .await;
        assert_eq!(conclude(&store, 7).await, 1);
        let periods = RetentionPeriods::default();
        let after = |days: i64| {
            let mut act = by_server();
            act.at = second(days * DAY);
            act
        };
        let run = store.retention_run(periods, &after(89)).await.unwrap();
        assert_eq!((run.contents, run.features, run.reactions), (0, 0, 0));
        let run = store.retention_run(periods, &after(91)).await.unwrap();
        assert_eq!((run.contents, run.features, run.reactions), (1, 0, 1));
        assert_eq!(shown(&all(&store).await), [vec![(None, Some(7))]]);
        // Delivered again, the words stay erased.
        append(&store, vec![said]).await;
        assert_eq!(shown(&all(&store).await), [vec![(None, Some(7))]]);
        let run = store.retention_run(periods, &after(400)).await.unwrap();
        assert_eq!((run.contents, run.features), (0, 1));
        assert_eq!(shown(&all(&store).await), [vec![(None, None)]]);
        assert_eq!(place.number("select count(*) from sealed").await, 0);
    });
}

#[test]
fn an_old_tombstone_is_folded_into_counts_and_still_wins() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        let said = event(AWA, 0, message("m1", Some("deleted")));
        append(&store, vec![said.clone(), event(AWA, 90, revoke("m1"))]).await;
        let mut act = by_server();
        act.at = second(11 * DAY);
        let periods = RetentionPeriods::default();
        let run = store.retention_run(periods, &act).await.unwrap();
        assert_eq!(run.tombstones, 1);
        append(&store, vec![said, event(AWA, 90, revoke("m1"))]).await;
        assert_eq!(text(&store, "m1").await, "deleted");
        for (query, expected) in [
            ("select count(*) from tombstone", 0),
            ("select count(*) from message", 0),
            ("select count(*) from folded", 1),
            ("select delay from deletion_count", 60),
            ("select count from deletion_count", 1),
        ] {
            assert_eq!(place.number(query).await, expected, "{query}");
        }
        let stats = tact_store::live::read_stats(&place.data(), IDLE)
            .await
            .unwrap();
        assert_eq!(stats.tombstones, 1);
    });
}

#[test]
fn proofs_and_audit_entries_end_and_the_chain_stays_whole() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA, BOB]).await;
        let end = line(&store.live_keys(), AWA, ConsentState::Ended, 100);
        store.record_consents(&[end], &by_server()).await.unwrap();
        let mut act = by_server();
        act.at = second(6 * 366 * DAY);
        let run = store
            .retention_run(RetentionPeriods::default(), &act)
            .await
            .unwrap();
        // What Bob agreed to is in force.
        assert_eq!((run.consent_lines, run.audit_entries), (2, 1));
        let report = tact_store::live::verify_audit(&place.data(), &place.keys())
            .await
            .unwrap();
        assert_eq!((report.broken, report.entries), (None, 2));
    });
}
