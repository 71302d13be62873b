//! What one webhook body yields.

use tact_domain::live::UnrecognizedKind;
use thiserror::Error;

use super::ReceivedEvent;

/// Entries of each report list that are kept; the rest is only counted.
pub const REPORTED: usize = 1_000;

/// Everything one body yields: what was understood, what was not, what was damaged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delivery {
    /// What was understood, in the order of the body.
    pub events: Vec<ReceivedEvent>,
    /// What is damaged, the first [`REPORTED`] of it.
    pub unreadable: Vec<Unreadable>,
    /// How much is damaged.
    pub unreadable_total: u64,
    /// What is well formed and unknown, the first [`REPORTED`] of it. An event of an unknown kind
    /// that names its message and contact is in `events` too.
    pub unrecognized: Vec<Unrecognized>,
    /// How much is unknown: what `tact store stats` counts.
    pub unrecognized_total: u64,
    /// Events of fields Tact has no use for (calls, payments, groups' settings).
    pub out_of_scope: u64,
    /// Times more than a day ahead of the clock.
    pub clamped: u64,
    /// True when the body was not UTF-8 and damaged characters were replaced.
    pub repaired_text: bool,
}

impl Delivery {
    pub(super) fn unreadable(&mut self, problem: Unreadable) {
        self.unreadable_total += 1;
        if self.unreadable.len() < REPORTED {
            self.unreadable.push(problem);
        }
    }

    pub(super) fn unrecognized(
        &mut self,
        pointer: impl FnOnce() -> String,
        kind: UnrecognizedKind,
    ) {
        self.unrecognized_total += 1;
        if self.unrecognized.len() < REPORTED {
            let pointer = pointer();
            self.unrecognized.push(Unrecognized { pointer, kind });
        }
    }
}

/// One damaged place of a body. Holds nothing of what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where: RFC 6901 pointer made of the platform's own keys and of positions.
    pub pointer: String,
    /// What is wrong.
    pub reason: UnreadableReason,
}

/// What is wrong with a place of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Error)]
pub enum UnreadableReason {
    /// Nothing stands there.
    #[error("missing")]
    Missing,
    /// Not an object.
    #[error("expected an object")]
    NotAnObject,
    /// Not a list.
    #[error("expected a list")]
    NotAList,
    /// Not a text.
    #[error("expected a text")]
    NotAText,
    /// Not a number, nor a text that holds one.
    #[error("expected a number")]
    NotANumber,
    /// Not a time in seconds since 1970.
    #[error("expected a time in seconds since 1970")]
    NotATime,
    /// Empty, or longer than any id the platform makes.
    #[error("expected an id")]
    NotAnId,
}

/// One thing of a body that is well formed and unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrecognized {
    /// Where the unknown word stands.
    pub pointer: String,
    /// What it would have been.
    pub kind: UnrecognizedKind,
}

/// Why a body yields nothing at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WebhookError {
    /// No signature, or not of the form `sha256=` and 64 hexadecimal digits.
    #[error("the request carries no X-Hub-Signature-256 header of the form sha256=…")]
    SignatureMissing,
    /// The body was not signed with any of the secrets.
    #[error("the signature does not match the body; the app secret may have been rotated")]
    SignatureMismatch,
    /// The body is not JSON.
    #[error("the body is not JSON")]
    NotJson,
    /// Lists and objects nested deeper than 32.
    #[error("the body is nested deeper than 32 levels")]
    TooDeep,
    /// The body is JSON, but not a webhook of the platform.
    #[error("the body is not a webhook of the WhatsApp Business platform")]
    NotAWebhook,
}
