//! What weighs on the tone: points lost to each topic, flows, and customers' own words.

use std::collections::{BTreeMap, BTreeSet};

use tact_analysis::RecurringTopic;
use tact_domain::{ContactKey, Flow, Tone};
use tact_metrics::estimate::{
    Z_95, newcombe,
    small_groups::{Contacts, Group, suppress},
    wilson,
};

use super::{Page, figure::SHARE};
use crate::{
    figures,
    i18n::args,
    report::model::{BarItem, Block, Cell, Chart, Plot, Quote, Section, Table},
};

/// Quotes shown at most.
const MOST_QUOTES: usize = 6;
/// Letters of a quote at most: longer ones tell too much of one person.
const LONGEST_QUOTE: usize = 240;

/// What a topic costs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Impact {
    /// Index of the topic.
    pub(super) topic: u32,
    /// Share × (rate of the others − rate of the topic), in 0..1.
    pub(super) points: f64,
    /// The same at the ends of the Newcombe interval of the difference.
    pub(super) interval: [f64; 2],
    /// Conversations of the topic.
    pub(super) n: u64,
    /// Conversations of positive tone in the topic.
    pub(super) positive: u64,
}

/// Points of positive tone lost to each topic, biggest loss first.
///
/// Association: a topic of hard cases costs points whatever anybody does.
pub(super) fn impacts(page: &Page<'_>) -> Vec<Impact> {
    let (Some(known), Some(_)) = (&page.findings.understanding, page.tone.counts()) else {
        return Vec::new();
    };
    let mut of_topic: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    let (mut all, mut all_positive) = (0_u64, 0_u64);
    for said in known
        .conversations
        .iter()
        .filter(|said| said.main_message.is_some())
    {
        let positive = u64::from(said.tone == Tone::Positive);
        all += 1;
        all_positive += positive;
        if let Some(topic) = said.topic {
            let entry = of_topic.entry(topic).or_default();
            entry.0 += positive;
            entry.1 += 1;
        }
    }
    let mut impacts: Vec<_> = of_topic
        .into_iter()
        .filter_map(|(topic, (positive, n))| {
            let difference = newcombe(all_positive - positive, all - n, positive, n, Z_95)?;
            let share = n as f64 / all as f64;
            Some(Impact {
                topic,
                points: share * difference.value,
                interval: [
                    share * difference.interval.low,
                    share * difference.interval.high,
                ],
                n,
                positive,
            })
        })
        .collect();
    impacts.sort_by(|a, b| b.points.total_cmp(&a.points));
    impacts
}

/// The section; nothing without text to read.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let known = page.findings.understanding.as_ref()?;
    page.tone.counts()?;
    let texts = page.texts;
    let mut blocks = Vec::new();
    let impacts = impacts(page);
    if impacts.is_empty() {
        blocks.push(Block::Text {
            text: texts.say("why-empty"),
        });
    } else {
        blocks.push(chart(page, &known.topics.topics, &impacts));
    }
    blocks.extend(flows(page));
    let quotes = quotes(page);
    if quotes.is_empty() {
        blocks.push(Block::Note {
            text: texts.say("why-no-quotes"),
        });
    } else {
        blocks.push(Block::Heading {
            text: texts.say("why-quotes"),
        });
        blocks.push(Block::Quotes { items: quotes });
    }
    Some(Section {
        id: "why".to_owned(),
        title: texts.say("section-why"),
        lead: texts.say("why-lead"),
        blocks,
    })
}

fn chart(page: &Page<'_>, topics: &[RecurringTopic], impacts: &[Impact]) -> Block {
    let (texts, format) = (page.texts, page.texts.format());
    let points = |lost: f64| format.short_decimal(lost * 100.0, 1);
    let name = |impact: &Impact| {
        topics
            .get(impact.topic as usize)
            .map_or_else(String::new, |topic| page.topic_name(topic))
    };
    let title = match impacts.first() {
        Some(worst) if worst.interval[0] > 0.0 => texts.get(
            "why-title",
            args!["topic" => name(worst), "points" => points(worst.points)],
        ),
        _ => texts.say("why-title-none"),
    };
    let shown: Vec<_> = impacts.iter().take(10).collect();
    let range = |impact: &Impact| {
        format.between(
            &format.short_decimal(impact.interval[0] * 100.0, 1),
            &format.short_decimal(impact.interval[1] * 100.0, 1),
        )
    };
    Block::Chart(Chart {
        id: "impact".to_owned(),
        description: title.clone(),
        title,
        subtitle: texts.get("why-sub", args!["k" => page.choices.k]),
        plot: Plot::Bars {
            unit: SHARE,
            bars: shown
                .iter()
                .map(|impact| BarItem {
                    label: name(impact),
                    value: Some(impact.points),
                    interval: Some(impact.interval),
                    text: points(impact.points),
                })
                .collect(),
        },
        table: Table {
            caption: texts.say("why-lead"),
            head: page.figures().head(&[
                "col-topic",
                "col-conversations",
                "col-tone",
                "why-col-points",
                "col-range",
            ]),
            rows: shown
                .iter()
                .map(|impact| {
                    let tone = impact.positive as f64 / impact.n.max(1) as f64;
                    vec![
                        Cell::text(name(impact)),
                        Cell::number(impact.n as f64, format.count(impact.n)),
                        Cell::number(tone, format.share(tone)),
                        Cell::number(impact.points, points(impact.points)),
                        Cell::text(range(impact)),
                    ]
                })
                .collect(),
        },
    })
}

const FLOWS: [(Flow, &str); 5] = [
    (Flow::Question, "flow-question"),
    (Flow::Assistance, "flow-assistance"),
    (Flow::Feedback, "flow-feedback"),
    (Flow::Suggestion, "flow-suggestion"),
    (Flow::Other, "flow-other"),
];

fn people(contacts: &BTreeSet<ContactKey>) -> Contacts {
    let mut people = Contacts::default();
    for contact in contacts {
        people.add(Some(u64::from(contact.0)));
    }
    people
}

fn flows(page: &Page<'_>) -> Option<Block> {
    let known = page.findings.understanding.as_ref()?;
    let (texts, format) = (page.texts, page.texts.format());
    let mut counts: BTreeMap<Flow, (u64, BTreeSet<ContactKey>)> = BTreeMap::new();
    let mut all = 0_u64;
    for (conversation, said) in page.findings.conversations.iter().zip(&known.conversations) {
        let read = page
            .findings
            .threads
            .get(conversation.thread as usize)
            .is_some_and(|facts| facts.consented);
        if !read {
            continue;
        }
        all += 1;
        let entry = counts.entry(said.flow).or_default();
        entry.0 += 1;
        entry.1.insert(conversation.contact);
    }
    let rows = suppress(
        counts
            .into_iter()
            .map(|(flow, (n, contacts))| Group {
                key: flow,
                contacts: people(&contacts),
                figure: n,
            })
            .collect(),
        u64::from(page.choices.k),
    );
    let mut items: Vec<_> = rows
        .cells
        .into_iter()
        .filter_map(|(flow, n)| {
            let key = FLOWS.iter().find(|(known, _)| *known == flow)?.1;
            Some((texts.say(key), n))
        })
        .collect();
    items.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let top = items.first().filter(|(_, n)| n.is_some())?.0.clone();
    let share = |n: u64| n as f64 / all.max(1) as f64;
    let text = |n: &Option<u64>| match n {
        Some(n) => format.share(share(*n)),
        None => texts.say("value-withheld"),
    };
    let title = texts.get("flow-title", args!["top" => top]);
    Some(Block::Chart(Chart {
        id: "flows".to_owned(),
        description: title.clone(),
        title,
        subtitle: texts.say("flow-sub"),
        plot: Plot::Bars {
            unit: SHARE,
            bars: items
                .iter()
                .map(|(label, n)| BarItem {
                    label: label.clone(),
                    value: n.map(share),
                    interval: n.map(|n| {
                        let interval = wilson(n, all, Z_95);
                        [interval.low, interval.high]
                    }),
                    text: text(n),
                })
                .collect(),
        },
        table: Table {
            caption: texts.say("flow-sub"),
            head: page.figures().head(&["col-what", "col-share", "col-n"]),
            rows: items
                .iter()
                .map(|(label, n)| {
                    vec![
                        Cell::text(label.clone()),
                        Cell {
                            text: text(n),
                            raw: n.map(share),
                        },
                        match n {
                            Some(n) => Cell::number(*n as f64, format.count(*n)),
                            None => Cell::text(texts.say("value-withheld")),
                        },
                    ]
                })
                .collect(),
        },
    }))
}

/// One redacted quote a topic, where purpose and k allow; nothing finer than the month.
fn quotes(page: &Page<'_>) -> Vec<Quote> {
    let Some(known) = &page.findings.understanding else {
        return Vec::new();
    };
    known
        .topics
        .topics
        .iter()
        .filter_map(|topic| {
            let (text, month) = example(page, topic)?;
            Some(Quote {
                text,
                source: page.texts.get(
                    "quote-source",
                    args!["topic" => page.topic_name(topic), "month" => month],
                ),
            })
        })
        .take(MOST_QUOTES)
        .collect()
}

/// A redacted example of a topic and its month.
pub(super) fn example(page: &Page<'_>, topic: &RecurringTopic) -> Option<(String, String)> {
    let known = page.findings.understanding.as_ref()?;
    let (thread, message) = *known.sources.get(topic.example? as usize)?;
    let facts = page.findings.threads.get(thread as usize)?;
    let text = page.findings.texts.get(thread as usize)?;
    let quote = page
        .findings
        .gate
        .quote(&page.findings.redactor, facts, text, message as usize)?;
    let sent = facts.messages.get(message as usize)?.sent_at;
    // A store's words are opened when the page is written, not when it is computed.
    let quote = match page.findings.scope {
        Some(_) => figures::place(thread, message),
        None => shorten(&quote),
    };
    Some((quote, page.texts.format().month(page.date(sent))))
}

/// Cuts a quote that is too long at a word.
pub(crate) fn shorten(quote: &str) -> String {
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if quote.chars().count() <= LONGEST_QUOTE {
        return quote;
    }
    let cut: String = quote.chars().take(LONGEST_QUOTE).collect();
    let whole = cut.rfind(' ').and_then(|at| cut.get(..at)).unwrap_or(&cut);
    format!("{whole}…")
}
