//! Did what was done help, and is something falling? *After*, never *because*.

use tact_metrics::estimate::Difference;

use super::{
    Page, capitalised,
    meaning::{Figure, meaning},
};
use crate::{
    i18n::args,
    pipeline::{
        change::{ActionEffect, ChangeAlert, DeletionsAtAlarm, EffectVerdict as Found, Measure},
        understand::{monday_of, week_number},
    },
    report::model::{Block, Effect, EffectVerdict},
};

/// Part of the interval's width within which an end counts as close to zero.
const EDGE: f64 = 0.1;

/// What the actions did; nothing without actions.
pub(super) fn effects(page: &Page<'_>) -> Vec<Block> {
    let mut actions: Vec<&ActionEffect> = page.findings.change.actions.iter().collect();
    if actions.is_empty() {
        return Vec::new();
    }
    actions.sort_by_key(|action| action.date);
    let items = actions
        .into_iter()
        .flat_map(|action| [Some(level(page, action)), topic(page, action)])
        .flatten()
        .collect();
    vec![
        Block::Heading {
            text: page.texts.say("effects-title"),
        },
        Block::Effects { items },
        Block::Meanings {
            items: vec![meaning(page.texts, Figure::Effect)],
        },
    ]
}

fn verdict(found: Found) -> (EffectVerdict, &'static str, Option<&'static str>) {
    use EffectVerdict::{Helped, NotConclusive, TooFewDays, Worse};
    match found {
        Found::Helped => (Helped, "effect-helped", None),
        Found::Worse => (Worse, "effect-worse", None),
        Found::NotConclusive => (NotConclusive, "effect-open", None),
        Found::TooFewDays => (TooFewDays, "effect-few-days", Some("effect-days-why")),
        Found::TooFewPeople => (TooFewDays, "effect-few-people", Some("effect-people-why")),
        Found::OutsidePeriod => (TooFewDays, "effect-outside", Some("effect-outside-why")),
        Found::NothingToMeasure => (TooFewDays, "effect-nothing", Some("effect-nothing-why")),
    }
}

fn level(page: &Page<'_>, action: &ActionEffect) -> Effect {
    let texts = page.texts;
    let measured = verdict(action.level.verdict);
    let series = action.level.series.as_ref();
    let change = series.map(|series| (series.level_change, [series.lower, series.upper]));
    let key = match action.level.measure {
        Measure::Survey => "effect-survey",
        Measure::Tone => "effect-tone",
    };
    effect(page, action, texts.say(key), measured, change, |points| {
        texts.get(
            "effect-sentence",
            args![
                "title" => action.title.clone(),
                "points" => points.value,
                "low" => points.low,
                "high" => points.high
            ],
        )
    })
}

fn topic(page: &Page<'_>, action: &ActionEffect) -> Option<Effect> {
    let texts = page.texts;
    let found = action.topic.as_ref()?;
    let known = page.findings.understanding.as_ref()?;
    let name = page.topic_name(known.topics.topics.get(found.topic as usize)?);
    let change = found.difference.as_ref().map(|difference: &Difference| {
        let interval = difference.interval;
        (difference.value, [interval.low, interval.high])
    });
    let shares = [&found.before, &found.after].map(|side| {
        side.as_ref().and_then(|share| share.rate).map_or_else(
            || texts.say("value-empty"),
            |rate| texts.format().share(rate),
        )
    });
    let measure = texts.get("effect-topic", args!["topic" => name]);
    Some(effect(
        page,
        action,
        measure,
        verdict(found.verdict),
        change,
        |points| {
            let [before, after] = shares;
            texts.get(
                "effect-topic-sentence",
                args![
                    "title" => action.title.clone(),
                    "before" => before,
                    "after" => after,
                    "points" => points.value,
                    "low" => points.low,
                    "high" => points.high,
                    "days" => u64::from(found.window_days)
                ],
            )
        },
    ))
}

/// A change in points, written.
struct Points {
    value: String,
    low: String,
    high: String,
}

fn effect(
    page: &Page<'_>,
    action: &ActionEffect,
    measure: String,
    (verdict, words, why): (EffectVerdict, &'static str, Option<&'static str>),
    change: Option<(f64, [f64; 2])>,
    sentence: impl FnOnce(Points) -> String,
) -> Effect {
    let texts = page.texts;
    let format = texts.format();
    // A verdict that gives its reason has no figure to show, whatever was fitted.
    let change = change.filter(|_| why.is_none());
    let sentence = match (why, change) {
        (Some(why), _) => texts.get(why, args!["k" => page.choices.k]),
        (None, Some((value, [low, high]))) => {
            let sides = matches!(verdict, EffectVerdict::Helped | EffectVerdict::Worse);
            // A verdict with an end written "0" would look like a mistake.
            let touches_zero = [low, high].iter().any(|end| (end * 100.0).round() == 0.0);
            let places = if sides && touches_zero { 1 } else { 0 };
            let said = sentence(Points {
                value: format.points(value),
                low: format.decimal(low * 100.0, places),
                high: format.decimal(high * 100.0, places),
            });
            if sides && low.abs().min(high.abs()) < EDGE * (high - low) {
                format!("{said} {}", texts.say("effect-sentence-edge"))
            } else {
                said
            }
        }
        (None, None) => String::new(),
    };
    Effect {
        title: action.title.clone(),
        date: format.date(action.date),
        measure,
        verdict,
        verdict_text: capitalised(&texts.say(words)),
        change: change.map(|(value, _)| value),
        interval: change.map(|(_, interval)| interval),
        sentence,
    }
}

/// Falls that were noticed, each as a sentence with its date and what deletions did.
pub(super) fn alerts(page: &Page<'_>) -> Vec<String> {
    page.findings
        .change
        .alerts
        .iter()
        .map(|alert| sentence(page, alert))
        .collect()
}

fn sentence(page: &Page<'_>, alert: &ChangeAlert) -> String {
    let (texts, format) = (page.texts, page.texts.format());
    let key = match alert.measure {
        Measure::Survey => "alert-survey",
        Measure::Tone => "alert-tone",
    };
    let said = texts.get(
        key,
        args![
            "from" => format.date(alert.shown.0),
            "to" => format.date(alert.shown.1),
            "before" => format.share(alert.cusum.p0),
            "fall" => format.share(alert.cusum.p1)
        ],
    );
    let deletions = match &alert.deletions {
        DeletionsAtAlarm::Rose(difference) => texts.get(
            "alert-deletions-rose",
            args!["change" => format.points(difference.value)],
        ),
        DeletionsAtAlarm::NotSeenToRise(_) => texts.say("alert-deletions-not"),
        DeletionsAtAlarm::Unknown(_) => texts.say("alert-deletions-unknown"),
    };
    format!("{said} {deletions}")
}

/// The alerts as blocks, with what they rest on.
pub(super) fn alert_blocks(page: &Page<'_>) -> Vec<Block> {
    let said = alerts(page);
    if said.is_empty() {
        return Vec::new();
    }
    let mut blocks: Vec<Block> = said.into_iter().map(|text| Block::Note { text }).collect();
    blocks.push(Block::Meanings {
        items: vec![meaning(page.texts, Figure::Alert)],
    });
    blocks
}

/// Dated marks on a curve whose points are the weeks that begin on `mondays`.
pub(super) fn marks(page: &Page<'_>, mondays: &[jiff::civil::Date]) -> Vec<(usize, String)> {
    page.findings
        .change
        .actions
        .iter()
        .filter_map(|action| {
            let at = action.date.to_zoned(page.zone().clone()).ok()?.timestamp();
            let monday = monday_of(week_number(at, page.zone()));
            let place = mondays.iter().position(|known| *known == monday)?;
            Some((place, action.title.clone()))
        })
        .collect()
}
