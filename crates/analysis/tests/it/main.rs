//! Behaviour of understanding, from text to topics.

mod messages;
mod topics;
