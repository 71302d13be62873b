//! Order and repetition of deliveries leave no trace; neither does what was deleted.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use proptest::prelude::*;
use tact_domain::live::{AliasKind, DeliveryState, Request};
use tact_privacy::consent::ConsentState;
use tact_store::live::{ConsentLine, NamedContact, Store};
use wire::webhook::{Received, ReceivedEvent};

use crate::place::*;

/// Each person by number and by id; nobody knows at first that the two are one.
pub(crate) const PEOPLE: [(&str, &str); 2] =
    [("33639980101", "FR.1001"), ("33639980102", "FR.1002")];

/// One thing that happens to one of four messages, or to the person who wrote it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Act {
    Message,
    Edit(u8),
    Revoke,
    React(u8),
    Unreact(u8),
    Delivered,
    /// Another message, told under the id alone.
    ById,
    /// The number and the id are told together: two contacts turn out to be one.
    Joined,
    /// A keyword: consents end, or everything until then is erased.
    Asked(Request),
    /// The operator records an end, or another beginning.
    Recorded(ConsentState),
}

impl Act {
    /// True for what is said or done to the message itself, beyond its being sent and deleted.
    fn is_of_the_message(self) -> bool {
        use Act::*;
        matches!(self, Edit(_) | React(_) | Unreact(_) | Delivered)
    }
}

pub(crate) fn acts(recorded: Vec<ConsentState>) -> impl Strategy<Value = Vec<(usize, Act)>> {
    let asked = prop::sample::select(vec![Request::Stop, Request::Erase]);
    let act = prop_oneof![
        8 => Just(Act::Message),
        4 => (0u8..3).prop_map(Act::Edit),
        2 => Just(Act::Revoke),
        2 => (0u8..3).prop_map(Act::React),
        2 => (0u8..3).prop_map(Act::Unreact),
        2 => Just(Act::Delivered),
        2 => Just(Act::ById),
        2 => Just(Act::Joined),
        1 => asked.prop_map(Act::Asked),
        1 => prop::sample::select(recorded).prop_map(Act::Recorded),
    ];
    prop::collection::vec((0usize..4, act), 1..14)
}

fn received(target: usize, act: Act) -> Option<ReceivedEvent> {
    let (number, id) = PEOPLE[target % 2];
    let key = format!("wamid.{target}");
    let at = |offset: u8| i64::try_from(target).unwrap() * 100 + i64::from(offset);
    let canary = |version: &str| format!("canary{target}{version}qwx");
    Some(match act {
        Act::Message => event(number, at(0), message(&key, Some(&canary("first")))),
        // Two edits of one second: the key decides.
        Act::Edit(n) => {
            let edit_key = format!("wamid.{target}.e{n}");
            let edited = edit(&edit_key, &key, &canary(&format!("edit{n}")));
            event(number, at(10 + n / 2), edited)
        }
        Act::Revoke => event(number, at(50), revoke(&key)),
        Act::React(n) => {
            let reaction_key = format!("wamid.{target}.r{n}");
            event(
                number,
                at(20 + n),
                reaction(&reaction_key, &key, Some("😡")),
            )
        }
        Act::Unreact(n) => {
            let reaction_key = format!("wamid.{target}.u{n}");
            event(number, at(20 + n), reaction(&reaction_key, &key, None))
        }
        Act::Delivered => event(number, at(5), status(&key, DeliveryState::Delivered)),
        Act::ById => {
            let said = message(&format!("wamid.{target}.i"), Some(&canary("byid")));
            let mut said = event(number, at(60), said);
            said.contact.ids = names(&[(AliasKind::UserId, id)]);
            said
        }
        Act::Joined => {
            let mut both = event(number, at(70), Received::ChatOpened);
            both.contact.ids = names(&[(AliasKind::WaId, number), (AliasKind::UserId, id)]);
            both
        }
        Act::Asked(asked) => event(number, at(90), request(&format!("wamid.{target}.k"), asked)),
        Act::Recorded(_) => return None,
    })
}

async fn record(store: &Store, target: usize, state: ConsentState, offset: i64) {
    let (number, id) = PEOPLE[target % 2];
    let keys = store.live_keys();
    let by_number = line(&keys, number, state, offset);
    let by_id = ConsentLine {
        contact: NamedContact::Alias(keys.alias(AliasKind::UserId, id)),
        ..by_number.clone()
    };
    let lines = if offset < 0 {
        vec![by_number, by_id]
    } else {
        vec![by_number]
    };
    store.record_consents(&lines, &by_server()).await.unwrap();
}

/// The state a sequence leaves in a fresh store of the given keys, with the texts it shows.
async fn outcome(place: &Place, events: &[(usize, Act)]) -> (String, Vec<String>) {
    outcome_in_batches(place, events, 3).await
}

/// The same with so many events in a transaction.
async fn outcome_in_batches(
    place: &Place,
    events: &[(usize, Act)],
    size: usize,
) -> (String, Vec<String>) {
    let (state, texts) = lived_in_batches(place, events, size, async |_| {}, async |_| {}).await;
    (format!("{state:#?}"), texts)
}

/// The state a sequence leaves, with something done before it and after it.
pub(crate) async fn lived(
    place: &Place,
    events: &[(usize, Act)],
    before: impl AsyncFnOnce(&Store),
    after: impl AsyncFnOnce(&Store),
) -> (BTreeMap<String, Vec<String>>, Vec<String>) {
    lived_in_batches(place, events, 3, before, after).await
}

async fn lived_in_batches(
    place: &Place,
    events: &[(usize, Act)],
    size: usize,
    before: impl AsyncFnOnce(&Store),
    after: impl AsyncFnOnce(&Store),
) -> (BTreeMap<String, Vec<String>>, Vec<String>) {
    std::fs::remove_dir_all(place.data()).ok();
    for entry in std::fs::read_dir(place.keys()).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !matches!(name.as_str(), "tenant" | "digests") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let store = place.open().await;
    for target in 0..2 {
        record(&store, target, ConsentState::Granted, -10).await;
    }
    before(&store).await;
    let mut waiting = Vec::new();
    for (target, act) in events {
        waiting.extend(received(*target, *act));
        // What the operator records stands where it stands, however many events a batch holds: a
        // consent given late matters to what comes after it.
        let recorded = matches!(act, Act::Recorded(_));
        if recorded || waiting.len() == size {
            append(&store, std::mem::take(&mut waiting)).await;
        }
        if let Act::Recorded(state) = act {
            record(&store, *target, *state, 95).await;
        }
    }
    append(&store, waiting).await;
    after(&store).await;
    let idle = SignedDuration::from_secs(30);
    store.cut_conversations(idle, now()).await.unwrap();
    let mut texts = Vec::new();
    for target in 0..4 {
        texts.push(text(&store, &format!("wamid.{target}")).await);
    }
    store.close().await.unwrap();
    for canary in [
        "canary0first",
        "canary1first",
        "canary1edit0",
        "Canaridenom",
    ] {
        assert!(!place.holds(canary), "{canary}");
    }
    (place.state().await, texts)
}

/// More of them by `PROPTEST_CASES`, for a change of how events fold.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    // A consent given late lets in what comes after it and not what came before: only ends are among
    // what may come in any order.
    #[test]
    fn any_order_and_any_repetition_give_one_state(
        (events, shuffled) in acts(vec![ConsentState::Ended]).prop_flat_map(|events| {
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

    // Within one transaction rows are read ahead, changed in memory and written together: nobody may
    // see it. What the operator records comes between transactions, so that it is left out here.
    #[test]
    fn one_transaction_of_all_events_leaves_what_one_for_each_leaves(
        events in acts(vec![ConsentState::Ended])
    ) {
        run(async {
            let place = Place::new();
            let recorded = |act: &Act| matches!(act, Act::Recorded(_));
            let events: Vec<_> =
                events.into_iter().filter(|(_, act)| !recorded(act)).collect();
            let apart = outcome_in_batches(&place, &events, 1).await;
            let together = outcome_in_batches(&place, &events, events.len().max(1)).await;
            assert_eq!(apart, together);
        });
    }

    #[test]
    fn a_deleted_message_leaves_what_its_bare_deletion_would_leave(
        events in acts(vec![ConsentState::Ended, ConsentState::Granted])
    ) {
        run(async {
            let place = Place::new();
            let mut events = events;
            events.push((1, Act::Message));
            events.push((1, Act::Revoke));
            // Never seen but for its envelope: the message and its deletion, nothing said or done.
            let bare: Vec<_> = events
                .iter()
                .filter(|(target, act)| *target != 1 || !act.is_of_the_message())
                .copied()
                .collect();
            let full = outcome(&place, &events).await;
            let never = outcome(&place, &bare).await;
            assert_eq!(full, never);
        });
    }
}
