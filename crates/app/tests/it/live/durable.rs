//! What was answered 200 is there, whatever happens next.

use std::sync::atomic::{AtomicI64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use super::server::{
    Answer, NUMBER, Place, SECRET, Server, delivery, request, revoke, signature, text,
};

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

/// One long message, of its own.
fn send(server: &Server, number: i64) -> Answer {
    let id = format!("wamid.{number}");
    let words = "bonjour ".repeat(200);
    let message = text(&id, FROM, 1_763_000_000 + number, &words);
    server.post(&delivery(NUMBER, FROM, &[message]))
}

#[test]
fn on_a_full_disk_nothing_is_acknowledged_that_is_not_stored() {
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let server = place.serve_on_a_small_disk(1_000);
    assert_eq!(server.get("/healthz").status, 200);
    let statuses: Vec<_> = (0..1_000)
        .map(|number| send(&server, number).status)
        .collect();
    let acknowledged = statuses.iter().filter(|status| **status == 200).count();
    let refused = statuses.iter().filter(|status| **status == 503).count();
    assert_eq!(acknowledged + refused, 1_000, "{statuses:?}");
    assert!(acknowledged > 0 && refused > 0, "{acknowledged} {refused}");
    server.kill();
    let server = place.serve();
    assert_eq!(place.stats()["messages"], acknowledged);
    // With room again, the platform's next try is taken.
    for number in 0..1_000 {
        assert_eq!(send(&server, number).status, 200);
    }
    assert_eq!(place.stats()["messages"], 1_000);
}

#[test]
fn systemd_is_told_when_the_server_is_ready() {
    let place = Place::new();
    let socket = place.path("notify");
    let listener = std::os::unix::net::UnixDatagram::bind(&socket).expect("a socket");
    let mut command = place.command(&["serve", "--lang", "en"]);
    command.env("NOTIFY_SOCKET", &socket);
    let server = Place::start(command);
    let told = || {
        let mut word = [0; 64];
        let length = listener.recv(&mut word).expect("a word");
        String::from_utf8_lossy(&word[..length]).into_owned()
    };
    assert_eq!(told(), "READY=1");
    let (code, log) = server.stop();
    assert_eq!((code, told().as_str()), (Some(0), "STOPPING=1"), "{log}");
}

#[test]
fn the_log_can_be_one_object_a_line() {
    let place = Place::new();
    let config = std::fs::read_to_string(place.config()).expect("a file");
    let config = config.replacen('\n', "\nlog = \"json\"\n", 1);
    std::fs::write(place.config(), config).expect("a file");
    let (code, log) = place.serve().stop();
    assert_eq!(code, Some(0), "{log}");
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect();
    let said: Vec<_> = lines
        .iter()
        .filter_map(|line| line["message"].as_str())
        .collect();
    assert!(
        said.contains(&"serving") && said.contains(&"stopped"),
        "{said:?}"
    );
}

#[test]
#[ignore = "mounts a small disk: as root, with `cargo test -p tact-app --test it full_small_disk -- --ignored`"]
fn on_a_full_small_disk_a_deletion_is_taken_and_a_message_is_not() {
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let disk = SmallDisk::below(&place);
    let server = place.serve();
    let mut number = 0;
    while number < 200 {
        assert_eq!(send(&server, number).status, 200);
        number += 1;
    }
    // Full to the last block but for what is kept for erasures; blocks the log has are used first.
    disk.fill();
    while send(&server, number).status == 200 {
        number += 1;
    }
    for deleted in 0..100 {
        let id = format!("wamid.{deleted}");
        let gone = revoke(&format!("{id}.r"), FROM, 1_763_900_000, &id);
        let answer = server.post(&delivery(NUMBER, FROM, &[gone]));
        assert_eq!(answer.status, 200, "deletion {deleted}");
        // Whatever fits beside the room kept for erasures is taken, the rest is not.
        if send(&server, number).status == 200 {
            number += 1;
        }
    }
    server.kill();
    std::fs::remove_file(place.path("data/ballast")).expect("a file");
    let server = place.serve();
    let stats = place.stats();
    assert_eq!(
        (&stats["tombstones"], &stats["messages"]),
        (&100.into(), &(number - 100).into())
    );
    // With room again, the platform's next try is taken.
    assert_eq!(send(&server, number).status, 200);
    server.kill();
}

/// `store.path` on a disk of its own, 12 MiB in memory.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn below(place: &Place) -> Self {
        let (data, away) = (place.path("data"), place.path("away"));
        std::fs::rename(&data, &away).expect("a folder");
        std::fs::create_dir(&data).expect("a folder");
        let options = ["-t", "tmpfs", "-o", "size=12m,mode=0700", "tact-small-disk"];
        let mounted = std::process::Command::new("mount")
            .args(options)
            .arg(&data)
            .status();
        assert!(mounted.expect("mount runs").success(), "are you root?");
        let disk = Self(data.clone());
        for entry in std::fs::read_dir(&away).expect("a folder").flatten() {
            std::fs::copy(entry.path(), data.join(entry.file_name())).expect("a copy");
        }
        disk
    }

    /// Takes every block that is left.
    fn fill(&self) {
        use std::io::Write;
        let mut ballast = std::fs::File::create(self.0.join("ballast")).expect("a file");
        while ballast.write_all(&[7; 512]).is_ok() {}
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount")
            .arg("-l")
            .arg(&self.0)
            .status();
    }
}
