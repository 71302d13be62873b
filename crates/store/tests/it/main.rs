//! Behaviour of the sealed store, from outside.
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod accounts;
mod audit;
mod backup;
mod clock;
mod erasure;
mod group;
mod hold;
mod import;
mod import_rights;
mod lattice;
mod media;
mod objection;
mod place;
mod platform;
mod publication;
mod rights;
mod sealed;
mod stats;
mod threads;
mod travel;
mod verify;
