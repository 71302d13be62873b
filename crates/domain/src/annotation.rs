//! What understanding says of a message or a conversation. Always a prediction, never a rating.

use serde::Serialize;

/// Primary language tag (BCP-47), two or three lower-case letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language([u8; 3]);

impl Language {
    /// French.
    pub const FR: Self = Self(*b"fr\0");
    /// English.
    pub const EN: Self = Self(*b"en\0");
    /// Spanish.
    pub const ES: Self = Self(*b"es\0");
    /// Portuguese.
    pub const PT: Self = Self(*b"pt\0");
    /// German.
    pub const DE: Self = Self(*b"de\0");
    /// Italian.
    pub const IT: Self = Self(*b"it\0");
    /// Dutch.
    pub const NL: Self = Self(*b"nl\0");
    /// Arabic.
    pub const AR: Self = Self(*b"ar\0");
    /// Hindi.
    pub const HI: Self = Self(*b"hi\0");

    /// Reads a tag of two or three ASCII letters; anything else is `None`.
    pub fn parse(tag: &str) -> Option<Self> {
        let bytes = tag.as_bytes();
        if !(2..=3).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_alphabetic) {
            return None;
        }
        let mut kept = [0; 3];
        for (slot, byte) in kept.iter_mut().zip(bytes) {
            *slot = byte.to_ascii_lowercase();
        }
        Some(Self(kept))
    }

    /// The tag, `fr` for French.
    pub fn tag(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(3);
        std::str::from_utf8(&self.0[..end]).unwrap_or("und")
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Language({})", self.tag())
    }
}

impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

/// What the customer feels in one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sentiment {
    /// Annoyance, regret, fear, or a harm told calmly.
    Negative,
    /// Facts, practical questions, requests.
    Neutral,
    /// Contentment, relief, thanks that are meant.
    Positive,
}

impl Sentiment {
    /// All of them, in the order of the models' outputs and of what is kept of a reading.
    pub const ALL: [Self; 3] = [Self::Negative, Self::Neutral, Self::Positive];
}

/// The dominant emotion of one customer message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Emotion {
    /// Reproach, ultimatum, exasperation.
    Anger,
    /// An expectation not met.
    Disappointment,
    /// Fear of a loss still to come.
    Worry,
    /// Does not understand.
    Confusion,
    /// Thanks someone.
    Gratitude,
    /// Content, without thanking.
    Satisfaction,
    /// The unexpected dominates.
    Surprise,
    /// None of these.
    Neutral,
}

impl Emotion {
    /// All of them, in the order of the models' outputs and of what is kept of a reading.
    pub const ALL: [Self; 8] = [
        Self::Anger,
        Self::Disappointment,
        Self::Worry,
        Self::Confusion,
        Self::Gratitude,
        Self::Satisfaction,
        Self::Surprise,
        Self::Neutral,
    ];
}

/// The dominant act of one customer message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Wants to know something.
    Question,
    /// Wants something done.
    Request,
    /// Expresses discontent or reports a problem.
    Complaint,
    /// Supplies facts.
    Information,
    /// Yes, no, agreement, refusal.
    Confirmation,
    /// Thanking is the point.
    Thanks,
    /// Nothing but a greeting.
    Greeting,
    /// Anything else.
    Other,
}

impl Act {
    /// All of them, in the order of the models' outputs and of what is kept of a reading.
    pub const ALL: [Self; 8] = [
        Self::Question,
        Self::Request,
        Self::Complaint,
        Self::Information,
        Self::Confirmation,
        Self::Thanks,
        Self::Greeting,
        Self::Other,
    ];
}

/// What a conversation is for: every conversation has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// Technical or product question.
    Question,
    /// Request for assistance.
    Assistance,
    /// Feedback on an experience.
    Feedback,
    /// Suggestion or idea.
    Suggestion,
    /// None of these, or not readable.
    Other,
}

/// Tone of the text that remains in one conversation. Never called satisfaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Clearly positive: `T` = 1 of the statistics.
    Positive,
    /// Clearly negative.
    Negative,
    /// Neither, or the model abstains, or no text.
    Unclear,
}

/// What is understood of one customer message.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MessageAnnotation {
    /// `None` is "unknown".
    pub language: Option<Language>,
    /// Most probable sentiment.
    pub sentiment: Sentiment,
    /// Calibrated probabilities: negative, neutral, positive; they sum to 1.
    pub sentiment_p: [f32; 3],
    /// True when the product would not use the sentiment.
    pub abstain: bool,
    /// Dominant emotion.
    pub emotion: Emotion,
    /// Dominant act.
    pub act: Act,
    /// Does it ask something that wants an answer?
    pub question: bool,
    /// Does it suggest an improvement or an idea?
    pub suggestion: bool,
    /// Thanks, goodbye, "ok", a lone emoji.
    pub closing: bool,
    /// Likely special-category content (health, religion, union, sex life, offences): never quoted.
    pub sensitive: bool,
}

/// What is understood of one conversation, from what remains of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ConversationAnnotation {
    /// Its flow.
    pub flow: Flow,
    /// Its tone.
    pub tone: Tone,
    /// Index of its topic, when it belongs to one.
    pub topic: Option<u32>,
    /// Indices of the products it names.
    pub products: Vec<u16>,
    /// Index in its thread of the message that best says what it is about.
    pub main_message: Option<u32>,
}
