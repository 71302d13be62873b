//! Webhook bodies, from outside.

mod damaged;
mod fixtures;
mod meaning;
mod properties;
mod signature;

use std::path::PathBuf;

use jiff::Timestamp;
use tact_intake::webhook::{Decoder, Delivery, Keywords};

/// The two business numbers of the fixtures.
const NUMBERS: [&str; 2] = ["106540000000001", "106540000000002"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/cloud-api")
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).expect("a well-formed fixture")
}

fn decoder() -> Decoder {
    Decoder::new(NUMBERS.map(str::to_owned), Keywords::default())
}

/// After every event of the fixtures.
fn now() -> Timestamp {
    "2026-11-22T12:00:00Z"
        .parse()
        .expect("a well-formed fixture")
}

#[track_caller]
fn decode(raw: &[u8]) -> Delivery {
    decoder().decode(raw, now()).expect("a well-formed fixture")
}

/// A body with one value of one field, for the first number.
fn body(field: &str, inside: &str) -> Vec<u8> {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1","changes":[{{"field":"{field}","value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"+33 1 99 00 12 34","phone_number_id":"106540000000001"}},{inside}}}}}]}}]}}"#
    )
    .into_bytes()
}

/// One event on one line, without its time's noise.
fn line(event: &tact_intake::webhook::ReceivedEvent) -> String {
    let ids: Vec<_> = event
        .contact
        .ids
        .iter()
        .map(|id| format!("{:?}", id.kind))
        .collect();
    let name = if event.contact.name.is_some() {
        " named"
    } else {
        ""
    };
    let clamped = if event.clamped { " clamped" } else { "" };
    format!(
        "{} [{}]{name}{clamped} {:?}",
        event.at,
        ids.join(" "),
        event.what
    )
}

fn lines(delivery: &Delivery) -> Vec<String> {
    delivery.events.iter().map(line).collect()
}
