//! What a store needs now and then: conversations cut, keys changed, what is past its time erased.

use std::path::PathBuf;
use std::time::Duration;

use tact_metrics::service::ServiceSettings;
use tact_store::live::{Act, RetentionPeriods, Store, StoreError};
use tokio::time::{MissedTickBehavior, interval};

use crate::clock;

/// How often conversations are brought up to date.
const CUT: Duration = Duration::from_secs(60);
/// How many of these turns later keys and periods are looked at, and every so many turns again.
const SELDOM: u64 = 60;

/// How often the mirror looks whether something was destroyed, and how many looks make a minute.
const LOOK: Duration = Duration::from_secs(5);
const LOOKS: u32 = 12;

/// Keeps the house of one store until it is dropped.
pub(super) async fn keep(store: Store, periods: RetentionPeriods) {
    let idle = ServiceSettings::new(jiff::tz::TimeZone::UTC).episode_idle;
    let mut turns = interval(CUT);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut turn: u64 = 0;
    loop {
        turns.tick().await;
        turn += 1;
        let now = clock::now();
        said(
            "conversations could not be cut",
            store.cut_conversations(idle, now).await,
        );
        said(
            "results whose hour is over could not be erased",
            store.end_publications(now).await,
        );
        if turn.is_multiple_of(SELDOM) {
            let changed = store.rotate_if_due(now).await;
            if said("the keys could not be changed", changed) == Some(true) {
                tracing::info!("a new epoch of keys has begun");
            }
            let swept = store.retention_run(periods, &Act::of_server(now)).await;
            if let Some(swept) = said("retention could not be applied", swept) {
                tracing::info!(
                    contents = swept.contents,
                    features = swept.features,
                    consents = swept.consent_lines,
                    tombstones = swept.tombstones,
                    "retention applied"
                );
            }
        }
    }
}

/// Keeps a second folder of keys: once a minute, and soon after something was destroyed.
pub(super) async fn mirror(store: Store, folder: PathBuf) {
    let mut turns = interval(LOOK);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut waited, mut mirrored) = (0, None);
    loop {
        turns.tick().await;
        let Ok(destroyed) = store.destroyed().await else {
            continue;
        };
        waited += 1;
        if mirrored == Some(destroyed) && waited < LOOKS {
            continue;
        }
        waited = 0;
        let done = store.mirror_keys(&folder).await;
        mirrored = said("the keys could not be mirrored", done).map(|()| destroyed);
    }
}

fn said<T>(what: &'static str, done: Result<T, StoreError>) -> Option<T> {
    done.map_err(|error| tracing::error!(%error, "{what}")).ok()
}
