//! One block of a section as HTML.

use askama::Template;
use askama::filters::HtmlSafe;

use super::anchor::Anchors;
use super::explorer::ExplorerView;
use super::meaning::MeaningView;
use crate::i18n::{Texts, args};
use crate::report::chart::{Room, Svg, draw_chart, draw_spark};
use crate::report::model::{Block, Chart, Effect, EffectVerdict, Explorer, Meaning, Table, Topic};

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

    fn explorer(&self, explorer: &'a Explorer) -> ExplorerView<'a> {
        ExplorerView {
            explorer,
            id: self.id(&explorer.id),
            texts: self.texts,
        }
    }

    fn meaning(&self, meaning: &'a Meaning) -> MeaningView<'a> {
        MeaningView {
            meaning,
            texts: self.texts,
        }
    }

    fn effect_class(&self, effect: &Effect) -> &'static str {
        match effect.verdict {
            EffectVerdict::Helped => "met",
            EffectVerdict::Worse => "missed",
            EffectVerdict::NotConclusive | EffectVerdict::TooFewDays => "open",
        }
    }

    /// A sign beside the colour, for those who do not tell red from green.
    fn effect_sign(&self, effect: &Effect) -> &'static str {
        match effect.verdict {
            EffectVerdict::Helped => "✓",
            EffectVerdict::Worse => "✗",
            EffectVerdict::NotConclusive => "≈",
            EffectVerdict::TooFewDays => "…",
        }
    }
}

/// Characters beyond which a cell is a sentence rather than a figure.
const LONGEST_FIGURE: usize = 32;

#[derive(Template)]
#[template(path = "report/table.html", whitespace = "minimize")]
pub(super) struct TableView<'a> {
    pub(super) table: &'a Table,
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
