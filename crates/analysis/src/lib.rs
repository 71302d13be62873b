//! What customers' messages say: language, tone, acts, topics. Nothing here reads an agent's text.
//!
//! Start at [`TextModel`]. Text enters only inside a permit whose purpose reads text; everything is
//! computed in memory, without clock, disk, network or unseeded randomness.

mod closing;
mod evidence;
mod model;
mod text;

pub use closing::{ClosingWords, ClosingWordsError};
pub use model::{
    DENSE_NAMES, FastModel, FeatureReader, FeatureVector, HEADS, Head, LanguageSet, Model,
    ModelCard, ModelName, TextModel, ThreadContext, WeightsError,
};
pub use text::fold;
