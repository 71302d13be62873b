//! `tact estimate`: the statistics alone, on a dataset folder. Keeps nothing, except the ledger of
//! what was published where one is named.

mod problem;
mod publish;
mod text;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use tact_metrics::dataset::answer::answer;
use tact_metrics::dataset::{DatasetError, DatasetFile, DatasetFiles, Problem, parse_dataset};

use super::Common;
use crate::exit::Exit;

/// The statistics alone, on a dataset folder: satisfaction with its honest margins, service
/// figures, deletions. Keeps nothing.
///
/// The folder holds params.json (channel, thresholds, beliefs) and conversations.jsonl, and where
/// there are any messages.jsonl, deletions.jsonl and daily.jsonl. What a missing file would tell is
/// unknown, never zero. Groups of fewer than 10 customers are never shown; a higher k_min in
/// params.json raises that, a lower one is not followed.
///
/// What no channel shows: messages deleted "for me" only. An edit within 15 minutes replaces some
/// deletions, so fewer deletions are not more satisfaction. On the Cloud API alone no deletion is
/// reported, and no rate is shown.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of data (params.json, conversations.jsonl, …).
    pub folder: PathBuf,
    /// The whole answer as JSON.
    #[arg(long)]
    pub json: bool,
    /// What may leave the team, and at what price.
    #[command(flatten)]
    pub publish: publish::PublishArgs,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// Runs the command: the answer on standard output, a mistake in the data on standard error.
///
/// # Errors
///
/// A file that is there cannot be read, or the output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let lang = args.common.lang();
    if !args.folder.is_dir() {
        eprintln!("tact estimate: {}", problem::no_folder(&args.folder, lang));
        return Ok(Exit::NoInput.into());
    }
    let read = Folder::read(&args.folder)?;
    let dataset = match read.files().and_then(|files| parse_dataset(&files)) {
        Ok(dataset) => dataset,
        Err(error) => {
            eprintln!("tact estimate: {}", problem::sentence(&error, lang));
            return Ok(match error.problem {
                Problem::MissingFile => Exit::NoInput.into(),
                _ => Exit::NotUnderstood.into(),
            });
        }
    };
    let answer = answer(&dataset);
    if args.publish.publish {
        return publish::run(&args.publish, &dataset, &answer, args.json, lang);
    }
    let written = if args.json {
        serde_json::to_string(&answer).context("the answer cannot be written as JSON")? + "\n"
    } else {
        text::render(&answer, &dataset.params, lang)
    };
    print(&written)
}

/// Writes to standard output.
fn print(written: &str) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    match out.write_all(written.as_bytes()).and_then(|()| out.flush()) {
        // The reader of our output left: not our failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// The bytes of a folder; a file that is not there is `None`. No other file is ever opened.
struct Folder {
    params: Option<Vec<u8>>,
    conversations: Option<Vec<u8>>,
    messages: Option<Vec<u8>>,
    deletions: Option<Vec<u8>>,
    daily: Option<Vec<u8>>,
}

impl Folder {
    fn read(folder: &Path) -> anyhow::Result<Self> {
        let read = |file: DatasetFile| {
            let path = folder.join(file.name());
            match fs::read(&path) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error).with_context(|| path.display().to_string()),
            }
        };
        Ok(Self {
            params: read(DatasetFile::Params)?,
            conversations: read(DatasetFile::Conversations)?,
            messages: read(DatasetFile::Messages)?,
            deletions: read(DatasetFile::Deletions)?,
            daily: read(DatasetFile::Daily)?,
        })
    }

    fn files(&self) -> Result<DatasetFiles<'_>, DatasetError> {
        let missing = |file| DatasetError {
            file,
            line: None,
            problem: Problem::MissingFile,
        };
        Ok(DatasetFiles {
            params: self.params.as_deref().ok_or(missing(DatasetFile::Params))?,
            conversations: self
                .conversations
                .as_deref()
                .ok_or(missing(DatasetFile::Conversations))?,
            messages: self.messages.as_deref(),
            deletions: self.deletions.as_deref(),
            daily: self.daily.as_deref(),
        })
    }
}
