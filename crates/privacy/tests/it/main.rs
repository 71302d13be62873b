//! Behaviour of the gate's redaction.

mod placeholders;
mod properties;
mod quality;
mod rules;
mod scoring;
mod thread;
