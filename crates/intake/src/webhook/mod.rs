//! WhatsApp Cloud API and Coexistence webhooks: signed bytes in, received events out.
//!
//! Start at [`verify_signature`], then [`Decoder::decode`]. Neither knows a clock or a network.
//! A body that is half damaged yields its good half; what is damaged is named by its place, what is
//! unknown is counted, and nothing a person wrote is ever part of a report.

mod decode;
mod delivery;
mod event;
mod json;
mod keywords;
mod people;
mod received;
mod secret;
mod signature;
mod walk;

pub use decode::Decoder;
pub use delivery::{Delivery, REPORTED, Unreadable, UnreadableReason, Unrecognized, WebhookError};
pub use keywords::{KeywordError, Keywords};
pub use received::{
    Received, ReceivedContact, ReceivedContent, ReceivedEdit, ReceivedEvent, ReceivedId,
    ReceivedIdentityChange, ReceivedMessage, ReceivedReaction, ReceivedRequest, ReceivedRevoke,
    ReceivedStatus,
};
pub use secret::{SecretText, Wamid};
pub use signature::{SIGNATURE_HEADER, verify_signature};
