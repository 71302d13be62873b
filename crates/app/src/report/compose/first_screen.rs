//! One sentence to remember, one bar, and what to do on Monday.

use tact_analysis::{RecurringTopic, TopicKind, TrendDirection};

use super::{
    Page,
    figure::{Of, ends},
    halves::TopicHalf,
    meaning::{Figure, meaning},
    tone::{HEADLINE_GAMMA, ToneFigures},
};
use crate::{
    i18n::args,
    report::model::{Bar, BarState},
};

/// Share of a topic from which a change is worth the one sentence.
const TELLING_SHARE: f64 = 0.08;
/// Share without an answer from which it is.
const TELLING_UNANSWERED: f64 = 0.10;

/// Topics with their two halves, biggest first.
fn topics<'a>(page: &'a Page<'_>) -> impl Iterator<Item = (&'a RecurringTopic, Option<TopicHalf>)> {
    page.findings
        .understanding
        .iter()
        .flat_map(|known| &known.topics.topics)
        .zip(0..)
        .map(|(topic, index)| (topic, page.halves.shown(index)))
}

/// The one sentence.
pub(super) fn remember(page: &Page<'_>) -> String {
    moving_topic(page)
        .or_else(|| newly_moving_topic(page))
        .or_else(|| unanswered(page))
        .or_else(|| waiting(page))
        .or_else(|| top_topic(page))
        .unwrap_or_else(|| page.texts.say("remember-small"))
}

/// The topic whose share moved most, if any moved beyond chance.
fn moving_topic(page: &Page<'_>) -> Option<String> {
    let (texts, format) = (page.texts, page.texts.format());
    let (topic, half, change) = topics(page)
        .filter_map(|(topic, half)| {
            let half = half.filter(|half| half.direction() != 0)?;
            let [before, after] = half.shares();
            (before.max(after) >= TELLING_SHARE).then_some((topic, half, after - before))
        })
        .max_by(|a, b| a.2.abs().total_cmp(&b.2.abs()))?;
    let [before, after] = half.shares();
    let key = if change > 0.0 {
        "remember-rising"
    } else {
        "remember-fell"
    };
    Some(texts.get(
        key,
        args![
            "topic" => page.topic_name(topic),
            "before" => format.share(before),
            "recent" => format.share(after)
        ],
    ))
}

/// The topic that moved most in the newest weeks, where the analysis says so.
fn newly_moving_topic(page: &Page<'_>) -> Option<String> {
    let (texts, format) = (page.texts, page.texts.format());
    let (topic, recent, before) = topics(page)
        .filter(|(topic, _)| {
            matches!(
                topic.trend.direction,
                TrendDirection::Rising | TrendDirection::Falling
            )
        })
        .map(|(topic, _)| (topic, part(topic.trend.recent), part(topic.trend.before)))
        .filter(|(_, recent, before)| recent.max(*before) >= TELLING_SHARE)
        .max_by(|a, b| (a.1 - a.2).abs().total_cmp(&(b.1 - b.2).abs()))?;
    let key = if recent > before {
        "remember-rising-weeks"
    } else {
        "remember-fell-weeks"
    };
    Some(texts.get(
        key,
        args![
            "topic" => page.topic_name(topic),
            "before" => format.share(before),
            "recent" => format.share(recent)
        ],
    ))
}

fn part((k, n): (u32, u32)) -> f64 {
    if n == 0 {
        0.0
    } else {
        f64::from(k) / f64::from(n)
    }
}

/// How a topic moves, in words.
pub(super) fn trend_of(page: &Page<'_>, topic: &RecurringTopic, half: Option<TopicHalf>) -> String {
    let (texts, format) = (page.texts, page.texts.format());
    match half {
        _ if topic.is_new => texts.say("topic-new"),
        Some(half) if half.direction() != 0 => texts.get(
            "topic-halves",
            args!["before" => format.share(half.shares()[0]), "after" => format.share(half.shares()[1])],
        ),
        _ => texts.get(
            "topic-rising",
            args![
                "before" => format.share(part(topic.trend.before)),
                "recent" => format.share(part(topic.trend.recent))
            ],
        ),
    }
}

fn unanswered(page: &Page<'_>) -> Option<String> {
    let share = &page.findings.service.unanswered.share;
    share
        .interval()
        .filter(|interval| interval.low >= TELLING_UNANSWERED)?;
    let written = page.figures().share(share, Of::Conversations);
    Some(page.texts.get(
        "remember-unanswered",
        args!["share" => written.value, "range" => written.range],
    ))
}

fn waiting(page: &Page<'_>) -> Option<String> {
    let waits = page.findings.service.first_response.speed.elapsed.value()?;
    let format = page.texts.format();
    let median = format.duration(waits.median.seconds()?);
    if page.content_free() {
        return Some(
            page.texts
                .get("remember-content-free", args!["median" => median]),
        );
    }
    let p90 = format.duration(waits.p90.seconds()?);
    Some(
        page.texts
            .get("remember-slow", args!["median" => median, "p90" => p90]),
    )
}

fn top_topic(page: &Page<'_>) -> Option<String> {
    let (topic, _) = topics(page).next()?;
    let share = share_of(page, topic)?;
    Some(page.texts.get(
        "remember-top",
        args!["topic" => page.topic_name(topic), "share" => page.texts.format().share(share)],
    ))
}

/// Share of a topic among all conversations with something to read.
pub(super) fn share_of(page: &Page<'_>, topic: &RecurringTopic) -> Option<f64> {
    let all = readable(page)?;
    Some(f64::from(topic.conversations) / all as f64)
}

/// Conversations that say what they are about.
pub(super) fn readable(page: &Page<'_>) -> Option<u64> {
    let known = page.findings.understanding.as_ref()?;
    let all = known
        .conversations
        .iter()
        .filter(|said| said.main_message.is_some())
        .count() as u64;
    (all > 0).then_some(all)
}

/// One to three things to do, most useful first.
pub(super) fn monday(page: &Page<'_>) -> Vec<String> {
    let texts = page.texts;
    let mut todo = Vec::new();
    if page.content_free() {
        todo.push(texts.say("monday-consent"));
    }
    if let Some((topic, half)) = rising_problem(page) {
        let trend = trend_of(page, topic, half);
        todo.push(texts.get(
            "monday-problem",
            args![
                "topic" => page.topic_name(topic),
                "contacts" => topic.contacts,
                "trend" => trend
            ],
        ));
    }
    if let Some((topic, _)) = answerable_question(page) {
        todo.push(texts.get(
            "monday-guide",
            args!["topic" => page.topic_name(topic), "conversations" => topic.conversations],
        ));
    }
    if let Some(count) = page
        .findings
        .service
        .unanswered
        .count
        .value()
        .filter(|count| **count > 0)
    {
        todo.push(texts.get("monday-unanswered", args!["count" => *count]));
    }
    if let Some((weekday, hour)) = super::rhythm::busiest(page) {
        todo.push(texts.get("monday-hours", args!["weekday" => weekday, "hour" => hour]));
    }
    if todo.is_empty() {
        todo.push(texts.say("monday-nothing"));
    }
    todo.truncate(3);
    todo
}

/// A problem that grows: new, rising in the newest weeks, or up between the two halves.
pub(super) fn rising_problem<'a>(
    page: &'a Page<'_>,
) -> Option<(&'a RecurringTopic, Option<TopicHalf>)> {
    topics(page).find(|(topic, half)| {
        topic.kind == TopicKind::Problem
            && (topic.is_new
                || topic.trend.direction == TrendDirection::Rising
                || half.is_some_and(|half| half.direction() > 0))
    })
}

/// The most frequent question that has not already fallen.
pub(super) fn answerable_question<'a>(
    page: &'a Page<'_>,
) -> Option<(&'a RecurringTopic, Option<TopicHalf>)> {
    topics(page).find(|(topic, half)| {
        topic.kind == TopicKind::Question
            && topic.trend.direction != TrendDirection::Falling
            && half.is_none_or(|half| half.direction() >= 0)
    })
}

/// The bar.
pub(super) fn bar(page: &Page<'_>) -> Bar {
    let texts = page.texts;
    let mut bar = Bar {
        meaning: Some(meaning(texts, Figure::Kept)),
        ..Bar::empty(BarState::Tone, texts.say("bar-tone"))
    };
    let counts = match &page.tone {
        ToneFigures::NotRead => {
            let why = match page.findings.scope {
                Some(_) => "figures-no-consent",
                None => "bar-no-consent",
            };
            bar.withheld = Some(texts.say(why));
            return bar;
        }
        ToneFigures::Withheld { need } => {
            bar.withheld = Some(texts.get("bar-small", args!["k" => *need]));
            return bar;
        }
        ToneFigures::Known(counts) => counts,
    };
    let format = texts.format();
    let outer = ends(counts.manski().interval());
    let point = counts.p();
    bar.point = point;
    bar.outer = Some(outer);
    let point = point.map_or_else(|| texts.say("value-empty"), |point| format.share(point));
    bar.sentence = if counts.intact == counts.n {
        texts.get(
            "bar-sentence-intact",
            args![
                "point" => point,
                "outer" => format.between_shares(outer),
                "n" => page.figures().of(counts.n, Of::Conversations)
            ],
        )
    } else {
        let inner = ends(counts.gamma(HEADLINE_GAMMA).bounds.interval());
        bar.inner = Some(inner);
        bar.key = vec![
            super::capitalised(&texts.say("tone-key-inner")),
            super::capitalised(&texts.say("tone-key-outer")),
        ];
        texts.get(
            "bar-sentence",
            args![
                "point" => point,
                "gamma" => format.short_decimal(HEADLINE_GAMMA, 1),
                "inner" => format.between_shares(inner),
                "outer" => format.between_shares(outer)
            ],
        )
    };
    bar
}
