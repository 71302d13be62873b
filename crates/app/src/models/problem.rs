//! Why a model cannot be used, said in the reader's language.

use std::path::PathBuf;

use tact_analysis::WeightsError;
use thiserror::Error;

use crate::{
    exit::Exit,
    i18n::{Texts, args},
};

/// Why a model cannot be used.
#[derive(Debug, Error)]
pub enum ModelProblem {
    /// No weights file of the accurate model in any of the places.
    #[error("no weights file of the accurate model found")]
    Missing {
        /// Where it was looked for, in order.
        searched: Vec<PathBuf>,
        /// Nobody asked for it on this command line: `tact models use` did.
        remembered: bool,
    },
    /// A file is there and cannot be read, or is named and is not there.
    #[error("{path}: {error}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file is not such a weights file, whole and unchanged.
    #[error("{path}: {why}")]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A weights file was named for the model that ships inside the program.
    #[error("--model-file is for the accurate model")]
    FileForFast,
    /// Nowhere to remember a choice: no home folder.
    #[error("no folder for settings")]
    Nowhere,
    /// The weights inside the program cannot be read: a broken build.
    #[error(transparent)]
    Embedded(#[from] WeightsError),
}

impl ModelProblem {
    /// How a command that meets it ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Missing { .. } => Exit::NoInput,
            Self::Unreadable { error, .. } => match error.kind() {
                std::io::ErrorKind::NotFound => Exit::NoInput,
                _ => Exit::Failed,
            },
            Self::Damaged { .. } => Exit::NotUnderstood,
            Self::FileForFast => Exit::WrongUsage,
            Self::Nowhere | Self::Embedded(_) => Exit::Failed,
        }
    }

    /// The problem and the way out, in the reader's language.
    pub fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::Missing {
                searched,
                remembered,
            } => {
                let mut said = texts.say("model-missing");
                for path in searched {
                    said.push_str(&format!("\n  {}", path.display()));
                }
                said.push('\n');
                said.push_str(&texts.say(if *remembered {
                    "model-missing-remembered"
                } else {
                    "model-missing-way-out"
                }));
                said
            }
            Self::Unreadable { path, error } => {
                let file = path.display().to_string();
                match error.kind() {
                    std::io::ErrorKind::NotFound => {
                        texts.get("model-file-not-there", args!["file" => file])
                    }
                    _ => texts.get(
                        "model-file-unreadable",
                        args!["file" => file, "why" => error.to_string()],
                    ),
                }
            }
            Self::Damaged { path, why } => texts.get(
                "model-file-damaged",
                args!["file" => path.display().to_string(), "why" => why.clone()],
            ),
            Self::FileForFast => texts.say("model-file-for-fast"),
            Self::Nowhere => texts.say("model-choice-nowhere"),
            Self::Embedded(error) => {
                texts.get("model-embedded-broken", args!["why" => error.to_string()])
            }
        }
    }
}
