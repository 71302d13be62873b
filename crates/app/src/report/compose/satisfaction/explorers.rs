//! Γ and Λ set by the reader, on the calibrated figure.

use tact_metrics::{dataset::answer::SatisfactionAnswer, estimate::gamma_calibrated};

use super::super::{
    explore::{GammaQuestion, GammaRange, gamma_explorer, range_head},
    meaning::{Figure, meaning},
};
use super::reading::{LAMBDA_STOPS, Reading, SHOWN_LAMBDA, State};
use crate::{
    i18n::args,
    report::model::{Cell, Dial, DialKind, Explorer, Outcome, Stop, Table},
};

/// Values of the table.
const LAMBDA_LISTED: [f64; 4] = [1.0, 1.25, 1.5, 2.5];

/// Γ on the calibrated intact stratum; nothing where its point may not be leaned on.
pub(super) fn gamma(reading: &Reading<'_>, found: &SatisfactionAnswer) -> Option<Explorer> {
    let intact = reading.solid_intact()?;
    let kept = intact.p?;
    let checks = found.deletion.as_ref()?;
    let (touched, n) = (checks.share_touched.rate?, checks.share_touched.n);
    if checks.share_touched.k == 0 {
        return None;
    }
    let question = GammaQuestion {
        id: "gamma",
        sentence: "gamma-sentence",
        kept,
        target: reading.params.target,
        listed: &reading.params.gammas,
        breakdown: checks.breakdown_gamma,
    };
    Some(gamma_explorer(reading.texts, &question, |gamma| {
        let bounds = gamma_calibrated(intact, touched, n, gamma);
        GammaRange {
            low: bounds.lower,
            with_sampling: [bounds.ci_lower, bounds.ci_upper],
        }
    }))
}

/// Λ on the headline; nothing where there is no range.
pub(super) fn lambda(reading: &Reading<'_>) -> Option<Explorer> {
    let point = match reading.state() {
        State::Calibrated(theta) => Some(theta),
        State::IntervalOnly(_) => None,
        State::NoInformation | State::Suppressed => return None,
    };
    let texts = reading.texts;
    let format = texts.format();
    let target = reading.params.target;
    let at = |lambda: f64| reading.at_lambda(lambda).unwrap_or([0.0, 1.0]);
    let written = format.share(target);
    let verdicts = ["verdict-holds", "verdict-not-shown"]
        .map(|key| texts.get(key, args!["target" => written.clone()]));
    let verdict = |low: f64| usize::from(low < target);
    let words = |lambda: f64| {
        if lambda == 1.0 {
            texts.say("lambda-stop-one")
        } else {
            let lambda = format.short_decimal(lambda, 2);
            texts.get("lambda-stop", args!["lambda" => lambda])
        }
    };
    let short = ["short-holds", "short-not-shown"].map(|key| texts.say(key));
    let table = Table {
        caption: texts.say("lambda-title"),
        head: range_head(texts, "col-lambda", target),
        rows: LAMBDA_LISTED
            .iter()
            .map(|lambda| {
                let [low, high] = at(*lambda);
                vec![
                    Cell::number(*lambda, format.short_decimal(*lambda, 2)),
                    Cell::number(low, format.share_to(low, 1)),
                    Cell::number(high, format.share_to(high, 1)),
                    Cell::text(short.get(verdict(low)).cloned().unwrap_or_default()),
                ]
            })
            .collect(),
    };
    Some(Explorer {
        id: "lambda".to_owned(),
        title: texts.say("lambda-title"),
        intro: texts.say("lambda-intro"),
        dials: vec![Dial {
            id: "lambda".to_owned(),
            label: texts.say("lambda-dial"),
            kind: DialKind::Slider,
            stops: LAMBDA_STOPS
                .iter()
                .map(|lambda| Stop {
                    value: Some(*lambda),
                    text: words(*lambda),
                })
                .collect(),
            first: LAMBDA_STOPS
                .iter()
                .position(|lambda| *lambda == SHOWN_LAMBDA)
                .unwrap_or(0),
        }],
        outcomes: LAMBDA_STOPS
            .iter()
            .map(|lambda| {
                let [low, high] = at(*lambda);
                Outcome {
                    low,
                    high,
                    verdict: Some(verdict(low)),
                }
            })
            .collect(),
        sentence: texts.get(
            "lambda-sentence",
            args!["lambda" => "{lambda}", "low" => "{low}", "high" => "{high}"],
        ),
        verdicts: verdicts.to_vec(),
        point,
        target: Some(target),
        breakdown: String::new(),
        tables: vec![table],
        meaning: meaning(texts, Figure::Lambda),
    })
}
