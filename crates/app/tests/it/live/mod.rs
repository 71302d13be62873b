//! The server as its operator and the platform meet it: the real program, real files, real sockets.

mod config;
mod durable;
mod hostile;
mod order;
mod rights;
mod server;
mod webhook;
