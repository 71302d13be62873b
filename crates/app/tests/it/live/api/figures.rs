//! Figures, the ones of the command.

use serde_json::{Value, json};

use super::client::{House, Who};
use crate::live::server::{NUMBER, delivery, text};

#[test]
fn figures_are_those_of_the_command_and_an_agent_sees_the_service_only() {
    let house = House::new();
    // Twelve people who wrote in March 2026 and were read; one would be hidden.
    for person in 0..12 {
        let from = format!("336399802{person:02}");
        house
            .place
            .consent(&[&from], "granted", "2025-01-01T00:00:00Z");
        let at = 1_773_050_000 + person * 600;
        let said = text(&format!("wamid.{person}"), &from, at, "Où est mon colis ?");
        house.server().deliver(&delivery(NUMBER, &from, &[said]));
    }
    for role in ["manager", "agent", "dpo"] {
        house.account(&format!("une-{role}"), role, &[]);
    }
    let of = |role: &str| house.token(&format!("une-{role}"), &[]);
    let path = "/api/v1/figures?period=2026-03";
    let figures = |who: &Who| {
        let headers = [("Accept-Language", "fr")];
        let answer = house.send(who, "GET", path, &headers, "");
        assert_eq!(answer.status, 200, "{answer:?}");
        serde_json::from_str::<Value>(&answer.body).expect("JSON")
    };
    let whole = figures(&of("manager"));
    let by_command = house.place.json(&[
        "report", "--period", "2026-03", "--format", "json", "--lang", "fr",
    ]);
    assert_eq!(whole, by_command);
    assert_eq!(figures(&of("dpo")), whole);
    let cards = whole["cards"].as_array().expect("cards");
    let conversations = cards.iter().find(|card| card["id"] == "conversations");
    assert_eq!(
        conversations.map(|card| &card["raw"]),
        Some(&json!(12.0)),
        "{whole}"
    );
    let agent = figures(&of("agent"));
    let ids = |value: &Value| -> Vec<String> {
        let parts = value.as_array().expect("parts").iter();
        parts
            .filter_map(|part| part["id"].as_str().map(str::to_owned))
            .collect()
    };
    assert!(ids(&agent["cards"]).contains(&"conversations".to_owned()));
    for id in ids(&agent["cards"]) {
        assert!(
            ["conversations", "frt", "unanswered"].contains(&id.as_str()),
            "{id}"
        );
    }
    for id in ids(&agent["sections"]) {
        assert!(["when", "speed", "teams"].contains(&id.as_str()), "{id}");
    }
    for absent in ["bar", "remember", "monday", "predicted", "coverage"] {
        assert!(agent.get(absent).is_none(), "{absent}");
    }
    let manager = of("manager");
    for wrong in ["hier", "2026-13", "2026-10-05..2026-10-01"] {
        let answer = house.ask(
            &manager,
            "GET",
            &format!("/api/v1/figures?period={wrong}"),
            None,
        );
        assert_eq!(answer.status, 400, "{wrong}");
    }
    // Runs of days that overlap tell of one day: they are for whoever watches over all of this.
    let path = "/api/v1/figures?period=2026-03-01..2026-03-15";
    assert_eq!(house.ask(&manager, "GET", path, None).status, 403);
    assert_eq!(house.ask(&of("agent"), "GET", path, None).status, 403);
    assert_eq!(house.ask(&of("dpo"), "GET", path, None).status, 200);
    assert_eq!(house.get(&manager, "/api/v1/status")["store"], Value::Null);
}
