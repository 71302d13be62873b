//! Copies with content, by four eyes.

use jiff::SignedDuration;
use tact_store::live::Approval;

use super::call::Call;
use super::contacts::Named;
use super::problem::Problem;
use super::reply::{Answer, of_desk};

/// How long a request waits for another account.
const ASKED: SignedDuration = SignedDuration::from_hours(72);
/// How long an allowed copy may be taken.
const ALLOWED: SignedDuration = SignedDuration::from_hours(24);

pub(super) async fn list(call: Call) -> Result<Answer, Problem> {
    let asked = call.who.site.store.export_requests(call.visit.now).await?;
    Answer::json(200, &asked)
}

pub(super) async fn ask(call: Call) -> Result<Answer, Problem> {
    let named: Named = call.visit.json()?;
    let site = &call.who.site;
    let who = site.desk.alias(&named.contact);
    let who = who.ok_or_else(|| call.nobody())?;
    let now = call.visit.now;
    let ends_at = now.saturating_add(ASKED).unwrap_or(now);
    let act = call.act()?;
    let asked = site.store.ask_export(who, call.who.account, ends_at, &act);
    let asked = asked.await?.ok_or_else(|| call.nobody())?;
    Answer::json(201, &asked)
}

pub(super) async fn withdraw(call: Call) -> Result<Answer, Problem> {
    let (id, now) = (call.id()?, call.visit.now);
    let store = &call.who.site.store;
    match store.withdraw_export(id, call.who.account, now).await? {
        true => Ok(Answer::nothing()),
        false => Err(Problem::not_found()),
    }
}

pub(super) async fn approve(call: Call) -> Result<Answer, Problem> {
    let (id, now, act) = (call.id()?, call.visit.now, call.act()?);
    let ends_at = now.saturating_add(ALLOWED).unwrap_or(now);
    let (store, name) = (&call.who.site.store, call.who.name.as_str());
    match store.approve_export(id, name, ends_at, &act).await? {
        Approval::Given(asked) => Answer::json(200, &asked),
        Approval::Unknown => Err(Problem::not_found()),
        Approval::SameAccount => Err(Problem::same_account()),
        Approval::Already => Err(Problem::approved()),
    }
}

/// The copy is made now, of what is still kept now; what was deleted since the request is not in it.
pub(super) async fn take(call: Call) -> Result<Answer, Problem> {
    let (id, now, act) = (call.id()?, call.visit.now, call.act()?);
    let site = &call.who.site;
    let allowed = site.store.approved_export(id, call.who.account, now);
    let who = allowed.await?.ok_or_else(Problem::not_found)?;
    let copy = site.desk.copy_of(who, &act, call.visit.texts()).await?;
    of_desk(copy, 200)
}
