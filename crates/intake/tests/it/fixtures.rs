//! Every case in `fixtures/exports` says what its expectation says.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tact_intake::export::parse_export;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/exports");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the fixtures are part of the repository")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("expected.json").exists())
        .collect();
    cases.sort();
    assert!(cases.len() >= 22);
    cases
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
fn every_text_fixture_gives_its_expected_counts() {
    let mut wrong = Vec::new();
    for case in cases() {
        let Ok(bytes) = fs::read(case.join("chat.txt")) else {
            continue;
        };
        let summary = serde_json::to_value(parse_export(bytes).summary()).expect("serialisable");
        wrong.extend(differences(&case, &summary));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
