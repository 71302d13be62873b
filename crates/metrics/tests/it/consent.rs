//! Consent as the third hole: docs/statistics-consent.md, fixture by fixture.

use serde_json::Value;
use tact_metrics::dataset::answer::answer;

use crate::scenarios::{differences, folder, load};

fn found(scenario: &str) -> Value {
    serde_json::to_value(answer(&load(&folder("stats-consent").join(scenario)))).unwrap()
}

#[track_caller]
fn check(scenario: &str) -> Value {
    let file = folder("stats-consent").join(scenario).join("expected.json");
    let expected: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let found = found(scenario);
    let mut out = Vec::new();
    differences("", &expected["n"], &found["n"], &mut out);
    differences(
        "/consent",
        &expected["consent"],
        &found["consent"],
        &mut out,
    );
    assert!(out.is_empty(), "{scenario}:\n{}", out.join("\n"));
    found
}

#[test]
fn a_fifth_consenting_leaves_the_rest_bounded_and_compared() {
    let found = check("c01_fifth_consents");
    let seen = &found["satisfaction"]["survey_raw"]["n"];
    assert!(
        seen.as_u64().unwrap() < 287,
        "only consenting customers' answers count: {seen}"
    );
    assert_eq!(found["satisfaction"]["share_touched"]["n"], 287);
    assert_eq!(found["first_reply"]["n"], 1500);
    assert!(found["consent"]["left_unread"].as_u64().unwrap() > 0);
}

#[test]
fn a_blind_channel_compares_no_deletions() {
    let found = check("c02_half_consents_blind_channel");
    assert!(found["consent"]["comparison"]["share_touched"].is_null());
}

#[test]
fn too_few_consenting_shows_nothing_of_what_they_wrote() {
    let found = check("c03_hardly_anybody_consents");
    for key in ["satisfaction", "weighting", "deletion_by_group", "drivers"] {
        assert!(found[key].is_null(), "{key}");
    }
    assert!(found["first_reply"]["median"]["estimate"].is_number());
}

#[test]
fn too_few_declining_are_not_compared() {
    let found = check("c04_hardly_anybody_declines");
    assert!(found["consent"]["comparison"].is_null());
    assert!(found["consent"]["worst_case"].is_array());
}

#[test]
fn everybody_consenting_bounds_nothing_further() {
    let found = check("c05_everybody_consents");
    let inner = &found["consent"]["worst_case"][0]["lower"];
    let headline = &found["satisfaction"]["calibrated"]["lower"];
    assert!((inner.as_f64().unwrap() - headline.as_f64().unwrap()).abs() < 1e-12);
}

#[test]
fn data_that_do_not_speak_of_consent_have_no_consent_part() {
    let found = serde_json::to_value(answer(&load(&folder("stats").join("v01_base")))).unwrap();
    assert!(found.get("consent").is_none());
}
