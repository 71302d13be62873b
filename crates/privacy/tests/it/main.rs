//! Behaviour of the gate: redaction, and what passes of live events.

mod answers;
mod live;
mod placeholders;
mod properties;
mod quality;
mod rules;
mod scoring;
mod thread;
