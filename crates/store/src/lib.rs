//! Everything Tact writes to or removes from a disk goes through here.
//!
//! The sealed store arrives with live traffic; until then this crate writes whole files, so that
//! an interruption never leaves half of one, and removes source files when asked to.

mod output;
mod sources;

pub use output::{OutputError, write_atomically};
pub use sources::{Removed, remove_sources};
