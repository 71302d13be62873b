//! Files made to hurt: each is said and set aside, and the others are read as if it were not there.

use std::fmt::Write;
use std::path::PathBuf;

use super::export::Phone;
use super::program::{Folder, Run, analyze_json, command, run, tact};
use super::shop;
use super::zips::{bomb, renamed, zip, zip_with_link};

/// A folder of twelve good exports.
fn good() -> Folder {
    let folder = Folder::new();
    for chat in shop::chats(12) {
        chat.save(&folder, "exports", Phone::AndroidFr);
    }
    folder
}

/// A good export of one more customer, as text.
fn chat_text() -> String {
    Phone::IosFr.write(&shop::chats(13)[12].lines)
}

/// Files that hold no chat that can be read, by the name they come under.
fn broken() -> Vec<(&'static str, Vec<u8>)> {
    let text = chat_text();
    let whole = zip(&[("_chat.txt", text.as_bytes())]);
    let inner = zip(&[("_chat.txt", text.as_bytes())]);
    let nested = (0..4).fold(inner.clone(), |inner, _| zip(&[("again.zip", &inner)]));
    vec![
        ("empty.txt", Vec::new()),
        ("empty.zip", Vec::new()),
        ("bomb.zip", bomb("_chat.txt", 8)),
        ("nested.zip", nested),
        ("cut.zip", whole[..whole.len() / 2].to_vec()),
        ("headless.zip", whole[..whole.len() - 22].to_vec()),
        ("nothing.zip", zip(&[])),
        ("link.zip", zip_with_link("_chat.txt", "/etc/passwd", &[])),
        ("zeros.txt", vec![0; 100_000]),
        ("ones.txt", vec![0xFF; 100_000]),
        (
            "page.txt",
            b"<html><script>alert(1)</script></html>".to_vec(),
        ),
        ("gzip.zip", b"\x1F\x8B\x08\0\0\0\0\0".to_vec()),
    ]
}

fn listing(folder: &Folder) -> Vec<PathBuf> {
    let mut waiting = vec![folder.root().to_owned()];
    let mut found = Vec::new();
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).expect("a folder").flatten() {
            if entry.path().is_dir() {
                waiting.push(entry.path());
            }
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

#[test]
fn each_broken_file_is_said_in_words_and_the_good_ones_are_analysed() {
    let folder = good();
    let exports = folder.path("exports");
    let alone = analyze_json("fr", [&exports]).ended(0).json();
    for (name, bytes) in broken() {
        let file = folder.write(&format!("apart/{name}"), bytes);
        let run = analyze_json("fr", [&exports, &file]).ended(3);
        assert!(run.err.contains(name), "{name}: {}", run.err);
        assert_eq!(run.json()["cards"], alone["cards"], "{name}");
    }
}

#[test]
fn each_broken_file_alone_ends_with_an_error_and_writes_nothing() {
    let folder = Folder::new();
    for (name, bytes) in broken() {
        let file = folder.write(name, bytes);
        let before = listing(&folder);
        let mut command = command();
        command
            .args(["analyze", "--out"])
            .arg(folder.path("report.html"))
            .arg(&file);
        let run = run(command);
        assert!(
            matches!(run.code, Some(65 | 66 | 74)),
            "{name}: {:?} {}",
            run.code,
            run.err
        );
        assert_eq!(listing(&folder), before, "{name}");
        let inspected = tact(["inspect".as_ref(), file.as_os_str()]);
        assert!(
            matches!(inspected.code, Some(65 | 74)),
            "{name}: {:?} {}",
            inspected.code,
            inspected.err
        );
    }
}

fn messages(run: &Run) -> u64 {
    let found = run.json();
    match found.get("chats") {
        Some(chats) => chats
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|chat| chat["messages"].as_u64())
            .sum(),
        None => found["messages"].as_u64().unwrap_or_default(),
    }
}

#[test]
fn names_inside_an_archive_lead_nowhere() {
    let text = chat_text();
    let stray: &[u8] = b"a stray attachment";
    let archive = |name: &str| {
        let plain: String = "a".repeat(name.len() - 4) + ".txt";
        renamed(
            zip(&[("_chat.txt", text.as_bytes()), (plain.as_str(), stray)]),
            &plain,
            name,
        )
    };
    for name in [
        "../../../../tact-was-here.txt",
        "/tmp/tact-was-here.txt",
        "..\\..\\tact-was-here.txt",
        "C:\\Windows\\tact-was-here.txt",
        "a/../../../tact-was-here.txt",
    ] {
        let folder = Folder::new();
        let path = folder.write("deep/in/WhatsApp Chat - Alma.zip", archive(name));
        let before = listing(&folder);
        let run = tact(["inspect".as_ref(), path.as_os_str(), "--json".as_ref()]).ended(0);
        assert_eq!(messages(&run), 4, "{name}");
        assert_eq!(listing(&folder), before, "{name}");
        assert!(!std::path::Path::new("/tmp/tact-was-here.txt").exists());
    }
}

#[test]
fn a_link_beside_a_chat_is_not_followed() {
    let text = chat_text();
    let folder = Folder::new();
    let archive = zip_with_link(
        "passwd.txt",
        "/etc/passwd",
        &[("_chat.txt", text.as_bytes())],
    );
    let path = folder.write("WhatsApp Chat - Alma.zip", archive);
    let run = tact(["inspect".as_ref(), path.as_os_str(), "--json".as_ref()]).ended(0);
    assert_eq!(messages(&run), 4);
    assert!(!run.out.contains("root"));
}

#[test]
fn a_name_that_stands_twice_in_an_archive_is_counted_without_panic() {
    let text = chat_text();
    let twice = renamed(
        zip(&[
            ("_chat.txt", text.as_bytes()),
            ("_chap.txt", text.as_bytes()),
        ]),
        "_chap.txt",
        "_chat.txt",
    );
    let folder = Folder::new();
    let path = folder.write("WhatsApp Chat - Alma.zip", twice);
    let run = analyze_json("fr", [&path]);
    // Read once, read as one chat twice, or refused as damaged: never a crash.
    assert!(
        matches!(run.code, Some(0 | 65 | 66)),
        "{:?} {}",
        run.code,
        run.err
    );
}

#[test]
fn a_line_of_fifty_megabytes_is_cut_and_said() {
    let folder = Folder::new();
    let mut text = chat_text();
    let long = "a".repeat(50 << 20);
    write!(text, "[10/03/2026 09:00:00] Alma: {long}\r\n").expect("text");
    text.push_str("[10/03/2026 09:01:00] Alma: fin\r\n");
    let path = folder.write("long.txt", text);
    let run = tact(["inspect".as_ref(), path.as_os_str(), "--json".as_ref()]).ended(0);
    let found = run.json();
    assert_eq!(found["messages"], 6);
    assert!(
        found["warnings"]
            .as_array()
            .is_some_and(|all| !all.is_empty()),
        "{found}"
    );
}

#[test]
fn a_million_marks_on_a_letter_are_read_and_not_shown() {
    let folder = Folder::new();
    let marks = "\u{301}".repeat(1_000_000);
    for (index, mut chat) in shop::chats(12).into_iter().enumerate() {
        if index == 0 {
            chat.lines[0] = super::export::Line::new(
                shop::opening(0),
                shop::name(0),
                &format!("quelle taille e{marks} ?"),
            );
        }
        chat.save(&folder, "exports", Phone::IosFr);
    }
    let mut command = command();
    command
        .args(["analyze", "--out", "-", "--consent-declared", "x"])
        .args(["--declared-purposes", "analysis,quotation"])
        .arg(folder.path("exports"));
    let run = run(command).ended(0);
    assert!(!run.out.contains(&"\u{301}".repeat(5)));
}

#[test]
fn zero_bytes_and_broken_letters_inside_a_chat_are_replaced_and_counted() {
    let folder = Folder::new();
    let mut bytes = chat_text().into_bytes();
    bytes.extend(b"[10/03/2026 09:00:00] Alma: caf\xE9 \0\0 ici\r\n");
    let path = folder.write("broken.txt", bytes);
    let run = tact(["inspect".as_ref(), path.as_os_str(), "--json".as_ref()]).ended(0);
    assert_eq!(messages(&run), 5);
    assert!(run.out.contains("broken_bytes"), "{}", run.out);
    assert!(!run.out.contains('\0'));
}

#[test]
fn what_a_stranger_named_cannot_drive_the_terminal() {
    // The name of a member comes from whoever made the archive.
    let folder = good();
    let name = "WhatsApp Chat with \u{1b}]0;owned\u{7}\u{202e}.txt";
    let path = folder.write("bomb.zip", bomb(name, 8));
    let exports = folder.path("exports");
    for command in ["analyze", "inspect"] {
        let run = tact([
            command.as_ref(),
            exports.as_os_str(),
            path.as_os_str(),
            "--json".as_ref(),
        ]);
        assert_eq!(run.code, Some(3), "{}", run.err);
        for drive in ['\u{1b}', '\u{7}', '\u{202e}'] {
            assert!(!run.err.contains(drive), "{command}: {:?}", run.err);
            assert!(!run.out.contains(drive), "{command}: {drive:?}");
        }
    }
}

#[test]
fn a_folder_full_of_other_things_holds_no_export() {
    let folder = Folder::new();
    folder.write("stuff/note.txt", "acheter du fil");
    folder.write("stuff/photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0]);
    tact(["analyze".as_ref(), folder.path("stuff").as_os_str()]).ended(65);
    tact(["inspect".as_ref(), folder.path("stuff").as_os_str()]).ended(65);
}
