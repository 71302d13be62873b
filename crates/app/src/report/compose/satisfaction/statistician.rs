//! What only a statistician asks for: strata, weighting, second opinions, motives.

use tact_metrics::{
    dataset::{
        MotiveMatrix,
        answer::{
            DriversAnswer, Figures, PatternsAnswer, PostStratAnswer, PpmaAnswer, RakingAnswer,
            SatisfactionAnswer,
        },
    },
    estimate::{Proportion, Synthesis},
};

use super::super::meaning::{Figure, meaning};
use super::{reading::Reading, strata::strata};
use crate::{
    i18n::args,
    pipeline::satisfaction::Evidence,
    report::model::{Block, Cell, Meaning, Table},
};

/// Respondents and R² below which nothing is said of drivers.
const DRIVERS_ROWS: u64 = 50;
const DRIVERS_R2: f64 = 0.02;

/// The blocks, all closed together.
pub(super) fn blocks(
    reading: &Reading<'_>,
    found: &SatisfactionAnswer,
    figures: &Figures,
    evidence: &[Evidence],
) -> Block {
    let mut said = Said {
        blocks: vec![Block::Table(strata(reading, &found.strata))],
        meanings: vec![Figure::Calibrated],
    };
    said.weighting(reading, found.survey_raw.n, figures);
    said.synthesis(reading, figures, evidence);
    said.second_opinion(reading, figures);
    said.lmg(reading, figures);
    said.patterns(reading, figures);
    said.motives(reading, figures);
    let items: Vec<Meaning> = said
        .meanings
        .iter()
        .map(|figure| meaning(reading.texts, *figure))
        .collect();
    said.blocks.push(Block::Meanings { items });
    Block::Details {
        summary: reading.texts.say("sat-statistician"),
        blocks: said.blocks,
    }
}

/// Blocks with what they rest on.
struct Said {
    blocks: Vec<Block>,
    meanings: Vec<Figure>,
}

impl Said {
    fn text(&mut self, text: String, figure: Figure) {
        self.blocks.push(Block::Text { text });
        if !self.meanings.contains(&figure) {
            self.meanings.push(figure);
        }
    }

    fn weighting(&mut self, reading: &Reading<'_>, answers: u64, figures: &Figures) {
        let texts = reading.texts;
        let format = texts.format();
        let Some(weighting) = &figures.weighting else {
            return;
        };
        match &weighting.raking {
            RakingAnswer::Ok {
                satisfied, deff, ..
            } => {
                // Weights cost precision: the interval is that of the effective number of answers.
                let effective = (answers as f64 / deff.max(1.0)).floor();
                let limits =
                    Proportion::of((satisfied * effective).round() as u64, effective as u64);
                self.text(
                    texts.get(
                        "raking-text",
                        args![
                            "value" => format.share(*satisfied),
                            "lower" => format.share(limits.lower),
                            "upper" => format.share(limits.upper),
                            "effective" => effective as u64,
                            "deff" => format.decimal(*deff, 2)
                        ],
                    ),
                    Figure::Weighted,
                );
            }
            RakingAnswer::EmptyMargin { .. } | RakingAnswer::NotConverged => {
                self.text(texts.say("raking-margin"), Figure::Weighted);
            }
            RakingAnswer::NoRespondents => {}
        }
        if matches!(weighting.poststrat, PostStratAnswer::EmptyCell { .. }) {
            self.text(texts.say("poststrat-cell"), Figure::Weighted);
        }
        if let Some(Some(PpmaAnswer {
            proxy_only,
            half,
            answer_only,
        })) = weighting.ppma
        {
            let [zero, half, one] =
                [proxy_only, half, answer_only].map(|mean| format.share(mean.clamp(0.0, 1.0)));
            self.text(
                texts.get(
                    "ppma-text",
                    args!["zero" => zero, "half" => half, "one" => one],
                ),
                Figure::Ppma,
            );
        }
    }

    fn synthesis(&mut self, reading: &Reading<'_>, figures: &Figures, evidence: &[Evidence]) {
        let texts = reading.texts;
        let format = texts.format();
        let Some(pooled) = &figures.synthesis else {
            return;
        };
        self.text(synthesis(reading, pooled), Figure::Synthesis);
        let items = reading
            .params
            .sources
            .iter()
            .enumerate()
            .map(|(position, source)| {
                let name = match evidence.get(position) {
                    Some(Evidence::Survey) => texts.say("evidence-survey"),
                    Some(Evidence::Text) => texts.say("evidence-text"),
                    Some(Evidence::Reviews) => texts.say("evidence-reviews"),
                    None => texts.get("evidence-other", args!["number" => position + 1]),
                };
                texts.get(
                    "synthesis-source",
                    args![
                        "source" => name,
                        "bias" => format.signed(source.bias, 2),
                        "tau" => format.decimal(source.tau, 2)
                    ],
                )
            })
            .collect();
        self.blocks.push(Block::List { items });
    }

    fn second_opinion(&mut self, reading: &Reading<'_>, figures: &Figures) {
        let Some(opinion) = &figures.change.bocpd else {
            return;
        };
        let texts = reading.texts;
        let text = texts.get(
            "bocpd-text",
            args![
                "measure" => texts.say("effect-survey"),
                "days" => opinion.map_run_length_last,
                "share" => texts.format().share(opinion.prob_recent_last)
            ],
        );
        self.text(text, Figure::Bocpd);
    }

    fn lmg(&mut self, reading: &Reading<'_>, figures: &Figures) {
        let Some(parts) = telling_drivers(figures) else {
            return;
        };
        let texts = reading.texts;
        let written: Vec<String> = parts
            .iter()
            .map(|(name, part, _)| {
                let (label, text) = (
                    texts.say(&format!("driver-{name}")),
                    texts.format().decimal(*part, 3),
                );
                texts.get("labelled", args!["label" => label, "text" => text])
            })
            .collect();
        let parts = written.join(" · ");
        self.text(
            texts.get("lmg-text", args!["parts" => parts]),
            Figure::Drivers,
        );
    }

    fn patterns(&mut self, reading: &Reading<'_>, figures: &Figures) {
        let texts = reading.texts;
        let format = texts.format();
        let found = match &figures.patterns {
            PatternsAnswer::Seen(found) => found,
            PatternsAnswer::Unobservable(_) => {
                self.text(texts.say("patterns-unobservable"), Figure::Patterns);
                return;
            }
            PatternsAnswer::Unknown => return,
        };
        if found.values().any(|share| share.n < reading.params.k_min) {
            return;
        }
        let head = ["col-what", "col-n", "col-share", "col-range"];
        let rows = found
            .iter()
            .map(|(name, share)| {
                vec![
                    Cell::text(texts.say(&format!("pattern-{name}"))),
                    Cell::number(share.k as f64, format.count(share.k)),
                    match share.rate {
                        Some(rate) => Cell::number(rate, format.share(rate)),
                        None => Cell::text(texts.say("value-empty")),
                    },
                    Cell::text(format.share_range([share.lower, share.upper])),
                ]
            })
            .collect();
        self.blocks.push(Block::Table(Table {
            caption: texts.say("patterns-title"),
            head: head.iter().map(|key| texts.say(key)).collect(),
            rows,
        }));
        self.meanings.push(Figure::Patterns);
    }

    /// Shares of motives exist only where the question after a deletion is known to have been
    /// answered often enough.
    fn motives(&mut self, reading: &Reading<'_>, figures: &Figures) {
        let calibration = reading.params.motives.as_ref();
        if !calibration.is_some_and(MotiveMatrix::is_calibrated) {
            return;
        }
        let Some(Some(shares)) = &figures.motives else {
            return;
        };
        let texts = reading.texts;
        let written: Vec<String> = shares
            .iter()
            .map(|(name, share)| {
                let text = texts.format().share(*share);
                texts.get(
                    "labelled",
                    args!["label" => name.replace('_', " "), "text" => text],
                )
            })
            .collect();
        let parts = written.join(" · ");
        self.text(
            texts.get("motives-text", args!["parts" => parts]),
            Figure::Motives,
        );
    }
}

fn synthesis(reading: &Reading<'_>, pooled: &Synthesis) -> String {
    let texts = reading.texts;
    if !pooled.sources_agree() {
        return texts.say("synthesis-disagree");
    }
    texts.get(
        "synthesis-text",
        args![
            "value" => texts.format().share(pooled.theta),
            "range" => texts.format().between_shares([pooled.lower, pooled.upper])
        ],
    )
}

/// Drivers with their part of R² and their share of it, largest first; `None` where too little can
/// be explained, or of too few.
fn telling_drivers(figures: &Figures) -> Option<Vec<(&'static str, f64, f64)>> {
    let Some(DriversAnswer::Fitted {
        names,
        r2: Some(r2),
        lmg: Some(lmg),
        rows,
        ..
    }) = &figures.drivers
    else {
        return None;
    };
    if *rows < DRIVERS_ROWS || *r2 < DRIVERS_R2 {
        return None;
    }
    let mut parts: Vec<_> = names
        .iter()
        .zip(lmg)
        .map(|(name, part)| (*name, *part, part / r2))
        .collect();
    parts.sort_by(|a, b| b.1.total_cmp(&a.1));
    Some(parts)
}

/// What goes with satisfaction, as an association; `None` where nobody was asked.
pub(super) fn drivers(reading: &Reading<'_>, figures: &Figures) -> Option<String> {
    let texts = reading.texts;
    let format = texts.format();
    match (telling_drivers(figures), &figures.drivers) {
        (
            Some(parts),
            Some(DriversAnswer::Fitted {
                r2: Some(r2), rows, ..
            }),
        ) => {
            let (name, _, share) = parts.first()?;
            Some(texts.get(
                "drivers-text",
                args![
                    "driver" => texts.say(&format!("driver-{name}")),
                    "share" => format.share(share.clamp(0.0, 1.0)),
                    "r2" => format.decimal(*r2, 2),
                    "n" => *rows
                ],
            ))
        }
        (None, Some(DriversAnswer::Fitted { rows, .. })) if *rows >= DRIVERS_ROWS => {
            Some(texts.say("drivers-weak"))
        }
        _ => None,
    }
}
