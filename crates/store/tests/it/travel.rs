//! Erasure travels: told once, from the transaction it happened in, and nothing stays of it.

use proptest::prelude::*;
use tact_domain::PurposeKind;
use tact_domain::live::{AliasKind, Request};
use tact_privacy::consent::{ConsentState, ContactRef};
use tact_privacy::live::{Recipient, RecipientSecret, Recipients, Way};
use tact_store::live::{
    ErasureEvent, ErasureStep, ErasureWatch, Notice, Store, TaskReason, restore,
};
use wire::webhook::ReceivedEvent;
use zeroize::Zeroizing;

use crate::place::*;

const AWA: &str = "33639980101";
const SECRET: &[u8] = b"shared";

fn recipients() -> Recipients {
    let named = |name: &str, way| Recipient {
        name: name.to_owned(),
        way,
    };
    Recipients::new(vec![
        named("desk", Way::Hook(secret())),
        named("phone", Way::ByHand),
    ])
}

fn secret() -> RecipientSecret {
    RecipientSecret::new(Zeroizing::new(SECRET.to_vec()))
}

/// What the desk calls something.
fn called(id: &str) -> Vec<String> {
    let digest = secret().sign(&[id.as_bytes()]);
    vec![digest.iter().map(|byte| format!("{byte:02x}")).collect()]
}

async fn opened(place: &Place) -> Store {
    let store = place.open().await;
    store.set_recipients(recipients(), now()).await.unwrap();
    store
}

async fn try_told(store: &Store, events: Vec<ReceivedEvent>) -> bool {
    let (keys, recipients) = (store.live_keys(), recipients());
    let candidates = events.into_iter().map(|event| {
        let subject = recipients.subject(&event);
        keys.candidate(event).about(subject)
    });
    store.append(candidates.collect(), now()).await.is_ok()
}

async fn told(store: &Store, events: Vec<ReceivedEvent>) {
    assert!(try_told(store, events).await);
}

async fn due(store: &Store) -> Vec<Notice> {
    store.notices_due("desk", now(), 100).await.unwrap()
}

fn said(notices: &[Notice]) -> Vec<(ErasureEvent, Vec<String>)> {
    let said = |notice: &Notice| (notice.event, notice.references.clone());
    notices.iter().map(said).collect()
}

#[test]
fn each_act_is_told_under_the_name_the_recipient_knows() {
    run(async {
        let place = Place::new();
        let store = opened(&place).await;
        told(&store, vec![event(AWA, 0, message("m1", None))]).await;
        assert!(due(&store).await.is_empty());
        told(&store, vec![event(AWA, 10, edit("e1", "m1", "x"))]).await;
        told(&store, vec![event(AWA, 20, revoke("m1"))]).await;
        told(&store, vec![event(AWA, 30, request("k1", Request::Stop))]).await;
        told(&store, vec![event(AWA, 40, request("k2", Request::Erase))]).await;
        let notices = due(&store).await;
        assert_eq!(
            said(&notices),
            [
                (ErasureEvent::MessageEdited, called("m1")),
                (ErasureEvent::MessageDeleted, called("m1")),
                (ErasureEvent::ConsentEnded, called(AWA)),
                (ErasureEvent::ContactErased, called(AWA)),
            ]
        );
        // Told finer than to the hour, a time would say which message it was.
        assert!(
            notices
                .iter()
                .all(|notice| notice.at.as_second() % 3600 == 0)
        );
        for notice in &notices {
            store.notice_delivered(notice, now()).await.unwrap();
        }
        assert_eq!(place.number("select count(*) from outbox").await, 0);
    });
}

#[test]
fn an_objection_is_told_to_whoever_holds_copies() {
    run(async {
        let place = Place::new();
        let store = opened(&place).await;
        let keys = store.live_keys();
        let mut survey = line(&keys, AWA, ConsentState::Granted, -10);
        survey.purpose = PurposeKind::Survey;
        store
            .record_consents(&[survey], &by_server())
            .await
            .unwrap();
        told(&store, vec![event(AWA, 0, message("m1", None))]).await;
        let awa = keys.alias(AliasKind::WaId, AWA);
        store.contact_object(awa, &by_operator()).await.unwrap();
        assert_eq!(
            said(&due(&store).await),
            [(ErasureEvent::ContactErased, called(AWA))]
        );
        // Once, whatever is delivered again.
        store.contact_object(awa, &by_operator()).await.unwrap();
        assert_eq!(due(&store).await.len(), 1);
    });
}

#[test]
fn what_waits_to_be_told_outlives_an_older_copy_of_the_database() {
    run(async {
        let place = Place::new();
        let store = opened(&place).await;
        let folder = place.data().with_file_name("backups");
        let backup = store.backup(&folder, &by_operator()).await.unwrap();
        told(&store, vec![event(AWA, 0, message("m1", None))]).await;
        told(&store, vec![event(AWA, 20, revoke("m1"))]).await;
        let waiting = said(&due(&store).await);
        assert_eq!(waiting, [(ErasureEvent::MessageDeleted, called("m1"))]);
        store.close().await.unwrap();
        restore(&backup.path, &place.data(), &place.keys(), &by_operator())
            .await
            .unwrap();
        let store = opened(&place).await;
        assert_eq!(said(&due(&store).await), waiting);
        // Delivered again by the platform, it is not told twice.
        told(&store, vec![event(AWA, 20, revoke("m1"))]).await;
        assert_eq!(said(&due(&store).await), waiting);
    });
}

#[test]
fn the_address_book_names_a_contact_whom_a_file_calls_by_display_name() {
    run(async {
        let place = Place::new();
        let store = opened(&place).await;
        let keys = store.live_keys();
        let mut survey = line(&keys, AWA, ConsentState::Granted, -10);
        survey.purpose = PurposeKind::Survey;
        store
            .record_consents(&[survey.clone()], &by_server())
            .await
            .unwrap();
        told(&store, vec![event(AWA, 0, message("m1", None))]).await;
        survey.state = ConsentState::Ended;
        survey.at = second(10);
        store
            .record_consents(&[survey], &by_server())
            .await
            .unwrap();
        assert_eq!(
            said(&due(&store).await),
            [(ErasureEvent::ConsentEnded, called(AWA))]
        );
        // The book is empty now: nobody can name the contact any more, and that is said.
        let end = line(&keys, AWA, ConsentState::Ended, 20);
        store
            .record_consents(std::slice::from_ref(&end), &by_server())
            .await
            .unwrap();
        let unnamed = |reason| {
            let tasks = store.tasks(now());
            async move {
                tasks
                    .await
                    .unwrap()
                    .iter()
                    .filter(|task| task.reason == reason)
                    .count()
            }
        };
        assert_eq!(unnamed(TaskReason::Unnamed).await, 1);
        // Unless the file has the number.
        let mut end = end;
        end.at = second(30);
        let named = recipients().contact(&ContactRef::Number(AWA.into()));
        store
            .record_consents_telling(&[end], vec![named], &by_server())
            .await
            .unwrap();
        assert_eq!(due(&store).await.len(), 2);
    });
}

/// Stops the first erasure at one step, as if the power went.
struct StopAt(ErasureStep);

impl ErasureWatch for StopAt {
    fn reached(&mut self, step: ErasureStep) -> std::io::Result<()> {
        match step == self.0 {
            true => Err(std::io::Error::other("the power went")),
            false => Ok(()),
        }
    }
}

#[test]
fn a_deletion_interrupted_at_any_step_is_told_once_it_is_delivered_again() {
    run(async {
        use ErasureStep::*;
        for step in [LedgerWritten, KeysDestroyed, RowsCommitted, LogEmptied] {
            let place = Place::new();
            let store = opened(&place).await;
            agree(&store, &[AWA]).await;
            told(&store, vec![event(AWA, 0, message("m1", Some("words")))]).await;
            drop(store);
            let watch = Box::new(StopAt(step));
            let (data, keys) = (place.data(), place.keys());
            let store = Store::open_watched(&data, &keys, now(), watch);
            let store = store.await.unwrap();
            store.set_recipients(recipients(), now()).await.unwrap();
            let deletion = || vec![event(AWA, 60, revoke("m1"))];
            assert!(!try_told(&store, deletion()).await);
            drop(store);
            let store = opened(&place).await;
            // The platform was never answered.
            told(&store, deletion()).await;
            told(&store, deletion()).await;
            assert_eq!(
                said(&due(&store).await),
                [(ErasureEvent::MessageDeleted, called("m1"))],
                "{step:?}"
            );
            assert_eq!(store.tasks(now()).await.unwrap()[0].count, 1, "{step:?}");
        }
    });
}

#[test]
fn who_does_not_answer_becomes_a_task_that_keeps_the_references_until_it_is_done() {
    run(async {
        let place = Place::new();
        let store = opened(&place).await;
        told(
            &store,
            vec![event(AWA, 0, revoke("m1")), event(AWA, 0, revoke("m2"))],
        )
        .await;
        for notice in due(&store).await {
            store.notice_give_up(&notice, now()).await.unwrap();
            // Twice is once.
            store.notice_give_up(&notice, now()).await.unwrap();
        }
        assert!(due(&store).await.is_empty());
        let tasks = store.tasks(now()).await.unwrap();
        let desk = tasks.iter().find(|task| task.recipient == "desk").unwrap();
        assert_eq!((desk.count, desk.reason), (2, TaskReason::NotDelivered));
        assert_eq!(desk.references, [called("m1"), called("m2")].concat());
        let month = now() + jiff::SignedDuration::from_hours(24 * 32);
        let counts = store.task_counts(month).await.unwrap();
        assert_eq!((counts.open, counts.overdue), (2, 2));
        let unknown = store
            .tasks_done(&[desk.id, 9_999], &by_operator())
            .await
            .unwrap();
        assert!(unknown.is_err());
        let done = store
            .tasks_done(&[desk.id], &by_operator())
            .await
            .unwrap()
            .unwrap();
        assert_eq!((done.tasks, done.count, done.left), (1, 2, 0));
        assert_eq!(place.number("select count(*) from outbox").await, 0);
        let entry = &store.audit_entries(1).await.unwrap()[0];
        assert_eq!((entry.actor.as_str(), entry.count), ("operator:awa", 2));
    });
}

#[test]
fn what_came_after_the_list_was_made_is_not_done_with_it() {
    run(async {
        let place = Place::new();
        let store = opened(&place).await;
        let phone = async || {
            let tasks = store.tasks(now()).await.unwrap();
            tasks.into_iter().find(|task| task.recipient == "phone")
        };
        let done = async |id: i64| store.tasks_done(&[id], &by_operator()).await.unwrap();
        told(&store, vec![event(AWA, 0, revoke("m1"))]).await;
        let task = phone().await.unwrap();
        told(&store, vec![event(AWA, 0, revoke("m2"))]).await;
        let settled = done(task.id).await.unwrap();
        assert_eq!((settled.count, settled.left), (1, 1));
        // Nobody has seen the second one yet.
        assert!(done(task.id).await.is_err());
        assert_eq!(phone().await.unwrap().count, 1);
        assert_eq!(done(task.id).await.unwrap().left, 0);
        assert_eq!(phone().await, None);
    });
}

#[test]
fn a_recipient_that_is_no_more_leaves_a_task_and_a_secret_that_cannot_be_read_another() {
    run(async {
        let place = Place::new();
        let store = opened(&place).await;
        told(&store, vec![event(AWA, 0, revoke("m1"))]).await;
        store
            .set_recipients(Recipients::default(), now())
            .await
            .unwrap();
        assert!(due(&store).await.is_empty());
        assert_eq!(store.tasks(now()).await.unwrap().len(), 2);
        let mute = Recipients::new(vec![Recipient {
            name: "mute".to_owned(),
            way: Way::HookWithoutSecret,
        }]);
        store.set_recipients(mute, now()).await.unwrap();
        let who = store.live_keys().alias(AliasKind::WaId, AWA);
        store.contact_erase(who, &by_operator()).await.unwrap();
        let tasks = store.tasks(now()).await.unwrap();
        let mute = tasks.iter().find(|task| task.recipient == "mute").unwrap();
        assert_eq!(mute.reason, TaskReason::NotDelivered);
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever comes in whatever order and however often: once everybody was told, the outbox is
    /// empty, and each event was told once under one key.
    #[test]
    fn nothing_is_left_once_it_was_told(
        acts in prop::collection::vec((0u8..4, 0u8..3, 0u8..3), 1..20),
    ) {
        run(async {
            let place = Place::new();
            let mut store = opened(&place).await;
            let mut keys = Vec::new();
            for (kind, target, then) in acts {
                let (key, at) = (format!("m{target}"), i64::from(target) * 4000);
                let act = match kind {
                    0 => event(AWA, at, message(&key, Some("words"))),
                    1 => event(AWA, at + 10, edit(&format!("e{target}"), &key, "x")),
                    2 => event(AWA, at + 20, revoke(&key)),
                    _ => event(AWA, at + 30, request(&format!("k{target}"), Request::Stop)),
                };
                told(&store, vec![act]).await;
                match then {
                    1 => for notice in due(&store).await {
                        store.notice_delivered(&notice, now()).await.unwrap();
                        keys.push(notice.key);
                    },
                    2 => {
                        drop(store);
                        store = opened(&place).await;
                    }
                    _ => {}
                }
            }
            for notice in due(&store).await {
                store.notice_delivered(&notice, now()).await.unwrap();
                keys.push(notice.key);
            }
            assert_eq!(place.number("select count(*) from outbox").await, 0);
            let count = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), count);
        });
    }
}
