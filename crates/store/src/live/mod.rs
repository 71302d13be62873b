//! The sealed store: what live events leave behind. Start at [`Store::open`].
//!
//! Events fold into rows (`lattice`), contents are sealed under one key each, and whatever ends a
//! content ends its key first.

mod accounts;
mod act;
mod address_book;
mod annotation;
mod audit;
mod backup;
mod batch;
mod breach;
mod consent;
mod contact;
mod contents;
mod conversations;
mod delivery;
mod erasure;
mod error;
mod group;
mod hold;
mod holders;
mod import;
mod journal;
mod lattice;
mod ledger;
mod log;
mod media;
mod message;
mod objection;
mod platform;
mod publication;
mod reaction;
mod records;
mod recovery;
mod register;
mod reseal;
mod reserve;
mod retention;
mod revoke;
mod rights;
mod row;
mod rows;
mod schema;
mod stats;
mod store;
mod threads;
mod travel;
mod verify;
mod writer;
mod writer_thread;

pub use accounts::{
    Account, AccountChange, AccountToken, Approval, Credentials, ExportRequest, NewAccount,
    NewSession, NewToken, Visitor,
};
pub use act::{Act, Actor, NotAName};
pub use annotation::{Concluded, ContentVersion};
pub use audit::{
    AuditAction, AuditEntry, AuditFault, AuditHead, AuditReport, BrokenEntry, verify_audit,
};
pub use backup::{BackupReport, RestoreReport, restore};
pub use breach::{BreachAct, BreachCounts, Touched, read_breach};
pub use consent::{ConsentLine, ConsentsRecorded, NamedContact};
pub use contents::{Annotation, ClearText};
pub use erasure::Cause;
pub use error::StoreError;
pub use group::{Committer, GroupCommit, NotStored};
pub use hold::{
    AskedHold, HeldBack, HeldMessage, Hold, HoldAnswer, HoldExport, HoldId, HoldRefused, HoldState,
    LONGEST_HOLD,
};
pub use holders::{HOLDERS, Holder, Holds};
pub use import::{ImportMode, ImportReport, ImportWithheld};
pub use media::{
    HeldMedia, MEDIA_LIVES, MEDIA_PART, MediaCounts, MediaEnd, MediaKept, MediaTicket, MediaWanted,
    SecretMedia,
};
pub use publication::{PUBLICATION_STANDS, Publication};
pub use register::{ConsentCount, RegisterCounts, read_register};
pub use retention::{RetentionPeriods, RetentionReport};
pub use rights::{
    AliasCount, ConsentEntry, ContactErasure, ContactExport, ContactObjection, ContactRequest,
    ContactSummary, ExportedDeletion, ExportedField, ExportedMedia, ExportedMessage,
    ExportedReaction, ExportedThread, Kept, RequestEntry,
};
pub use stats::{Stats, WithheldCounts, read_stats};
pub use store::{Shown, Store};
pub use threads::{StoreReader, StoredThread, ThreadMessage, ThreadReader};
pub use travel::{ErasureEvent, NotSettled, Notice, Task, TaskCounts, TaskReason, TasksDone};
pub use verify::{VerifyReport, verify};
pub use writer::{ErasureStep, ErasureWatch, Receipt, Unwatched};
