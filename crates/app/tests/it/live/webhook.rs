//! The handshake, the signature, and what is counted.

use serde_json::json;

use super::server::{
    NUMBER, Place, SECRET, TOKEN, delivery, fixture, request, revoke, signature, text,
};

const FROM: &str = "33639980101";

#[test]
fn the_handshake_answers_the_challenge_to_who_knows_the_word_and_nothing_to_others() {
    let place = Place::new();
    let server = place.serve();
    let ask = |mode: &str, token: &str, challenge: &str| {
        server.get(&format!(
            "/webhook/whatsapp?hub.mode={mode}&hub.challenge={challenge}&hub.verify_token={token}"
        ))
    };
    let answer = ask("subscribe", TOKEN, "1158201444");
    assert_eq!((answer.status, answer.body.as_str()), (200, "1158201444"));
    for (mode, token, challenge) in [
        ("subscribe", "autre", "1158201444"),
        ("subscribe", "", "1158201444"),
        ("subscribe", &TOKEN.to_uppercase(), "1158201444"),
        ("unsubscribe", TOKEN, "1158201444"),
        ("subscribe", TOKEN, "%3Cscript%3E"),
        ("subscribe", TOKEN, ""),
    ] {
        let answer = ask(mode, token, challenge);
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (403, ""),
            "{mode} {token} {challenge}"
        );
    }
    assert_eq!(server.get("/webhook/whatsapp").status, 403);
}

#[test]
fn only_what_is_signed_with_the_secret_is_taken() {
    let place = Place::new();
    let server = place.serve();
    let body = fixture("message-text.json");
    let good = signature(SECRET, &body);
    let mut flipped = body.clone();
    flipped[40] ^= 1;
    let again =
        serde_json::to_vec(&serde_json::from_slice::<serde_json::Value>(&body).expect("JSON"))
            .expect("JSON");
    let header = "X-Hub-Signature-256";
    for (headers, body) in [
        (vec![], &body),
        (vec![(header, "")], &body),
        (vec![(header, "sha256=")], &body),
        (vec![("X-Hub-Signature", good.as_str())], &body),
        (vec![(header, good.as_str())], &flipped),
        (vec![(header, good.as_str())], &again),
        (vec![(header, good.trim_start_matches("sha256="))], &body),
        (
            vec![(header, good.as_str()), (header, good.as_str())],
            &body,
        ),
    ] {
        let answer = server.post_with(&headers, body);
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (401, ""),
            "{headers:?}"
        );
    }
    let other = signature("un autre secret", &body);
    assert_eq!(server.post_with(&[(header, &other)], &body).status, 401);
    assert_eq!(place.stats()["messages"], 0);
    assert_eq!(server.post_with(&[(header, &good)], &body).status, 200);
    assert_eq!(place.stats()["messages"], 1);
}

#[test]
fn the_published_vectors_are_taken_as_they_are() {
    let place = Place::new();
    let server = place.serve();
    let vectors: serde_json::Value =
        serde_json::from_slice(&fixture("signature-vectors.json")).expect("JSON");
    for vector in vectors["vectors"].as_array().expect("a list") {
        let body = fixture(vector["file"].as_str().expect("a name"));
        let signature = vector["x_hub_signature_256"].as_str().expect("a signature");
        let answer = server.post_with(&[("x-hub-signature-256", signature)], &body);
        assert_eq!(answer.status, 200, "{vector}");
    }
}

#[test]
fn during_a_rotation_both_secrets_are_taken() {
    let place = Place::new();
    place.secret("next-secret", "nouveau");
    let config = std::fs::read_to_string(place.config()).expect("a file");
    let config = config.replace("\"app-secret\"", "[\"next-secret\", \"app-secret\"]");
    std::fs::write(place.config(), config).expect("a file");
    let server = place.serve();
    let body = fixture("message-text.json");
    for secret in ["nouveau", SECRET] {
        let signed = signature(secret, &body);
        assert_eq!(
            server
                .post_with(&[("X-Hub-Signature-256", &signed)], &body)
                .status,
            200
        );
    }
}

#[test]
fn a_damaged_part_costs_nothing_but_itself() {
    let place = Place::new();
    let server = place.serve();
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[
            text("wamid.A", FROM, 1_763_000_000, "bonjour"),
            json!({"from": FROM, "type": "text"}),
            json!(7),
            text("wamid.B", FROM, 1_763_000_001, "encore"),
        ],
    ));
    assert_eq!(place.stats()["messages"], 2);
}

#[test]
fn what_is_no_json_is_refused_and_what_is_no_webhook_is_counted() {
    let place = Place::new();
    let server = place.serve();
    for body in ["", "{", "bonjour", &"[".repeat(40_000)] {
        assert_eq!(server.post(body.as_bytes()).status, 400, "{body:.20}");
    }
    for (body, count) in [("{\"a\":1}", 1), ("[]", 2), ("{\"a\":1}", 2)] {
        server.deliver(body.as_bytes());
        assert_eq!(place.stats()["unrecognized"], count, "{body}");
    }
}

#[test]
fn an_unlisted_number_and_an_unknown_type_are_counted_once_each() {
    let place = Place::new();
    let server = place.serve();
    let hologram =
        json!({"from": FROM, "id": "wamid.H", "timestamp": "1763000000", "type": "hologram"});
    for _ in 0..3 {
        server.deliver(&delivery(
            "999",
            FROM,
            &[text("wamid.X", FROM, 1_763_000_000, "oui")],
        ));
        server.deliver(&delivery(NUMBER, FROM, std::slice::from_ref(&hologram)));
    }
    let stats = place.stats();
    assert_eq!(stats["unrecognized"], 2, "{stats}");
    // Somebody wrote something: that it cannot be read does not undo it.
    assert_eq!(stats["messages"], 1, "{stats}");
}

#[test]
fn a_thousand_updates_in_one_body_are_stored() {
    let place = Place::new();
    let server = place.serve();
    let messages: Vec<_> = (0..1_000)
        .map(|place| {
            text(
                &format!("wamid.{place}"),
                FROM,
                1_763_000_000 + place,
                "bonjour",
            )
        })
        .collect();
    server.deliver(&delivery(NUMBER, FROM, &messages));
    assert_eq!(place.stats()["messages"], 1_000);
}

#[test]
fn another_company_has_a_webhook_a_secret_and_a_store_of_its_own() {
    let place = Place::with(
        "[[tenant]]\nname = \"boutique\"\nstore.path = \"b/data\"\nkeys.path = \"b/keys\"\n\
         whatsapp.app_secret_file = \"b-secret\"\nwhatsapp.verify_token_file = \"verify-token\"\n\
         whatsapp.phone_number_id = \"106540000000001\"\n",
    );
    place.secret("b-secret", "secret de la boutique");
    let server = place.serve();
    let body = fixture("message-text.json");
    let post = |path: &str, secret: &str| {
        let signed = signature(secret, &body);
        request(
            &server.address,
            "POST",
            path,
            &[("X-Hub-Signature-256", &signed)],
            &body,
        )
        .status
    };
    assert_eq!(post("/webhook/whatsapp/boutique", SECRET), 401);
    assert_eq!(post("/webhook/whatsapp/absente", SECRET), 404);
    assert_eq!(post("/webhook/whatsapp", "secret de la boutique"), 401);
    assert_eq!(
        post("/webhook/whatsapp/boutique", "secret de la boutique"),
        200
    );
    assert_eq!(place.stats()["messages"], 0);
    let other = place.json(&["store", "stats", "--json", "--tenant", "boutique"]);
    assert_eq!(other["messages"], 1);
}

#[test]
fn keywords_of_the_customer_end_consents_and_erase() {
    let place = Place::with("[keywords]\nstop = [\"Désabonner\"]\n");
    let contacts = ["33639980101", "33639980102", "33639980103"];
    place.consent(&contacts, "granted", "2025-01-01T00:00:00Z");
    let server = place.serve();
    for (contact, word) in contacts
        .iter()
        .zip(["« Arrêt ! »", "effacer.", "DESABONNER"])
    {
        let id = format!("wamid.{contact}");
        server.deliver(&delivery(
            NUMBER,
            contact,
            &[text(&id, contact, 1_763_000_000, "le canari chante")],
        ));
        assert_eq!(shown(&place, contact)["with_content"], 1);
        let asked = text(&format!("{id}.2"), contact, 1_763_000_100, word);
        server.deliver(&delivery(NUMBER, contact, &[asked]));
        let after = shown(&place, contact);
        assert_eq!(after["with_content"], 0, "{word}: {after}");
        assert_eq!(after["granted"], json!([]), "{word}");
    }
    let stats = place.stats();
    assert_eq!(stats["withheld"]["consent_ended"], 4, "{stats}");
    assert_eq!(stats["withheld"]["erased"], 2, "{stats}");
}

#[test]
fn a_word_within_a_sentence_asks_nothing() {
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let server = place.serve();
    let words = "stop aux retards, merci";
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, words)],
    ));
    assert_eq!(shown(&place, FROM)["with_content"], 1);
}

#[test]
fn a_deletion_before_its_message_wins() {
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let server = place.serve();
    let gone = revoke("wamid.R", FROM, 1_763_000_100, "wamid.A");
    server.deliver(&delivery(NUMBER, FROM, &[gone]));
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, "canari")],
    ));
    let stats = place.stats();
    assert_eq!(
        (&stats["messages"], &stats["tombstones"]),
        (&json!(0), &json!(1))
    );
}

fn shown(place: &Place, contact: &str) -> serde_json::Value {
    place.json(&["contact", "show", contact, "--json"])
}
