//! The two proofs. Their fields are private to this crate, so only the gate can mint them.

use std::marker::PhantomData;

use tact_domain::PurposeKind;

/// Proof that the gate let a value in. `store` writes nothing else.
///
/// ```compile_fail,E0423
/// let forged = tact_privacy::Admitted("never seen by the gate");
/// ```
#[derive(Debug)]
pub struct Admitted<T>(pub(crate) T);

impl<T> Admitted<T> {
    /// What was admitted.
    pub fn get(&self) -> &T {
        &self.0
    }

    /// Gives the admitted value up; the proof ends here.
    pub fn into_inner(self) -> T {
        self.0
    }
}

/// A purpose as a type, so that a permit for one purpose is not a permit for another.
pub trait Purpose {
    /// The consent the gate must find; `None` only for an operator's own text.
    const CONSENT: Option<PurposeKind>;
}

/// A purpose under which text may be read by `analysis`.
pub trait ReadsText: Purpose {}

/// Satisfaction statistics and topics.
#[derive(Debug)]
pub enum Analysis {}
/// Showing a redacted quote.
#[derive(Debug)]
pub enum Quotation {}
/// Sending a survey.
#[derive(Debug)]
pub enum Survey {}
/// An operator's own text in a stateless pipe (`label`, `redact`): nothing is kept.
#[derive(Debug)]
pub enum OperatorText {}

impl Purpose for Analysis {
    const CONSENT: Option<PurposeKind> = Some(PurposeKind::Analysis);
}
impl Purpose for Quotation {
    const CONSENT: Option<PurposeKind> = Some(PurposeKind::Quotation);
}
impl Purpose for Survey {
    const CONSENT: Option<PurposeKind> = Some(PurposeKind::Survey);
}
impl Purpose for OperatorText {
    const CONSENT: Option<PurposeKind> = None;
}
impl ReadsText for Analysis {}
impl ReadsText for OperatorText {}

/// Proof that consent for `P` was checked at the moment of use.
#[derive(Debug)]
pub struct Permitted<T, P> {
    subject: T,
    purpose: PhantomData<P>,
}

impl<T, P: Purpose> Permitted<T, P> {
    /// Only the gate grants.
    #[allow(
        dead_code,
        reason = "called by the gate, which lands with the consent ledger"
    )]
    pub(crate) fn grant(subject: T) -> Self {
        Self {
            subject,
            purpose: PhantomData,
        }
    }

    /// What may be used, for this purpose.
    pub fn get(&self) -> &T {
        &self.subject
    }
}

impl<P: Purpose> Permitted<String, P> {
    /// The same permit for a borrowed text.
    pub fn borrowed(&self) -> Permitted<&str, P> {
        Permitted::grant(&self.subject)
    }
}

impl<T> Permitted<T, OperatorText> {
    /// A permit for text an operator pipes in themselves; nothing of it is kept.
    pub fn own_text(subject: T) -> Self {
        Self {
            subject,
            purpose: PhantomData,
        }
    }
}
