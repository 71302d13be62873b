//! The gate: consent, pseudonyms, redaction. Mints [`Admitted`] and [`Permitted`].

mod proof;
pub mod redact;

pub use proof::{
    Admitted, Analysis, OperatorText, Permitted, Purpose, Quotation, ReadsText, Survey,
};
