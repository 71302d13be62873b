//! The report: its content ([`model`]) is composed once and rendered as HTML, JSON, Markdown or text.

pub mod chart;
pub(crate) mod compose;
pub mod csv_cell;
pub mod explorer;
pub mod html;
pub mod inert;
pub mod markdown;
pub mod model;
pub mod terminal;

pub use compose::{WhatIf, compose, estimate_report, what_if_report};
pub use html::render_html;
pub use markdown::render_markdown;
pub use terminal::render_terminal;

use model::Report;

/// The report as JSON: the model, its texts as harmless as in the other forms. A number that is not finite becomes `null`.
///
/// # Errors
///
/// Only if writing to memory fails.
pub fn render_json(report: &Report) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&inert::clean_report(report))
}
