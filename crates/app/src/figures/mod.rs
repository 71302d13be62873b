//! From the sealed store to the figures of a report. Start at [`gather`].
//!
//! Facts of everybody, words of those whose consent covers them, both as they are kept at the
//! moment of the question. What a model concluded from a message is kept sealed with it, so that
//! no message is read twice.

mod gather;
mod memory;
mod period;
mod quotes;
mod saved;

pub use gather::{Gathered, Numbers, gather};
pub use memory::{Fresh, Memory};
pub use period::{AskedPeriod, PeriodError, scope, since};
pub use quotes::{Quotes, fill, place};
pub use saved::{SavedName, open_saved, saved};
