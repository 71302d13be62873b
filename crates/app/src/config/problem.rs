//! Why a configuration cannot be used, said in the operator's language.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tact_intake::webhook::KeywordError;
use thiserror::Error;

use crate::exit::Exit;
use crate::i18n::{Texts, args};

/// Why a configuration cannot be used. Holds no secret.
#[derive(Debug, Error)]
pub enum ConfigProblem {
    /// The file cannot be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It is no TOML, or not of this shape.
    #[error("{path}, line {line}: {detail}")]
    Shape {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What the reader met.
        detail: String,
    },
    /// A value cannot be used.
    #[error("{path}, line {line}: {key}: {reason:?}")]
    Value {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Name of the key, dotted.
        key: String,
        /// Why.
        reason: Reason,
    },
    /// `--tenant` names nobody, or is missing.
    #[error("no such tenant")]
    NoTenant {
        /// Those there are.
        known: Vec<String>,
    },
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Not of the form `127.0.0.1:8080`.
    Address,
    /// Plain HTTP would be open to others than this machine.
    OpenToOthers,
    /// Figures of operation are for this machine only.
    MetricsOpen,
    /// Neither https, nor http on this machine.
    Url,
    /// Zero, or too large.
    Amount {
        /// Smallest that makes sense.
        least: u32,
        /// Largest that makes sense.
        most: u32,
    },
    /// A tenant's name is part of an address.
    TenantName,
    /// Two tenants share a name or a folder.
    Shared,
    /// The key is needed.
    Needed,
    /// No business number is named.
    NoNumber,
    /// Not an id of digits.
    NumberId,
    /// One number twice.
    NumberTwice,
    /// Kept longer than usual, without a reason.
    Longer {
        /// The usual number.
        usual: u32,
    },
    /// A keyword cannot be one.
    Keyword(KeywordError),
    /// Not the name of a time zone.
    Zone,
    /// Not a period.
    Period,
    /// There is no such file.
    NoFile {
        /// Which.
        file: PathBuf,
    },
    /// The secret's file cannot be read.
    SecretUnreadable {
        /// Which.
        file: PathBuf,
        /// Why.
        error: ErrorKind,
    },
    /// Others can read the secret.
    SecretOpen {
        /// Which.
        file: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// Nothing is in it.
    SecretEmpty {
        /// Which.
        file: PathBuf,
    },
    /// Too long for a secret.
    SecretTooLong {
        /// Which.
        file: PathBuf,
    },
}

impl ConfigProblem {
    /// How a command that meets it ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Unreadable { error, .. } => match error.kind() {
                ErrorKind::NotFound => Exit::NoInput,
                ErrorKind::InvalidData => Exit::NotUnderstood,
                _ => Exit::Failed,
            },
            Self::Shape { .. } => Exit::NotUnderstood,
            Self::Value { reason, .. } => match reason {
                Reason::SecretUnreadable { .. } | Reason::NoFile { .. } => Exit::NoInput,
                Reason::SecretOpen { .. } | Reason::OpenToOthers | Reason::MetricsOpen => {
                    Exit::Refused
                }
                _ => Exit::NotUnderstood,
            },
            Self::NoTenant { .. } => Exit::WrongUsage,
        }
    }

    /// File, line, what is wrong and what to do, in the reader's language.
    pub fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::Unreadable { path, error } => texts.get(
                match error.kind() {
                    ErrorKind::NotFound => "config-missing",
                    ErrorKind::InvalidData => "config-not-utf8",
                    _ => "config-unreadable",
                },
                args!["file" => shown(path), "why" => error.to_string()],
            ),
            Self::Shape { path, line, detail } => {
                let place = self.place(texts, path, *line);
                let (key, word) = shape(detail);
                format!("{place}{}", texts.get(key, args!["word" => word]))
            }
            Self::Value {
                path,
                line,
                key,
                reason,
            } => {
                let reason = reason.sentence(texts);
                let words = args!["key" => key.clone(), "reason" => reason];
                self.place(texts, path, *line) + &texts.get("config-value", words)
            }
            Self::NoTenant { known } => {
                let words = args!["count" => known.len(), "known" => known.join(", ")];
                texts.get("config-no-tenant", words)
            }
        }
    }

    fn place(&self, texts: &Texts, path: &Path, line: usize) -> String {
        let words = args!["file" => shown(path), "line" => line.to_string()];
        texts.get("config-place", words) + " "
    }
}

impl Reason {
    /// What is wrong and what to do, in the reader's language.
    pub fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::Address => texts.say("config-address"),
            Self::OpenToOthers => texts.say("config-open-to-others"),
            Self::MetricsOpen => texts.say("config-metrics-open"),
            Self::Url => texts.say("config-url"),
            Self::Amount { least, most } => {
                texts.get("config-amount", args!["least" => *least, "most" => *most])
            }
            Self::Longer { usual } => texts.get("config-longer", args!["usual" => *usual]),
            Self::TenantName => texts.say("config-tenant-name"),
            Self::Shared => texts.say("config-shared"),
            Self::Needed => texts.say("config-needed"),
            Self::NoNumber => texts.say("config-no-number"),
            Self::NumberId => texts.say("config-number-id"),
            Self::NumberTwice => texts.say("config-number-twice"),
            Self::Zone => texts.say("config-zone"),
            Self::Period => texts.say("config-period"),
            Self::NoFile { file } => texts.get("config-no-file", args!["file" => shown(file)]),
            Self::Keyword(KeywordError::Empty) => texts.say("config-keyword-empty"),
            Self::Keyword(KeywordError::TooLong) => texts.say("config-keyword-long"),
            Self::Keyword(KeywordError::Taken) => texts.say("config-keyword-taken"),
            Self::SecretUnreadable { file, error } => texts.get(
                match error {
                    ErrorKind::NotFound => "config-secret-missing",
                    _ => "config-secret-unreadable",
                },
                args!["file" => shown(file), "why" => error.to_string()],
            ),
            Self::SecretOpen { file, mode } => texts.get(
                "config-secret-open",
                args!["file" => shown(file), "mode" => format!("{mode:04o}")],
            ),
            Self::SecretEmpty { file } => {
                texts.get("config-secret-empty", args!["file" => shown(file)])
            }
            Self::SecretTooLong { file } => {
                texts.get("config-secret-long", args!["file" => shown(file)])
            }
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Which sentence says what the TOML reader met, and the word it is about.
fn shape(detail: &str) -> (&'static str, String) {
    let quoted = detail.split('`').nth(1).unwrap_or_default().to_owned();
    for (start, key) in [
        ("unknown field", "config-unknown-key"),
        ("missing field", "config-missing-key"),
        ("unknown variant", "config-unknown-word"),
        ("duplicate", "config-duplicate-key"),
    ] {
        if detail.starts_with(start) {
            return (key, quoted);
        }
    }
    (
        "config-not-toml",
        detail.lines().next().unwrap_or_default().to_owned(),
    )
}
