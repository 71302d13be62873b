//! Behaviour of the sealed store, from outside.

mod erasure;
mod lattice;
mod place;
mod sealed;
