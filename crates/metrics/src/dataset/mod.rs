//! A dataset folder as plain types, and the whole answer computed from it. Files are read by the
//! shell; here are only their bytes.

pub mod answer;
mod conversation;
mod daily;
mod error;
mod lines;
mod message;
mod params;
mod release;

pub use conversation::{
    ConsentRecord, ConversationRow, Conversations, NameId, Names, Touch, UNKNOWN,
};
pub use daily::DailySeries;
pub use error::{DatasetError, DatasetFile, Expected, Problem};
pub use message::MessageRow;
pub use params::{MotiveMatrix, Params};
pub use release::{ExactCell, ReleaseRefusal, ReleasedTable};

use crate::estimate::DeletionFacts;

/// The bytes of a dataset folder. The last three files may be missing: what needs them is unknown
/// then.
#[derive(Clone, Copy, Debug)]
pub struct DatasetFiles<'a> {
    /// `params.json`.
    pub params: &'a [u8],
    /// `conversations.jsonl`.
    pub conversations: &'a [u8],
    /// `messages.jsonl`.
    pub messages: Option<&'a [u8]>,
    /// `deletions.jsonl`.
    pub deletions: Option<&'a [u8]>,
    /// `daily.jsonl`.
    pub daily: Option<&'a [u8]>,
}

/// A period's data.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Settings.
    pub params: Params,
    /// Conversations.
    pub conversations: Conversations,
    /// Sample of messages.
    pub messages: Option<Vec<MessageRow>>,
    /// Deletions.
    pub deletions: Option<Vec<DeletionFacts>>,
    /// Daily counts.
    pub daily: Option<DailySeries>,
}

/// Reads every file, stopping at the first mistake.
///
/// # Errors
///
/// [`DatasetError`] with file, line, what is wrong and what to write instead.
pub fn parse_dataset(files: &DatasetFiles<'_>) -> Result<Dataset, DatasetError> {
    let params = params::parse_params(files.params)?;
    Ok(Dataset {
        conversations: conversation::parse_conversations(files.conversations, &params)?,
        messages: files.messages.map(message::parse_messages).transpose()?,
        deletions: files.deletions.map(message::parse_deletions).transpose()?,
        daily: files.daily.map(daily::parse_daily).transpose()?,
        params,
    })
}
