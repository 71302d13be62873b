//! What `tact analyze` can be told.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::{civil::DateTime, tz::TimeZone};
use tact_domain::PurposeKind;

use crate::{cli::Common, models::Asked, pipeline::change::Action};

/// Chat exports in, honest report out. Reads .txt and .zip exports and folders of either; keeps nothing.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Exports (.txt, .zip) or folders of them, mixed as you like.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Where to write the report; `-` for standard output.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Shape of the report.
    #[arg(long, value_enum, default_value_t = Format::Html)]
    pub format: Format,
    /// Same as `--format json`.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,

    /// Consent file (CSV: contact,purpose,state,at,notice,channel,proof).
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "consent_declared",
        help_heading = "Consent"
    )]
    pub consent: Option<PathBuf>,
    /// Who obtained the customers' consent, when and how; printed in the report.
    #[arg(long, value_name = "TEXT", help_heading = "Consent")]
    pub consent_declared: Option<String>,
    /// Purposes the declaration covers.
    #[arg(
        long,
        value_name = "PURPOSE,…",
        value_delimiter = ',',
        value_parser = parse_purpose,
        default_value = "analysis",
        requires = "consent_declared",
        help_heading = "Consent"
    )]
    pub declared_purposes: Vec<PurposeKind>,

    /// Display name of the business in the exports; by default the author common to most chats.
    #[arg(long, value_name = "NAME", help_heading = "Who is who")]
    pub business: Vec<String>,
    /// Teams by signature, name, number or shift (CSV: match,kind,team).
    #[arg(long, value_name = "FILE", help_heading = "Who is who")]
    pub teams: Option<PathBuf>,
    /// A text your phone sends by itself; `*` stands for anything.
    #[arg(long, value_name = "PATTERN", help_heading = "Who is who")]
    pub automatic: Vec<String>,
    /// A text that looks automatic and is not; `*` stands for anything.
    #[arg(long, value_name = "PATTERN", help_heading = "Who is who")]
    pub human: Vec<String>,
    /// Products and brands (CSV: name,synonyms,brand).
    #[arg(long, value_name = "FILE", help_heading = "Who is who")]
    pub products: Option<PathBuf>,

    /// Time zone of the phone that made the exports; by default that of this machine.
    #[arg(long, value_name = "ZONE", value_parser = parse_zone, help_heading = "Time")]
    pub tz: Option<TimeZone>,
    /// Opening hours («lun-ven 9-12,13:30-18; sam 10-13») or a file that holds them.
    #[arg(long, value_name = "HOURS", help_heading = "Time")]
    pub hours: Option<String>,
    /// Closed days and exceptional openings, one a line.
    #[arg(long, value_name = "FILE", requires = "hours", help_heading = "Time")]
    pub holidays: Option<PathBuf>,
    /// When the exports were made, as the phone showed it (2026-03-31T18:00).
    #[arg(long, value_name = "TIME", value_parser = parse_civil, help_heading = "Time")]
    pub exported_at: Option<DateTime>,

    /// Survey answers (CSV or JSONL: contact,at,scale,score,…); comments are not read.
    #[arg(long, value_name = "FILE", help_heading = "Satisfaction")]
    pub surveys: Vec<PathBuf>,
    /// Public reviews (CSV or JSONL: at,source,scale,score); texts and authors are not read.
    #[arg(long, value_name = "FILE", help_heading = "Satisfaction")]
    pub reviews: Vec<PathBuf>,
    /// Something you did, to see what followed (2026-03-01="Size guide").
    #[arg(long, value_name = "DATE=TITLE", value_parser = parse_action, help_heading = "Satisfaction")]
    pub action: Vec<Action>,

    /// Your targets (TOML).
    #[arg(long, value_name = "FILE", help_heading = "Figures")]
    pub targets: Option<PathBuf>,
    /// Topics remembered from run to run (TOML): read, kept up and written again; may be edited.
    #[arg(long, value_name = "FILE", help_heading = "Figures")]
    pub topics: Option<PathBuf>,
    /// Fewest contacts a shown group may hold; 10 or more.
    #[arg(long, value_name = "K", default_value_t = 10, value_parser = clap::value_parser!(u32).range(10..), help_heading = "Figures")]
    pub k: u32,

    /// Which model reads the messages.
    #[command(flatten)]
    pub asked: Asked,

    /// Remove the export files once the report is written: they still hold the customers' text.
    #[arg(long)]
    pub delete_sources: bool,

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
}

impl Args {
    /// The shape asked for.
    pub fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

fn parse_purpose(word: &str) -> Result<PurposeKind, String> {
    PurposeKind::parse(word.trim()).ok_or_else(|| {
        let words: Vec<_> = PurposeKind::ALL
            .iter()
            .map(|purpose| purpose.word())
            .collect();
        format!("expected one of {}", words.join(", "))
    })
}

/// Longest title of an action, in characters: it stands in a sentence.
const LONGEST_TITLE: usize = 120;

fn parse_action(text: &str) -> Result<Action, String> {
    const WANTED: &str = "expected a day, `=` and a title, like `2026-03-01=\"Size guide\"`";
    let (date, title) = text.split_once('=').ok_or(WANTED)?;
    let date = date.trim().parse().map_err(|_| WANTED)?;
    let title = title.trim().trim_matches('"').trim();
    if title.is_empty() {
        return Err(WANTED.to_owned());
    }
    if title.chars().count() > LONGEST_TITLE || title.chars().any(char::is_control) {
        return Err(format!(
            "a title is one line of at most {LONGEST_TITLE} characters"
        ));
    }
    Ok(Action {
        date,
        title: title.to_owned(),
    })
}

pub(in crate::cli) fn parse_zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name)
        .map_err(|_| "expected a zone like `Europe/Paris` or `Africa/Dakar`".to_owned())
}

fn parse_civil(text: &str) -> Result<DateTime, String> {
    text.parse()
        .map_err(|_| "expected a date and time like `2026-03-31T18:00`".to_owned())
}
