//! How long customers wait, and whether once was enough.

use tact_metrics::service::{Shown, Speed, Waiting};

use super::{Page, figure::Of};
use crate::{
    i18n::args,
    report::model::{Block, Cell, Chart, Plot, Section, Table, Unit},
};

/// The section.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let (texts, service) = (page.texts, &page.findings.service);
    let frt = &service.first_response.speed.elapsed;
    let lead = match (page.figures().median(frt), page.figures().p90(frt)) {
        (median, p90) if median.raw.is_some() && p90.raw.is_some() => texts.get(
            "speed-lead",
            args!["median" => median.value, "p90" => p90.value],
        ),
        (median, p90) if median.raw.is_some() => texts.get(
            "speed-lead-open",
            args!["median" => median.value, "open" => p90.value],
        ),
        _ => texts.say("speed-lead-empty"),
    };
    let mut blocks = Vec::new();
    blocks.extend(curve(page, frt));
    blocks.push(Block::Table(table(page)));
    blocks.push(Block::Note {
        text: texts.say("speed-note"),
    });
    let horizon = texts
        .format()
        .duration(page.choices.service.mean_horizon.as_secs() as f64);
    blocks.push(Block::Note {
        text: texts.get("speed-mean-note", args!["horizon" => horizon]),
    });
    let figures = page.figures();
    let fcr = figures.share(&service.fcr.rate, Of::Conversations);
    let window = texts.format().duration(service.fcr.window as f64);
    let mut items = vec![texts.get(
        page.key("fcr-text", "fcr-text-store"),
        args!["value" => fcr.value, "range" => fcr.range, "window" => window],
    )];
    for (key, estimate) in [
        ("reopen-text", &service.reopen_rate),
        ("repeat-text", &service.repeat_rate),
        ("lapsed-text", &service.window_lapsed),
    ] {
        let written = figures.share(estimate, Of::Conversations);
        items.push(texts.get(
            key,
            args!["value" => written.value, "range" => written.range],
        ));
    }
    for attained in &service.sla {
        let written = figures.share(&attained.rate, Of::Conversations);
        items.push(format!(
            "{} {} ({})",
            texts.say("sla-label"),
            written.value,
            written.range
        ));
    }
    blocks.push(Block::List { items });
    if page.findings.threads.iter().any(|thread| !thread.consented) {
        blocks.push(Block::Note {
            text: texts.say("closing-unknown"),
        });
    }
    Some(Section {
        id: "speed".to_owned(),
        title: texts.say("section-speed"),
        lead,
        blocks,
    })
}

fn curve(page: &Page<'_>, frt: &Shown<Waiting>) -> Option<Block> {
    let waits = frt.value()?;
    let (texts, format) = (page.texts, page.texts.format());
    let points: Vec<[f64; 4]> = waits
        .curve
        .iter()
        .map(|point| {
            [
                point.seconds,
                point.share,
                point.interval.low,
                point.interval.high,
            ]
        })
        .collect();
    if points.len() < 2 {
        return None;
    }
    let written = page.figures().median(frt);
    let title = texts.get("speed-curve-title", args!["median" => written.value]);
    Some(Block::Chart(Chart {
        id: "frt-curve".to_owned(),
        description: title.clone(),
        title,
        subtitle: texts.say("speed-curve-sub"),
        plot: Plot::Curve {
            x_unit: Unit::Seconds,
            y_unit: Unit::Share,
            points: points.clone(),
            marks: Vec::new(),
            log_x: true,
        },
        table: Table {
            caption: texts.say("speed-curve-sub"),
            head: page
                .figures()
                .head(&["col-within", "col-share", "col-range"]),
            rows: points
                .iter()
                .map(|[seconds, share, low, high]| {
                    vec![
                        Cell::number(*seconds, format.duration(*seconds)),
                        Cell::number(*share, format.share(*share)),
                        Cell::text(format.share_range([*low, *high])),
                    ]
                })
                .collect(),
        },
    }))
}

fn table(page: &Page<'_>) -> Table {
    let service = &page.findings.service;
    let mut rows = Vec::new();
    let kinds: [(&str, &str, &Speed); 3] = [
        ("speed-frt", "speed-frt-bh", &service.first_response.speed),
        ("speed-art", "speed-art-bh", &service.response),
        ("speed-wait", "speed-wait-bh", &service.total_wait),
    ];
    for (elapsed, business, speed) in kinds {
        rows.push(row(page, elapsed, &speed.elapsed));
        if !matches!(speed.business, Shown::NotObservable) {
            rows.push(row(page, business, &speed.business));
        }
    }
    Table {
        caption: page.texts.say("speed-table"),
        head: page.figures().head(&[
            "col-what",
            "col-median",
            "col-range",
            "col-p90",
            "col-mean",
            "col-n",
        ]),
        rows,
    }
}

fn row(page: &Page<'_>, key: &str, waits: &Shown<Waiting>) -> Vec<Cell> {
    let (figures, format) = (page.figures(), page.texts.format());
    let median = figures.median(waits);
    let mean = waits.value().and_then(|waits| waits.mean.restricted);
    let n = waits.value().map(|waits| waits.n);
    vec![
        Cell::text(page.texts.say(key)),
        median.cell(),
        Cell::text(
            median
                .interval
                .map_or_else(String::new, |ends| format.between_durations(ends)),
        ),
        figures.p90(waits).cell(),
        match mean {
            Some(mean) => Cell::number(mean.value, format.duration(mean.value)),
            None => Cell::text(page.texts.say("value-empty")),
        },
        match n {
            Some(n) => Cell::number(n as f64, format.count(n)),
            None => Cell::text(String::new()),
        },
    ]
}
