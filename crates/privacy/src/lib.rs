//! The gate: consent, pseudonyms, redaction. Mints [`Admitted`] and [`Permitted`].

pub mod consent;
mod gate;
pub mod live;
mod proof;
mod pseudonym;
pub mod redact;

pub use gate::{Admission, AnswerWithheld, CivilClock, Gate, HeldText};
pub use proof::{
    Admitted, Analysis, OperatorText, Permitted, Purpose, Quotation, ReadsText, Survey,
};
pub use pseudonym::PseudonymKey;
