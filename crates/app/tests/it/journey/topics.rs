//! Topics remembered from run to run, and corrected by hand in between.

use std::fs;

use super::export::Phone;
use super::program::{Folder, analyze_json, texts};
use super::shop::{self, BUSINESS};

fn folder(customers: usize) -> Folder {
    let folder = Folder::new();
    add(&folder, 0..customers);
    folder
}

fn add(folder: &Folder, customers: std::ops::Range<usize>) {
    for index in customers {
        shop::chat(
            index,
            "bonjour, mon colis est marqué livré mais je n'ai rien reçu",
            "d'accord",
        )
        .save(folder, "exports", Phone::AndroidFr);
    }
}

fn run(folder: &Folder) -> super::program::Run {
    analyze_json(
        "fr",
        [
            folder.path("exports").as_os_str(),
            "--business".as_ref(),
            BUSINESS.as_ref(),
            "--consent-declared".as_ref(),
            "formulaire du site, 2026".as_ref(),
            "--topics".as_ref(),
            folder.path("topics.toml").as_os_str(),
        ],
    )
}

fn ids(file: &str) -> Vec<&str> {
    file.lines()
        .filter(|line| line.starts_with("id = "))
        .collect()
}

#[test]
fn a_name_given_by_hand_survives_and_a_new_week_keeps_the_ids() {
    let folder = folder(12);
    run(&folder).ended(0);
    let first = fs::read_to_string(folder.path("topics.toml")).unwrap_or_default();
    assert_eq!(ids(&first).len(), 1, "{first}");
    assert!(!first.contains("rien reçu"), "no message text: {first}");
    let renamed: String = first
        .lines()
        .map(|line| match line.starts_with("name = ") {
            true => "name = \"Colis perdus de vue\"\n".to_owned(),
            false => format!("{line}\n"),
        })
        .collect();
    folder.write("topics.toml", &renamed);
    add(&folder, 12..18);
    let report = run(&folder).ended(0).json();
    assert!(
        texts(&report)
            .iter()
            .any(|text| text.contains("Colis perdus de vue"))
    );
    let second = fs::read_to_string(folder.path("topics.toml")).unwrap_or_default();
    assert_eq!(ids(&second), ids(&first));
    assert!(second.contains("Colis perdus de vue"));
}

#[test]
fn without_consent_nothing_is_remembered() {
    let folder = folder(12);
    let exports = folder.path("exports");
    let topics = folder.path("topics.toml");
    analyze_json(
        "fr",
        [exports.as_os_str(), "--topics".as_ref(), topics.as_os_str()],
    )
    .ended(0);
    assert!(!topics.exists());
}

#[test]
fn a_mistake_made_by_hand_stops_the_run_with_its_line() {
    let folder = folder(12);
    folder.write(
        "topics.toml",
        "# mine\n[[topic]]\nid = 1\nkind = \"problem\"\nnom = \"x\"\nterms = []\n",
    );
    let stopped = run(&folder).ended(65);
    assert!(stopped.err.contains("line 5"), "{}", stopped.err);
}
