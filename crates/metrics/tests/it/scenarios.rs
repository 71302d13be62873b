//! Every simulated scenario comes out as expected, within the tolerances of statistics §13.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tact_metrics::dataset::answer::answer;
use tact_metrics::dataset::{Dataset, DatasetFiles, parse_dataset};

pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures")
        .join(name)
}

pub(crate) fn load(folder: &Path) -> Dataset {
    let read = |file: &str| std::fs::read(folder.join(file));
    let [messages, deletions, daily] =
        ["messages.jsonl", "deletions.jsonl", "daily.jsonl"].map(|file| read(file).ok());
    parse_dataset(&DatasetFiles {
        params: &read("params.json").unwrap(),
        conversations: &read("conversations.jsonl").unwrap(),
        messages: messages.as_deref(),
        deletions: deletions.as_deref(),
        daily: daily.as_deref(),
    })
    .unwrap()
}

/// Absolute and relative tolerance of a path in the answer.
fn tolerance(path: &str) -> (f64, f64) {
    match path.split('/').nth(1) {
        Some("weighting") => (1e-5, 1e-4),
        Some("motives") => (2e-4, 1e-3),
        Some("its") => (1e-7, 1e-5),
        _ => (1e-7, 1e-6),
    }
}

/// Every difference between two answers, with its path. No key may be missing or added.
pub(crate) fn differences(path: &str, expected: &Value, found: &Value, out: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, value) in expected {
                match found.get(key) {
                    Some(other) => differences(&format!("{path}/{key}"), value, other, out),
                    None => out.push(format!("{path}/{key}: missing")),
                }
            }
            let added = found.keys().filter(|key| !expected.contains_key(*key));
            out.extend(added.map(|key| format!("{path}/{key}: added")));
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (index, (value, other)) in expected.iter().zip(found).enumerate() {
                differences(&format!("{path}/{index}"), value, other, out);
            }
        }
        (Value::Number(expected), Value::Number(found)) => {
            let (a, b) = (expected.as_f64().unwrap(), found.as_f64().unwrap());
            let (absolute, relative) = tolerance(path);
            if (a - b).abs() > absolute + relative * a.abs() {
                out.push(format!("{path}: expected {a}, found {b}"));
            }
        }
        (expected, found) if expected == found => {}
        (expected, found) => out.push(format!("{path}: expected {expected}, found {found}")),
    }
}

#[track_caller]
fn check(folder: &Path) {
    let scenario = folder.display();
    let expected: Value =
        serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let found = serde_json::to_value(answer(&load(folder))).unwrap();
    let mut out = Vec::new();
    differences("", &expected, &found, &mut out);
    assert!(out.is_empty(), "{scenario}:\n{}", out.join("\n"));
}

macro_rules! scenarios {
    ($($name:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                check(&folder("stats").join(stringify!($name)));
            }
        )*

        #[test]
        fn no_scenario_is_left_out() {
            let mut folders: Vec<String> = std::fs::read_dir(folder("stats"))
                .unwrap()
                .map(|entry| entry.unwrap())
                .filter(|entry| entry.path().is_dir())
                .map(|entry| entry.file_name().into_string().unwrap())
                .collect();
            folders.sort();
            assert_eq!(folders, [$(stringify!($name)),*]);
        }
    };
}

scenarios!(
    v01_base,
    v02_strong_selection,
    v03_no_selection,
    v04_angry_answer_more,
    v05_small,
    v06_zero_deletions,
    v07_no_survey,
    v08_touched_never_answer,
    v09_cloud_api,
    v10_export_marker,
    v11_young_data,
    v12_slow_replies,
    v13_fall,
    v14_constant_driver_empty_days,
    v15_suppressed,
);

#[test]
fn the_edges_on_which_the_oracle_was_asked_come_out_as_it_says() {
    let folders = std::fs::read_dir(folder("stats-edges")).unwrap();
    let scenarios: Vec<PathBuf> = folders
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    assert_eq!(scenarios.len(), 5);
    scenarios.iter().for_each(|scenario| check(scenario));
}
