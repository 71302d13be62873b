//! Why the server or the store cannot do what it was asked, in the operator's language.

use tact_privacy::consent::ConsentError;
use tact_store::keys::KeyError;
use tact_store::live::StoreError;

use super::ServeProblem;
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::report::model::Lang;

impl ServeProblem {
    /// How the command ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Listen { .. } | Self::System(_) | Self::Secret(_) => Exit::Failed,
            Self::Store(error) => store_exit(error),
        }
    }

    /// What is wrong and what to do.
    pub fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::Listen { address, error } => texts.get(
                match error.kind() {
                    std::io::ErrorKind::AddrInUse => "serve-address-in-use",
                    _ => "serve-address-refused",
                },
                args!["address" => address.to_string(), "why" => error.to_string()],
            ),
            Self::Secret(reason) => reason.sentence(texts),
            Self::Store(error) => store_sentence(error, texts),
            Self::System(error) => texts.get("serve-system", args!["why" => error.to_string()]),
        }
    }
}

/// How a command ends that meets a problem of the store.
pub fn store_exit(error: &StoreError) -> Exit {
    match error {
        StoreError::Ambiguous { .. }
        | StoreError::Damaged { .. }
        | StoreError::DamagedRecords { .. } => Exit::NotUnderstood,
        StoreError::Keys(KeyError::Nested { .. } | KeyError::Mode { .. })
        | StoreError::BackupInside { .. } => Exit::Refused,
        _ => Exit::Failed,
    }
}

/// A problem of the store, in the operator's language. English is the store's own.
pub fn store_sentence(error: &StoreError, texts: &Texts) -> String {
    if texts.lang() == Lang::En {
        return error.to_string();
    }
    let file = |path: &std::path::Path| path.display().to_string();
    match error {
        StoreError::Keys(error) => key_sentence(error, texts),
        StoreError::Damaged { path } => texts.get("store-damaged", args!["file" => file(path)]),
        StoreError::DamagedRecords { path, record } => texts.get(
            "store-damaged-records",
            args!["file" => file(path), "record" => record.to_string()],
        ),
        StoreError::Database { code } => texts.get("store-database", args!["code" => code.clone()]),
        StoreError::Foreign { path } => texts.get("store-foreign", args!["file" => file(path)]),
        StoreError::Io { path, source } => texts.get(
            "store-io",
            args!["file" => file(path), "why" => source.to_string()],
        ),
        StoreError::Ambiguous { line, contacts } => texts.get(
            "consent-ambiguous",
            args!["line" => line.to_string(), "count" => *contacts],
        ),
        StoreError::BackupInside { path } => {
            texts.get("backup-inside", args!["folder" => file(path)])
        }
        StoreError::Rehearsed => texts.say("import-rehearsed"),
        StoreError::Newer => texts.say("store-newer"),
        StoreError::Stopped => texts.say("store-stopped"),
    }
}

fn key_sentence(error: &KeyError, texts: &Texts) -> String {
    let file = |path: &std::path::Path| path.display().to_string();
    match error {
        KeyError::Nested { keys, store } => texts.get(
            "keys-nested",
            args!["keys" => file(keys), "store" => file(store)],
        ),
        KeyError::Mode {
            path,
            found,
            wanted,
        } => texts.get(
            "keys-mode",
            args![
                "file" => file(path),
                "found" => format!("{found:04o}"),
                "wanted" => format!("{wanted:04o}"),
            ],
        ),
        KeyError::InUse { path } => texts.get("keys-in-use", args!["file" => file(path)]),
        KeyError::Damaged { path, .. } => texts.get("keys-damaged", args!["file" => file(path)]),
        KeyError::Io { path, source } => texts.get(
            "store-io",
            args!["file" => file(path), "why" => source.to_string()],
        ),
        other => other.to_string(),
    }
}

/// What is wrong with a consent file. English is the reader's own.
pub fn consent_sentence(error: &ConsentError, texts: &Texts) -> String {
    if texts.lang() == Lang::En {
        return error.to_string();
    }
    match error {
        ConsentError::NotCsv { line, .. } => {
            texts.get("consent-not-csv", args!["line" => line.to_string()])
        }
        ConsentError::Header => texts.say("consent-header"),
        ConsentError::Value { line, column, .. } => {
            let expected = match *column {
                "contact" => texts.say("consent-expected-contact"),
                "purpose" => texts.say("consent-expected-purpose"),
                "state" => texts.say("consent-expected-state"),
                "at" => texts.say("consent-expected-at"),
                _ => texts.say("consent-expected-proof"),
            };
            texts.get(
                "consent-value",
                args!["line" => line.to_string(), "column" => *column, "expected" => expected],
            )
        }
        ConsentError::Ambiguous { line, contacts } => texts.get(
            "consent-ambiguous",
            args!["line" => line.to_string(), "count" => *contacts],
        ),
    }
}
