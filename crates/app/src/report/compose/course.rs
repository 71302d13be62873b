//! Week by week: volume, and tone with its band.

use std::collections::{BTreeMap, BTreeSet};

use tact_domain::{ContactKey, Sender, Tone};
use tact_metrics::estimate::{Z_95, newcombe, wilson};

use super::{
    Page, change,
    figure::SHARE,
    meaning::{Figure, meaning},
};
use crate::{
    i18n::args,
    pipeline::understand::{monday_of, week_number},
    report::model::{Block, Cell, Chart, Plot, Section, Series, Table, Unit},
};

/// Tone of one week.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WeekTone {
    pub(super) week: i32,
    pub(super) value: Option<f64>,
    pub(super) interval: Option<[f64; 2]>,
    pub(super) positive: u64,
    pub(super) n: u64,
    shown: bool,
}

/// Tone of complete weeks, oldest first; weeks of fewer than k contacts have no value.
pub(super) fn tone_by_week(page: &Page<'_>) -> Vec<WeekTone> {
    let Some(known) = &page.findings.understanding else {
        return Vec::new();
    };
    if page.tone.counts().is_none() {
        return Vec::new();
    }
    let mut weeks: BTreeMap<i32, (u64, u64, BTreeSet<ContactKey>)> = BTreeMap::new();
    for (conversation, said) in page.findings.conversations.iter().zip(&known.conversations) {
        let Some(facts) = page.findings.threads.get(conversation.thread as usize) else {
            continue;
        };
        let range = conversation.messages.start as usize..conversation.messages.end as usize;
        let inbound = facts
            .messages
            .get(range)
            .unwrap_or_default()
            .iter()
            .find(|message| message.sender == Sender::Contact);
        let Some(first) = inbound.filter(|_| facts.consented) else {
            continue;
        };
        let entry = weeks
            .entry(week_number(first.sent_at, page.zone()))
            .or_default();
        entry.0 += u64::from(said.tone == Tone::Positive);
        entry.1 += 1;
        entry.2.insert(facts.contact);
    }
    let complete: BTreeSet<_> = page
        .findings
        .service
        .weeks
        .iter()
        .filter(|week| week.complete)
        .map(|week| week.from)
        .collect();
    weeks
        .into_iter()
        .filter(|(week, _)| complete.contains(&monday_of(*week)))
        .map(|(week, (positive, n, contacts))| {
            let shown = contacts.len() >= page.choices.k as usize;
            let interval = wilson(positive, n, Z_95);
            WeekTone {
                week,
                value: shown.then(|| positive as f64 / n as f64),
                interval: shown.then_some([interval.low, interval.high]),
                positive,
                n,
                shown,
            }
        })
        .collect()
}

/// The section.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let weeks: Vec<_> = page
        .findings
        .service
        .weeks
        .iter()
        .filter(|week| week.complete)
        .collect();
    if weeks.len() < 2 {
        return None;
    }
    let texts = page.texts;
    let mut blocks = change::alert_blocks(page);
    blocks.push(volume(page));
    blocks.extend(tone(page));
    if page.tone.counts().is_some() {
        blocks.push(Block::Note {
            text: texts.say("course-tone-warning"),
        });
        blocks.push(Block::Meanings {
            items: vec![meaning(texts, Figure::Kept)],
        });
    }
    Some(Section {
        id: "course".to_owned(),
        title: texts.say("section-course"),
        lead: texts.get("course-lead", args!["k" => page.choices.k]),
        blocks,
    })
}

fn volume(page: &Page<'_>) -> Block {
    let (texts, format) = (page.texts, page.texts.format());
    let weeks: Vec<_> = page
        .findings
        .service
        .weeks
        .iter()
        .filter(|week| week.complete)
        .collect();
    let values: Vec<Option<f64>> = weeks
        .iter()
        .map(|week| week.conversations.value().map(|count| *count as f64))
        .collect();
    let total: f64 = values.iter().flatten().sum();
    let peak = values.iter().flatten().copied().fold(0.0, f64::max);
    let x: Vec<String> = weeks
        .iter()
        .map(|week| format.short_date(week.from))
        .collect();
    let rows = weeks
        .iter()
        .map(|week| {
            vec![
                Cell::text(texts.get("week-of", args!["date" => format.short_date(week.from)])),
                page.figures().count(&week.conversations).cell(),
            ]
        })
        .collect();
    let title = texts.get(
        "course-volume-title",
        args![
            "count" => total as u64,
            "weeks" => weeks.len(),
            "peak" => peak as u64
        ],
    );
    Block::Chart(Chart {
        id: "volume".to_owned(),
        description: title.clone(),
        title,
        subtitle: texts.say("course-volume-sub"),
        plot: Plot::Lines {
            unit: Unit::Count,
            x,
            series: vec![Series {
                name: texts.say("col-conversations"),
                band: vec![None; values.len()],
                values,
                muted: false,
            }],
            marks: change::marks(
                page,
                &weeks.iter().map(|week| week.from).collect::<Vec<_>>(),
            ),
        },
        table: Table {
            caption: texts.say("course-volume-sub"),
            head: page.figures().head(&["col-week", "col-conversations"]),
            rows,
        },
    })
}

fn tone(page: &Page<'_>) -> Option<Block> {
    let weeks = tone_by_week(page);
    if weeks.iter().filter(|week| week.shown).count() < 2 {
        return None;
    }
    let (texts, format) = (page.texts, page.texts.format());
    let title = texts.say(match direction(&weeks) {
        1 => "course-tone-title-rose",
        -1 => "course-tone-title-fell",
        _ => "course-tone-title-steady",
    });
    let rows = weeks
        .iter()
        .map(|week| {
            let label = texts.get(
                "week-of",
                args!["date" => format.short_date(monday_of(week.week))],
            );
            match (week.value, week.interval) {
                (Some(value), Some(interval)) => vec![
                    Cell::text(label),
                    Cell::number(value, format.share(value)),
                    Cell::text(format.share_range(interval)),
                    Cell::number(week.n as f64, format.count(week.n)),
                ],
                _ => {
                    let hidden = || Cell::text(texts.say("value-withheld"));
                    vec![Cell::text(label), hidden(), hidden(), hidden()]
                }
            }
        })
        .collect();
    Some(Block::Chart(Chart {
        id: "tone-by-week".to_owned(),
        description: title.clone(),
        title,
        subtitle: texts.say("course-tone-sub"),
        plot: Plot::Lines {
            unit: SHARE,
            x: weeks
                .iter()
                .map(|week| format.short_date(monday_of(week.week)))
                .collect(),
            series: vec![Series {
                name: texts.say("col-tone"),
                values: weeks.iter().map(|week| week.value).collect(),
                band: weeks.iter().map(|week| week.interval).collect(),
                muted: false,
            }],
            marks: change::marks(
                page,
                &weeks
                    .iter()
                    .map(|week| monday_of(week.week))
                    .collect::<Vec<_>>(),
            ),
        },
        table: Table {
            caption: texts.say("course-tone-sub"),
            head: page
                .figures()
                .head(&["col-week", "col-tone", "col-range", "col-n"]),
            rows,
        },
    }))
}

/// First half of the weeks against the second: said only where the interval allows.
fn direction(weeks: &[WeekTone]) -> i8 {
    let (before, after) = weeks.split_at(weeks.len() / 2);
    let sum = |weeks: &[WeekTone]| {
        weeks
            .iter()
            .fold((0, 0), |(k, n), week| (k + week.positive, n + week.n))
    };
    let ((k1, n1), (k2, n2)) = (sum(before), sum(after));
    match newcombe(k2, n2, k1, n1, Z_95) {
        Some(change) if change.interval.low > 0.0 => 1,
        Some(change) if change.interval.high < 0.0 => -1,
        _ => 0,
    }
}
