//! The command line: one file per command.

#[cfg(unix)]
pub mod account;
pub mod analyze;
#[cfg(unix)]
pub mod audit;
#[cfg(unix)]
pub mod backup;
#[cfg(unix)]
pub mod breach;
pub mod config;
#[cfg(unix)]
pub mod contact;
#[cfg(unix)]
pub mod doctor;
pub mod estimate;
pub mod help;
#[cfg(unix)]
pub mod hold;
#[cfg(unix)]
pub mod import;
pub mod inspect;
#[cfg(unix)]
pub mod keys;
pub mod label;
#[cfg(unix)]
pub mod live;
pub mod models;
pub mod redact;
#[cfg(unix)]
pub mod registers;
#[cfg(unix)]
pub mod report;
#[cfg(unix)]
pub mod retention;
#[cfg(unix)]
pub mod serve;
#[cfg(unix)]
pub mod store;
#[cfg(unix)]
pub mod tasks;
pub mod what_if;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::report::{inert::clean, model::Lang};

/// What your WhatsApp customers feel, ask for and wait for, with an honest margin.
#[derive(Debug, Parser)]
#[command(name = "tact", version, about, arg_required_else_help = true, after_help = AFTER_HELP)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const AFTER_HELP: &str = "\
Exit codes: 0 done; 2 wrong usage; 3 partly done, something could not be read; 65 not an export,
a damaged model or store, a wrong configuration; 66 no such file, model or contact; 74 the system
refused; 77 refused: a database, a backup, a notification log, a release beyond the privacy budget,
a secret or an address open to others.

No command opens a network connection but `serve`, and it only where it was told to: to fetch the
attachments of customers who agreed to the analysis, and to tell recipients what was erased.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Chat exports in, honest report out. Keeps nothing.
    Analyze(Box<analyze::Args>),
    /// What is in an export: counts, format, warnings; no content.
    Inspect(inspect::Args),
    /// A report on a period, from the sealed store; also while the server runs.
    #[cfg(unix)]
    Report(Box<report::Args>),
    /// Personal data out of a text: a stateless pipe, nothing is kept.
    Redact(redact::Args),
    /// Language, sentiment, emotion, act, question of messages: a stateless pipe, nothing is kept.
    Label(label::Args),
    /// The statistics alone, on a dataset folder; keeps nothing but the ledger of --publish.
    Estimate(estimate::Args),
    /// The models: their cards, whether their files are whole, which is the default.
    Models(Box<models::Args>),
    /// What if some messages were missing: which conclusion survives; needs no export.
    WhatIf(what_if::Args),
    #[cfg(unix)]
    /// Receives the webhooks of WhatsApp and keeps what may be kept, sealed.
    Serve(serve::Args),
    /// The configuration of the server: an example with every key, or a check of a file.
    Config(config::Args),
    #[cfg(unix)]
    /// Chat exports into the sealed store, beside the webhooks: each message counts once. Also while
    /// the server runs.
    Import(Box<import::Args>),
    #[cfg(unix)]
    /// Accounts of the server: who may sign in, and what they may do there.
    Account(account::Args),
    #[cfg(unix)]
    /// The rights of a person: what is kept, a copy, erasure, consent.
    Contact(Box<contact::Args>),
    #[cfg(unix)]
    /// Legal holds: words kept for a claim, at the word of two people, until a day.
    Hold(Box<hold::Args>),
    #[cfg(unix)]
    /// The store: how much it holds, whether it is whole.
    Store(store::Args),
    #[cfg(unix)]
    /// Copies the database, also while the server runs; keys are no part of it.
    Backup(backup::BackupArgs),
    #[cfg(unix)]
    /// Puts a copy of the database back, with the server stopped; what was erased since stays erased.
    Restore(backup::RestoreArgs),
    #[cfg(unix)]
    /// The keys: change them, keep a second folder of them.
    Keys(keys::Args),
    #[cfg(unix)]
    /// How long things are kept: apply it now.
    Retention(retention::Args),
    #[cfg(unix)]
    /// The audit chain: who did what, when, and whether nothing is missing.
    Audit(audit::Args),
    #[cfg(unix)]
    /// What has to be erased by hand where copies are, and until when.
    Tasks(tasks::Args),
    #[cfg(unix)]
    /// The records of processing activities (GDPR 30), from the configuration and the store.
    Records(Box<registers::Args>),
    #[cfg(unix)]
    /// The impact assessment (GDPR 35): the template filled with the state of this installation.
    Dpia(Box<registers::Args>),
    #[cfg(unix)]
    /// A draft of the notice to customers (GDPR 13 and 14), from the configuration.
    Notice(Box<registers::Args>),
    #[cfg(unix)]
    /// What a breach may have touched: who, what, how many for a period, without content.
    Breach(Box<breach::BreachArgs>),
    #[cfg(unix)]
    /// Does anything wait for a person? Or: is a word of a deleted message anywhere, as a stranger
    /// would look for it?
    Doctor(Box<doctor::Args>),
}

/// Options every command has.
#[derive(Clone, Debug, clap::Args)]
pub struct Common {
    /// Language of what is shown; by default that of the environment.
    #[arg(long, value_parser = parse_lang, env = "TACT_LANG", hide_env = true, value_name = "fr|en")]
    pub lang: Option<Lang>,
    /// Print nothing but the result and errors.
    #[arg(long, short)]
    pub quiet: bool,
    /// No colours, also on a terminal.
    #[arg(long, env = "NO_COLOR", value_parser = clap::builder::FalseyValueParser::new(), hide_env = true)]
    pub no_color: bool,
}

impl Common {
    /// The language asked for, else that of the environment.
    pub fn lang(&self) -> Lang {
        self.lang.unwrap_or_else(environment_lang)
    }
}

pub(crate) fn parse_lang(word: &str) -> Result<Lang, String> {
    match word {
        "fr" => Ok(Lang::Fr),
        "en" => Ok(Lang::En),
        _ => Err("expected `fr` or `en`".to_owned()),
    }
}

/// `LC_ALL`, `LC_MESSAGES`, `LANG` in the order of POSIX; French unless they name another language.
pub fn environment_lang() -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match named.as_deref() {
        None => Lang::Fr,
        Some(value) if value.to_ascii_lowercase().starts_with("fr") => Lang::Fr,
        Some(_) => Lang::En,
    }
}

/// Runs the command line and says how it ended.
pub fn run(cli: Cli) -> ExitCode {
    match cli.command {
        Command::Analyze(args) => analyze::run(*args).into(),
        Command::Inspect(args) => inspect::run(args).into(),
        #[cfg(unix)]
        Command::Report(args) => report::run(*args),
        Command::Redact(args) => redact::run(args).into(),
        Command::Label(args) => or_say("label", label::run(&args)),
        Command::Estimate(args) => or_say("estimate", estimate::run(&args)),
        Command::Models(args) => or_say("models", models::run(&args)),
        Command::WhatIf(args) => or_say("what-if", what_if::run(&args)),
        #[cfg(unix)]
        Command::Serve(args) => serve::run(&args),
        Command::Config(args) => or_say("config", config::run(&args)),
        #[cfg(unix)]
        Command::Import(args) => import::run(&args),
        #[cfg(unix)]
        Command::Account(args) => or_say("account", account::run(&args)),
        #[cfg(unix)]
        Command::Contact(args) => or_say("contact", contact::run(&args)),
        #[cfg(unix)]
        Command::Hold(args) => or_say("hold", hold::run(&args)),
        #[cfg(unix)]
        Command::Store(args) => or_say("store", store::run(&args)),
        #[cfg(unix)]
        Command::Backup(args) => or_say("backup", backup::backup(&args)),
        #[cfg(unix)]
        Command::Restore(args) => or_say("restore", backup::bring_back(&args)),
        #[cfg(unix)]
        Command::Keys(args) => or_say("keys", keys::run(&args)),
        #[cfg(unix)]
        Command::Retention(args) => or_say("retention", retention::run(&args)),
        #[cfg(unix)]
        Command::Audit(args) => or_say("audit", audit::run(&args)),
        #[cfg(unix)]
        Command::Tasks(args) => or_say("tasks", tasks::run(&args)),
        #[cfg(unix)]
        Command::Records(args) => {
            let register = registers::Register::Records;
            or_say("records", registers::run(register, &args))
        }
        #[cfg(unix)]
        Command::Dpia(args) => or_say("dpia", registers::run(registers::Register::Dpia, &args)),
        #[cfg(unix)]
        Command::Notice(args) => {
            or_say("notice", registers::run(registers::Register::Notice, &args))
        }
        #[cfg(unix)]
        Command::Breach(args) => or_say("breach", breach::run(&args)),
        #[cfg(unix)]
        Command::Doctor(args) => or_say("doctor", doctor::run(&args)),
    }
}

/// Says one thing to the operator, on standard error.
///
/// Names in it come from strangers (files, members of archives): what would act on a terminal
/// without being seen is left out. An operator who has left is told nothing.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{}", clean(line));
}

/// Says an error once, where it is handled.
fn or_say(command: &str, outcome: anyhow::Result<ExitCode>) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        let left = error
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe);
        if left {
            // The reader of our output left: not our failure.
            return ExitCode::SUCCESS;
        }
        say(&format!("tact {command}: {error:#}"));
        crate::exit::Exit::Failed.into()
    })
}
