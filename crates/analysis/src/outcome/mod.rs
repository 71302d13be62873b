//! How a conversation ended, as far as its remaining words tell: solved or not, and the rating this
//! customer might give. A prediction, shown as a risk; never a rating, never mixed with answers.

mod answers;
mod calibration;
mod features;
mod model;
mod parts;

use tact_domain::MessageAnnotation;
use tact_privacy::Permitted;

pub use calibration::{CsatCalibration, FEWEST_ANSWERS, calibrate};
pub use features::{OUTCOME_FEATURES, OutcomeFeatures, outcome_features};
pub use model::{Outcome, OutcomeModel, OutcomeRisk};
pub use parts::{CaseParts, case_parts};

/// Who wrote a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The customer.
    Customer,
    /// A person of the company.
    Agent,
    /// An automatic answer.
    Bot,
}

/// One message of a conversation, in order of time.
#[derive(Debug)]
pub struct Turn<'a, P> {
    /// Who wrote it.
    pub speaker: Speaker,
    /// When, in seconds from any origin.
    pub at: i64,
    /// Its words; `None` where they may not be read. An agent's are looked at for what they do
    /// (solve, refuse, promise, hand over, excuse), never for how they sound.
    pub text: Option<Permitted<&'a str, P>>,
    /// What the model says of it; customers' messages only.
    pub said: Option<MessageAnnotation>,
    /// The customer deleted it: it counts as a fact without content.
    pub deleted: bool,
}
