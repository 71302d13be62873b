//! Wrong passwords, counted by the name that was typed, whether somebody bears it or not: each one
//! more makes the next try wait longer. Nobody is shut out for good, and nothing is written: whoever
//! sends a million wrong passwords fills no disk.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// Tries that wait for nothing.
const FREE: u32 = 3;
/// Longest wait.
const LONGEST: u64 = 15 * 60;
/// After so long without a try, the count begins anew.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);
/// Names remembered at once.
const NAMES: usize = 10_000;

#[derive(Clone, Copy, Debug)]
struct Tried {
    count: u32,
    at: Timestamp,
}

impl Tried {
    /// How long after the last try the next one may come.
    fn wait(self) -> Duration {
        match self.count.checked_sub(FREE) {
            None => Duration::ZERO,
            Some(more) => {
                Duration::from_secs(1_u64.checked_shl(more).unwrap_or(LONGEST).min(LONGEST))
            }
        }
    }

    fn forgotten(self, now: Timestamp) -> bool {
        now.duration_since(self.at) >= FORGOTTEN
    }
}

/// What was tried lately.
#[derive(Debug, Default)]
pub struct Attempts {
    tried: Mutex<HashMap<[u8; 32], Tried>>,
}

impl Attempts {
    /// Counts a try before its password is looked at, so that many at once are counted, too.
    ///
    /// # Errors
    /// It comes too early: how long to wait. An early try is not counted.
    pub fn begin(&self, name: &str, now: Timestamp) -> Result<(), Duration> {
        let mut tried = self.tried();
        let key = key(name);
        let known = tried
            .get(&key)
            .copied()
            .filter(|known| !known.forgotten(now));
        let count = match known {
            None => 0,
            Some(known) => {
                // A clock that was set back does not lengthen a wait beyond itself.
                let since = Duration::try_from(now.duration_since(known.at)).unwrap_or_default();
                if let Some(left) = known
                    .wait()
                    .checked_sub(since)
                    .filter(|left| !left.is_zero())
                {
                    return Err(left);
                }
                known.count
            }
        };
        if known.is_none() && tried.len() >= NAMES {
            make_room(&mut tried, now);
        }
        let count = count.saturating_add(1);
        tried.insert(key, Tried { count, at: now });
        Ok(())
    }

    /// The try was right: the count begins anew.
    pub fn right(&self, name: &str) {
        self.tried().remove(&key(name));
    }

    fn tried(&self) -> MutexGuard<'_, HashMap<[u8; 32], Tried>> {
        // Whoever held it changed one entry or none.
        self.tried.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is typed as a name may be a password: only its digest is remembered.
fn key(name: &str) -> [u8; 32] {
    Sha256::digest(name.as_bytes()).into()
}

/// Forgets what is old, then a tenth of those with the fewest tries: a flood of new names pushes
/// itself out, not the name under attack.
fn make_room(tried: &mut HashMap<[u8; 32], Tried>, now: Timestamp) {
    tried.retain(|_, known| !known.forgotten(now));
    if tried.len() < NAMES {
        return;
    }
    let mut all: Vec<_> = tried
        .iter()
        .map(|(key, known)| (known.count, known.at, *key))
        .collect();
    all.sort_unstable();
    for (_, _, key) in all.into_iter().take(NAMES / 10) {
        tried.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).expect("a time")
    }

    /// Tries again as soon as it may; how long each wait was.
    fn waits(attempts: &Attempts, name: &str, tries: usize) -> Vec<u64> {
        let (mut now, mut waits) = (0, Vec::new());
        for _ in 0..tries {
            let wait = match attempts.begin(name, at(now)) {
                Ok(()) => 0,
                Err(left) => {
                    now += i64::try_from(left.as_secs()).expect("a short wait");
                    attempts.begin(name, at(now)).expect("the wait is over");
                    left.as_secs()
                }
            };
            waits.push(wait);
        }
        waits
    }

    #[test]
    fn each_wrong_password_makes_the_next_wait_longer_and_none_waits_for_ever() {
        let attempts = Attempts::default();
        let waited = waits(&attempts, "camille", 16);
        let expected = [
            0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900,
        ];
        assert_eq!(waited, expected);
        // A name nobody bears waits as long.
        assert_eq!(waits(&attempts, "personne", 16), expected);
    }

    #[test]
    fn a_right_password_and_a_day_of_rest_begin_anew() {
        let attempts = Attempts::default();
        waits(&attempts, "camille", 10);
        attempts.right("camille");
        assert_eq!(waits(&attempts, "camille", 4), [0, 0, 0, 1]);
        assert_eq!(
            attempts.begin("camille", at(2)),
            Err(Duration::from_secs(1))
        );
        assert_eq!(attempts.begin("camille", at(90_000)), Ok(()));
    }

    #[test]
    fn a_flood_of_names_does_not_push_out_the_one_under_attack() {
        let attempts = Attempts::default();
        for _ in 0..4 {
            let _ = attempts.begin("camille", at(0));
        }
        for name in 0..3 * NAMES {
            let _ = attempts.begin(&format!("n{name}"), at(0));
        }
        assert!(attempts.tried().len() <= NAMES);
        assert!(attempts.begin("camille", at(0)).is_err());
    }
}
