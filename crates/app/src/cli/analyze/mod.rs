//! `tact analyze`: chat exports in, honest report out. Keeps nothing.

mod args;
pub(crate) mod files;
mod progress;

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

pub(super) use args::parse_zone;
pub use args::{Args, Format};

use self::progress::Progress;
use super::say;
use crate::{
    clock,
    exit::Exit,
    i18n::{Texts, args as words},
    pipeline::{
        self, Findings,
        read::{ReadReport, read_all},
    },
    report::{
        compose,
        model::Report,
        render_html, render_json, render_markdown, render_terminal,
        terminal::{Output, Screen},
    },
    sources::discover,
    topics_file::write_topics,
};

/// Runs the command.
pub fn run(args: Args) -> Exit {
    let texts = Texts::new(args.common.lang());
    match analyze(&args, &texts) {
        Ok(exit) => exit,
        Err(stop) => {
            say(&format!("tact analyze: {}", stop.message));
            stop.exit
        }
    }
}

/// Why a run ends early.
pub(crate) struct Stop {
    pub(crate) exit: Exit,
    pub(crate) message: String,
}

impl Stop {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
        }
    }
}

fn analyze(args: &Args, texts: &Texts) -> Result<Exit, Stop> {
    let choices = files::choices(args, texts)?;
    let (sources, unreadable) = discover(&args.paths);
    let progress = Progress::new(&args.common, texts, sources.len());
    let (exports, mut read) = read_all(&sources, &choices.zone, texts.tongue(), || progress.tick());
    read.missing = unreadable.len();
    read.failed.extend(
        unreadable
            .into_iter()
            .map(|file| (file.path, file.error.to_string())),
    );
    say_refusals("analyze", &read, texts);
    if exports.is_empty() {
        return Err(Stop::new(nothing_read(&read), texts.say("nothing-read")));
    }
    keep_exports(args, texts, &read)?;
    let now = clock::now();
    let findings = pipeline::run(exports, &choices, now, |stage| progress.stage(stage))
        .map_err(|error| Stop::new(Exit::NotUnderstood, error.said(texts.tongue())))?;
    progress.done();
    say_uncounted(args, texts, &findings);
    let report = compose(&findings, &choices, &read, texts, now);
    let left_out = findings.assembly.groups.chats + findings.assembly.internal.chats;
    if findings.threads.is_empty() {
        let why = if findings.assembly.undecided.chats == 0 && left_out > 0 {
            texts.get("only-groups", words!["count" => left_out])
        } else {
            texts.say("no-thread")
        };
        say(&format!("tact analyze: {why}"));
    }
    write(args, texts, &report)?;
    if let (Some(path), Some(known)) = (&args.topics, &findings.understanding) {
        write_topics(path, &known.topics.memory)
            .map_err(|error| Stop::new(Exit::Failed, error.to_string()))?;
    }
    if findings.threads.is_empty() && left_out == 0 {
        // Nothing was understood: the operator needs the files for another try.
        return Ok(Exit::NotUnderstood);
    }
    delete_sources(args, texts, &read)?;
    let complete = read.refused.is_empty() && read.failed.is_empty() && read.not_exports.is_empty();
    Ok(if complete { Exit::Done } else { Exit::Partial })
}

/// Stops before a report takes the place of an export it was made from.
fn keep_exports(args: &Args, texts: &Texts, read: &ReadReport) -> Result<(), Stop> {
    let Some(place) = destination(args, texts).and_then(|path| fs::canonicalize(path).ok()) else {
        return Ok(());
    };
    let taken = read
        .read
        .iter()
        .any(|path| fs::canonicalize(path).is_ok_and(|path| path == place));
    if !taken {
        return Ok(());
    }
    let file = place.display().to_string();
    Err(Stop::new(
        Exit::WrongUsage,
        texts.get("out-is-a-source", words!["file" => file]),
    ))
}

/// Says what is refused, why, and what to do instead; and which files could not be read.
pub(in crate::cli) fn say_refusals(command: &str, read: &ReadReport, texts: &Texts) {
    for (path, refusal) in &read.refused {
        let said = refusal.explain(texts.tongue());
        say(&texts.get("refused-file", words!["file" => path.display().to_string()]));
        say(&format!(
            "  {}\n  {}\n  {}",
            said.what, said.why, said.instead
        ));
    }
    for (path, why) in &read.failed {
        say(&format!("tact {command}: {}: {why}", path.display()));
    }
    for path in &read.not_exports {
        say(&texts.get(
            "not-an-export",
            words!["file" => path.display().to_string()],
        ));
    }
}

/// Says why survey answers were given and none counts: the usual reason is consent.
fn say_uncounted(args: &Args, texts: &Texts, findings: &Findings) {
    let Some(found) = findings
        .satisfaction
        .as_ref()
        .filter(|_| !args.common.quiet)
    else {
        return;
    };
    let surveys = &found.surveys;
    if surveys.counted > 0 || surveys.answers == 0 {
        return;
    }
    let left = &surveys.left_out;
    say(&texts.get(
        "surveys-none-counted",
        words![
            "answers" => surveys.answers,
            "unknown" => left.unknown_contact,
            "survey" => left.no_survey_consent + left.survey_consent_ended + left.before_survey_consent,
            "analysis" => left.no_analysis_consent,
            "other" => left.no_conversation + left.late + left.immature
        ],
    ));
}

/// How a run ends in which no export was read.
pub(in crate::cli) fn nothing_read(read: &ReadReport) -> Exit {
    if !read.refused.is_empty() {
        Exit::Refused
    } else if read.missing > 0 {
        Exit::NoInput
    } else {
        Exit::NotUnderstood
    }
}

/// Writes the report, and says on a terminal what is in it.
fn write(args: &Args, texts: &Texts, report: &Report) -> Result<(), Stop> {
    let failed = |error: &dyn std::fmt::Display| Stop::new(Exit::Failed, error.to_string());
    let content = match args.format() {
        Format::Html => render_html(report).map_err(|error| failed(&error))?,
        Format::Json => render_json(report).map_err(|error| failed(&error))?,
        Format::Md => render_markdown(report),
    };
    let Some(path) = destination(args, texts) else {
        let mut out = io::stdout().lock();
        let ended = if content.ends_with('\n') { "" } else { "\n" };
        return match out
            .write_all(content.as_bytes())
            .and_then(|()| out.write_all(ended.as_bytes()))
        {
            // The reader of our output left: not our failure.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(failed(&error)),
            Ok(()) => Ok(()),
        };
    };
    tact_store::write_atomically(&path, content.as_bytes()).map_err(|error| failed(&error))?;
    if !args.common.quiet {
        let mut out = io::stdout().lock();
        let summary = render_terminal(report, screen(args.common.no_color));
        let place = texts.get("written-to", words!["file" => path.display().to_string()]);
        // A terminal that went away takes nothing from the report on disk.
        let _ = writeln!(out, "{summary}{place}");
    }
    Ok(())
}

/// Where the report goes; `None` is standard output.
fn destination(args: &Args, texts: &Texts) -> Option<PathBuf> {
    match (&args.out, args.format()) {
        (Some(path), _) if path.as_os_str() == "-" => None,
        (Some(path), _) => Some(path.clone()),
        (None, Format::Html) => Some(PathBuf::from(texts.say("default-file"))),
        (None, Format::Json | Format::Md) => None,
    }
}

pub(crate) fn screen(no_color: bool) -> Screen {
    let output = if io::stdout().is_terminal() {
        Output::Terminal
    } else {
        Output::Elsewhere
    };
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    Screen::detect(output, no_color.then_some(()), locale.as_deref())
}

/// Removes the files that were read whole, when asked to; says what is left otherwise.
fn delete_sources(args: &Args, texts: &Texts, read: &ReadReport) -> Result<(), Stop> {
    if !args.delete_sources {
        if !args.common.quiet {
            say(&texts.say("sources-left"));
        }
        return Ok(());
    }
    remove_sources(read, texts)
}

/// Removes the files that were read whole.
pub(in crate::cli) fn remove_sources(read: &ReadReport, texts: &Texts) -> Result<(), Stop> {
    let removed = tact_store::remove_sources(read.read.iter().map(AsRef::<Path>::as_ref));
    say(&texts.get("sources-removed", words!["count" => removed.files]));
    match removed.failed.first() {
        None => Ok(()),
        Some((path, error)) => Err(Stop::new(
            Exit::Failed,
            format!("{}: {error}", path.display()),
        )),
    }
}
