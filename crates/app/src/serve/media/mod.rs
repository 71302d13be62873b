//! Fetches the media customers agreed to have analysed, and hands them to the store, which seals
//! them. The queue is the store's and holds ids; here is when to try, and what an outcome means.

mod fetch;
mod graph;

use std::path::PathBuf;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tact_store::live::{MediaEnd, MediaTicket, Store, StoreError};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use super::again::{Schedule, later};
use crate::clock;
use crate::config::{Media, Reason, read_secret};
use crate::outbound::Client;
use fetch::{Fetch, Outcome};

/// How often the queue is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// Media fetched at once.
const AT_ONCE: u32 = 4;
/// How long nothing is asked after the platform refused the token, or asked for patience.
const PAUSE: SignedDuration = SignedDuration::from_secs(60);
/// From two seconds to six hours.
const TRIES: Schedule = Schedule {
    first: Duration::from_secs(2),
    longest: Duration::from_secs(6 * 3600),
};

/// Fetches media of one company until it is dropped.
pub(super) async fn fetch(store: Store, token: PathBuf, media: Media, client: Client) {
    let fetch = Fetch {
        store,
        media,
        client,
    };
    if let Err(error) = fetch.store.resume_media(clock::now()).await {
        tracing::error!(%error, "what is left of interrupted downloads could not be removed");
    }
    let mut turns = interval(LOOK);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut paused, mut refused) = (Timestamp::MIN, None);
    loop {
        turns.tick().await;
        if clock::now() < paused {
            continue;
        }
        loop {
            match turn(&fetch, &token, &mut refused).await {
                Ok(Next::AtOnce) => continue,
                Ok(Next::Look) => {}
                Ok(Next::Pause(until)) => paused = until,
                Err(error) => {
                    tracing::error!(%error, "the queue of media could not be read");
                    paused = later(clock::now(), PAUSE);
                }
            }
            break;
        }
    }
}

/// When to look again.
enum Next {
    /// More may be due already.
    AtOnce,
    /// At the usual time.
    Look,
    /// Not before.
    Pause(Timestamp),
}

/// Fetches what is due.
async fn turn(
    fetch: &Fetch,
    token: &std::path::Path,
    refused: &mut Option<Reason>,
) -> Result<Next, StoreError> {
    let due = fetch.store.media_due(clock::now(), AT_ONCE).await?;
    if due.is_empty() {
        return Ok(Next::Look);
    }
    // Read each time: a token that was changed is taken up without a restart.
    let token = match read_secret(token) {
        Ok(token) => token,
        Err(reason) => {
            if refused.as_ref() != Some(&reason) {
                tracing::error!(
                    ?reason,
                    "the access token cannot be read; no media is fetched"
                );
                *refused = Some(reason);
            }
            return Ok(Next::Pause(later(clock::now(), PAUSE)));
        }
    };
    *refused = None;
    let mut under_way = JoinSet::new();
    for ticket in due {
        let (fetch, token) = (fetch.clone(), token.clone());
        under_way.spawn(async move {
            let outcome = fetch.one(ticket, &token).await?;
            settle(&fetch.store, ticket, outcome).await
        });
    }
    let mut until = None;
    while let Some(done) = under_way.join_next().await {
        match done {
            Ok(Ok(patience)) => until = until.max(patience),
            Ok(Err(error)) => {
                tracing::error!(%error, "a media could not be kept");
                until = until.max(Some(later(clock::now(), PAUSE)));
            }
            Err(error) => {
                tracing::error!(%error, "fetching a media broke off");
                until = until.max(Some(later(clock::now(), PAUSE)));
            }
        }
    }
    Ok(until.map_or(Next::AtOnce, Next::Pause))
}

/// Tells the store; answers until when the platform is to be left alone.
async fn settle(
    store: &Store,
    ticket: MediaTicket,
    outcome: Outcome,
) -> Result<Option<Timestamp>, StoreError> {
    let now = clock::now();
    match outcome {
        Outcome::Kept => tracing::debug!("a media is held"),
        Outcome::Gone => tracing::debug!("a media was not kept: its message is gone"),
        Outcome::Over(end) => {
            let why = match end {
                MediaEnd::Expired => "expired",
                MediaEnd::Refused => "refused",
            };
            tracing::warn!(why, "a media cannot be had");
            store.media_give_up(ticket, end, now).await?;
        }
        Outcome::Again {
            tries,
            status,
            after,
        } => {
            let until = TRIES.next(now, tries, after);
            tracing::info!(status, "a media is tried again later");
            store.media_put_off(ticket, status, until, now).await?;
            return Ok(match status {
                401 => Some(later(now, PAUSE)),
                429 | 503 => after.map(|after| later(now, after)),
                _ => None,
            });
        }
    }
    Ok(None)
}
