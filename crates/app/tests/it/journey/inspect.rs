//! `tact inspect`: counts for machines, no content for people.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use super::program::{Folder, command, project, tact};

const KEYS: [&str; 11] = [
    "entries",
    "messages",
    "system",
    "deleted",
    "edited",
    "media",
    "authors",
    "first",
    "last",
    "first_entry",
    "last_entry",
];

/// Every case: its export, its name and what it holds.
fn cases() -> Vec<(String, std::path::PathBuf, Value)> {
    let mut cases: Vec<_> = std::fs::read_dir(project().join("fixtures/exports"))
        .expect("the fixtures")
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| {
            let folder = entry.path();
            let export = ["chat.txt", "chat.zip"]
                .iter()
                .map(|name| folder.join(name))
                .find(|path| path.exists())
                .expect("an export");
            let expected = std::fs::read_to_string(folder.join("expected.json")).expect("a case");
            (
                entry.file_name().to_string_lossy().into_owned(),
                export,
                serde_json::from_str(&expected).expect("JSON"),
            )
        })
        .collect();
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    cases
}

#[test]
fn every_case_is_counted_as_it_is_by_hand() {
    let cases = cases();
    assert!(cases.len() >= 22);
    for (case, export, expected) in cases {
        let run = tact(["inspect".as_ref(), export.as_os_str(), "--json".as_ref()]);
        let found = run.json();
        for key in KEYS {
            assert!(found.get(key).is_some(), "{case}: {key}");
            // A case states what it is about.
            if let Some(expected) = expected.get(key) {
                assert_eq!(&found[key], expected, "{case}: {key}");
            }
        }
        for key in ["format", "unreadable", "warnings"] {
            assert!(found.get(key).is_some(), "{case}: {key}");
        }
        let not = case.ends_with("pas-un-export");
        assert_eq!(run.code, Some(if not { 65 } else { 0 }), "{case}");
        if not {
            assert!(
                found["warnings"]
                    .as_array()
                    .is_some_and(|all| !all.is_empty()),
                "{found}"
            );
        }
    }
}

#[test]
fn the_text_form_counts_people_and_names_none() {
    for (case, export, expected) in cases() {
        for lang in ["fr", "en"] {
            let run = tact([
                "inspect".as_ref(),
                export.as_os_str(),
                "--lang".as_ref(),
                lang.as_ref(),
            ]);
            for author in expected["authors"].as_array().into_iter().flatten() {
                let author = author.as_str().unwrap_or_default();
                assert!(!run.out.contains(author), "{case}: {author}");
                assert!(!run.err.contains(author), "{case}: {author}");
            }
        }
    }
}

#[test]
fn a_folder_gives_all_its_chats() {
    let folder = project().join("fixtures/exports");
    let run = tact(["inspect".as_ref(), folder.as_os_str(), "--json".as_ref()]).ended(0);
    let found = run.json();
    let chats = found["chats"].as_array().expect("chats");
    let real = cases()
        .iter()
        .filter(|(_, _, expected)| expected["messages"] != 0)
        .count();
    assert_eq!(chats.len(), real);
    let messages = |all: &mut dyn Iterator<Item = u64>| all.sum::<u64>();
    assert_eq!(
        messages(&mut chats.iter().filter_map(|chat| chat["messages"].as_u64())),
        messages(
            &mut cases()
                .iter()
                .filter_map(|(_, _, case)| case["messages"].as_u64())
        )
    );
}

#[test]
fn a_folder_of_one_chat_still_gives_a_list() {
    let folder = project().join("fixtures/exports/01-fr-android");
    let found = tact(["inspect".as_ref(), folder.as_os_str(), "--json".as_ref()]).json();
    assert_eq!(found["chats"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_missing_file_is_told_from_a_file_that_is_no_export() {
    let folder = Folder::new();
    let missing = folder.path("absent.txt");
    let run = tact(["inspect".as_ref(), missing.as_os_str()]).ended(66);
    assert!(run.err.contains("absent.txt"), "{}", run.err);
    let note = folder.write("note.txt", "acheter du fil\n");
    let run = tact(["inspect".as_ref(), note.as_os_str()]).ended(65);
    assert!(run.err.contains("pas un export"), "{}", run.err);
    let english = ["inspect".as_ref(), note.as_os_str(), "--lang=en".as_ref()];
    let run = tact(english).ended(65);
    assert!(run.err.contains("not a WhatsApp export"), "{}", run.err);
}

#[test]
fn a_missing_file_beside_a_good_one_leaves_the_good_one_counted() {
    let good = project().join("fixtures/exports/01-fr-android/chat.txt");
    let folder = Folder::new();
    let missing = folder.path("absent.txt");
    let run = tact([
        "inspect".as_ref(),
        good.as_os_str(),
        missing.as_os_str(),
        "--json".as_ref(),
    ])
    .ended(3);
    assert_eq!(run.json()["chats"][0]["messages"], 7);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = project().join("examples/style-and-co/exports");
    let mut child = command()
        .args(["inspect", "--json"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut err = String::new();
    child
        .stderr
        .take()
        .expect("standard error")
        .read_to_string(&mut err)
        .expect("text");
    let status = child.wait().expect("an end");
    assert_eq!((status.code(), err.as_str()), (Some(0), ""));
}
