//! The whole way an operator goes: real files in, the real program, what comes out.

mod companions;
mod consent;
mod deleted;
mod estimate;
mod examples;
mod export;
mod feedback;
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
mod surveys;
mod topics;
mod what_if;
mod zips;
