//! Behaviour of the intake room, from outside.

mod fixtures;
