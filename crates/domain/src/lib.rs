//! The words of the glossary as types, and the rules that are true without any input or output.
//!
//! Nothing here knows a phone number, a file, a clock or a network. Times that enter metrics are
//! instants ([`jiff::Timestamp`]); the civil times an export prints are turned into instants once,
//! at the edge, with the time zone the operator named.

mod annotation;
mod contact;
mod conversation;
mod episode;
mod estimate;
pub mod live;
mod message;
mod purpose;
mod sensitive;
mod thread;

pub use annotation::{
    Act, ConversationAnnotation, Emotion, Flow, Language, MessageAnnotation, Sentiment, Tone,
};
pub use contact::{ContactKey, Pseudonym, TeamId};
pub use conversation::{Conversation, Ending, StartedBy};
pub use episode::{EpisodeStep, Episodes};
pub use estimate::{Estimate, Interval};
pub use message::{
    AgentKind, Direction, MessageFact, MessageKind, Sender, Watch, Withdrawal, WithdrawnBy,
};
pub use purpose::PurposeKind;
pub use sensitive::Sensitive;
pub use thread::{Channel, Observability, ThreadFacts, ThreadKind};
