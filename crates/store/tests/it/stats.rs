//! Numbers of the store.

use jiff::SignedDuration;
use tact_domain::live::{Request, UnrecognizedKind};
use tact_domain::{Direction, live::Source};
use tact_privacy::consent::ConsentState;
use tact_store::live::{MediaCounts, NamedContact, Stats, StoreError, WithheldCounts, read_stats};
use wire::webhook::Received;

use crate::place::*;

const AWA: &str = "33639980101";
const BOB: &str = "33639980102";
const EVE: &str = "33639980103";
const IDLE: SignedDuration = SignedDuration::from_hours(72);
const DAY: i64 = 86_400;

#[test]
fn each_message_is_counted_once_whatever_became_of_it() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA, EVE]).await;
        let events = || {
            vec![
                event(AWA, 0, message("m1", Some("deleted"))),
                event(AWA, 1, message("m2", Some("ended"))),
                event(AWA, 9, revoke("m1")),
                event(BOB, 0, message("m3", Some("never agreed"))),
                event(EVE, 0, message("m4", Some("erased"))),
                event(EVE, 5, request("m5", Request::Erase)),
            ]
        };
        append(&store, events()).await;
        append(&store, events()).await;
        let end = line(&store.live_keys(), AWA, ConsentState::Ended, 100);
        store.record_consents(&[end], &by_server()).await.unwrap();
        let keys = store.live_keys();
        let part =
            |kind: UnrecognizedKind, place| (kind, keys.unrecognized(kind.word(), place, b""));
        let parts = [
            part(UnrecognizedKind::Field, 0),
            part(UnrecognizedKind::Field, 1),
            part(UnrecognizedKind::Number, 0),
        ];
        for _ in 0..2 {
            // Delivered again, a part is not counted again.
            store.count_unrecognized(&parts, now()).await.unwrap();
        }
        // Beside the open store, as the command does.
        let stats = read_stats(&place.data(), IDLE).await.unwrap();
        let expected = Stats {
            contacts: 3,
            conversations: 3,
            messages: 3,
            tombstones: 1,
            withheld: WithheldCounts {
                no_consent: 1,
                consent_ended: 1,
                erased: 1,
                opted_out: 0,
            },
            unrecognized: 3,
            media: MediaCounts::default(),
        };
        assert_eq!(stats, expected);
        store.close().await.unwrap();
        assert_eq!(read_stats(&place.data(), IDLE).await.unwrap(), expected);
    });
}

#[test]
fn a_conversation_ends_with_silence_unless_the_contact_waits() {
    run(async {
        let reply = |key: &str, at: i64| {
            let mut said = event(AWA, at, message(key, None));
            if let Received::Message(message) = &mut said.what {
                message.direction = Direction::Outbound;
                message.source = Source::Echo;
            }
            said
        };
        let place = Place::new();
        let store = place.open().await;
        append(
            &store,
            vec![
                event(AWA, 0, message("m1", None)),
                // Four days without an answer: still the same conversation.
                event(AWA, -4 * DAY, message("m0", None)),
                reply("m2", 60),
            ],
        )
        .await;
        let count = async || read_stats(&place.data(), IDLE).await.unwrap().conversations;
        assert_eq!(count().await, 1);
        append(&store, vec![event(AWA, 2 * DAY, message("m3", None))]).await;
        append(&store, vec![reply("m4", 2 * DAY + 60)]).await;
        assert_eq!(count().await, 1);
        append(&store, vec![event(AWA, 6 * DAY, message("m5", None))]).await;
        assert_eq!(count().await, 2);
    });
}

#[test]
fn a_consent_by_name_needs_exactly_one_bearer_and_a_refused_file_leaves_nothing() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let keys = store.live_keys();
        let mut by_name = line(&keys, AWA, ConsentState::Granted, -10);
        by_name.contact = NamedContact::Name(keys.name("Camille Canaridenom"));
        let report = store
            .record_consents(&[by_name.clone()], &by_server())
            .await
            .unwrap();
        assert_eq!(report.unmatched, 1);
        append(&store, vec![event(AWA, 0, message("m1", None))]).await;
        let report = store
            .record_consents(&[by_name.clone()], &by_server())
            .await
            .unwrap();
        assert_eq!(report.recorded, 1);
        append(&store, vec![event(BOB, 0, message("m2", None))]).await;
        let by_number = line(&keys, EVE, ConsentState::Granted, -10);
        let refused = store
            .record_consents(&[by_number, by_name], &by_server())
            .await;
        assert!(matches!(
            refused,
            Err(StoreError::Ambiguous {
                line: 2,
                contacts: 2
            })
        ));
        assert_eq!(place.number("select count(*) from consent").await, 1);
        assert_eq!(place.number("select count(*) from contact").await, 2);
    });
}
