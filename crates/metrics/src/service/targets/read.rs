//! The targets file.

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use super::{Belief, Beliefs, Clock, Reply, ServiceLevel, Statistic, Target, Targets, quantity};
use crate::catalog::Better;

/// A problem and the line it is on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct TargetsError {
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: TargetsProblem,
}

/// What can be wrong with a targets file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TargetsProblem {
    /// It is not TOML, or a promise has unknown or missing keys.
    #[error("{0}; see docs/formats/targets.md")]
    BadFile(String),
    /// A key that names no metric.
    #[error("«{0}» is not a metric with a target; known are {known}", known = known())]
    UnknownMetric(String),
    /// A duration that cannot be read.
    #[error("«{0}» is not a duration; write «15 min», «2 h» or «1 h 30»")]
    NotADuration(String),
    /// A share that cannot be read.
    #[error("«{0}» is not a share; write «5 %» or 0.05")]
    NotAShare(String),
    /// A number that cannot be read.
    #[error("«{0}» is not a number")]
    NotANumber(String),
    /// A belief whose numbers cannot be meant.
    #[error(
        "a belief is a bias and a spread of at least 0, both on the logit scale: {{ bias = -0.5, tau = 0.8 }}"
    )]
    NotABelief,
    /// Neither a text nor a number.
    #[error("the target of «{0}» must be a text such as «15 min» or «5 %», or a number")]
    WrongType(String),
}

impl TargetsError {
    /// The whole sentence in French.
    pub fn in_french(&self) -> String {
        let problem = match &self.problem {
            TargetsProblem::BadFile(reason) => {
                format!(
                    "le fichier ne suit pas son format ({reason}) ; voir docs/formats/targets.md"
                )
            }
            TargetsProblem::UnknownMetric(key) => {
                format!(
                    "« {key} » n’est pas un indicateur à objectif ; connus : {}",
                    known()
                )
            }
            TargetsProblem::NotADuration(text) => {
                format!(
                    "« {text} » n’est pas une durée ; écrivez « 15 min », « 2 h » ou « 1 h 30 »"
                )
            }
            TargetsProblem::NotAShare(text) => {
                format!("« {text} » n’est pas une part ; écrivez « 5 % » ou 0.05")
            }
            TargetsProblem::NotABelief => {
                "une croyance est un biais et un écart d’au moins 0, sur l’échelle logit : { bias = -0.5, tau = 0.8 }".to_owned()
            }
            TargetsProblem::NotANumber(text) => format!("« {text} » n’est pas un nombre"),
            TargetsProblem::WrongType(key) => {
                format!(
                    "l’objectif de « {key} » doit être un texte comme « 15 min » ou « 5 % », ou un nombre"
                )
            }
        };
        format!("ligne {} : {problem}", self.line)
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Duration,
    Share,
    Number,
}

/// Metrics that may have a target, those of other parts of the product included.
const METRICS: [(&str, Kind, Better); 17] = [
    ("frt", Kind::Duration, Better::Lower),
    ("art", Kind::Duration, Better::Lower),
    ("wait_total", Kind::Duration, Better::Lower),
    ("unanswered", Kind::Share, Better::Lower),
    ("window_lapsed", Kind::Share, Better::Lower),
    ("fcr", Kind::Share, Better::Higher),
    ("reopen_rate", Kind::Share, Better::Lower),
    ("repeat_rate", Kind::Share, Better::Lower),
    ("blind_spot", Kind::Share, Better::Lower),
    ("csat", Kind::Share, Better::Higher),
    ("csat_adj", Kind::Share, Better::Higher),
    ("sat_est", Kind::Share, Better::Higher),
    ("dsat", Kind::Share, Better::Lower),
    ("ces", Kind::Share, Better::Higher),
    ("survey_reach", Kind::Share, Better::Higher),
    ("response_rate", Kind::Share, Better::Higher),
    ("nps", Kind::Number, Better::Higher),
];

fn known() -> String {
    let names: Vec<&str> = METRICS.iter().map(|(name, _, _)| *name).collect();
    names.join(", ")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLevel {
    reply: Option<WrittenReply>,
    within: Spanned<String>,
    clock: Option<WrittenClock>,
    share: Option<Spanned<toml::Value>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenReply {
    First,
    Next,
    Any,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenClock {
    Elapsed,
    Business,
}

/// One line of `[synthesis]`: what is not written keeps its default.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBelief {
    bias: Option<f64>,
    tau: Option<f64>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBeliefs {
    survey: Option<Spanned<WrittenBelief>>,
    text: Option<Spanned<WrittenBelief>>,
    reviews: Option<Spanned<WrittenBelief>>,
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    sla: Vec<WrittenLevel>,
    #[serde(default)]
    synthesis: WrittenBeliefs,
    #[serde(flatten)]
    targets: std::collections::BTreeMap<String, toml::Value>,
}

/// Reads a targets file: one `metric = "goal"` per line, and `[[sla]]` for promises on replies.
///
/// Durations take `_p90` or `_mean` for another number than the median, and `_bh` for opening
/// hours: `frt_p90_bh = "2 h"`.
pub fn parse_targets(text: &str) -> Result<Targets, TargetsError> {
    let written: Written = toml::from_str(text).map_err(|error| TargetsError {
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        problem: TargetsProblem::BadFile(error.message().to_owned()),
    })?;
    let mut targets = Vec::new();
    for (key, value) in &written.targets {
        let line = line_of_key(text, key);
        let target = target(key, value).map_err(|problem| TargetsError { line, problem })?;
        targets.push((line, target));
    }
    targets.sort_by_key(|(line, _)| *line);
    let levels: Result<Vec<ServiceLevel>, TargetsError> = written
        .sla
        .iter()
        .map(|level| service_level(text, level))
        .collect();
    Ok(Targets {
        targets: targets.into_iter().map(|(_, target)| target).collect(),
        service_levels: levels?,
        beliefs: beliefs(text, &written.synthesis)?,
    })
}

fn target(key: &str, value: &toml::Value) -> Result<Target, TargetsProblem> {
    let unknown = || TargetsProblem::UnknownMetric(key.to_owned());
    let (name, clock) = match key.strip_suffix("_bh") {
        Some(name) => (name, Clock::Business),
        None => (key, Clock::Elapsed),
    };
    let (name, statistic) = match (name.strip_suffix("_p90"), name.strip_suffix("_mean")) {
        (Some(name), _) => (name, Some(Statistic::P90)),
        (_, Some(name)) => (name, Some(Statistic::Mean)),
        _ => (name, None),
    };
    let found = METRICS.into_iter().find(|(known, _, _)| *known == name);
    let (metric, kind, better) = found.ok_or_else(unknown)?;
    let is_duration = matches!(kind, Kind::Duration);
    if !is_duration && (statistic.is_some() || clock == Clock::Business) {
        return Err(unknown());
    }
    Ok(Target {
        metric,
        statistic: statistic.unwrap_or(if is_duration {
            Statistic::Median
        } else {
            Statistic::Value
        }),
        clock,
        goal: goal(key, value, kind)?,
        better,
    })
}

fn goal(key: &str, value: &toml::Value, kind: Kind) -> Result<f64, TargetsProblem> {
    let text = text_of(value).ok_or_else(|| TargetsProblem::WrongType(key.to_owned()))?;
    match kind {
        Kind::Duration => quantity::seconds(&text).ok_or(TargetsProblem::NotADuration(text)),
        Kind::Share => quantity::share(&text).ok_or(TargetsProblem::NotAShare(text)),
        Kind::Number => text
            .replace(',', ".")
            .trim()
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .ok_or(TargetsProblem::NotANumber(text)),
    }
}

fn beliefs(text: &str, written: &WrittenBeliefs) -> Result<Beliefs, TargetsError> {
    let usual = Beliefs::default();
    let belief = |written: &Option<Spanned<WrittenBelief>>, usual: Belief| {
        let Some(written) = written else {
            return Ok(usual);
        };
        let said = written.as_ref();
        let belief = Belief {
            bias: said.bias.unwrap_or(usual.bias),
            tau: said.tau.unwrap_or(usual.tau),
        };
        if belief.bias.is_finite() && belief.tau.is_finite() && belief.tau >= 0.0 {
            Ok(belief)
        } else {
            Err(TargetsError {
                line: line_of(text, written.span().start),
                problem: TargetsProblem::NotABelief,
            })
        }
    };
    Ok(Beliefs {
        survey: belief(&written.survey, usual.survey)?,
        text: belief(&written.text, usual.text)?,
        reviews: belief(&written.reviews, usual.reviews)?,
    })
}

fn text_of(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Float(number) => Some(number.to_string()),
        _ => None,
    }
}

fn service_level(text: &str, level: &WrittenLevel) -> Result<ServiceLevel, TargetsError> {
    let error = |at: usize, problem: TargetsProblem| TargetsError {
        line: line_of(text, at),
        problem,
    };
    let within = quantity::seconds(level.within.as_ref()).ok_or_else(|| {
        let written = level.within.as_ref().clone();
        error(
            level.within.span().start,
            TargetsProblem::NotADuration(written),
        )
    })?;
    let share = match &level.share {
        None => None,
        Some(share) => {
            let at = share.span().start;
            let goal = goal("share", share.as_ref(), Kind::Share);
            Some(goal.map_err(|problem| error(at, problem))?)
        }
    };
    Ok(ServiceLevel {
        reply: match level.reply {
            None | Some(WrittenReply::First) => Reply::First,
            Some(WrittenReply::Next) => Reply::Next,
            Some(WrittenReply::Any) => Reply::Any,
        },
        within: within.round() as i64,
        clock: match level.clock {
            None | Some(WrittenClock::Elapsed) => Clock::Elapsed,
            Some(WrittenClock::Business) => Clock::Business,
        },
        share,
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Line on which a key stands; a flattened table does not keep its spans.
fn line_of_key(text: &str, key: &str) -> usize {
    let stands = |line: &str| {
        let line = line.trim_start().trim_start_matches(['"', '\'', '[']);
        line.strip_prefix(key).is_some_and(|rest| {
            rest.trim_start_matches(['"', '\''])
                .trim_start()
                .starts_with(['=', ']', '.'])
        })
    };
    text.lines().position(stands).map_or(1, |line| line + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_targets_file_has_goals_and_promises() {
        let targets = parse_targets(
            "frt = \"15 min\"\nfrt_p90_bh = \"2 h\"\nunanswered = \"5 %\"\nfcr = 0.8\n\
             [[sla]]\nwithin = \"1 h\"\nclock = \"business\"\nshare = \"90 %\"\n",
        )
        .unwrap();
        let shown: Vec<String> = targets
            .targets
            .iter()
            .map(|t| format!("{} {:?} {:?} {}", t.metric, t.statistic, t.clock, t.goal))
            .collect();
        assert_eq!(
            shown,
            [
                "frt Median Elapsed 900",
                "frt P90 Business 7200",
                "unanswered Value Elapsed 0.05",
                "fcr Value Elapsed 0.8"
            ]
        );
        assert_eq!(
            targets.service_levels,
            [ServiceLevel {
                reply: Reply::First,
                within: 3_600,
                clock: Clock::Business,
                share: Some(0.9)
            }]
        );
    }

    #[test]
    fn beliefs_on_sources_may_be_set_one_by_one() {
        let set = parse_targets("csat = 0.8\n[synthesis]\nreviews = { tau = 1.2 }\n").unwrap();
        let usual = Beliefs::default();
        assert_eq!(set.beliefs.survey, usual.survey);
        assert_eq!(set.beliefs.reviews.bias, usual.reviews.bias);
        assert_eq!(set.beliefs.reviews.tau, 1.2);
        let error = |text: &str| parse_targets(text).unwrap_err().to_string();
        insta::assert_snapshot!(error("[synthesis]\ntext = { tau = -1.0 }\n"), @"line 2: a belief is a bias and a spread of at least 0, both on the logit scale: { bias = -0.5, tau = 0.8 }");
        insta::assert_snapshot!(error("[synthesis]\nphone = { tau = 1.0 }\n"), @"line 2: unknown field `phone`, expected one of `survey`, `text`, `reviews`; see docs/formats/targets.md");
    }

    #[test]
    fn a_bad_target_names_its_line_and_what_to_write() {
        let error = |text: &str| parse_targets(text).unwrap_err().to_string();
        insta::assert_snapshot!(error("frt = \"15 min\"\nart = \"soon\"\n"), @"line 2: «soon» is not a duration; write «15 min», «2 h» or «1 h 30»");
        insta::assert_snapshot!(error("\nunanswered = 5\n"), @"line 2: «5» is not a share; write «5 %» or 0.05");
        insta::assert_snapshot!(error("frt_bh_p90 = \"1 h\"\n"), @"line 1: «frt_bh_p90» is not a metric with a target; known are frt, art, wait_total, unanswered, window_lapsed, fcr, reopen_rate, repeat_rate, blind_spot, csat, csat_adj, sat_est, dsat, ces, survey_reach, response_rate, nps");
        insta::assert_snapshot!(error("[[sla]]\nwithin = \"1 h\"\nshare = \"lots\"\n"), @"line 3: «lots» is not a share; write «5 %» or 0.05");
        insta::assert_snapshot!(error("[[sla]]\nshare = 0.9\n"), @"line 1: missing field `within`; see docs/formats/targets.md");
        insta::assert_snapshot!(error("frt = [1]\n"), @"line 1: the target of «frt» must be a text such as «15 min» or «5 %», or a number");
        insta::assert_snapshot!(error("frt = \n"), @"line 1: string values must be quoted, expected literal string; see docs/formats/targets.md");
    }
}
