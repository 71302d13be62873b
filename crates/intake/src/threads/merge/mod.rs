//! Several exports of one chat become one chat.
//!
//! A deletion marked in any of them wins: the words the others still hold are never copied, and
//! the buffers they stood in are overwritten. There is no way to ask what an older export said:
//! comparing two exports to read a deletion is recovery, and nothing here returns a former text.
//!
//! [`cluster`] finds out which exports are one chat, [`fold`] lays them over each other,
//! [`align`] decides which line is which message, [`slot`] keeps what is left of each.

pub(super) mod align;
pub(super) mod chat;
pub(super) mod cluster;
pub(super) mod echo;
pub(super) mod fold;
pub(super) mod same_chat;
pub(super) mod slot;

/// What merging did. Counts only: which message is nobody's business.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergeReport {
    /// Exports in which somebody wrote.
    pub exports: u64,
    /// Exports with the same content as another one, read once.
    pub repeated_exports: u64,
    /// Exports in which nobody wrote.
    pub empty_exports: u64,
    /// Chats that came in more than one export.
    pub merged_chats: u64,
    /// Messages found in more than one export, counted once.
    pub repeated_messages: u64,
    /// Messages deleted in one export whose content another one still held; it was dropped.
    pub deletions_won: u64,
    /// Messages of which another export held an older version; it was dropped.
    pub edits_won: u64,
    /// Texts dropped because they may be the one that was deleted; their messages still count.
    pub texts_in_doubt: u64,
    /// Passages of twelve words or more that repeated a deleted message, masked.
    pub echoes_masked: u64,
    /// Exports from a phone in another time zone, moved by whole quarter hours.
    pub clocks_moved: u64,
    /// Exports left out because their clock agrees with no other export of the same chat.
    pub clocks_unclear: u64,
    /// Pairs of exports under one name that share no message: kept as two contacts.
    pub same_name_apart: u64,
    /// Chats in which somebody has another name in another export (a contact saved since, another
    /// phone), joined by their messages.
    pub renamed_contacts: u64,
}
