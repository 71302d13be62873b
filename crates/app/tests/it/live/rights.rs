//! Consent and the rights of a person, beside a running server and without one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::server::{NUMBER, Place, delivery, revoke, text};

const FROM: &str = "33639980101";
const CANARY: &str = "qwzvkxjtrmbplhgfdscnyaoe";

/// Every form the canary could hide in.
fn forms() -> Vec<Vec<u8>> {
    let utf16 = |order: fn(u16) -> [u8; 2]| CANARY.encode_utf16().flat_map(order).collect();
    let hex: String = CANARY.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![
        CANARY.as_bytes().to_vec(),
        CANARY.to_uppercase().into_bytes(),
        CANARY.as_bytes()[8..].to_vec(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
    ];
    for shift in 0..3 {
        // Whole groups of three bytes only: what depends on the neighbours is left out.
        let whole = &CANARY.as_bytes()[shift..shift + 21];
        forms.push(STANDARD.encode(whole).into_bytes());
    }
    forms
}

fn found_in(place: &Place) -> Vec<String> {
    let forms = forms();
    let holds = |bytes: &[u8]| {
        forms
            .iter()
            .any(|form| memchr::memmem::find(bytes, form).is_some())
    };
    place
        .files()
        .into_iter()
        .filter(|(_, bytes)| holds(bytes))
        .map(|(path, _)| path.display().to_string())
        .collect()
}

fn exported(place: &Place, name: &str) -> (String, String) {
    let folder = place.path(name);
    place.done(&[
        "contact",
        "export",
        FROM,
        "--out",
        folder.to_str().expect("a path"),
    ]);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    (read("contact.json"), read("contact.html"))
}

#[test]
fn a_deleted_message_is_in_no_file_and_no_copy() {
    let place = Place::new();
    let server = place.serve();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let words = format!("bonjour {CANARY} <b>merci</b>");
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, &words)],
    ));
    assert_eq!(found_in(&place), Vec::<String>::new());
    // The search finds what is there: the copy of it is in clear, and the page shows it inert.
    let (data, page) = exported(&place, "before");
    assert!(data.contains(CANARY) && page.contains(CANARY));
    assert!(!page.contains("<b>merci"), "{page}");
    let gone = revoke("wamid.R", FROM, 1_763_000_100, "wamid.A");
    server.deliver(&delivery(NUMBER, FROM, &[gone]));
    let (data, page) = exported(&place, "after");
    assert!(!data.contains(CANARY) && !page.contains(CANARY));
    assert_eq!(found_in(&place), Vec::<String>::new());
    server.kill();
    assert_eq!(found_in(&place), Vec::<String>::new());
    let server = place.serve();
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, &words)],
    ));
    let (data, _) = exported(&place, "again");
    assert!(!data.contains(CANARY));
}

#[test]
fn the_same_commands_work_with_and_without_a_server() {
    let place = Place::new();
    // Nothing yet: the import makes the store.
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let server = place.serve();
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, "oui")],
    ));
    let beside = place.json(&["contact", "show", FROM, "--json"]);
    assert_eq!(beside["with_content"], 1);
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    assert_eq!(place.json(&["contact", "show", FROM, "--json"]), beside);
    place.consent(&[FROM], "ended", "2025-12-01T00:00:00Z");
    let after = place.json(&["contact", "show", FROM, "--json"]);
    assert_eq!(
        (&after["with_content"], &after["consent_ended"]),
        (&json!(0), &json!(1))
    );
    let lines = place.json(&["contact", "consent", FROM, "--json"]);
    assert_eq!(lines.as_array().map(Vec::len), Some(2), "{lines}");
    let said = place.done(&["contact", "consent", FROM]);
    assert!(
        said.contains("analysis accordé") && said.contains("analysis retiré"),
        "{said}"
    );
}

#[test]
fn a_consent_that_ends_while_the_server_runs_ends_there() {
    let place = Place::new();
    let server = place.serve();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, CANARY)],
    ));
    place.consent(&[FROM], "ended", "2025-12-01T00:00:00Z");
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.B", FROM, 1_764_800_000, CANARY)],
    ));
    assert_eq!(place.stats()["withheld"]["consent_ended"], 2);
    assert!(!exported(&place, "copy").0.contains(CANARY));
}

#[test]
fn a_wrong_line_imports_nothing_and_is_named() {
    let place = Place::new();
    let file = place.path("wrong.csv");
    let path = file.to_str().expect("a path").to_owned();
    let head = "contact,purpose,state,at,notice,channel,proof\n";
    let good = "+33639980101,analysis,granted,2025-01-01T00:00:00Z,v1,web,p\n";
    for (content, said) in [
        (
            format!("{head}{good}+33639980102,profilage,granted,2025-01-01T00:00:00Z,v1,web,p\n"),
            "Ligne 3, colonne purpose",
        ),
        (
            format!("{head}{good}+33639980102,analysis,oui,2025-01-01T00:00:00Z,v1,web,p\n"),
            "Ligne 3, colonne state",
        ),
        (
            format!("{head}{good}+33639980102,analysis,granted,hier,v1,web,p\n"),
            "Ligne 3, colonne at",
        ),
        (
            format!("{head}{good}+33639980102,analysis,granted,2025-01-01T00:00:00Z,v1,web,\n"),
            "Ligne 3, colonne proof",
        ),
        (good.to_owned(), "Ligne 1"),
    ] {
        std::fs::write(&file, content).expect("a file");
        let (code, _, err) = place.run(&["contact", "consent", "import", &path]);
        assert_eq!(code, 65, "{err}");
        assert!(
            err.contains(said) && err.contains("Rien n’a été importé"),
            "{said} in {err}"
        );
    }
    let mut bytes = format!("{head}{good}").into_bytes();
    bytes.extend(b"\xff\n");
    std::fs::write(&file, bytes).expect("a file");
    let (code, _, err) = place.run(&["contact", "consent", "import", &path]);
    assert!(code == 65 && err.contains("Ligne 3"), "{err}");
    let (code, _, err) = place.run(&["contact", "show", "+33639980101"]);
    assert_eq!(code, 66, "{err}");
    let (code, ..) = place.run(&["contact", "consent", "import", "absent.csv"]);
    assert_eq!(code, 66);
}

#[test]
fn an_erasure_asks_first_leaves_no_content_and_gives_a_receipt_without_any() {
    let place = Place::new();
    let server = place.serve();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, CANARY)],
    ));
    let (code, _, err) = place.run(&["contact", "erase", FROM]);
    assert_eq!(code, 2, "{err}");
    assert_eq!(
        place.json(&["contact", "show", FROM, "--json"])["with_content"],
        1
    );
    let receipt = place.done(&["contact", "erase", FROM, "--yes"]);
    assert!(receipt.contains("Effacement n°"), "{receipt}");
    assert!(!receipt.contains(CANARY) && !receipt.contains(FROM));
    let after = place.json(&["contact", "show", FROM, "--json"]);
    assert_eq!(
        (&after["with_content"], &after["erased"]),
        (&json!(0), &json!(1))
    );
    server.deliver(&delivery(
        NUMBER,
        FROM,
        &[text("wamid.A", FROM, 1_763_000_000, CANARY)],
    ));
    assert!(!exported(&place, "copy").0.contains(CANARY));
    drop(server);
    assert_eq!(found_in(&place), Vec::<String>::new());
}

#[test]
fn a_copy_is_for_its_owner_alone_and_writes_over_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    exported(&place, "copy");
    let mode = |name: &str| {
        let known = std::fs::metadata(place.path(name)).expect("a file");
        known.permissions().mode() & 0o777
    };
    assert_eq!(mode("copy"), 0o700);
    assert_eq!(
        (mode("copy/contact.json"), mode("copy/contact.html")),
        (0o600, 0o600)
    );
    let out = place.path("copy");
    let (code, _, err) = place.run(&[
        "contact",
        "export",
        FROM,
        "--out",
        out.to_str().expect("a path"),
    ]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn a_request_for_the_data_waits_for_its_answer() {
    let place = Place::new();
    let server = place.serve();
    let asked = text("wamid.A", FROM, 1_763_000_000, "Mes données !");
    server.deliver(&delivery(NUMBER, FROM, &[asked]));
    let open = place.json(&["contact", "requests", "--json"]);
    assert_eq!(open[0]["request"], "my_data", "{open}");
    assert_eq!(
        (&open[0]["answered_at"], open.as_array().map(Vec::len)),
        (&json!(null), Some(1))
    );
    let said = place.done(&["contact", "requests"]);
    assert!(said.contains("EN RETARD") && !said.contains(FROM), "{said}");
    exported(&place, "copy");
    let answered = place.json(&["contact", "requests", "--json"]);
    assert!(answered[0]["answered_at"].is_string(), "{answered}");
}

#[test]
fn a_store_is_checked_beside_the_server_and_a_changed_page_is_found() {
    use std::io::{Seek, SeekFrom, Write};
    let place = Place::new();
    let server = place.serve();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let messages: Vec<_> = (0..200)
        .map(|at| text(&format!("wamid.{at}"), FROM, 1_763_000_000 + at, CANARY))
        .collect();
    server.deliver(&delivery(NUMBER, FROM, &messages));
    // The display name is sealed under a key of its own.
    let report = place.json(&["store", "verify", "--json"]);
    assert_eq!(
        (&report["opening"], &report["database"]),
        (&json!(201), &json!([])),
        "{report}"
    );
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .open(place.path("data/tact.db"))
        .expect("a file");
    let pages = file.metadata().expect("a size").len() / 4096;
    file.seek(SeekFrom::Start(pages / 2 * 4096))
        .expect("a place");
    file.write_all(&[0x5a; 4096]).expect("a page");
    drop(file);
    let (code, _, err) = place.run(&["store", "verify"]);
    assert_eq!(code, 65, "{err}");
}

#[test]
fn a_contact_can_be_named_without_standing_on_the_command_line() {
    use std::io::Write;
    use std::process::Stdio;
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let mut command = place.command(&["contact", "show", "-", "--json"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut input = child.stdin.take().expect("a pipe");
    input
        .write_all(format!("+{FROM}\n").as_bytes())
        .expect("a line");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    let shown: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(shown["granted"], json!(["analysis"]));
}
