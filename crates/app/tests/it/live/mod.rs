//! The server as its operator and the platform meet it: the real program, real files, real sockets.
#![expect(
    clippy::disallowed_types,
    reason = "the platform is played here, over real connections to this machine"
)]

mod config;
mod doctor;
mod durable;
mod forensic;
mod hostile;
mod import;
mod operation;
mod order;
mod report;
mod rights;
mod server;
mod webhook;
