//! Service figures and the statistics behind every number: what is estimated, how sure one can be.

pub mod catalog;
pub mod dataset;
pub mod estimate;
pub mod service;
