//! `tact estimate`: what a data set that cannot be read is told, and what a release leaves behind.

use std::fs;

use super::program::{Folder, Run, tact};

const GOOD: &str = "{\"id\":\"a\"}\n{\"id\":\"b\"}\n";

fn estimate(file: &str, content: &str, lang: &str) -> Run {
    let folder = Folder::new();
    fs::write(folder.path("params.json"), "{\"channel\":\"export\"}").expect("written");
    fs::write(folder.path("conversations.jsonl"), GOOD).expect("written");
    fs::write(folder.path(file), content).expect("written");
    tact([
        "estimate".as_ref(),
        folder.root().as_os_str(),
        "--lang".as_ref(),
        lang.as_ref(),
    ])
}

/// File, what is in it, the line of the mistake if it has one, a word of the remedy in English and
/// in French.
const MISTAKES: &[(&str, &str, Option<u32>, &str, &str)] = &[
    ("params.json", "", None, "not JSON", "pas du JSON"),
    ("params.json", "[]", None, "an object", "un objet"),
    (
        "params.json",
        "{}",
        None,
        "should hold text",
        "doit contenir du texte",
    ),
    (
        "params.json",
        "{\"channel\":7}",
        None,
        "should hold text",
        "doit contenir du texte",
    ),
    (
        "params.json",
        "{\"channel\":\"sms\"}",
        None,
        "use coexistence",
        "utilisez coexistence",
    ),
    (
        "params.json",
        "{\"channel\":\"export\",\"k_min\":2.5}",
        None,
        "whole number",
        "nombre entier",
    ),
    (
        "params.json",
        "{\"channel\":\"export\",\"tau\":1}",
        None,
        "between 0 and 1",
        "entre 0 et 1",
    ),
    (
        "params.json",
        "{\"channel\":\"export\",\"gammas\":[0]}",
        None,
        "at least 1",
        "d’au moins 1",
    ),
    (
        "params.json",
        "{\"channel\":\"export\",\"gammas\":[\"a\"]}",
        None,
        "at least 1",
        "d’au moins 1",
    ),
    (
        "params.json",
        "{\"channel\":\"export\",\"lambdas\":3}",
        None,
        "at least 1",
        "d’au moins 1",
    ),
    (
        "params.json",
        "{\"channel\":\"export\",\"sources\":[[0.5]]}",
        None,
        "four numbers",
        "quatre nombres",
    ),
    (
        "params.json",
        "{\"channel\":\"export\",\"level\":0.9}",
        None,
        "0.95",
        "0.95",
    ),
    (
        "params.json",
        "{\"channel\":\"export\",\"cusum_h\":0}",
        None,
        "above 0",
        "supérieur à 0",
    ),
    (
        "conversations.jsonl",
        "{\"id\":\"a\"}\nnot json\n",
        Some(2),
        "Write one object a line",
        "Un objet par ligne",
    ),
    (
        "conversations.jsonl",
        "{\"id\":\"a\"}\n[1]\n",
        Some(2),
        "an object",
        "un objet",
    ),
    (
        "conversations.jsonl",
        "\n{\"topic\":\"t\"}\n",
        Some(2),
        "should hold text",
        "doit contenir du texte",
    ),
    (
        "conversations.jsonl",
        "{\"id\":\"a\"}\n{\"id\":\"a\"}\n",
        Some(2),
        "one line per",
        "une ligne par",
    ),
    (
        "conversations.jsonl",
        "{\"id\":\"a\",\"score\":6}\n",
        Some(1),
        "from 1 to 5",
        "de 1 à 5",
    ),
    (
        "conversations.jsonl",
        "{\"id\":\"a\",\"hour\":24}\n",
        Some(1),
        "from 0 to 23",
        "de 0 à 23",
    ),
    (
        "conversations.jsonl",
        "{\"id\":\"a\",\"n_deleted\":-1}\n",
        Some(1),
        "whole number",
        "nombre entier",
    ),
    (
        "conversations.jsonl",
        "{\"id\":\"a\",\"watched_h\":-2}\n",
        Some(1),
        "at least 0",
        "positif ou nul",
    ),
    (
        "conversations.jsonl",
        "{\"id\":\"a\",\"resolved\":\"yes\"}\n",
        Some(1),
        "true, false",
        "true, false",
    ),
    (
        "conversations.jsonl",
        "{\"id\":\"a\",\"text_score\":NaN}\n",
        Some(1),
        "write null",
        "écrivez null",
    ),
    (
        "conversations.jsonl",
        "{\"id\":\"a\",\"channel\":\"cloud_api\"}\n",
        Some(1),
        "one folder per",
        "un dossier par",
    ),
    (
        "messages.jsonl",
        "{\"deleted\":true}\n",
        Some(1),
        "at least 0",
        "positif ou nul",
    ),
    (
        "messages.jsonl",
        "{\"age_h\":-1}\n",
        Some(1),
        "at least 0",
        "positif ou nul",
    ),
    (
        "messages.jsonl",
        "{\"age_h\":1,\"latency_s\":\"x\"}\n",
        Some(1),
        "or null",
        "ou null",
    ),
    (
        "deletions.jsonl",
        "{}\n{\"latency_s\":-4}\n",
        Some(2),
        "or null",
        "ou null",
    ),
    (
        "deletions.jsonl",
        "{\"context_tone\":1}\n",
        Some(1),
        "text or null",
        "du texte ou null",
    ),
    (
        "daily.jsonl",
        "{\"day\":0,\"n\":1,\"k\":2}\n",
        Some(1),
        "k counts some",
        "k compte une partie",
    ),
    (
        "daily.jsonl",
        "{\"day\":0,\"n\":1,\"k\":1}\n{\"day\":0,\"n\":1,\"k\":1}\n",
        Some(2),
        "one line per day",
        "une ligne par jour",
    ),
    (
        "daily.jsonl",
        "{\"day\":1.5,\"n\":1,\"k\":1}\n",
        Some(1),
        "whole number",
        "nombre entier",
    ),
    (
        "daily.jsonl",
        "{\"day\":0,\"n\":1,\"k\":1}\n{\"day\":99999,\"n\":1,\"k\":1}\n",
        None,
        "number the days",
        "numérotez-les",
    ),
];

#[test]
fn every_mistake_is_said_with_its_file_its_line_and_its_remedy() {
    for (file, content, line, english, french) in MISTAKES {
        for (lang, remedy, place) in [("en", english, "line"), ("fr", french, "ligne")] {
            let run = estimate(file, content, lang).ended(65);
            let said = &run.err;
            assert!(run.out.is_empty(), "{content}: {}", run.out);
            assert!(
                said.contains(file) && said.contains(remedy),
                "{content}: {said}"
            );
            if let Some(line) = line {
                assert!(
                    said.contains(&format!("{place} {line}")),
                    "{content}: {said}"
                );
            }
        }
    }
}

#[test]
fn bytes_that_are_not_text_are_a_mistake_with_a_line() {
    let folder = Folder::new();
    fs::write(folder.path("params.json"), "{\"channel\":\"export\"}").expect("written");
    fs::write(
        folder.path("conversations.jsonl"),
        b"{\"id\":\"a\"}\n{\"id\":\"\xff\"}\n",
    )
    .expect("written");
    let run = tact(["estimate".as_ref(), folder.root().as_os_str()]).ended(65);
    assert!(
        run.err.contains("ligne 2") && run.err.contains("UTF-8"),
        "{}",
        run.err
    );
}

#[test]
fn a_missing_file_or_folder_is_no_input() {
    let folder = Folder::new();
    let empty = tact(["estimate".as_ref(), folder.root().as_os_str()]).ended(66);
    assert!(empty.err.contains("params.json"), "{}", empty.err);
    fs::write(folder.path("params.json"), "{\"channel\":\"export\"}").expect("written");
    let half = tact(["estimate".as_ref(), folder.root().as_os_str()]).ended(66);
    assert!(half.err.contains("conversations.jsonl"), "{}", half.err);
    tact(["estimate".as_ref(), folder.path("absent").as_os_str()]).ended(66);
}

#[test]
fn a_release_is_the_same_twice_and_the_next_one_is_refused() {
    let folder = Folder::new();
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/stats/v01_base");
    let ledger = folder.path("ledger.json").display().to_string();
    let publish = |more: &[&str]| {
        let line = [
            "estimate",
            data,
            "--publish",
            "--epsilon",
            "0.5",
            "--ledger",
            &ledger,
        ];
        tact(line.iter().chain(more))
    };
    let first = publish(&["--json"]).ended(0);
    let again = publish(&["--json"]).ended(0);
    let cells = |run: &Run| run.json()["tables"][0]["cells"].clone();
    assert_eq!(cells(&first), cells(&again));
    let kept = fs::read(folder.path("ledger.json")).expect("a ledger");
    let refused = publish(&["--table", "deleted"]).ended(77);
    assert!(
        refused.out.is_empty() && refused.err.contains("budget"),
        "{}",
        refused.err
    );
    assert_eq!(
        fs::read(folder.path("ledger.json")).expect("a ledger"),
        kept
    );
    fs::write(folder.path("ledger.json"), "[]").expect("written");
    publish(&[]).ended(65);
}

#[test]
fn publishing_needs_a_price_and_a_ledger() {
    tact(["estimate", ".", "--publish"]).ended(2);
    tact(["estimate", ".", "--epsilon", "0.5"]).ended(2);
}
