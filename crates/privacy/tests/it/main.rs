//! Behaviour of the gate's redaction.

mod answers;
mod placeholders;
mod properties;
mod quality;
mod rules;
mod scoring;
mod thread;
