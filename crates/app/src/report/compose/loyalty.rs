//! Those who come back.

use tact_metrics::{catalog::return_rate::Returns, service::Shown};

use super::{Page, figure::Of};
use crate::{
    i18n::args,
    report::model::{Block, Cell, Section, Table},
};

/// The section.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let (texts, figures) = (page.texts, page.figures());
    let all = &page.findings.service.return_rate.all;
    let first = all
        .value()
        .map(|returns| figures.share(&returns.days_30, Of::Conversations));
    let lead = match first.filter(|written| written.raw.is_some()) {
        Some(written) => texts.get(
            "loyalty-lead",
            args![
                "n" => texts.get("people", args!["count" => written.n.unwrap_or_default()]),
                "back" => written.value,
                "days" => 30
            ],
        ),
        None => texts.say("loyalty-lead-empty"),
    };
    let mut rows = vec![row(page, texts.say("everyone"), all)];
    for month in &page.findings.service.return_rate.by_month {
        rows.push(row(page, texts.format().month(month.group), &month.figure));
    }
    let days = |days: u32| texts.get("loyalty-row", args!["days" => days]);
    Some(Section {
        id: "loyalty".to_owned(),
        title: texts.say("section-loyalty"),
        lead,
        blocks: vec![Block::Table(Table {
            caption: texts.say("loyalty-caption"),
            head: vec![texts.say("loyalty-since"), days(30), days(60), days(90)],
            rows,
        })],
    })
}

fn row(page: &Page<'_>, label: String, returns: &Shown<Returns>) -> Vec<Cell> {
    let figures = page.figures();
    let mut cells = vec![Cell::text(label)];
    match returns {
        Shown::Known { value, .. } => {
            for estimate in [&value.days_30, &value.days_60, &value.days_90] {
                let written = figures.share(estimate, Of::Conversations);
                let text = match written.interval.filter(|_| written.raw.is_some()) {
                    Some(ends) => {
                        format!(
                            "{} ({})",
                            written.value,
                            page.texts.format().share_range(ends)
                        )
                    }
                    None => written.value,
                };
                cells.push(Cell {
                    text,
                    raw: written.raw,
                });
            }
        }
        Shown::Withheld { need } => {
            cells.extend((0..3).map(|_| figures.withheld(*need).cell()));
        }
        Shown::NotObservable | Shown::Empty => {
            cells.extend((0..3).map(|_| Cell::text(page.texts.say("value-empty"))));
        }
    }
    cells
}
