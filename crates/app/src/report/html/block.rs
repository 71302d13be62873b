//! One block of a section as HTML.

use std::fmt::{self, Display};

use askama::Template;
use askama::filters::HtmlSafe;

use super::anchor::Anchors;
use crate::i18n::{Texts, args};
use crate::report::chart::{Room, Svg, draw_chart, draw_spark};
use crate::report::explorer;
use crate::report::model::{Block, Chart, Explorer, Table, Topic};

#[derive(Template)]
#[template(path = "report/block.html", whitespace = "minimize")]
pub(super) struct BlockView<'a> {
    block: &'a Block,
    anchors: &'a Anchors,
    texts: &'a Texts,
}

impl HtmlSafe for BlockView<'_> {}

impl<'a> BlockView<'a> {
    pub(super) fn all(blocks: &'a [Block], anchors: &'a Anchors, texts: &'a Texts) -> Vec<Self> {
        blocks
            .iter()
            .map(|block| Self {
                block,
                anchors,
                texts,
            })
            .collect()
    }

    fn inside(&self, blocks: &'a [Block]) -> Vec<Self> {
        Self::all(blocks, self.anchors, self.texts)
    }

    fn id(&self, wanted: &str) -> String {
        self.anchors.take(wanted)
    }

    fn drawings(&self, chart: &Chart, id: &str) -> [Svg; 2] {
        [Room::Wide, Room::Narrow].map(|room| {
            let id = match room {
                Room::Wide => format!("{id}-w"),
                Room::Narrow => format!("{id}-n"),
            };
            draw_chart(chart, &id, room, self.texts)
        })
    }

    fn table(&self, table: &'a Table) -> TableView<'a> {
        TableView { table }
    }

    fn weekly(&self, topic: &Topic) -> Option<Svg> {
        let counts: Vec<Option<f64>> = topic
            .weekly
            .iter()
            .map(|count| count.map(|count| count as f64))
            .collect();
        draw_spark(&counts)
    }

    fn tone(&self, topic: &Topic) -> String {
        let (label, text) = (self.texts.say("tone"), topic.tone.as_str());
        self.texts
            .get("labelled", args!["label" => label, "text" => text])
    }

    fn trend_class(&self, topic: &Topic) -> &'static str {
        match topic.direction.signum() {
            1 => "up",
            -1 => "down",
            _ => "flat",
        }
    }

    fn trend_sign(&self, topic: &Topic) -> &'static str {
        match topic.direction.signum() {
            1 => "↗",
            -1 => "↘",
            _ => "→",
        }
    }

    /// The words for the slider's place, with a hole for the script to fill.
    fn times_pattern(&self) -> String {
        self.texts
            .get("explorer-times", args!["gamma" => "{gamma}"])
    }

    fn first_sentence(&self, explorer: &Explorer) -> String {
        explorer::sentence(explorer, explorer::FIRST_GAMMA, self.texts.format())
    }

    fn explorer_scale(&self, explorer: &Explorer) -> ScaleView {
        let [low, high] = explorer::bounds(explorer.p, explorer.touched, explorer::FIRST_GAMMA);
        ScaleView {
            low,
            high,
            middle: explorer.p,
        }
    }
}

/// The bar under the explorer's sentence: shapes only, stretched to any width.
struct ScaleView {
    low: f64,
    high: f64,
    middle: f64,
}

impl Display for ScaleView {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f64| {
            if share.is_finite() {
                (share * 100.0).clamp(0.0, 100.0)
            } else {
                0.0
            }
        };
        let (low, high) = (percent(self.low), percent(self.high));
        write!(
            formatter,
            concat!(
                r#"<svg class="scale" viewBox="0 0 100 10" preserveAspectRatio="none" "#,
                r#"aria-hidden="true" focusable="false">"#,
                r#"<rect class="track" x="0" y="0" width="100" height="10"/>"#,
                r#"<rect class="inner" x="{:.2}" y="0" width="{:.2}" height="10"/>"#,
                r#"<rect class="mid" x="{:.2}" y="0" width="0.5" height="10"/></svg>"#,
            ),
            low,
            (high - low).max(0.4),
            percent(self.middle)
        )
    }
}

impl HtmlSafe for ScaleView {}

/// Characters beyond which a cell is a sentence rather than a figure.
const LONGEST_FIGURE: usize = 32;

#[derive(Template)]
#[template(path = "report/table.html", whitespace = "minimize")]
struct TableView<'a> {
    table: &'a Table,
}

impl HtmlSafe for TableView<'_> {}

impl TableView<'_> {
    /// A column of short numbers is set flush right on one line, so that digits line up.
    fn holds_figures(&self, column: &usize) -> bool {
        let cells = || self.table.rows.iter().filter_map(|row| row.get(*column));
        *column > 0
            && cells().any(|cell| cell.raw.is_some())
            && cells().all(|cell| cell.text.chars().count() <= LONGEST_FIGURE)
    }
}
