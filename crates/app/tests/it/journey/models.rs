//! `tact models`, seen from outside: with the accurate model, without it, and with a damaged one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::program::{Folder, Run, command, project, run};

/// The weights of the accurate model in this repository; they may be left out, and then the tests
/// that need them say so and stop.
pub(super) fn shipped_weights() -> Option<PathBuf> {
    let path = project().join("models/accurate/weights.bin");
    if !path.is_file() {
        eprintln!("left out: models/accurate/weights.bin is not here");
        return None;
    }
    Some(path)
}

/// The program with a folder of models that holds none, and where it would look.
pub(super) fn missing_weights(folder: &Folder) -> (Command, String) {
    let mut command = command();
    command.env("TACT_MODELS", folder.path("models"));
    let place = folder.path("models/accurate/weights.bin");
    (command, place.to_string_lossy().into_owned())
}

/// The program with a folder of models whose weights are not weights.
pub(super) fn damaged_weights(folder: &Folder) -> Command {
    let place = folder.path("models/accurate");
    fs::create_dir_all(&place).expect("a folder");
    fs::write(place.join("weights.bin"), b"TACTAC01 and nothing more").expect("a file");
    missing_weights(folder).0
}

fn models(mut command: Command, arguments: &[&str]) -> Run {
    command.arg("models").args(arguments);
    run(command)
}

#[test]
fn without_the_accurate_model_the_list_says_what_is_then_less_good() {
    let folder = Folder::new();
    let (command, place) = missing_weights(&folder);
    let list = models(command, &["list"]).ended(0).out;
    for said in [
        "fast",
        "Licence\u{a0}:",
        "SHA-256\u{a0}:",
        "Sans lui",
        &place,
    ] {
        assert!(list.contains(said), "{said} in\n{list}");
    }
    let (command, _) = missing_weights(&folder);
    let english = models(command, &["list", "--lang", "en"]).ended(0).out;
    assert!(english.contains("Without it"), "{english}");
}

#[test]
fn the_list_as_json_holds_the_whole_card() {
    let folder = Folder::new();
    let (command, place) = missing_weights(&folder);
    let list = models(command, &["list", "--json"]).ended(0).json();
    assert_eq!(list["default"], "fast");
    let [fast, accurate] = [&list["models"][0], &list["models"][1]];
    assert_eq!(fast["state"], "embedded");
    let card = &fast["card"];
    assert_eq!(card["sha256"].as_str().map(str::len), Some(64));
    assert!(
        card["bytes"]
            .as_u64()
            .is_some_and(|bytes| bytes > 1_000_000)
    );
    assert!(card["languages"].as_array().is_some_and(|l| l.len() > 5));
    assert!(card["scores"].as_array().is_some_and(|s| !s.is_empty()));
    assert_eq!(accurate["state"], "missing");
    assert_eq!(accurate["searched"][0], place.as_str());
}

#[test]
fn the_embedded_model_holds_what_its_card_says() {
    let folder = Folder::new();
    let (command, _) = missing_weights(&folder);
    let said = models(command, &["verify", "--json"]).ended(0).json();
    let fast = &said["models"][0];
    assert_eq!(fast["checksum_holds"], true);
    assert_eq!(fast["golden_otherwise"].as_array().map(Vec::len), Some(0));
    assert_eq!(said["models"][1]["state"], "missing");
}

#[test]
fn asking_to_verify_a_model_that_is_not_there_is_an_error() {
    let folder = Folder::new();
    let (command, _) = missing_weights(&folder);
    models(command, &["verify", "accurate"]).ended(66);
}

#[test]
fn a_checksum_that_differs_ends_with_65() {
    let folder = Folder::new();
    let command = damaged_weights(&folder);
    let repository = project().join("models/fast");
    for name in ["card.json", "golden.jsonl"] {
        fs::copy(
            repository.join(name),
            folder.path(&format!("models/accurate/{name}")),
        )
        .expect("a copy");
    }
    let said = models(command, &["verify", "accurate", "--json"]).ended(65);
    let accurate = said.json()["models"][0].clone();
    assert_eq!(accurate["checksum_holds"], false);
    assert_eq!(accurate["readable"], false);
}

#[test]
fn a_default_that_could_not_be_loaded_is_not_remembered() {
    let folder = Folder::new();
    let (mut command, _) = missing_weights(&folder);
    command.env("XDG_CONFIG_HOME", folder.path("config"));
    models(command, &["use", "accurate"]).ended(66);
    assert!(!folder.path("config/tact/models.toml").exists());
}

#[test]
fn the_default_is_remembered_where_the_answer_says() {
    let folder = Folder::new();
    let remembering = || {
        let (mut command, _) = missing_weights(&folder);
        command.env("XDG_CONFIG_HOME", folder.path("config"));
        command
    };
    let said = models(remembering(), &["use", "fast", "--json"]).ended(0);
    let place = folder.path("config/tact/models.toml");
    assert_eq!(
        said.json()["remembered_in"],
        place.to_string_lossy().as_ref()
    );
    assert_eq!(
        fs::read_to_string(place).expect("a file"),
        "model = \"fast\"\n"
    );
    let list = models(remembering(), &["list"]).ended(0).out;
    assert!(list.contains("choisi avec"), "{list}");
}

#[test]
fn a_choice_nobody_can_read_can_be_replaced() {
    let folder = Folder::new();
    let place = folder.path("config/tact/models.toml");
    fs::create_dir_all(folder.path("config/tact")).expect("a folder");
    fs::write(&place, "model = \"huge\"\n").expect("a file");
    let remembering = || {
        let (mut command, _) = missing_weights(&folder);
        command.env("XDG_CONFIG_HOME", folder.path("config"));
        command
    };
    models(remembering(), &["list"]).ended(65);
    models(remembering(), &["use", "fast"]).ended(0);
    models(remembering(), &["list"]).ended(0);
}

#[test]
fn a_report_asked_of_a_model_that_is_not_there_or_damaged_is_not_written() {
    for (folder, code) in [(Folder::new(), 66), (Folder::new(), 65)] {
        let mut command = match code {
            66 => missing_weights(&folder).0,
            _ => damaged_weights(&folder),
        };
        let out = folder.path("report.json");
        command
            .args(["analyze", "--model", "accurate", "--json", "--out"])
            .arg(&out)
            .arg(project().join("fixtures/exports"));
        let said = run(command).ended(code);
        assert!(said.err.starts_with("tact analyze: "), "{}", said.err);
        assert!(!out.exists());
    }
}

#[test]
fn nowhere_to_remember_is_said() {
    let run = models(command(), &["use", "fast"]).ended(74);
    assert!(run.err.contains("HOME"), "{}", run.err);
}

#[test]
fn the_shipped_accurate_model_is_what_its_card_says() {
    let Some(weights) = shipped_weights() else {
        return;
    };
    let folder = weights.parent().and_then(Path::parent).expect("models/");
    let asking = || {
        let mut command = command();
        command.env("TACT_MODELS", folder);
        command
    };
    let said = models(asking(), &["verify", "--json"]).ended(0).json();
    assert_eq!(said["models"][1]["checksum_holds"], true);
    assert_eq!(
        said["models"][1]["golden_otherwise"]
            .as_array()
            .map(Vec::len),
        Some(0)
    );
    let list = models(asking(), &["list", "--json"]).ended(0).json();
    assert_eq!(list["models"][1]["state"], "file");
    assert!(list["models"][1]["card"]["licence"].is_string());
}
