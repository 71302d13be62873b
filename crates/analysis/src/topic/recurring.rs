//! Recurring questions and problems: what is handed in and what comes out.

use serde::{Deserialize, Serialize};
use tact_domain::{Act, ContactKey, Language, MessageAnnotation, Sentiment};
use tact_privacy::Permitted;

use super::dense::SENTENCE;
use super::memory::TopicMemory;
use super::trend::Trend;

/// Names one topic for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TopicId(pub u32);

/// Questions and problems are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicKind {
    /// Something customers want to know or have done.
    Question,
    /// Something that went wrong.
    Problem,
}

impl TopicKind {
    /// The kind a message belongs to; `None` for thanks, greetings, answers and praise.
    pub fn of(annotation: &MessageAnnotation) -> Option<Self> {
        if annotation.closing {
            return None;
        }
        match annotation.act {
            Act::Complaint => Some(Self::Problem),
            Act::Question | Act::Request if annotation.sentiment == Sentiment::Negative => {
                Some(Self::Problem)
            }
            Act::Question | Act::Request => Some(Self::Question),
            _ if annotation.question => Some(Self::Question),
            _ if annotation.sentiment == Sentiment::Negative => Some(Self::Problem),
            _ => None,
        }
    }
}

/// One customer message that says what its conversation is about.
#[derive(Debug)]
pub struct TopicInput<'a, P> {
    /// Its conversation.
    pub conversation: u32,
    /// Who wrote it.
    pub contact: ContactKey,
    /// Week it was sent, any numbering that grows by one a week.
    pub week: i32,
    /// Question or problem.
    pub kind: TopicKind,
    /// Its language, where known.
    pub language: Option<Language>,
    /// True for likely special-category content: never an example.
    pub sensitive: bool,
    /// Its text; redaction placeholders in it name nothing.
    pub text: Permitted<&'a str, P>,
    /// Where its meaning points, by [`super::SentenceVectors`]; `None` where only its words are known.
    pub meaning: Option<Box<[f32; SENTENCE]>>,
}

/// What topics are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopicOptions {
    /// Distinct contacts below which a topic, and a term, is not shown.
    pub k: usize,
    /// Last complete week: later ones are counted but not compared.
    pub last_complete_week: i32,
}

/// A word or phrase of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicTerm {
    /// As customers spell it.
    pub text: String,
    /// Distinct contacts who wrote it, k at least.
    pub contacts: u32,
}

/// One week of one topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TopicWeek {
    /// The week.
    pub week: i32,
    /// Conversations.
    pub conversations: u32,
    /// Distinct contacts: a week is shown only from k.
    pub contacts: u32,
}

/// A question or problem that comes back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecurringTopic {
    /// Id, stable from run to run when the memory is handed on.
    pub id: TopicId,
    /// Question or problem.
    pub kind: TopicKind,
    /// Name, as customers would say it.
    pub name: String,
    /// Conversations.
    pub conversations: u32,
    /// Distinct contacts, k at least.
    pub contacts: u32,
    /// Every week from the first to the last of the run, zeros included.
    pub weekly: Vec<TopicWeek>,
    /// Newest weeks against those before.
    pub trend: Trend,
    /// True when k contacts at least came in the newest weeks and nobody in the four or more before.
    pub is_new: bool,
    /// Index of the input that stands best for it; none of the sensitive ones.
    pub example: Option<u32>,
    /// Its most telling terms, best first.
    pub terms: Vec<TopicTerm>,
}

/// All topics of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Topics {
    /// The topics, most conversations first.
    pub topics: Vec<RecurringTopic>,
    /// For each input, the index of its topic.
    pub of_input: Vec<Option<u32>>,
    /// Groups not shown because fewer than k contacts are in them.
    pub withheld: u32,
    /// What to remember for the next run.
    pub memory: TopicMemory,
}
