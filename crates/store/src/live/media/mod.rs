//! Media of messages: which are to be fetched, and their bytes, sealed under the key of the content
//! that names them, so that whatever ends the content ends them.
//!
//! Fetching is the shell's affair. It takes a [`MediaTicket`], hands bytes in piece by piece, and says
//! how it ended. Each step asks again whether the content is still there: an erasure in between wins.

mod keep;
mod queue;
mod read;

pub use queue::{MediaEnd, MediaKept, MediaTicket, MediaWanted};
pub use read::{HeldMedia, MediaCounts, SecretMedia};
pub(crate) use read::{counts, header};

use jiff::SignedDuration;

/// Bytes of one piece, but for the last.
pub const MEDIA_PART: usize = 256 * 1024;
/// The platform forgets a media at the latest so long after the message.
pub const MEDIA_LIVES: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Field code of media in key derivation; apart from those of content, of the address book and of
/// annotations.
const FIELD: u8 = 221;

/// How far fetching came: number kept in the store, never changed, never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Waiting = 0,
    Held = 1,
    Expired = 2,
    Refused = 3,
}

/// The version a piece is sealed as: its place is part of its key, so that no two change places.
fn version(place: i64) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1)
}
