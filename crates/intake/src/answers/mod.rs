//! Survey answers and reviews: CSV or JSONL in, rows out. Comments and texts are dropped while the
//! file is read, before anything could look at them.

mod error;
mod json;
mod reviews;
mod scale;
mod surveys;
mod table;
mod value;

pub use error::{AnswersError, AnswersProblem, Expected};
pub use reviews::{ReviewFile, ReviewRow, read_reviews};
pub use scale::{Asked, Scale};
pub use surveys::{SurveyFile, SurveyRow, Who, read_surveys};
pub use value::{Moment, Resolved, Score};

/// What was not read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerColumns {
    /// Names of columns that mean nothing here, in order of first appearance.
    pub ignored: Vec<String>,
    /// Comments, texts and authors that were dropped unread.
    pub dropped: u64,
}

impl AnswerColumns {
    /// Adds those of another file; a name is kept once.
    pub fn merge(&mut self, other: &Self) {
        self.dropped += other.dropped;
        for name in &other.ignored {
            if !self.ignored.contains(name) {
                self.ignored.push(name.clone());
            }
        }
    }
}
