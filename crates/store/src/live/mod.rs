//! The sealed store: what live events leave behind. Start at [`Store::open`].
//!
//! Events fold into rows (`lattice`), contents are sealed under one key each, and whatever ends a
//! content ends its key first.

mod act;
mod address_book;
mod annotation;
mod audit;
mod backup;
mod batch;
mod consent;
mod contact;
mod contents;
mod conversations;
mod delivery;
mod erasure;
mod error;
mod group;
mod holders;
mod import;
mod journal;
mod lattice;
mod ledger;
mod message;
mod period;
mod platform;
mod publication;
mod reaction;
mod records;
mod recovery;
mod reseal;
mod retention;
mod revoke;
mod rights;
mod row;
mod schema;
mod seen;
mod stats;
mod store;
mod threads;
mod verify;
mod writer;
mod writer_thread;

pub use act::{Act, Actor, NotAName};
pub use annotation::{Concluded, ContentVersion};
pub use audit::{AuditAction, AuditEntry, AuditFault, AuditReport, BrokenEntry, verify_audit};
pub use backup::{BackupReport, RestoreReport, restore};
pub use consent::{ConsentLine, ConsentsRecorded, NamedContact};
pub use contents::{Annotation, ClearText};
pub use erasure::Cause;
pub use error::StoreError;
pub use group::{Committer, GroupCommit, NotStored};
pub use holders::{HOLDERS, Holder, Holds};
pub use import::{ImportMode, ImportReport, ImportWithheld};
pub use period::{ConversationReader, StoredConversation, StoredMessage};
pub use publication::{PUBLICATION_STANDS, Publication};
pub use retention::{RetentionPeriods, RetentionReport};
pub use rights::{
    AliasCount, ConsentEntry, ContactErasure, ContactExport, ContactRequest, ContactSummary,
    ExportedDeletion, ExportedField, ExportedMessage, ExportedReaction, ExportedThread, Kept,
    RequestEntry,
};
pub use stats::{Stats, WithheldCounts, read_stats};
pub use store::{Shown, Store};
pub use threads::{StoreReader, StoredThread, ThreadMessage, ThreadReader};
pub use verify::{VerifyReport, verify};
pub use writer::{ErasureStep, ErasureWatch, Receipt, Unwatched};
