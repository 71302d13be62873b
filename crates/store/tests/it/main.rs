//! Behaviour of the sealed store, from outside.
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod audit;
mod backup;
mod erasure;
mod group;
mod import;
mod lattice;
mod period;
mod place;
mod platform;
mod rights;
mod sealed;
mod stats;
mod verify;
