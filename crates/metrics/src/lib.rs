//! Estimates from content-free facts: no text, no identity, no clock.

pub mod service;
