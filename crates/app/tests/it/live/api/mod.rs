//! `/api/v1` as people and scripts meet it: the real server, real accounts, real cookies.

mod accounts;
mod client;
mod figures;
mod matrix;
mod person;
mod session;
mod shape;
