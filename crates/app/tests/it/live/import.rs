//! `tact import`: chat exports beside webhooks, as the operator runs it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tact_store::forensic;

use super::report::{
    CUSTOMERS, Said, card, everybody, exports, figures, phone, report, week_of_talk,
};
use super::server::{NUMBER, Place, delivery, revoke, text};

const ZONE: [&str; 4] = ["--tz", "Europe/Paris", "--number", NUMBER];

/// Runs `tact import` on a path, for machines.
#[track_caller]
fn import(place: &Place, path: &Path) -> Value {
    let path = path.to_str().expect("a path");
    place.json(&[&["import", path, "--json"], &ZONE[..]].concat())
}

/// One export of each chat as the phone shows unsaved contacts: by their number.
fn exports_by_number(place: &Place, said: &[Said]) -> PathBuf {
    let folder = place.path("by-number");
    std::fs::create_dir_all(&folder).expect("a folder");
    for customer in 0..CUSTOMERS {
        let digits = phone(customer);
        let (country, rest) = digits.split_at(2);
        let shown = format!("+{country} {rest}");
        let mut chat = String::new();
        for one in said.iter().filter(|one| one.customer == customer) {
            let at = jiff::Timestamp::from_second(one.at).expect("a time");
            let time = at.in_tz("Europe/Paris").expect("a zone");
            let time = time.strftime("%d/%m/%Y, %H:%M");
            let author = if one.inbound { &shown } else { "Style&Co" };
            writeln!(chat, "{time} - {author}: {}", one.words).expect("memory");
        }
        let name = format!("Discussion WhatsApp avec {shown}.txt");
        std::fs::write(folder.join(name), chat).expect("a file");
    }
    folder
}

/// The history the platform hands over, in two chunks, the later one first.
fn histories(said: &[Said]) -> Vec<Vec<u8>> {
    let (early, late) = said.split_at(said.len() / 2);
    [(2, late), (1, early)]
        .map(|(chunk, said)| {
            let threads: Vec<Value> = said
                .iter()
                .map(|one| {
                    let phone = phone(one.customer);
                    let from = if one.inbound { &phone } else { "33199000001" };
                    let mut message = text(&one.id(), from, one.at, &one.words);
                    if !one.inbound {
                        message["to"] = json!(phone);
                    }
                    message["history_context"] = json!({"status": "READ"});
                    json!({"id": phone, "context": {"wa_id": phone}, "messages": [message]})
                })
                .collect();
            let value = json!({
                "messaging_product": "whatsapp",
                "metadata": {"display_phone_number": "33199000001", "phone_number_id": NUMBER},
                "history": [{
                    "metadata": {"phase": 1, "chunk_order": chunk, "progress": 50 * chunk},
                    "threads": threads,
                }],
            });
            let change = json!({"field": "history", "value": value});
            json!({
                "object": "whatsapp_business_account",
                "entry": [{"id": "102290129340398", "changes": [change]}],
            })
            .to_string()
            .into_bytes()
        })
        .into()
}

#[test]
fn an_import_and_the_history_of_the_platform_leave_the_same_store_in_either_order() {
    let said = week_of_talk();
    let told = |import_first: bool| {
        let place = Place::with("[retention]\ncontent_days = 4000\nreason = \"test\"\n");
        everybody(&place);
        let folder = exports_by_number(&place, &said);
        if import_first {
            let done = import(&place, &folder);
            assert_eq!(done["report"]["new"], said.len(), "{done}");
        }
        let server = place.serve();
        for history in histories(&said) {
            server.deliver(&history);
        }
        server.stop();
        if !import_first {
            let done = import(&place, &folder);
            assert_eq!(done["report"]["known"], said.len(), "{done}");
            assert_eq!(done["report"]["new"], 0, "{done}");
        }
        (place.stats(), figures(&report(&place)))
    };
    let (stats, shown) = told(true);
    assert_eq!(stats["messages"], said.len());
    assert_eq!(stats["contacts"], CUSTOMERS);
    assert_eq!((stats, shown), told(false));
}

#[test]
fn the_report_on_imported_exports_says_what_analyze_says_of_the_files() {
    let said = week_of_talk();
    let place = Place::with("[retention]\ncontent_days = 4000\nreason = \"test\"\n");
    let folder = exports(&place, &said);
    let first = import(&place, &folder);
    assert_eq!(first["report"]["withheld"]["no_consent"], said.len());
    // They agree under the names of the exports; the same files then bring the words.
    let mut file = "contact,purpose,state,at,notice,channel,proof\n".to_owned();
    for customer in 0..CUSTOMERS {
        writeln!(
            file,
            "Cliente {customer},analysis,granted,2025-01-01T00:00:00Z,v1 covers_history,web,bouton"
        )
        .expect("memory");
    }
    let consent = place.path("by-name.csv");
    std::fs::write(&consent, file).expect("a file");
    let consent = consent.to_str().expect("a path").to_owned();
    place.done(&["contact", "consent", "import", &consent]);
    let second = import(&place, &folder);
    assert_eq!(second["report"]["completed"], said.len(), "{second}");
    assert_eq!(second["report"]["new"], 0, "{second}");

    let of_store = report(&place);
    let analyzed = std::process::Command::new(env!("CARGO_BIN_EXE_tact"))
        .env_clear()
        .env("LC_ALL", "fr_FR.UTF-8")
        .args([
            "analyze",
            "--format",
            "json",
            "--out",
            "-",
            "--tz",
            "Europe/Paris",
        ])
        .args(["--consent", &consent, "--exported-at", "2025-02-20T09:00"])
        .arg(&folder)
        .output()
        .expect("the program runs");
    let of_files: Value = serde_json::from_slice(&analyzed.stdout).expect("a report");
    for id in ["conversations", "tone", "frt", "unanswered"] {
        assert_eq!(
            card(&of_store, id)["raw"],
            card(&of_files, id)["raw"],
            "{id}"
        );
    }
    // A rate of deletions is not made of what nobody watched, on whatever number.
    let cards = of_store["cards"].as_array().expect("cards");
    for id in ["withdrawn_conv", "blind_spot"] {
        let shown = cards.iter().find(|card| card["id"] == id);
        assert!(shown.is_none_or(|card| card["raw"].is_null()), "{shown:?}");
    }
}

#[test]
fn an_import_runs_beside_the_server_and_what_was_deleted_there_stays_deleted() {
    let place = Place::new();
    let customer = "33639980007";
    place.consent(&[customer], "granted", "2026-01-01T00:00:00Z");
    // Younger than any period: the configuration was written a moment ago.
    let written = std::fs::metadata(place.config()).and_then(|file| file.modified());
    let written = jiff::Timestamp::try_from(written.expect("a time")).expect("a time");
    let now = written.as_second() / 60 * 60 - 7200;
    let server = place.serve();
    let said = text("wamid.gone", customer, now + 5, "canarienunmotrare");
    server.deliver(&delivery(NUMBER, customer, &[said]));
    let gone = revoke("wamid.revoke", customer, now + 90, "wamid.gone");
    server.deliver(&delivery(NUMBER, customer, &[gone]));
    let at = jiff::Timestamp::from_second(now).expect("a time");
    let time = |minutes: i64| {
        let at = at + jiff::SignedDuration::from_mins(minutes);
        let there = at.in_tz("Europe/Paris").expect("a zone");
        there.strftime("%d/%m/%Y, %H:%M").to_string()
    };
    let chat = format!(
        "{} - +33 6 39 98 00 07: canarienunmotrare\n{} - Style&Co: Bonjour\n\
         {} - +33 6 39 98 00 07: un autre mot\n",
        time(0),
        time(2),
        time(4),
    );
    let file = place.path("Discussion WhatsApp avec +33 6 39 98 00 07.txt");
    std::fs::write(&file, chat).expect("a file");
    let done = place.json(
        &[
            &["import", file.to_str().expect("a path"), "--json"][..],
            &["--business", "Style&Co"][..],
            &ZONE[..],
        ]
        .concat(),
    );
    assert_eq!(done["report"]["known"], 1, "{done}");
    assert_eq!(done["report"]["new"], 2, "{done}");
    let stats = place.stats();
    assert_eq!(stats["messages"], 2);
    assert_eq!(stats["tombstones"], 1);
    let audit = place.done(&["audit", "show"]);
    server.stop();
    assert!(
        audit.contains("import_begun") && audit.contains("import_ended"),
        "{audit}"
    );
    let folders = [place.path("data"), place.path("keys")];
    let found = forensic::scan(&folders, &["canarienunmotrare"]).expect("a scan");
    assert!(found.findings.is_empty());
}

#[test]
fn without_consent_no_word_of_an_import_is_on_the_disk() {
    let place = Place::new();
    let said = week_of_talk();
    let folder = exports(&place, &said);
    import(&place, &folder);
    let folders = [place.path("data"), place.path("keys")];
    let words = [
        "robe Alba",
        "marine cette saison",
        "vraiment adorables",
        "Cliente 11",
    ];
    let found = forensic::scan(&folders, &words).expect("a scan");
    assert!(found.findings.is_empty());
    assert_eq!(place.stats()["withheld"]["no_consent"], said.len());
}

#[test]
fn every_export_of_the_fixtures_is_taken_in_or_left_out_with_its_reason() {
    let place = Place::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/exports");
    let mut folders: Vec<_> = std::fs::read_dir(fixtures)
        .expect("the fixtures")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 22);
    let mut taken = 0;
    for folder in folders {
        let path = folder.to_str().expect("a path");
        let (code, out, err) = place.run(&[&["import", path, "--json"], &ZONE[..]].concat());
        assert!([0, 3, 65].contains(&code), "{path}: {code} {out} {err}");
        assert!(!err.contains("panicked"), "{path}: {err}");
        assert_eq!(code == 65, out.is_empty(), "{path}: {out} {err}");
        taken += usize::from(code != 65);
    }
    assert!(taken > 10, "{taken}");
    let stats = place.stats();
    assert!(
        stats["messages"]
            .as_i64()
            .is_some_and(|messages| messages > 20),
        "{stats}"
    );
    // Once more: nothing is counted twice.
    let fixtures =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/exports/01-fr-android");
    import(&place, &fixtures);
    assert_eq!(place.stats(), stats);
}

#[test]
fn a_rehearsal_keeps_nothing_and_only_a_kept_import_removes_its_files() {
    let place = Place::new();
    let folder = exports(&place, &week_of_talk());
    let path = folder.to_str().expect("a path");
    let tried = place.json(&[&["import", path, "--json", "--dry-run"], &ZONE[..]].concat());
    assert_eq!(tried["dry_run"], true);
    assert!(tried["report"]["new"].as_u64().is_some_and(|new| new > 0));
    assert_eq!(place.stats()["messages"], 0);
    assert_eq!(place.stats()["contacts"], 0);
    let (code, out, err) = place.run(&[&["import", path, "--delete-sources"], &ZONE[..]].concat());
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("Importé"), "{out}");
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 0);
}

#[test]
fn what_cannot_be_imported_is_said_and_the_rest_is_taken_in() {
    let place = Place::new();
    let folder = exports(&place, &week_of_talk());
    let path = folder.to_str().expect("a path");
    let (code, _, err) = place.run(&["import", path, "--tz", "Europe/Paris"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("--number") && err.contains(NUMBER), "{err}");
    let nowhere = place.path("nowhere.txt");
    let nowhere = nowhere.to_str().expect("a path");
    let (code, _, err) = place.run(&[&["import", nowhere], &ZONE[..]].concat());
    assert_eq!(code, 66, "{err}");
    let notes = place.path("notes.txt");
    std::fs::write(&notes, "Ceci n’est pas une discussion.\n").expect("a file");
    let notes = notes.to_str().expect("a path");
    let (code, _, err) = place.run(&[&["import", notes], &ZONE[..]].concat());
    assert_eq!(code, 65, "{err}");
    let backup = place.path("notifications.csv");
    std::fs::write(
        &backup,
        "package,title,text,time\ncom.whatsapp,Yann,je retire,1772442000\n",
    )
    .expect("a file");
    let backup = backup.to_str().expect("a path");
    let (code, _, err) = place.run(&[&["import", backup], &ZONE[..]].concat());
    assert_eq!(code, 77, "{err}");
    let (code, _, err) = place.run(&[&["import", path, notes, backup], &ZONE[..]].concat());
    assert_eq!(code, 3, "{err}");
    assert_eq!(place.stats()["messages"], week_of_talk().len());
}

#[test]
fn two_chats_of_one_name_and_no_number_are_left_out() {
    let place = Place::new();
    let folder = place.path("two");
    for (name, words) in [
        ("a", "une question sur ma facture"),
        ("b", "un tout autre sujet ici"),
    ] {
        let inner = folder.join(name);
        std::fs::create_dir_all(&inner).expect("a folder");
        let chat = format!(
            "06/01/2025, 09:00 - Marie: {words}\n06/01/2025, 09:0{} - Style&Co: Bonjour\n",
            words.len() % 7 + 1
        );
        std::fs::write(inner.join("Discussion WhatsApp avec Marie.txt"), chat).expect("a file");
    }
    let path = folder.to_str().expect("a path");
    let arguments = [&["import", path, "--business", "Style&Co"], &ZONE[..]].concat();
    let (code, _, err) = place.run(&arguments);
    assert_eq!(code, 65, "{err}");
    assert!(err.contains("2 discussions"), "{err}");
}
