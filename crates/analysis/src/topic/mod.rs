//! Questions and problems that come back: found, named and followed from week to week.

mod cases;
mod cluster;
mod dense;
mod finder;
mod keyphrase;
mod memory;
mod named_by;
mod naming;
mod problem;
mod problem_weights;
mod recurring;
mod terms;
mod trend;
mod vector;

pub use cases::{CaseName, CaseTrace, CaseWords, Cases, cluster_cases, trace_case};
pub use dense::{SENTENCE, SentenceVectors, case_vector};
pub use finder::{CONCEPT_NAME, find_topics};
pub use keyphrase::{Keyphrase, KeyphraseInput, keyphrases};
pub use memory::{RememberedTopic, TopicMemory};
pub use named_by::topic_named_by;
pub use problem::{
    ProblemFeatures, pattern_problems, problem_features, problem_keys, problem_name,
};
pub(crate) use problem::{ROWS, count_words};
pub use recurring::{
    RecurringTopic, TopicId, TopicInput, TopicKind, TopicOptions, TopicTerm, TopicWeek, Topics,
};
pub use terms::concept_keys;
pub use trend::{Trend, TrendDirection, trend};
