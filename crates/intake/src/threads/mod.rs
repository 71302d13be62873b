//! From parsed exports to threads with sides. Start at [`assemble`].
//!
//! Several exports of one chat are merged, and a deletion marked in any of them wins over the words
//! the others still hold. Groups and internal chats are counted and left out. Times stay civil:
//! nothing here knows a time zone, a clock or a disk, and the order of the files changes nothing.

mod assembly;
mod automatic;
mod comparison;
mod direct;
mod export_time;
mod identity;
mod merge;
mod received;
mod sides;
mod signature;
mod source;
mod teams;
#[cfg(test)]
mod tests;
mod traces;

pub use self::assembly::{
    AssembleOptions, Assembly, AssemblyNote, LeftOut, SignatureCount, assemble,
};
pub use self::automatic::{
    AutomaticCandidate, AutomaticPattern, AutomaticReason, AutomaticVerdict, InvalidPattern,
};
pub use self::export_time::{ExportTimeSource, ExportTimes, ObservedUntil};
pub use self::identity::{ContactIdentity, InvalidPhoneNumber, PhoneNumber};
pub use self::merge::MergeReport;
pub use self::received::{ReceivedMessage, ReceivedThread, TimePrecision};
pub use self::sides::{BusinessDecision, BusinessEvidence, Certainty, UndecidedReason};
pub use self::source::SourceExport;
pub use self::teams::{InvalidShift, Teams, TeamsError, TeamsProblem};
