//! Raw, corrected and range on one axis, each with what it assumes.

use tact_metrics::{
    dataset::answer::{PostStratAnswer, SatisfactionAnswer},
    estimate::Proportion,
};

use super::super::meaning::{Figure, meaning};
use super::reading::{Reading, State, interval};
use crate::{
    i18n::args,
    report::model::{Block, Cell, Chart, IntervalItem, Meaning, Plot, Table, Unit},
};

/// Λ shown beside the default one.
const CAUTIOUS_LAMBDA: f64 = 2.5;

/// One reading of satisfaction.
struct Row {
    figure: Figure,
    label: String,
    point: Option<f64>,
    range: [f64; 2],
}

/// The chart, with formula, assumption and reference of each row behind it.
pub(super) fn blocks(reading: &Reading<'_>, found: &SatisfactionAnswer) -> Vec<Block> {
    let rows = rows(reading, found);
    let meanings: Vec<Meaning> = rows
        .iter()
        .map(|row| meaning(reading.texts, row.figure))
        .fold(Vec::new(), |mut kept, meaning| {
            if !kept.contains(&meaning) {
                kept.push(meaning);
            }
            kept
        });
    vec![
        Block::Chart(chart(reading, &rows)),
        Block::Details {
            summary: reading.texts.say("sat-meanings"),
            blocks: vec![Block::Meanings { items: meanings }],
        },
    ]
}

fn rows(reading: &Reading<'_>, found: &SatisfactionAnswer) -> Vec<Row> {
    let texts = reading.texts;
    let mut rows = Vec::new();
    let survey = &found.survey_raw;
    if survey.n >= reading.params.k_min {
        rows.push(proportion(Figure::Survey, texts.say("row-survey"), survey));
    }
    if let Some(checks) = &found.deletion
        && checks.tone_intact.n >= reading.params.k_min
    {
        rows.push(proportion(
            Figure::Kept,
            texts.say("row-kept"),
            &checks.tone_intact,
        ));
    }
    let state = reading.state();
    if matches!(state, State::Calibrated(_) | State::IntervalOnly(_)) {
        let point = match state {
            State::Calibrated(theta) => Some(theta),
            _ => None,
        };
        if let Some(range) = reading.at_lambda(1.0) {
            rows.push(Row {
                figure: Figure::Calibrated,
                label: texts.say("row-calibrated"),
                point,
                range,
            });
        }
        for lambda in [super::reading::SHOWN_LAMBDA, CAUTIOUS_LAMBDA] {
            if let Some(range) = reading.at_lambda(lambda) {
                let written = texts.format().short_decimal(lambda, 2);
                rows.push(Row {
                    figure: Figure::Lambda,
                    label: texts.get("row-lambda", args!["lambda" => written]),
                    point: None,
                    range,
                });
            }
        }
    }
    rows.extend(cross_checks(reading, found));
    rows.push(Row {
        figure: Figure::Manski,
        label: texts.say("row-manski"),
        point: None,
        range: interval(found.manski_survey.ci_lower, found.manski_survey.ci_upper),
    });
    rows
}

/// Readings beside the headline, never in its place.
fn cross_checks(reading: &Reading<'_>, found: &SatisfactionAnswer) -> Vec<Row> {
    let texts = reading.texts;
    let mut rows = Vec::new();
    let poststrat = reading
        .figures()
        .and_then(|figures| figures.weighting.as_ref())
        .map(|weighting| &weighting.poststrat);
    if let Some(PostStratAnswer::Ok {
        theta,
        lower,
        upper,
        ..
    }) = poststrat
    {
        rows.push(Row {
            figure: Figure::Weighted,
            label: texts.say("row-weighted"),
            point: Some(*theta),
            range: interval(*lower, *upper),
        });
    }
    if let (Some(checks), Some(_)) = (&found.deletion, reading.solid_intact()) {
        let transport = &checks.transport;
        if let Some(theta) = transport.theta.filter(|_| reading.touched_answered()) {
            rows.push(Row {
                figure: Figure::Transport,
                label: texts.say("row-transport"),
                point: Some(theta),
                range: interval(transport.lower, transport.upper),
            });
        }
        rows.push(Row {
            figure: Figure::Touched,
            label: texts.say("row-touched"),
            point: None,
            range: interval(
                checks.worst_case_calibrated.lower,
                checks.worst_case_calibrated.upper,
            ),
        });
    }
    rows
}

fn proportion(figure: Figure, label: String, found: &Proportion) -> Row {
    Row {
        figure,
        label,
        point: found.rate,
        range: interval(found.lower, found.upper),
    }
}

fn chart(reading: &Reading<'_>, rows: &[Row]) -> Chart {
    let texts = reading.texts;
    let format = texts.format();
    let items: Vec<IntervalItem> = rows
        .iter()
        .map(|row| {
            let range = format.share_range(row.range);
            IntervalItem {
                label: row.label.clone(),
                point: row.point,
                interval: Some(row.range),
                assumption: meaning(texts, row.figure).assumption,
                text: match row.point {
                    Some(point) => format!("{} ({range})", format.share(point)),
                    None => range,
                },
            }
        })
        .collect();
    let title = title(reading);
    let subtitle = texts.get("sat-readings-sub", args!["n" => total(reading)]);
    let head = ["col-what", "col-share", "col-bounds", "col-assumption"];
    Chart {
        id: "readings".to_owned(),
        description: title.clone(),
        title,
        subtitle: subtitle.clone(),
        table: Table {
            caption: subtitle,
            head: head.iter().map(|key| texts.say(key)).collect(),
            rows: items
                .iter()
                .zip(rows)
                .map(|(item, row)| {
                    vec![
                        Cell::text(item.label.clone()),
                        match item.point {
                            Some(point) => Cell::number(point, format.share(point)),
                            None => Cell::text(texts.say("value-empty")),
                        },
                        Cell::text(format.share_range(row.range)),
                        Cell::text(item.assumption.clone()),
                    ]
                })
                .collect(),
        },
        plot: Plot::Intervals {
            unit: Unit::Share,
            axis: [0.0, 1.0],
            rows: items,
        },
    }
}

/// The finding: what the raw reading says, and what is left of it.
fn title(reading: &Reading<'_>) -> String {
    let (texts, format) = (reading.texts, reading.texts.format());
    let survey = reading.found().map(|found| &found.survey_raw);
    let survey = survey
        .filter(|survey| survey.n >= reading.params.k_min)
        .and_then(|survey| survey.rate)
        .map(|rate| format.share(rate));
    match (survey, reading.state(), reading.shown()) {
        (Some(survey), State::Calibrated(theta), _) => texts.get(
            "sat-readings-title",
            args!["survey" => survey, "point" => format.share(theta)],
        ),
        (Some(survey), State::IntervalOnly(_), Some(range)) => texts.get(
            "sat-readings-title-range",
            args!["survey" => survey, "range" => format.between_shares(range)],
        ),
        _ => texts.say("sat-readings-title-plain"),
    }
}

/// Conversations the headline speaks of.
pub(super) fn total(reading: &Reading<'_>) -> u64 {
    reading.found().map_or(0, |found| {
        found.counts.iter().map(|counts| counts.conversations).sum()
    })
}
