//! Public reviews: extremes write them, nobody knows of which conversation. Never matched to a
//! contact.

use jiff::civil::Date;
use tact_intake::answers::{AnswerColumns, Scale};
use tact_metrics::estimate::Proportion;

/// What the review files hold. Where fewer than k reviews are there, counts only.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviews {
    /// Reviews read.
    pub n: u64,
    /// Satisfied among them; `None` under k.
    pub satisfied: Option<Proportion>,
    /// By source; `None` where the group is hidden.
    pub by_source: Vec<(String, Option<Proportion>)>,
    /// Reviews on each scale.
    pub scales: Vec<(Scale, u64)>,
    /// First and last day.
    pub period: Option<(Date, Date)>,
    /// Rows of a review that was there already (same `id`).
    pub duplicates: u64,
    /// Columns that were ignored, and texts that were dropped unread.
    pub columns: AnswerColumns,
}
