//! Everything Tact writes to or removes from a disk goes through here.
//!
//! Content never reaches it in clear: [`keys`] hands out one key for each message, [`seal`] closes
//! the content with it, and destroying the key destroys the content wherever a copy of it lies.
//! Reports are written as whole files, so that an interruption never leaves half of one.
//!
//! What identifies a person cannot even be named here:
//!
//! ```compile_fail,E0433
//! fn keep(number: tact_intake::threads::PhoneNumber) {}
//! ```

pub mod forensic;
pub mod keys;
pub mod live;
mod output;
pub mod seal;
mod sources;

pub use output::{OutputError, write_atomically};
pub use sources::{Removed, remove_sources};
