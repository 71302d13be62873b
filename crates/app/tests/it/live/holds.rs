//! Objections and legal holds, beside a running server and without one.

use super::server::{NUMBER, Place, delivery, revoke, text};

const FROM: &str = "33639980101";
const OTHER: &str = "33639980102";
const CANARY: &str = "qwzvkxjtrmbplhgfdscnyaoe";

fn wrote(place: &Place) {
    let server = place.serve();
    place.consent(
        &["+33639980101", "+33639980102"],
        "granted",
        "2025-01-01T00:00:00Z",
    );
    let at = 1_763_000_000;
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.h1", FROM, at, CANARY)],
    ));
    server.deliver(&delivery(
        NUMBER,
        OTHER,
        &[text("wamid.h2", OTHER, at, "autre")],
    ));
    let (code, _) = server.stop();
    assert_eq!(code, Some(0));
}

#[test]
fn who_objects_is_counted_no_more_beside_a_server_and_after_it_was_killed() {
    let place = Place::new();
    wrote(&place);
    let server = place.serve();
    let receipt = place.json(&["contact", "object", "+33639980101", "--json"]);
    assert_eq!(receipt["facts"], 1);
    assert_eq!(place.stats()["messages"], 1);
    server.kill();
    let server = place.serve();
    let more = text("wamid.h3", FROM, 1_763_000_100, CANARY);
    server.deliver(&delivery(NUMBER, FROM, std::slice::from_ref(&more)));
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[revoke("wamid.h4", FROM, 1_763_000_200, "wamid.h1")],
    ));
    let stats = place.stats();
    assert_eq!(
        (&stats["messages"], &stats["withheld"]["opted_out"]),
        (&1.into(), &2.into())
    );
    let shown = place.done(&["contact", "show", "+33639980101", "--lang", "en"]);
    assert!(shown.contains("Objection"), "{shown}");
    place.done(&["contact", "object", "+33639980101", "--end"]);
    server.deliver(&delivery(NUMBER, FROM, &[more]));
    assert_eq!(place.stats()["messages"], 1);
}

#[test]
fn a_name_in_the_environment_makes_nobody_a_second_person() {
    let place = Place::new();
    wrote(&place);
    for server in [false, true] {
        let server = server.then(|| place.serve());
        let asked = place
            .command(&[
                "hold",
                "ask",
                "+33639980101",
                "--reason",
                "litige",
                "--until",
                "2027-06-30",
                "--json",
            ])
            .env("USER", "claire")
            .output()
            .expect("the program runs");
        let asked: serde_json::Value = serde_json::from_slice(&asked.stdout).expect("JSON");
        let id = asked["id"].as_str().expect("an id");
        let approved = place
            .command(&["hold", "approve", id, "--lang", "en"])
            .env("USER", "david")
            .env("SUDO_USER", "david")
            .output()
            .expect("the program runs");
        assert_eq!(approved.status.code(), Some(77));
        let why = String::from_utf8_lossy(&approved.stderr).into_owned();
        assert!(why.contains("Somebody else has to approve"), "{why}");
        let listed = place.json(&["hold", "list", "--json"]);
        assert_eq!(listed[0]["state"], "asked");
        assert_eq!(listed[0]["reason"], "litige");
        let copy = place.path("copy");
        let copy = copy.to_str().expect("a path");
        let (code, _, _) = place.run(&["hold", "export", id, "--out", copy]);
        assert_eq!(code, 77);
        place.done(&["hold", "end", id]);
        drop(server);
    }
    assert_eq!(
        place.json(&["hold", "list", "--json"]),
        serde_json::json!([])
    );
    let audit = place.done(&["audit", "show"]);
    assert!(
        !audit.contains("david") && audit.contains("hold_ended"),
        "{audit}"
    );
}

#[test]
fn a_hold_refuses_what_it_cannot_mean() {
    let place = Place::new();
    wrote(&place);
    let ask = |who: &str, reason: &str, until: &str| {
        let (code, _, err) = place.run(&[
            "hold", "ask", who, "--reason", reason, "--until", until, "--lang", "en",
        ]);
        (code, err)
    };
    for (who, reason, until, code, words) in [
        ("+33639980101", " ", "2027-06-30", 2, "needs a reason"),
        ("+33639980101", "x", "2020-01-01", 2, "a day to come"),
        ("+33639980101", "x", "2099-01-01", 2, "two years"),
        ("+33639980101", "x", "30/06/2027", 2, "written like"),
        (
            "+33600000000",
            "x",
            "2027-06-30",
            66,
            "known by this number",
        ),
    ] {
        let (found, err) = ask(who, reason, until);
        assert_eq!(found, code, "{err}");
        assert!(err.contains(words), "{err}");
    }
    let (code, _, _) = place.run(&["hold", "end", "0123456789ab"]);
    assert_eq!(code, 66);
}

#[test]
fn an_empty_chain_has_no_hash_to_note() {
    let place = Place::new();
    let server = place.serve();
    let said = place.done(&["audit", "verify", "--lang", "en"]);
    assert!(said.contains("no hash to note"), "{said}");
    drop(server);
}
