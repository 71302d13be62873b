//! Accounts, for an administrator.

use serde::Deserialize;

use super::call::Call;
use super::problem::Problem;
use super::reply::Answer;
use crate::accounts::{AccountName, Password, Role};
use crate::serve::desk::{AccountAsk, What};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewAccount {
    name: String,
    role: Role,
    password: Password,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleChange {
    role: Role,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordGiven {
    password: Password,
}

pub(super) async fn list(call: Call) -> Result<Answer, Problem> {
    call.ask(What::Account(AccountAsk::List)).await
}

pub(super) async fn add(call: Call) -> Result<Answer, Problem> {
    let NewAccount {
        name,
        role,
        password,
    } = call.visit.json()?;
    let name: AccountName = name.parse().map_err(|_| {
        let why = call.visit.texts().say("account-name-wrong");
        Problem::malformed(why)
    })?;
    let what = AccountAsk::Add {
        name,
        role,
        password,
    };
    call.ask(What::Account(what)).await
}

pub(super) async fn remove(call: Call) -> Result<Answer, Problem> {
    let name = other(&call)?;
    call.ask(What::Account(AccountAsk::Remove { name })).await
}

pub(super) async fn give_role(call: Call) -> Result<Answer, Problem> {
    let RoleChange { role } = call.visit.json()?;
    let name = other(&call)?;
    call.ask(What::Account(AccountAsk::Role { name, role }))
        .await
}

pub(super) async fn give_password(call: Call) -> Result<Answer, Problem> {
    let PasswordGiven { password } = call.visit.json()?;
    // One's own goes through /session/password, which asks for the present one.
    let name = other(&call)?;
    call.ask(What::Account(AccountAsk::Password { name, password }))
        .await
}

pub(super) async fn give_second_factor(call: Call) -> Result<Answer, Problem> {
    let name = call.account()?;
    call.ask(What::Account(AccountAsk::SecondFactor { name }))
        .await
}

/// The account in the address, which must not be one's own.
fn other(call: &Call) -> Result<AccountName, Problem> {
    let name = call.account()?;
    if name == call.who.name {
        return Err(Problem::own_account());
    }
    Ok(name)
}
