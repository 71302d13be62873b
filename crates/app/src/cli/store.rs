//! `tact store`: how much the store holds.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Subcommand;
use jiff::tz::TimeZone;
use serde::Serialize;
use tact_metrics::service::ServiceSettings;
use tact_store::live::{Stats, StoreError, VerifyReport, read_stats, verify};

use super::{live, say};
use crate::config::Tenant;
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::serve::problem::{store_exit, store_sentence};

/// The store: how much it holds, whether it is whole.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done with the store.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Counts, nothing else; also while the server runs.
    Stats(live::Options),
    /// Whether data, keys and audit chain are whole and belong together; changes nothing.
    Verify(live::Options),
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.action {
        Action::Stats(options) => stats(options),
        Action::Verify(options) => check(options),
    }
}

/// The company whose store is meant, once there is one; else how the command ends, said already.
pub(super) fn open(
    command: &str,
    options: &live::Options,
    texts: &Texts,
) -> Result<Tenant, ExitCode> {
    let tenant = options.tenant().map_err(|problem| {
        say(&format!("tact {command}: {}", problem.sentence(texts)));
        ExitCode::from(problem.exit())
    })?;
    if !tenant.store.join("tact.db").exists() {
        let words = args!["file" => tenant.store.display().to_string()];
        say(&format!(
            "tact {command}: {}",
            texts.get("store-none", words)
        ));
        return Err(Exit::NoInput.into());
    }
    Ok(tenant)
}

fn stats(options: &live::Options) -> anyhow::Result<ExitCode> {
    let texts = options.texts();
    let tenant = match open("store", options, &texts) {
        Ok(tenant) => tenant,
        Err(exit) => return Ok(exit),
    };
    let idle = ServiceSettings::new(TimeZone::UTC).episode_idle;
    let read = crate::serve::runtime()?.block_on(read_stats(&tenant.store, idle));
    let stats = match read {
        Ok(stats) => stats,
        Err(error) => return Ok(failed(&error, &texts)),
    };
    print(options, &stats, || said(&stats, &texts))?;
    Ok(Exit::Done.into())
}

fn check(options: &live::Options) -> anyhow::Result<ExitCode> {
    let texts = options.texts();
    let tenant = match open("store", options, &texts) {
        Ok(tenant) => tenant,
        Err(exit) => return Ok(exit),
    };
    let checked = crate::serve::runtime()?.block_on(verify(&tenant.store, &tenant.keys));
    let report = match checked {
        Ok(report) => report,
        Err(error) => return Ok(failed(&error, &texts)),
    };
    print(options, &report, || checked_lines(&report, &texts))?;
    Ok(match report.is_sound() {
        true => Exit::Done,
        false => Exit::NotUnderstood,
    }
    .into())
}

fn failed(error: &StoreError, texts: &Texts) -> ExitCode {
    say(&format!("tact store: {}", store_sentence(error, texts)));
    store_exit(error).into()
}

fn print(
    options: &live::Options,
    json: &impl Serialize,
    text: impl FnOnce() -> String,
) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    if options.json {
        writeln!(out, "{}", serde_json::to_string(json)?)?;
    } else {
        write!(out, "{}", text())?;
    }
    Ok(())
}

/// What was found, line by line; the first one says whether something has to be done.
fn checked_lines(report: &VerifyReport, texts: &Texts) -> String {
    let sound = match report.is_sound() {
        true => texts.say("verify-sound"),
        false => texts.say("verify-damaged"),
    };
    let mut lines = vec![sound];
    lines.extend(report.database.iter().cloned());
    if report.dangling > 0 {
        lines.push(texts.get("verify-dangling", args!["count" => report.dangling]));
    }
    match &report.audit {
        Some(audit) => match &audit.broken {
            None => lines.push(texts.get("verify-audit", args!["count" => audit.entries])),
            Some(broken) => {
                let words = args!["entry" => broken.seq.to_string()];
                lines.push(texts.get("verify-audit-broken", words));
            }
        },
        None => lines.push(texts.say("verify-audit-unread")),
    }
    lines.push(texts.get("verify-opening", args!["count" => report.opening]));
    lines.push(texts.get("verify-without-key", args!["count" => report.without_key]));
    if report.unreadable > 0 {
        lines.push(texts.get("verify-unreadable", args!["count" => report.unreadable]));
        lines.extend(
            report
                .unreadable_messages
                .iter()
                .map(|id| format!("  {id}")),
        );
    }
    let waiting = report.unfinished_erasures + report.journal_behind;
    if waiting > 0 {
        lines.push(texts.get("verify-unfinished", args!["count" => waiting]));
    }
    lines.join("\n") + "\n"
}

/// One line a figure, numbers under each other.
fn said(stats: &Stats, texts: &Texts) -> String {
    let figures = [
        (texts.say("stats-contacts"), stats.contacts),
        (texts.say("stats-conversations"), stats.conversations),
        (texts.say("stats-messages"), stats.messages),
        (texts.say("stats-tombstones"), stats.tombstones),
        (texts.say("stats-no-consent"), stats.withheld.no_consent),
        (
            texts.say("stats-consent-ended"),
            stats.withheld.consent_ended,
        ),
        (texts.say("stats-erased"), stats.withheld.erased),
        (texts.say("stats-opted-out"), stats.withheld.opted_out),
        (texts.say("stats-unrecognized"), stats.unrecognized),
        (texts.say("stats-media-held"), stats.media.held),
        (texts.say("stats-media-waiting"), stats.media.waiting),
        (
            texts.say("stats-media-lost"),
            stats.media.expired + stats.media.refused,
        ),
    ];
    let written = figures.map(|(name, count)| {
        let count = texts.format().count(u64::try_from(count).unwrap_or(0));
        (name, count)
    });
    let length = |text: &str| text.chars().count();
    let names = written
        .iter()
        .map(|(name, _)| length(name))
        .max()
        .unwrap_or(0);
    let counts = written
        .iter()
        .map(|(_, count)| length(count))
        .max()
        .unwrap_or(0);
    written
        .iter()
        .map(|(name, count)| format!("{name:<names$}  {count:>counts$}\n"))
        .collect()
}
