//! The seam between what Tact asks of a text and the model that answers.
//!
//! A better model is a new file beside `fast.rs` and one arm of [`Model`]; nothing outside this
//! folder changes.

mod accurate;
mod context;
mod explain;
mod fast;
mod features;
mod hashing;
mod weights;

use std::fmt;

use serde::Serialize;
use tact_domain::{Language, MessageAnnotation};
use tact_privacy::{Permitted, ReadsText};

pub use accurate::{AccurateError, AccurateModel, Kernel, SentenceVector};
pub(crate) use context::known_index;
pub use context::{LanguageSet, ThreadContext};
pub use explain::{About, ExplainIn, Moved, explanation};
pub use fast::{FastModel, FeatureReader};
pub use features::{DENSE_NAMES, FeatureVector};
pub use weights::{HEADS, Head, WeightsError};

/// Who answered: printed in the report beside every figure that rests on a prediction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModelCard {
    /// Name, `fast`.
    pub name: &'static str,
    /// Version of rules and weights together; two equal versions give equal annotations.
    pub version: &'static str,
    /// Languages the model understands, best supported first.
    pub languages: &'static [Language],
}

impl fmt::Display for ModelCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}

/// Understands one customer message at a time.
///
/// Only a permit whose purpose reads text opens the door; a survey permit does not:
///
/// ```
/// use tact_analysis::{FastModel, TextModel, ThreadContext};
/// use tact_privacy::{OperatorText, Permitted};
///
/// let model = FastModel::embedded()?;
/// let text: Permitted<&str, OperatorText> = Permitted::own_text("merci beaucoup !");
/// assert!(model.annotate(&text, &ThreadContext::default()).closing);
/// # Ok::<(), tact_analysis::WeightsError>(())
/// ```
///
/// ```compile_fail,E0277
/// use tact_analysis::{FastModel, TextModel, ThreadContext};
/// use tact_privacy::{Permitted, Survey};
///
/// fn refused(model: &FastModel, text: &Permitted<&str, Survey>) {
///     model.annotate(text, &ThreadContext::default());
/// }
/// ```
///
/// There is no door for an agent's text: annotating it is left out on purpose.
pub trait TextModel {
    /// Who answers.
    fn card(&self) -> &ModelCard;

    /// What is understood of one message a customer wrote.
    ///
    /// Never fails: a text without words gets neutral labels and `language: None`. The same text in
    /// the same context always gets the same annotation.
    fn annotate<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        context: &ThreadContext,
    ) -> MessageAnnotation;
}

/// The models a command line can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelName {
    /// Embedded, for every message.
    Fast,
    /// In a file of its own, slower and better.
    Accurate,
}

impl ModelName {
    /// Reads the word of the command line; exact, lower case.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "fast" => Some(Self::Fast),
            "accurate" => Some(Self::Accurate),
            _ => None,
        }
    }
}

/// A loaded model of any kind.
#[derive(Debug)]
pub enum Model {
    /// See [`FastModel`].
    Fast(Box<FastModel>),
    /// See [`AccurateModel`].
    Accurate(Box<AccurateModel>),
}

impl Model {
    /// Loads a model that ships inside the program, by name.
    ///
    /// # Errors
    /// [`WeightsError`] when the weights do not have the shape this version reads, or lie in a file
    /// of their own: see [`Model::accurate`].
    pub fn load(name: ModelName) -> Result<Self, WeightsError> {
        match name {
            ModelName::Fast => FastModel::embedded().map(|model| Self::Fast(Box::new(model))),
            ModelName::Accurate => Err(WeightsError::FileOfItsOwn),
        }
    }

    /// The accurate model from the bytes of its weights file.
    ///
    /// # Errors
    /// [`AccurateError`] when the bytes are not such a file, whole and undamaged.
    pub fn accurate(bytes: &[u8]) -> Result<Self, AccurateError> {
        AccurateModel::read(bytes).map(|model| Self::Accurate(Box::new(model)))
    }
}

impl TextModel for Model {
    fn card(&self) -> &ModelCard {
        match self {
            Self::Fast(model) => model.card(),
            Self::Accurate(model) => model.card(),
        }
    }

    fn annotate<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        context: &ThreadContext,
    ) -> MessageAnnotation {
        match self {
            Self::Fast(model) => model.annotate(text, context),
            Self::Accurate(model) => model.annotate(text, context),
        }
    }
}
