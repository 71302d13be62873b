//! The rights of a person, over the interface.

use serde_json::{Value, json};

use super::client::{House, Who, json_of};
use crate::live::server::{NUMBER, delivery, revoke, text};

const FROM: &str = "33639980101";
const OTHER: &str = "33639980102";
const CANARY: &str = "vbnqwzrtkxjpdlfhgmscyaoe";

/// One message of each of two contacts who agreed, and a data protection officer.
fn house() -> (House, Who) {
    let house = House::new();
    house
        .place
        .consent(&[FROM, OTHER], "granted", "2025-01-01T00:00:00Z");
    for (from, id) in [(FROM, "wamid.A"), (OTHER, "wamid.B")] {
        let said = text(id, from, 1_763_000_000, CANARY);
        house.server().deliver(&delivery(NUMBER, from, &[said]));
    }
    house.account("claire", "dpo", &[]);
    let claire = house.token("claire", &[]);
    (house, claire)
}

fn named(contact: &str) -> Value {
    json!({"contact": format!("+{contact}")})
}

/// Files that hold the canary in clear.
fn found(house: &House) -> usize {
    let files = house.place.files();
    let holds = |bytes: &[u8]| memchr::memmem::find(bytes, CANARY.as_bytes()).is_some();
    files.iter().filter(|(_, bytes)| holds(bytes)).count()
}

fn acts(house: &House, who: &Who) -> Vec<(String, String)> {
    let audit = house.get(who, "/api/v1/audit?newest=1000");
    let entries = audit["entries"].as_array().expect("entries").clone();
    let word = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    entries
        .iter()
        .map(|entry| (word(entry, "actor"), word(entry, "action")))
        .collect()
}

#[test]
fn an_erasure_is_the_one_of_the_command() {
    let (house, claire) = house();
    let mut by_command = house
        .place
        .json(&["contact", "erase", FROM, "--yes", "--json"]);
    let mut by_request = house.post(&claire, "/api/v1/contacts/erase", &named(OTHER));
    let ours = ["receipt", "contact", "erased_at", "messages"];
    let one_message = by_request["messages"].as_array().map(Vec::len);
    assert_eq!(one_message, by_command["messages"].as_array().map(Vec::len));
    for receipt in [&mut by_command, &mut by_request] {
        for key in ours {
            receipt[key] = Value::Null;
        }
    }
    assert_eq!(by_request, by_command);
    let shown = house.post(&claire, "/api/v1/contacts/show", &named(OTHER));
    assert_eq!(
        (&shown["with_content"], &shown["erased"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(shown["granted"], json!([]));
    // Delivered again, it stays away.
    let again = text("wamid.B", OTHER, 1_763_000_000, CANARY);
    house.server().deliver(&delivery(NUMBER, OTHER, &[again]));
    let shown = house.post(&claire, "/api/v1/contacts/show", &named(OTHER));
    assert_eq!(shown["with_content"], 0);
    assert_eq!(found(&house), 0);
    let told = ("account:claire".to_owned(), "contact_erased".to_owned());
    assert!(acts(&house, &claire).contains(&told));
}

#[test]
fn a_copy_with_content_takes_two_people_and_ends() {
    let (mut house, claire) = house();
    let made = house.account("adrien", "admin", &[]);
    let adrien = house.sign_in("adrien", &made);
    house.account("diane", "dpo", &[]);
    let diane = house.token("diane", &[]);
    let asked = house.post(&claire, "/api/v1/exports", &named(FROM));
    let path = format!("/api/v1/exports/{}", asked["id"]);
    let (approval, copy) = (format!("{path}/approval"), format!("{path}/copy"));
    let status = |house: &House, who: &Who, path: &str| house.ask(who, "POST", path, None).status;
    // One pair of eyes is not enough: neither to allow nor to take.
    assert_eq!(status(&house, &claire, &copy), 404);
    assert_eq!(status(&house, &claire, &approval), 403);
    assert_eq!(status(&house, &claire, &copy), 404);
    let seen = house.get(&adrien, "/api/v1/exports");
    assert_eq!(seen[0]["asked_by"], "claire");
    assert!(!seen.to_string().contains(FROM), "{seen}");
    assert_eq!(status(&house, &adrien, &approval), 200);
    assert_eq!(status(&house, &diane, &approval), 409);
    // Whoever allowed it, and anybody else, gets nothing.
    assert_eq!(status(&house, &adrien, &copy), 403);
    assert_eq!(status(&house, &diane, &copy), 404);
    house.cut_power();
    let taken = house.ask(&claire, "POST", &copy, None);
    assert_eq!(taken.status, 200);
    let taken = json_of(&taken);
    assert!(taken["data"].to_string().contains(CANARY));
    assert!(
        taken["page"]
            .as_str()
            .is_some_and(|page| page.contains(CANARY))
    );
    // The copy is of what is there when it is taken.
    let gone = revoke("wamid.R", FROM, 1_763_000_100, "wamid.A");
    house.server().deliver(&delivery(NUMBER, FROM, &[gone]));
    let taken = house.ask(&claire, "POST", &copy, None);
    assert_eq!(taken.status, 200);
    assert!(!taken.body.contains(CANARY));
    assert_eq!(found(&house), 0);
    let acts = acts(&house, &claire);
    for (actor, action) in [
        ("account:claire", "export_asked"),
        ("account:adrien", "export_approved"),
        ("account:claire", "contact_exported"),
    ] {
        let told = (actor.to_owned(), action.to_owned());
        assert!(acts.contains(&told), "{told:?} in {acts:?}");
    }
    assert_eq!(house.ask(&claire, "DELETE", &path, None).status, 204);
    assert_eq!(status(&house, &claire, &copy), 404);
}

#[test]
fn consents_are_recorded_one_by_one_or_all_together_or_not_at_all() {
    let (house, claire) = house();
    let ended = json!({"contact": format!("+{FROM}"), "purpose": "analysis", "state": "ended",
        "at": "2025-12-01T00:00:00Z"});
    let done = house.post(&claire, "/api/v1/consents", &ended);
    assert_eq!(done["recorded"], 1);
    let lines = house.post(&claire, "/api/v1/contacts/consents", &named(FROM));
    assert_eq!(lines.as_array().map(Vec::len), Some(2), "{lines}");
    assert_eq!(lines[1]["granted"], false);
    let shown = house.post(&claire, "/api/v1/contacts/show", &named(FROM));
    assert_eq!(
        (&shown["with_content"], &shown["consent_ended"]),
        (&json!(0), &json!(1))
    );
    let wrong = json!({"contact": "+33639980109", "purpose": "analysis", "state": "granted",
        "at": "2025-12-01T00:00:00Z"});
    let refused = house.ask(&claire, "POST", "/api/v1/consents", Some(&wrong));
    assert_eq!(
        refused.status, 400,
        "a consent that was given needs its proof"
    );
    let head = "contact,purpose,state,at,notice,channel,proof\n";
    let good = "+33639980107,analysis,granted,2025-01-01T00:00:00Z,v1,web,p\n";
    let send = |body: &str| {
        let headers = [
            ("Content-Type", "text/csv; charset=utf-8"),
            ("Accept-Language", "fr"),
        ];
        house.send(&claire, "POST", "/api/v1/consents/import", &headers, body)
    };
    let refused = send(&format!(
        "{head}{good}+33639980108,profilage,granted,2025-01-01T00:00:00Z,v1,web,p\n"
    ));
    assert_eq!(refused.status, 400);
    let said = json_of(&refused)["detail"]
        .as_str()
        .expect("words")
        .to_owned();
    assert!(
        said.contains("Ligne 3") && said.contains("Rien n’a été importé"),
        "{said}"
    );
    let path = "/api/v1/contacts/show";
    assert_eq!(
        house
            .ask(&claire, "POST", path, Some(&named("33639980107")))
            .status,
        404
    );
    let taken = send(&format!("{head}{good}"));
    assert_eq!(
        (taken.status, &json_of(&taken)["recorded"]),
        (200, &json!(1))
    );
    assert_eq!(
        house
            .ask(&claire, "POST", path, Some(&named("33639980107")))
            .status,
        200
    );
}

#[test]
fn what_people_asked_for_is_listed_and_the_chain_of_acts_is_whole() {
    let (house, claire) = house();
    let asked = text("wamid.C", FROM, 1_763_000_200, "Mes données");
    house.server().deliver(&delivery(NUMBER, FROM, &[asked]));
    let requests = house.get(&claire, "/api/v1/requests");
    assert_eq!(requests[0]["request"], "my_data");
    assert!(requests[0]["due"].is_string() && requests[0]["answered_at"].is_null());
    let audit = house.get(&claire, "/api/v1/audit?newest=2");
    let entries = audit["entries"].as_array().expect("entries");
    assert_eq!(entries.len(), 2);
    assert_eq!(audit["head"]["seq"], entries[1]["seq"]);
    let report = house.get(&claire, "/api/v1/audit/verify");
    assert_eq!(
        (&report["broken"], &report["head"]),
        (&Value::Null, &audit["head"]["hash"])
    );
    let by_command = house.place.json(&["audit", "verify", "--json"]);
    assert_eq!(by_command, report);
    for wrong in ["0", "1001", "-1", "x"] {
        let answer = house.ask(
            &claire,
            "GET",
            &format!("/api/v1/audit?newest={wrong}"),
            None,
        );
        assert_eq!(answer.status, 400, "{wrong}");
    }
    let status = house.get(&claire, "/api/v1/status");
    assert_eq!(status["store"], house.place.stats());
    assert_eq!(status["state"], "ok");
}

#[test]
fn what_is_not_understood_is_told_without_being_repeated() {
    let (house, claire) = house();
    let path = "/api/v1/contacts/show";
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{\"contact\":1}",
        "{\"contact\":\"secretxyz\",\"x\":1}",
        "{\"nom\":\"secretxyz\"}",
        "\u{0}",
    ] {
        let headers = [("Content-Type", "application/json")];
        let answer = house.send(&claire, "POST", path, &headers, body);
        assert_eq!(answer.status, 400, "{body}");
        assert!(
            !answer.body.contains("secretxyz") && !answer.body.contains("nom"),
            "{answer:?}"
        );
    }
    let long = format!("{{\"contact\":\"{}\"}}", "1".repeat(70_000));
    let headers = [("Content-Type", "application/json")];
    assert_eq!(
        house.send(&claire, "POST", path, &headers, &long).status,
        413
    );
    for nobody in ["+33600000000", "", "Zoé Canari", "é"] {
        let body = json!({"contact": nobody});
        assert_eq!(
            house.ask(&claire, "POST", path, Some(&body)).status,
            404,
            "{nobody}"
        );
    }
}
