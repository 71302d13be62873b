//! The settings of a period: channel, thresholds, and the beliefs chosen before the result.

use serde::Deserialize;
use tact_domain::Channel;

use super::error::{DatasetError, DatasetFile, Expected, Problem};
use super::lines::{FieldRule, culprit, whole, without_mark};
use crate::estimate::small_groups::K_MIN;
use crate::estimate::{CusumPlan, DELETION_WINDOW_S, DeletionPattern, Source};

/// The level of every interval.
const LEVEL: f64 = 0.95;

/// Target of the breakdown value.
const TARGET: f64 = 0.75;
/// Γ shown, chosen before anyone looks.
const GAMMAS: [f64; 5] = [1.0, 1.5, 2.0, 3.0, 5.0];
/// Λ computed; 1.5 is the range shown.
const LAMBDAS: [f64; 3] = [1.25, 1.5, 2.5];
/// Hours within which a reopening counts.
const FCR_WINDOW_H: f64 = 168.0;
/// Days a level is expected to last.
const EXPECTED_RUN_DAYS: f64 = 60.0;

/// Motives and how often each shows each pattern, from answered questions.
#[derive(Clone, Debug, PartialEq)]
pub struct MotiveMatrix {
    /// Motive names, in the order of the rows.
    pub names: Vec<String>,
    /// Share of each pattern (in the order of [`DeletionPattern::ALL`]) per motive.
    pub rows: Vec<Vec<f64>>,
    /// Answered questions the shares rest on, where the file says how many.
    pub answered: Option<u64>,
}

/// Answered questions from which motives may be told.
const ANSWERED_FOR_MOTIVES: u64 = 30;

impl MotiveMatrix {
    /// True where the shares are known to rest on too few answered questions.
    pub fn is_too_thin(&self) -> bool {
        self.answered
            .is_some_and(|answered| answered < ANSWERED_FOR_MOTIVES)
    }

    /// True where they are known to rest on enough: only then may a text speak of motives.
    pub fn is_calibrated(&self) -> bool {
        self.answered
            .is_some_and(|answered| answered >= ANSWERED_FOR_MOTIVES)
    }
}

/// Settings of a period, defaults filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    /// Name of the data set.
    pub scenario: String,
    /// Where the data come from, and with it what can be known of deletions.
    pub channel: Channel,
    /// People needed before a figure is shown: at least 10.
    pub k_min: u64,
    /// Target of the breakdown value.
    pub target: f64,
    /// Values of Γ, chosen beforehand.
    pub gammas: Vec<f64>,
    /// Values of Λ.
    pub lambdas: Vec<f64>,
    /// Hours within which a reopening counts against first-contact resolution.
    pub fcr_window_h: f64,
    /// What the fall detector looks for.
    pub cusum: CusumPlan,
    /// Days a level is expected to last, for the changepoint detector.
    pub expected_run_days: f64,
    /// Day of the action whose effect is looked at.
    pub action_day: Option<f64>,
    /// Seconds after sending in which a message can be deleted.
    pub deletion_window_s: f64,
    /// Motives, where the question after a deletion was asked.
    pub motives: Option<MotiveMatrix>,
    /// Sources of evidence to be put together.
    pub sources: Vec<Source>,
}

#[derive(Deserialize)]
struct RawParams {
    scenario: Option<String>,
    channel: String,
    level: Option<f64>,
    k_min: Option<f64>,
    tau: Option<f64>,
    gammas: Option<Vec<f64>>,
    lambdas: Option<Vec<f64>>,
    fcr_window_h: Option<f64>,
    baseline_days: Option<f64>,
    cusum_or: Option<f64>,
    cusum_h: Option<f64>,
    bocpd_lambda: Option<f64>,
    its_t0: Option<f64>,
    deletion_window_s: Option<f64>,
    motive_names: Option<Vec<String>>,
    motive_matrix: Option<Vec<Vec<f64>>>,
    motive_answers: Option<f64>,
    sources: Option<Vec<Vec<f64>>>,
}

const RULES: &[FieldRule] = &[
    ("channel", Expected::Text),
    ("scenario", Expected::TextOrNull),
    ("level", Expected::NumberOrNull),
    ("k_min", Expected::WholeOrNull),
    ("tau", Expected::NumberOrNull),
    ("gammas", Expected::RatioList),
    ("lambdas", Expected::RatioList),
    ("fcr_window_h", Expected::NonNegativeOrNull),
    ("baseline_days", Expected::WholeOrNull),
    ("cusum_or", Expected::NumberOrNull),
    ("cusum_h", Expected::NumberOrNull),
    ("bocpd_lambda", Expected::NumberOrNull),
    ("its_t0", Expected::NumberOrNull),
    ("deletion_window_s", Expected::NumberOrNull),
    ("motive_names", Expected::NameList),
    ("motive_matrix", Expected::MotiveMatrix),
    ("motive_answers", Expected::WholeOrNull),
    ("sources", Expected::SourceList),
];

impl Params {
    /// The defaults for a channel: what `params.json` means when it says nothing else.
    pub fn of(channel: Channel) -> Self {
        Self {
            scenario: String::new(),
            channel,
            k_min: K_MIN,
            target: TARGET,
            gammas: GAMMAS.to_vec(),
            lambdas: LAMBDAS.to_vec(),
            fcr_window_h: FCR_WINDOW_H,
            cusum: CusumPlan::default(),
            expected_run_days: EXPECTED_RUN_DAYS,
            action_day: None,
            deletion_window_s: DELETION_WINDOW_S,
            motives: None,
            sources: Vec::new(),
        }
    }
}

/// Reads `params.json`.
pub(super) fn parse_params(bytes: &[u8]) -> Result<Params, DatasetError> {
    let text = without_mark(bytes);
    serde_json::from_slice::<RawParams>(text)
        .map_err(|error| culprit(text, RULES, &error))
        .and_then(RawParams::checked)
        .map_err(|problem| DatasetError {
            file: DatasetFile::Params,
            line: None,
            problem,
        })
}

impl RawParams {
    fn checked(self) -> Result<Params, Problem> {
        if let Some(found) = self.level.filter(|level| *level != LEVEL) {
            return Err(Problem::OtherLevel { found });
        }
        let channel = parse_channel(&self.channel)?;
        let motives = self.motives()?;
        let sources = sources(self.sources.unwrap_or_default())?;
        let usual = CusumPlan::default();
        Ok(Params {
            scenario: self.scenario.unwrap_or_default(),
            channel,
            // Upwards only: a lower setting would show figures of fewer people.
            k_min: match self.k_min {
                Some(k_min) => whole(k_min, "k_min", Expected::WholeOrNull)?.max(K_MIN),
                None => K_MIN,
            },
            target: share(self.tau.unwrap_or(TARGET), "tau")?,
            gammas: ratios(self.gammas, "gammas", &GAMMAS)?,
            lambdas: ratios(self.lambdas, "lambdas", &LAMBDAS)?,
            fcr_window_h: positive(self.fcr_window_h.unwrap_or(FCR_WINDOW_H), "fcr_window_h")?,
            cusum: CusumPlan {
                baseline_days: match self.baseline_days {
                    Some(days) => whole(days, "baseline_days", Expected::WholeOrNull)? as usize,
                    None => usual.baseline_days,
                },
                odds_ratio: positive(self.cusum_or.unwrap_or(usual.odds_ratio), "cusum_or")?,
                threshold: positive(self.cusum_h.unwrap_or(usual.threshold), "cusum_h")?,
            },
            expected_run_days: positive(
                self.bocpd_lambda.unwrap_or(EXPECTED_RUN_DAYS),
                "bocpd_lambda",
            )?,
            action_day: self.its_t0,
            deletion_window_s: positive(
                self.deletion_window_s.unwrap_or(DELETION_WINDOW_S),
                "deletion_window_s",
            )?,
            motives,
            sources,
        })
    }

    fn motives(&self) -> Result<Option<MotiveMatrix>, Problem> {
        let (Some(names), Some(rows)) = (&self.motive_names, &self.motive_matrix) else {
            return Ok(None);
        };
        let sums_to_one = |row: &Vec<f64>| (row.iter().sum::<f64>() - 1.0).abs() < 1e-6;
        let fits = rows.len() == names.len()
            && rows.iter().all(|row| {
                row.len() == DeletionPattern::ALL.len()
                    && row.iter().all(|share| *share >= 0.0)
                    && sums_to_one(row)
            });
        if !fits {
            let (field, expected) = ("motive_matrix", Expected::MotiveMatrix);
            return Err(Problem::WrongField { field, expected });
        }
        Ok(Some(MotiveMatrix {
            names: names.clone(),
            rows: rows.clone(),
            answered: self
                .motive_answers
                .map(|answered| whole(answered, "motive_answers", Expected::WholeOrNull))
                .transpose()?,
        }))
    }
}

/// The channel of a name.
pub(super) fn parse_channel(name: &str) -> Result<Channel, Problem> {
    match name {
        "coexistence" => Ok(Channel::Coexistence),
        "export" => Ok(Channel::Export),
        "cloud_api" => Ok(Channel::CloudApi),
        other => Err(Problem::UnknownChannel {
            found: other.to_owned(),
        }),
    }
}

fn sources(rows: Vec<Vec<f64>>) -> Result<Vec<Source>, Problem> {
    let wrong = || Problem::WrongField {
        field: "sources",
        expected: Expected::SourceList,
    };
    rows.iter()
        .map(|row| match row.as_slice() {
            &[share, se_logit, bias, tau]
                if share > 0.0 && share < 1.0 && se_logit > 0.0 && tau >= 0.0 =>
            {
                Ok(Source {
                    share,
                    se_logit,
                    bias,
                    tau,
                })
            }
            _ => Err(wrong()),
        })
        .collect()
}

fn positive(value: f64, field: &'static str) -> Result<f64, Problem> {
    if value > 0.0 {
        Ok(value)
    } else {
        Err(Problem::WrongField {
            field,
            expected: Expected::Positive,
        })
    }
}

fn share(value: f64, field: &'static str) -> Result<f64, Problem> {
    if value > 0.0 && value < 1.0 {
        Ok(value)
    } else {
        Err(Problem::WrongField {
            field,
            expected: Expected::Share,
        })
    }
}

fn ratios(
    values: Option<Vec<f64>>,
    field: &'static str,
    usual: &[f64],
) -> Result<Vec<f64>, Problem> {
    let values = values.unwrap_or_else(|| usual.to_vec());
    if values.iter().all(|value| *value >= 1.0) {
        Ok(values)
    } else {
        Err(Problem::WrongField {
            field,
            expected: Expected::RatioList,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn problem(text: &str) -> String {
        parse_params(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn defaults_of_a_channel_are_those_of_a_file_that_says_nothing_else() {
        let file = parse_params(br#"{"channel":"export"}"#).unwrap();
        assert_eq!(Params::of(Channel::Export), file);
    }

    #[test]
    fn what_is_not_said_takes_its_default() {
        let params = parse_params(br#"{"channel":"export","more":1}"#).unwrap();
        assert_eq!((params.k_min, params.target), (10, 0.75));
        assert_eq!(params.cusum, CusumPlan::default());
        assert_eq!((params.motives, params.action_day), (None, None));
    }

    #[test]
    fn motives_know_whether_enough_questions_were_answered() {
        let motives = |more: &str| {
            let text = format!(
                r#"{{"channel":"coexistence","motive_names":["a"],"motive_matrix":[[1,0,0,0,0]]{more}}}"#
            );
            let found = parse_params(text.as_bytes()).unwrap().motives.unwrap();
            (found.is_too_thin(), found.is_calibrated())
        };
        assert_eq!(motives(""), (false, false));
        assert_eq!(motives(r#","motive_answers":29"#), (true, false));
        assert_eq!(motives(r#","motive_answers":30"#), (false, true));
        let text = r#"{"channel":"export","motive_names":["a"],"motive_matrix":[[1,0,0,0,0]],"motive_answers":1.5}"#;
        assert!(problem(text).contains("motive_answers"));
    }

    #[test]
    fn the_smallest_group_can_be_raised_and_not_lowered() {
        let k_min = |k: u32| {
            let text = format!(r#"{{"channel":"export","k_min":{k}}}"#);
            parse_params(text.as_bytes()).unwrap().k_min
        };
        assert_eq!((k_min(1), k_min(25)), (10, 25));
    }

    #[test]
    fn every_mistake_says_what_to_write_instead() {
        insta::assert_snapshot!(problem("{}"), @"params.json: the field “channel” is missing; it should hold text");
        insta::assert_snapshot!(problem(r#"{"channel":"sms"}"#), @"params.json: the channel “sms” is not known; use coexistence (deletions reported), export (deletions marked) or cloud_api (deletions invisible)");
        insta::assert_snapshot!(problem(r#"{"channel":"export","level":0.9}"#), @"params.json: level 0.9 is not offered: every interval of the method is at 0.95");
        insta::assert_snapshot!(problem(r#"{"channel":"export","gammas":[0.5]}"#), @"params.json: the field “gammas” should hold a list of numbers of at least 1; correct it or remove the line");
        insta::assert_snapshot!(problem(r#"{"channel":"export","k_min":"ten"}"#), @"params.json: the field “k_min” should hold a whole number of at least 0, or null; correct it or remove the line");
        insta::assert_snapshot!(problem(r#"{"channel":"export","sources":[[1.0,0.1,0,0]]}"#), @"params.json: the field “sources” should hold lists of four numbers: a share between 0 and 1 (both excluded; for 0 or 1 use (k + ½)/(n + 1)), a standard error above 0, a bias, a spread of at least 0; correct it or remove the line");
        insta::assert_snapshot!(problem(r#"{"channel":"export","tau":NaN}"#), @"params.json: this is not JSON (expected value at line 1 column 27). Write one object a line; NaN and Infinity are not JSON: write null");
    }
}
