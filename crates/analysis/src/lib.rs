//! What customers' messages say: language, tone, acts, topics. Nothing here reads an agent's text.
//!
//! Start at [`TextModel`]. Text enters only inside a permit whose purpose reads text; everything is
//! computed in memory, without clock, disk, network or unseeded randomness.

mod closing;
mod conversation;
mod evidence;
mod model;
mod outcome;
mod product;
mod rating;
mod text;
mod topic;

pub use closing::{ClosingWords, ClosingWordsError};
pub use conversation::{
    KeptMessage, ToneCourse, annotate_conversation, main_message, tone_balance, tone_course,
};
pub use model::{
    About, AccurateError, AccurateModel, DENSE_NAMES, ExplainIn, FastModel, FeatureReader,
    FeatureVector, HEADS, Head, Kernel, LanguageSet, Model, ModelCard, ModelName, Moved,
    SentenceVector, TextModel, ThreadContext, WeightsError, explanation,
};
pub use outcome::{
    CaseParts, CsatCalibration, FEWEST_ANSWERS, OUTCOME_FEATURES, Outcome, OutcomeFeatures,
    OutcomeModel, OutcomeRisk, Speaker, Turn, calibrate, case_parts, outcome_features,
};
pub use product::{Product, ProductCell, ProductList, ProductsError, cross_products};
pub use rating::is_rating;
pub use text::fold;
pub use topic::{
    CONCEPT_NAME, CaseName, CaseTrace, CaseWords, Cases, Keyphrase, KeyphraseInput,
    ProblemFeatures, RecurringTopic, RememberedTopic, SENTENCE, SentenceVectors, TopicId,
    TopicInput, TopicKind, TopicMemory, TopicOptions, TopicTerm, TopicWeek, Topics, Trend,
    TrendDirection, case_vector, cluster_cases, concept_keys, find_topics, keyphrases,
    pattern_problems, problem_features, problem_keys, problem_name, topic_named_by, trace_case,
    trend,
};
