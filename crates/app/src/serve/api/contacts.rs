//! The rights of a person. They are named in the body, never in an address: addresses are written
//! into the logs of whatever stands in between.

use serde::Deserialize;
use zeroize::Zeroize;

use super::call::Call;
use super::problem::Problem;
use super::reply::Answer;
use crate::i18n::args;
use crate::serve::body::Held;
use crate::serve::desk::What;

/// Who is meant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    /// Number (+33…) or business-scoped id.
    pub(super) contact: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    contact: String,
    purpose: String,
    state: String,
    at: String,
    #[serde(default)]
    notice: String,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    proof: String,
}

impl Drop for Named {
    fn drop(&mut self) {
        self.contact.zeroize();
    }
}

impl Named {
    fn take(mut self) -> String {
        std::mem::take(&mut self.contact)
    }
}

pub(super) async fn show(call: Call) -> Result<Answer, Problem> {
    let contact = call.visit.json::<Named>()?.take();
    call.ask_about(What::Show { contact }).await
}

pub(super) async fn consents(call: Call) -> Result<Answer, Problem> {
    let contact = call.visit.json::<Named>()?.take();
    call.ask_about(What::Consents { contact }).await
}

pub(super) async fn erase(call: Call) -> Result<Answer, Problem> {
    let contact = call.visit.json::<Named>()?.take();
    call.ask_about(What::Erase { contact }).await
}

pub(super) async fn requests(call: Call) -> Result<Answer, Problem> {
    call.ask(What::Requests).await
}

/// One line goes the way of a file of one line: one rule for both.
pub(super) async fn record(call: Call) -> Result<Answer, Problem> {
    let line: Line = call.visit.json()?;
    let mut file = csv::Writer::from_writer(Vec::new());
    let written = file
        .write_record([
            "contact", "purpose", "state", "at", "notice", "channel", "proof",
        ])
        .and_then(|()| {
            file.write_record([
                &line.contact,
                &line.purpose,
                &line.state,
                &line.at,
                &line.notice,
                &line.channel,
                &line.proof,
            ])
        });
    written.map_err(|_| Problem::failed())?;
    let bytes = file.into_inner().map_err(|_| Problem::failed())?;
    let file = String::from_utf8(bytes).map_err(|_| Problem::failed())?;
    call.ask(What::ImportConsents { file }).await
}

pub(super) async fn import(call: Call) -> Result<Answer, Problem> {
    let bytes = call
        .visit
        .body
        .as_ref()
        .map(Held::bytes)
        .unwrap_or_default();
    let file = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let words = args!["line" => line.to_string()];
        Problem::malformed(call.visit.texts().get("consent-not-csv", words))
    })?;
    let file = file.to_owned();
    call.ask(What::ImportConsents { file }).await
}
