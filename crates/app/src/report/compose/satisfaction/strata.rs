//! The strata of the headline, with counts under k hidden.

use tact_metrics::{
    dataset::answer::StrataAnswer,
    estimate::{Stratum, StratumStatus},
};

use super::reading::{Reading, is_solid};
use crate::report::model::{Cell, Table};

pub(super) fn strata(reading: &Reading<'_>, strata: &StrataAnswer) -> Table {
    let texts = reading.texts;
    let rows = match strata {
        StrataAnswer::Blind { all } => vec![("stratum-all", all)],
        StrataAnswer::Split(split) => [
            ("stratum-intact", Some(&split.intact)),
            ("stratum-touched", Some(&split.touched)),
            ("stratum-unobserved", split.unobserved.as_ref()),
        ]
        .into_iter()
        .filter_map(|(name, stratum)| Some((name, stratum?)))
        .collect(),
    };
    let shown = Shown::of(&rows, reading.params.k_min);
    let rows = rows
        .into_iter()
        .map(|(name, stratum)| row(reading, shown, name, stratum))
        .collect();
    let head = [
        "col-stratum",
        "col-conversations",
        "col-answers",
        "col-sens",
        "col-fpr",
        "col-share",
        "col-bounds",
        "col-status",
    ];
    Table {
        caption: texts.say("strata-title"),
        head: head.iter().map(|key| texts.say(key)).collect(),
        rows,
    }
}

/// Which counts of the strata may be shown. Their sums stand elsewhere in the report, so a small
/// one hides the others of its column with it.
#[derive(Clone, Copy)]
struct Shown {
    conversations: bool,
    answers: bool,
    k: u64,
}

impl Shown {
    fn of(rows: &[(&str, &Stratum)], k: u64) -> Self {
        let small = |count: u64| count > 0 && count < k;
        let conversations = !rows.iter().any(|(_, stratum)| small(stratum.conversations));
        Self {
            conversations,
            answers: conversations && !rows.iter().any(|(_, stratum)| small(answers(stratum))),
            k,
        }
    }
}

fn answers(stratum: &Stratum) -> u64 {
    stratum.n1 + stratum.n0
}

fn row(reading: &Reading<'_>, shown: Shown, name: &str, stratum: &Stratum) -> Vec<Cell> {
    let texts = reading.texts;
    let format = texts.format();
    let hidden = stratum.conversations > 0 && stratum.conversations < shown.k;
    if hidden {
        let masked = || Cell::text(texts.say("value-withheld"));
        let mut row = vec![Cell::text(texts.say(name))];
        row.extend((0..7).map(|_| masked()));
        return row;
    }
    let solid = is_solid(stratum);
    let masked = || Cell::text(texts.say("value-withheld"));
    let share = |share: Option<f64>, of: u64| match share.filter(|_| solid) {
        Some(_) if of < shown.k => masked(),
        Some(share) => Cell::number(share, format.share(share)),
        None => Cell::text(texts.say("value-empty")),
    };
    let status = match stratum.status {
        StratumStatus::Ok if !solid => "status-few",
        StratumStatus::Ok => "status-ok",
        StratumStatus::Empty => "status-empty",
        StratumStatus::AllAnswered => "status-all_answered",
        StratumStatus::NoCalibration => "status-no_calibration",
        StratumStatus::WeakText => "status-weak_text",
    };
    vec![
        Cell::text(texts.say(name)),
        if shown.conversations {
            Cell::number(
                stratum.conversations as f64,
                format.count(stratum.conversations),
            )
        } else {
            masked()
        },
        if shown.answers {
            Cell::text(format!(
                "{} + {}",
                format.count(stratum.n1),
                format.count(stratum.n0)
            ))
        } else {
            masked()
        },
        share(stratum.sens, stratum.n1),
        share(stratum.fpr, stratum.n0),
        share(stratum.p, answers(stratum)),
        Cell::text(format.share_range([stratum.lower, stratum.upper])),
        Cell::text(texts.say(status)),
    ]
}
