//! `tact report`: the same report as `tact analyze`, from the sealed store.

mod asked;

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use clap::ValueEnum;
use jiff::{Timestamp, tz::TimeZone};
use tact_analysis::{Model, TextModel};
use tact_domain::live::Observability;
use tact_store::{
    keys::read_live_keys,
    live::{Concluded, StoreError, StoreReader},
};

use super::{
    Common,
    analyze::{self, Stop, screen},
    live::actor,
    say,
};
use crate::{
    clock,
    config::{Config, FigureSettings, Tenant},
    exit::Exit,
    figures::{AskedPeriod, Memory, Numbers, Quotes, SavedName, fill, gather, open_saved, saved},
    i18n::{Texts, args},
    models::Asked,
    pipeline::{self, Choices, ConsentBasis, read::ReadReport},
    report::{
        compose,
        model::{Lang, Report},
        render_html, render_json, render_markdown, render_terminal,
    },
    serve::{
        desk::{self, Ask, What},
        problem::{store_exit, store_sentence},
    },
};

pub use asked::{NoReport, Question, kept};

/// Conclusions handed over at once.
const AT_ONCE: usize = 20_000;

/// A report on a period, from the sealed store; also while the server runs.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Configuration of the server (TOML).
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
    /// Company, where the configuration has several.
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
    /// last-week, last-month, a month (2026-10), a week (2026-W41) or days (2026-10-01..2026-10-15).
    #[arg(long, value_name = "PERIOD", default_value_t = AskedPeriod::LastWeek)]
    pub period: AskedPeriod,
    /// Compute anew, also where the result of this hour is kept. For checking: what one deletion
    /// changes can be read off two results.
    #[arg(long)]
    pub anew: bool,
    /// Where to write the report; `-` for standard output.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Shape of the report.
    #[arg(long, value_enum, default_value_t = Format::Html)]
    pub format: Format,
    /// Same as `--format json`.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,

    /// Products and brands (CSV: name,synonyms,brand); by default figures.products.
    #[arg(long, value_name = "FILE", help_heading = "Figures")]
    pub products: Option<PathBuf>,
    /// Your targets (TOML); by default figures.targets.
    #[arg(long, value_name = "FILE", help_heading = "Figures")]
    pub targets: Option<PathBuf>,
    /// Fewest contacts a shown group may hold; 10 or more; by default figures.k.
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(10..), help_heading = "Figures")]
    pub k: Option<u32>,

    /// Time zone of days, weeks and months; by default figures.timezone, that of the hours file, or
    /// this machine's.
    #[arg(long, value_name = "ZONE", value_parser = analyze::parse_zone, help_heading = "Time")]
    pub tz: Option<TimeZone>,
    /// Opening hours («lun-ven 9-12,13:30-18; sam 10-13») or a file that holds them; by
    /// default figures.hours.
    #[arg(long, value_name = "HOURS", help_heading = "Time")]
    pub hours: Option<String>,
    /// Closed days and exceptional openings, one a line.
    #[arg(long, value_name = "FILE", requires = "hours", help_heading = "Time")]
    pub holidays: Option<PathBuf>,

    /// Which model reads the messages.
    #[command(flatten)]
    pub asked: Asked,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// Shape of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One self-contained page.
    Html,
    /// For machines.
    Json,
    /// For a wiki or an e-mail.
    Md,
    /// For this screen.
    Terminal,
}

/// Runs the command.
pub fn run(args: Args) -> ExitCode {
    let texts = Texts::new(args.common.lang());
    match report(&args, &texts) {
        Ok(exit) => exit.into(),
        Err(stop) => {
            say(&format!("tact report: {}", stop.message));
            stop.exit.into()
        }
    }
}

fn report(args: &Args, texts: &Texts) -> Result<Exit, Stop> {
    let config = Config::load(&args.config)
        .map_err(|problem| Stop::new(problem.exit(), problem.sentence(texts)))?;
    let tenant = config
        .tenant(args.tenant.as_deref())
        .map_err(|problem| Stop::new(problem.exit(), problem.sentence(texts)))?;
    if !tenant.store.join("tact.db").exists() {
        let words = args!["file" => tenant.store.display().to_string()];
        return Err(Stop::new(
            Exit::NoInput,
            texts.get("report-no-store", words),
        ));
    }
    let made = MadeWith::of(args, &tenant.figures);
    let choices = choices(args, &made, texts)?;
    let failed = |error: &dyn std::fmt::Display| Stop::new(Exit::Failed, error.to_string());
    let runtime = crate::serve::runtime().map_err(|error| failed(&error))?;
    let now = clock::now();
    let report = runtime.block_on(compute(tenant, args, &made, &choices, texts, now))?;
    write(args, texts, &report)?;
    Ok(Exit::Done)
}

/// What the report is made with: as the command says, else the configuration.
struct MadeWith {
    zone: Option<TimeZone>,
    hours: Option<String>,
    holidays: Option<PathBuf>,
    products: Option<PathBuf>,
    targets: Option<PathBuf>,
    k: u32,
}

impl MadeWith {
    fn of(args: &Args, settings: &FigureSettings) -> Self {
        // Closed days go with the hours they are exceptions of.
        let (hours, holidays) = match &args.hours {
            Some(hours) => (Some(hours.clone()), args.holidays.clone()),
            None => (settings.hours.clone(), settings.holidays.clone()),
        };
        let file = |named: &Option<PathBuf>, usual: &Option<PathBuf>| {
            named.clone().or_else(|| usual.clone())
        };
        Self {
            zone: args.tz.clone().or_else(|| settings.zone.clone()),
            hours,
            holidays,
            products: file(&args.products, &settings.products),
            targets: file(&args.targets, &settings.targets),
            k: args.k.unwrap_or(settings.smallest_group),
        }
    }
}

/// The choices of `analyze` that make sense for a store.
fn choices(args: &Args, made: &MadeWith, texts: &Texts) -> Result<Choices, Stop> {
    let as_analyze = analyze::Args {
        paths: Vec::new(),
        out: None,
        format: analyze::Format::Html,
        json: false,
        consent: None,
        consent_declared: None,
        declared_purposes: Vec::new(),
        business: Vec::new(),
        teams: None,
        automatic: Vec::new(),
        human: Vec::new(),
        products: made.products.clone(),
        tz: made.zone.clone(),
        hours: made.hours.clone(),
        holidays: made.holidays.clone(),
        exported_at: None,
        surveys: Vec::new(),
        reviews: Vec::new(),
        action: Vec::new(),
        targets: made.targets.clone(),
        topics: None,
        k: made.k,
        asked: args.asked.clone(),
        delete_sources: false,
        common: Common {
            lang: args.common.lang,
            quiet: args.common.quiet,
            no_color: args.common.no_color,
        },
    };
    let mut choices = analyze::files::choices(&as_analyze, texts)?;
    choices.consent = ConsentBasis::Kept;
    Ok(choices)
}

/// Which of a company's numbers report deletions, as the configuration says.
fn numbers(tenant: &Tenant) -> Result<Numbers, StoreError> {
    let keys = read_live_keys(&tenant.keys)?;
    let numbers = tenant.whatsapp.numbers.iter().map(|number| {
        let shown = match number.observability {
            Observability::Coexistence => Some(true),
            Observability::Standard => Some(false),
            Observability::Unknown => None,
        };
        (keys.business_number(&number.id), shown)
    });
    Ok(numbers.collect())
}

async fn compute(
    tenant: &Tenant,
    args: &Args,
    made: &MadeWith,
    choices: &Choices,
    texts: &Texts,
    now: Timestamp,
) -> Result<Report, Stop> {
    let stop = |error: StoreError| Stop::new(store_exit(&error), store_sentence(&error, texts));
    let store = StoreReader::beside(&tenant.store, &tenant.keys).await;
    let store = store.map_err(stop)?;
    let name = name(args, made, &choices.model);
    let mut report = None;
    if !args.anew {
        report = open_saved(&store, &name, now).await.map_err(stop)?;
    }
    let (mut report, quotes) = match report {
        Some(saved) => saved,
        None => anew(tenant, args, choices, texts, now, &store, &name).await?,
    };
    fill(&mut report, &quotes, &store, now)
        .await
        .map_err(stop)?;
    Ok(report)
}

/// What tells one kept result from another: everything that changes what is computed.
fn name(args: &Args, made: &MadeWith, model: &Model) -> SavedName {
    let file = |path: &Option<PathBuf>| {
        path.as_ref()
            .map(|path| std::fs::read(path).unwrap_or_default())
    };
    let named = format!(
        "{:?}{:?}{}{:?}{:?}{:?}{:?}{:?}{}",
        file(&made.products),
        file(&made.targets),
        made.k,
        made.zone,
        made.hours,
        file(&made.hours.as_ref().map(PathBuf::from)),
        file(&made.holidays),
        std::env::var("TZ").ok(),
        model.card(),
    );
    SavedName::new(args.period, args.common.lang(), &named)
}

/// Computes, and hands what is to be kept to whoever has the store open.
async fn anew(
    tenant: &Tenant,
    args: &Args,
    choices: &Choices,
    texts: &Texts,
    now: Timestamp,
    store: &StoreReader,
    name: &SavedName,
) -> Result<(Report, Quotes), Stop> {
    let stop = |error: StoreError| Stop::new(store_exit(&error), store_sentence(&error, texts));
    let numbers = numbers(tenant).map_err(stop)?;
    let gathering = gather(store, args.period, &numbers, choices, now);
    let (taken, gathered) = gathering.await.map_err(stop)?;
    let memory = Memory::new(&choices.model, &gathered);
    let findings = pipeline::conclude(taken, choices, &memory, |_| {})
        .map_err(|error| Stop::new(Exit::NotUnderstood, error.said(texts.tongue())))?;
    let read = ReadReport::default();
    let mut report = compose(&findings, choices, &read, texts, now);
    let quotes = Quotes::of(&mut report, &gathered);
    drop(findings);
    let keeping = keep(tenant, args, memory.into_conclusions());
    keeping.await.map_err(stop)?;
    let publication = saved(&report, &quotes);
    let ask = Ask {
        actor: actor(),
        french: args.common.lang() == Lang::Fr,
        what: What::KeepReport {
            name: name.to_string(),
            made_at: now,
            publication: STANDARD.encode(&*publication.to_bytes()),
        },
    };
    desk::ask(tenant, &ask).await.map_err(stop)?;
    Ok((report, quotes))
}

/// Hands what was read anew to whoever has the store open. A report does not fail for it: what is
/// not kept is read again next time.
async fn keep(tenant: &Tenant, args: &Args, conclusions: Vec<Concluded>) -> Result<(), StoreError> {
    for some in conclusions.chunks(AT_ONCE) {
        let ask = Ask {
            actor: actor(),
            french: args.common.lang() == Lang::Fr,
            what: What::KeepConclusions {
                conclusions: STANDARD.encode(&*Concluded::to_bytes(some)),
            },
        };
        desk::ask(tenant, &ask).await?;
    }
    Ok(())
}

/// Writes the report where it was asked for.
fn write(args: &Args, texts: &Texts, report: &Report) -> Result<(), Stop> {
    let failed = |error: &dyn std::fmt::Display| Stop::new(Exit::Failed, error.to_string());
    let format = if args.json { Format::Json } else { args.format };
    let content = match format {
        Format::Html => render_html(report).map_err(|error| failed(&error))?,
        Format::Json => render_json(report).map_err(|error| failed(&error))?,
        Format::Md => render_markdown(report),
        Format::Terminal => render_terminal(report, screen(args.common.no_color)),
    };
    let named = args.out.as_deref().filter(|path| *path != Path::new("-"));
    let place = match (named, args.out.is_some(), format) {
        (Some(path), ..) => Some(path.to_owned()),
        (None, false, Format::Html) => Some(PathBuf::from(texts.say("default-file"))),
        (None, ..) => None,
    };
    let mut out = io::stdout().lock();
    let Some(path) = place else {
        let ended = if content.ends_with('\n') { "" } else { "\n" };
        let written = out
            .write_all(content.as_bytes())
            .and_then(|()| out.write_all(ended.as_bytes()));
        return match written {
            // The reader of our output left: not our failure.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(failed(&error)),
            Ok(()) => Ok(()),
        };
    };
    tact_store::write_atomically(&path, content.as_bytes()).map_err(|error| failed(&error))?;
    if !args.common.quiet {
        let summary = if io::stdout().is_terminal() || format == Format::Html {
            render_terminal(report, screen(args.common.no_color))
        } else {
            String::new()
        };
        let place = texts.get("written-to", args!["file" => path.display().to_string()]);
        let _ = writeln!(out, "{summary}{place}");
    }
    Ok(())
}
