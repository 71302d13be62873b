//! Conversations at risk: predicted satisfaction of those who answered no survey. No conversation is
//! named, and nothing of it enters a measured figure.

use tact_metrics::estimate::{ANSWERS_FOR_RISK, RISK_PARTS, RiskBasis};

use super::{
    Page,
    figure::{SHARE, ends},
    meaning::{Figure, meaning},
};
use crate::{
    i18n::args,
    pipeline::predicted::PredictedRisk,
    report::model::{
        BarItem, Block, Cell, Chart, Plot, Predicted, PredictedBasis, PredictedPart, RiskPart,
        Section, Table,
    },
};

const PARTS: [(RiskPart, &str); RISK_PARTS] = [
    (RiskPart::Resolution, "resolution"),
    (RiskPart::Tone, "tone"),
    (RiskPart::Effort, "effort"),
    (RiskPart::Waiting, "waiting"),
];

fn risk<'a>(page: &'a Page<'_>) -> Option<&'a PredictedRisk> {
    page.findings.predicted.as_ref()?.risk.as_ref()
}

/// The same in numbers, for machines.
pub(super) fn numbers(page: &Page<'_>) -> Option<Predicted> {
    let risk = risk(page)?;
    let (basis, answers) = match risk.share.basis {
        RiskBasis::OwnAnswers(answers) => (PredictedBasis::OwnAnswers, answers),
        RiskBasis::Prior => (PredictedBasis::Prior, 0),
    };
    Some(Predicted {
        share: risk.share.share,
        interval: ends(risk.share.interval),
        n: risk.n,
        contacts: risk.contacts,
        basis,
        answers,
        parts: parts(risk).into_iter().map(|(part, _)| part).collect(),
    })
}

/// Parts with the key of their words, heaviest first.
fn parts(risk: &PredictedRisk) -> Vec<(PredictedPart, &'static str)> {
    let mut parts: Vec<_> = PARTS
        .into_iter()
        .zip(risk.parts.iter().flatten())
        .map(|((part, key), found)| {
            let part = PredictedPart {
                part,
                at_risk: found.at_risk,
                others: found.others,
                weight: found.weight,
            };
            (part, key)
        })
        .collect();
    parts.sort_by(|one, other| other.0.weight.total_cmp(&one.0.weight));
    parts
}

/// The section; nothing without text to read.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let predicted = page.findings.predicted.as_ref()?;
    let (texts, format) = (page.texts, page.texts.format());
    let section = |lead: String, blocks: Vec<Block>| Section {
        id: "at-risk".to_owned(),
        title: texts.say("section-at-risk"),
        lead,
        blocks,
    };
    let Some(risk) = &predicted.risk else {
        let lead = texts.get("at-risk-hidden", args!["k" => page.choices.k]);
        return Some(section(lead, Vec::new()));
    };
    let range = format.between_shares(ends(risk.share.interval));
    let lead = match risk.share.share {
        Some(share) => texts.get(
            "at-risk-own",
            args!["n" => risk.n, "share" => format.share(share), "range" => range],
        ),
        None => texts.get("at-risk-prior", args!["n" => risk.n, "range" => range]),
    };
    let parts = parts(risk);
    let mut blocks = match parts.first() {
        Some((_, heaviest)) => vec![
            chart(page, &parts, heaviest),
            Block::Text {
                text: texts.say(&format!("at-risk-do-{heaviest}")),
            },
        ],
        None => vec![Block::Note {
            text: texts.say("at-risk-no-parts"),
        }],
    };
    blocks.push(Block::Details {
        summary: texts.say("at-risk-how"),
        blocks: how(page, risk, predicted.mature),
    });
    Some(section(lead, blocks))
}

fn chart(page: &Page<'_>, parts: &[(PredictedPart, &'static str)], heaviest: &str) -> Block {
    let (texts, format) = (page.texts, page.texts.format());
    let name = |key: &str| texts.say(&format!("at-risk-part-{key}"));
    let strength = |value: f64| Cell::number(value, format.count((value * 100.0).round() as u64));
    Block::Chart(Chart {
        id: "at-risk-parts".to_owned(),
        title: texts.get("at-risk-title", args!["part" => name(heaviest)]),
        subtitle: texts.say("at-risk-sub"),
        description: texts.say("at-risk-description"),
        plot: Plot::Bars {
            unit: SHARE,
            bars: parts
                .iter()
                .map(|(part, key)| BarItem {
                    label: super::capitalised(&name(key)),
                    value: Some(part.weight),
                    interval: None,
                    text: format.share(part.weight),
                })
                .collect(),
        },
        table: Table {
            caption: texts.say("at-risk-table"),
            head: page.figures().head(&[
                "at-risk-col-part",
                "at-risk-col-risk",
                "at-risk-col-others",
                "at-risk-col-weight",
            ]),
            rows: parts
                .iter()
                .map(|(part, key)| {
                    vec![
                        Cell::text(super::capitalised(&name(key))),
                        strength(part.at_risk),
                        strength(part.others),
                        Cell::number(part.weight, format.share(part.weight)),
                    ]
                })
                .collect(),
        },
    })
}

/// What it rests on, what its limits are, what it cannot see.
fn how(page: &Page<'_>, risk: &PredictedRisk, mature: u64) -> Vec<Block> {
    let (texts, format) = (page.texts, page.texts.format());
    let basis = match risk.share.basis {
        RiskBasis::OwnAnswers(answers) => {
            texts.get("at-risk-basis-own", args!["answers" => answers])
        }
        RiskBasis::Prior => texts.get(
            "at-risk-basis-prior",
            args!["answers" => ANSWERS_FOR_RISK as u64],
        ),
    };
    let coverage = texts.get(
        "at-risk-coverage",
        args!["part" => format.ratio(risk.n, mature)],
    );
    let error = texts.get(
        "at-risk-error",
        args!["points" => format.decimal(risk.spread, 1)],
    );
    let mut blocks: Vec<Block> = [basis, texts.say("at-risk-interval"), error, coverage]
        .into_iter()
        .map(|text| Block::Text { text })
        .collect();
    blocks.extend(bands(page, risk));
    blocks.push(Block::Note {
        text: texts.say("at-risk-apart"),
    });
    blocks.push(Block::Meanings {
        items: vec![meaning(texts, Figure::AtRisk)],
    });
    blocks
}

fn bands(page: &Page<'_>, risk: &PredictedRisk) -> Option<Block> {
    let (texts, format) = (page.texts, page.texts.format());
    let bands = risk.bands.as_ref()?;
    let rows = ["first", "second", "third"]
        .into_iter()
        .zip(bands)
        .map(|(key, band)| {
            vec![
                Cell::text(texts.say(&format!("at-risk-band-{key}"))),
                Cell::number(band.n as f64, format.count(band.n)),
                Cell::number(band.expected, format.share(band.expected)),
                Cell::number(band.found, format.share(band.found)),
            ]
        })
        .collect();
    Some(Block::Table(Table {
        caption: texts.say("at-risk-bands"),
        head: page.figures().head(&[
            "at-risk-col-band",
            "col-conversations",
            "at-risk-col-expected",
            "at-risk-col-found",
        ]),
        rows,
    }))
}
