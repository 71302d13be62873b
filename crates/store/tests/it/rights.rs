//! What a person may ask of what is kept of them.

use tact_domain::live::{Alias, AliasKind, WithheldReason};
use tact_privacy::consent::ConsentState;
use tact_store::live::{AuditAction, ContactExport, Store};

use crate::place::*;

const AWA: &str = "33639980101";
const BOB: &str = "33639980102";
const CANARY: &str = "zorglubixophane";

fn number(store: &Store, digits: &str) -> Alias {
    store.live_keys().alias(AliasKind::Phone, digits)
}

/// Awa and Bob agreed and wrote; Awa edited, reacted and deleted.
async fn lived_in(place: &Place) -> Store {
    let store = place.open().await;
    agree(&store, &[AWA, BOB]).await;
    append(
        &store,
        vec![
            event(AWA, 0, message("m1", Some("before"))),
            event(AWA, 5, edit("e1", "m1", CANARY)),
            event(AWA, 7, reaction("r1", "m9", Some("👍"))),
            event(AWA, 8, message("m2", Some("gone"))),
            event(AWA, 9, revoke("m2")),
            event(BOB, 0, message("m3", Some("of Bob"))),
        ],
    )
    .await;
    store
}

async fn export(store: &Store, who: &str) -> ContactExport {
    let found = store
        .contact_export(number(store, who), &by_operator())
        .await;
    found.unwrap().unwrap()
}

#[test]
fn everything_kept_of_a_contact_is_handed_out_and_nothing_of_another() {
    run(async {
        let place = Place::new();
        let store = lived_in(&place).await;
        let json = serde_json::to_string(&export(&store, AWA).await).unwrap();
        for word in [CANARY, "👍", "Camille Canaridenom", "granted", "form 12"] {
            assert!(json.contains(word), "{word} in {json}");
        }
        for word in ["of Bob", "before", "gone"] {
            assert!(!json.contains(word), "{word} in {json}");
        }
        let export = export(&store, AWA).await;
        assert_eq!(export.threads.len(), 1);
        let thread = &export.threads[0];
        assert_eq!((thread.messages.len(), thread.deletions.len()), (1, 1));
        // Times of a deletion are told by the hour.
        assert_eq!(thread.deletions[0].deleted_at, second(0));
        assert_eq!(thread.messages[0].edited_at, Some(second(5)));
        assert!(!format!("{export:?}").contains(CANARY));
    });
}

#[test]
fn an_id_told_with_the_number_asks_for_the_same_contact() {
    run(async {
        let place = Place::new();
        let store = lived_in(&place).await;
        let mut both = event(AWA, 20, message("m4", None));
        both.contact.ids = names(&[(AliasKind::WaId, AWA), (AliasKind::UserId, "FR.1")]);
        append(&store, vec![both]).await;
        let by_id = store.live_keys().alias(AliasKind::UserId, "FR.1");
        let shown = store.contact_show(by_id, &by_operator()).await.unwrap();
        let by_number = store
            .contact_show(number(&store, AWA), &by_operator())
            .await;
        assert_eq!(shown, by_number.unwrap());
        let shown = shown.unwrap();
        assert_eq!(
            (
                shown.inbound,
                shown.with_content,
                shown.reactions,
                shown.tombstones
            ),
            (2, 1, 1, 1)
        );
        assert_eq!(shown.known_by.len(), 2);
        assert!(shown.in_address_book);
    });
}

#[test]
fn asking_for_somebody_unknown_makes_nobody_and_writes_nothing() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let who = number(&store, "33639980199");
        assert!(
            store
                .contact_show(who, &by_operator())
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            store
                .contact_erase(who, &by_operator())
                .await
                .unwrap()
                .is_none()
        );
        assert_eq!(place.number("select count(*) from contact").await, 0);
        assert_eq!(place.number("select count(*) from audit").await, 0);
    });
}

#[test]
fn an_erasure_takes_every_content_for_good_and_its_receipt_says_no_word_of_it() {
    run(async {
        let place = Place::new();
        let store = lived_in(&place).await;
        let who = number(&store, AWA);
        let erasure = store
            .contact_erase(who, &by_operator())
            .await
            .unwrap()
            .unwrap();
        assert_eq!((erasure.messages.len(), erasure.reactions), (1, 1));
        assert_eq!((erasure.address_book, erasure.names), (1, 1));
        assert_eq!(erasure.keys, 3);
        assert_eq!((erasure.kept.facts, erasure.kept.tombstones), (1, 1));
        assert!(erasure.log_emptied);
        let receipt = serde_json::to_string(&erasure).unwrap();
        for word in [CANARY, "Canaridenom", AWA] {
            assert!(!receipt.contains(word));
        }
        // Delivered again, it stays erased; Bob lost nothing.
        append(&store, vec![event(AWA, 5, edit("e1", "m1", CANARY))]).await;
        assert_eq!(text(&store, "m1").await, "nothing");
        assert_eq!(text(&store, "m3").await, "of Bob");
        let export = export(&store, AWA).await;
        assert!(export.address_book.is_empty() && export.summary.granted.is_empty());
        assert_eq!(
            export.threads[0].messages[0].withheld,
            Some(WithheldReason::Erased)
        );
        // A second erasure finds nothing left.
        let again = store
            .contact_erase(who, &by_operator())
            .await
            .unwrap()
            .unwrap();
        assert_eq!((again.keys, again.messages.len()), (0, 0));
    });
}

#[test]
fn the_ledger_of_a_contact_is_told_line_by_line() {
    run(async {
        let place = Place::new();
        let store = lived_in(&place).await;
        let end = line(&store.live_keys(), AWA, ConsentState::Ended, 100);
        store.record_consents(&[end], &by_operator()).await.unwrap();
        let lines = store
            .consent_history(number(&store, AWA), &by_operator())
            .await;
        let lines = lines.unwrap().unwrap();
        let told: Vec<_> = lines.iter().map(|line| (line.granted, line.at)).collect();
        assert_eq!(told, [(true, second(-10)), (false, second(100))]);
        assert_eq!(lines[0].notice, "v1");
    });
}

#[test]
fn whoever_looks_stands_in_the_chain_under_the_contact_whatever_it_was_called_then() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let mut by_id = event(AWA, 5, message("m2", None));
        by_id.contact.ids = names(&[(AliasKind::UserId, "FR.1")]);
        append(&store, vec![event(AWA, 0, message("m1", None)), by_id]).await;
        let id = store.live_keys().alias(AliasKind::UserId, "FR.1");
        store.contact_show(id, &by_operator()).await.unwrap();
        let mut both = event(AWA, 9, message("m3", None));
        both.contact.ids = names(&[(AliasKind::WaId, AWA), (AliasKind::UserId, "FR.1")]);
        append(&store, vec![both]).await;
        let export = export(&store, AWA).await;
        let acts: Vec<_> = export
            .accesses
            .iter()
            .map(|entry| (entry.actor.as_str(), entry.action))
            .collect();
        assert_eq!(
            acts,
            [
                ("operator:awa", Some(AuditAction::ContactShown)),
                ("operator:awa", Some(AuditAction::ContactExported)),
            ]
        );
    });
}
