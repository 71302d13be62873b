//! The only way out: requests Tact sends itself. Start at [`Client::send`].
//!
//! A [`Target`] is a web address that was checked against the rule it is used under; the client asks
//! for its network address once, checks that too, and connects to exactly what it checked. No proxy,
//! no cookie, no pool; a redirect is an answer like any other and followed by nobody.

mod address;
mod client;
mod media_hosts;
mod target;

pub use client::{Answer, Client, NotSent, Resolve, System};
pub use media_hosts::{HostPattern, MediaHosts};
pub use target::{NotAllowed, Reach, Target, hook};
