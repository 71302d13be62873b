//! Destroyed, wherever it was interrupted, and whatever older copy comes back.

use std::{fs, io};

use tact_domain::live::Request;
use tact_privacy::consent::ConsentState;
use tact_store::live::{Cause, ErasureStep, ErasureWatch, HOLDERS, Store, StoreError};
use wire::webhook::ReceivedEvent;

use crate::place::*;

const AWA: &str = "33639980101";
const CANARY: &str = "zorglubixophane";

/// Stops the first erasure at one step, as if the power went.
struct StopAt(ErasureStep);

impl ErasureWatch for StopAt {
    fn reached(&mut self, step: ErasureStep) -> io::Result<()> {
        if step == self.0 {
            return Err(io::Error::other("the power went"));
        }
        Ok(())
    }
}

async fn stopping(place: &Place, step: ErasureStep) -> Store {
    let watch = Box::new(StopAt(step));
    Store::open_watched(&place.data(), &place.keys(), now(), watch)
        .await
        .unwrap()
}

async fn try_append(store: &Store, event: ReceivedEvent) -> Result<(), StoreError> {
    let candidate = store.live_keys().candidate(event);
    store.append(vec![candidate], now()).await.map(|_| ())
}

const STEPS: [ErasureStep; 4] = [
    ErasureStep::LedgerWritten,
    ErasureStep::KeysDestroyed,
    ErasureStep::RowsCommitted,
    ErasureStep::LogEmptied,
];

#[test]
fn an_erasure_interrupted_at_any_step_is_finished_at_the_next_start() {
    run(async {
        type Act = fn() -> ReceivedEvent;
        let acts: [(Act, &str); 4] = [
            (|| event(AWA, 60, revoke("m1")), "deleted"),
            (|| event(AWA, 60, edit("e1", "m1", "after")), "after"),
            (|| event(AWA, 60, request("m2", Request::Stop)), "nothing"),
            (|| event(AWA, 60, request("m2", Request::Erase)), "nothing"),
        ];
        for (act, expected) in acts {
            for step in STEPS {
                let place = Place::new();
                let store = place.open().await;
                agree(&store, &[AWA]).await;
                append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
                let before = place.living_keys();
                drop(store);
                let store = stopping(&place, step).await;
                assert!(try_append(&store, act()).await.is_err());
                drop(store);
                let store = place.open().await;
                assert_ne!(text(&store, "m1").await, CANARY, "{step:?}");
                // What was not acknowledged is delivered again, with the message itself.
                append(
                    &store,
                    vec![event(AWA, 0, message("m1", Some(CANARY))), act()],
                )
                .await;
                assert_eq!(text(&store, "m1").await, expected, "{step:?}");
                let named =
                    "select (select count(slot) from message) + (select count(*) from address)";
                assert_eq!(
                    place.number(named).await,
                    i64::try_from(place.living_keys().len()).unwrap()
                );
                // The old key of the text is in no file any more; the name's may be.
                let kept = before.iter().filter(|slot| {
                    place
                        .bytes()
                        .windows(72)
                        .any(|window| window == slot.as_slice())
                });
                assert!(kept.count() < before.len(), "{step:?}");
            }
        }
    });
}

#[test]
fn an_erasure_that_failed_while_running_is_finished_before_the_next_batch() {
    run(async {
        struct Once(bool);
        impl ErasureWatch for Once {
            fn reached(&mut self, step: ErasureStep) -> io::Result<()> {
                let stop =
                    step == ErasureStep::KeysDestroyed && !std::mem::replace(&mut self.0, true);
                if stop {
                    Err(io::Error::other("the disk is full"))
                } else {
                    Ok(())
                }
            }
        }
        let place = Place::new();
        let watch = Box::new(Once(false));
        let store = Store::open_watched(&place.data(), &place.keys(), now(), watch)
            .await
            .unwrap();
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        assert!(
            try_append(&store, event(AWA, 60, revoke("m1")))
                .await
                .is_err()
        );
        assert_eq!(text(&store, "m1").await, "deleted");
        append(&store, vec![event(AWA, 70, message("m2", Some("next")))]).await;
        assert_eq!(text(&store, "m2").await, "next");
        assert_eq!(place.number("select count(*) from tombstone").await, 1);
    });
}

#[test]
fn an_older_database_brought_back_shows_nothing_that_was_erased_since() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(
            &store,
            vec![
                event(AWA, 0, message("m1", Some(CANARY))),
                event(AWA, 1, message("m2", Some("kept"))),
            ],
        )
        .await;
        store.close().await.unwrap();
        let saved = place.data().with_file_name("saved.db");
        fs::copy(place.data().join("tact.db"), &saved).unwrap();
        let store = place.open().await;
        append(&store, vec![event(AWA, 60, revoke("m1"))]).await;
        store.close().await.unwrap();
        fs::copy(&saved, place.data().join("tact.db")).unwrap();
        for left in ["tact.db-wal", "tact.db-shm"] {
            fs::remove_file(place.data().join(left)).ok();
        }
        let store = place.open().await;
        assert_eq!(text(&store, "m1").await, "deleted");
        assert_eq!(text(&store, "m2").await, "kept");
        assert_eq!(place.number("select count(*) from tombstone").await, 1);
        assert_eq!(
            place
                .number("select deleted_at - sent_at from tombstone")
                .await,
            60_000
        );
    });
}

#[test]
fn a_new_database_beside_used_keys_is_refused_and_the_keys_stay() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        drop(store);
        let before = place.living_keys();
        let elsewhere = place.data().with_file_name("elsewhere");
        let refused = Store::open(&elsewhere, &place.keys(), now()).await;
        assert!(matches!(refused, Err(StoreError::Foreign { .. })));
        assert_eq!(place.living_keys(), before);
    });
}

#[test]
fn a_damaged_slot_shows_its_message_as_deleted_and_serves_the_rest() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        append(&store, vec![event(AWA, 1, message("m2", Some("kept")))]).await;
        drop(store);
        let slot = usize::try_from(
            place
                .number("select slot from message order by sent_at limit 1")
                .await,
        )
        .unwrap();
        let path = place.keys().join("slots.1");
        let mut bytes = fs::read(&path).unwrap();
        bytes[(slot + 1) * 72 + 40] ^= 1;
        fs::write(&path, bytes).unwrap();
        let store = place.open().await;
        assert_eq!(text(&store, "m1").await, "deleted");
        assert_eq!(text(&store, "m2").await, "kept");
    });
}

#[test]
fn a_receipt_counts_causes_and_the_time_is_measured() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        assert!(store.erasure_p99().await.is_none());
        let candidate = store.live_keys().candidate(event(AWA, 9, revoke("m1")));
        let receipt = store.append(vec![candidate], now()).await.unwrap();
        assert_eq!(receipt.destroyed.get(&Cause::DeletedByContact), Some(&1));
        assert!(receipt.log_emptied && store.erasure_p99().await.is_some());
    });
}

#[test]
fn a_long_read_delays_the_log_but_not_the_destruction() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        let sql = place.sql().await;
        let mut reading = sql.begin().await.unwrap();
        let seen: i64 = sqlx::query_scalar("select count(*) from message")
            .fetch_one(&mut *reading)
            .await
            .unwrap();
        assert_eq!(seen, 1);
        let candidate = store.live_keys().candidate(event(AWA, 9, revoke("m1")));
        let receipt = store.append(vec![candidate], now()).await.unwrap();
        assert!(!receipt.log_emptied);
        assert_eq!(text(&store, "m1").await, "deleted");
        reading.rollback().await.unwrap();
        let receipt = store.append(vec![], now()).await.unwrap();
        assert!(receipt.log_emptied);
    });
}

#[test]
fn every_table_and_every_key_file_stands_in_the_registry() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        let sql = place.sql().await;
        let mut found: Vec<String> =
            sqlx::query_scalar("select name from sqlite_master where type = 'table'")
                .fetch_all(&sql)
                .await
                .unwrap();
        for entry in fs::read_dir(place.keys()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            found.push(format!("keys/{}", name.replace(".1", ".*")));
        }
        let mut listed: Vec<String> = HOLDERS.iter().map(|h| h.place.to_owned()).collect();
        found.sort();
        listed.sort();
        assert_eq!(found, listed);
        drop(store);
    });
}

#[test]
fn a_damaged_database_is_a_clear_error() {
    run(async {
        let place = Place::new();
        place.open().await.close().await.unwrap();
        let path = place.data().join("tact.db");
        let mut bytes = fs::read(&path).unwrap();
        bytes[..64].fill(0x5a);
        fs::write(&path, bytes).unwrap();
        let refused = Store::open(&place.data(), &place.keys(), now())
            .await
            .unwrap_err();
        assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
    });
}

#[test]
fn ending_a_consent_by_file_is_counted_by_its_cause() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        let end = line(&store.live_keys(), AWA, ConsentState::Ended, 100);
        let first = store
            .record_consents(std::slice::from_ref(&end), &by_server())
            .await
            .unwrap();
        let again = store.record_consents(&[end], &by_server()).await.unwrap();
        assert_eq!((first.recorded, again.recorded, again.known), (1, 0, 1));
        assert_eq!(text(&store, "m1").await, "nothing");
    });
}
