//! The accurate model: a fine-tuned multilingual encoder of eight layers, in a file of its own.
//!
//! Slower than the fast model by two orders of magnitude and better by several points: for
//! nightly scores, for topics, for whoever waits. The file is optional; its bytes are handed in,
//! because this crate reads no disk. Training: `training/accurate`; figures: `models/accurate`.

mod arithmetic;
mod encoder;
mod file;
mod heads;
mod kernel;
mod tokenizer;

use tact_domain::{Act, Emotion, Language, MessageAnnotation, Sentiment};
use tact_privacy::{Permitted, ReadsText};

pub use file::AccurateError;
pub use kernel::Kernel;

use self::encoder::{Summary, summarise};
use self::file::{Content, HIDDEN};
use self::heads::{Scores, joined, probability, score, sentence};
use self::tokenizer::Tokenizer;
use super::context::KNOWN;
use super::fast::{FastReading, allowed_emotion};
use super::weights::{highest, softmax};
use super::{FastModel, ModelCard, TextModel, ThreadContext};

static CARD: ModelCard = ModelCard {
    name: "accurate",
    version: "1",
    languages: &KNOWN,
};

/// Where a text's meaning points: 384 numbers, length 1, free of what all texts share.
///
/// The dot product of two is a cosine: near 0 for unrelated texts, above about 0.5 for texts on one
/// subject, across languages. Compare ranks rather than fixed thresholds.
pub type SentenceVector = [f32; HIDDEN];

/// The encoder with its heads, and the fast model that it consults.
///
/// ```no_run
/// use tact_analysis::{AccurateModel, TextModel, ThreadContext};
/// use tact_privacy::{OperatorText, Permitted};
///
/// let model = AccurateModel::read(&std::fs::read("models/accurate/weights.bin")?)?;
/// let text: Permitted<&str, OperatorText> = Permitted::own_text("toujours rien…");
/// let annotation = model.annotate(&text, &ThreadContext::default());
/// let vector = model.sentence_vector(&text);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct AccurateModel {
    content: Content,
    tokenizer: Tokenizer,
    kernel: Kernel,
    fast: FastModel,
}

impl AccurateModel {
    /// Reads a weights file; some 100 milliseconds, twice the file's size in memory meanwhile.
    ///
    /// # Errors
    /// [`AccurateError`] for bytes of another kind, version or length, damaged or impossible ones.
    pub fn read(bytes: &[u8]) -> Result<Self, AccurateError> {
        let mut content = Content::read(bytes)?;
        let tokenizer = Tokenizer::new(
            &std::mem::take(&mut content.pieces),
            &std::mem::take(&mut content.scores),
            &std::mem::take(&mut content.mappings),
            content.settings.unknown,
        );
        Ok(Self {
            content,
            tokenizer,
            kernel: Kernel::detect(),
            fast: FastModel::embedded()?,
        })
    }

    /// The same model consulting another fast one: with the operator's own closing words, say.
    #[must_use]
    pub fn with_fast(self, fast: FastModel) -> Self {
        Self { fast, ..self }
    }

    /// The same model computing by another kernel: for measuring. Answers do not change.
    #[must_use]
    pub fn with_kernel(self, kernel: Kernel) -> Self {
        Self { kernel, ..self }
    }

    /// The kernel in use.
    pub fn kernel(&self) -> Kernel {
        self.kernel
    }

    /// Number of pieces a text is cut into, `<s>` and `</s>` included: what its cost depends on.
    pub fn pieces<P: ReadsText>(&self, text: &Permitted<&str, P>) -> usize {
        self.tokenizer.encode(text.get()).len()
    }

    /// Where the meaning of a message points: for topics and for finding alike messages.
    pub fn sentence_vector<P: ReadsText>(&self, text: &Permitted<&str, P>) -> SentenceVector {
        sentence(&self.content, &self.summary(text.get()))
    }

    /// Annotation and sentence vector at the price of one.
    pub fn annotate_with_vector<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        context: &ThreadContext,
    ) -> (MessageAnnotation, SentenceVector) {
        let summary = self.summary(text.get());
        let annotation = self.conclude(text.get(), context, &summary);
        (annotation, sentence(&self.content, &summary))
    }

    /// What an answer is made of, for the training scripts: the 25 scores of the heads in the order
    /// of the file, then the fast model's probabilities of sentiment (3), emotion (8) and act (8)
    /// and its score for questions.
    pub fn evidence<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        context: &ThreadContext,
    ) -> Vec<f32> {
        let scores = score(&self.content, &self.summary(text.get()));
        let fast = self.fast.reading(text.get(), context);
        let mut all = [scores.post, scores.chat].concat();
        all.push(scores.public);
        all.extend(scores.emotion);
        all.extend(scores.act);
        all.extend([scores.question, scores.suggestion]);
        all.extend(fast.annotation.sentiment_p);
        all.extend(fast.emotion_p);
        all.extend(fast.act_p);
        all.push(fast.asks);
        all
    }

    pub(super) fn summary(&self, text: &str) -> Summary {
        summarise(&self.content, self.kernel, &self.tokenizer.encode(text))
    }

    pub(super) fn conclude(
        &self,
        text: &str,
        context: &ThreadContext,
        summary: &Summary,
    ) -> MessageAnnotation {
        let fast = self.fast.reading(text, context);
        self.agree(&score(&self.content, summary), &fast, text)
    }

    /// Both models' say, the fast one at the voice that validation gave it.
    fn agree(&self, scores: &Scores, fast: &FastReading, text: &str) -> MessageAnnotation {
        let settings = &self.content.settings;
        let [sentiment_heat, emotion_heat, act_heat, question_heat] = settings.temperatures;
        let [sentiment_voice, emotion_voice, act_voice, question_voice] = settings.voices;
        let sentiment_p = joined(
            scores.sentiment(sentiment_heat),
            &fast.annotation.sentiment_p,
            sentiment_voice,
        );
        let best = highest(&sentiment_p);
        let sentiment = Sentiment::ALL
            .get(best)
            .copied()
            .unwrap_or(Sentiment::Neutral);
        let emotions = joined(
            softmax(scores.emotion.map(|score| score / emotion_heat)),
            &fast.emotion_p,
            emotion_voice,
        );
        let emotion: Emotion = allowed_emotion(sentiment, emotions);
        let acts = joined(
            softmax(scores.act.map(|score| score / act_heat)),
            &fast.act_p,
            act_voice,
        );
        let act = Act::ALL.get(highest(&acts)).copied().unwrap_or(Act::Other);
        let asks = scores.question / question_heat + question_voice * fast.asks;
        let language = fast.annotation.language.or_else(|| devanagari(text));
        let suggests = probability(scores.suggestion) >= settings.suggestion_from;
        MessageAnnotation {
            language,
            sentiment,
            sentiment_p,
            abstain: !fast.readable
                || (language.is_none() && fast.has_letters)
                || sentiment_p
                    .get(best)
                    .is_none_or(|p| *p < settings.abstain_below),
            emotion,
            act,
            question: asks > 0.0 && !fast.annotation.closing,
            suggestion: suggests || fast.annotation.suggestion,
            ..fast.annotation
        }
    }
}

/// Hindi by its script: the one language this model reads and the fast one does not.
fn devanagari(text: &str) -> Option<Language> {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let own = letters()
        .filter(|c| ('\u{900}'..='\u{97f}').contains(c))
        .count();
    if own > 0 && 2 * own > letters().count() {
        Language::parse("hi")
    } else {
        None
    }
}

impl TextModel for AccurateModel {
    fn card(&self) -> &ModelCard {
        &CARD
    }

    fn annotate<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        context: &ThreadContext,
    ) -> MessageAnnotation {
        self.conclude(text.get(), context, &self.summary(text.get()))
    }
}
