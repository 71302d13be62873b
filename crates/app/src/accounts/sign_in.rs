//! Signing in: name, password, and a one-time code where the account has one.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tact_store::live::{Act, Actor, NewSession, Store, StoreError};
use thiserror::Error;

use super::{AccountName, Attempts, Busy, Hasher, Held, Password, Role, SecondFactor};

/// How long a session lasts, whatever happens in it.
const SESSION: SignedDuration = SignedDuration::from_hours(12);

/// What somebody typed.
#[derive(Debug)]
pub struct Attempt<'a> {
    /// Company whose account it is; `None` for the first one.
    pub company: Option<&'a str>,
    /// Name of the account.
    pub name: &'a str,
    /// Password.
    pub password: Password,
    /// One-time code.
    pub code: Option<&'a str>,
}

/// A session, open.
#[derive(Debug)]
pub struct SignedIn {
    /// What the browser holds from now on.
    pub held: Held,
    /// Name of the account.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// When the session ends.
    pub ends_at: Timestamp,
}

/// Why nobody was let in.
#[derive(Debug, Error)]
pub enum NotSignedIn {
    /// Name, password or code is wrong; which one is not told.
    #[error("name, password or code is wrong")]
    Wrong,
    /// Too many wrong ones before.
    #[error("too many wrong passwords for this name")]
    Wait(Duration),
    /// The password was not looked at.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The store refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets somebody in, or not. The same work is done for a name nobody bears.
///
/// # Errors
/// Why not.
pub async fn sign_in(
    store: &Store,
    hasher: &Hasher,
    attempts: &Attempts,
    attempt: Attempt<'_>,
    now: Timestamp,
) -> Result<SignedIn, NotSignedIn> {
    let counted = format!("{}@{}", attempt.name, attempt.company.unwrap_or_default());
    attempts.begin(&counted, now).map_err(NotSignedIn::Wait)?;
    let keys = store.live_keys();
    let known = match attempt.name.parse::<AccountName>() {
        Ok(name) => store.credentials(name.as_str()).await?,
        Err(_) => None,
    };
    let kept = known.as_ref().map(|known| known.password.clone());
    let right = hasher.verify(&keys, attempt.password, kept).await?;
    let Some(known) = known.filter(|_| right) else {
        return Err(NotSignedIn::Wrong);
    };
    let role: Role = known.role.parse().map_err(|_| NotSignedIn::Wrong)?;
    let step = match known.second_factor {
        None if role.needs_second_factor() => return Err(NotSignedIn::Wrong),
        None => None,
        Some(salt) => {
            let codes = SecondFactor::derive(&keys, &salt);
            let step = codes.and_then(|codes| codes.step_of(attempt.code?, now));
            Some(step.ok_or(NotSignedIn::Wrong)?)
        }
    };
    let held = Held::new(attempt.company).map_err(|_| Busy::System)?;
    let ends_at = now.saturating_add(SESSION).unwrap_or(now);
    let new = NewSession {
        account: known.account,
        key: held.key(),
        ends_at,
        password: known.password,
        step,
    };
    let actor = Actor::account(attempt.name).map_err(|_| NotSignedIn::Wrong)?;
    if !store.open_session(new, &Act { actor, at: now }).await? {
        return Err(NotSignedIn::Wrong);
    }
    attempts.right(&counted);
    Ok(SignedIn {
        held,
        name: attempt.name.to_owned(),
        role,
        ends_at,
    })
}

#[cfg(test)]
mod tests;
