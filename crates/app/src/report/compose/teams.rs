//! Teams, without ranking, and only what the decisions allow.

use tact_metrics::service::Shown;

use super::Page;
use crate::{
    i18n::args,
    report::model::{Block, Cell, Section, Table},
};

/// The section.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let texts = page.texts;
    let signatures = page.findings.assembly.signatures;
    let teams = &page.findings.service.teams;
    let (lead, mut blocks) = if teams.is_empty() {
        let lead = if signatures.messages > 0 {
            texts.get(
                page.key("teams-none", "teams-none-store"),
                args!["messages" => signatures.messages, "distinct" => signatures.distinct],
            )
        } else {
            texts.say(page.key("teams-unsigned", "teams-unsigned-store"))
        };
        (lead, Vec::new())
    } else {
        (texts.say("teams-lead"), vec![Block::Table(table(page))])
    };
    blocks.push(Block::Note {
        text: texts.say("teams-note"),
    });
    Some(Section {
        id: "teams".to_owned(),
        title: texts.say("section-teams"),
        lead,
        blocks,
    })
}

fn table(page: &Page<'_>) -> Table {
    let (texts, figures, format) = (page.texts, page.figures(), page.texts.format());
    // In name order: any other would be a ranking.
    let mut rows: Vec<(String, Vec<Cell>)> =
        page.findings
            .service
            .teams
            .iter()
            .map(|row| {
                let name = page
                    .findings
                    .assembly
                    .teams
                    .get(usize::from(row.group.0))
                    .cloned()
                    .unwrap_or_default();
                let cells =
                    match &row.figure {
                        Shown::Known { value, .. } => {
                            let median = figures.median(&value.speed.elapsed);
                            vec![
                                Cell::text(name.clone()),
                                median.cell(),
                                Cell::text(median.interval.map_or_else(String::new, |ends| {
                                    format.between_durations(ends)
                                })),
                                figures.p90(&value.speed.elapsed).cell(),
                                Cell::text(median.n.map_or_else(String::new, |n| format.count(n))),
                                Cell::text(texts.say(if value.distinguishable {
                                    "team-differs"
                                } else {
                                    "team-same"
                                })),
                            ]
                        }
                        Shown::Withheld { need } => {
                            let hidden = figures.withheld(*need).cell();
                            let mut cells = vec![Cell::text(name.clone())];
                            cells.extend((0..5).map(|_| hidden.clone()));
                            cells
                        }
                        Shown::NotObservable | Shown::Empty => {
                            let mut cells = vec![Cell::text(name.clone())];
                            cells.extend((0..5).map(|_| Cell::text(texts.say("value-empty"))));
                            cells
                        }
                    };
                (name, cells)
            })
            .collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    Table {
        caption: texts.say("section-teams"),
        head: figures.head(&[
            "col-team",
            "col-median",
            "col-range",
            "col-p90",
            "col-n",
            "col-compare",
        ]),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    }
}
