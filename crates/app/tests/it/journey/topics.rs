//! Topics remembered from run to run, and corrected by hand in between.

use std::fs;

use super::export::Phone;
use super::program::{Folder, analyze_json, section, texts};
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
fn a_report_is_never_written_over_by_the_topics() {
    let folder = folder(12);
    let (exports, same) = (folder.path("exports"), folder.path("same"));
    let arguments = [exports.as_os_str(), "--topics".as_ref(), same.as_os_str()];
    let run = analyze_json(
        "fr",
        arguments
            .into_iter()
            .chain(["--out".as_ref(), same.as_os_str()]),
    );
    assert!(run.ended(2).err.contains("--out"));
    assert!(!same.exists());
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

/// The topics file, changed by hand line by line.
fn edited(folder: &Folder, change: impl Fn(&str) -> String) {
    let file = fs::read_to_string(folder.path("topics.toml")).unwrap_or_default();
    let lines: String = file.lines().map(|line| change(line) + "\n").collect();
    folder.write("topics.toml", &lines);
}

/// Names of the topics of a report, with their conversations, in the order of the page.
fn listed(report: &serde_json::Value) -> Vec<(String, u64)> {
    section(report, "questions")["blocks"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|block| block["kind"] == "topics")
        .flat_map(|block| block["items"].as_array().cloned().unwrap_or_default())
        .map(|item| {
            (
                item["name"].as_str().unwrap_or_default().to_owned(),
                item["conversations"].as_u64().unwrap_or_default(),
            )
        })
        .collect()
}

/// Twelve customers miss a parcel, ten were charged twice.
fn two_problems() -> Folder {
    let folder = folder(12);
    for index in 12..22 {
        shop::chat(
            index,
            "bonjour, vous m'avez débitée deux fois pour la même commande",
            "d'accord",
        )
        .save(&folder, "exports", Phone::AndroidFr);
    }
    folder
}

/// `[id, id]` of the file, in its order.
fn two_ids(folder: &Folder) -> [String; 2] {
    let file = fs::read_to_string(folder.path("topics.toml")).unwrap_or_default();
    let found: Vec<String> = ids(&file)
        .iter()
        .map(|line| line.replace("id = ", ""))
        .collect();
    found.try_into().unwrap_or_else(|found| panic!("{found:?}"))
}

#[test]
fn a_pinned_topic_is_listed_before_a_larger_one() {
    let folder = two_problems();
    let first = listed(&run(&folder).ended(0).json());
    assert_eq!(first.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [12, 10]);
    let [_, small] = two_ids(&folder);
    edited(&folder, |line| match line == format!("id = {small}") {
        true => format!("{line}\npinned = true"),
        false => line.to_owned(),
    });
    let second = listed(&run(&folder).ended(0).json());
    assert_eq!(second.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [10, 12]);
    let file = fs::read_to_string(folder.path("topics.toml")).unwrap_or_default();
    assert_eq!(
        file.matches("pinned = true").count(),
        2,
        "once in the head: {file}"
    );
}

#[test]
fn a_merged_topic_hands_over_its_conversations_for_good() {
    let folder = two_problems();
    run(&folder).ended(0);
    let [large, small] = two_ids(&folder);
    edited(&folder, |line| match line == format!("id = {small}") {
        true => format!("{line}\nmerge_into = {large}"),
        false => line.to_owned(),
    });
    for _ in 0..2 {
        let found = listed(&run(&folder).ended(0).json());
        assert_eq!(found.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [22]);
    }
    assert_eq!(two_ids(&folder), [large, small]);
}

#[test]
fn a_term_split_off_becomes_a_topic_of_its_own() {
    let folder = Folder::new();
    for index in 0..24 {
        let question = match index % 2 {
            0 => "bonjour, je voudrais échanger le pantalon, il est trop petit",
            _ => "bonjour, je voudrais échanger la ceinture, elle est trop petite",
        };
        shop::chat(index, question, "d'accord").save(&folder, "exports", Phone::AndroidFr);
    }
    assert_eq!(listed(&run(&folder).ended(0).json()).len(), 1);
    let file = fs::read_to_string(folder.path("topics.toml")).unwrap_or_default();
    assert!(file.contains("[\"ceintur\""), "{file}");
    edited(&folder, |line| match line.starts_with("terms = ") {
        true => format!("split = [\"ceintur\"]\n{line}"),
        false => line.to_owned(),
    });
    let found = listed(&run(&folder).ended(0).json());
    assert_eq!(
        found.iter().map(|(_, n)| *n).collect::<Vec<_>>(),
        [12, 12],
        "{found:?}"
    );
    let file = fs::read_to_string(folder.path("topics.toml")).unwrap_or_default();
    assert_eq!(ids(&file).len(), 2);
    assert!(!file.contains("split = [\"ceintur"), "done once: {file}");
}
