//! Exports and what people asked for: objections, legal holds, those who hold copies.

use jiff::SignedDuration;
use tact_domain::live::AliasKind;
use tact_privacy::live::{Fate, Recipient, RecipientSecret, Recipients, Way};
use tact_store::live::{
    Act, Actor, AskedHold, ErasureEvent, HoldId, Store, StoreReader, TaskReason, restore, verify,
};
use zeroize::Zeroizing;

use crate::import::{AWA, agreed, by_number, hook, import, line, marker, told};
use crate::place::*;

fn act(name: &str) -> Act {
    Act {
        actor: Actor::operator(name).unwrap(),
        at: now(),
    }
}

async fn object(store: &Store) {
    let awa = store.live_keys().alias(AliasKind::Phone, AWA);
    let done = store.contact_object(awa, &by_operator()).await.unwrap();
    assert!(done.is_some());
}

async fn hold(store: &Store) -> HoldId {
    let awa = store.live_keys().alias(AliasKind::Phone, AWA);
    let until = now() + SignedDuration::from_hours(24 * 30);
    let asked = store.hold_ask(awa, "litige", until, &act("claire")).await;
    let id = asked.unwrap().unwrap();
    let approved = store.hold_approve(id, &act("david")).await;
    approved.unwrap().unwrap();
    id
}

async fn erase(store: &Store) {
    let awa = store.live_keys().alias(AliasKind::Phone, AWA);
    store.contact_erase(awa, &by_operator()).await.unwrap();
}

async fn apart(place: &Place) -> i64 {
    place.number("select count(*) from held").await
}

#[test]
fn of_who_objects_nothing_of_an_export_enters() {
    run(async {
        let export = || by_number(vec![line(5, "canaryqwertzone"), marker(70)]);
        let (one, two) = (Place::new(), Place::new());
        let store = agreed(&one).await;
        object(&store).await;
        let report = import(&store, export()).await;
        assert_eq!((report.new, report.withheld.opted_out), (0, 2));
        let objected_first = told(&one, &store).await;
        let store = agreed(&two).await;
        import(&store, export()).await;
        object(&store).await;
        assert_eq!(objected_first, told(&two, &store).await);
        for place in [&one, &two] {
            assert_eq!(told(place, &store).await, Vec::<String>::new());
            assert_eq!(place.number("select count(*) from thread").await, 0);
            assert!(!place.holds("canaryqwertzone"));
        }
    });
}

#[test]
fn after_an_objection_ended_an_export_brings_what_was_written_since() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        object(&store).await;
        let awa = store.live_keys().alias(AliasKind::Phone, AWA);
        let ended = store.contact_end_objection(awa, &by_operator()).await;
        assert_eq!(ended.unwrap(), Some(true));
        let since = 10 * 86_400;
        let report = import(
            &store,
            by_number(vec![line(5, "canaryqwertzone"), line(since, "neuf")]),
        )
        .await;
        assert_eq!((report.new, report.withheld.opted_out), (1, 1));
        assert_eq!(told(&place, &store).await.len(), 1);
    });
}

#[test]
fn no_hold_keeps_what_an_export_shows_as_deleted() {
    run(async {
        for imported in [true, false] {
            for objects in [true, false] {
                let place = Place::new();
                let store = agreed(&place).await;
                if imported {
                    import(&store, by_number(vec![line(5, "un"), line(300, "deux")])).await;
                } else {
                    let hooks = vec![hook("w1", 5, "un"), hook("w2", 300, "deux")];
                    append(&store, hooks).await;
                }
                hold(&store).await;
                if objects {
                    object(&store).await;
                } else {
                    erase(&store).await;
                }
                assert_eq!(apart(&place).await, 2);
                import(&store, by_number(vec![marker(5), line(300, "deux")])).await;
                assert_eq!(apart(&place).await, 1, "{imported} {objects}");
            }
        }
    });
}

#[test]
fn no_hold_keeps_imported_words_the_platform_deletes() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        import(
            &store,
            by_number(vec![line(5, "un"), line(86_400 * 3, "b")]),
        )
        .await;
        hold(&store).await;
        erase(&store).await;
        assert_eq!(apart(&place).await, 2);
        // Never told by a webhook: it may have been the first, and cannot have been the second.
        append(&store, vec![event(AWA, 60, revoke("w1"))]).await;
        assert_eq!(apart(&place).await, 1);
    });
}

#[test]
fn a_hold_lets_go_of_imported_words_their_author_deletes_after_objecting() {
    run(async {
        for act in [revoke("w1"), edit("e1", "w1", "autre")] {
            let place = Place::new();
            let store = agreed(&place).await;
            import(
                &store,
                by_number(vec![line(5, "un"), line(86_400 * 3, "b")]),
            )
            .await;
            hold(&store).await;
            object(&store).await;
            assert_eq!(apart(&place).await, 2);
            append(&store, vec![event(AWA, 60, act)]).await;
            assert_eq!(apart(&place).await, 1);
        }
    });
}

#[test]
fn a_deletion_a_restored_store_knows_only_by_its_journal_lets_no_export_in() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        let folder = place.data().with_file_name("backups");
        let backup = store.backup(&folder, &by_operator()).await.unwrap();
        let told = vec![
            hook("w1", 5, "canaryqwertzone"),
            event(AWA, 60, revoke("w1")),
        ];
        append(&store, told).await;
        store.close().await.unwrap();
        restore(&backup.path, &place.data(), &place.keys(), &by_operator())
            .await
            .unwrap();
        let store = place.open().await;
        import(&store, by_number(vec![line(5, "canaryqwertzone")])).await;
        let mut reader = StoreReader::of(&store).threads(None, now());
        let threads = reader.next_page().await.unwrap().unwrap_or_default();
        let words = threads
            .iter()
            .flat_map(|thread| &thread.messages)
            .filter_map(|message| message.words.as_ref());
        assert_eq!(words.count(), 0);
    });
}

#[test]
fn what_only_an_export_showed_as_deleted_stays_deleted_when_an_older_database_comes_back() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        let folder = place.data().with_file_name("backups");
        let backup = store.backup(&folder, &by_operator()).await.unwrap();
        import(&store, by_number(vec![marker(5)])).await;
        let before = place.number("select count(*) from tombstone").await;
        store.close().await.unwrap();
        restore(&backup.path, &place.data(), &place.keys(), &by_operator())
            .await
            .unwrap();
        let store = place.open().await;
        assert_eq!(place.number("select count(*) from tombstone").await, before);
        import(&store, by_number(vec![line(5, "canaryqwertzone")])).await;
        assert_eq!(place.number("select count(*) from sealed").await, 0);
    });
}

#[test]
fn what_an_export_shows_as_deleted_or_edited_becomes_a_task_where_copies_are() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        let secret = RecipientSecret::new(Zeroizing::new(b"shared".to_vec()));
        let named = |name: &str, way| Recipient {
            name: name.to_owned(),
            way,
        };
        let recipients = Recipients::new(vec![
            named("desk", Way::Hook(secret)),
            named("phone", Way::ByHand),
        ]);
        store.set_recipients(recipients, now()).await.unwrap();
        let hooks = [(5, "un"), (70, "deux")].map(|(at, words)| hook(words, at, words));
        append(&store, hooks.to_vec()).await;
        let mut edited = line(70, "mieux");
        edited.fate = Fate::Edited;
        let mut new = line(400, "neuf");
        new.fate = Fate::Edited;
        // The last two concern nothing the store holds.
        let export = || by_number(vec![marker(5), edited.clone(), new.clone(), marker(900)]);
        import(&store, export()).await;
        import(&store, export()).await;
        let tasks = store.tasks(now()).await.unwrap();
        let mut tasks: Vec<_> = tasks
            .iter()
            .map(|task| (task.recipient.as_str(), task.event, task.reason, task.count))
            .collect();
        tasks.sort_by_key(|(recipient, event, ..)| (*recipient, *event));
        let (deleted, changed) = (ErasureEvent::MessageDeleted, ErasureEvent::MessageEdited);
        assert_eq!(
            tasks,
            [
                ("desk", deleted, TaskReason::Unnamed, 1),
                ("desk", changed, TaskReason::Unnamed, 1),
                ("phone", deleted, TaskReason::ByHand, 1),
                ("phone", changed, TaskReason::ByHand, 1),
            ]
        );
        assert!(
            store
                .notices_due("desk", now(), 9)
                .await
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn what_a_hold_keeps_of_an_import_stays_when_the_platform_tells_it_and_goes_when_it_deletes_it() {
    run(async {
        let place = Place::new();
        let store = agreed(&place).await;
        import(&store, by_number(vec![line(5, "canaryqwertzone")])).await;
        let id = hold(&store).await;
        erase(&store).await;
        for again in 0..2 {
            append(&store, vec![hook("w1", 5, "canaryqwertzone")]).await;
            assert_eq!(told(&place, &store).await.len(), 1, "{again}");
            assert_eq!(apart(&place).await, 1);
        }
        store
            .hold_export(id, &act("claire"))
            .await
            .unwrap()
            .unwrap();
        let opened = store.hold_export(id, &act("david")).await.unwrap();
        let Ok(AskedHold::Opened(export)) = opened else {
            panic!("{opened:?}");
        };
        let parts = export.messages.iter().flat_map(|message| &message.content);
        let words: Vec<_> = parts.map(|part| part.text.expose()).collect();
        assert_eq!(words, ["canaryqwertzone"]);
        assert!(!place.holds("canaryqwertzone"));
        append(&store, vec![event(AWA, 60, revoke("w1"))]).await;
        assert_eq!(apart(&place).await, 0);
        assert_eq!(place.number("select count(*) from held_part").await, 0);
        store.close().await.unwrap();
        let report = verify(&place.data(), &place.keys()).await.unwrap();
        assert!(report.is_sound());
    });
}
