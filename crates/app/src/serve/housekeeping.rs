//! What a store needs now and then: conversations cut, keys changed, what is past its time erased.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;
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

/// How far the clock may be off what really went by, from one look to the next.
const JUMP: Duration = Duration::from_secs(60 * 60);
/// How long it must have gone on without a jump.
const STEADY: Duration = Duration::from_secs(24 * 60 * 60);

/// Whether the clock can be trusted with what cannot be undone. A year too far, and every period
/// would be over at once.
#[derive(Default)]
struct Steady {
    before: Option<(Timestamp, Duration)>,
    jumped: Option<Duration>,
}

impl Steady {
    /// Told what the clock says and how much time really went by since the start.
    fn look(&mut self, now: Timestamp, elapsed: Duration) -> bool {
        if let Some((then, at)) = self.before.replace((now, elapsed)) {
            let really = elapsed.saturating_sub(at);
            let said = now.duration_since(then);
            let off = (said.as_millis() - really.as_millis().cast_signed()).unsigned_abs();
            if off > JUMP.as_millis() {
                self.jumped = Some(elapsed);
            }
        }
        let since = self.jumped.map(|jumped| elapsed.saturating_sub(jumped));
        since.is_none_or(|since| since >= STEADY)
    }
}

/// Keeps the house of one store until it is dropped.
pub(super) async fn keep(store: Store, periods: RetentionPeriods) {
    let idle = ServiceSettings::new(jiff::tz::TimeZone::UTC).episode_idle;
    let mut turns = interval(CUT);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut turn: u64 = 0;
    let (started, mut steady) = (Instant::now(), Steady::default());
    loop {
        turns.tick().await;
        turn += 1;
        let now = clock::now();
        let is_steady = steady.look(now, started.elapsed());
        said(
            "conversations could not be cut",
            store.cut_conversations(idle, now).await,
        );
        said(
            "results whose hour is over could not be erased",
            store.end_publications(now).await,
        );
        if is_steady {
            said(
                "legal holds could not be ended",
                store.hold_expire(now).await,
            );
        }
        if turn.is_multiple_of(SELDOM) && !is_steady {
            tracing::error!(
                "this machine's clock jumped; keys and periods wait until it has gone on for a day: \
                 what is past its time is erased for good"
            );
        } else if turn.is_multiple_of(SELDOM) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumps_a_year_either_way_is_not_trusted_for_a_day() {
        let start: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        let hour = |n: u64| Duration::from_secs(3600 * n);
        for year in [365 * 24, -365 * 24] {
            let off = jiff::SignedDuration::from_hours(year);
            let at = |n: u64| start + hour(n);
            let mut steady = Steady::default();
            assert!(steady.look(start, hour(0)) && steady.look(at(1), hour(1)));
            assert!(!steady.look(at(2) + off, hour(2)));
            assert!(!steady.look(at(3) + off, hour(3)));
            assert!(steady.look(at(27) + off, hour(27)));
            // Set right again: another jump.
            assert!(!steady.look(at(28), hour(28)));
        }
    }
}
