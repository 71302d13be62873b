//! `tact import`: chat exports into the sealed store, beside what webhooks tell.
//!
//! Files are read here, as `tact analyze` reads them; whoever has the store open takes the messages
//! in, piece by piece. Broken off between two pieces, the same command run again does the rest.

mod pieces;
mod progress;
mod summary;

use std::{collections::HashMap, path::PathBuf, process::ExitCode};

use jiff::tz::TimeZone;
use tact_intake::threads::{AssembleOptions, Assembly, AutomaticPattern, ReceivedThread, assemble};
use tact_privacy::CivilClock;
use tact_store::live::{ImportMode, ImportReport, StoreError};

use self::{
    pieces::batches,
    progress::Progress,
    summary::{Chats, Summary},
};
use super::{
    Common,
    analyze::{Stop, nothing_read, parse_zone, remove_sources, say_refusals},
    live::actor,
    say,
};
use crate::{
    config::{Config, Tenant},
    exit::Exit,
    i18n::{Texts, args as words},
    pipeline::read::read_all,
    report::model::Lang,
    serve::{
        desk::{Ask, Reply, Session, What},
        problem::{store_exit, store_sentence},
    },
    sources::discover,
};

/// Chat exports into the sealed store, beside the webhooks: each message counts once. Also while the
/// server runs.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Exports (.txt, .zip) or folders of them, mixed as you like.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Configuration of the server (TOML).
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
    /// Company, where the configuration has several.
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
    /// Business number of the chats (`phone_number_id`), where the configuration has several.
    #[arg(long, value_name = "ID")]
    pub number: Option<String>,

    /// Display name of the business in the exports; by default the author common to most chats.
    #[arg(long, value_name = "NAME", help_heading = "Who is who")]
    pub business: Vec<String>,
    /// A text your phone sends by itself; `*` stands for anything.
    #[arg(long, value_name = "PATTERN", help_heading = "Who is who")]
    pub automatic: Vec<AutomaticPattern>,
    /// A text that looks automatic and is not; `*` stands for anything.
    #[arg(long, value_name = "PATTERN", help_heading = "Who is who")]
    pub human: Vec<AutomaticPattern>,
    /// Time zone of the phone that made the exports; by default that of this machine.
    #[arg(long, value_name = "ZONE", value_parser = parse_zone, help_heading = "Time")]
    pub tz: Option<TimeZone>,

    /// Count what would be kept; nothing stays.
    #[arg(long, conflicts_with = "delete_sources")]
    pub dry_run: bool,
    /// Remove the export files once their messages are kept: they still hold the customers' text.
    #[arg(long)]
    pub delete_sources: bool,
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    let texts = Texts::new(args.common.lang());
    match import(args, &texts) {
        Ok(exit) => exit.into(),
        Err(stop) => {
            say(&format!("tact import: {}", stop.message));
            stop.exit.into()
        }
    }
}

fn import(args: &Args, texts: &Texts) -> Result<Exit, Stop> {
    let tenant = tenant(args, texts)?;
    let number = number(args, &tenant, texts)?;
    let zone = args.tz.clone().unwrap_or_else(TimeZone::system);
    let (sources, unreadable) = discover(&args.paths);
    let progress = Progress::new(&args.common, texts);
    let (exports, mut read) = read_all(&sources, &zone, texts.tongue(), || {});
    read.missing = unreadable.len();
    let unread = unreadable
        .into_iter()
        .map(|file| (file.path, file.error.to_string()));
    read.failed.extend(unread);
    say_refusals("import", &read, texts);
    if exports.is_empty() {
        return Err(Stop::new(
            nothing_read(&read),
            texts.say("import-nothing-read"),
        ));
    }
    let options = AssembleOptions {
        exported_at: None,
        business: args.business.clone(),
        teams: None,
        automatic: args.automatic.clone(),
        human: args.human.clone(),
    };
    let mut assembly = assemble(exports, &options);
    let (threads, namesakes) = apart(std::mem::take(&mut assembly.threads));
    let chats = Chats::of(&assembly, &threads, namesakes);
    if threads.is_empty() {
        return Err(without_threads(&assembly, namesakes, texts));
    }
    let mode = if args.dry_run {
        ImportMode::Rehearse
    } else {
        ImportMode::Keep
    };
    let desk = Asking {
        french: args.common.lang() == Lang::Fr,
        tenant: &tenant,
        mode,
    };
    let clock = CivilClock { zone: zone.clone() };
    let report = desk.take_in(&threads, number.as_deref(), &clock, &progress, texts)?;
    progress.done();
    drop(threads);
    let summary = Summary {
        read: &read,
        chats,
        report,
        zone: &zone,
        mode,
    };
    summary.print(args.json, &args.common, texts)?;
    if namesakes > 0 {
        say(&texts.get("import-namesakes", words!["count" => namesakes]));
    }
    if args.delete_sources && namesakes == 0 && assembly.undecided.chats == 0 {
        remove_sources(&read, texts)?;
    } else if mode == ImportMode::Keep && !args.common.quiet {
        say(&texts.say("import-sources-left"));
    }
    let whole = read.refused.is_empty()
        && read.failed.is_empty()
        && read.not_exports.is_empty()
        && namesakes == 0
        && assembly.undecided.chats == 0;
    Ok(if whole { Exit::Done } else { Exit::Partial })
}

fn tenant(args: &Args, texts: &Texts) -> Result<Tenant, Stop> {
    let wrong =
        |problem: crate::config::ConfigProblem| Stop::new(problem.exit(), problem.sentence(texts));
    let config = Config::load_without_secrets(&args.config).map_err(wrong)?;
    config
        .tenant(args.tenant.as_deref())
        .cloned()
        .map_err(wrong)
}

/// The business number the chats belong to.
fn number(args: &Args, tenant: &Tenant, texts: &Texts) -> Result<Option<String>, Stop> {
    let numbers = &tenant.whatsapp.numbers;
    let known = || {
        let ids: Vec<_> = numbers.iter().map(|number| number.id.clone()).collect();
        ids.join(", ")
    };
    match (&args.number, numbers.as_slice()) {
        (Some(id), _) if numbers.iter().any(|number| number.id == *id) => Ok(Some(id.clone())),
        (Some(_), _) => Err(Stop::new(
            Exit::WrongUsage,
            texts.get("import-number-unknown", words!["known" => known()]),
        )),
        (None, [only]) => Ok(Some(only.id.clone())),
        (None, []) => Ok(None),
        (None, _) => Err(Stop::new(
            Exit::WrongUsage,
            texts.get("import-number-needed", words!["known" => known()]),
        )),
    }
}

/// Chats that bear one display name and show no number may be of two people: they are left out.
/// Answers how many.
fn apart(threads: Vec<ReceivedThread>) -> (Vec<ReceivedThread>, u64) {
    let mut bearers: HashMap<Box<str>, u64> = HashMap::new();
    let nameless = |thread: &ReceivedThread| thread.contact.phone.is_none();
    for thread in threads.iter().filter(|thread| nameless(thread)) {
        for name in &thread.contact.names {
            *bearers.entry(name.clone()).or_default() += 1;
        }
    }
    let before = threads.len();
    let alone = |thread: &ReceivedThread| {
        let names = &thread.contact.names;
        let shared = |name: &str| bearers.get(name).is_some_and(|count| *count > 1);
        !nameless(thread) || !names.iter().any(|name| shared(name))
    };
    let threads: Vec<_> = threads.into_iter().filter(alone).collect();
    let namesakes = (before - threads.len()) as u64;
    (threads, namesakes)
}

fn without_threads(assembly: &Assembly, namesakes: u64, texts: &Texts) -> Stop {
    let left_out = assembly.groups.chats + assembly.internal.chats;
    let why = if namesakes > 0 {
        texts.get("import-namesakes", words!["count" => namesakes])
    } else if assembly.undecided.chats == 0 && left_out > 0 {
        texts.get("import-only-groups", words!["count" => left_out])
    } else {
        texts.say("no-thread")
    };
    Stop::new(Exit::NotUnderstood, why)
}

/// Asks whoever has the store open.
struct Asking<'a> {
    french: bool,
    tenant: &'a Tenant,
    mode: ImportMode,
}

impl Asking<'_> {
    fn take_in(
        &self,
        threads: &[ReceivedThread],
        number: Option<&str>,
        clock: &CivilClock,
        progress: &Progress,
        texts: &Texts,
    ) -> Result<ImportReport, Stop> {
        let messages = threads.iter().map(|thread| thread.messages.len() as u64);
        progress.messages(messages.sum());
        let failed =
            |error: StoreError| Stop::new(store_exit(&error), store_sentence(&error, texts));
        let runtime =
            crate::serve::runtime().map_err(|error| Stop::new(Exit::Failed, error.to_string()))?;
        let mode = self.mode;
        runtime.block_on(async {
            let begins = What::ImportBegins {
                chats: threads.len() as u64,
                mode,
            };
            let (session, reply) = Session::begin(self.tenant, &self.question(begins))
                .await
                .map_err(failed)?;
            said::<bool>(reply)?;
            let mut report = ImportReport::default();
            for pieces in batches(threads, number, clock) {
                let count = pieces.iter().map(|piece| piece.messages.len() as u64).sum();
                let asked = self.question(What::Import { pieces, mode });
                let reply = session.ask(&asked).await.map_err(failed)?;
                report.add(&said::<ImportReport>(reply)?);
                progress.tick(count);
            }
            let ends = What::ImportEnds {
                new: report.new,
                mode,
            };
            let reply = session.ask(&self.question(ends)).await.map_err(failed)?;
            said::<bool>(reply)?;
            session.end().await.map_err(failed)?;
            Ok(report)
        })
    }

    fn question(&self, what: What) -> Ask {
        Ask {
            actor: actor(),
            french: self.french,
            what,
        }
    }
}

/// What was answered.
fn said<T: serde::de::DeserializeOwned>(reply: Reply) -> Result<T, Stop> {
    match reply {
        Reply::Said { json, .. } => {
            serde_json::from_str(&json).map_err(|error| Stop::new(Exit::Failed, error.to_string()))
        }
        Reply::Refused { exit, text } => Err(Stop::new(refusal(exit), text)),
        Reply::Export { .. } => Err(Stop::new(Exit::Failed, String::new())),
    }
}

fn refusal(code: u8) -> Exit {
    [Exit::WrongUsage, Exit::NotUnderstood, Exit::Refused]
        .into_iter()
        .find(|exit| exit.code() == code)
        .unwrap_or(Exit::Failed)
}
