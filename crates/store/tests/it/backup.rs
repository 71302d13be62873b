//! A copy made while the store is used, and what does not come back with it.

use std::fs;

use tact_domain::live::{AliasKind, Request};
use tact_privacy::consent::ConsentState;
use tact_store::live::{AuditAction, Store, StoreError, restore, verify_audit};

use crate::place::*;

const AWA: &str = "33639980101";
const BOB: &str = "33639980102";
const EVE: &str = "33639980103";
const IDA: &str = "33639980104";

async fn came_back(place: &Place, copy: &std::path::Path) -> (Store, u64) {
    let report = restore(copy, &place.data(), &place.keys(), &by_operator())
        .await
        .unwrap();
    (place.open().await, report.done_again)
}

#[test]
fn what_was_deleted_ended_or_erased_since_does_not_come_back_and_the_rest_does() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA, BOB, EVE, IDA]).await;
        let said = |who: &str, key: &str| event(who, 0, message(key, Some(key)));
        append(
            &store,
            vec![
                said(AWA, "deleted"),
                said(AWA, "kept"),
                said(AWA, "edited"),
                said(BOB, "ended"),
                said(EVE, "erased"),
                event(AWA, 1, message("empty", None)),
            ],
        )
        .await;
        let folder = place.data().with_file_name("backups");
        let backup = store.backup(&folder, &by_operator()).await.unwrap();
        append(
            &store,
            vec![
                event(AWA, 60, revoke("deleted")),
                event(AWA, 60, revoke("empty")),
                event(AWA, 60, edit("e1", "edited", "new")),
                event(BOB, 60, request("stop", Request::Stop)),
                said(IDA, "after the copy"),
            ],
        )
        .await;
        let eve = store.live_keys().alias(AliasKind::WaId, EVE);
        store.contact_erase(eve, &by_operator()).await.unwrap();
        let end = line(&store.live_keys(), IDA, ConsentState::Ended, 100);
        store.record_consents(&[end], &by_operator()).await.unwrap();
        store.close().await.unwrap();
        let (store, done_again) = came_back(&place, &backup.path).await;
        assert!(done_again > 0);
        for (key, expected) in [
            ("deleted", "deleted"),
            ("empty", "deleted"),
            ("kept", "kept"),
            ("edited", "nothing"),
            ("ended", "nothing"),
            ("erased", "nothing"),
        ] {
            assert_eq!(text(&store, key).await, expected, "{key}");
        }
        // Nor does what was agreed to and ended since: a word sent now is not kept.
        append(
            &store,
            vec![
                event(BOB, 200, message("b2", Some("x"))),
                event(IDA, 200, message("i2", Some("x"))),
                said(EVE, "erased"),
            ],
        )
        .await;
        for key in ["b2", "i2", "erased"] {
            assert_eq!(text(&store, key).await, "nothing", "{key}");
        }
        // The chain goes on where it was.
        let entries = store.audit_entries(1).await.unwrap();
        assert_eq!(entries[0].action, Some(AuditAction::Restored));
        let report = verify_audit(&place.data(), &place.keys()).await.unwrap();
        assert_eq!((report.broken, report.entries), (None, 5));
    });
}

#[test]
fn a_copy_that_comes_back_into_an_empty_folder_is_caught_up_by_the_journal() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(
            &store,
            vec![
                event(AWA, 0, message("m1", Some("deleted"))),
                event(AWA, 0, message("m2", Some("kept"))),
            ],
        )
        .await;
        let folder = place.data().with_file_name("backups");
        let backup = store.backup(&folder, &by_operator()).await.unwrap();
        append(&store, vec![event(AWA, 60, revoke("m1"))]).await;
        store.close().await.unwrap();
        fs::remove_dir_all(place.data()).unwrap();
        let (store, _) = came_back(&place, &backup.path).await;
        assert_eq!(text(&store, "m1").await, "deleted");
        assert_eq!(text(&store, "m2").await, "kept");
    });
}

#[test]
fn a_copy_of_a_damaged_database_or_of_another_store_is_refused_and_the_present_one_stays() {
    run(async {
        let (place, other) = (Place::new(), Place::new());
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some("kept")))]).await;
        store.close().await.unwrap();
        let foreign = other.open().await;
        let folder = other.data().with_file_name("backups");
        let copy = foreign.backup(&folder, &by_operator()).await.unwrap().path;
        let refused = restore(&copy, &place.data(), &place.keys(), &by_operator()).await;
        assert!(matches!(refused, Err(StoreError::Foreign { .. })));
        let mut bytes = fs::read(&copy).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 8192].fill(0x5a);
        fs::write(&copy, bytes).unwrap();
        let refused = restore(&copy, &place.data(), &place.keys(), &by_operator()).await;
        assert!(matches!(refused, Err(StoreError::Damaged { .. })));
        assert_eq!(text(&place.open().await, "m1").await, "kept");
    });
}

#[test]
fn a_copy_is_not_put_inside_the_store_nor_over_another() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let inside = store.backup(&place.data().join("b"), &by_operator()).await;
        assert!(matches!(inside, Err(StoreError::BackupInside { .. })));
        let folder = place.data().with_file_name("backups");
        store.backup(&folder, &by_operator()).await.unwrap();
        assert!(store.backup(&folder, &by_operator()).await.is_err());
    });
}

#[test]
fn while_a_server_has_the_store_open_nothing_is_restored() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let folder = place.data().with_file_name("backups");
        let copy = store.backup(&folder, &by_operator()).await.unwrap().path;
        let refused = restore(&copy, &place.data(), &place.keys(), &by_operator()).await;
        assert!(matches!(refused, Err(StoreError::Keys(_))));
    });
}

#[test]
fn a_new_epoch_is_noted_and_everything_still_opens() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some("kept")))]).await;
        assert_eq!(store.rotate(&by_operator()).await.unwrap(), 2);
        assert_eq!(text(&store, "m1").await, "kept");
        let newest = &store.audit_entries(1).await.unwrap()[0];
        assert_eq!(
            (newest.action, newest.count),
            (Some(AuditAction::KeysRotated), 2)
        );
        assert!(!place.keys().join("kek.1").exists());
    });
}

#[test]
fn a_mirror_opens_what_lives_and_keeps_nothing_of_what_was_destroyed() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(
            &store,
            vec![
                event(AWA, 0, message("m1", Some("deleted"))),
                event(AWA, 0, message("m2", Some("kept"))),
            ],
        )
        .await;
        let mirror = place.data().with_file_name("mirror");
        store.mirror_keys(&mirror).await.unwrap();
        let wrapped = |epoch: &str| -> Vec<Vec<u8>> {
            let slots = fs::read(mirror.join(epoch)).unwrap();
            let live = |slot: &&[u8]| slot.iter().any(|byte| !matches!(byte, 0 | 0xff));
            slots
                .chunks_exact(72)
                .skip(1)
                .filter(live)
                .map(<[u8]>::to_vec)
                .collect()
        };
        assert_eq!(wrapped("slots.1").len(), 3);
        append(&store, vec![event(AWA, 60, revoke("m1"))]).await;
        store.mirror_keys(&mirror).await.unwrap();
        assert_eq!(wrapped("slots.1").len(), 2);
        store.rotate(&by_operator()).await.unwrap();
        store.mirror_keys(&mirror).await.unwrap();
        assert!(!mirror.join("kek.1").exists() && !mirror.join("slots.1").exists());
        store.close().await.unwrap();
        fs::remove_dir_all(place.keys()).unwrap();
        fs::rename(&mirror, place.keys()).unwrap();
        let store = place.open().await;
        assert_eq!(text(&store, "m1").await, "deleted");
        assert_eq!(text(&store, "m2").await, "kept");
        assert!(
            store
                .mirror_keys(&place.data().join("inside"))
                .await
                .is_err()
        );
    });
}

#[test]
fn a_number_of_a_contact_the_copy_does_not_know_is_given_to_nobody_else() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let folder = place.data().with_file_name("backups");
        let backup = store.backup(&folder, &by_operator()).await.unwrap();
        append(&store, vec![event(AWA, 0, message("m1", None))]).await;
        let awa = store.live_keys().alias(AliasKind::WaId, AWA);
        let shown = store.contact_show(awa, &by_operator()).await.unwrap();
        store.close().await.unwrap();
        let (store, _) = came_back(&place, &backup.path).await;
        append(&store, vec![event(BOB, 0, message("m2", None))]).await;
        let bob = store.live_keys().alias(AliasKind::WaId, BOB);
        let other = store.contact_show(bob, &by_operator()).await.unwrap();
        assert_ne!(shown.unwrap().contact, other.unwrap().contact);
    });
}
