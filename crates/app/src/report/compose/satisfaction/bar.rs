//! The one bar of the first screen, when there is a survey.

use super::super::{
    capitalised,
    meaning::{Figure, meaning},
};
use super::reading::{Missing, Reading, State};
use crate::{
    i18n::args,
    report::model::{Bar, BarState},
};

/// The bar in its four states.
pub(crate) fn bar(reading: &Reading<'_>) -> Bar {
    let texts = reading.texts;
    let format = texts.format();
    let mut bar = Bar {
        meaning: Some(meaning(texts, Figure::Calibrated)),
        ..Bar::empty(BarState::NoInformation, label(reading))
    };
    let state = reading.state();
    match state {
        State::Suppressed => {
            bar.state = BarState::Suppressed;
            bar.withheld = Some(sentence(reading));
            return bar;
        }
        State::NoInformation => {
            bar.withheld = Some(sentence(reading));
            return bar;
        }
        State::IntervalOnly(_) => bar.state = BarState::IntervalOnly,
        State::Calibrated(theta) => {
            bar.state = BarState::Calibrated;
            bar.point = Some(theta);
            bar.compared = compared(reading);
        }
    }
    bar.inner = reading.at_lambda(1.0);
    bar.outer = reading.shown();
    bar.target = reading.goal;
    bar.sentence = sentence(reading);
    let key = |label: String, range: Option<[f64; 2]>| {
        let range = range.map_or_else(String::new, |range| format.share_range(range));
        texts.get(
            "labelled",
            args!["label" => capitalised(&label), "text" => range],
        )
    };
    bar.key = vec![
        key(texts.say("sat-key-inner"), bar.inner),
        key(texts.say("sat-key-outer"), bar.outer),
    ];
    bar
}

/// What is measured, and of whom.
pub(super) fn label(reading: &Reading<'_>) -> String {
    let speaks_of_consent = reading
        .figures()
        .is_none_or(|figures| figures.consent.is_some());
    reading.texts.say(if speaks_of_consent {
        "sat-label-consenting"
    } else {
        "sat-label"
    })
}

/// The sentence of the state.
pub(super) fn sentence(reading: &Reading<'_>) -> String {
    let texts = reading.texts;
    let format = texts.format();
    let shown = reading.shown().unwrap_or([0.0, 1.0]);
    match reading.state() {
        State::Suppressed => texts.get("sat-suppressed", args!["k" => reading.params.k_min]),
        State::NoInformation if reading.few_answers => {
            texts.get("sat-few-answers", args!["k" => reading.params.k_min])
        }
        State::NoInformation => texts.say("sat-none"),
        State::IntervalOnly(missing) => {
            let key = match missing {
                Missing::AnswersAfterDeletion => "sat-interval-touched",
                Missing::Answers => "sat-interval-answers",
                Missing::TellingText => "sat-interval-text",
            };
            texts.get(
                key,
                args!["range" => capitalised(&format.between_shares(shown))],
            )
        }
        State::Calibrated(theta) => {
            let inner = reading.at_lambda(1.0).unwrap_or(shown);
            texts.get(
                "sat-calibrated",
                args![
                    "point" => format.share(theta),
                    "range" => format.between_shares(shown),
                    "inner" => format.between_shares(inner)
                ],
            )
        }
    }
}

/// What simpler figures would have said.
fn compared(reading: &Reading<'_>) -> Option<String> {
    let texts = reading.texts;
    let found = reading.found()?;
    let survey = texts.format().share(found.survey_raw.rate?);
    let kept = found
        .deletion
        .as_ref()
        .and_then(|checks| checks.tone_intact.rate);
    Some(match kept {
        Some(kept) => texts.get(
            "sat-compared-both",
            args!["kept" => texts.format().share(kept), "survey" => survey],
        ),
        None => texts.get("sat-compared-survey", args!["survey" => survey]),
    })
}
