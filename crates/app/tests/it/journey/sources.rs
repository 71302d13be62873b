//! What is written, what is removed, and what is said about it.

use std::path::PathBuf;

use super::export::Phone;
use super::program::{Folder, Run, command, run, tact};
use super::shop;
use super::zips::zip;

fn good() -> (Folder, Vec<PathBuf>) {
    let folder = Folder::new();
    let files = shop::chats(12)
        .iter()
        .map(|chat| chat.save(&folder, "exports", Phone::AndroidFr))
        .collect();
    (folder, files)
}

fn analyze(folder: &Folder, more: &[&str]) -> Run {
    let mut command = command();
    command
        .arg("analyze")
        .arg(folder.path("exports"))
        .arg("--out")
        .arg(folder.path("report.html"))
        .args(more)
        .current_dir(folder.root());
    run(command)
}

#[test]
fn sources_stay_unless_asked_and_the_reminder_is_printed() {
    let (folder, files) = good();
    let run = analyze(&folder, &[]).ended(0);
    assert!(run.err.contains("--delete-sources"), "{}", run.err);
    assert!(files.iter().all(|file| file.exists()));
    let run = analyze(&folder, &["--lang", "en"]).ended(0);
    assert!(
        run.err.contains("still hold the customers’ text"),
        "{}",
        run.err
    );
}

#[test]
fn asked_for_only_what_was_read_is_removed_and_the_report_is_there() {
    let (folder, files) = good();
    let note = folder.write("exports/note.txt", "acheter du fil");
    let picture = folder.write("exports/photo.jpg", [0xFF, 0xD8, 0xFF]);
    let text = Phone::IosFr.write(&shop::chats(13)[12].lines);
    let whole = zip(&[("_chat.txt", text.as_bytes())]);
    let cut = folder.write(
        "exports/WhatsApp Chat - Maya.zip",
        &whole[..whole.len() / 2],
    );
    let run = analyze(&folder, &["--delete-sources"]).ended(3);
    assert!(
        run.err.contains("12 fichiers exportés supprimés"),
        "{}",
        run.err
    );
    assert!(files.iter().all(|file| !file.exists()));
    assert!(note.exists() && picture.exists() && cut.exists());
    assert!(folder.path("report.html").exists());
}

#[test]
fn a_report_that_cannot_be_written_removes_nothing() {
    let (folder, files) = good();
    let mut command = command();
    command
        .args(["analyze", "--delete-sources"])
        .arg(folder.path("exports"))
        .arg("--out")
        .arg(folder.path("absent/report.html"));
    let run = run(command).ended(74);
    assert!(run.err.contains("--out"), "{}", run.err);
    assert!(files.iter().all(|file| file.exists()));
}

#[test]
fn a_report_never_takes_the_place_of_an_export() {
    for more in [None, Some("--delete-sources")] {
        let (folder, files) = good();
        let before = std::fs::read(&files[0]).expect("an export");
        let mut command = command();
        command
            .arg("analyze")
            .arg(folder.path("exports"))
            .arg("--out")
            .arg(&files[0])
            .args(more);
        let run = run(command);
        assert_eq!(run.code, Some(2), "{}", run.err);
        assert_eq!(std::fs::read(&files[0]).expect("an export"), before);
    }
}

#[test]
fn an_export_given_twice_is_removed_once_without_complaint() {
    let (folder, files) = good();
    let mut command = command();
    command
        .args(["analyze", "--delete-sources", "--out"])
        .arg(folder.path("report.html"))
        .arg(folder.path("exports"))
        .arg(folder.path("exports/../exports"))
        .arg(&files[0]);
    let run = run(command).ended(0);
    assert!(
        run.err.contains("12 fichiers exportés supprimés"),
        "{}",
        run.err
    );
}

#[test]
fn exports_nobody_could_be_told_apart_in_are_kept() {
    // Two names, one chat, no hint who the business is: nothing was understood.
    let folder = Folder::new();
    let text = "02/02/2026, 10:00 - Alma: Bonjour\n02/02/2026, 10:05 - Basile: Bonjour Alma\n";
    let file = folder.write("exports/chat.txt", text);
    let run = analyze(&folder, &["--delete-sources"]).ended(65);
    assert!(run.err.contains("--business"), "{}", run.err);
    assert!(file.exists(), "{}", run.err);
}

#[test]
fn quiet_says_nothing_but_errors() {
    let (folder, _) = good();
    let run = analyze(&folder, &["--quiet"]).ended(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    assert!(folder.path("report.html").exists());
    folder.write("exports/cut.zip", b"PK\x03\x04rest");
    let run = analyze(&folder, &["--quiet"]).ended(3);
    assert!(run.err.contains("cut.zip"), "{}", run.err);
}

#[test]
fn without_a_place_the_page_is_written_where_one_stands() {
    for (lang, name) in [("fr", "rapport-tact.html"), ("en", "tact-report.html")] {
        let (folder, _) = good();
        let mut command = command();
        command
            .args(["analyze", "exports", "--lang", lang])
            .current_dir(folder.root());
        let run = run(command).ended(0);
        assert!(run.out.contains(name), "{}", run.out);
        let page = std::fs::read_to_string(folder.path(name)).expect("a page");
        assert!(page.contains(&format!("lang=\"{lang}\"")));
    }
}

#[test]
fn no_colour_is_written_where_no_terminal_reads() {
    let (folder, _) = good();
    for (more, variable) in [
        (vec![], None),
        (vec!["--no-color"], None),
        (vec![], Some("1")),
    ] {
        let mut command = command();
        command
            .arg("analyze")
            .arg(folder.path("exports"))
            .arg("--out")
            .arg(folder.path("report.html"))
            .args(more);
        if let Some(value) = variable {
            command.env("NO_COLOR", value);
        }
        let run = run(command).ended(0);
        assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'));
    }
}

#[test]
fn the_language_is_the_one_asked_for_then_that_of_the_environment() {
    let (folder, _) = good();
    let said = |lang: Option<&str>, locale: &str| {
        let mut command = command();
        command
            .arg("analyze")
            .arg(folder.path("exports"))
            .args(["--out", "-", "--json"])
            .env("LC_ALL", locale);
        if let Some(lang) = lang {
            command.args(["--lang", lang]);
        }
        run(command).ended(0).json()["lang"].clone()
    };
    assert_eq!(said(Some("en"), "fr_FR.UTF-8"), "en");
    assert_eq!(said(Some("fr"), "en_GB.UTF-8"), "fr");
    assert_eq!(said(None, "en_GB.UTF-8"), "en");
    assert_eq!(said(None, "fr_CA.UTF-8"), "fr");
}

#[test]
fn french_help_is_french_throughout() {
    for arguments in [
        vec!["--help"],
        vec!["analyze", "--help"],
        vec!["inspect", "--help"],
        vec!["redact", "--help"],
        vec!["label", "--help"],
        vec!["estimate", "--help"],
        vec!["analyze", "-h"],
    ] {
        let run = tact(&arguments).ended(0);
        assert!(
            run.out.contains("Usage\u{a0}:"),
            "{arguments:?}\n{}",
            run.out
        );
        for english in [
            "Usage:",
            "Options:",
            "Commands:",
            "Print",
            "possible values",
            "default:",
            "Possible",
        ] {
            assert!(
                !run.out.contains(english),
                "{arguments:?}: {english}\n{}",
                run.out
            );
        }
        // Before a colon, a semicolon, a question or an exclamation mark French has a space.
        for wrong in [" : ", " ; ", " ?", " !", "« ", " »"] {
            assert!(
                !run.out.contains(wrong),
                "{arguments:?}: {wrong:?}\n{}",
                run.out
            );
        }
    }
}

#[test]
fn wrong_usage_is_told_from_every_other_end() {
    for arguments in [
        vec![],
        vec!["analyze"],
        vec!["analyze", "x", "--format", "pdf"],
        vec!["analyze", "x", "--k", "9"],
        vec!["analyze", "x", "--lang", "de"],
        vec!["analyze", "x", "--tz", "Paris"],
        vec!["recover", "x"],
    ] {
        tact(&arguments).ended(2);
    }
}

#[test]
fn a_path_that_is_missing_is_named() {
    let (folder, _) = good();
    let absent = folder.path("absent");
    let run = tact(["analyze".as_ref(), absent.as_os_str()]).ended(66);
    assert!(run.err.contains("absent"), "{}", run.err);
    let mut command = command();
    command
        .args(["analyze", "--out"])
        .arg(folder.path("report.html"))
        .arg(folder.path("exports"))
        .arg(&absent);
    let beside = super::program::run(command).ended(3);
    assert!(beside.err.contains("absent"), "{}", beside.err);
}
