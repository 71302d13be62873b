//! Behaviour of understanding, from text to topics.

mod accurate;
mod conversations;
mod messages;
mod topics;
