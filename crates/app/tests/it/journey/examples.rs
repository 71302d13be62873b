//! The two invented companies, with all their files, against what their generator put in.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;

use super::program::{Folder, Run, analyze_json, card, command, numbers, project, run, texts};

/// The smallest group that is shown.
const K: f64 = 10.0;

/// What a run of one company needs, and its reports in both languages.
struct Company {
    name: &'static str,
    truth: Value,
    fr: Run,
    en: Run,
}

static STYLE: LazyLock<Company> = LazyLock::new(|| Company::analyze("style-and-co"));
static TECH: LazyLock<Company> = LazyLock::new(|| Company::analyze("techsolutions"));

fn folder(name: &str) -> PathBuf {
    project().join("examples").join(name)
}

/// The companion files of a company, and when its exports were made.
fn companions(name: &str) -> Vec<std::ffi::OsString> {
    let folder = folder(name);
    let mut arguments = Vec::new();
    for (flag, file) in [
        ("--consent", "consent.csv"),
        ("--hours", "hours.toml"),
        ("--teams", "teams.csv"),
        ("--products", "products.csv"),
        ("--targets", "targets.toml"),
    ] {
        arguments.push(flag.into());
        arguments.push(folder.join(file).into_os_string());
    }
    // A copy of the project has other file times than the phones had.
    arguments.extend(["--exported-at".into(), "2026-04-02T09:00".into()]);
    arguments
}

fn analyze(name: &str, lang: &str) -> Run {
    let exports = folder(name).join("exports").into_os_string();
    analyze_json(lang, std::iter::once(exports).chain(companions(name)))
}

impl Company {
    fn analyze(name: &'static str) -> Self {
        let truth = std::fs::read_to_string(folder(name).join("ground-truth.json"));
        Self {
            name,
            truth: serde_json::from_str(&truth.expect("the truth")).expect("JSON"),
            fr: analyze(name, "fr"),
            en: analyze(name, "en"),
        }
    }

    fn report(&self) -> Value {
        self.fr.json()
    }

    #[track_caller]
    fn truth(&self, path: &str) -> f64 {
        self.truth
            .pointer(path)
            .and_then(Value::as_f64)
            .unwrap_or_else(|| panic!("{path}"))
    }
}

fn both() -> [&'static Company; 2] {
    [&STYLE, &TECH]
}

/// The raw value of a fact of the coverage line.
#[track_caller]
fn fact(report: &Value, label: &str) -> f64 {
    report["coverage"]
        .as_array()
        .and_then(|facts| facts.iter().find(|fact| fact["label"] == label))
        .and_then(|fact| fact["raw"].as_f64())
        .unwrap_or_else(|| panic!("{label}"))
}

fn blocks(report: &Value) -> Vec<Value> {
    fn inside(block: &Value) -> Vec<Value> {
        let mut all = vec![block.clone()];
        for inner in block["blocks"].as_array().into_iter().flatten() {
            all.extend(inside(inner));
        }
        all
    }
    report["sections"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|section| section["blocks"].as_array().cloned().unwrap_or_default())
        .flat_map(|block| inside(&block))
        .collect()
}

fn topics(report: &Value) -> Vec<Value> {
    blocks(report)
        .iter()
        .filter(|block| block["kind"] == "topics")
        .flat_map(|block| block["items"].as_array().cloned().unwrap_or_default())
        .collect()
}

#[test]
fn every_file_is_read_and_nothing_is_amiss() {
    for company in both() {
        for run in [&company.fr, &company.en] {
            assert_eq!(
                (run.code, run.err.as_str()),
                (Some(0), ""),
                "{}",
                company.name
            );
        }
    }
}

#[test]
fn contacts_conversations_and_consent_agree_with_what_was_put_in() {
    for company in both() {
        let report = company.report();
        assert_eq!(
            fact(&report, "Clients"),
            company.truth("/contacts"),
            "{}",
            company.name
        );
        let left_out = company.truth("/group_chats") + company.truth("/internal_chats");
        assert_eq!(fact(&report, "Hors service client"), left_out);
        assert_eq!(
            fact(&report, "Exports réunis"),
            company.truth("/chats_exported_twice")
        );
        // Scripts count conversations as written; Tact cuts where nobody wrote for three days.
        let written = company.truth("/conversations_as_written");
        let counted = fact(&report, "Conversations");
        assert!(
            (counted - written).abs() <= 0.08 * written,
            "{counted} of {written}"
        );
        let granted = company.truth("/consent/analysis");
        let ended = company.truth("/consent/ended");
        let consented = fact(&report, "Accord à l’analyse");
        assert!(
            (granted - ended..=granted).contains(&consented),
            "{consented} of {granted}, {ended} ended"
        );
    }
}

#[test]
fn deletions_agree_with_what_was_put_in() {
    for company in both() {
        let report = company.report();
        let touched = card(&report, "withdrawn_conv");
        let conversations =
            touched["raw"].as_f64().expect("a share") * touched["n"].as_f64().expect("a count");
        let deleted = company.truth("/customer_deletions_in_single_chats");
        // A conversation may hold several of them, and none is invented.
        assert!(
            conversations <= deleted + 0.5,
            "{conversations} of {deleted}"
        );
        assert!(
            conversations >= 0.75 * deleted,
            "{conversations} of {deleted}"
        );
        let won = company.truth("/deleted_texts_still_in_older_exports");
        let said = texts(&report["coverage"]).join("\n");
        let sentence = format!("{won} messages supprimés dans un export étaient encore lisibles");
        assert!(said.contains(&sentence), "{said}");
    }
}

#[test]
fn unanswered_conversations_are_near_what_was_put_in() {
    for company in both() {
        let report = company.report();
        let card = card(&report, "unanswered");
        let [low, high] = [0, 1].map(|end| card["interval"][end].as_f64().expect("an interval"));
        let truth =
            company.truth("/unanswered_conversations") / company.truth("/conversations_as_written");
        assert!((low..=high).contains(&truth), "{truth} in {low} to {high}");
    }
}

#[test]
fn questions_about_sizes_are_found_and_fall_after_the_guide() {
    let report = STYLE.report();
    let topics = topics(&report);
    let size = topics
        .iter()
        .find(|topic| {
            texts(&topic["terms"])
                .iter()
                .any(|term| term.to_lowercase().contains("taille"))
        })
        .unwrap_or_else(|| panic!("{topics:#?}"));
    assert_eq!(size["direction"], -1, "{size:#}");
    let contacts = size["contacts"].as_f64().expect("contacts");
    let asked = STYLE.truth("/themes/tailles/contacts");
    // Some did not consent, some ask in words of their own.
    assert!(
        (0.33 * asked..=1.3 * asked).contains(&contacts),
        "{contacts} of {asked}"
    );
}

#[test]
fn no_group_of_fewer_than_k_customers_is_shown() {
    for company in both() {
        let report = company.report();
        for topic in topics(&report) {
            let contacts = topic["contacts"].as_f64().expect("contacts");
            assert!(contacts >= K, "{topic:#}");
            for week in topic["weekly"].as_array().into_iter().flatten() {
                // A week is at least k conversations, or nobody, or not said.
                let shown = week.as_f64();
                assert!(
                    shown.is_none_or(|count| count == 0.0 || count >= K),
                    "{topic:#}"
                );
            }
        }
        for section in report["sections"].as_array().into_iter().flatten() {
            // Waiting and volume hold no content: five are enough.
            let content_free = ["course", "when", "speed", "loyalty", "teams"]
                .iter()
                .any(|id| section["id"] == *id);
            let fewest = if content_free { 5.0 } else { K };
            for count in section_counts(section) {
                assert!(count >= fewest, "{count} in {}", section["id"]);
            }
        }
    }
}

/// What stands in the columns that count conversations or messages: each of a different person at
/// best, so never fewer than people must be.
fn section_counts(section: &Value) -> Vec<f64> {
    let mut counts = Vec::new();
    for block in section["blocks"].as_array().into_iter().flatten() {
        let table = if block["kind"] == "table" {
            block
        } else {
            &block["table"]
        };
        for (column, head) in table["head"].as_array().into_iter().flatten().enumerate() {
            if head != "Effectif" && head != "Conversations" {
                continue;
            }
            let rows = table["rows"].as_array().into_iter().flatten();
            let cells = rows.filter_map(|row| row[column]["raw"].as_f64());
            counts.extend(cells.filter(|count| *count > 0.0));
        }
    }
    counts
}

/// A number without the sign of zero; words of a language are not compared.
fn figures(report: &Value) -> Vec<(String, f64)> {
    numbers(report)
        .into_iter()
        .map(|(at, number)| (at, number + 0.0))
        .collect()
}

#[test]
fn french_and_english_tell_the_same_figures() {
    for company in both() {
        let (fr, en) = (figures(&company.fr.json()), figures(&company.en.json()));
        assert!(fr.len() > 500, "{}", fr.len());
        assert_eq!(fr.len(), en.len(), "{}", company.name);
        for (french, english) in fr.iter().zip(&en) {
            assert_eq!(french, english, "{}", company.name);
        }
    }
}

#[test]
fn no_sentence_says_a_word_twice_or_shows_a_key() {
    for company in both() {
        for report in [company.fr.json(), company.en.json()] {
            for text in texts(&report) {
                let words: Vec<&str> = text.split(' ').collect();
                for pair in words.windows(2) {
                    let doubled = pair[0] == pair[1]
                        && ["sur", "de", "of", "on", "in", "dans", "le", "the"].contains(&pair[0]);
                    assert!(!doubled, "{text}");
                }
                let key = text.starts_with('[') && text.ends_with(']') && !text.contains(' ');
                assert!(
                    !key && !text.contains("{ $") && !text.contains("{$"),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn french_is_set_as_french_is_set() {
    for company in both() {
        let mut report = company.fr.json();
        forget_foreign_words(&mut report);
        for text in texts(&report) {
            for wrong in [" :", " ;", " ?", " !", "« ", " »", " %"] {
                assert!(!text.contains(wrong), "{wrong:?} in {text}");
            }
        }
    }
}

/// Takes out what others wrote: texts of the business and names of files, quotes, examples.
fn forget_foreign_words(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(forget_foreign_words),
        Value::Object(fields) => {
            if fields.get("kind").is_some_and(|kind| kind == "quotes") {
                fields.remove("items");
            }
            fields.remove("details");
            fields.remove("example");
            fields.values_mut().for_each(forget_foreign_words);
        }
        _ => {}
    }
}

/// What customers took back and an older export still holds, from the scripts.
fn taken_back(name: &str) -> Vec<String> {
    let scripts = project().join("examples/scripts").join(name);
    std::fs::read_dir(scripts)
        .expect("the scripts")
        .flatten()
        .filter_map(|file| std::fs::read_to_string(file.path()).ok())
        .flat_map(|script| {
            script
                .lines()
                .filter_map(|line| line.split_once("> X: "))
                .filter(|(before, _)| before.is_empty() || before.starts_with('+'))
                .map(|(_, words)| words.trim().to_lowercase())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn windows(text: &str, len: usize) -> BTreeSet<String> {
    let letters: Vec<char> = text.chars().collect();
    letters
        .windows(len)
        .map(|window| window.iter().collect())
        .collect()
}

/// Everything one run in one format gives.
fn output(name: &str, exports: &std::path::Path, format: &str) -> String {
    let out = Folder::new();
    let report = out.path("report");
    let mut command = command();
    command
        .args(["analyze", "--format", format, "--out"])
        .arg(&report)
        .arg(exports)
        .args(companions(name));
    let run = run(command).ended(0);
    let page = std::fs::read_to_string(&report).expect("a report");
    format!("{}\n{}\n{page}", run.out, run.err).to_lowercase()
}

fn copy(from: &std::path::Path, to: &std::path::Path, leave_out: &str) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the exports").flatten() {
        let target = to.join(entry.file_name());
        if entry.file_name() == leave_out {
            continue;
        }
        if entry.path().is_dir() {
            copy(&entry.path(), &target, leave_out);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

#[test]
fn what_was_taken_back_between_two_exports_appears_nowhere() {
    for company in both() {
        let exports = folder(company.name).join("exports");
        let gone = taken_back(company.name);
        let held = company.truth("/deleted_texts_still_in_older_exports");
        assert!(gone.len() as f64 >= held - 1.0, "{gone:?}");
        // The older exports do hold the words: without them the test could not fail.
        let older: String = std::fs::read_dir(exports.join("2026-02-20"))
            .expect("older exports")
            .flatten()
            .filter_map(|file| std::fs::read_to_string(file.path()).ok())
            .collect::<String>()
            .to_lowercase();
        assert!(gone.iter().any(|words| older.contains(words)));
        // A run that never met the older exports shows which windows stand there by chance.
        let apart = Folder::new();
        copy(&exports, &apart.path("exports"), "2026-02-20");
        let elsewhere = apart.path("exports");
        let english =
            std::iter::once(elsewhere.clone().into_os_string()).chain(companions(company.name));
        let chance = output(company.name, &elsewhere, "html")
            + &output(company.name, &elsewhere, "md")
            + &analyze_json("en", english).ended(0).out.to_lowercase();
        let page = output(company.name, &exports, "html");
        let wiki = output(company.name, &exports, "md");
        let machine = company.fr.out.to_lowercase() + &company.en.out.to_lowercase();
        for words in &gone {
            for window in windows(words, 8) {
                let by_chance = chance.contains(&window);
                for (format, told) in [("html", &page), ("md", &wiki), ("json", &machine)] {
                    assert!(
                        by_chance || !told.contains(&window),
                        "{} {format}: {window:?}",
                        company.name
                    );
                }
            }
        }
    }
}

#[test]
fn a_team_is_named_and_no_agent_is() {
    for (company, teams, agents) in [
        (
            &*STYLE,
            ["Service client", "Retours"],
            ["Fatou", "Nadia", "Karim"],
        ),
        (
            &*TECH,
            ["Support", "Réseau"],
            ["Yanis", "Aminata", "Sylvie"],
        ),
    ] {
        let report = company.report();
        let section = report["sections"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|section| section["id"] == "teams")
            .expect("teams");
        let said = texts(section).join("\n");
        for team in teams {
            assert!(said.contains(team), "{said}");
        }
        for agent in agents {
            assert!(!said.contains(agent), "{said}");
        }
    }
}
