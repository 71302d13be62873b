//! tact-store
