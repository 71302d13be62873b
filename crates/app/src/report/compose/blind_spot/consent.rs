//! Consenting customers beside the others.

use tact_domain::Estimate;

use super::super::{Page, figure::Of};
use crate::report::model::{Block, Cell, Table};

/// Content-free facts of both groups side by side.
pub(super) fn blocks(page: &Page<'_>) -> Vec<Block> {
    let comparison = &page.findings.service.consent;
    let (Some(with), Some(without)) = (comparison.consenting.value(), comparison.others.value())
    else {
        return Vec::new();
    };
    let figures = page.figures();
    let row = |label: &str, with: String, without: String| {
        vec![Cell::text(label), Cell::text(with), Cell::text(without)]
    };
    let share = |estimate: &Estimate| {
        let written = figures.share(estimate, Of::Conversations);
        match written.interval {
            Some(ends) => format!(
                "{} ({})",
                written.value,
                page.texts.format().share_range(ends)
            ),
            None => written.value,
        }
    };
    let texts = page.texts;
    vec![
        Block::Table(Table {
            caption: texts.say("consent-compare-title"),
            head: figures.head(&["col-what", "consented", "not-consented"]),
            rows: vec![
                row(
                    &texts.say("speed-frt"),
                    figures.median(&with.first_response.elapsed).value,
                    figures.median(&without.first_response.elapsed).value,
                ),
                row(
                    &texts.say("unanswered-label"),
                    share(&with.unanswered),
                    share(&without.unanswered),
                ),
                row(
                    &texts.say("cover-touched"),
                    share(&with.withdrawn_conv),
                    share(&without.withdrawn_conv),
                ),
            ],
        }),
        Block::Note {
            text: texts.say("consent-compare-note"),
        },
    ]
}
