//! What holds for every body.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{decode, decoder, fixture, now};
use tact_intake::webhook::Delivery;

/// Events as a multiset, with everything but their order.
fn multiset(delivery: &Delivery) -> Vec<String> {
    let mut events: Vec<_> = delivery.events.iter().map(exposed).collect();
    events.sort();
    events
}

/// One event with its ids and words in clear: in a test of invented people only.
fn exposed(event: &tact_intake::webhook::ReceivedEvent) -> String {
    use tact_intake::webhook::Received;
    let ids: Vec<_> = event
        .contact
        .ids
        .iter()
        .map(|id| format!("{:?}:{}", id.kind, id.value.expose()))
        .collect();
    let name = event.contact.name.as_ref().map(|name| name.expose());
    let inside = match &event.what {
        Received::Message(message) => format!(
            "{} {:?}",
            message.id.expose().expose(),
            message
                .content
                .iter()
                .map(|(_, text)| text.expose())
                .collect::<Vec<_>>()
        ),
        Received::Status(status) => status.id.expose().expose().to_owned(),
        _ => String::new(),
    };
    format!("{} {ids:?} {name:?} {inside} {:?}", event.at, event.what)
}

/// A body with several people, both directions, statuses, and damage.
fn mixed() -> (Vec<Value>, Vec<Value>, Vec<Value>) {
    let person = |n: u32| json!({"wa_id": format!("3363998{n:04}"), "user_id": format!("FR.{n}"), "profile": {"name": format!("Client {n}")}});
    let contacts = vec![
        person(101),
        person(202),
        json!({"wa_id": "33639980101", "profile": {"name": "Autre"}}),
        json!("?"),
    ];
    let messages = vec![
        json!({"from": "33639980101", "id": "wamid.A", "timestamp": "1794820323", "type": "text", "text": {"body": "stop"}}),
        json!({"from_user_id": "FR.202", "id": "wamid.B", "timestamp": 1794820324, "type": "text", "text": {"body": "é"}}),
        json!({"from": "33639980101", "id": "wamid.C", "timestamp": "1794820325", "type": "revoke", "revoke": {"original_message_id": "wamid.A"}}),
        json!({"from": "33639980202", "id": "wamid.D", "timestamp": "99999999999", "type": "image", "image": {"id": "1"}}),
        json!({"from": "33639980303", "id": "wamid.E", "timestamp": "1794820326", "type": "hologram"}),
        json!({"id": "wamid.F"}),
        json!(null),
    ];
    let statuses = vec![
        json!({"id": "wamid.X", "status": "sent", "timestamp": "1794820323", "recipient_id": "33639980101"}),
        json!({"id": "wamid.X", "status": "read", "timestamp": "1794820323", "recipient_user_id": "FR.202"}),
        json!({"id": "wamid.A", "status": "deleted", "timestamp": "1794820329", "recipient_id": "33639980101"}),
    ];
    (contacts, messages, statuses)
}

fn wrap(contacts: &[Value], messages: &[Value], statuses: &[Value]) -> Vec<u8> {
    json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "33199001234", "phone_number_id": "106540000000001"},
        "contacts": contacts, "messages": messages, "statuses": statuses,
    }}]}]})
    .to_string()
    .into_bytes()
}

fn shuffled(items: Vec<Value>) -> impl Strategy<Value = Vec<Value>> {
    Just(items).prop_shuffle()
}

fn any_fixture() -> impl Strategy<Value = Vec<u8>> {
    prop::sample::select(vec![
        "batch-mixed.json",
        "history-chunk.json",
        "message-interactive-nfm-reply.json",
        "message-edit-image.json",
        "message-contacts.json",
        "status-failed-131047.json",
        "user-id-update.json",
        "app-state-sync-add.json",
        "message-location.json",
        "message-order.json",
    ])
    .prop_map(fixture)
}

/// Replaces the value at one place of a body by something else.
fn spoil(value: &mut Value, mut place: usize, by: &Value) -> bool {
    fn walk(value: &mut Value, place: &mut usize, by: &Value) -> bool {
        if *place == 0 {
            *value = by.clone();
            return true;
        }
        *place -= 1;
        match value {
            Value::Object(fields) => fields.values_mut().any(|value| walk(value, place, by)),
            Value::Array(items) => items.iter_mut().any(|value| walk(value, place, by)),
            _ => false,
        }
    }
    walk(value, &mut place, by)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_items_decides_nothing(
        (contacts, messages, statuses) in {
            let (contacts, messages, statuses) = mixed();
            (shuffled(contacts), shuffled(messages), shuffled(statuses))
        }
    ) {
        let (a, b, c) = mixed();
        let (plain, other) = (decode(&wrap(&a, &b, &c)), decode(&wrap(&contacts, &messages, &statuses)));
        prop_assert_eq!(multiset(&plain), multiset(&other));
        prop_assert_eq!(plain.unreadable_total, other.unreadable_total);
        prop_assert_eq!(plain.unrecognized_total, other.unrecognized_total);
        prop_assert_eq!(plain.clamped, other.clamped);
    }

    #[test]
    fn any_bytes_are_read_or_refused(raw in prop::collection::vec(any::<u8>(), 0..512)) {
        let _ = decoder().decode(&raw, now());
    }

    #[test]
    fn a_body_with_any_byte_changed_is_read_or_refused(
        mut raw in any_fixture(), at in any::<prop::sample::Index>(), byte in any::<u8>()
    ) {
        let at = at.index(raw.len());
        raw[at] = byte;
        let _ = decoder().decode(&raw, now());
    }

    #[test]
    fn a_report_on_a_body_with_any_value_replaced_names_a_place_of_it(
        raw in any_fixture(),
        place in 0_usize..80,
        by in prop::sample::select(vec![json!(null), json!(0), json!(-1.5), json!("x"), json!([]), json!({}), json!([[]]), json!(true)]),
    ) {
        let mut value: Value = serde_json::from_slice(&raw).unwrap();
        if spoil(&mut value, place, &by)
            && let Ok(delivery) = decoder().decode(value.to_string().as_bytes(), now())
        {
            for place in &delivery.unreadable {
                // Every report names a place that is there, or one below a place that is.
                let above = place.pointer.rsplit_once('/').map_or("", |(above, _)| above);
                prop_assert!(value.pointer(above).is_some(), "{}", place.pointer);
            }
        }
    }
}
