//! tact-analysis
