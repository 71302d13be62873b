//! Without a recorded yes nothing a customer wrote is read, and nothing of it comes out.

use super::export::{Line, Phone};
use super::program::{Folder, analyze_json, card, command, run, texts};
use super::shop::{self, Chat};

const HEAD: &str = "contact,purpose,state,at,notice,channel,proof\n";

/// Words that stand in customers' messages and nowhere else.
const WORDS: [&str; 6] = [
    "zorbiluquet",
    "trampovelle",
    "quiradonne",
    "blumestricotin",
    "farandillon",
    "mirquelasse",
];

fn chats(count: usize) -> Vec<Chat> {
    (0..count)
        .map(|index| {
            let question = format!("Bonjour, quelle taille pour le {} en velours ?", WORDS[0]);
            let mut chat = shop::chat(index, &question, "");
            for (line, word) in [(0, WORDS[0]), (2, WORDS[1 + index % 5]), (3, WORDS[2])] {
                let at = chat.lines[line].at;
                let words = format!("Bonjour, quelle taille pour ce {word} en velours, merci ?");
                chat.lines[line] = Line::new(at, shop::name(index), &words);
            }
            chat
        })
        .collect()
}

fn folder_of(chats: &[Chat]) -> Folder {
    let folder = Folder::new();
    for chat in chats {
        chat.save(&folder, "exports", Phone::AndroidFr);
    }
    folder
}

/// A grant for every customer of the shop that covers what was said before.
fn grants(count: usize, purpose: &str) -> String {
    (0..count)
        .map(|index| {
            let name = shop::name(index);
            format!("{name},{purpose},granted,2026-01-05T10:00:00+01:00,v1 covers_history,shop,form-{index}\n")
        })
        .collect()
}

fn consent_of(folder: &Folder, lines: &str) -> std::path::PathBuf {
    folder.write("consent.csv", format!("{HEAD}{lines}"))
}

fn consented(report: &serde_json::Value, lang_label: &str) -> f64 {
    report["coverage"]
        .as_array()
        .and_then(|facts| facts.iter().find(|fact| fact["label"] == lang_label))
        .and_then(|fact| fact["raw"].as_f64())
        .expect("a count of consents")
}

fn any_word(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    WORDS.into_iter().find(|word| text.contains(word))
}

#[test]
fn without_consent_no_word_of_a_customer_comes_out() {
    let folder = folder_of(&chats(16));
    for (format, lang) in [("html", "fr"), ("html", "en"), ("json", "fr"), ("md", "en")] {
        let report = folder.path("report");
        let mut command = command();
        command
            .args(["analyze", "--format", format, "--lang", lang, "--out"])
            .arg(&report)
            .arg(folder.path("exports"));
        let run = run(command).ended(0);
        let page = std::fs::read_to_string(&report).expect("a report");
        for text in [&run.out, &run.err, &page] {
            assert_eq!(any_word(text), None, "{format}");
        }
        // It says what is withheld and how to unlock it.
        assert!(page.contains("--consent"), "{format}");
        assert!(run.out.contains("--consent"), "{format}");
    }
}

#[test]
fn with_consent_the_same_words_are_read() {
    let folder = folder_of(&chats(16));
    let lines = grants(16, "analysis") + &grants(16, "quotation");
    let consent = consent_of(&folder, &lines);
    let report = analyze_json(
        "fr",
        [
            folder.path("exports").as_os_str(),
            "--consent".as_ref(),
            consent.as_os_str(),
        ],
    )
    .ended(0);
    assert!(any_word(&report.out).is_some());
    assert_eq!(consented(&report.json(), "Accord à l’analyse"), 16.0);
}

#[test]
fn without_consent_service_figures_are_there_and_tone_is_not() {
    let folder = folder_of(&chats(16));
    let report = analyze_json("fr", [folder.path("exports")]).ended(0).json();
    assert_eq!(card(&report, "conversations")["raw"], 16.0);
    assert_eq!(card(&report, "frt")["raw"], 720.0);
    let cards = report["cards"].as_array().expect("cards");
    assert!(cards.iter().all(|card| card["id"] != "tone"));
    let sections = report["sections"].as_array().expect("sections");
    for content in ["why", "questions", "products"] {
        assert!(
            sections.iter().all(|section| section["id"] != content),
            "{content}"
        );
    }
    assert!(report["bar"]["point"].is_null() && report["bar"]["outer"].is_null());
}

#[test]
fn quotation_is_a_purpose_of_its_own() {
    let folder = folder_of(&chats(16));
    let run = |purposes: &str| {
        analyze_json(
            "fr",
            [
                folder.path("exports").as_os_str(),
                "--consent-declared".as_ref(),
                "Accord recueilli en boutique par Mme Brun".as_ref(),
                "--declared-purposes".as_ref(),
                purposes.as_ref(),
            ],
        )
        .ended(0)
        .json()
    };
    let quotes = |report: &serde_json::Value| {
        let sections = report["sections"].as_array().expect("sections").clone();
        sections
            .iter()
            .flat_map(|section| section["blocks"].as_array().cloned().unwrap_or_default())
            .any(|block| block["kind"] == "quotes")
    };
    assert!(!quotes(&run("analysis")));
    assert!(quotes(&run("analysis,quotation")));
    // Analysis does not follow from quotation.
    let report = run("quotation");
    assert!(!quotes(&report));
    assert_eq!(any_word(&report.to_string()), None);
}

#[test]
fn a_consent_that_ended_counts_no_longer() {
    let folder = folder_of(&chats(16));
    let ended: String = (0..16)
        .map(|index| {
            let name = shop::name(index);
            format!("{name},analysis,ended,2026-02-01T10:00:00+01:00,,,\n")
        })
        .collect();
    // The order of the lines says nothing; their dates do.
    let consent = consent_of(&folder, &(ended + &grants(16, "analysis")));
    let report = analyze_json(
        "fr",
        [
            folder.path("exports").as_os_str(),
            "--consent".as_ref(),
            consent.as_os_str(),
        ],
    )
    .ended(0);
    assert_eq!(any_word(&report.out), None);
    assert_eq!(consented(&report.json(), "Accord à l’analyse"), 0.0);
}

#[test]
fn a_consent_without_history_does_not_reach_back() {
    let folder = folder_of(&chats(16));
    let lines = grants(16, "analysis")
        .replace(" covers_history", "")
        .replace("2026-01-05", "2026-05-01");
    let consent = consent_of(&folder, &lines);
    let report = analyze_json(
        "fr",
        [
            folder.path("exports").as_os_str(),
            "--consent".as_ref(),
            consent.as_os_str(),
        ],
    )
    .ended(0);
    assert_eq!(any_word(&report.out), None);
}

#[test]
fn a_wrong_line_is_named_and_nothing_is_written() {
    let folder = folder_of(&chats(12));
    let good = grants(1, "analysis");
    for (line, column) in [
        (
            "Alma,profiling,granted,2026-01-05T10:00:00Z,v1,shop,f",
            "purpose",
        ),
        ("Alma,analysis,yes,2026-01-05T10:00:00Z,v1,shop,f", "state"),
        ("Alma,analysis,granted,05/01/2026,v1,shop,f", "at"),
        (
            "Alma,analysis,granted,2026-01-05T10:00:00Z,v1,shop,",
            "proof",
        ),
    ] {
        let consent = consent_of(&folder, &format!("{good}{line}\n"));
        let report = folder.path("report.html");
        let mut command = command();
        command
            .arg("analyze")
            .arg(folder.path("exports"))
            .arg("--out")
            .arg(&report)
            .arg("--consent")
            .arg(&consent);
        let run = run(command).ended(65);
        assert!(
            run.err.contains("line 3") && run.err.contains(column),
            "{}",
            run.err
        );
        assert!(!run.err.contains("Alma"), "{}", run.err);
        assert!(!report.exists());
    }
}

#[test]
fn a_name_two_customers_bear_is_refused_with_its_line() {
    let mut chats = chats(12);
    // A second Alma: another chat, other words, other days.
    let mut second = chats[7].clone();
    for line in &mut second.lines {
        if line.author == shop::name(7) {
            line.author = "Alma".to_owned();
        }
    }
    second.contact = "Alma".to_owned();
    chats.remove(7);
    let folder = folder_of(&chats);
    second.save(&folder, "exports/other", Phone::AndroidFr);
    let consent = consent_of(&folder, &grants(2, "analysis"));
    let run = analyze_json(
        "fr",
        [
            folder.path("exports").as_os_str(),
            "--consent".as_ref(),
            consent.as_os_str(),
        ],
    )
    .ended(65);
    assert!(run.err.contains("line 2"), "{}", run.err);
    assert!(!run.err.contains("Alma"), "{}", run.err);
    assert_eq!(run.out, "");
}

#[test]
fn a_declaration_is_printed_word_for_word() {
    let folder = folder_of(&chats(12));
    let words = "Recueilli par Mme Brun, en caisse, le 3 mars 2026";
    for format in ["html", "json", "md"] {
        let mut command = command();
        command
            .args([
                "analyze",
                "--format",
                format,
                "--out",
                "-",
                "--consent-declared",
                words,
            ])
            .arg(folder.path("exports"));
        let run = run(command).ended(0);
        assert!(run.out.contains(words), "{format}");
    }
}

#[test]
fn an_empty_declaration_is_no_declaration() {
    let folder = folder_of(&chats(12));
    let exports = folder.path("exports");
    analyze_json(
        "fr",
        [
            exports.as_os_str(),
            "--consent-declared".as_ref(),
            "  ".as_ref(),
        ],
    )
    .ended(2);
}

#[test]
fn a_file_and_a_declaration_together_are_wrong_usage() {
    let folder = folder_of(&chats(12));
    let exports = folder.path("exports");
    let consent = consent_of(&folder, "");
    let wrong: [&[&std::ffi::OsStr]; 3] = [
        &[
            "--consent".as_ref(),
            consent.as_os_str(),
            "--consent-declared".as_ref(),
            "x".as_ref(),
        ],
        &["--declared-purposes".as_ref(), "analysis".as_ref()],
        &[
            "--consent-declared".as_ref(),
            "x".as_ref(),
            "--declared-purposes=profiling".as_ref(),
        ],
    ];
    for arguments in wrong {
        let all = std::iter::once(exports.as_os_str()).chain(arguments.iter().copied());
        let run = analyze_json("fr", all).ended(2);
        assert_eq!(run.out, "");
    }
}

#[test]
fn a_consent_file_that_is_missing_stops_the_run() {
    let folder = folder_of(&chats(12));
    let (exports, absent) = (folder.path("exports"), folder.path("absent.csv"));
    let run = analyze_json(
        "fr",
        [
            exports.as_os_str(),
            "--consent".as_ref(),
            absent.as_os_str(),
        ],
    )
    .ended(66);
    assert!(run.err.contains("absent.csv"), "{}", run.err);
}

#[test]
fn no_output_names_a_customer() {
    let folder = folder_of(&chats(16));
    let mut command = command();
    command
        .args(["analyze", "--out", "-", "--format", "json"])
        .args(["--consent-declared", "Recueilli en caisse"])
        .args(["--declared-purposes", "analysis,quotation"])
        .arg(folder.path("exports"));
    let run = run(command).ended(0);
    let report = run.json();
    let said = texts(&report).join("\n");
    for index in 0..16 {
        let name = shop::name(index);
        let named = said
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == name);
        assert!(!named, "{name}");
    }
}
