//! `tact inspect`: what is in an export, without content.

use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use serde::Serialize;
use tact_intake::{
    container::{FoundSummary, Limits, SourceError, inspect_exports},
    export::{ExportSummary, ExportWarning, Platform},
    refusal::Tongue,
};

use super::{Common, say};
use crate::{
    exit::Exit,
    i18n::{Texts, args as words},
    report::inert::clean,
    sources::{Source, discover},
};

/// What is in an export: counts, format, warnings; no content.
///
/// The text form counts authors; only `--json` names them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Exports (.txt, .zip) or folders of them.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// One JSON object for one chat, `{"chats":[…]}` for several; names the authors.
    #[arg(long)]
    pub json: bool,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// What became of one file.
enum Outcome {
    Found(Vec<FoundSummary>),
    Not(String),
    Refused(String),
    Failed(String),
}

/// One chat in the machine-readable answer.
#[derive(Serialize)]
struct Chat<'a> {
    file: String,
    #[serde(flatten)]
    summary: &'a ExportSummary,
}

/// A file that is not a chat, in the machine-readable answer.
#[derive(Serialize)]
struct Unread<'a> {
    file: String,
    reason: &'a str,
}

/// Runs the command.
pub fn run(args: Args) -> Exit {
    let texts = Texts::new(args.common.lang());
    let (sources, unreadable) = discover(&args.paths);
    let outcomes: Vec<Outcome> = sources
        .par_iter()
        .map(|source| inspect(source, texts.tongue()))
        .collect();
    let found: Vec<(&Source, &Outcome)> = sources.iter().zip(&outcomes).collect();
    let single = matches!(args.paths.as_slice(), [path] if !path.is_dir());
    let written = if args.json {
        json(&found, single)
    } else {
        text(&found, &texts)
    };
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            say(&format!("tact inspect: {error}"));
            return Exit::Failed;
        }
        _ => {}
    }
    for file in &unreadable {
        say(&format!(
            "tact inspect: {}: {}",
            file.path.display(),
            file.error
        ));
    }
    say_problems(&found);
    exit(&found, !unreadable.is_empty())
}

fn inspect(source: &Source, tongue: Tongue) -> Outcome {
    let file = match File::open(&source.path) {
        Ok(file) => file,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let name = source
        .path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    match inspect_exports(file, &name, &Limits::default()) {
        Ok(found) => Outcome::Found(found),
        Err(SourceError::Refused(refusal)) => {
            let said = refusal.explain(tongue);
            Outcome::Refused(format!("{}\n  {}\n  {}", said.what, said.why, said.instead))
        }
        Err(error @ SourceError::NotAnExport(_)) => Outcome::Not(error.message(tongue)),
        Err(error) => Outcome::Failed(clean(&error.message(tongue))),
    }
}

fn say_problems(found: &[(&Source, &Outcome)]) {
    for (source, outcome) in found {
        let path = source.path.display();
        match outcome {
            Outcome::Refused(why) | Outcome::Failed(why) => {
                say(&format!("tact inspect: {path}: {why}"));
            }
            Outcome::Not(why) if source.named => say(&format!("tact inspect: {path}: {why}")),
            Outcome::Not(_) | Outcome::Found(_) => {}
        }
    }
}

fn exit(found: &[(&Source, &Outcome)], missing: bool) -> Exit {
    let any = |wanted: fn(&Outcome) -> bool| found.iter().any(|(_, outcome)| wanted(outcome));
    let read = any(|outcome| matches!(outcome, Outcome::Found(_)));
    let refused = any(|outcome| matches!(outcome, Outcome::Refused(_)));
    let failed = any(|outcome| matches!(outcome, Outcome::Failed(_)));
    let not = found
        .iter()
        .any(|(source, outcome)| source.named && matches!(outcome, Outcome::Not(_)));
    match (read, refused, failed, missing) {
        (true, false, false, false) if !not => Exit::Done,
        (true, ..) => Exit::Partial,
        (false, true, ..) => Exit::Refused,
        (false, _, _, true) => Exit::NoInput,
        (false, ..) => Exit::NotUnderstood,
    }
}

fn json(found: &[(&Source, &Outcome)], single: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let chats: Vec<(&Path, &ExportSummary)> = found
        .iter()
        .filter_map(|(source, outcome)| match outcome {
            Outcome::Found(found) => Some(
                found
                    .iter()
                    .map(|chat| (source.path.as_path(), &chat.summary)),
            ),
            _ => None,
        })
        .flatten()
        .collect();
    // A file that is no chat has the counts of nothing, and says so.
    let nothing = ExportSummary {
        warnings: vec![ExportWarning::NotAnExport],
        ..ExportSummary::default()
    };
    match (chats.as_slice(), single) {
        ([(_, summary)], true) => serde_json::to_writer(&mut out, summary)?,
        ([], true) => serde_json::to_writer(&mut out, &nothing)?,
        _ => {
            let chats: Vec<_> = chats
                .iter()
                .map(|(path, summary)| Chat {
                    file: path.display().to_string(),
                    summary,
                })
                .collect();
            let unread: Vec<_> = found
                .iter()
                .filter_map(|(source, outcome)| match outcome {
                    Outcome::Found(_) => None,
                    Outcome::Not(why) | Outcome::Refused(why) | Outcome::Failed(why) => {
                        Some(Unread {
                            file: source.path.display().to_string(),
                            reason: why,
                        })
                    }
                })
                .collect();
            serde_json::to_writer(
                &mut out,
                &serde_json::json!({"chats": chats, "unread": unread}),
            )?;
        }
    }
    out.write_all(b"\n")
}

fn text(found: &[(&Source, &Outcome)], texts: &Texts) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let format = texts.format();
    let mut totals = ExportSummary::default();
    let mut chats = 0_u64;
    let several = found.len() > 3;
    for (source, outcome) in found {
        let Outcome::Found(found) = outcome else {
            continue;
        };
        for chat in found {
            let summary = &chat.summary;
            chats += 1;
            totals.entries += summary.entries;
            totals.messages += summary.messages;
            totals.system += summary.system;
            totals.deleted += summary.deleted;
            totals.edited += summary.edited;
            totals.media += summary.media;
            totals.unreadable += summary.unreadable;
            if several {
                continue;
            }
            writeln!(out, "{}", clean(&source.path.display().to_string()))?;
            describe(&mut out, summary, texts)?;
        }
    }
    if several {
        let line =
            |key: &str, count: u64| format!("  {:<26}{}", texts.say(key), format.count(count));
        writeln!(
            out,
            "{}",
            texts.get("inspect-chats", words!["count" => chats])
        )?;
        for (key, count) in [
            ("inspect-messages", totals.messages),
            ("inspect-notices", totals.system),
            ("inspect-deleted", totals.deleted),
            ("inspect-edited", totals.edited),
            ("inspect-media", totals.media),
            ("inspect-unreadable", totals.unreadable),
        ] {
            writeln!(out, "{}", line(key, count))?;
        }
    }
    Ok(())
}

fn describe(out: &mut impl Write, summary: &ExportSummary, texts: &Texts) -> io::Result<()> {
    let format = texts.format();
    let mut line = |key: &str, value: String| writeln!(out, "  {:<26}{value}", texts.say(key));
    line("inspect-messages", format.count(summary.messages))?;
    line("inspect-notices", format.count(summary.system))?;
    line("inspect-deleted", format.count(summary.deleted))?;
    line("inspect-edited", format.count(summary.edited))?;
    line("inspect-media", format.count(summary.media))?;
    line(
        "inspect-authors",
        format.count(summary.authors.len() as u64),
    )?;
    if let (Some(first), Some(last)) = (summary.first_entry, summary.last_entry) {
        line("inspect-period", format.period(first.date(), last.date()))?;
    }
    if let Some(shape) = &summary.format {
        let platform = match shape.platform {
            Platform::Android => "Android",
            Platform::Ios => "iOS",
            Platform::IosOld => "iOS (2016)",
        };
        let language = shape.language.unwrap_or("—");
        line("inspect-format", format!("{platform}, {language}"))?;
    }
    line("inspect-unreadable", format.count(summary.unreadable))?;
    for warning in &summary.warnings {
        let (key, count) = match warning {
            ExportWarning::NotAnExport => ("warn-not-an-export", 0),
            ExportWarning::DateOrderGuessed => ("warn-guessed", 0),
            ExportWarning::StartsMidMessage { lines } => ("warn-mid", *lines),
            ExportWarning::BrokenBytes { count } => ("warn-broken", *count),
            ExportWarning::JoinedExports => ("warn-joined", 0),
            ExportWarning::Cut { line } => ("warn-cut", *line),
            ExportWarning::OldLimitReached { messages } => ("warn-limit", *messages),
        };
        writeln!(out, "  ! {}", texts.get(key, words!["count" => count]))?;
    }
    Ok(())
}
