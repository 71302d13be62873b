//! Bytes in, received messages out. The only home of what identifies a person.

pub mod answers;
pub mod container;
pub mod export;
pub mod refusal;
pub mod threads;
pub mod webhook;
