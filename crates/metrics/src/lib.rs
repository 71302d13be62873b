//! tact-metrics
