//! Questions and problems that come back: found, named and followed from week to week.

mod cluster;
mod finder;
mod keyphrase;
mod memory;
mod named_by;
mod naming;
mod recurring;
mod terms;
mod trend;
mod vector;

pub use finder::{CONCEPT_NAME, find_topics};
pub use keyphrase::{Keyphrase, KeyphraseInput, keyphrases};
pub use memory::{RememberedTopic, TopicMemory};
pub use named_by::topic_named_by;
pub use recurring::{
    RecurringTopic, TopicId, TopicInput, TopicKind, TopicOptions, TopicTerm, TopicWeek, Topics,
};
pub use terms::concept_keys;
pub use trend::{Trend, TrendDirection, trend};
