//! The report: its content ([`model`]) is composed once and rendered as HTML, JSON, Markdown or text.
pub mod model;
