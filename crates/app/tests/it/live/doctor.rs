//! `tact doctor`: an operator looks for a deleted message on their own machine.

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use super::server::{NUMBER, Place, delivery, text};

const FROM: &str = "33639980101";
const WORD: &str = "qwzvkxjtrmbplhgfdscnyaoe";

/// Asks with the words on standard input: exit code and answer.
fn sought(place: &Place, more: &[&str]) -> (i32, Value) {
    let arguments = [&["doctor", "--forensic", "-", "--json"], more].concat();
    let mut command = place.command(&arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut input = child.stdin.take().expect("a pipe");
    input
        .write_all(format!("somebody-else\n{WORD}\n").as_bytes())
        .expect("two lines");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let found = serde_json::from_slice(&output.stdout).expect("JSON");
    (output.status.code().expect("no signal"), found)
}

#[test]
fn a_kept_message_is_nowhere_in_clear_and_the_scan_proves_that_it_can_find() {
    let place = Place::new();
    let server = place.serve();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let message = text("wamid.A", FROM, 1_763_000_000, WORD);
    server.deliver(&delivery(NUMBER, FROM, &[message]));
    let (code, found) = sought(&place, &[]);
    assert_eq!((code, &found["findings"]), (0, &json!([])), "{found}");
    assert_eq!(found["control"]["found"], found["control"]["planted"]);
    assert!(found["files"].as_u64() > Some(5), "{found}");
    if cfg!(target_os = "linux") {
        assert_eq!(found["process"]["id"], server.process(), "{found}");
        let parts = |name: &str| found["process"][name].as_array().map_or(0, Vec::len);
        // The environment and the command line at least; open files below the folders are no more.
        assert!(parts("places") + parts("closed") >= 2, "{found}");
    }
    drop(server);
    let (code, found) = sought(&place, &[]);
    assert_eq!((code, &found["process"]), (0, &Value::Null), "{found}");
}

#[test]
fn a_word_that_lies_somewhere_is_named_by_its_place_and_never_repeated() {
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let log = place.path("log");
    std::fs::write(&log, format!("error: {WORD}\n")).expect("a file");
    let (code, found) = sought(&place, &["--also", log.to_str().expect("a path")]);
    assert_eq!(code, 65, "{found}");
    assert_eq!(found["findings"][0]["canary"], 2, "{found}");
    assert_eq!(found["findings"][0]["offset"], 7);
    assert!(!found.to_string().contains(WORD));
    let words = place.path("words");
    std::fs::write(&words, WORD).expect("a file");
    let arguments = [
        "doctor",
        "--words",
        words.to_str().expect("a path"),
        "--also",
        log.to_str().expect("a path"),
    ];
    let (code, out, err) = place.run(&arguments);
    assert_eq!(code, 65, "{err}");
    assert!(out.contains("mot n° 1") && !out.contains(WORD), "{out}");
}

#[test]
fn what_cannot_be_meant_is_refused_and_a_word_on_the_command_line_is_warned_of() {
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    for (arguments, code) in [
        (&["doctor", "--also", "log"][..], 2),
        (&["doctor", "--forensic", "court"], 2),
        (&["doctor", "--forensic", "-"], 2),
        (&["doctor", "--words", "absent"], 66),
    ] {
        let (ended, _, said) = place.run(arguments);
        assert_eq!(ended, code, "{arguments:?} {said}");
    }
    let (code, out, said) = place.run(&["doctor", "--forensic", WORD]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("ligne de commande"), "{said}");
    assert!(!out.contains(WORD) && !said.contains(WORD), "{out}{said}");
}
