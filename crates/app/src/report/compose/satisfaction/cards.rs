//! Cards that exist only with a survey.

use tact_metrics::estimate::Proportion;

use super::super::meaning::{Figure, meaning};
use super::reading::{Reading, State};
use super::readings::total;
use crate::{
    i18n::{Texts, args},
    pipeline::satisfaction::Satisfaction,
    report::model::{Card, TargetState, Verdict},
};

/// Satisfaction: corrected, with its range, the raw reading beside it.
pub(super) fn satisfaction(reading: &Reading<'_>) -> Card {
    let texts = reading.texts;
    let format = texts.format();
    let n = total(reading);
    let shown = reading.shown();
    let written = shown.map_or_else(String::new, |range| format.between_shares(range));
    let mut card = blank(texts, "csat", texts.say("card-sat"), Figure::Lambda);
    match reading.state() {
        State::Suppressed => {
            card.value = texts.say("value-withheld");
            card.range = super::bar::sentence(reading);
        }
        State::NoInformation => card.range = super::bar::sentence(reading),
        State::IntervalOnly(_) => {
            card.value = shown.map_or_else(String::new, |range| format.share_range(range));
            card.interval = shown;
            card.n = Some(n);
            card.range = texts.get("card-sat-range-only", args!["n" => n]);
        }
        State::Calibrated(theta) => {
            card.value = format.share(theta);
            card.raw = Some(theta);
            card.interval = shown;
            card.n = Some(n);
            card.range = texts.get("card-sat-corrected", args!["range" => written, "n" => n]);
        }
    }
    let raw = reading.found().map(|found| &found.survey_raw);
    if let Some(survey) = raw.filter(|survey| survey.n >= reading.params.k_min) {
        card.beside.extend(line(texts, "card-sat-raw", survey));
    }
    card.target = reading
        .goal
        .zip(card.interval)
        .map(|(goal, [low, high])| TargetState {
            text: texts.get("target-more", args!["value" => format.share(goal)]),
            verdict: if low >= goal {
                Verdict::Met
            } else if high < goal {
                Verdict::Missed
            } else {
                Verdict::Open
            },
        });
    card
}

/// How many of those asked answered.
pub(super) fn response(texts: &Texts, found: &Satisfaction) -> Card {
    let format = texts.format();
    let mut card = blank(
        texts,
        "response_rate",
        texts.say("card-response"),
        Figure::Response,
    );
    match found
        .surveys
        .response
        .and_then(|response| Some((response, response.rate?)))
    {
        Some((response, rate)) => {
            card.value = format.share(rate);
            card.raw = Some(rate);
            card.interval = Some([response.lower, response.upper]);
            card.n = Some(response.n);
            card.range = texts.get(
                "card-response-range",
                args![
                    "range" => format.between_shares([response.lower, response.upper]),
                    "k" => response.k,
                    "n" => response.n
                ],
            );
        }
        None => card.range = texts.say("card-response-unknown"),
    }
    card
}

/// Resolution as customers say: lines beside the observed figure, never merged with it.
pub(super) fn declared_resolution(texts: &Texts, found: &Satisfaction) -> Vec<String> {
    let Some(declared) = &found.fcr_declared else {
        return Vec::new();
    };
    let mut lines: Vec<String> = line(texts, "card-fcr-declared", &declared.rate)
        .into_iter()
        .collect();
    if declared.not_yet > 0 {
        lines.push(texts.get("card-fcr-not-yet", args!["count" => declared.not_yet]));
    }
    lines
}

fn line(texts: &Texts, key: &str, found: &Proportion) -> Option<String> {
    let format = texts.format();
    Some(texts.get(
        key,
        args![
            "value" => format.share(found.rate?),
            "range" => format.between_shares([found.lower, found.upper]),
            "n" => found.n
        ],
    ))
}

/// A card of which nothing is known.
fn blank(texts: &Texts, id: &str, label: String, figure: Figure) -> Card {
    let meaning = meaning(texts, figure);
    Card {
        id: id.to_owned(),
        label,
        value: texts.say("value-empty"),
        raw: None,
        interval: None,
        n: None,
        range: String::new(),
        change: None,
        target: None,
        definition: Some(meaning.formula),
        assumption: meaning.assumption,
        reference: Some(meaning.reference),
        beside: Vec::new(),
        spark: Vec::new(),
    }
}
