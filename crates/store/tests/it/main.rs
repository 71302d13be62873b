//! Behaviour of the sealed store, from outside.

mod lattice;
mod place;
mod sealed;
