//! Behaviour of the statistics room, from a folder of data to the whole answer.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its fixture has to stop"
)]

mod consent;
mod edges;
mod honesty;
mod properties;
mod scenarios;
mod service;
mod two_way;
