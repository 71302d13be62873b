//! What a customer deleted appears nowhere, whatever older file still holds it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use jiff::ToSpan;

use super::export::{Line, PHONES, Phone};
use super::program::{Folder, Run, command, run};
use super::shop::{self, BUSINESS, Chat};
use super::zips::zip;

/// A word no dictionary holds and no sentence holds by chance.
const CANARY: &str = "Vroquemélusinthabéryol";

/// Letters of a window that must not appear.
const WINDOW: usize = 8;

/// Every format of a report.
const EVERY: [&str; 3] = ["html", "json", "md"];

const DECLARED: [&str; 4] = [
    "--consent-declared",
    "Case cochée en boutique, mars 2026",
    "--declared-purposes",
    "analysis,quotation",
];

/// Every way in which a part of the canary could stand in a file.
fn traces() -> BTreeSet<Vec<u8>> {
    let letters: Vec<char> = CANARY.chars().collect();
    let mut traces = BTreeSet::new();
    for window in letters.windows(WINDOW) {
        let lower: String = window.iter().collect::<String>().to_lowercase();
        let upper = lower.to_uppercase();
        for text in [&lower, &upper] {
            traces.insert(text.clone().into_bytes());
            traces.insert(hex(text.as_bytes()).into_bytes());
            traces.insert(hex(text.as_bytes()).to_uppercase().into_bytes());
            traces.insert(escaped(text, |unit| format!("\\u{unit:04x}")).into_bytes());
            traces.insert(escaped(text, |unit| format!("&#{unit};")).into_bytes());
            traces.insert(escaped(text, |unit| format!("&#x{unit:x};")).into_bytes());
            traces.insert(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
            traces.insert(percent(text).into_bytes());
        }
    }
    // Base64 of the whole word at each of the three places a byte can have.
    for text in [
        CANARY.to_owned(),
        CANARY.to_lowercase(),
        CANARY.to_uppercase(),
    ] {
        for before in 0..3 {
            let mut bytes = vec![b' '; before];
            bytes.extend(text.as_bytes());
            for engine in [&STANDARD, &URL_SAFE] {
                let code = engine.encode(&bytes);
                // The first and last group also hold what stands around.
                traces.insert(code.as_bytes()[4..20].to_vec());
            }
        }
    }
    traces
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn escaped(text: &str, write: impl Fn(u16) -> String) -> String {
    text.encode_utf16()
        .map(|unit| match char::from_u32(u32::from(unit)) {
            Some(letter) if letter.is_ascii() => letter.to_string(),
            _ => write(unit),
        })
        .collect()
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b if b.is_ascii_alphanumeric() => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}

/// The first trace found, as text.
fn found(haystack: &[u8]) -> Option<String> {
    let lower = String::from_utf8_lossy(haystack).to_lowercase();
    traces().into_iter().find_map(|trace| {
        let there = memchr::memmem::find(haystack, &trace).is_some()
            || memchr::memmem::find(lower.as_bytes(), &trace).is_some();
        there.then(|| String::from_utf8_lossy(&trace).into_owned())
    })
}

/// Everything a run gives: the report and both streams.
fn everything(run: &Run, report: Option<&PathBuf>) -> Vec<u8> {
    let mut all = format!("{}\n{}", run.out, run.err).into_bytes();
    if let Some(path) = report {
        all.extend(std::fs::read(path).expect("a report"));
    }
    all
}

/// Twelve customers ask with the canary in their words.
fn chats() -> Vec<Chat> {
    (0..12)
        .map(|index| {
            let break_ = if index % 2 == 0 { " " } else { "\n" };
            let question = format!(
                "Bonjour, quelle taille prendre pour le pantalon{break_}{CANARY} en velours ?"
            );
            shop::chat(
                index,
                &question,
                "Je fais un 38 d'habitude, je préfère ample",
            )
        })
        .collect()
}

/// The chats as exported later: the question is deleted, one more message has come.
fn later(chats: &[Chat]) -> Vec<Chat> {
    chats
        .iter()
        .map(|chat| {
            let mut chat = chat.without(&[0]);
            let at = chat.lines.last().expect("messages").at + 49.hours();
            chat.lines.push(Line::new(
                at,
                BUSINESS,
                "Votre commande est partie ce matin.",
            ));
            chat
        })
        .collect()
}

fn save(folder: &Folder, under: &str, phone: Phone, chats: &[Chat]) -> PathBuf {
    for chat in chats {
        chat.save(folder, under, phone);
    }
    folder.path(under)
}

/// Analyses folders into some formats and hands back all that came out.
fn outputs(folder: &Folder, sources: &[PathBuf], lang: &str, formats: &[&str]) -> Vec<u8> {
    let mut all = Vec::new();
    for format in formats {
        let report = folder.path(&format!("report.{format}"));
        let mut command = command();
        command
            .args(["analyze", "--format", format, "--lang", lang])
            .args(DECLARED)
            .arg("--out")
            .arg(&report)
            .args(sources);
        let run = run(command).ended(0);
        all.extend(everything(&run, Some(&report)));
    }
    all
}

#[test]
fn the_word_is_found_where_nothing_was_deleted() {
    // Without this, the tests below could not fail.
    for phone in PHONES {
        let folder = Folder::new();
        let older = save(&folder, "old", phone, &chats());
        let all = outputs(&folder, &[older], "fr", &["json"]);
        assert!(found(&all).is_some(), "{phone:?}");
    }
}

#[test]
fn the_search_knows_every_disguise() {
    let disguised = [
        CANARY.as_bytes().to_vec(),
        CANARY.to_uppercase().into_bytes(),
        STANDARD.encode(format!("xx{CANARY}x")).into_bytes(),
        hex(CANARY.as_bytes()).into_bytes(),
        escaped(CANARY, |unit| format!("\\u{unit:04x}")).into_bytes(),
        CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        CANARY.as_bytes()[5..18].to_vec(),
    ];
    for bytes in disguised {
        assert!(found(&bytes).is_some(), "{bytes:?}");
    }
    assert_eq!(found(b"Bonjour, quelle taille prendre ?"), None);
}

#[test]
fn a_word_deleted_in_the_newer_export_appears_in_no_output() {
    let (before, after) = (chats(), later(&chats()));
    for phone in PHONES {
        let folder = Folder::new();
        let older = save(&folder, "old", phone, &before);
        let newer = save(&folder, "new", phone, &after);
        for (order, lang, formats) in [
            ([older.clone(), newer.clone()], "fr", &["html"][..]),
            ([newer.clone(), older.clone()], "en", &["json", "md"]),
        ] {
            let all = outputs(&folder, &order, lang, formats);
            assert_eq!(found(&all), None, "{phone:?} {lang}");
        }
    }
}

#[test]
fn the_phone_may_have_changed_between_the_two_exports() {
    let (before, after) = (chats(), later(&chats()));
    let changes = [
        (Phone::AndroidFr, Phone::IosFr),
        (Phone::IosFr, Phone::AndroidEn),
        (Phone::AndroidEn, Phone::IosEn),
        (Phone::IosEn, Phone::AndroidFr),
    ];
    for (old_phone, new_phone) in changes {
        let folder = Folder::new();
        // The newer one is written first: the time of a file says nothing.
        let newer = save(&folder, "new", new_phone, &after);
        let older = save(&folder, "old", old_phone, &before);
        let all = outputs(&folder, &[older, newer], "fr", &["html"]);
        assert_eq!(found(&all), None, "{old_phone:?} {new_phone:?}");
    }
}

#[test]
fn an_archive_of_the_older_export_hides_nothing() {
    let (before, after) = (chats(), later(&chats()));
    let folder = Folder::new();
    for chat in &before {
        let text = Phone::IosFr.write(&chat.lines);
        let name = format!("all/WhatsApp Chat - {}.zip", chat.contact);
        folder.write(&name, zip(&[("_chat.txt", text.as_bytes())]));
    }
    let all_of_them = save(&folder, "all", Phone::IosFr, &after);
    let all = outputs(&folder, &[all_of_them], "fr", &EVERY);
    assert_eq!(found(&all), None);
}

#[test]
fn one_customer_who_deletes_takes_their_words_from_a_topic_of_many() {
    let before = chats();
    let mut after = before.clone();
    let gone = "Zibelourcanthèmedruvo";
    let mut one = before.clone();
    one[3].lines[0] = Line::new(
        shop::opening(3),
        shop::name(3),
        &format!("Bonjour, quelle taille prendre pour le pantalon {gone} en velours ?"),
    );
    after[3] = one[3].without(&[0]);
    let folder = Folder::new();
    let older = save(&folder, "old", Phone::AndroidFr, &one);
    let newer = save(&folder, "new", Phone::AndroidFr, &after);
    let all =
        String::from_utf8_lossy(&outputs(&folder, &[older, newer], "fr", &EVERY)).to_lowercase();
    let letters: Vec<char> = gone.to_lowercase().chars().collect();
    for window in letters.windows(WINDOW) {
        let window: String = window.iter().collect();
        assert!(!all.contains(&window), "{window}");
    }
}

#[test]
fn the_report_counts_what_it_set_aside() {
    let (before, after) = (chats(), later(&chats()));
    let folder = Folder::new();
    let older = save(&folder, "old", Phone::AndroidFr, &before);
    let newer = save(&folder, "new", Phone::AndroidFr, &after);
    let report = super::program::analyze_json("fr", [older, newer])
        .ended(0)
        .json();
    let said = super::program::texts(&report["coverage"]).join("\n");
    assert!(
        said.contains("12 messages supprimés dans un export étaient encore lisibles"),
        "{said}"
    );
}

#[test]
fn inspect_shows_no_word_of_either_export() {
    let (before, after) = (chats(), later(&chats()));
    let folder = Folder::new();
    save(&folder, "both/old", Phone::IosEn, &before);
    save(&folder, "both/new", Phone::IosEn, &after);
    for form in [None, Some("--json")] {
        let mut command = command();
        command.arg("inspect").arg(folder.path("both")).args(form);
        let run = run(command).ended(0);
        assert_eq!(found(&everything(&run, None)), None);
    }
}
