//! What keeps a store in order: copies, keys, periods, the audit chain; beside a server or without.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::server::{NUMBER, Place, Server, delivery, revoke, text};

const FROM: &str = "33639980101";
const WORDS: &str = "qwzvkxjtrmbplhgfdscnyaoe";

fn path(place: &Place, name: &str) -> String {
    place.path(name).to_str().expect("a path").to_owned()
}

/// A server whose contact agrees and has written two messages.
fn served(place: &Place) -> Server {
    let server = place.serve();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let messages = ["wamid.A", "wamid.B"].map(|id| text(id, FROM, 1_763_000_000, WORDS));
    server.deliver(&delivery(NUMBER, FROM, &messages));
    server
}

fn delete(server: &Server, message: &str) {
    let gone = revoke(&format!("{message}.R"), FROM, 1_763_000_100, message);
    server.deliver(&delivery(NUMBER, FROM, &[gone]));
}

fn with_content(place: &Place) -> Value {
    place.json(&["contact", "show", FROM, "--json"])["with_content"].clone()
}

fn backup(place: &Place) -> PathBuf {
    let made = place.json(&["backup", &path(place, "copies"), "--json"]);
    let copy = made["path"].as_str().expect("a path").to_owned();
    assert_eq!(
        std::fs::metadata(&copy).expect("a copy").len(),
        made["bytes"].as_u64().expect("a length")
    );
    copy.into()
}

#[test]
fn what_was_deleted_after_a_backup_stays_deleted_when_the_copy_comes_back() {
    let place = Place::new();
    let server = served(&place);
    let copy = backup(&place);
    delete(&server, "wamid.A");
    let copies = path(&place, "copies");
    let (code, _, said) = place.run(&["restore", &copies]);
    assert_eq!(code, 74, "{said}");
    assert!(said.contains("Arrêtez le serveur"), "{said}");
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    // The copy knows nothing of the deletion; the keys do.
    let restored = place.json(&["restore", &copies, "--json"]);
    assert_eq!(restored["from"], json!(copy));
    assert_eq!(
        (&restored["messages"], &restored["done_again"]),
        (&json!(1), &json!(1)),
        "{restored}"
    );
    assert_eq!(with_content(&place), 1);
    let server = place.serve();
    assert_eq!(place.stats()["tombstones"], 1);
    drop(server);
    let whole = place.json(&["audit", "verify", "--json"]);
    assert_eq!(whole["broken"], json!(null), "{whole}");
}

#[test]
fn a_copy_named_by_itself_comes_back_and_a_missing_or_damaged_one_changes_nothing() {
    let place = Place::new();
    drop(served(&place));
    let copy = backup(&place);
    let name = copy.to_str().expect("a path");
    let said = place.done(&["restore", name]);
    assert!(said.contains("2 messages"), "{said}");
    let (code, _, said) = place.run(&["restore", &path(&place, "nowhere")]);
    assert_eq!(code, 66, "{said}");
    let before = std::fs::read(place.path("data/tact.db")).expect("a database");
    let mut bytes = std::fs::read(&copy).expect("a copy");
    bytes[..64].fill(0x5a);
    std::fs::write(&copy, bytes).expect("a copy");
    let (code, _, said) = place.run(&["restore", name]);
    assert_eq!(code, 65, "{said}");
    let after = std::fs::read(place.path("data/tact.db")).expect("a database");
    assert_eq!(before.len(), after.len());
    assert_eq!(with_content(&place), 2);
}

#[test]
fn a_backup_never_lies_among_what_it_saves() {
    let place = Place::new();
    drop(served(&place));
    for folder in ["data/copies", "keys/copies"] {
        let (code, _, said) = place.run(&["backup", &path(&place, folder)]);
        assert_eq!(code, 77, "{said}");
    }
}

#[test]
fn keys_are_changed_beside_the_server_and_what_lives_still_opens() {
    let place = Place::new();
    let server = served(&place);
    let old = std::fs::read(place.path("keys/kek.1")).expect("a key");
    let rotated = place.json(&["keys", "rotate", "--json"]);
    assert_eq!(rotated["epoch"], 2);
    assert!(!place.path("keys/kek.1").exists());
    let holds = |bytes: &[u8]| memchr::memmem::find(bytes, &old).is_some();
    assert!(!place.files().iter().any(|(_, bytes)| holds(bytes)));
    delete(&server, "wamid.A");
    let report = place.json(&["store", "verify", "--json"]);
    // One text, and the display name.
    assert_eq!(
        (&report["opening"], &report["without_key"]),
        (&json!(2), &json!(0)),
        "{report}"
    );
}

/// Slots of the mirror that still hold a key.
fn slots(place: &Place, folder: &str) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(place.path(folder).join("slots.1")).expect("slots");
    let (slots, _) = bytes.as_chunks::<72>();
    slots.iter().map(|slot| slot.to_vec()).collect()
}

#[test]
fn a_mirror_is_made_beside_a_server_and_takes_the_place_of_lost_keys() {
    let place = Place::new();
    let server = served(&place);
    let mirror = path(&place, "mirror");
    let (code, _, said) = place.run(&["keys", "mirror"]);
    assert_eq!(code, 2, "{said}");
    place.done(&["keys", "mirror", &mirror]);
    assert_eq!(slots(&place, "keys"), slots(&place, "mirror"));
    assert!(!place.path("mirror/control").exists());
    server.kill();
    std::fs::remove_dir_all(place.path("keys")).expect("a folder");
    std::fs::rename(place.path("mirror"), place.path("keys")).expect("a folder");
    assert_eq!(with_content(&place), 2);
    let (code, _, said) = place.run(&["keys", "mirror", &path(&place, "data/mirror")]);
    assert_eq!(code, 77, "{said}");
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the server looks every few seconds, and nothing tells when it has"
)]
fn what_is_deleted_is_destroyed_in_the_configured_mirror_without_being_asked() {
    let place = Place::new();
    let config = std::fs::read_to_string(place.config()).expect("a file");
    let config = config.replace("path = \"keys\"", "path = \"keys\"\nmirror = \"mirror\"");
    std::fs::write(place.config(), config).expect("a file");
    let server = served(&place);
    place.done(&["keys", "mirror"]);
    let before = slots(&place, "mirror");
    delete(&server, "wamid.A");
    let destroyed: Vec<_> = before
        .into_iter()
        .filter(|slot| !slots(&place, "keys").contains(slot))
        .collect();
    assert_eq!(destroyed.len(), 1);
    // Looked at again until it is gone; the test's own limit ends a server that never does it.
    for _ in 0..600 {
        if !slots(&place, "mirror").contains(&destroyed[0]) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("the mirror still holds a destroyed key");
}

#[test]
fn periods_are_applied_at_an_operators_word() {
    let place = Place::with("[retention]\ncontent_days = 1\n");
    let server = served(&place);
    let done = place.json(&["retention", "run", "--json"]);
    assert_eq!(done["contents"], 2, "{done}");
    assert_eq!(with_content(&place), 0);
    drop(server);
    let said = place.done(&["retention", "run"]);
    assert!(said.contains("textes de 0 messages"), "{said}");
}

#[test]
fn the_audit_chain_shows_who_did_what_and_a_changed_entry_is_named() {
    let place = Place::new();
    let server = served(&place);
    place.done(&["contact", "show", FROM]);
    place.done(&["keys", "rotate"]);
    let shown = place.json(&["audit", "show", "--newest", "2", "--json"]);
    let actions: Vec<_> = shown
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| (&entry["action"], &entry["actor"]))
        .collect();
    assert_eq!(
        actions,
        [
            (&json!("contact_shown"), &json!("operator:operateur")),
            (&json!("keys_rotated"), &json!("operator:operateur")),
        ]
    );
    let said = place.done(&["audit", "show"]);
    assert!(
        said.contains("keys_rotated") && !said.contains(FROM),
        "{said}"
    );
    let whole = place.json(&["audit", "verify", "--json"]);
    assert_eq!(whole["entries"], 3, "{whole}");
    assert_eq!(whole["head"].as_str().map(str::len), Some(64));
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    // Somebody covers up that a person was looked at.
    let database = place.path("data/tact.db");
    let mut bytes = std::fs::read(&database).expect("a database");
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"contact_shown") {
        bytes[at + found..at + found + 13].copy_from_slice(b"consents_read");
        at += found + 13;
    }
    assert!(at > 0);
    std::fs::write(&database, bytes).expect("a database");
    let (code, out, err) = place.run(&["audit", "verify"]);
    assert_eq!(code, 65, "{out}{err}");
    assert!(out.contains("entrée 2 a été changée"), "{out}");
}
