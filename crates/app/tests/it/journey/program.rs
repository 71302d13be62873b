//! Runs the program in an environment that does not depend on the machine.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What the program did.
#[derive(Debug)]
pub(super) struct Run {
    /// Exit code; `None` when a signal ended it.
    pub(super) code: Option<i32>,
    /// Standard output.
    pub(super) out: String,
    /// Standard error.
    pub(super) err: String,
}

impl Run {
    /// Standard output as JSON.
    #[track_caller]
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error}: {:?}\n{}", self.code, self.err))
    }

    /// The run, once it ended as it should.
    #[track_caller]
    pub(super) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.err, self.out);
        self
    }
}

/// The program with a clean environment: Paris time, a French UTF-8 terminal, nothing else.
pub(super) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tact"));
    command
        .env_clear()
        .env("TZ", "Europe/Paris")
        .env("LC_ALL", "fr_FR.UTF-8")
        // Two threads a run: several runs share the machine.
        .env("RAYON_NUM_THREADS", "2")
        .stdin(Stdio::null());
    command
}

/// Runs a prepared command.
pub(super) fn run(mut command: Command) -> Run {
    let output = command.output().expect("the program starts");
    Run {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs `tact` with arguments.
pub(super) fn tact<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Run {
    let mut command = command();
    command.args(arguments);
    run(command)
}

/// A folder that goes away with the test.
pub(super) struct Folder(tempfile::TempDir);

impl Folder {
    /// An empty one.
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A place in it.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The folder itself.
    pub(super) fn root(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, with the folders above it.
    pub(super) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above).expect("a folder");
        }
        std::fs::write(&path, content).expect("a file");
        path
    }
}

/// The root of the project.
pub(super) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the project")
}

/// `tact analyze … --json`, in a language.
pub(super) fn analyze_json<A: AsRef<OsStr>>(
    lang: &str,
    arguments: impl IntoIterator<Item = A>,
) -> Run {
    let mut command = command();
    command
        .args(["analyze", "--json", "--quiet", "--lang", lang])
        .args(arguments);
    run(command)
}

/// A report without the time it was made at: the only part that may differ between two runs.
pub(super) fn undated(mut report: Value) -> Value {
    if let Some(report) = report.as_object_mut() {
        assert!(report.remove("generated").is_some());
    }
    report
}

/// The card of a metric.
#[track_caller]
pub(super) fn card<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["cards"]
        .as_array()
        .and_then(|cards| cards.iter().find(|card| card["id"] == id))
        .unwrap_or_else(|| panic!("no card {id}"))
}

/// A section of a report.
#[track_caller]
pub(super) fn section<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["sections"]
        .as_array()
        .and_then(|sections| sections.iter().find(|section| section["id"] == id))
        .unwrap_or_else(|| panic!("no section {id}"))
}

/// Every text of a tree, depth first.
pub(super) fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text.as_str()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// Every number of a tree with the way to it, depth first.
pub(super) fn numbers(value: &Value) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    collect(value, String::new(), &mut found);
    found
}

fn collect(value: &Value, at: String, found: &mut Vec<(String, f64)>) {
    match value {
        Value::Number(number) => found.push((at, number.as_f64().unwrap_or(f64::NAN))),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{at}[{index}]"), found);
            }
        }
        Value::Object(fields) => {
            for (name, item) in fields {
                collect(item, format!("{at}.{name}"), found);
            }
        }
        _ => {}
    }
}
