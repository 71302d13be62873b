//! When to try again.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use jiff::{SignedDuration, Timestamp};

/// Longest time another machine may ask us to wait.
const LONGEST_WISH: SignedDuration = SignedDuration::from_hours(24);

/// Waits that grow fourfold from try to try.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule {
    /// The first wait.
    pub(super) first: Duration,
    /// The longest.
    pub(super) longest: Duration,
}

impl Schedule {
    /// When to try again after so many tries; not before what the other side asked for.
    pub(super) fn next(
        self,
        now: Timestamp,
        tries: u32,
        asked: Option<SignedDuration>,
    ) -> Timestamp {
        let waits = ExponentialBuilder::new()
            .with_min_delay(self.first)
            .with_max_delay(self.longest)
            .with_factor(4.0)
            .without_max_times()
            .build();
        // Beyond a few tries every wait is the longest.
        let place = usize::try_from(tries.min(64)).unwrap_or(64);
        let wait = waits.into_iter().nth(place).unwrap_or(self.longest);
        let wait = SignedDuration::try_from(wait).unwrap_or(LONGEST_WISH);
        let asked = asked.unwrap_or_default().min(LONGEST_WISH);
        later(now, wait.max(asked))
    }
}

/// A moment so much later.
pub(super) fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// What a `Retry-After` header asks for, in seconds; a date in it is not read.
pub(super) fn retry_after(headers: &hyper::HeaderMap) -> Option<SignedDuration> {
    let value = headers.get(hyper::header::RETRY_AFTER)?.to_str().ok()?;
    let seconds: u32 = value.trim().parse().ok()?;
    Some(SignedDuration::from_secs(seconds.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEDULE: Schedule = Schedule {
        first: Duration::from_secs(2),
        longest: Duration::from_secs(100),
    };

    fn wait(tries: u32, asked: Option<i64>) -> i64 {
        let now = Timestamp::UNIX_EPOCH;
        let asked = asked.map(SignedDuration::from_secs);
        SCHEDULE.next(now, tries, asked).as_second()
    }

    #[test]
    fn waits_grow_fourfold_up_to_the_longest() {
        let waits: Vec<_> = [0, 1, 2, 3, 4, 1_000_000]
            .map(|tries| wait(tries, None))
            .into();
        assert_eq!(waits, [2, 8, 32, 100, 100, 100]);
    }

    #[test]
    fn what_the_other_side_asks_for_is_waited_but_no_longer_than_a_day() {
        assert_eq!(wait(0, Some(50)), 50);
        assert_eq!(wait(3, Some(50)), 100);
        assert_eq!(wait(0, Some(10_000_000)), 86_400);
    }
}
