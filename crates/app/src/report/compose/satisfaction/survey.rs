//! What the survey file held, and the measures that stand for themselves.

use tact_intake::answers::{Asked, Scale};
use tact_metrics::estimate::Proportion;

use super::super::{
    Page,
    meaning::{Figure, meaning},
};
use crate::{
    i18n::{Texts, args},
    pipeline::satisfaction::{LeftOut, Satisfaction},
    report::model::{Block, Cell, Meaning, Table},
};

/// How the file met the conversations: what counts, what does not and why, how scales are read.
pub(super) fn matched(texts: &Texts, found: &Satisfaction) -> Block {
    let surveys = &found.surveys;
    let mut blocks = Vec::new();
    let mut lines: Vec<String> = surveys
        .question
        .map(|asked| {
            texts.say(match asked {
                Asked::Satisfaction => "asked-satisfaction",
                Asked::Effort => "asked-effort",
                Asked::Recommendation => "asked-recommendation",
            })
        })
        .into_iter()
        .collect();
    lines.extend(
        surveys
            .scales
            .iter()
            .map(|(scale, _)| scale_line(texts, *scale)),
    );
    if surveys.columns.dropped > 0 {
        lines.push(texts.get(
            "comments-dropped",
            args!["count" => surveys.columns.dropped],
        ));
    }
    if !lines.is_empty() {
        blocks.push(Block::List { items: lines });
    }
    if !surveys.scales.is_empty() {
        blocks.push(Block::Note {
            text: texts.say("scale-note"),
        });
    }
    let left: Vec<String> = left_out(&surveys.left_out)
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(reason, count)| {
            let reason = texts.say(&format!("left-{reason}"));
            texts.get("left-line", args!["reason" => reason, "count" => count])
        })
        .collect();
    if !left.is_empty() {
        blocks.push(Block::Text {
            text: texts.say("survey-left-out"),
        });
        blocks.push(Block::List { items: left });
    }
    Block::Details {
        summary: texts.get(
            "survey-rows",
            args![
                "rows" => surveys.rows,
                "answers" => surveys.answers,
                "counted" => surveys.counted,
                "people" => surveys.people
            ],
        ),
        blocks,
    }
}

fn scale_line(texts: &Texts, scale: Scale) -> String {
    texts.get(
        "scale-line",
        args!["scale" => scale.word().to_owned(), "from" => u64::from(scale.satisfied_from())],
    )
}

fn left_out(left: &LeftOut) -> [(&'static str, u64); 10] {
    let LeftOut {
        unknown_contact,
        no_survey_consent,
        survey_consent_ended,
        before_survey_consent,
        no_analysis_consent,
        no_conversation,
        late,
        replaced,
        immature,
        other_question,
    } = *left;
    [
        ("unknown_contact", unknown_contact),
        ("no_survey_consent", no_survey_consent),
        ("survey_consent_ended", survey_consent_ended),
        ("before_survey_consent", before_survey_consent),
        ("no_analysis_consent", no_analysis_consent),
        ("no_conversation", no_conversation),
        ("late", late),
        ("replaced", replaced),
        ("immature", immature),
        ("other_question", other_question),
    ]
}

/// Measures beside satisfaction, each for itself.
pub(super) fn other_measures(texts: &Texts, found: &Satisfaction) -> Vec<Block> {
    let format = texts.format();
    let mut rows = Vec::new();
    let mut meanings = Vec::new();
    if let Some(response) = &found.surveys.response {
        rows.extend(row(texts, texts.say("measure-response"), response));
        meanings.push(Figure::Response);
    }
    if let Some(declared) = &found.fcr_declared {
        rows.extend(row(texts, texts.say("measure-fcr"), &declared.rate));
        meanings.push(Figure::FcrDeclared);
    }
    if let Some(nps) = &found.nps {
        let [value, low, high] =
            [nps.value, nps.lower, nps.upper].map(|points| format.signed(points, 0));
        rows.push(vec![
            Cell::text(texts.say("measure-nps")),
            Cell::number(nps.value, texts.get("nps-value", args!["value" => value])),
            Cell::text(format.between(&low, &high)),
            Cell::number(nps.n as f64, format.count(nps.n)),
        ]);
        meanings.push(Figure::Nps);
    }
    if let Some(effort) = &found.ces {
        let mean = texts.get("ces-mean", args!["mean" => format.decimal(effort.mean, 1)]);
        rows.extend(row(
            texts,
            format!("{} ({mean})", texts.say("measure-ces")),
            &effort.easy,
        ));
        meanings.push(Figure::Ces);
    }
    table(texts, rows, &meanings)
}

/// Reviews, named apart with what they cannot see.
pub(in super::super) fn reviews(page: &Page<'_>) -> Vec<Block> {
    let Some(reviews) = &page.findings.reviews else {
        return Vec::new();
    };
    let texts = page.texts;
    let mut blocks = vec![Block::Heading {
        text: texts.say("measure-reviews"),
    }];
    match (&reviews.satisfied, reviews.period) {
        (None, _) => blocks.push(Block::Text {
            text: texts.get("reviews-few", args!["count" => reviews.n]),
        }),
        (Some(_), Some((first, last))) => blocks.push(Block::Text {
            text: texts.get(
                "reviews-period",
                args!["count" => reviews.n, "period" => texts.format().period(first, last)],
            ),
        }),
        (Some(_), None) => {}
    }
    let mut rows: Vec<Vec<Cell>> = reviews
        .satisfied
        .iter()
        .filter_map(|all| row(texts, texts.say("measure-reviews"), all))
        .collect();
    for (source, found) in reviews
        .by_source
        .iter()
        .filter(|_| reviews.by_source.len() > 1)
    {
        let label = texts.get("measure-reviews-source", args!["source" => source.clone()]);
        rows.push(
            found
                .as_ref()
                .and_then(|found| row(texts, label.clone(), found))
                .unwrap_or_else(|| {
                    let masked = || Cell::text(texts.say("value-withheld"));
                    vec![Cell::text(label), masked(), masked(), masked()]
                }),
        );
    }
    blocks.extend(table(texts, rows, &[Figure::Reviews]));
    blocks.extend(reviews.scales.iter().map(|(scale, _)| Block::Text {
        text: scale_line(texts, *scale),
    }));
    blocks.push(Block::Note {
        text: texts.say("reviews-note"),
    });
    blocks
}

fn table(texts: &Texts, rows: Vec<Vec<Cell>>, figures: &[Figure]) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let head = ["col-what", "col-value", "col-range", "col-n"];
    let items: Vec<Meaning> = figures
        .iter()
        .map(|figure| meaning(texts, *figure))
        .collect();
    vec![
        Block::Table(Table {
            caption: texts.say("other-measures"),
            head: head.iter().map(|key| texts.say(key)).collect(),
            rows,
        }),
        Block::Meanings { items },
    ]
}

fn row(texts: &Texts, label: String, found: &Proportion) -> Option<Vec<Cell>> {
    let format = texts.format();
    let rate = found.rate?;
    Some(vec![
        Cell::text(label),
        Cell::number(rate, format.share(rate)),
        Cell::text(format.share_range([found.lower, found.upper])),
        Cell::number(found.n as f64, format.count(found.n)),
    ])
}
