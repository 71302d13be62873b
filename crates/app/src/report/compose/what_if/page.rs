//! The page of `tact what-if`: a report of assumptions alone.

use tact_metrics::estimate::{Breakdown, Sides, breakdown};

use super::super::{
    explore::gamma_sign,
    meaning::{Figure, meaning},
};
use super::{Kept, Start, build};
use crate::{
    i18n::{Texts, args},
    report::model::{Bar, BarState, Report},
};

/// What a reader asks without an export.
#[derive(Clone, Copy, Debug)]
pub struct WhatIf {
    /// Share satisfied among the kept, in 0..1.
    pub satisfied: f64,
    /// Its 95 % interval, where it is known from how many conversations.
    pub interval: Option<[f64; 2]>,
    /// Share of conversations touched, in 0..1.
    pub missing: f64,
    /// Largest odds ratio believed, from 1 to infinity.
    pub gamma: f64,
    /// The conclusion is "at least" this, in 0..1.
    pub target: f64,
}

/// The page of `tact what-if`.
pub fn what_if_report(texts: &Texts, asked: &WhatIf, generated: String) -> Report {
    let format = texts.format();
    let kept = Kept {
        share: asked.satisfied,
        interval: asked.interval,
        touched: None,
        target: asked.target,
        sentence: "what-if-sentence",
        lead: "what-if-lead",
    };
    let start = Start {
        missing: asked.missing,
        gamma: asked.gamma,
    };
    let target = format.share(asked.target);
    let outcome = match breakdown(Some(asked.satisfied), asked.missing, asked.target) {
        Some(Breakdown::Already) => texts.say("what-if-outcome-already"),
        Some(Breakdown::At(gamma)) => {
            let gamma = format.short_decimal(gamma, 1);
            texts.get("what-if-outcome-at", args!["gamma" => gamma])
        }
        Some(Breakdown::Never) | None if asked.satisfied >= asked.target => {
            texts.say("what-if-outcome-never")
        }
        Some(Breakdown::Never) | None => texts.say("what-if-outcome-already"),
    };
    let inner = kept.bounds(asked.missing, asked.gamma, Sides::Both).0;
    let outer = kept.bounds(asked.missing, f64::INFINITY, Sides::Both).0;
    let gamma = gamma_sign(texts, asked.gamma);
    let key = |label: String, range: [f64; 2]| {
        let range = format.share_range(range);
        texts.get(
            "labelled",
            args!["label" => super::super::capitalised(&label), "text" => range],
        )
    };
    Report {
        schema: super::super::SCHEMA,
        lang: texts.lang(),
        title: texts.say("what-if-page-title"),
        period: texts.say("what-if-page-period"),
        generated,
        remember: texts.get(
            "what-if-remember",
            args![
                "satisfied" => format.share(asked.satisfied),
                "missing" => format.share(asked.missing),
                "target" => target,
                "outcome" => outcome
            ],
        ),
        monday: Vec::new(),
        bar: Bar {
            state: BarState::Hypothetical,
            label: texts.say("what-if-bar"),
            point: Some(asked.satisfied),
            inner: Some(inner),
            outer: Some(outer),
            target: Some(asked.target),
            sentence: texts.get(
                "what-if-bar-sentence",
                args![
                    "point" => format.share(asked.satisfied),
                    "gamma" => gamma.clone(),
                    "inner" => format.between_shares(inner),
                    "outer" => format.between_shares(outer)
                ],
            ),
            compared: None,
            key: vec![
                key(
                    texts.get("what-if-key-inner", args!["gamma" => gamma]),
                    inner,
                ),
                key(texts.say("what-if-key-outer"), outer),
            ],
            withheld: None,
            meaning: Some(meaning(texts, Figure::WhatIf)),
        },
        coverage: Vec::new(),
        cards: Vec::new(),
        predicted: None,
        sections: vec![build(texts, &kept, start)],
        notices: Vec::new(),
    }
}
