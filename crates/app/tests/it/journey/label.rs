//! `tact label`, seen from outside: choosing the model, explaining.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::models::{damaged_weights, missing_weights, shipped_weights};
use super::program::{Folder, Run, command};

/// Runs `tact label` on an input.
fn label(mut command: Command, arguments: &[&str], input: &str) -> Run {
    let mut child = command
        .arg("label")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that refuses to start closes the pipe unread.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    Run {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn a_model_file_that_is_not_there_is_said_with_the_way_out() {
    let folder = Folder::new();
    let (command, place) = missing_weights(&folder);
    let run = label(command, &["--task", "lang", "--model", "accurate"], "oui\n").ended(66);
    assert_eq!(run.out, "");
    assert!(run.err.contains(&place), "{}", run.err);
    assert!(run.err.contains("--model fast"), "{}", run.err);
}

#[test]
fn a_file_named_and_not_there_is_said_by_its_name() {
    let run = label(
        command(),
        &["--json", "--model-file", "/no/such/weights.bin"],
        "",
    )
    .ended(66);
    assert!(run.err.contains("/no/such/weights.bin"), "{}", run.err);
}

#[test]
fn a_damaged_model_file_is_refused_and_nothing_is_labelled() {
    let folder = Folder::new();
    let run = label(
        damaged_weights(&folder),
        &["--json", "--model", "accurate"],
        "{\"id\":1,\"text\":\"oui\"}\n",
    )
    .ended(65);
    assert_eq!(run.out, "");
    assert!(run.err.contains("abîmé"), "{}", run.err);
}

#[test]
fn a_file_for_the_fast_model_cannot_be_meant() {
    let run = label(
        command(),
        &["--json", "--model", "fast", "--model-file", "x"],
        "",
    );
    run.ended(2);
}

#[test]
fn an_explanation_tells_words_of_the_text_in_json_and_in_lines() {
    let text = "toujours rien reçu, c’est inadmissible";
    let input = format!("{{\"id\":\"a\",\"text\":\"{text}\"}}\n");
    let run = label(command(), &["--json", "--explain"], &input).ended(0);
    let explanation = run.json()["explanation"].clone();
    let told = explanation.as_array().expect("an array");
    assert!(!told.is_empty());
    for word in told {
        assert!(
            word["words"]
                .as_str()
                .is_some_and(|word| text.contains(word))
        );
        assert!(word["by"].is_number());
    }
    let line = label(command(), &["--task", "sentiment", "--explain"], text).ended(0);
    assert!(
        line.out.starts_with("negative\tnégatif\u{a0}: «\u{a0}"),
        "{}",
        line.out
    );
    let mut english = command();
    english.env("LC_ALL", "en_GB.UTF-8");
    let line = label(english, &["--task", "sentiment", "--explain"], text).ended(0);
    assert!(
        line.out.starts_with("negative\tnegative: “"),
        "{}",
        line.out
    );
}

#[test]
fn without_a_flag_the_answer_has_no_explanation() {
    let run = label(command(), &["--json"], "{\"id\":1,\"text\":\"oui\"}\n").ended(0);
    assert_eq!(run.json().get("explanation"), None);
}

#[test]
fn the_accurate_model_answers_with_the_same_keys() {
    let Some(weights) = shipped_weights() else {
        return;
    };
    let input = "{\"id\":1,\"text\":\"Merci beaucoup, tout est parfait !\"}\n";
    let keys = |arguments: &[&str]| {
        let answer = label(command(), arguments, input).ended(0).json();
        assert_eq!(answer["sentiment"], "positive");
        let keys: Vec<String> = answer
            .as_object()
            .map(|object| object.keys().cloned().collect())
            .unwrap_or_default();
        keys
    };
    let file = weights.to_string_lossy().into_owned();
    assert_eq!(
        keys(&["--json", "--model", "accurate", "--model-file", &file]),
        keys(&["--json"])
    );
}

#[test]
fn a_shortened_copy_of_the_weights_is_damaged() {
    let Some(weights) = shipped_weights() else {
        return;
    };
    let folder = Folder::new();
    let bytes = fs::read(weights).expect("weights");
    let short = folder.path("weights.bin");
    fs::write(&short, bytes.get(..bytes.len() / 2).expect("half")).expect("a copy");
    let file = short.to_string_lossy().into_owned();
    label(command(), &["--json", "--model-file", &file], "").ended(65);
}

#[test]
fn the_remembered_model_is_asked_unless_another_is_named() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("config/tact")).expect("a folder");
    fs::write(
        folder.path("config/tact/models.toml"),
        "model = \"accurate\"\n",
    )
    .expect("a choice");
    let remembering = || {
        let (mut command, _) = missing_weights(&folder);
        command.env("XDG_CONFIG_HOME", folder.path("config"));
        command
    };
    let run = label(remembering(), &["--task", "lang"], "oui\n").ended(66);
    assert!(run.err.contains("tact models use fast"), "{}", run.err);
    let named = label(
        remembering(),
        &["--task", "lang", "--model", "fast"],
        "bonjour\n",
    );
    assert_eq!(named.ended(0).out, "fr\n");
    let answer: Value = label(command(), &["--json"], "{\"id\":1,\"text\":\"bonjour\"}\n").json();
    assert_eq!(answer["lang"], "fr");
}
