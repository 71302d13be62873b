//! The gate of the live path: identifiers become keyed digests, and content passes only where a
//! purpose that reads it was granted.
//!
//! [`LiveKeys::candidate`] turns a received event into a [`Candidate`], in which nothing identifies
//! a person in clear but the sealed-to-be parts. The store finds the contact by
//! [`Candidate::envelope`], folds its ledger into a [`ConsentView`] and calls [`Candidate::admit`]
//! inside its own transaction, so that a consent ended by the event before counts already.

mod admit;
mod consent_view;
mod exported;
mod keys;
mod recipient;
mod record;

pub use admit::Candidate;
pub use consent_view::{ConsentEvent, ConsentView, Objection, Standing};
pub use exported::{Author, ExportedMessage, ExportedThread, Fate, ReceivedExport, wording};
pub use keys::{ContactLookup, LiveKeys};
pub use recipient::{REFERENCE, Recipient, RecipientSecret, Recipients, References, Way};
pub use record::{Content, LiveRecord, Purposes, SecretBytes};
