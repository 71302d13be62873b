//! The sealed store: what live events leave behind. Start at [`Store::open`].
//!
//! Events fold into rows (`lattice`), contents are sealed under one key each, and whatever ends a
//! content ends its key first.

mod batch;
mod consent;
mod contact;
mod erasure;
mod error;
mod group;
mod holders;
mod lattice;
mod ledger;
mod message;
mod recovery;
mod schema;
mod stats;
mod store;
mod writer;
mod writer_thread;

pub use consent::{ConsentLine, ConsentsRecorded, NamedContact};
pub use erasure::Cause;
pub use error::StoreError;
pub use group::{Committer, GroupCommit, NotStored};
pub use holders::{HOLDERS, Holder, Holds};
pub use stats::{Stats, WithheldCounts, read_stats};
pub use store::{Shown, Store};
pub use writer::{ErasureStep, ErasureWatch, Receipt, Unwatched};
