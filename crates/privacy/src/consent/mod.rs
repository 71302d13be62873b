//! Who agreed to what, since when, and how that can be proved.
//!
//! The file a company hands in is read by [`read_consents`]; [`Ledger`] folds its lines into the
//! state of each contact. Nothing said is "no".

mod file;
mod ledger;

pub use file::{ConsentEntry, ConsentError, ConsentState, ContactRef, read_consents};
pub use ledger::{Declaration, Grant, Ledger, LedgerReport};
