//! Reads the companion files the operator names, before anything else: a mistake in one stops the
//! run while nothing has been read yet.

use std::{fs, path::Path};

use jiff::tz::TimeZone;
use tact_analysis::{ProductList, TopicMemory};
use tact_intake::{
    answers::{AnswersError, ReviewFile, read_reviews, read_surveys},
    refusal::Tongue,
    threads::{AssembleOptions, AutomaticPattern, Teams},
};
use tact_metrics::service::{
    ServiceSettings,
    calendar::{BusinessCalendar, parse_holidays, parse_hours, parse_hours_file},
    targets::parse_targets,
};
use tact_privacy::consent::{Declaration, read_consents};

use super::{Args, Stop};
use crate::{
    exit::Exit,
    i18n::{Texts, args},
    models::Surroundings,
    pipeline::{Choices, ConsentBasis, satisfaction::SurveySource},
    topics_file::{TopicsFileError, read_topics},
};

/// The floor for tone, topics and deletions; a higher k also raises that of service figures.
const DEFAULT_K: u32 = 10;

/// Everything the operator chose, files read.
pub(crate) fn choices(args: &Args, texts: &Texts) -> Result<Choices, Stop> {
    let hours = args.hours.as_deref().map(calendar_source).transpose()?;
    let zone = zone(args, hours.as_ref());
    let mut service = ServiceSettings::new(zone.clone());
    if args.k > DEFAULT_K {
        service.small_groups = service.small_groups.raised_to(u64::from(args.k));
    }
    if let Some(hours) = hours {
        let mut calendar = hours.calendar(zone.clone());
        if let Some(path) = &args.holidays {
            let exceptions = parse_holidays(&text(path)?).map_err(|error| wrong(path, &error))?;
            calendar = calendar.with_exceptions(exceptions);
        }
        service.calendar = Some(calendar);
    }
    if let Some(path) = &args.targets {
        service.targets = parse_targets(&text(path)?).map_err(|error| wrong(path, &error))?;
    }
    let teams = match &args.teams {
        Some(path) => Some(Teams::parse(&text(path)?).map_err(|error| wrong(path, &error))?),
        None => None,
    };
    let products = match &args.products {
        Some(path) => Some(ProductList::parse(&text(path)?).map_err(|errors| {
            let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
            wrong(path, &lines.join("\n  "))
        })?),
        None => None,
    };
    if let (Some(topics), Some(out)) = (&args.topics, &args.out)
        && std::path::absolute(topics).ok() == std::path::absolute(out).ok()
    {
        return Err(Stop::new(Exit::WrongUsage, texts.say("topics-is-out")));
    }
    let memory = match &args.topics {
        Some(path) => read_topics(path).map_err(|error| match error {
            TopicsFileError::Io(error) => missing(path, &error),
            error => wrong(path, &error),
        })?,
        None => TopicMemory::default(),
    };
    let automatic = patterns("--automatic", &args.automatic)?;
    let human = patterns("--human", &args.human)?;
    let consent = match (&args.consent, &args.consent_declared) {
        (Some(path), _) => {
            let bytes = fs::read(path).map_err(|error| missing(path, &error))?;
            ConsentBasis::Recorded(read_consents(&bytes).map_err(|error| wrong(path, &error))?)
        }
        (None, Some(declared)) if declared.trim().is_empty() => {
            return Err(Stop::new(Exit::WrongUsage, texts.say("declared-empty")));
        }
        (None, Some(declared)) => ConsentBasis::Declared(Declaration {
            text: declared.clone(),
            purposes: args.declared_purposes.clone(),
        }),
        (None, None) => ConsentBasis::None,
    };
    let model = args
        .asked
        .load(&Surroundings::of_process())
        .map_err(|problem| Stop::new(problem.exit(), problem.sentence(texts)))?;
    let surveys = args.surveys.iter().map(|path| {
        Ok(SurveySource {
            name: path.display().to_string(),
            file: answers(path, texts, read_surveys)?,
        })
    });
    let reviews = args.reviews.iter();
    let reviews = reviews.map(|path| answers(path, texts, read_reviews));
    Ok(Choices {
        model,
        surveys: surveys.collect::<Result<Vec<_>, Stop>>()?,
        reviews: reviews.collect::<Result<Vec<ReviewFile>, Stop>>()?,
        actions: args.action.clone(),
        assemble: AssembleOptions {
            exported_at: args.exported_at,
            business: args.business.clone(),
            teams,
            automatic,
            human,
        },
        consent,
        zone,
        service,
        products,
        memory,
        k: args.k,
    })
}

/// Opening hours as given: written out, or a file.
enum HoursSource {
    Week(tact_metrics::service::calendar::Week),
    File(tact_metrics::service::calendar::HoursFile),
}

impl HoursSource {
    fn zone(&self) -> Option<TimeZone> {
        match self {
            Self::Week(_) => None,
            Self::File(file) => TimeZone::get(file.time_zone.as_deref()?).ok(),
        }
    }

    fn calendar(self, zone: TimeZone) -> BusinessCalendar {
        match self {
            Self::Week(week) => BusinessCalendar::new(week, zone),
            Self::File(file) => BusinessCalendar::from_file(file, zone),
        }
    }
}

fn calendar_source(hours: &str) -> Result<HoursSource, Stop> {
    let path = Path::new(hours);
    if path.is_file() {
        let content = text(path)?;
        return match parse_hours_file(&content) {
            Ok(file) => Ok(HoursSource::File(file)),
            // A plain file may hold the short notation itself.
            Err(error) => match parse_hours(content.trim()) {
                Ok(week) => Ok(HoursSource::Week(week)),
                Err(_) => Err(wrong(path, &error)),
            },
        };
    }
    parse_hours(hours)
        .map(HoursSource::Week)
        .map_err(|error| Stop::new(Exit::WrongUsage, format!("--hours \"{hours}\": {error}")))
}

/// `--tz`, else the zone of the hours file, else that of this machine, else UTC.
fn zone(args: &Args, hours: Option<&HoursSource>) -> TimeZone {
    args.tz
        .clone()
        .or_else(|| hours.and_then(HoursSource::zone))
        .unwrap_or_else(TimeZone::system)
}

fn text(path: &Path) -> Result<String, Stop> {
    let bytes = fs::read(path).map_err(|error| missing(path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        Stop::new(
            Exit::NotUnderstood,
            format!(
                "{}: line {}: not UTF-8; save it again as UTF-8",
                path.display(),
                line + 1
            ),
        )
    })
}

/// A survey or review file, read; its mistake is said in the reader's language.
fn answers<T>(
    path: &Path,
    texts: &Texts,
    read: impl Fn(&[u8]) -> Result<T, AnswersError>,
) -> Result<T, Stop> {
    let bytes = fs::read(path).map_err(|error| unread(path, &error, texts))?;
    read(&bytes).map_err(|error| match texts.tongue() {
        Tongue::French => Stop::new(
            Exit::NotUnderstood,
            format!("{}\u{a0}: {}", path.display(), error.in_french()),
        ),
        Tongue::English => wrong(path, &error),
    })
}

/// A file that cannot be read, in the reader's language for the two mistakes that are common.
fn unread(path: &Path, error: &std::io::Error, texts: &Texts) -> Stop {
    let words = match error.kind() {
        std::io::ErrorKind::NotFound => "file-missing",
        std::io::ErrorKind::IsADirectory => "file-is-folder",
        _ => return missing(path, error),
    };
    Stop::new(
        Exit::NoInput,
        texts.get(words, args!["path" => path.display().to_string()]),
    )
}

fn missing(path: &Path, error: &std::io::Error) -> Stop {
    Stop::new(Exit::NoInput, format!("{}: {error}", path.display()))
}

fn wrong(path: &Path, error: &dyn std::fmt::Display) -> Stop {
    Stop::new(Exit::NotUnderstood, format!("{}: {error}", path.display()))
}

fn patterns(flag: &str, given: &[String]) -> Result<Vec<AutomaticPattern>, Stop> {
    given
        .iter()
        .map(|pattern| {
            pattern.parse().map_err(|error| {
                Stop::new(Exit::WrongUsage, format!("{flag} \"{pattern}\": {error}"))
            })
        })
        .collect()
}
