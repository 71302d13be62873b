//! What customers' messages say: language, tone, acts, topics. Nothing here reads an agent's text.
//!
//! Start at [`TextModel`]. Text enters only inside a permit whose purpose reads text; everything is
//! computed in memory, without clock, disk, network or unseeded randomness.

mod closing;
mod conversation;
mod evidence;
mod model;
mod product;
mod rating;
mod text;
mod topic;

pub use closing::{ClosingWords, ClosingWordsError};
pub use conversation::{
    KeptMessage, ToneCourse, annotate_conversation, main_message, tone_balance, tone_course,
};
pub use model::{
    AccurateError, AccurateModel, DENSE_NAMES, FastModel, FeatureReader, FeatureVector, HEADS,
    Head, Kernel, LanguageSet, Model, ModelCard, ModelName, SentenceVector, TextModel,
    ThreadContext, WeightsError,
};
pub use product::{Product, ProductCell, ProductList, ProductsError, cross_products};
pub use rating::is_rating;
pub use text::fold;
pub use topic::{
    CONCEPT_NAME, Keyphrase, KeyphraseInput, RecurringTopic, RememberedTopic, TopicId, TopicInput,
    TopicKind, TopicMemory, TopicOptions, TopicTerm, TopicWeek, Topics, Trend, TrendDirection,
    concept_keys, find_topics, keyphrases, topic_named_by, trend,
};
