//! Every payload of the fixtures: what it yields, and that its shape shows nobody.

use serde_json::Value;

use super::{decode, fixture, folder, lines};

/// Names of the webhook payloads; requests, answers and errors of the sending side are no webhooks.
fn payloads() -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder())
        .expect("a well-formed fixture")
        .map(|entry| {
            entry
                .expect("a well-formed fixture")
                .file_name()
                .into_string()
                .expect("a well-formed fixture")
        })
        .filter(|name| {
            name.ends_with(".json")
                && !name.ends_with(".request.json")
                && !name.ends_with(".response.json")
                && !name.starts_with("error-")
                && name != "signature-vectors.json"
        })
        .collect();
    names.sort();
    names
}

#[test]
fn every_payload_yields_its_events() {
    let mut shown = String::new();
    for name in payloads() {
        let delivery = decode(&fixture(&name));
        assert_eq!(delivery.unreadable, [], "{name}");
        assert_eq!(delivery.unrecognized, [], "{name}");
        assert_eq!(delivery.clamped, 0, "{name}");
        shown += &format!("{name}\n");
        for line in lines(&delivery) {
            shown += &format!("    {line}\n");
        }
    }
    insta::assert_snapshot!(shown);
}

/// Keys whose values are words of the platform, which an event may show.
const PLATFORM: [&str; 17] = [
    "object",
    "field",
    "type",
    "status",
    "category",
    "event",
    "value",
    "action",
    "currency",
    "pricing_model",
    "alert_type",
    "alert_status",
    "alert_severity",
    "new_category",
    "previous_category",
    "messaging_product",
    "timestamp",
];

fn words(value: &Value, key: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields
            .iter()
            .for_each(|(key, value)| words(value, key, found)),
        Value::Array(items) => items.iter().for_each(|value| words(value, key, found)),
        Value::String(text) if !PLATFORM.contains(&key) && text.len() > 4 => {
            found.push(text.clone());
        }
        _ => {}
    }
}

#[test]
fn no_name_number_id_or_text_shows_in_an_event() {
    let mut checked = 0;
    for name in payloads() {
        let raw = fixture(&name);
        let mut found = Vec::new();
        words(
            &serde_json::from_slice(&raw).expect("a well-formed fixture"),
            "",
            &mut found,
        );
        let shown = format!("{:?}", decode(&raw));
        for word in &found {
            assert!(!shown.contains(word), "{name} shows a value of its own");
        }
        checked += found.len();
    }
    assert!(checked > 500, "{checked}");
}
