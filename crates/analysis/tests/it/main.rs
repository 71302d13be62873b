//! Behaviour of understanding, from text to topics.

mod accurate;
mod messages;
mod topics;
