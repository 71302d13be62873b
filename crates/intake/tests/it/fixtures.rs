//! Every case in `fixtures/exports` says what its expectation says, counted and read.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde_json::Value;
use tact_intake::container::{Limits, SourceError, inspect_exports, read_exports};
use tact_intake::export::ExportSummary;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/exports");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the fixtures are part of the repository")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("expected.json").exists())
        .collect();
    cases.sort();
    assert!(cases.len() >= 60);
    cases
}

/// The chat of a case, whatever its container.
fn chat(case: &Path) -> PathBuf {
    let text = case.join("chat.txt");
    if text.exists() {
        text
    } else {
        case.join("chat.zip")
    }
}

fn one<T>(found: Result<Vec<T>, SourceError>, summary: impl Fn(T) -> ExportSummary) -> Value {
    let summary = match found {
        Ok(mut found) => {
            assert_eq!(found.len(), 1);
            found.pop().map(summary).unwrap_or_default()
        }
        Err(SourceError::NotAnExport(_)) => ExportSummary::not_an_export(),
        Err(error) => panic!("{error}"),
    };
    serde_json::to_value(summary).expect("serialisable")
}

/// Compares the keys that the expectation has.
fn differences(case: &Path, found: &Value) -> Vec<String> {
    let expected = fs::read_to_string(case.join("expected.json")).expect("readable");
    let Value::Object(expected) = serde_json::from_str(&expected).expect("JSON") else {
        panic!("an object");
    };
    expected
        .iter()
        .filter(|(key, value)| *key != "note" && found.get(key.as_str()) != Some(value))
        .map(|(key, value)| {
            format!(
                "{}: {key} is {:?}, not {value}",
                case.display(),
                found.get(key)
            )
        })
        .collect()
}

#[test]
fn every_fixture_gives_its_expected_counts() {
    let mut wrong = Vec::new();
    for case in cases() {
        let path = chat(&case);
        let name = path.to_string_lossy();
        let open = || File::open(&path).expect("a chat");
        let limits = Limits::default();
        let counted = one(inspect_exports(open(), &name, &limits), |found| {
            found.summary
        });
        let read = one(read_exports(open(), &name, &limits), |found| {
            found.export.summary()
        });
        wrong.extend(differences(&case, &counted));
        assert_eq!(counted, read, "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
