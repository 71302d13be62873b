//! The platform promises no order and sends things twice: whatever it does, one state comes out.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::server::{Place, deliveries};

/// Every number and id of the fixtures a contact can be asked for by.
fn contacts(bodies: &[(String, Vec<u8>)]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for (_, body) in bodies {
        collect(&serde_json::from_slice(body).expect("JSON"), &mut found);
    }
    found.into_iter().collect()
}

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    const NAMES: [&str; 5] = ["from", "wa_id", "user_id", "from_user_id", "recipient_id"];
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(id) if NAMES.contains(&name.as_str()) && !id.starts_with("331990") => {
                        found.insert(id.to_owned());
                    }
                    _ => collect(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

/// What chance and the clock gave is left out; lists whose order nobody promises are sorted.
fn logical(value: Value) -> Value {
    const CHANCE: [&str; 5] = ["id", "contact", "made_at", "accesses", "seq"];
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(name, _)| !CHANCE.contains(&name.as_str()))
            .map(|(name, value)| (name, logical(value)))
            .collect(),
        Value::Array(items) => {
            let mut items: Vec<_> = items.into_iter().map(logical).collect();
            items.sort_by_key(Value::to_string);
            Value::Array(items)
        }
        other => other,
    }
}

/// Delivers the bodies in this order to a fresh server; counts, and everything of every contact.
fn state_after(bodies: &[(String, Vec<u8>)], contacts: &[String]) -> Value {
    let place = Place::new();
    let names: Vec<&str> = contacts.iter().map(String::as_str).collect();
    place.consent(&names, "granted", "2020-01-01T00:00:00Z");
    let server = place.serve();
    for (name, body) in bodies {
        let answer = server.post(body);
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
    }
    let mut people = serde_json::Map::new();
    for (number, contact) in contacts.iter().enumerate() {
        let folder = place.path(&format!("copy-{number}"));
        let out = folder.to_str().expect("a path");
        place.done(&["contact", "export", contact, "--out", out]);
        let copy = std::fs::read(folder.join("contact.json")).expect("a copy");
        let copy: Value = serde_json::from_slice(&copy).expect("JSON");
        people.insert(contact.clone(), logical(copy));
    }
    json!({"stats": place.stats(), "people": people})
}

#[track_caller]
fn same(expected: &Value, found: &Value, order: &str) {
    if expected != found {
        let text = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
        let (expected, found) = (text(expected), text(found));
        let differing: Vec<_> = expected
            .lines()
            .zip(found.lines())
            .filter(|(one, other)| one != other)
            .take(10)
            .collect();
        panic!("{order}: {differing:#?}");
    }
}

#[test]
fn every_delivery_in_any_order_and_twice_gives_one_state() {
    let bodies = deliveries();
    assert!(bodies.len() > 60);
    let contacts = contacts(&bodies);
    let expected = state_after(&bodies, &contacts);
    assert!(
        expected["stats"]["messages"].as_i64() > Some(20),
        "{}",
        expected["stats"]
    );
    assert!(
        expected["stats"]["tombstones"].as_i64() > Some(2),
        "{}",
        expected["stats"]
    );

    let mut reversed = bodies.clone();
    reversed.reverse();
    same(&expected, &state_after(&reversed, &contacts), "reversed");

    let doubled: Vec<_> = bodies
        .iter()
        .flat_map(|body| [body.clone(), body.clone()])
        .collect();
    same(&expected, &state_after(&doubled, &contacts), "doubled");

    for seed in 1..=2_u64 {
        let mut shuffled = [bodies.clone(), bodies.clone()].concat();
        shuffle(&mut shuffled, seed);
        same(
            &expected,
            &state_after(&shuffled, &contacts),
            &format!("shuffled by {seed}"),
        );
    }
}

/// Fisher–Yates with a small generator of its own (SplitMix64), so that a seed stays a seed.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed;
    for last in (1..items.len()).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let place = usize::try_from((mixed ^ (mixed >> 31)) % (last as u64 + 1)).expect("small");
        items.swap(last, place);
    }
}
