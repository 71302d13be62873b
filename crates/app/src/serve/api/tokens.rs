//! Tokens of one's own.

use serde::Deserialize;

use super::call::{Call, Proof};
use super::problem::Problem;
use super::reply::Answer;
use crate::serve::desk::{AccountAsk, What};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewToken {
    label: String,
    days: u32,
}

pub(super) async fn list(call: Call) -> Result<Answer, Problem> {
    let name = call.who.name.clone();
    call.ask(What::Account(AccountAsk::Tokens { name })).await
}

pub(super) async fn make(call: Call) -> Result<Answer, Problem> {
    // A token that makes tokens would never end.
    if call.who.proof == Proof::Token {
        return Err(Problem::forbidden());
    }
    let NewToken { label, days } = call.visit.json()?;
    let name = call.who.name.clone();
    let what = AccountAsk::MakeToken { name, label, days };
    call.ask(What::Account(what)).await
}

pub(super) async fn end(call: Call) -> Result<Answer, Problem> {
    let (name, id) = (call.who.name.clone(), call.id()?);
    call.ask(What::Account(AccountAsk::EndToken { name, id }))
        .await
}
