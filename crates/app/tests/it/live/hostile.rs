//! Clients that send too much, too slowly, or the wrong thing; what nobody may learn.

use std::io::Write;

use super::server::{NUMBER, Place, SECRET, delivery, read_answer, request, signature, text};

const FROM: &str = "33639980101";

#[test]
fn a_body_that_is_too_large_is_refused_and_the_largest_one_is_not() {
    let place = Place::new();
    let server = place.serve();
    let large = vec![b' '; 3 * 1024 * 1024 + 1];
    assert_eq!(server.post(&large).status, 413);
    let mut fitting = delivery(NUMBER, FROM, &[text("wamid.A", FROM, 1_763_000_000, "oui")]);
    fitting.resize(3 * 1024 * 1024, b' ');
    server.deliver(&fitting);
    assert_eq!(place.stats()["messages"], 1);
}

#[test]
fn a_client_that_never_finishes_is_sent_away_and_others_are_served() {
    let place = Place::with("[limits]\ntimeout_seconds = 1\n");
    let server = place.serve();
    let mut body_missing = server.connect();
    let head = "POST /webhook/whatsapp HTTP/1.1\r\nHost: tact\r\nContent-Length: 1000\r\n\r\n{";
    body_missing.write_all(head.as_bytes()).expect("a part");
    let mut head_missing = server.connect();
    head_missing.write_all(b"POST /webhook/wh").expect("a part");
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, "oui")],
    ));
    let answer = read_answer(body_missing);
    assert_eq!(answer.status, 408, "{answer:?}");
    // No answer to half a head: the connection is closed.
    let answer = read_answer(head_missing);
    assert!(matches!(answer.status, 0 | 408), "{answer:?}");
    assert_eq!(place.stats()["messages"], 1);
}

#[test]
fn idle_connections_and_half_bodies_keep_nobody_out_for_long_and_take_little_memory() {
    let place = Place::with("[limits]\ntimeout_seconds = 1\nconnections = 32\nmemory_mib = 8\n");
    let server = place.serve();
    let before = resident_mib(server.process());
    let head = "POST /webhook/whatsapp HTTP/1.1\r\nHost: tact\r\nContent-Length: 2000000\r\n\r\n";
    let part = vec![b' '; 256 * 1024];
    // More of them than may be open at once: some say nothing, some stop in the middle of a body.
    let idle: Vec<_> = (0..96)
        .map(|place| {
            let mut stream = server.connect();
            if place % 2 == 0 {
                // A server that has enough closes: then the part is refused, which is as well.
                let _ = stream.write_all(head.as_bytes());
                let _ = stream.write_all(&part);
            }
            stream
        })
        .collect();
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, "oui")],
    ));
    assert_eq!(place.stats()["messages"], 1);
    let grown = resident_mib(server.process()) - before;
    assert!(grown < 64, "{grown} MiB for 8 MiB of bodies");
    drop(idle);
}

/// As Linux tells it; 0 elsewhere.
fn resident_mib(process: u32) -> i64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<i64>().ok());
    kib.unwrap_or(0) / 1024
}

#[test]
fn every_answer_is_hardened_and_none_repeats_what_was_sent() {
    let place = Place::new();
    let server = place.serve();
    let canary = "xylophonecanari";
    let path = format!("/webhook/whatsapp?hub.mode={canary}&hub.verify_token={canary}");
    let body = format!("{{\"{canary}\":");
    let address = &server.address;
    let signed = signature(SECRET, body.as_bytes());
    for answer in [
        server.get(&path),
        server.get(&format!("/{canary}")),
        server.get("/webhook/whatsapp/%ff%fe"),
        request(
            address,
            "DELETE",
            "/webhook/whatsapp",
            &[(canary, canary)],
            b"",
        ),
        server.post_with(&[("X-Hub-Signature-256", canary)], body.as_bytes()),
        server.post_with(&[("X-Hub-Signature-256", &signed)], body.as_bytes()),
        server.get("/healthz"),
    ] {
        let said = format!("{answer:?}");
        assert!(!said.contains(canary), "{said}");
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            (
                "content-security-policy",
                "default-src 'none'; frame-ancestors 'none'",
            ),
        ] {
            assert_eq!(answer.header(name), Some(value), "{said}");
        }
        assert_eq!(answer.header("server"), None);
    }
}

#[test]
fn neither_log_nor_files_hold_a_word_a_number_or_a_secret() {
    let place = Place::new();
    let server = place.serve();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let body = delivery(
        NUMBER,
        FROM,
        &[
            text("wamid.CANARIEXEMPLE", FROM, 1_763_000_000, "wombatcanari"),
            serde_json::json!({"from": FROM, "type": "wombatcanari", "timestamp": "x"}),
        ],
    );
    server.deliver(&body);
    assert_eq!(server.post(b"{\"wombatcanari\":").status, 400);
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("damaged"), "{log}");
    for secret in ["wombatcanari", FROM, "CANARIEXEMPLE", SECRET, "Canari"] {
        assert!(!log.contains(secret), "{log}");
        for (path, bytes) in place.files() {
            assert!(
                memchr::memmem::find(&bytes, secret.as_bytes()).is_none(),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn figures_of_operation_are_read_on_their_own_address() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let inner = free.local_addr().expect("an address").to_string();
    drop(free);
    let place = Place::with("");
    let config = std::fs::read_to_string(place.config()).expect("a file");
    let config = config.replacen('\n', &format!("\nmetrics_listen = \"{inner}\"\n"), 1);
    std::fs::write(place.config(), config).expect("a file");
    let server = place.serve();
    let messages: Vec<_> = (0..12)
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
    let page = request(&inner, "GET", "/metrics", &[], b"").body;
    for line in [
        "tact_events_total{kind=\"message\"} 12",
        "tact_webhook_answers_total{status=\"200\"} 1",
        "tact_waiting_requests 0",
        "tact_commit_seconds_count 1",
    ] {
        assert!(page.contains(line), "{line} in\n{page}");
    }
    assert!(!page.contains(FROM) && !page.contains(NUMBER));
    assert_eq!(server.get("/metrics").status, 404);
}

#[test]
fn a_log_that_nobody_reads_holds_up_no_delivery() {
    let place = Place::new();
    // Standard error is a pipe that is not read before the end: it holds some 64 KiB.
    let server = place.serve();
    for at in 0..600 {
        let stranger = text(&format!("wamid.{at}"), FROM, 1_763_000_000, "oui");
        server.deliver(&delivery("999", FROM, &[stranger]));
    }
    assert_eq!(place.stats()["unrecognized"], 600);
}

#[test]
fn with_no_room_for_bodies_the_platform_is_told_to_come_back() {
    let place = Place::with("[limits]\nmemory_mib = 4\ntimeout_seconds = 30\n");
    let server = place.serve();
    let mut held = server.connect();
    let part = vec![b' '; 2 * 1024 * 1024];
    let head = "POST /webhook/whatsapp HTTP/1.1\r\nHost: tact\r\nContent-Length: 3000000\r\n\r\n";
    held.write_all(head.as_bytes()).expect("a part");
    held.write_all(&part).expect("a part");
    let mut large = delivery(NUMBER, FROM, &[text("wamid.A", FROM, 1_763_000_000, "oui")]);
    large.resize(3 * 1024 * 1024, b' ');
    // The part held may still be under way: asked until it is there.
    let refused = (0..200)
        .map(|_| server.post(&large))
        .find(|answer| answer.status != 200);
    let refused = refused.expect("an answer other than 200");
    assert_eq!(refused.status, 503, "{refused:?}");
    assert!(refused.header("retry-after").is_some());
    drop(held);
}
