//! What was answered 200 is there, whatever happens next.

use std::sync::atomic::{AtomicI64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use super::server::{NUMBER, Place, SECRET, delivery, request, revoke, signature, text};

const FROM: &str = "33639980101";

#[test]
fn what_was_acknowledged_before_a_kill_is_there_after_it() {
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let (mut acknowledged, mut next) = (0, 0);
    for _ in 0..3 {
        let server = place.serve();
        for _ in 0..20 {
            let id = format!("wamid.{next}");
            server.deliver(&delivery(
                NUMBER,
                FROM,
                &[text(&id, FROM, 1_763_000_000 + next, "oui")],
            ));
            next += 1;
            acknowledged += 1;
        }
        server.kill();
        assert_eq!(place.stats()["messages"], acknowledged);
    }
    let server = place.serve();
    let shown = place.json(&["contact", "show", FROM, "--json"]);
    assert_eq!(shown["with_content"], acknowledged);
    drop(server);
}

#[test]
fn a_kill_in_the_middle_of_traffic_loses_nothing_that_was_acknowledged() {
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let server = place.serve();
    let address = server.address.clone();
    let (next, taken) = (
        Arc::new(AtomicI64::new(0)),
        Arc::new(Mutex::new(Vec::new())),
    );
    let senders: Vec<_> = (0..4)
        .map(|_| {
            let (address, next, taken) = (address.clone(), next.clone(), taken.clone());
            std::thread::spawn(move || {
                loop {
                    let number = next.fetch_add(1, SeqCst);
                    let id = format!("wamid.{number}");
                    let message = text(&id, FROM, 1_763_000_000 + number, "oui");
                    let body = delivery(NUMBER, FROM, &[message]);
                    let signed = signature(SECRET, &body);
                    let headers = [("X-Hub-Signature-256", signed.as_str())];
                    let sent = std::panic::catch_unwind(|| {
                        request(&address, "POST", "/webhook/whatsapp", &headers, &body)
                    });
                    match sent {
                        Ok(answer) if answer.status == 200 => {
                            taken.lock().expect("no panic").push(id);
                        }
                        _ => return,
                    }
                }
            })
        })
        .collect();
    while taken.lock().expect("no panic").len() < 50 {
        std::thread::yield_now();
    }
    server.kill();
    for sender in senders {
        sender.join().expect("it ends");
    }
    let taken = taken.lock().expect("no panic").clone();
    let server = place.serve();
    let stored = place.stats()["messages"].as_u64().expect("a count");
    assert!(stored >= taken.len() as u64, "{stored} of {}", taken.len());
    // Deleting exactly the acknowledged ones leaves none of them: each one is there.
    let deletions: Vec<_> = taken
        .iter()
        .map(|id| revoke(&format!("{id}.r"), FROM, 1_763_900_000, id))
        .collect();
    server.deliver(&delivery(NUMBER, FROM, &deletions));
    let left = place.stats();
    assert_eq!(
        left["messages"].as_u64(),
        Some(stored - taken.len() as u64),
        "{left}"
    );
}

#[test]
fn a_stop_that_is_asked_for_ends_with_everything_stored_and_nothing_left_to_recover() {
    let place = Place::new();
    let server = place.serve();
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, "oui")],
    ));
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(!place.path("keys/control").exists());
    let log = place.path("data/tact.db-wal");
    assert!(std::fs::metadata(log).map_or(0, |known| known.len()) == 0);
    assert_eq!(place.stats()["messages"], 1);
}

#[test]
fn two_servers_of_one_store_are_one_too_many() {
    let place = Place::new();
    let server = place.serve();
    let (code, _, said) = place.run(&["serve"]);
    assert_eq!(code, 74, "{said}");
    assert!(said.contains("keys est utilisé"), "{said}");
    drop(server);
}
