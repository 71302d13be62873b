//! The whole way an operator goes: real files in, the real program, what comes out.

mod companions;
mod consent;
mod deleted;
mod examples;
mod export;
mod hostile;
mod inert;
mod inspect;
mod label;
mod models;
mod program;
mod refused;
mod repeated;
mod shop;
mod sources;
mod zips;
