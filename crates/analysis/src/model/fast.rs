//! The default model: hashed n-grams, lexicons and cue phrases under linear heads.

use tact_domain::{Act, Emotion, Language, MessageAnnotation, Sentiment};
use tact_privacy::{Permitted, ReadsText};

use super::context::{KNOWN, known_index};
use super::features::{DENSE, Evidence, FeatureVector, gather};
use super::hashing::HashedRows;
use super::weights::{Head, WIDEST, Weights, WeightsError, highest, log_odds, sigmoid, softmax};
use super::{ModelCard, TextModel, ThreadContext};
use crate::closing::ClosingWords;
use crate::evidence::{Cue, CueBook, LexiconBook};
use crate::text::{TokenKind, Tokens, tokenize};

static CARD: ModelCard = ModelCard {
    name: "fast",
    version: "3",
    languages: &KNOWN,
};

static WEIGHTS: &[u8] = include_bytes!("../../data/fast.weights");

/// In a thread the last language is more likely than any other; in none, the company's own.
const SAME_AS_BEFORE: f32 = 1.5;
const MAIN_LANGUAGE: f32 = 0.7;
/// Letters from which the words of a message speak for themselves.
const FULL_EVIDENCE: f32 = 10.0;

/// Embedded model for every message. Loading takes some 20 milliseconds; share one.
#[derive(Debug)]
pub struct FastModel {
    weights: Weights,
    cues: CueBook,
    lexicons: LexiconBook,
    closing: ClosingWords,
}

impl FastModel {
    /// The model that ships inside the program.
    ///
    /// # Errors
    /// [`WeightsError`] when the embedded weights were made for other features.
    pub fn embedded() -> Result<Self, WeightsError> {
        Self::with_weights(WEIGHTS)
    }

    /// The bytes of the weights inside the program, for their checksum.
    pub fn embedded_weights() -> &'static [u8] {
        WEIGHTS
    }

    /// The same model with other weights, for measuring.
    ///
    /// # Errors
    /// [`WeightsError`] when they were made for other features.
    pub fn with_weights(weights: &[u8]) -> Result<Self, WeightsError> {
        Ok(Self {
            weights: Weights::read(weights)?,
            cues: CueBook::default(),
            lexicons: LexiconBook::embedded(),
            closing: ClosingWords::embedded(),
        })
    }

    /// The same model with the operator's own list of closing words.
    #[must_use]
    pub fn with_closing_words(self, closing: ClosingWords) -> Self {
        Self { closing, ..self }
    }

    fn language(&self, tokens: &Tokens, logits: &[f32; WIDEST], context: &ThreadContext) -> Guess {
        if tokens.letters == 0 {
            return Guess::without_letters(context);
        }
        let most = |letters: u32| letters * 2 > tokens.letters;
        let (arabic, devanagari) = (most(tokens.arabic), most(tokens.devanagari));
        if !arabic && !devanagari && tokens.latin * 2 < tokens.letters {
            // A script no candidate uses.
            return Guess {
                language: None,
                read_as: context.languages.main(),
            };
        }
        // Two letters are no evidence: «ok» belongs to the language spoken before it.
        let evidence = (tokens.letters as f32 / FULL_EVIDENCE).min(1.0);
        // What surrounds a message is weighed before the temperature, which makes p a probability.
        let heat = self.weights.temperature(Head::Language);
        let mut scores = [f32::NEG_INFINITY; WIDEST];
        for (index, (score, language)) in scores.iter_mut().zip(KNOWN).enumerate() {
            let written = if arabic {
                language == Language::AR
            } else if devanagari {
                language == Language::HI
            } else {
                // Hindi is also written in Latin letters.
                language != Language::AR
            };
            if !context.languages.has(index) || !written {
                continue;
            }
            *score = logits.get(index).copied().unwrap_or(0.0) * evidence;
            // The less a message says, the more its surroundings do.
            let silence = 1.3 * (1.0 - evidence);
            if context.previous == Some(language) {
                *score += (SAME_AS_BEFORE + silence) / heat;
            } else if context.previous.is_none() && context.languages.main() == language {
                *score += (MAIN_LANGUAGE + silence) / heat;
            }
        }
        let p = softmax(scores);
        let best = highest(&p);
        let sure = p
            .get(best)
            .is_some_and(|p| *p >= self.weights.language_floor);
        let language = KNOWN.get(best).copied().filter(|_| sure);
        Guess {
            language,
            read_as: language
                .or(context.previous)
                .unwrap_or(context.languages.main()),
        }
    }

    /// Everything the model makes of a text, before labels are drawn from it.
    pub(super) fn weigh(&self, text: &str, context: &ThreadContext) -> Weighed {
        let tokens = tokenize(text);
        let rows = HashedRows::of(&tokens);
        let mut logits = self.weights.hashed(&rows);
        let spoken = self.weights.head(&logits, Head::Language);
        let guess = self.language(&tokens, &spoken, context);
        let evidence = gather(&tokens, guess.read_as, &self.cues, &self.lexicons);
        let language = known_index(guess.read_as).unwrap_or(0);
        self.weights
            .add_dense(&mut logits, &evidence.dense, language);
        let read = |head| self.weights.head(&logits, head);
        let one = |head| sigmoid(read(head)[0]);
        let public = one(Head::Register);
        let emotion_p = softmax(eight(read(Head::Emotion)));
        Weighed {
            sentiment_p: mixed(
                agreed(three(read(Head::Sentiment)), &emotion_p),
                three(read(Head::PublicSentiment)),
                public,
            ),
            emotion_p,
            act_p: softmax(eight(read(Head::Act))),
            question_p: one(Head::Question) * (1.0 - public) + one(Head::PublicQuestion) * public,
            suggestion_p: one(Head::Suggestion),
            closing: self.closing.closes(&tokens),
            evidence,
            guess,
            tokens,
        }
    }

    /// The annotation with the probabilities behind it: what the accurate model consults.
    pub(super) fn reading(&self, text: &str, context: &ThreadContext) -> FastReading {
        let weighed = self.weigh(text, context);
        let (tokens, guess) = (&weighed.tokens, weighed.guess);
        let sentiment_p = weighed.sentiment_p;
        let best = highest(&sentiment_p);
        let sentiment = Sentiment::ALL
            .get(best)
            .copied()
            .unwrap_or(Sentiment::Neutral);
        let act = Act::ALL.get(highest(&weighed.act_p)).copied();
        let readable = tokens.count(TokenKind::Word) > 0 || tokens.count(TokenKind::Emoji) > 0;
        let annotation = MessageAnnotation {
            language: guess.language,
            sentiment,
            sentiment_p,
            abstain: !readable
                || (guess.language.is_none() && tokens.letters > 0)
                || sentiment_p
                    .get(best)
                    .is_none_or(|p| *p < self.weights.abstain_below),
            emotion: allowed_emotion(sentiment, weighed.emotion_p),
            act: act.unwrap_or(Act::Other),
            question: weighed.question_p > 0.5 && !weighed.closing,
            suggestion: weighed.suggestion_p > 0.5,
            closing: weighed.closing,
            sensitive: weighed.evidence.cues.has(Cue::Sensitive),
        };
        FastReading {
            annotation,
            emotion_p: weighed.emotion_p,
            act_p: weighed.act_p,
            asks: log_odds(weighed.question_p),
            readable,
            has_letters: tokens.letters > 0,
        }
    }

    /// What the heads would see of a text: for the training script and for explaining.
    pub fn features<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        language: Language,
    ) -> FeatureVector {
        features_of(text.get(), language, &self.cues, &self.lexicons)
    }
}

/// Cuts and weighs texts without weights: what training starts from.
#[derive(Debug)]
pub struct FeatureReader {
    cues: CueBook,
    lexicons: LexiconBook,
}

impl FeatureReader {
    /// Reads the embedded lists.
    pub fn embedded() -> Self {
        Self {
            cues: CueBook::default(),
            lexicons: LexiconBook::embedded(),
        }
    }

    /// Features of one text in a language known from its label.
    pub fn read<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        language: Language,
    ) -> FeatureVector {
        features_of(text.get(), language, &self.cues, &self.lexicons)
    }
}

fn features_of(
    text: &str,
    language: Language,
    cues: &CueBook,
    lexicons: &LexiconBook,
) -> FeatureVector {
    let tokens = tokenize(text);
    let evidence = gather(&tokens, language, cues, lexicons);
    let dense: &[f32; DENSE] = &evidence.dense;
    FeatureVector::new(dense, HashedRows::of(&tokens))
}

/// What the heads say of one text, as probabilities.
pub(super) struct Weighed {
    pub(super) sentiment_p: [f32; 3],
    pub(super) emotion_p: [f32; 8],
    pub(super) act_p: [f32; 8],
    pub(super) question_p: f32,
    suggestion_p: f32,
    closing: bool,
    evidence: Evidence,
    guess: Guess,
    pub(super) tokens: Tokens,
}

/// What the fast model says of a message, and how sure it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct FastReading {
    pub(super) annotation: MessageAnnotation,
    pub(super) emotion_p: [f32; 8],
    pub(super) act_p: [f32; 8],
    /// Above 0: asks something.
    pub(super) asks: f32,
    /// Holds a word or an emoji.
    pub(super) readable: bool,
    pub(super) has_letters: bool,
}

#[derive(Clone, Copy)]
struct Guess {
    language: Option<Language>,
    /// The language whose lists are used even where the guess is unsure.
    read_as: Language,
}

/// The logits of a head of eight columns.
fn eight(logits: [f32; WIDEST]) -> [f32; 8] {
    let [a, b, c, d, e, f, g, h, ..] = logits;
    [a, b, c, d, e, f, g, h]
}

/// The three probabilities of a sentiment head.
fn three(logits: [f32; WIDEST]) -> [f32; 3] {
    let [negative, neutral, positive, ..] = logits;
    softmax([negative, neutral, positive])
}

/// Both readings of one text, weighed by how likely it was written for everybody.
fn mixed(message: [f32; 3], public: [f32; 3], share: f32) -> [f32; 3] {
    let mut p = message;
    for (p, other) in p.iter_mut().zip(public) {
        *p += (other - *p) * share;
    }
    p
}

impl Guess {
    fn without_letters(context: &ThreadContext) -> Self {
        Self {
            language: None,
            read_as: context.previous.unwrap_or(context.languages.main()),
        }
    }
}

/// Does a sentiment allow an emotion? The label guide's table.
fn allows(sentiment: Sentiment, emotion: Emotion) -> bool {
    match emotion {
        Emotion::Anger | Emotion::Disappointment | Emotion::Worry => {
            sentiment == Sentiment::Negative
        }
        Emotion::Confusion => sentiment != Sentiment::Positive,
        Emotion::Gratitude | Emotion::Satisfaction => sentiment == Sentiment::Positive,
        Emotion::Neutral => sentiment == Sentiment::Neutral,
        Emotion::Surprise => true,
    }
}

/// Sentiment after the emotion head had its say, at half its voice: two heads that learned different
/// labels of the same texts err less together than apart. The temperature is fitted after this.
fn agreed(sentiment_p: [f32; 3], emotion_p: &[f32; 8]) -> [f32; 3] {
    let mut joint = sentiment_p;
    for (p, sentiment) in joint.iter_mut().zip(Sentiment::ALL) {
        let allowed: f32 = Emotion::ALL
            .iter()
            .zip(emotion_p)
            .filter(|(emotion, _)| allows(sentiment, **emotion))
            .map(|(_, p)| p)
            .sum();
        *p *= allowed.sqrt();
    }
    let sum: f32 = joint.iter().sum();
    if sum > 0.0 {
        joint.map(|p| p / sum)
    } else {
        sentiment_p
    }
}

/// The most probable emotion among those a sentiment allows.
pub(super) fn allowed_emotion(sentiment: Sentiment, mut scores: [f32; 8]) -> Emotion {
    for (score, emotion) in scores.iter_mut().zip(Emotion::ALL) {
        if !allows(sentiment, emotion) {
            *score = f32::NEG_INFINITY;
        }
    }
    Emotion::ALL
        .get(highest(&scores))
        .copied()
        .unwrap_or(Emotion::Neutral)
}

impl TextModel for FastModel {
    fn card(&self) -> &ModelCard {
        &CARD
    }

    fn annotate<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        context: &ThreadContext,
    ) -> MessageAnnotation {
        self.reading(text.get(), context).annotation
    }
}
