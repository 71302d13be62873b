//! A legal hold keeps words for two people's eyes and changes nothing for anybody else.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use tact_domain::live::{AliasKind, Request};
use tact_privacy::consent::ConsentState;
use tact_store::live::{
    Act, Actor, AskedHold, Cause, ErasureStep, ErasureWatch, HoldExport, HoldId, HoldRefused,
    HoldState, RetentionPeriods, Store, restore, verify, verify_audit,
};

use crate::lattice::{PEOPLE, acts, lived};
use crate::place::*;

const AWA: &str = "33639980101";
const BOB: &str = "33639980102";
const CANARY: &str = "zorglubixophane";
const REASON: &str = "litige Xanadufolle contre nous";

fn by(name: &str) -> Act {
    Act {
        actor: Actor::operator(name).unwrap(),
        at: now(),
    }
}

fn days(days: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * days)
}

async fn asked(store: &Store, who: &str) -> HoldId {
    let alias = store.live_keys().alias(AliasKind::Phone, who);
    let asked = store
        .hold_ask(alias, REASON, days(100), &by("claire"))
        .await;
    asked.unwrap().unwrap()
}

async fn held(store: &Store, who: &str) -> HoldId {
    let id = asked(store, who).await;
    let hold = store.hold_approve(id, &by("david")).await.unwrap().unwrap();
    assert_eq!(hold.state, HoldState::InForce);
    id
}

async fn erase(store: &Store, who: &str) {
    let alias = store.live_keys().alias(AliasKind::Phone, who);
    store.contact_erase(alias, &by("claire")).await.unwrap();
}

/// What two people get to see.
async fn opened(store: &Store, id: HoldId) -> HoldExport {
    let first = store.hold_export(id, &by("claire")).await.unwrap();
    assert!(matches!(first, Ok(AskedHold::Noted)));
    let again = store.hold_export(id, &by("claire")).await.unwrap();
    assert!(matches!(again, Ok(AskedHold::Noted)), "alone");
    match store.hold_export(id, &by("david")).await.unwrap() {
        Ok(AskedHold::Opened(export)) => *export,
        other => panic!("{other:?}"),
    }
}

fn words(export: &HoldExport) -> Vec<&str> {
    let parts = export.messages.iter().flat_map(|message| &message.content);
    parts.map(|part| part.text.expose()).collect()
}

async fn two_wrote(place: &Place) -> Store {
    let store = place.open().await;
    agree(&store, &[AWA, BOB]).await;
    append(
        &store,
        vec![
            event(AWA, 0, message("a1", Some(CANARY))),
            event(AWA, 1, message("a2", Some("second"))),
            event(BOB, 0, message("b1", Some("of Bob"))),
        ],
    )
    .await;
    store
}

#[test]
fn held_words_are_erased_for_everything_but_two_people_and_then_for_all() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let id = held(&store, AWA).await;
        let alias = store.live_keys().alias(AliasKind::Phone, AWA);
        let receipt = store.contact_erase(alias, &by("claire")).await.unwrap();
        let back = receipt.unwrap().held.unwrap();
        assert_eq!((back.messages, back.until), (2, days(100)));
        assert_eq!(text(&store, "a1").await, "nothing");
        let copy = store.contact_export(alias, &by("claire")).await.unwrap();
        assert!(!format!("{:?}", serde_json::to_string(&copy).unwrap()).contains(CANARY));
        assert!(!place.holds(CANARY) && !place.holds("Xanadufolle"));
        let export = opened(&store, id).await;
        assert_eq!(words(&export), [CANARY, "second"]);
        assert_eq!(export.reason.unwrap().expose(), REASON);
        let before = verify(&place.data(), &place.keys()).await.unwrap().opening;
        let erased = store.hold_end(id, &by("claire")).await.unwrap();
        assert_eq!(erased, Ok(2));
        let after = verify(&place.data(), &place.keys()).await.unwrap();
        // Two messages and the reason.
        assert_eq!(after.opening, before - 3);
        assert_eq!(place.number("select count(*) from held_part").await, 0);
        assert!(store.holds().await.unwrap().is_empty());
        let unknown = store.hold_export(id, &by("david")).await.unwrap();
        assert_eq!(unknown.unwrap_err(), HoldRefused::Unknown);
        let chain = verify_audit(&place.data(), &place.keys()).await.unwrap();
        assert_eq!(chain.broken, None);
    });
}

#[test]
fn one_person_alone_puts_nothing_on_hold() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let id = asked(&store, AWA).await;
        let same = store.hold_approve(id, &by("claire")).await.unwrap();
        assert_eq!(same.unwrap_err(), HoldRefused::SamePerson);
        let early = store.hold_export(id, &by("david")).await.unwrap();
        assert_eq!(early.unwrap_err(), HoldRefused::NotApproved);
        erase(&store, AWA).await;
        assert_eq!(place.number("select count(*) from held").await, 0);
        let approved = store.hold_approve(id, &by("david")).await.unwrap();
        assert_eq!(approved.unwrap().held, 0);
    });
}

#[test]
fn a_hold_needs_a_reason_and_an_end_within_two_years() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let alias = store.live_keys().alias(AliasKind::Phone, AWA);
        for (reason, until, expected) in [
            (" ", days(10), HoldRefused::Reason),
            (REASON, days(0), HoldRefused::Past),
            (REASON, days(732), HoldRefused::TooLong),
        ] {
            let answer = store.hold_ask(alias, reason, until, &by("claire")).await;
            assert_eq!(answer.unwrap().unwrap_err(), expected);
        }
        let nobody = store.live_keys().alias(AliasKind::Phone, "33600000000");
        let answer = store
            .hold_ask(nobody, REASON, days(10), &by("claire"))
            .await;
        assert_eq!(answer.unwrap().unwrap_err(), HoldRefused::Nobody);
    });
}

#[test]
fn consent_keyword_and_retention_wait_too_and_conclusions_do_not() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let id = held(&store, AWA).await;
        append(&store, vec![event(AWA, 60, request("k", Request::Stop))]).await;
        assert_eq!(text(&store, "a1").await, "nothing");
        let periods = RetentionPeriods {
            content: SignedDuration::from_hours(1),
            features: SignedDuration::from_hours(1),
            ..RetentionPeriods::default()
        };
        let bob = held(&store, BOB).await;
        store.retention_run(periods, &by_server()).await.unwrap();
        assert_eq!(text(&store, "b1").await, "nothing");
        assert_eq!(words(&opened(&store, id).await), [CANARY, "second"]);
        assert_eq!(words(&opened(&store, bob).await), ["of Bob"]);
    });
}

#[test]
fn a_message_its_author_deletes_or_edits_is_never_held() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let id = held(&store, AWA).await;
        // Deleted while it could be read; deleted and edited when it already lay apart.
        append(&store, vec![event(AWA, 2, message("a3", Some("third")))]).await;
        append(&store, vec![event(AWA, 30, revoke("a3"))]).await;
        erase(&store, AWA).await;
        assert_eq!(place.number("select count(*) from held").await, 2);
        let before = verify(&place.data(), &place.keys()).await.unwrap().opening;
        append(
            &store,
            vec![
                event(AWA, 60, revoke("a1")),
                event(AWA, 61, edit("e", "a2", "new")),
            ],
        )
        .await;
        assert!(words(&opened(&store, id).await).is_empty());
        let after = verify(&place.data(), &place.keys()).await.unwrap().opening;
        assert_eq!(after, before - 2);
    });
}

#[test]
fn who_objects_is_held_to_but_still_deletes_and_edits() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        append(&store, vec![event(AWA, 2, message("a3", Some("third")))]).await;
        let id = held(&store, AWA).await;
        let alias = store.live_keys().alias(AliasKind::Phone, AWA);
        store.contact_object(alias, &by("claire")).await.unwrap();
        assert_eq!(place.number("select count(*) from held").await, 3);
        append(
            &store,
            vec![
                event(AWA, 60, revoke("a1")),
                event(AWA, 61, edit("e", "a2", "new")),
                // Older than what is held: the same version told again.
                event(AWA, 2, edit("e0", "a3", "third")),
            ],
        )
        .await;
        assert_eq!(words(&opened(&store, id).await), ["third"]);
    });
}

#[test]
fn a_person_and_an_account_do_not_make_two() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let id = asked(&store, AWA).await;
        let account = Act {
            actor: Actor::account("tact").unwrap(),
            at: now(),
        };
        let approved = store.hold_approve(id, &account).await.unwrap();
        assert_eq!(approved.unwrap_err(), HoldRefused::SamePerson);
    });
}

#[test]
fn a_hold_ends_by_itself_and_one_nobody_approved_is_forgotten() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        held(&store, AWA).await;
        erase(&store, AWA).await;
        asked(&store, BOB).await;
        assert_eq!(store.hold_expire(days(6)).await.unwrap(), 0);
        assert_eq!(store.hold_expire(days(8)).await.unwrap(), 1);
        assert_eq!(place.number("select count(*) from held").await, 2);
        assert_eq!(store.hold_expire(days(100)).await.unwrap(), 1);
        for table in ["select count(*) from hold", "select count(*) from held"] {
            assert_eq!(place.number(table).await, 0);
        }
    });
}

#[test]
fn another_hold_on_the_same_contact_keeps_what_the_first_lets_go() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let (first, second) = (held(&store, AWA).await, held(&store, AWA).await);
        erase(&store, AWA).await;
        let ended = store.hold_end(first, &by("claire")).await.unwrap();
        assert_eq!(ended, Ok(0));
        assert_eq!(words(&opened(&store, second).await).len(), 2);
        let ended = store.hold_end(second, &by("claire")).await.unwrap();
        assert_eq!(ended, Ok(2));
    });
}

#[test]
fn a_hold_survives_a_restart_new_keys_and_an_older_database() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        let folder = place.data().with_file_name("backups");
        let copy = store.backup(&folder, &by("claire")).await.unwrap();
        let id = held(&store, AWA).await;
        erase(&store, AWA).await;
        store.rotate(&by_server()).await.unwrap();
        store.close().await.unwrap();
        let store = place.open().await;
        assert_eq!(words(&opened(&store, id).await), [CANARY, "second"]);
        store.close().await.unwrap();
        restore(&copy.path, &place.data(), &place.keys(), &by("claire"))
            .await
            .unwrap();
        let store = place.open().await;
        assert_eq!(text(&store, "a1").await, "nothing");
        assert_eq!(text(&store, "b1").await, "of Bob");
        assert_eq!(words(&opened(&store, id).await), [CANARY, "second"]);
        // Ended, and an even older state does not bring it back.
        let during = store.backup(&folder.join("during"), &by("claire")).await;
        let during = during.unwrap().path;
        store.hold_end(id, &by("claire")).await.unwrap().unwrap();
        store.close().await.unwrap();
        std::fs::write(place.data().join("tact.db"), b"damaged").unwrap();
        restore(&during, &place.data(), &place.keys(), &by("claire"))
            .await
            .unwrap();
        let store = place.open().await;
        assert!(store.holds().await.unwrap().is_empty());
        assert_eq!(place.number("select count(*) from held_part").await, 0);
    });
}

/// Stops the first erasure at one step, as if the power went.
struct StopAt(ErasureStep);

impl ErasureWatch for StopAt {
    fn reached(&mut self, step: ErasureStep) -> std::io::Result<()> {
        if step == self.0 {
            return Err(std::io::Error::other("the power went"));
        }
        Ok(())
    }
}

#[test]
fn an_interruption_at_any_step_loses_nothing_of_a_hold_and_leaves_no_key_behind() {
    run(async {
        for step in [
            ErasureStep::LedgerWritten,
            ErasureStep::KeysDestroyed,
            ErasureStep::RowsCommitted,
            ErasureStep::LogEmptied,
        ] {
            let place = Place::new();
            let store = two_wrote(&place).await;
            let id = held(&store, AWA).await;
            store.close().await.unwrap();
            let watch = Box::new(StopAt(step));
            let store = Store::open_watched(&place.data(), &place.keys(), now(), watch)
                .await
                .unwrap();
            let alias = store.live_keys().alias(AliasKind::Phone, AWA);
            let stopped = store.contact_erase(alias, &by("claire")).await;
            assert!(stopped.is_err(), "{step:?}");
            drop(store);
            let store = place.open().await;
            assert_eq!(text(&store, "a1").await, "nothing", "{step:?}");
            assert_eq!(
                words(&opened(&store, id).await),
                [CANARY, "second"],
                "{step:?}"
            );
            let report = verify(&place.data(), &place.keys()).await.unwrap();
            // The words of Bob, his address book's name, two held contents, the reason.
            assert_eq!((report.opening, report.without_key), (5, 0), "{step:?}");
            assert_eq!(report.unfinished_erasures, 0, "{step:?}");
        }
    });
}

#[test]
fn what_is_held_names_its_cause_when_it_is_destroyed() {
    run(async {
        let place = Place::new();
        let store = two_wrote(&place).await;
        held(&store, AWA).await;
        let end = line(&store.live_keys(), AWA, ConsentState::Ended, 100);
        store.record_consents(&[end], &by("claire")).await.unwrap();
        assert_eq!(place.number("select count(*) from held").await, 2);
        let cause = place.number("select distinct cause from held").await;
        assert_eq!(cause, Cause::ConsentEnded as i64);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_hold_that_ended_leaves_what_no_hold_would_have_left(
        events in acts(vec![ConsentState::Ended, ConsentState::Granted])
    ) {
        run(async {
            let place = Place::new();
            let never = lived(&place, &events, async |_| {}, async |_| {}).await;
            let keys = verify(&place.data(), &place.keys()).await.unwrap().opening;
            let begin = async |store: &Store| {
                held(store, PEOPLE[0].0).await;
            };
            let end = async |store: &Store| {
                let (hold, _) = store.holds().await.unwrap().pop().unwrap();
                store.hold_end(hold.id, &by("claire")).await.unwrap().unwrap();
            };
            let ended = lived(&place, &events, begin, end).await;
            assert_eq!(never, ended);
            let left = verify(&place.data(), &place.keys()).await.unwrap().opening;
            assert_eq!(keys, left);
        });
    }

    #[test]
    fn while_a_hold_lasts_everybody_sees_what_they_would_see_without(
        events in acts(vec![ConsentState::Ended, ConsentState::Granted])
    ) {
        run(async {
            let place = Place::new();
            let (never, texts) = lived(&place, &events, async |_| {}, async |_| {}).await;
            let begin = async |store: &Store| {
                held(store, PEOPLE[0].0).await;
            };
            let (mut during, shown) = lived(&place, &events, begin, async |_| {}).await;
            assert_eq!(texts, shown);
            for table in ["hold", "held", "held_part"] {
                during.insert(table.to_owned(), never[table].clone());
            }
            assert_eq!(never, during);
            let deleted = "select count(*) from held where message in \
                           (select key from tombstone union all select key from folded)";
            assert_eq!(place.number(deleted).await, 0);
        });
    }
}
