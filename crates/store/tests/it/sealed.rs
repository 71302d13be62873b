//! What is kept, what is shown, what is found on the disk.

use tact_domain::PurposeKind;
use tact_domain::live::{AliasKind, DeliveryState, Request};
use tact_privacy::consent::ConsentState;
use tact_store::live::ConsentLine;
use wire::webhook::{Received, ReceivedIdentityChange};

use crate::place::*;

const AWA: &str = "33639980101";
const BOB: &str = "33639980102";
const CANARY: &str = "zorglubixophane";

#[test]
fn a_text_is_shown_to_the_program_and_lies_nowhere_in_clear() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        assert_eq!(text(&store, "m1").await, CANARY);
        for canary in [CANARY, "Canaridenom", AWA] {
            assert!(!place.holds(canary), "{canary}");
        }
        drop(store);
        assert_eq!(text(&place.open().await, "m1").await, CANARY);
    });
}

#[test]
fn without_consent_the_fact_stays_and_the_text_is_dropped() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        assert_eq!(text(&store, "m1").await, "nothing");
        assert_eq!(place.number("select count(*) from sealed").await, 0);
        let state = "select content_state from message";
        assert_eq!(place.number(state).await, 1);
    });
}

#[test]
fn a_deleted_message_leaves_a_tombstone_and_no_key() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        append(&store, vec![event(AWA, 60, revoke("m1"))]).await;
        assert_eq!(text(&store, "m1").await, "deleted");
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        assert_eq!(text(&store, "m1").await, "deleted");
        for table in [
            "select count(*) from sealed",
            "select count(*) from message",
        ] {
            assert_eq!(place.number(table).await, 0);
        }
        assert_eq!(
            place
                .number("select deleted_at - sent_at from tombstone")
                .await,
            60_000
        );
    });
}

#[test]
fn an_edit_takes_the_place_of_the_text_in_either_order() {
    run(async {
        for late in [false, true] {
            let place = Place::new();
            let store = place.open().await;
            agree(&store, &[AWA]).await;
            let mut events = vec![
                event(AWA, 0, message("m1", Some("before"))),
                event(AWA, 30, edit("e1", "m1", "after")),
            ];
            if late {
                events.reverse();
            }
            append(&store, events).await;
            assert_eq!(text(&store, "m1").await, "after");
            assert_eq!(place.number("select count(*) from sealed").await, 1);
        }
    });
}

#[test]
fn a_number_and_an_id_told_together_make_one_contact_of_two() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        append(&store, vec![event(AWA, 0, message("m1", None))]).await;
        let mut by_id = event(AWA, 5, message("m2", None));
        by_id.contact.ids = names(&[(AliasKind::UserId, "FR.1")]);
        append(&store, vec![by_id]).await;
        assert_eq!(place.number("select count(*) from contact").await, 2);
        let mut both = event(AWA, 9, message("m3", None));
        both.contact.ids = names(&[(AliasKind::WaId, AWA), (AliasKind::UserId, "FR.1")]);
        append(&store, vec![both]).await;
        assert_eq!(place.number("select count(*) from contact").await, 1);
        let threads = "select count(distinct thread) from message";
        assert_eq!(place.number(threads).await, 1);
        assert_eq!(place.number("select count(*) from thread").await, 1);
    });
}

#[test]
fn a_number_that_passed_to_someone_else_is_parted_from_its_former_bearer_once() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        append(&store, vec![event(AWA, 0, message("m1", None))]).await;
        let parted = || {
            let change = ReceivedIdentityChange {
                before: vec![],
                cause: tact_domain::live::IdentityCause::PersonMayHaveChanged,
            };
            event(AWA, 10, Received::Identity(change))
        };
        append(&store, vec![parted(), parted()]).await;
        append(&store, vec![event(AWA, 20, message("m2", None))]).await;
        let contacts = "select count(distinct contact) from message";
        assert_eq!(place.number(contacts).await, 2);
        assert_eq!(place.number("select count(*) from contact").await, 2);
    });
}

#[test]
fn ending_consent_destroys_the_texts_of_that_contact_only() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA, BOB]).await;
        append(
            &store,
            vec![
                event(AWA, 0, message("m1", Some(CANARY))),
                event(AWA, 1, reaction("r1", "m9", Some("👍"))),
                event(BOB, 0, message("m2", Some("kept"))),
            ],
        )
        .await;
        let end = line(&store.live_keys(), AWA, ConsentState::Ended, 100);
        store.record_consents(&[end], &by_server()).await.unwrap();
        assert_eq!(text(&store, "m1").await, "nothing");
        assert_eq!(text(&store, "m2").await, "kept");
        assert_eq!(place.number("select count(*) from sealed").await, 1);
        let names = "select count(*) from address a join alias using (contact)";
        assert_eq!(place.number(names).await, 1);
    });
}

#[test]
fn an_address_is_kept_only_while_something_may_be_sent_to_it() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        let mut survey = line(&store.live_keys(), AWA, ConsentState::Granted, -10);
        survey.purpose = PurposeKind::Survey;
        let record = async |line: &ConsentLine| {
            let lines = std::slice::from_ref(line);
            store.record_consents(lines, &by_server()).await.unwrap();
        };
        record(&survey).await;
        append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
        let parts = "select count(*) from address";
        assert_eq!(place.number(parts).await, 2);
        survey.state = ConsentState::Ended;
        survey.at = second(10);
        record(&survey).await;
        // Analysis goes on: the name masks itself in what is shown; the number serves nothing.
        assert_eq!(place.number(parts).await, 1);
        assert_eq!(text(&store, "m1").await, CANARY);
    });
}

#[test]
fn the_word_stop_ends_consent_and_the_word_effacer_erases_what_was_written_before_it() {
    run(async {
        for asked in [Request::Stop, Request::Erase] {
            let place = Place::new();
            let store = place.open().await;
            agree(&store, &[AWA]).await;
            let said = event(AWA, 0, message("m1", Some(CANARY)));
            append(&store, vec![said.clone()]).await;
            append(&store, vec![event(AWA, 9, request("m2", asked))]).await;
            append(&store, vec![said]).await;
            assert_eq!(text(&store, "m1").await, "nothing");
            let expected = if asked == Request::Stop { 2 } else { 5 };
            let state = "select content_state from message";
            assert_eq!(place.number(state).await, expected);
        }
    });
}

#[test]
fn a_status_of_a_message_unknown_otherwise_makes_its_row_unless_the_word_is_unknown() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        append(
            &store,
            vec![
                event(AWA, 0, status("m1", DeliveryState::Read)),
                event(AWA, 0, status("m2", DeliveryState::Unknown)),
            ],
        )
        .await;
        assert_eq!(place.number("select count(*) from message").await, 1);
    });
}

#[test]
fn what_was_asked_under_one_name_holds_for_what_is_kept_under_the_other() {
    run(async {
        for asked in [Request::Stop, Request::Erase] {
            let place = Place::new();
            let store = place.open().await;
            agree(&store, &[AWA]).await;
            append(&store, vec![event(AWA, 0, message("m1", Some(CANARY)))]).await;
            let mut by_id = event(AWA, 5, request("m2", asked));
            by_id.contact.ids = names(&[(AliasKind::UserId, "FR.1")]);
            append(&store, vec![by_id]).await;
            assert_eq!(text(&store, "m1").await, CANARY);
            let mut both = event(AWA, 9, message("m3", None));
            both.contact.ids = names(&[(AliasKind::WaId, AWA), (AliasKind::UserId, "FR.1")]);
            append(&store, vec![both]).await;
            assert_eq!(text(&store, "m1").await, "nothing");
        }
    });
}
