//! Erasure travels: whoever holds copies is told, once it is certain and until it was heard.

use std::net::TcpListener;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use super::server::{NUMBER, Place, Server, delivery, revoke, text};
use super::stand_in::{Answered, Asked, StandIn};

const FROM: &str = "33639980101";
const SECRET: &str = "secret-partage-0123456789";
const WORDS: &str = "qwzvkxjtrmbplhgfdscnyaoe";
const WAMID: &str = "wamid.HBgLMzM2Mzk5ODAxMDEVAgASGBQzQTA1OUFCREFCMkQwMDlERUQxNwA=";
const AT: i64 = 1_763_000_000;

fn place(hook: &str) -> Place {
    let place = Place::with(&format!(
        "[[recipient]]\nname = \"Desk\"\nkind = \"helpdesk\"\nhook_url = \"http://{hook}/erasures\"\n\
         hook_secret_file = \"hook-secret\"\nallow_private = true\n\
         [[recipient]]\nname = \"Comptoir\"\nkind = \"phone\"\n"
    ));
    place.secret("hook-secret", SECRET);
    place
}

fn hmac(secret: &str, parts: &[&[u8]]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
    for part in parts {
        mac.update(part);
    }
    let tag = mac.finalize().into_bytes();
    tag.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a receiver does: checks the signature and reads the body.
#[track_caller]
fn heard(asked: &Asked) -> Value {
    assert!(asked.line.starts_with("POST /erasures "), "{}", asked.line);
    let timestamp = asked.header("tact-timestamp").expect("a time");
    let signed = |secret| {
        let signature = hmac(secret, &[timestamp.as_bytes(), b".", &asked.body]);
        Some(&*format!("v1={signature}")) == asked.header("tact-signature")
    };
    assert!(signed(SECRET) && !signed("another"), "{asked:?}");
    let body: Value = serde_json::from_slice(&asked.body).expect("JSON");
    assert_eq!(body["key"].as_str(), asked.header("idempotency-key"));
    body
}

/// Nothing of the message and of its contact may cross the wire.
#[track_caller]
fn says_nothing(asked: &Asked) {
    let whole = asked.whole();
    for secret in [WORDS, FROM, WAMID, "wamid", "Zo", SECRET, &NUMBER[6..]] {
        assert!(!whole.contains(secret), "{secret} in {whole}");
    }
}

fn outbox(place: &Place) -> i64 {
    use sqlx::Connection;
    use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
    let file = place.path("data/tact.db");
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(async {
        let mut sql = SqliteConnection::connect_with(&options)
            .await
            .expect("a reader");
        sqlx::query_scalar("select count(*) from outbox")
            .fetch_one(&mut sql)
            .await
            .expect("a number")
    })
}

#[track_caller]
fn nothing_waits(place: &Place) {
    for _ in 0..20_000 {
        if outbox(place) == 0 {
            return;
        }
    }
    panic!("{} notices wait", outbox(place));
}

fn send(server: &Server, messages: &[Value]) {
    server.deliver(&delivery(NUMBER, FROM, messages));
}

fn deletion() -> Value {
    revoke("wamid.R", FROM, AT + 60, WAMID)
}

fn accept(_: &Asked, _: &str) -> Answered {
    Answered::of(204, "")
}

#[test]
fn a_deletion_is_told_signed_without_content_number_or_id_and_nothing_of_it_stays() {
    let desk = StandIn::start(accept);
    let place = place(&desk.address);
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let server = place.serve();
    send(&server, &[text(WAMID, FROM, AT, WORDS)]);
    for _ in 0..2 {
        send(&server, &[deletion()]);
    }
    let asked = desk.next();
    says_nothing(&asked);
    let body = heard(&asked);
    let reference = hmac(SECRET, &[WAMID.as_bytes()]);
    assert_eq!(
        body,
        json!({
            "version": 1, "key": body["key"], "event": "message_deleted",
            // Rounded down to the hour: 02:14:20 was the second.
            "at": "2025-11-13T02:00:00Z", "subject": "message", "references": [reference],
        })
    );
    nothing_waits(&place);
    // Delivered again, the deletion is no news; what comes next is the edit.
    send(&server, &[deletion()]);
    let edit = json!({
        "from": FROM, "id": "wamid.E", "timestamp": (AT + 70).to_string(), "type": "edit",
        "edit": {"original_message_id": "wamid.other", "message": {"type": "text", "text": {"body": WORDS}}},
    });
    send(&server, &[edit]);
    let asked = desk.next();
    says_nothing(&asked);
    let edited = heard(&asked);
    assert_eq!(edited["event"], "message_edited");
    assert_eq!(
        edited["references"],
        json!([hmac(SECRET, &[b"wamid.other"])])
    );
    assert_ne!(edited["key"], body["key"]);
    nothing_waits(&place);
    assert!(desk.so_far().is_empty());
    let (_, log) = server.stop();
    assert!(!log.contains(SECRET) && !log.contains(&reference), "{log}");
}

#[test]
fn what_was_committed_is_told_after_the_process_died() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let place = place(&address.to_string());
    let server = place.serve();
    send(&server, &[deletion()]);
    server.kill();
    assert_eq!(outbox(&place), 1);
    let desk = StandIn::at(TcpListener::bind(address).expect("the port"), accept);
    let _server = place.serve();
    let body = heard(&desk.next());
    assert_eq!(
        body["references"],
        json!([hmac(SECRET, &[WAMID.as_bytes()])])
    );
    nothing_waits(&place);
}

#[test]
fn a_recipient_that_fails_hears_the_same_again_under_the_same_key() {
    let mut asked = 0;
    let desk = StandIn::start(move |_, _| {
        asked += 1;
        Answered::of(if asked == 1 { 500 } else { 200 }, "")
    });
    let place = place(&desk.address);
    let server = place.serve();
    send(&server, &[deletion()]);
    let first = desk.next();
    // A restart does not wait for the next try's time.
    server.kill();
    let _server = place.serve();
    let second = desk.next();
    assert_eq!(heard(&first), heard(&second));
    assert_eq!(first.body, second.body);
    nothing_waits(&place);
}

#[test]
fn a_contact_who_leaves_is_named_by_the_recipients_own_digest() {
    let desk = StandIn::start(accept);
    let place = place(&desk.address);
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let server = place.serve();
    let named = json!([hmac(SECRET, &[FROM.as_bytes()])]);
    send(&server, &[text("wamid.stop", FROM, AT, "STOP")]);
    let asked = desk.next();
    says_nothing(&asked);
    let body = heard(&asked);
    assert_eq!(
        (&body["event"], &body["subject"]),
        (&json!("consent_ended"), &json!("contact"))
    );
    assert_eq!(body["references"], named);
    place.done(&["contact", "erase", FROM, "--yes"]);
    let asked = desk.next();
    says_nothing(&asked);
    let body = heard(&asked);
    assert_eq!(body["event"], "contact_erased");
    assert_eq!(body["references"], named);
    nothing_waits(&place);
    drop(server);
    // Without a server, the command itself puts it into the outbox.
    place.consent(&["33639980102"], "ended", "2025-06-01T00:00:00Z");
    assert_eq!(outbox(&place), 1);
    let _server = place.serve();
    assert_eq!(
        heard(&desk.next())["references"],
        json!([hmac(SECRET, &[b"33639980102"])])
    );
}

#[test]
fn a_phone_has_one_task_for_many_deletions_and_the_chain_keeps_who_did_it() {
    let desk = StandIn::start(accept);
    let place = place(&desk.address);
    let server = place.serve();
    let deletions: Vec<_> = (0..1_000)
        .map(|one| {
            revoke(
                &format!("wamid.R{one}"),
                FROM,
                AT + one,
                &format!("wamid.{one}"),
            )
        })
        .collect();
    for _ in 0..2 {
        send(&server, &deletions);
    }
    let tasks = place.json(&["tasks", "--json"]);
    assert_eq!(tasks.as_array().map(Vec::len), Some(1), "{tasks}");
    let task = &tasks[0];
    assert_eq!(task["count"], 1_000);
    assert_eq!(
        (
            &task["recipient"],
            &task["kind"],
            &task["event"],
            &task["reason"]
        ),
        (
            &json!("Comptoir"),
            &json!("phone"),
            &json!("message_deleted"),
            &json!("by_hand")
        )
    );
    assert_eq!(task["overdue"], false);
    let said = place.done(&["tasks"]);
    assert!(
        said.contains("Comptoir (téléphone)") && said.contains("1\u{202f}000"),
        "{said}"
    );
    let id = task["id"].to_string();
    let (code, _, why) = place.run(&["tasks", "done", &id, "999999"]);
    assert_eq!(code, 66, "{why}");
    place.done(&["tasks", "done", &id]);
    assert_eq!(place.json(&["tasks", "--json"]), json!([]));
    let audit = place.json(&["audit", "show", "--json"]);
    let last = audit
        .as_array()
        .and_then(|entries| entries.last())
        .expect("an entry");
    assert_eq!(
        (&last["action"], &last["actor"], &last["count"]),
        (
            &json!("tasks_done"),
            &json!("operator:operateur"),
            &json!(1_000)
        )
    );
    drop(server);
}

#[test]
fn a_hook_in_the_house_needs_its_operators_word() {
    for (url, allowed) in [
        ("http://127.0.0.1:9000/x", false),
        ("https://127.0.0.1:9000/x", false),
        ("http://desk.lan/x", false),
        ("https://desk.example.org/x", true),
    ] {
        let place = Place::with(&format!(
            "[[recipient]]\nname = \"Desk\"\nkind = \"helpdesk\"\nhook_url = \"{url}\"\n\
             hook_secret_file = \"hook-secret\"\n"
        ));
        place.secret("hook-secret", SECRET);
        let (code, _, why) = place.run(&["tasks"]);
        assert_eq!(code == 0, allowed, "{url}: {code} {why}");
    }
}
