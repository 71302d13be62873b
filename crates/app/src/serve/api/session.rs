//! Signing in and out.

use axum::http::{HeaderName, header};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::call::{Call, Proof, Visit};
use super::gate::COOKIE;
use super::problem::Problem;
use super::reply::Answer;
use crate::accounts::{Attempt, Password, Role, sign_in};
use crate::serve::desk::{AccountAsk, What};

/// What a browser forgets of us at the end.
const CLEAR: HeaderName = HeaderName::from_static("clear-site-data");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignIn {
    /// `NAME`, or `NAME@COMPANY`.
    name: String,
    password: Password,
    code: Option<String>,
}

#[derive(Serialize)]
struct Session<'a> {
    name: &'a str,
    company: Option<&'a str>,
    role: Role,
    ends_at: Timestamp,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordChange {
    current: Password,
    new: Password,
    code: Option<String>,
}

pub(super) async fn open(visit: Visit) -> Result<Answer, Problem> {
    let asked: SignIn = visit.json()?;
    let (name, company) = match asked.name.split_once('@') {
        Some((name, company)) => (name, Some(company)),
        None => (asked.name.as_str(), None),
    };
    let server = &visit.server;
    let Some(sites) = server.sites.get() else {
        return Err(Problem::starting());
    };
    // A company nobody knows is as unknown as an account: another store does the same work for a
    // name that cannot be one.
    let known = server.site(company).ok();
    let name = if known.is_some() {
        name
    } else {
        asked.name.as_str()
    };
    let name = if known.is_none() && company.is_none() {
        ""
    } else {
        name
    };
    let site = known.or_else(|| sites.first().cloned());
    let site = site.ok_or_else(Problem::starting)?;
    let attempt = Attempt {
        company,
        name,
        password: asked.password,
        code: asked.code.as_deref(),
    };
    let entry = &server.entry;
    let signed_in = sign_in(
        &site.store,
        &entry.hasher,
        &entry.attempts,
        attempt,
        visit.now,
    )
    .await;
    let signed_in = signed_in.map_err(|why| {
        tracing::warn!(%why, "nobody was signed in");
        Problem::not_signed_in(why, visit.texts())
    })?;
    let age = signed_in.ends_at.duration_since(visit.now).as_secs();
    let cookie = format!(
        "{COOKIE}={}; Max-Age={age}; Path=/; Secure; HttpOnly; SameSite=Lax",
        signed_in.held.expose()
    );
    let session = Session {
        name: &signed_in.name,
        company: site.name(),
        role: signed_in.role,
        ends_at: signed_in.ends_at,
    };
    Answer::json(201, &session)?.with(header::SET_COOKIE, &cookie)
}

pub(super) async fn show(call: Call) -> Result<Answer, Problem> {
    let who = &call.who;
    let session = Session {
        name: who.name.as_str(),
        company: who.site.name(),
        role: who.role,
        ends_at: who.ends_at,
    };
    Answer::json(200, &session)
}

pub(super) async fn end(call: Call) -> Result<Answer, Problem> {
    if let Proof::Session(key) = call.who.proof {
        call.who.site.store.end_session(key, call.visit.now).await?;
    }
    cleared()
}

pub(super) async fn change_password(call: Call) -> Result<Answer, Problem> {
    let asked: PasswordChange = call.visit.json()?;
    let (who, entry) = (&call.who, &call.visit.server.entry);
    let attempt = Attempt {
        company: who.site.name(),
        name: who.name.as_str(),
        password: asked.current,
        code: asked.code.as_deref(),
    };
    // As at the door: counted, and with a code where the account has one. The session it opens is
    // nobody's.
    let (store, now) = (&who.site.store, call.visit.now);
    let again = sign_in(store, &entry.hasher, &entry.attempts, attempt, now).await;
    let again = again.map_err(|why| Problem::not_signed_in(why, call.visit.texts()))?;
    store.end_session(again.held.key(), now).await?;
    let what = AccountAsk::Password {
        name: who.name.clone(),
        password: asked.new,
    };
    call.ask(What::Account(what)).await?;
    cleared()
}

fn cleared() -> Result<Answer, Problem> {
    let cookie = format!("{COOKIE}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax");
    Answer::nothing()
        .with(header::SET_COOKIE, &cookie)?
        .with(CLEAR, "\"cache\", \"cookies\", \"storage\"")
}
