//! An explorer as HTML: its dials for the script, its sentence and tables for everybody.

use std::fmt::{self, Display};

use askama::Template;
use askama::filters::HtmlSafe;

use super::block::TableView;
use super::meaning::MeaningView;
use crate::i18n::Texts;
use crate::report::explorer;
use crate::report::model::{Dial, DialKind, Explorer, Table};

#[derive(Template)]
#[template(path = "report/explorer.html", whitespace = "minimize")]
pub(super) struct ExplorerView<'a> {
    pub(super) explorer: &'a Explorer,
    pub(super) id: String,
    pub(super) texts: &'a Texts,
}

impl HtmlSafe for ExplorerView<'_> {}

impl<'a> ExplorerView<'a> {
    fn grid(&self) -> String {
        explorer::grid(self.explorer, self.texts.format())
    }

    fn verdicts(&self) -> String {
        serde_json::json!(self.explorer.verdicts).to_string()
    }

    /// The words of a dial's stops, for the script.
    fn words(&self, dial: &Dial) -> String {
        let words: Vec<&str> = dial.stops.iter().map(|stop| stop.text.as_str()).collect();
        serde_json::json!(words).to_string()
    }

    fn is_slider(&self, dial: &Dial) -> bool {
        dial.kind == DialKind::Slider
    }

    fn last(&self, dial: &Dial) -> usize {
        dial.stops.len().saturating_sub(1)
    }

    fn standing(&self, dial: &'a Dial) -> &'a str {
        dial.stops
            .get(dial.first)
            .map_or("", |stop| stop.text.as_str())
    }

    fn sentence(&self) -> String {
        explorer::sentence(self.explorer, self.explorer.start(), self.texts.format())
    }

    fn verdict(&self) -> &str {
        explorer::verdict(self.explorer, self.explorer.start())
    }

    fn scale(&self) -> ScaleView {
        let outcome = self.explorer.outcomes.get(self.explorer.start());
        ScaleView {
            range: outcome.map_or([0.0, 1.0], |outcome| [outcome.low, outcome.high]),
            point: self.explorer.point,
            target: self.explorer.target,
        }
    }

    fn table(&self, table: &'a Table) -> TableView<'a> {
        TableView { table }
    }

    fn meaning(&self) -> MeaningView<'a> {
        MeaningView {
            meaning: &self.explorer.meaning,
            texts: self.texts,
        }
    }
}

/// The bar under the sentence: shapes only, stretched to any width.
struct ScaleView {
    range: [f64; 2],
    point: Option<f64>,
    target: Option<f64>,
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
        let [low, high] = self.range.map(percent);
        write!(
            formatter,
            concat!(
                r#"<svg class="scale" viewBox="0 0 100 10" preserveAspectRatio="none" "#,
                r#"aria-hidden="true" focusable="false">"#,
                r#"<rect class="track" x="0" y="1" width="100" height="8"/>"#,
                r#"<rect class="inner" x="{:.2}" y="1" width="{:.2}" height="8"/>"#,
            ),
            low,
            (high - low).max(0.4),
        )?;
        for (share, class) in [(self.point, "mid"), (self.target, "aim")] {
            if let Some(share) = share {
                let x = (percent(share) - 0.25).max(0.0);
                write!(
                    formatter,
                    r#"<rect class="{class}" x="{x:.2}" y="0" width="0.5" height="10"/>"#
                )?;
            }
        }
        formatter.write_str("</svg>")
    }
}

impl HtmlSafe for ScaleView {}
