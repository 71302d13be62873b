//! `tact store`: how much the store holds.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Subcommand;
use jiff::tz::TimeZone;
use tact_metrics::service::ServiceSettings;
use tact_store::live::{Stats, read_stats};

use super::{live, say};
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
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.action {
        Action::Stats(options) => stats(options),
    }
}

fn stats(options: &live::Options) -> anyhow::Result<ExitCode> {
    let texts = options.texts();
    let tenant = match options.tenant() {
        Ok(tenant) => tenant,
        Err(problem) => {
            say(&format!("tact store: {}", problem.sentence(&texts)));
            return Ok(problem.exit().into());
        }
    };
    if !tenant.store.join("tact.db").exists() {
        let words = args!["file" => tenant.store.display().to_string()];
        say(&format!("tact store: {}", texts.get("store-none", words)));
        return Ok(Exit::NoInput.into());
    }
    let idle = ServiceSettings::new(TimeZone::UTC).episode_idle;
    let read = crate::serve::runtime()?.block_on(read_stats(&tenant.store, idle));
    let stats = match read {
        Ok(stats) => stats,
        Err(error) => {
            say(&format!("tact store: {}", store_sentence(&error, &texts)));
            return Ok(store_exit(&error).into());
        }
    };
    let mut out = io::stdout().lock();
    if options.json {
        writeln!(out, "{}", serde_json::to_string(&stats)?)?;
    } else {
        write!(out, "{}", said(&stats, &texts))?;
    }
    Ok(Exit::Done.into())
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
