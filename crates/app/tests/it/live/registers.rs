//! The registers: made from configuration and store, gaps where nobody told, no small count.

use serde_json::Value;

use super::server::{NUMBER, Place, delivery, text};

const CONTROLLER: &str = "[controller]\nname = \"Atelier <Fictif> | SARL\"\naddress = \"1 rue de l'Exemple\"\n\
    contact = \"c@fictif.example\"\ndpo_name = \"Camille\"\ndpo_contact = \"dpo@fictif.example\"\n\
    processors = [\"Hôte\"]\ntransfers = \"aucun\"\n";

/// A number of a made-up customer.
fn customer(place: usize) -> String {
    format!("336399810{place:02}")
}

#[test]
fn what_nobody_told_is_a_gap_and_never_an_error() {
    let place = Place::new();
    let (code, out, err) = place.run(&["records", "--lang", "en"]);
    assert_eq!(code, 0);
    assert!(out.contains("**to be filled (controller.name)**"), "{out}");
    assert!(err.contains("controller.dpo_contact"), "{err}");
    // Nothing was received: unknown, not 0.
    let records = place.json(&["records", "--json"]);
    assert_eq!(records["facts"]["store"], Value::Null);
    assert_eq!(records["gaps"].as_array().map(Vec::len), Some(7));
}

#[test]
fn a_told_controller_leaves_only_what_people_have_to_write() {
    let place = Place::with(CONTROLLER);
    let (_, out, err) = place.run(&["records"]);
    assert!(err.is_empty(), "{err}");
    // Text of the configuration begins no table cell and no tag.
    assert!(out.contains("Atelier \\<Fictif\\> \\| SARL"), "{out}");
    let dpia = place.json(&["dpia", "--json"]);
    let gaps = [
        "works_council_date",
        "employees_informed_date",
        "dpo_opinion",
        "views_of_persons",
        "decision",
        "next_review",
    ];
    assert_eq!(dpia["gaps"], serde_json::json!(gaps));
    let page = place.path("dpia.html");
    let shown = page.to_str().expect("a path");
    place.done(&["dpia", "--format", "html", "--out", shown]);
    let page = std::fs::read_to_string(&page).expect("a page");
    assert!(page.contains("Atelier &#60;Fictif&#62; | SARL"), "{page}");
    for loads in ["http://", "https://", "<script", "src=", "url("] {
        assert!(!page.contains(loads), "{loads}");
    }
}

#[test]
fn no_text_is_missing_in_either_language() {
    let place = Place::with("[retention]\ncontent_days = 100\nreason = \"garantie\"\n");
    for lang in ["fr", "en"] {
        for register in ["records", "dpia", "notice"] {
            let out = place.done(&[register, "--lang", lang]);
            assert!(
                !["reg-", "dpia-", "notice-"]
                    .iter()
                    .any(|key| out.contains(&format!("\\[{key}"))),
                "{out}"
            );
            let told = if register == "notice" {
                "100"
            } else {
                "garantie"
            };
            assert!(out.contains(told), "{out}");
        }
    }
}

#[test]
fn people_are_counted_in_fives_and_fewer_than_ten_are_not_shown() {
    let place = Place::new();
    let server = place.serve();
    let many: Vec<_> = (0..12).map(customer).collect();
    for (sent, from) in (0i64..).zip(&many) {
        let said = text(
            &format!("wamid.r{sent}"),
            from,
            1_763_000_000 + sent,
            "hello",
        );
        server.deliver(&delivery(NUMBER, from, &[said]));
    }
    let named: Vec<_> = many.iter().map(|one| format!("+{one}")).collect();
    let named: Vec<_> = named.iter().map(String::as_str).collect();
    place.consent(&named, "granted", "2025-01-01T00:00:00Z");
    place.consent(&named[..3], "ended", "2025-01-02T00:00:00Z");
    let facts = place.json(&["records", "--json"])["facts"]["store"].clone();
    assert_eq!(facts["contacts"], serde_json::json!({"about": 10}));
    // Nine agree still, three ended it: neither is told.
    assert_eq!(
        facts["consents"][0],
        serde_json::json!(["analysis", "fewer", "fewer"])
    );
    let out = place.done(&["records", "--lang", "en"]);
    assert!(out.contains("fewer than 10"), "{out}");
    // Who says no is not to be told apart from nobody.
    assert_eq!(
        facts["consents"][4],
        serde_json::json!(["panel", "fewer", "fewer"])
    );
}

#[test]
fn a_breach_is_counted_exactly_and_without_content() {
    let place = Place::new();
    let (code, _, _) = place.run(&["breach", "--from", "2025-11-01", "--to", "2025-11-30"]);
    assert_eq!(code, 66);
    let server = place.serve();
    place.consent(&["+33639981001"], "granted", "2025-01-01T00:00:00Z");
    let from = "33639981001";
    let said = [
        text("wamid.v1", from, 1_763_000_000, "zorglubixophane"),
        text("wamid.v2", from, 1_700_000_000, "old"),
    ];
    server.deliver(&delivery(NUMBER, from, &said));
    place.done(&["contact", "show", "+33639981001"]);
    let kit = place.json(&[
        "breach",
        "--from",
        "2025-11-01",
        "--to",
        "2025-11-30",
        "--json",
    ]);
    let counts = &kit["facts"]["counts"];
    assert_eq!(
        counts["messages"],
        serde_json::json!({"total": 2, "within": 1})
    );
    assert_eq!(
        counts["contacts"],
        serde_json::json!({"total": 1, "within": 1})
    );
    assert_eq!(counts["acts"], serde_json::json!([]));
    // What was done now stands in the period that ends in the future.
    let kit = place.json(&[
        "breach",
        "--from",
        "2025-11-01",
        "--to",
        "2099-01-01",
        "--json",
    ]);
    let acts = kit["facts"]["counts"]["acts"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let shown = acts
        .iter()
        .find(|act| act["action"] == "contact_shown")
        .expect("the look");
    assert_eq!(
        (&shown["actor"], &shown["contacts"]),
        (&"operator:operateur".into(), &1.into())
    );
    let out = place.done(&["breach", "--from", "2025-11-01", "--to", "2099-01-01"]);
    assert!(
        !out.contains("zorglub") && !out.contains("33639981001") && !out.contains("\\[breach-"),
        "{out}"
    );
    for (from, to) in [("2025-11-30", "2025-11-01"), ("1/11/2025", "2025-11-30")] {
        let (code, _, _) = place.run(&["breach", "--from", from, "--to", to]);
        assert_eq!(code, 2);
    }
}
