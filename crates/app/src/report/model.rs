//! What a report says, in one language, before any rendering.
//!
//! Sentences are composed upstream; renderers lay out and draw. Numbers keep their raw value beside
//! their formatted text, so that JSON carries figures and HTML carries typography. Every string is
//! plain text: renderers escape.

mod bar;
mod effect;
mod explorer;
mod meaning;
mod predicted;

use serde::{Deserialize, Serialize};
use tact_analysis::NamedIn;

pub use bar::{Bar, BarState};
pub use effect::{Effect, EffectVerdict};
pub use explorer::{Dial, DialKind, Explorer, Outcome, Stop};
pub use meaning::Meaning;
pub use predicted::{Predicted, PredictedBasis, PredictedPart, RiskPart};

/// The language of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Its tag, `fr` for French.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

impl From<Lang> for NamedIn {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fr => Self::French,
            Lang::En => Self::English,
        }
    }
}

/// The whole report, in the order of the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Version of this shape, for machines.
    pub schema: u32,
    /// Language of every sentence below.
    pub lang: Lang,
    /// Title, with the business's name as its owner wrote it.
    pub title: String,
    /// Period, channel and sources in one line.
    pub period: String,
    /// When the report was made, formatted, without an article («30 mars 2026 à 9 h 12»).
    pub generated: String,
    /// The one sentence to remember.
    pub remember: String,
    /// What to do on Monday, first one first (one to three).
    pub monday: Vec<String>,
    /// The one bar of the first screen.
    pub bar: Bar,
    /// Coverage line: who and what is seen.
    pub coverage: Vec<Fact>,
    /// Five to seven cards.
    pub cards: Vec<Card>,
    /// Predicted risk in numbers; its words are a section. `None` where too few people are behind it.
    pub predicted: Option<Predicted>,
    /// Everything else, one click deeper.
    pub sections: Vec<Section>,
    /// Things to check or confirm (guesses, refused files, unreadable lines).
    pub notices: Vec<Notice>,
}

/// A short labelled fact.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fact {
    /// Label.
    pub label: String,
    /// Formatted value.
    pub value: String,
    /// Raw value for machines.
    pub raw: Option<f64>,
    /// Explanation, one sentence.
    pub note: Option<String>,
}

/// One figure with all that it must travel with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Card {
    /// Metric id of the KPI page (`frt`, `withdrawn_conv`, …).
    pub id: String,
    /// Name.
    pub label: String,
    /// Formatted value, or "—", "non observable", "masqué".
    pub value: String,
    /// Raw value in the metric's base unit.
    pub raw: Option<f64>,
    /// Raw interval.
    pub interval: Option<[f64; 2]>,
    /// Sample size.
    pub n: Option<u64>,
    /// Formatted interval and n («entre 12 et 17 min, sur 812 conversations»).
    pub range: String,
    /// Change against the previous period, formatted, with its interval; or why there is none.
    pub change: Option<String>,
    /// Against the target.
    pub target: Option<TargetState>,
    /// What the figure is, in one or two sentences (the metric's definition).
    pub definition: Option<String>,
    /// What must be believed, and what it cannot see.
    pub assumption: String,
    /// Where the method comes from (author and year).
    pub reference: Option<String>,
    /// Other readings of the same thing, each a short line (raw beside corrected, declared beside
    /// observed).
    pub beside: Vec<String>,
    /// Daily or weekly values for a sparkline, oldest first; `None` where unknown.
    pub spark: Vec<Option<f64>>,
}

/// Red or green only when the interval allows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TargetState {
    /// Formatted target («objectif : moins de 15 min»).
    pub text: String,
    /// Where the interval lies.
    pub verdict: Verdict,
}

/// Verdict of an interval against a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval meets the target.
    Met,
    /// The whole interval misses it.
    Missed,
    /// The interval holds the target: not conclusive.
    Open,
}

/// A part of the report.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Section {
    /// Anchor, stable between languages (`questions`, `blind-spot`, …).
    pub id: String,
    /// Heading.
    pub title: String,
    /// One or two sentences that carry the finding.
    pub lead: String,
    /// Content in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A sub-heading.
    Heading {
        /// Its text.
        text: String,
    },
    /// A sentence or two.
    Text {
        /// The text.
        text: String,
    },
    /// A remark set apart: what cannot be seen, what is estimated.
    Note {
        /// The text.
        text: String,
    },
    /// A list.
    List {
        /// Its items.
        items: Vec<String>,
    },
    /// A chart with its table behind it.
    Chart(Chart),
    /// A table on its own.
    Table(Table),
    /// Recurring questions or problems, each with size, trend and example.
    Topics {
        /// The items, biggest first.
        items: Vec<Topic>,
    },
    /// Redacted quotes.
    Quotes {
        /// The quotes.
        items: Vec<Quote>,
    },
    /// "What if …?": dials to set, an outcome to see; without script, a table.
    Explorer(Box<Explorer>),
    /// Formula, assumption and reference of figures, each closed until asked for.
    Meanings {
        /// The figures, in the order in which they are shown.
        items: Vec<Meaning>,
    },
    /// What actions did, each with its verdict.
    Effects {
        /// The actions, oldest first.
        items: Vec<Effect>,
    },
    /// Proposed actions.
    Actions {
        /// The actions, most useful first.
        items: Vec<Action>,
    },
    /// Content that stays closed until asked for.
    Details {
        /// What is inside.
        summary: String,
        /// The content.
        blocks: Vec<Block>,
    },
}

/// A chart. The title says the finding.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chart {
    /// Anchor.
    pub id: String,
    /// The finding, as a sentence.
    pub title: String,
    /// Unit, n and assumption, one line.
    pub subtitle: String,
    /// Longer description for screen readers.
    pub description: String,
    /// What is drawn.
    pub plot: Plot,
    /// The same numbers as a table.
    pub table: Table,
}

/// How a value of an axis is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A count.
    Count,
    /// A share in 0..1, written as a percentage.
    Share,
    /// Seconds, written as a duration.
    Seconds,
}

/// What is drawn.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Plot {
    /// One or more series over time, each with an optional band.
    Lines {
        /// Unit of the values.
        unit: Unit,
        /// Labels of the x positions, oldest first.
        x: Vec<String>,
        /// The series.
        series: Vec<Series>,
        /// Dated vertical marks («Guide des tailles»): x index and label.
        marks: Vec<(usize, String)>,
    },
    /// Horizontal bars, biggest first, each with an optional interval.
    Bars {
        /// Unit of the values.
        unit: Unit,
        /// The bars.
        bars: Vec<BarItem>,
    },
    /// Horizontal bars cut into parts that add up to 1.
    Stacked {
        /// Names of the parts.
        parts: Vec<String>,
        /// Label and one share for each part.
        rows: Vec<(String, Vec<f64>)>,
    },
    /// Weekday × hour.
    Heat {
        /// Unit of the values.
        unit: Unit,
        /// Row labels (Monday first).
        rows: Vec<String>,
        /// Column labels (0 h … 23 h).
        columns: Vec<String>,
        /// `cells[row][column]`; `None` is withheld or unknown.
        cells: Vec<Vec<Option<f64>>>,
        /// `open[row][column]`: share of the hour inside opening hours, when known.
        open: Option<Vec<Vec<f64>>>,
    },
    /// Points with intervals on one axis: raw, corrected, bounds.
    Intervals {
        /// Unit of the values.
        unit: Unit,
        /// Axis limits.
        axis: [f64; 2],
        /// The rows.
        rows: Vec<IntervalItem>,
    },
    /// A step or smooth curve over a numeric axis (delay, age).
    Curve {
        /// Unit of x.
        x_unit: Unit,
        /// Unit of y.
        y_unit: Unit,
        /// x, y, low, high.
        points: Vec<[f64; 4]>,
        /// Vertical marks: x and label («1 h 08», «60 h»).
        marks: Vec<(f64, String)>,
        /// Logarithmic x axis.
        log_x: bool,
    },
}

/// A named series; `None` is unknown, never 0.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Series {
    /// Name.
    pub name: String,
    /// Values.
    pub values: Vec<Option<f64>>,
    /// Bands, low and high.
    pub band: Vec<Option<[f64; 2]>>,
    /// True for the previous period, drawn behind.
    pub muted: bool,
}

/// One bar.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BarItem {
    /// Label.
    pub label: String,
    /// Value; `None` is withheld.
    pub value: Option<f64>,
    /// Interval.
    pub interval: Option<[f64; 2]>,
    /// Formatted value and n.
    pub text: String,
}

/// A point with its interval.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IntervalItem {
    /// Label.
    pub label: String,
    /// Point, where there is one.
    pub point: Option<f64>,
    /// Interval.
    pub interval: Option<[f64; 2]>,
    /// What it assumes.
    pub assumption: String,
    /// Formatted text.
    pub text: String,
}

/// A table; cells are formatted text with an optional raw number.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Table {
    /// Caption.
    pub caption: String,
    /// Column heads.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
}

/// One table cell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cell {
    /// Formatted text.
    pub text: String,
    /// Raw number, for machines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw: Option<f64>,
}

impl Cell {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            raw: None,
        }
    }

    /// A number with its formatted text.
    pub fn number(raw: f64, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            raw: raw.is_finite().then_some(raw),
        }
    }
}

/// A recurring question or problem.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Topic {
    /// Name a manager would use.
    pub name: String,
    /// Conversations.
    pub conversations: u64,
    /// Distinct contacts (at least k).
    pub contacts: u64,
    /// Share of readable conversations with interval, formatted.
    pub share: String,
    /// Trend sentence («en hausse : 12 → 31», «stable»).
    pub trend: String,
    /// Direction of the trend where the interval allows one: −1, 0, 1.
    pub direction: i8,
    /// Weekly counts, oldest first; `None` withheld.
    pub weekly: Vec<Option<u64>>,
    /// A redacted example, only where purpose and k allow.
    pub example: Option<String>,
    /// Tone of these conversations, formatted; or withheld.
    pub tone: String,
    /// Words that belong to it.
    pub terms: Vec<String>,
    /// Suggested answer or guide.
    pub suggestion: Option<String>,
}

/// A redacted quote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Quote {
    /// Redacted text.
    pub text: String,
    /// Topic and month; nothing finer.
    pub source: String,
}

/// Something to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Action {
    /// What.
    pub title: String,
    /// Because of which figure.
    pub because: String,
    /// How it will be measured.
    pub measure: String,
}

/// Something to check.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// What kind.
    pub level: NoticeLevel,
    /// One sentence.
    pub text: String,
    /// Details (files, lines, patterns).
    pub details: Vec<String>,
}

/// Weight of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeLevel {
    /// Good to know.
    Info,
    /// To be confirmed.
    Confirm,
    /// Something was not read.
    Warning,
}
