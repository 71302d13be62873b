//! Service figures.

pub mod calendar;
