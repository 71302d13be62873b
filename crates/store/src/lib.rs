//! Everything Tact writes to or removes from a disk goes through here.
//!
//! The sealed store arrives with live traffic; until then this crate writes whole files, so that
//! an interruption never leaves half of one, and removes source files when asked to.
//!
//! What identifies a person cannot even be named here:
//!
//! ```compile_fail,E0433
//! fn keep(number: tact_intake::threads::PhoneNumber) {}
//! ```

mod output;
mod sources;

pub use output::{OutputError, write_atomically};
pub use sources::{Removed, remove_sources};
