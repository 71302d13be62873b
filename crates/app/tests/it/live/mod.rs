//! The server as its operator and the platform meet it: the real program, real files, real sockets.
#![expect(
    clippy::disallowed_types,
    reason = "the platform is played here, over real connections to this machine"
)]

mod api;
mod config;
mod doctor;
mod durable;
mod forensic;
mod holds;
mod hooks;
mod hostile;
mod import;
mod kills;
mod media;
mod operation;
mod order;
mod registers;
mod report;
mod rights;
mod server;
mod stand_in;
mod webhook;
