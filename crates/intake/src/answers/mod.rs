//! Survey answers and reviews: CSV or JSONL in, rows out. Comments and texts are dropped while the
//! file is read, before anything could look at them.

mod scale;

pub use scale::{Asked, Scale};

/// What was not read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerColumns {
    /// Names of columns that mean nothing here, in order of first appearance.
    pub ignored: Vec<String>,
    /// Comments, texts and authors that were dropped unread.
    pub dropped: u64,
}
