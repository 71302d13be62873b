//! What deletions can do to the tone.

use super::super::{
    Page,
    explore::{GammaQuestion, GammaRange, gamma_explorer},
    figure::{Of, SHARE, ends},
    tone::{DEFAULT_GOAL, GAMMAS, HEADLINE_GAMMA, ToneCounts},
};
use crate::{
    i18n::args,
    report::model::{Block, Cell, Chart, Explorer, IntervalItem, Plot, Table},
};

/// Readings of the tone on one axis.
pub(super) fn intervals(page: &Page<'_>, counts: &ToneCounts) -> Block {
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

/// Γ set by the reader; nothing where no conversation is touched.
pub(super) fn explorer(page: &Page<'_>, counts: &ToneCounts) -> Option<Block> {
    let kept = counts.p().filter(|_| counts.n > counts.intact)?;
    let question = GammaQuestion {
        id: "gamma",
        sentence: "gamma-sentence-tone",
        kept,
        target: DEFAULT_GOAL,
        listed: &GAMMAS,
        breakdown: counts.breakdown(DEFAULT_GOAL),
    };
    let explorer: Explorer = gamma_explorer(page.texts, &question, |gamma| {
        let bounds = counts.gamma(gamma).bounds;
        GammaRange {
            low: bounds.lower,
            with_sampling: ends(bounds.interval()),
        }
    });
    Some(Block::Explorer(Box::new(explorer)))
}
