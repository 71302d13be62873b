//! What comes back: questions and problems, each with size, trend, example and what to do.

use tact_analysis::{RecurringTopic, TopicKind, TrendDirection};
use tact_domain::Tone;
use tact_metrics::estimate::{
    Z_95,
    small_groups::{Contacts, Group, suppress},
    wilson,
};

use super::{Page, first_screen::readable, why};
use crate::{
    i18n::args,
    report::model::{Block, Section, Topic},
};

/// The section; nothing without text to read.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let known = page.findings.understanding.as_ref()?;
    let texts = page.texts;
    let mut blocks = Vec::new();
    for (kind, heading) in [
        (TopicKind::Problem, "kind-problem"),
        (TopicKind::Question, "kind-question"),
    ] {
        let items: Vec<Topic> = (0..)
            .zip(&known.topics.topics)
            .filter(|(_, topic)| topic.kind == kind)
            .map(|(index, topic)| item(page, index, topic))
            .collect();
        if !items.is_empty() {
            blocks.push(Block::Heading {
                text: texts.say(heading),
            });
            blocks.push(Block::Topics { items });
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::Text {
            text: texts.say("questions-empty"),
        });
    }
    if known.topics.withheld > 0 {
        blocks.push(Block::Note {
            text: texts.get(
                "questions-withheld",
                args!["count" => known.topics.withheld],
            ),
        });
    }
    blocks.extend(suggestions(page));
    Some(Section {
        id: "questions".to_owned(),
        title: texts.say("section-questions"),
        lead: texts.get("questions-lead", args!["k" => page.choices.k]),
        blocks,
    })
}

fn item(page: &Page<'_>, index: u32, topic: &RecurringTopic) -> Topic {
    let (texts, format) = (page.texts, page.texts.format());
    let all = readable(page).unwrap_or(1);
    let interval = wilson(u64::from(topic.conversations), all, Z_95);
    let half = page.halves.shown(index);
    let direction = half.map_or(0, |half| half.direction());
    let moves = topic.is_new
        || matches!(
            topic.trend.direction,
            TrendDirection::Rising | TrendDirection::Falling
        );
    let halves = half.filter(|half| half.direction() != 0).map(|half| {
        texts.get(
            "topic-halves",
            args![
                "before" => format.share(half.shares()[0]),
                "after" => format.share(half.shares()[1])
            ],
        )
    });
    let trend = match halves {
        Some(halves) if moves => texts.get(
            "topic-trend",
            args!["trend" => trend_words(page, topic), "halves" => halves],
        ),
        Some(halves) => halves,
        None => trend_words(page, topic),
    };
    Topic {
        name: page.topic_name(topic),
        conversations: u64::from(topic.conversations),
        contacts: u64::from(topic.contacts),
        share: texts.get(
            "topic-share",
            args![
                "share" => format.share(f64::from(topic.conversations) / all as f64),
                "range" => format.between_shares([interval.low, interval.high])
            ],
        ),
        trend,
        direction: match topic.trend.direction {
            TrendDirection::Rising => 1,
            TrendDirection::Falling => -1,
            TrendDirection::Steady | TrendDirection::Unknown => direction,
        },
        weekly: weekly(page, topic),
        example: why::example(page, topic).map(|(text, _)| text),
        tone: tone(page, index),
        terms: topic
            .terms
            .iter()
            .take(6)
            .map(|term| term.text.clone())
            .collect(),
        suggestion: Some(texts.say(match topic.kind {
            TopicKind::Question => "topic-answer",
            TopicKind::Problem => "topic-cause",
        })),
    }
}

/// Conversations a week. A week of too few contacts is hidden, and so is the next smallest where
/// the total would give it back; a week of nobody names nobody.
fn weekly(page: &Page<'_>, topic: &RecurringTopic) -> Vec<Option<u64>> {
    let groups = topic
        .weekly
        .iter()
        .filter(|week| week.contacts > 0)
        .map(|week| Group {
            key: week.week,
            contacts: Contacts::disjoint(u64::from(week.contacts)),
            figure: u64::from(week.conversations),
        })
        .collect();
    let shown = suppress(groups, u64::from(page.choices.k)).cells;
    topic
        .weekly
        .iter()
        .map(|week| shown.get(&week.week).copied().unwrap_or(Some(0)))
        .collect()
}

fn trend_words(page: &Page<'_>, topic: &RecurringTopic) -> String {
    let (texts, format) = (page.texts, page.texts.format());
    let share = |(k, n): (u32, u32)| {
        if n == 0 {
            0.0
        } else {
            f64::from(k) / f64::from(n)
        }
    };
    let key = match topic.trend.direction {
        _ if topic.is_new => "topic-new",
        TrendDirection::Rising => "topic-rising",
        TrendDirection::Falling => "topic-falling",
        TrendDirection::Steady => "topic-steady",
        TrendDirection::Unknown => "topic-unknown",
    };
    texts.get(
        key,
        args![
            "before" => format.share(share(topic.trend.before)),
            "recent" => format.share(share(topic.trend.recent))
        ],
    )
}

fn tone(page: &Page<'_>, index: u32) -> String {
    let (texts, format) = (page.texts, page.texts.format());
    let hidden = || texts.say("topic-tone-withheld");
    let (Some(known), Some(_)) = (&page.findings.understanding, page.tone.counts()) else {
        return hidden();
    };
    let of_topic = || {
        known
            .conversations
            .iter()
            .filter(|said| said.topic == Some(index))
    };
    let n = of_topic().count() as u64;
    let positive = of_topic()
        .filter(|said| said.tone == Tone::Positive)
        .count() as u64;
    if n == 0 {
        return hidden();
    }
    let interval = wilson(positive, n, Z_95);
    texts.get(
        "topic-tone",
        args![
            "share" => format.share(positive as f64 / n as f64),
            "range" => format.between_shares([interval.low, interval.high])
        ],
    )
}

/// Ideas: a count, from k contacts.
fn suggestions(page: &Page<'_>) -> Option<Block> {
    let known = page.findings.understanding.as_ref()?;
    let (mut n, mut all, mut contacts) = (0_u64, 0_u64, Vec::new());
    for (conversation, said) in page.findings.conversations.iter().zip(&known.conversations) {
        if said.main_message.is_none() {
            continue;
        }
        all += 1;
        if said.flow == tact_domain::Flow::Suggestion {
            n += 1;
            contacts.push(conversation.contact);
        }
    }
    contacts.sort_unstable();
    contacts.dedup();
    if contacts.len() < page.choices.k as usize {
        return None;
    }
    let interval = wilson(n, all, Z_95);
    Some(Block::Text {
        text: page.texts.get(
            "suggestions-text",
            args![
                "count" => n,
                "range" => page.texts.format().between_shares([interval.low, interval.high])
            ],
        ),
    })
}
