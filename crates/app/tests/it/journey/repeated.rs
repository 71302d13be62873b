//! The same exports given twice, or in another order, tell the same.

use serde_json::Value;

use super::export::Phone;
use super::program::{Folder, analyze_json, numbers, undated};
use super::shop;
use super::zips::zip;

const DECLARED: [&str; 4] = [
    "--consent-declared",
    "Recueilli en caisse",
    "--declared-purposes",
    "analysis,quotation",
];

fn good() -> Folder {
    let folder = Folder::new();
    for (index, chat) in shop::chats(16).iter().enumerate() {
        let under = format!("exports/{}", index % 3);
        chat.save(&folder, &under, Phone::AndroidFr);
    }
    folder
}

fn report(paths: &[std::path::PathBuf]) -> Value {
    let arguments = paths
        .iter()
        .map(|path| path.as_os_str())
        .chain(DECLARED.iter().map(|word| word.as_ref()));
    undated(analyze_json("fr", arguments).ended(0).json())
}

#[test]
fn a_folder_given_twice_tells_what_it_tells_once() {
    let folder = good();
    let exports = folder.path("exports");
    let once = report(std::slice::from_ref(&exports));
    assert_eq!(report(&[exports.clone(), exports.clone()]), once);
    // The same place by another way, and a file of it by name.
    let again = folder.path("exports/0/..");
    let file = std::fs::read_dir(folder.path("exports/1"))
        .expect("a folder")
        .flatten()
        .next()
        .expect("a file")
        .path();
    assert_eq!(report(&[exports.clone(), again]), once);
    assert_eq!(report(&[file, exports]), once);
}

#[test]
fn the_order_of_the_arguments_changes_nothing() {
    let folder = good();
    let [a, b, c] = ["exports/0", "exports/1", "exports/2"].map(|name| folder.path(name));
    let first = report(&[a.clone(), b.clone(), c.clone()]);
    assert_eq!(report(&[c.clone(), a.clone(), b.clone()]), first);
    assert_eq!(report(&[b, c, a]), first);
}

#[test]
fn the_same_run_twice_gives_the_same_report() {
    let folder = good();
    let exports = [folder.path("exports")];
    assert_eq!(report(&exports), report(&exports));
}

#[test]
fn a_copy_in_an_archive_adds_no_figure() {
    let folder = good();
    let once = report(&[folder.path("exports")]);
    for chat in shop::chats(16) {
        let text = Phone::AndroidFr.write(&chat.lines);
        let name = Phone::AndroidFr.file(&chat.contact);
        let archive = zip(&[(name.as_str(), text.as_bytes())]);
        folder.write(
            &format!("copies/{}.zip", name.trim_end_matches(".txt")),
            archive,
        );
    }
    let both = report(&[folder.path("exports"), folder.path("copies")]);
    for part in ["cards", "bar", "sections"] {
        assert_eq!(numbers(&both[part]), numbers(&once[part]), "{part}");
    }
}
