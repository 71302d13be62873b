//! Order and repetition of deliveries leave no trace; neither does what was deleted.

use proptest::prelude::*;
use tact_domain::live::DeliveryState;
use wire::webhook::ReceivedEvent;

use crate::place::*;

const CONTACTS: [&str; 2] = ["33639980101", "33639980102"];

/// One thing that happens to one of four messages.
#[derive(Clone, Copy, Debug)]
enum Act {
    Message,
    Edit(u8),
    Revoke,
    React(u8),
    Unreact(u8),
    Delivered,
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    let act = prop_oneof![
        4 => Just(Act::Message),
        2 => (0u8..3).prop_map(Act::Edit),
        1 => Just(Act::Revoke),
        1 => (0u8..3).prop_map(Act::React),
        1 => (0u8..3).prop_map(Act::Unreact),
        1 => Just(Act::Delivered),
    ];
    prop::collection::vec((0usize..4, act), 1..14)
}

fn received(target: usize, act: Act) -> ReceivedEvent {
    let contact = CONTACTS[target % 2];
    let key = format!("wamid.{target}");
    let at = |offset: u8| i64::try_from(target).unwrap() * 100 + i64::from(offset);
    let canary = |version: &str| format!("canary{target}{version}qwx");
    match act {
        Act::Message => event(contact, at(0), message(&key, Some(&canary("first")))),
        // Two edits of one second: the key decides.
        Act::Edit(n) => {
            let edit_key = format!("wamid.{target}.e{n}");
            event(
                contact,
                at(10 + n / 2),
                edit(&edit_key, &key, &canary(&format!("edit{n}"))),
            )
        }
        Act::Revoke => event(contact, at(50), revoke(&key)),
        Act::React(n) => {
            let reaction_key = format!("wamid.{target}.r{n}");
            event(
                contact,
                at(20 + n),
                reaction(&reaction_key, &key, Some("😡")),
            )
        }
        Act::Unreact(n) => {
            let reaction_key = format!("wamid.{target}.u{n}");
            event(contact, at(20 + n), reaction(&reaction_key, &key, None))
        }
        Act::Delivered => event(contact, at(5), status(&key, DeliveryState::Delivered)),
    }
}

/// The state a sequence leaves in a fresh store of the given keys, with the texts it shows.
async fn outcome(place: &Place, events: &[(usize, Act)]) -> (String, Vec<String>) {
    std::fs::remove_dir_all(place.data()).ok();
    for entry in std::fs::read_dir(place.keys()).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !matches!(name.as_str(), "tenant" | "digests") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let store = place.open().await;
    agree(&store, &CONTACTS).await;
    for chunk in events.chunks(3) {
        let chunk = chunk.iter().map(|(target, act)| received(*target, *act));
        append(&store, chunk.collect()).await;
    }
    let mut texts = Vec::new();
    for target in 0..4 {
        texts.push(text(&store, &format!("wamid.{target}")).await);
    }
    store.close().await.unwrap();
    assert!(!place.holds("canary"));
    (format!("{:#?}", place.state().await), texts)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_repetition_give_one_state(
        (events, shuffled) in acts().prop_flat_map(|events| {
            let twice: Vec<_> = events.iter().chain(&events).copied().collect();
            (Just(events), Just(twice).prop_shuffle())
        })
    ) {
        run(async {
            let place = Place::new();
            let once = outcome(&place, &events).await;
            let again = outcome(&place, &shuffled).await;
            assert_eq!(once, again);
        });
    }

    #[test]
    fn a_deleted_message_leaves_what_its_bare_deletion_would_leave(events in acts()) {
        run(async {
            let place = Place::new();
            let mut events = events;
            events.push((1, Act::Message));
            events.push((1, Act::Revoke));
            // Never seen but for its envelope: the message and its deletion, nothing said or done.
            let bare: Vec<_> = events
                .iter()
                .filter(|(target, act)| *target != 1 || matches!(act, Act::Message | Act::Revoke))
                .copied()
                .collect();
            let full = outcome(&place, &events).await;
            let never = outcome(&place, &bare).await;
            assert_eq!(full, never);
        });
    }
}
