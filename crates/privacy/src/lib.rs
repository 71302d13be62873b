//! The gate: consent, pseudonyms, redaction. Mints [`Admitted`] and [`Permitted`].

pub mod consent;
mod proof;
mod pseudonym;

pub use proof::{
pub use pseudonym::PseudonymKey;
    Admitted, Analysis, OperatorText, Permitted, Purpose, Quotation, ReadsText, Survey,
};
