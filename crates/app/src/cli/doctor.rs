//! `tact doctor`: does anything wait for a person? With words to look for: is a word of a deleted
//! message anywhere in what the server keeps?

mod process;

use std::io::{self, BufRead};
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;
use tact_store::forensic::{Control, Finding, ForensicError, ForensicReport, control, scan};
use zeroize::Zeroizing;

use self::process::Process;
use super::{live, say, store};
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::serve::desk::{Reply, What};

/// What errors are said under.
const COMMAND: &str = "doctor";

/// Does anything wait for a person? Or: is a word of a deleted message anywhere, as a stranger would
/// look for it?
///
/// Without words: tasks past their month, recipients that have not heard of an erasure, attachments
/// that are not fetched. With words: reads the folders of data and keys byte by byte, in many forms,
/// and on Linux what the server's process shows of itself. Exit code 65 when a word is found.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("sought").multiple(true))]
pub struct Args {
    /// Words to look for, of 8 letters at least; `-` reads them from standard input, one a line, out
    /// of the list of processes and the history.
    #[arg(long, value_name = "WORD", num_args = 1.., group = "sought")]
    pub forensic: Vec<String>,
    /// The words to look for are in this file, one a line.
    #[arg(long, value_name = "FILE", group = "sought")]
    pub words: Option<PathBuf>,
    /// Look into this file or folder, too: logs, copies, the folder for temporary files.
    #[arg(long, value_name = "PATH", requires = "sought")]
    pub also: Vec<PathBuf>,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// What was looked for and found; no word is repeated.
#[derive(Serialize)]
struct Found<'a> {
    words: usize,
    #[serde(flatten)]
    report: &'a ForensicReport,
    process: Option<&'a Process>,
    control: Control,
}

/// Runs the command.
///
/// # Errors
/// Standard input cannot be read, or standard output written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let texts = args.live.texts();
    let tenant = match store::open(COMMAND, &args.live, &texts) {
        Ok(tenant) => tenant,
        Err(exit) => return Ok(exit),
    };
    if args.forensic.is_empty() && args.words.is_none() {
        return args.live.ask_and_print(COMMAND, What::Checkup);
    }
    let words = match sought(args, &texts)? {
        Ok(words) => words,
        Err(exit) => return Ok(exit),
    };
    let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    let mut places = vec![tenant.store.clone(), tenant.keys.clone()];
    places.extend(tenant.keys_mirror.clone());
    places.extend(args.also.iter().cloned());
    let process = crate::serve::runtime()?.block_on(Process::of_server(&tenant.keys, &places));
    places.extend(process.iter().flat_map(|process| process.places.clone()));
    let looked =
        control(&std::env::temp_dir()).and_then(|control| Ok((control, scan(&places, &words)?)));
    let (control, report) = match looked {
        Ok(looked) => looked,
        Err(error) => return Ok(refused(&error, &texts)),
    };
    let json = serde_json::to_string(&Found {
        words: words.len(),
        report: &report,
        process: process.as_ref(),
        control,
    })?;
    let text = said(words.len(), &report, process.as_ref(), control, &texts);
    let printed = args.live.print(COMMAND, Reply::Said { json, text })?;
    if !control.is_sound() {
        say(&format!(
            "tact doctor: {}",
            texts.say("forensic-control-failed")
        ));
        return Ok(Exit::Failed.into());
    }
    Ok(match report.findings.is_empty() {
        true => printed,
        false => Exit::NotUnderstood.into(),
    })
}

/// The words, wherever they stand; else how the command ends, said already.
fn sought(args: &Args, texts: &Texts) -> io::Result<Result<Vec<Zeroizing<String>>, ExitCode>> {
    let mut words = Vec::new();
    let mut open = false;
    for word in &args.forensic {
        match word.as_str() {
            "-" => lines(io::stdin().lock(), &mut words)?,
            word => {
                open = true;
                words.push(Zeroizing::new(word.to_owned()));
            }
        }
    }
    if let Some(file) = &args.words {
        let read =
            std::fs::File::open(file).and_then(|file| lines(io::BufReader::new(file), &mut words));
        if let Err(error) = read {
            let words = args!["file" => file.display().to_string(), "why" => error.to_string()];
            let why = texts.get("live-file-unreadable", words);
            say(&format!("tact doctor: {why}"));
            return Ok(Err(match error.kind() {
                io::ErrorKind::NotFound => Exit::NoInput,
                _ => Exit::Failed,
            }
            .into()));
        }
    }
    if words.is_empty() {
        let why = texts.say("forensic-words-missing");
        say(&format!("tact doctor: {why}"));
        return Ok(Err(Exit::WrongUsage.into()));
    }
    if open && !args.live.common.quiet {
        say(&texts.say("forensic-on-command-line"));
    }
    Ok(Ok(words))
}

fn lines(reader: impl BufRead, words: &mut Vec<Zeroizing<String>>) -> io::Result<()> {
    for line in reader.lines() {
        let line = Zeroizing::new(line?);
        let word = line.trim();
        if !word.is_empty() {
            words.push(Zeroizing::new(word.to_owned()));
        }
    }
    Ok(())
}

fn refused(error: &ForensicError, texts: &Texts) -> ExitCode {
    let (exit, why) = match error {
        ForensicError::TooShort { place } => (
            Exit::WrongUsage,
            texts.get("forensic-short", args!["place" => place.to_string()]),
        ),
        ForensicError::TooMany => (Exit::WrongUsage, texts.say("forensic-too-many")),
        ForensicError::Io { path, source } => (
            Exit::Failed,
            texts.get(
                "live-file-unreadable",
                args!["file" => path.display().to_string(), "why" => source.to_string()],
            ),
        ),
        ForensicError::Randomness => (Exit::Failed, error.to_string()),
    };
    say(&format!("tact doctor: {why}"));
    exit.into()
}

fn said(
    words: usize,
    report: &ForensicReport,
    process: Option<&Process>,
    control: Control,
    texts: &Texts,
) -> String {
    let mut lines: Vec<_> = report
        .findings
        .iter()
        .map(|finding| found(finding, texts))
        .collect();
    if lines.is_empty() {
        lines.push(texts.get("forensic-none", args!["words" => words]));
    }
    let read = args!["files" => report.files, "bytes" => texts.format().count(report.bytes)];
    lines.push(texts.get("forensic-looked", read));
    if report.cut_streams > 0 {
        lines.push(texts.get("forensic-cut", args!["count" => report.cut_streams]));
    }
    lines.push(match process {
        None => texts.say("forensic-no-process"),
        Some(process) => texts.get(
            match process.closed.is_empty() {
                true => "forensic-process",
                false => "forensic-process-closed",
            },
            args!["process" => process.id.to_string()],
        ),
    });
    let counts = args!["planted" => control.planted, "found" => control.found];
    lines.push(texts.get("forensic-control", counts));
    lines.join("\n")
}

fn found(finding: &Finding, texts: &Texts) -> String {
    let form = serde_json::to_value(finding.form).unwrap_or_default();
    let words = args![
        "word" => finding.canary.to_string(),
        "form" => form.as_str().unwrap_or("?").to_owned(),
        "file" => finding.file.display().to_string(),
        "offset" => finding.offset.to_string(),
        "compressed" => if finding.compressed { "yes" } else { "no" },
    ];
    texts.get("forensic-found", words)
}
