//! Argon2id, on threads apart, few at once: a flood of passwords takes neither the memory nor the
//! threads that webhooks need.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tact_privacy::live::LiveKeys;
use thiserror::Error;
use tokio::sync::Semaphore;

use super::Password;
use crate::clock;

/// Memory of one run, KiB; passes; lanes. The recommendation of OWASP.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Runs at once: 38 MiB.
const AT_ONCE: usize = 2;
/// Runs that wait for one of those; more are turned away.
const WAITING: usize = 16;

/// Runs Argon2id.
#[derive(Debug)]
pub struct Hasher {
    lanes: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    runs: AtomicU64,
}

/// A password was not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Busy {
    /// Too many others are being looked at.
    #[error("too many passwords are being checked at once")]
    Others,
    /// The system gave no memory, no thread or no randomness.
    #[error("the system gave no memory, no thread or no randomness")]
    System,
}

impl Default for Hasher {
    fn default() -> Self {
        Self {
            lanes: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            runs: AtomicU64::new(0),
        }
    }
}

impl Hasher {
    /// How often Argon2id ran.
    pub fn runs(&self) -> u64 {
        self.runs.load(Relaxed)
    }

    /// The digest that is kept of a password.
    ///
    /// # Errors
    /// Others are being looked at, or the system refuses.
    pub async fn hash(&self, keys: &Arc<LiveKeys>, password: Password) -> Result<String, Busy> {
        let salt = clock::random_key().map_err(|_| Busy::System)?;
        self.run(keys, move |argon| {
            let salt = salt.get(..16).unwrap_or(&salt);
            let hash: Result<PasswordHash, _> =
                argon.hash_password_with_salt(password.expose().as_bytes(), salt);
            hash.map(|hash| hash.to_string()).map_err(|_| Busy::System)
        })
        .await?
    }

    /// True when the password is the one the digest was made of. Without a digest the same work is
    /// done, and the answer is no: nobody learns from it whether an account exists.
    ///
    /// # Errors
    /// Others are being looked at, or the system refuses.
    pub async fn verify(
        &self,
        keys: &Arc<LiveKeys>,
        password: Password,
        kept: Option<String>,
    ) -> Result<bool, Busy> {
        self.run(keys, move |argon| {
            let password = password.expose().as_bytes();
            match kept
                .as_deref()
                .and_then(|kept| PasswordHash::new(kept).ok())
            {
                Some(kept) => argon.verify_password(password, &kept).is_ok(),
                None => {
                    let made: Result<PasswordHash, _> =
                        argon.hash_password_with_salt(password, &[0; 16]);
                    drop(made);
                    false
                }
            }
        })
        .await
    }

    /// On a thread apart, once there is room.
    async fn run<T: Send + 'static>(
        &self,
        keys: &Arc<LiveKeys>,
        work: impl FnOnce(&Argon2<'_>) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let place = self.queue.clone().try_acquire_owned();
        let place = place.map_err(|_| Busy::Others)?;
        let lane = self.lanes.clone().acquire_owned().await;
        let lane = lane.map_err(|_| Busy::System)?;
        self.runs.fetch_add(1, Relaxed);
        let keys = keys.clone();
        let worked = tokio::task::spawn_blocking(move || {
            // Held until the work is done, also where whoever asked has left.
            let _held = (place, lane);
            let (memory, passes, lanes) = COST;
            let params = Params::new(memory, passes, lanes, None).map_err(|_| Busy::System)?;
            let pepper = keys.password_pepper();
            let argon =
                Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params);
            Ok(work(&argon.map_err(|_| Busy::System)?))
        });
        worked.await.map_err(|_| Busy::System)?
    }
}

#[cfg(test)]
mod tests {
    use tact_domain::live::TenantId;

    use super::*;

    #[tokio::test]
    async fn beyond_its_places_a_flood_is_turned_away_and_room_comes_back() {
        let hasher = Hasher::default();
        let keys = Arc::new(LiveKeys::new(TenantId::from_bytes([1; 16]), &[2; 32]));
        let verify = || hasher.verify(&keys, "douze lettres".to_owned().into(), None);
        let most = u32::try_from(AT_ONCE + WAITING).expect("few");
        let taken = hasher.queue.clone().try_acquire_many_owned(most);
        assert_eq!(verify().await, Err(Busy::Others));
        assert_eq!(hasher.runs(), 0);
        drop(taken);
        assert_eq!(verify().await, Ok(false));
        assert_eq!(hasher.queue.available_permits(), AT_ONCE + WAITING);
    }
}
