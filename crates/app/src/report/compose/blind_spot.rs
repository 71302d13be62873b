//! What customers erased, where, and what it can do to the figures.

use tact_domain::{Estimate, Observability};
use tact_metrics::{
    catalog::{blind_spot::Reason, withdrawn_position::HourBlock},
    estimate::Breakdown,
    service::{ChannelDeletions, Row, Shown, Stage},
};

use super::{
    Page,
    figure::{Of, SHARE, ends},
    tone::{DEFAULT_GOAL, GAMMAS, HEADLINE_GAMMA, ToneCounts},
};
use crate::{
    i18n::args,
    report::model::{
        BarItem, Block, Cell, Chart, Explorer, IntervalItem, Plot, Section, Table, Unit,
    },
};

/// Time limits WhatsApp set for deletion, in seconds: 1 h 08 min 16 s (2018) and 60 h (2022).
const OLD_LIMIT: f64 = 4_096.0;

/// The section.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let texts = page.texts;
    let mut blocks = Vec::new();
    if let Some(counts) = page.tone.counts() {
        blocks.push(intervals(page, counts));
        blocks.push(Block::Text {
            text: texts.get(
                "blind-manski-sentence",
                args!["range" => texts.format().between_shares(ends(counts.manski().interval()))],
            ),
        });
        blocks.extend(explorer(page, counts));
    }
    for channel in &page.findings.service.deletions {
        if channel.observability != Observability::None {
            blocks.extend(channel_blocks(page, channel));
        }
    }
    blocks.push(parts(page));
    blocks.push(Block::Note {
        text: texts.say("blind-cannot"),
    });
    blocks.push(Block::Note {
        text: texts.say("blind-motives"),
    });
    blocks.extend(consent(page));
    Some(Section {
        id: "blind-spot".to_owned(),
        title: texts.say("section-blind-spot"),
        lead: lead(page),
        blocks,
    })
}

fn lead(page: &Page<'_>) -> String {
    let (texts, figures) = (page.texts, page.figures());
    let Some(channel) = page.findings.service.deletions.first() else {
        return texts.say("blind-lead-none");
    };
    match channel.messages.rate.value() {
        Some(0.0) => texts.say("blind-lead-none"),
        Some(_) => texts.get(
            "blind-lead",
            args![
                "rate" => figures.share(&channel.messages.rate, Of::Messages).value,
                "conv" => figures.share(&channel.conversations.rate, Of::Conversations).value
            ],
        ),
        None => texts.say("blind-lead-withheld"),
    }
}

fn intervals(page: &Page<'_>, counts: &ToneCounts) -> Block {
    let (texts, format) = (page.texts, page.texts.format());
    let intact = page
        .figures()
        .share(&counts.intact_estimate(), Of::Conversations);
    let gamma = format.short_decimal(HEADLINE_GAMMA, 1);
    let mut rows = vec![
        IntervalItem {
            label: texts.say("blind-intact"),
            point: intact.raw,
            interval: intact.interval,
            assumption: texts.say("blind-intact-assume"),
            text: intact.value,
        },
        bounds(
            page,
            texts.get("blind-gamma", args!["gamma" => gamma.clone()]),
            ends(counts.gamma(HEADLINE_GAMMA).bounds.interval()),
            texts.get("blind-gamma-assume", args!["gamma" => gamma]),
        ),
        bounds(
            page,
            texts.say("blind-manski"),
            ends(counts.manski().interval()),
            texts.say("blind-manski-assume"),
        ),
    ];
    if counts.everyone > counts.n {
        rows.push(bounds(
            page,
            texts.say("blind-everyone"),
            ends(counts.manski_everyone().interval()),
            texts.say("blind-everyone-assume"),
        ));
    }
    let title = texts.say("blind-intervals-title");
    let subtitle = texts.get(
        "blind-intervals-sub",
        args!["n" => page.figures().of(counts.n, Of::Conversations)],
    );
    let table = Table {
        caption: subtitle.clone(),
        head: page
            .figures()
            .head(&["col-what", "col-share", "col-range", "col-assumption"]),
        rows: rows
            .iter()
            .map(|row| {
                vec![
                    Cell::text(row.label.clone()),
                    match row.point {
                        Some(point) => Cell::number(point, format.share(point)),
                        None => Cell::text(texts.say("value-empty")),
                    },
                    Cell::text(
                        row.interval
                            .map_or_else(String::new, |ends| format.share_range(ends)),
                    ),
                    Cell::text(row.assumption.clone()),
                ]
            })
            .collect(),
    };
    Block::Chart(Chart {
        id: "tone-range".to_owned(),
        description: title.clone(),
        title,
        subtitle,
        plot: Plot::Intervals {
            unit: SHARE,
            axis: [0.0, 1.0],
            rows,
        },
        table,
    })
}

fn bounds(page: &Page<'_>, label: String, interval: [f64; 2], assumption: String) -> IntervalItem {
    IntervalItem {
        label,
        point: None,
        interval: Some(interval),
        assumption,
        text: page.texts.format().share_range(interval),
    }
}

fn explorer(page: &Page<'_>, counts: &ToneCounts) -> Option<Block> {
    let p = counts.p().filter(|_| counts.n > counts.intact)?;
    let (texts, format) = (page.texts, page.texts.format());
    let rows: Vec<[f64; 3]> = GAMMAS
        .iter()
        .map(|gamma| {
            let bounds = counts.gamma(*gamma).bounds;
            [*gamma, bounds.lower, bounds.upper]
        })
        .collect();
    let goal = format.share(DEFAULT_GOAL);
    let breakdown = match counts.breakdown(DEFAULT_GOAL) {
        None => texts.say("explorer-breakdown-none"),
        Some(Breakdown::Already) => {
            texts.get("explorer-breakdown-already", args!["target" => goal])
        }
        Some(Breakdown::Never) => texts.get("explorer-breakdown-never", args!["target" => goal]),
        Some(Breakdown::At(gamma)) => texts.get(
            "explorer-breakdown",
            args!["target" => goal, "gamma" => format.short_decimal(gamma, 1)],
        ),
    };
    let table = Table {
        caption: texts.say("explorer-title"),
        head: page.figures().head(&["col-gamma", "col-low", "col-high"]),
        rows: rows
            .iter()
            .map(|[gamma, low, high]| {
                vec![
                    Cell::number(*gamma, format.short_decimal(*gamma, 1)),
                    Cell::number(*low, format.share_to(*low, 1)),
                    Cell::number(*high, format.share_to(*high, 1)),
                ]
            })
            .collect(),
    };
    Some(Block::Explorer(Explorer {
        id: "gamma".to_owned(),
        title: texts.say("explorer-title"),
        intro: texts.say("explorer-intro"),
        p,
        touched: counts.touched(),
        rows,
        sentence: texts.get(
            "explorer-sentence",
            args!["gamma" => "{gamma}", "low" => "{low}", "high" => "{high}"],
        ),
        breakdown,
        table,
    }))
}

fn channel_blocks(page: &Page<'_>, channel: &ChannelDeletions) -> Vec<Block> {
    let (texts, figures) = (page.texts, page.figures());
    let mut blocks = Vec::new();
    let rate = figures.share(&channel.messages.rate, Of::Messages);
    let hours = page.choices.service.deletion_window.as_hours();
    if rate.raw.is_some() {
        blocks.extend(age_curve(page, channel));
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
        subtitle: texts.say("blind-age-sub"),
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
            caption: texts.say("blind-age-sub"),
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

fn parts(page: &Page<'_>) -> Block {
    let (texts, format) = (page.texts, page.texts.format());
    let rows = page
        .findings
        .service
        .blind_spot
        .reasons
        .iter()
        .map(|row| {
            let label = texts.say(match row.group {
                Reason::Deletion => "reason-withdrawn",
                Reason::NoConsent => "reason-no-consent",
                Reason::TooShort => "reason-too-short",
                Reason::UnsupportedLanguage => "reason-language",
            });
            let written = page.figures().share(&row.figure, Of::Conversations);
            vec![
                Cell::text(label),
                written.cell(),
                Cell::text(
                    written
                        .interval
                        .map_or_else(String::new, |ends| format.share_range(ends)),
                ),
            ]
        })
        .collect();
    Block::Table(Table {
        caption: texts.say("blind-parts"),
        head: page.figures().head(&["col-what", "col-share", "col-range"]),
        rows,
    })
}

/// Content-free facts of both groups side by side.
fn consent(page: &Page<'_>) -> Vec<Block> {
    let comparison = &page.findings.service.consent;
    let (Some(with), Some(without)) = (comparison.consenting.value(), comparison.others.value())
    else {
        return Vec::new();
    };
    let figures = page.figures();
    let row = |label: &str, with: String, without: String| {
        vec![Cell::text(label), Cell::text(with), Cell::text(without)]
    };
    let share = |estimate: &Estimate| {
        let written = figures.share(estimate, Of::Conversations);
        match written.interval {
            Some(ends) => format!(
                "{} ({})",
                written.value,
                page.texts.format().share_range(ends)
            ),
            None => written.value,
        }
    };
    let texts = page.texts;
    vec![
        Block::Table(Table {
            caption: texts.say("consent-compare-title"),
            head: figures.head(&["col-what", "consented", "not-consented"]),
            rows: vec![
                row(
                    &texts.say("speed-frt"),
                    figures.median(&with.first_response.elapsed).value,
                    figures.median(&without.first_response.elapsed).value,
                ),
                row(
                    &texts.say("unanswered-label"),
                    share(&with.unanswered),
                    share(&without.unanswered),
                ),
                row(
                    &texts.say("cover-touched"),
                    share(&with.withdrawn_conv),
                    share(&without.withdrawn_conv),
                ),
            ],
        }),
        Block::Note {
            text: texts.say("consent-compare-note"),
        },
    ]
}
