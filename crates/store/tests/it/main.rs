//! Behaviour of the sealed store, from outside.
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod accounts;
mod audit;
mod backup;
mod erasure;
mod group;
mod lattice;
mod place;
mod platform;
mod publication;
mod rights;
mod sealed;
mod stats;
mod threads;
mod verify;
