//! What each part of a `value` says, one file per kind of event.

mod account;
mod content;
mod history;
mod identity;
mod message;
mod reply;
mod status;
