//! Behaviour of the intake room, from outside.

mod answers;
mod containers;
mod fixtures;
mod generated;
mod headers;
mod properties;
mod refusals;
mod tricky;
mod webhook;
