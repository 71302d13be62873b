//! An objection leaves what an objection before everything else would have left.

use proptest::prelude::*;
use tact_domain::live::AliasKind;
use tact_privacy::consent::ConsentState;
use tact_store::live::{AuditAction, Store, read_stats, restore};

use crate::lattice::{PEOPLE, acts, lived};
use crate::place::*;

const AWA: &str = "33639980101";
const BOB: &str = "33639980102";

async fn object(store: &Store, who: &str) {
    let alias = store.live_keys().alias(AliasKind::Phone, who);
    let done = store.contact_object(alias, &by_operator()).await.unwrap();
    assert!(done.is_some());
}

async fn messages(place: &Place) -> i64 {
    place.number("select count(*) from message").await
}

async fn two_wrote(place: &Place) -> Store {
    let store = place.open().await;
    agree(&store, &[AWA, BOB]).await;
    append(
        &store,
        vec![
            event(AWA, 0, message("a1", Some("zorglubixophane"))),
            event(AWA, 1, message("a2", Some("gone"))),
            event(AWA, 2, revoke("a2")),
            event(AWA, 3, reaction("r1", "b1", Some("👍"))),
            event(BOB, 0, message("b1", Some("of Bob"))),
        ],
    )
    .await;
    store
}

#[test]
fn nothing_of_who_objected_is_counted_and_the_others_stay() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let alias = store.live_keys().alias(AliasKind::Phone, AWA);
        let receipt = store.contact_object(alias, &by_operator()).await.unwrap();
        let receipt = receipt.unwrap();
        assert_eq!(
            (receipt.facts, receipt.reactions, receipt.tombstones),
            (1, 1, 1)
        );
        // The words of the message, the emoji, and the name of the address book.
        assert_eq!(receipt.keys, 3);
        assert_eq!(messages(&place).await, 1);
        assert_eq!(text(&store, "b1").await, "of Bob");
        assert_eq!(text(&store, "a2").await, "deleted");
        // Later ones, and the same again, are counted as withheld and leave nothing.
        append(
            &store,
            vec![
                event(AWA, 10, message("a3", Some("more"))),
                event(AWA, 1, message("a2", Some("gone"))),
                event(AWA, 11, revoke("a3")),
            ],
        )
        .await;
        assert_eq!(messages(&place).await, 1);
        assert_eq!(place.number("select count(*) from tombstone").await, 0);
        assert_eq!(place.number("select count(*) from thread").await, 1);
        let idle = jiff::SignedDuration::from_hours(24);
        let stats = read_stats(&place.data(), idle).await.unwrap();
        // The fact and the reaction taken away, the two messages that came after.
        assert_eq!((stats.messages, stats.withheld.opted_out), (1, 4));
        let entries = store.audit_entries(1).await.unwrap();
        assert_eq!(entries[0].action, Some(AuditAction::ContactObjected));
        let shown = store.contact_show(alias, &by_operator()).await.unwrap();
        let shown = shown.unwrap();
        assert_eq!(shown.opted_out_at, Some(now()));
        assert_eq!((shown.inbound, shown.granted.len()), (0, 0));
    });
}

#[test]
fn who_objects_before_writing_is_never_counted() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        object(&store, AWA).await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("a1", Some("hello")))]).await;
        assert_eq!(messages(&place).await, 0);
        assert_eq!(place.number("select count(*) from address").await, 0);
    });
}

#[test]
fn after_an_objection_ended_only_what_is_written_later_counts() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let alias = store.live_keys().alias(AliasKind::Phone, AWA);
        let nothing = store.contact_end_objection(alias, &by_operator()).await;
        assert_eq!(nothing.unwrap(), Some(false));
        object(&store, AWA).await;
        let ended = store.contact_end_objection(alias, &by_operator()).await;
        assert_eq!(ended.unwrap(), Some(true));
        let (past, later) = (0, 10 * 86_400);
        append(
            &store,
            vec![
                event(AWA, past, message("a1", Some("zorglubixophane"))),
                event(AWA, later, message("a9", Some("back"))),
            ],
        )
        .await;
        assert_eq!(messages(&place).await, 2);
        // The consents ended with the objection, and begin anew only when given anew.
        assert_eq!(text(&store, "a9").await, "nothing");
        assert_eq!(text(&store, "a1").await, "nothing");
    });
}

#[test]
fn a_database_that_comes_back_knows_of_the_objection() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let folder = place.data().with_file_name("backups");
        let copy = store.backup(&folder, &by_operator()).await.unwrap();
        object(&store, AWA).await;
        store.close().await.unwrap();
        restore(&copy.path, &place.data(), &place.keys(), &by_operator())
            .await
            .unwrap();
        assert_eq!(messages(&place).await, 1);
        let store = place.open().await;
        append(&store, vec![event(AWA, 5, message("a5", Some("x")))]).await;
        assert_eq!(messages(&place).await, 1);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_objection_at_the_end_leaves_what_one_at_the_beginning_would(
        events in acts(vec![ConsentState::Ended, ConsentState::Granted])
    ) {
        run(async {
            let place = Place::new();
            let person = PEOPLE[0].0;
            let first = async |store: &Store| object(store, person).await;
            let (mut before, texts) = lived(&place, &events, first, async |_| {}).await;
            let last = async |store: &Store| object(store, person).await;
            let (mut after, shown) = lived(&place, &events, async |_| {}, last).await;
            // What was refused is counted as often as it came.
            for state in [&mut before, &mut after] {
                state.remove("counter");
            }
            assert_eq!(before, after);
            assert_eq!(texts, shown);
        });
    }
}

#[test]
fn facts_that_go_without_a_key_leave_the_log_of_the_database_too() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        append(&store, vec![event(AWA, 0, message("m1", None))]).await;
        let key = store.live_keys().message(&wamid("m1"));
        let holds = || {
            let bytes = place.bytes();
            bytes.windows(32).any(|window| window == key.as_bytes())
        };
        assert!(holds());
        object(&store, AWA).await;
        assert!(!holds());
    });
}
