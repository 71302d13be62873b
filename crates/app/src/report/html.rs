//! The report as one HTML file that asks nothing of the network.
//!
//! The policy in its head allows the two style sheets and the script it holds, by hash, and nothing
//! else: no style attribute, no inline handler, no outside address. It reads in full without script.

mod anchor;
mod block;
mod explorer;
mod meaning;
mod policy;

use std::fmt::{self, Display};

use askama::Template;
use askama::filters::HtmlSafe;

use super::chart::{Room, Svg, draw_gauge, draw_spark};
use super::inert::clean_report;
use super::model::{BarState, Block, Card, Meaning, NoticeLevel, Report, Section, Verdict};
use crate::i18n::{Texts, args};
use anchor::Anchors;
use block::BlockView;
use meaning::MeaningView;

const STYLE: &str = include_str!("../../assets/report.css");
const DARK_STYLE: &str = include_str!("../../assets/report-dark.css");
const SCRIPT: &str = include_str!("../../assets/report.js");

/// Renders the page. Every text is cleaned ([`super::inert`]) and escaped on the way.
///
/// # Errors
///
/// Only if writing to memory fails.
pub fn render_html(report: &Report) -> Result<String, askama::Error> {
    let report = clean_report(report);
    let texts = Texts::new(report.lang);
    let anchors = Anchors::default();
    // The words of the page itself must keep their anchors.
    for own in [
        "content", "remember", "monday", "coverage", "figures", "contents", "dark", "folds",
        "theme",
    ] {
        anchors.take(own);
    }
    let gauges = [Room::Wide, Room::Narrow]
        .into_iter()
        .enumerate()
        .filter_map(|(position, room)| {
            let id = anchors.take(&format!("gauge-{position}"));
            draw_gauge(&report.bar, &id, room, &texts)
        })
        .collect();
    let cards = report
        .cards
        .iter()
        .map(|card| CardView {
            card,
            spark: draw_spark(&card.spark),
        })
        .collect();
    let sections = report
        .sections
        .iter()
        .enumerate()
        .map(|(position, section)| SectionView::new(section, position, &anchors, &texts))
        .collect();
    Page {
        policy: policy::of(&[STYLE, DARK_STYLE], &[SCRIPT]),
        style: Inline(STYLE),
        dark_style: Inline(DARK_STYLE),
        script: Inline(SCRIPT),
        report: &report,
        texts: &texts,
        gauges,
        cards,
        sections,
    }
    .render()
}

#[derive(Template)]
#[template(path = "report/page.html", whitespace = "minimize")]
struct Page<'a> {
    policy: String,
    style: Inline,
    dark_style: Inline,
    script: Inline,
    report: &'a Report,
    texts: &'a Texts,
    gauges: Vec<Svg>,
    cards: Vec<CardView<'a>>,
    sections: Vec<SectionView<'a>>,
}

impl Page<'_> {
    fn language(&self) -> &'static str {
        self.report.lang.tag()
    }

    /// Where the first bar is explained: the other readings and what each assumes.
    fn behind(&self) -> Option<&str> {
        ["satisfaction", "blind-spot"].iter().find_map(|id| {
            let view = self.sections.iter().find(|view| view.section.id == *id)?;
            Some(view.anchor.as_str())
        })
    }

    /// A calculation on assumptions asks nothing of anybody on Monday.
    fn has_monday(&self) -> bool {
        self.report.bar.state != BarState::Hypothetical
    }

    fn meaning<'a>(&'a self, meaning: &'a Meaning) -> MeaningView<'a> {
        MeaningView {
            meaning,
            texts: self.texts,
        }
    }

    fn generated(&self) -> String {
        let date = self.report.generated.as_str();
        self.texts.get("generated", args!["date" => date])
    }

    fn notices(&self) -> String {
        let count = self.report.notices.len();
        self.texts.get("notices", args!["count" => count])
    }

    fn verdict(&self, verdict: &Verdict) -> String {
        match verdict {
            Verdict::Met => self.texts.say("verdict-met"),
            Verdict::Missed => self.texts.say("verdict-missed"),
            Verdict::Open => self.texts.say("verdict-open"),
        }
    }

    fn notice_level(&self, level: &NoticeLevel) -> String {
        match level {
            NoticeLevel::Info => self.texts.say("notice-info"),
            NoticeLevel::Confirm => self.texts.say("notice-confirm"),
            NoticeLevel::Warning => self.texts.say("notice-warning"),
        }
    }
}

/// A style sheet or script of our own, placed as it is: its hash is in the policy.
struct Inline(&'static str);

impl Display for Inline {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl HtmlSafe for Inline {}

struct CardView<'a> {
    card: &'a Card,
    spark: Option<Svg>,
}

impl CardView<'_> {
    fn verdict_class(&self) -> &'static str {
        match self.card.target.as_ref().map(|target| target.verdict) {
            Some(Verdict::Met) => "met",
            Some(Verdict::Missed) => "missed",
            Some(Verdict::Open) | None => "open",
        }
    }

    /// A sign beside the colour, for those who do not tell red from green.
    fn verdict_sign(&self) -> &'static str {
        match self.card.target.as_ref().map(|target| target.verdict) {
            Some(Verdict::Met) => "✓",
            Some(Verdict::Missed) => "✗",
            Some(Verdict::Open) | None => "≈",
        }
    }
}

struct SectionView<'a> {
    section: &'a Section,
    anchor: String,
    inside: String,
    blocks: Vec<BlockView<'a>>,
    /// The first section holds the main curve and is not folded.
    opens_first: bool,
}

impl<'a> SectionView<'a> {
    fn new(section: &'a Section, position: usize, anchors: &'a Anchors, texts: &'a Texts) -> Self {
        let (charts, tables) = contents(&section.blocks);
        Self {
            section,
            anchor: anchors.take(&section.id),
            inside: texts.get("inside", args!["charts" => charts, "tables" => tables]),
            blocks: BlockView::all(&section.blocks, anchors, texts),
            opens_first: position == 0,
        }
    }
}

/// Numbers of charts and of tables of their own, however deep.
fn contents(blocks: &[Block]) -> (usize, usize) {
    blocks
        .iter()
        .fold((0, 0), |(charts, tables), block| match block {
            Block::Chart(_) => (charts + 1, tables),
            Block::Table(_) | Block::Explorer(_) => (charts, tables + 1),
            Block::Details { blocks, .. } => {
                let (inner_charts, inner_tables) = contents(blocks);
                (charts + inner_charts, tables + inner_tables)
            }
            _ => (charts, tables),
        })
}
