//! Deletions of one channel: how many by age, where in the conversation, around what.

use tact_domain::{Estimate, Observability};
use tact_metrics::{
    catalog::{self, withdrawn_position::HourBlock},
    service::{ChannelDeletions, Row, Shown, Stage},
};

use super::super::{
    Page,
    figure::{Of, SHARE, ends},
};
use crate::{
    i18n::args,
    report::model::{BarItem, Block, Cell, Chart, Lang, Meaning, Plot, Table, Unit},
};

/// Time limit WhatsApp set for deletion in 2018, in seconds: 1 h 08 min 16 s.
const OLD_LIMIT: f64 = 4_096.0;

/// What is known of the channel.
pub(super) fn blocks(page: &Page<'_>, channel: &ChannelDeletions) -> Vec<Block> {
    let (texts, figures) = (page.texts, page.figures());
    let mut blocks = Vec::new();
    let rate = figures.share(&channel.messages.rate, Of::Messages);
    let hours = page.choices.service.deletion_window.as_hours();
    if rate.raw.is_some() {
        blocks.extend(age_curve(page, channel));
        blocks.extend(rests_on(page, "withdrawn_rate"));
        blocks.push(Block::Text {
            text: texts.get(
                "blind-older",
                args!["hours" => hours, "rate" => rate.value, "range" => rate.range],
            ),
        });
    }
    let position = &channel.position;
    blocks.extend(grouped(
        page,
        "blind-stage-title",
        &position.by_stage,
        |stage| {
            texts.say(match stage {
                Stage::BeforeFirstReply => "stage-before",
                Stage::BetweenReplies => "stage-between",
                Stage::AfterLastReply => "stage-after",
            })
        },
    ));
    blocks.extend(grouped(
        page,
        "blind-hours-title",
        &position.by_hours,
        |block| {
            texts.say(match block {
                HourBlock::Night => "block-night",
                HourBlock::Morning => "block-morning",
                HourBlock::Afternoon => "block-afternoon",
                HourBlock::Evening => "block-evening",
            })
        },
    ));
    if let Some(known) = &page.findings.understanding {
        blocks.extend(grouped(
            page,
            "blind-topic-title",
            &position.by_topic,
            |topic| {
                known
                    .topics
                    .topics
                    .get(*topic as usize)
                    .map_or_else(|| texts.say("flow-other"), |topic| page.topic_name(topic))
            },
        ));
    }
    blocks.extend(silence(page));
    if channel.observability == Observability::Marker {
        blocks.push(Block::Note {
            text: texts.say("blind-friction-unknown"),
        });
    }
    let business = figures.share(&channel.by_business, Of::Messages);
    if business.raw.is_some() {
        blocks.push(Block::Text {
            text: texts.get(
                "blind-business",
                args!["rate" => business.value, "range" => business.range],
            ),
        });
    }
    blocks
}

fn age_curve(page: &Page<'_>, channel: &ChannelDeletions) -> Option<Block> {
    let Shown::Known { value: curve, .. } = &channel.messages.curve else {
        return None;
    };
    let (texts, format) = (page.texts, page.texts.format());
    let points: Vec<[f64; 4]> = curve
        .iter()
        .map(|point| {
            let [low, high] = point.interval.map_or([point.share, point.share], ends);
            [point.seconds as f64, point.share, low, high]
        })
        .collect();
    // A curve of one level says no more than the sentence below it.
    if points.windows(2).all(|pair| pair[0][1] == pair[1][1]) {
        return None;
    }
    let rate = page.figures().share(&channel.messages.rate, Of::Messages);
    let title = texts.get("blind-age-title", args!["share" => rate.value]);
    let window = page.choices.service.deletion_window.as_secs() as f64;
    Some(Block::Chart(Chart {
        id: "deletion-age".to_owned(),
        description: title.clone(),
        title,
        subtitle: texts.say(page.key("blind-age-sub", "blind-age-sub-store")),
        plot: Plot::Curve {
            x_unit: Unit::Seconds,
            y_unit: SHARE,
            points: points.clone(),
            marks: vec![
                (OLD_LIMIT, texts.say("mark-old-limit")),
                (window, texts.say("mark-window")),
            ],
            log_x: true,
        },
        table: Table {
            caption: texts.say(page.key("blind-age-sub", "blind-age-sub-store")),
            head: page.figures().head(&["col-age", "col-share", "col-range"]),
            rows: points
                .iter()
                .map(|[age, share, low, high]| {
                    vec![
                        Cell::number(*age, format.duration(*age)),
                        Cell::number(*share, format.share_to(*share, 1)),
                        Cell::text(if low == high {
                            texts.say("value-empty")
                        } else {
                            format.share_range([*low, *high])
                        }),
                    ]
                })
                .collect(),
        },
    }))
}

/// A grouped table of shares as bars; nothing when no group may be shown.
fn grouped<K>(
    page: &Page<'_>,
    title: &str,
    rows: &[Row<K, Estimate>],
    label: impl Fn(&K) -> String,
) -> Option<Block> {
    rows.iter().find(|row| row.figure.value().is_some())?;
    let (texts, format) = (page.texts, page.texts.format());
    let written: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                label(&row.group),
                page.figures().share(&row.figure, Of::Messages),
            )
        })
        .collect();
    Some(Block::Chart(Chart {
        id: title.to_owned(),
        title: texts.say(title),
        subtitle: texts.say(if title == "blind-topic-title" {
            "blind-topic-sub"
        } else {
            "blind-stage-sub"
        }),
        description: texts.say(title),
        plot: Plot::Bars {
            unit: SHARE,
            bars: written
                .iter()
                .map(|(label, written)| BarItem {
                    label: label.clone(),
                    value: written.raw,
                    interval: written.interval,
                    text: written.value.clone(),
                })
                .collect(),
        },
        table: Table {
            caption: texts.say(title),
            head: page
                .figures()
                .head(&["col-what", "col-share", "col-range", "col-n"]),
            rows: written
                .iter()
                .map(|(label, written)| {
                    vec![
                        Cell::text(label.clone()),
                        written.cell(),
                        Cell::text(
                            written
                                .interval
                                .map_or_else(String::new, |ends| format.share_range(ends)),
                        ),
                        Cell {
                            text: written.n.map_or_else(String::new, |n| format.count(n)),
                            raw: written.n.map(|n| n as f64),
                        },
                    ]
                })
                .collect(),
        },
    }))
}

fn silence(page: &Page<'_>) -> Option<Block> {
    let silence = &page.findings.service.silence_after;
    let negative = silence.after_negative.value()?.days_30.value()?;
    let others = silence.after_others.value()?.days_30.value()?;
    let format = page.texts.format();
    Some(Block::Text {
        text: page.texts.get(
            "loyalty-silence",
            args![
                "negative" => format.share(1.0 - negative),
                "others" => format.share(1.0 - others),
                "days" => 30
            ],
        ),
    })
}

/// What a figure of the catalogue rests on.
fn rests_on(page: &Page<'_>, id: &str) -> Option<Block> {
    let definition = catalog::definition(id)?;
    let say = |wording: catalog::Wording| match page.texts.lang() {
        Lang::Fr => wording.fr.to_owned(),
        Lang::En => wording.en.to_owned(),
    };
    Some(Block::Meanings {
        items: vec![Meaning {
            name: say(definition.name),
            formula: say(definition.formula),
            assumption: page.texts.get(
                "card-assumption",
                args![
                    "assumption" => say(definition.assumption),
                    "unseen" => say(definition.cannot_see)
                ],
            ),
            reference: super::super::cards::references(page, definition.source).unwrap_or_default(),
        }],
    })
}
