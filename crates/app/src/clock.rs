//! The one real clock and the one real source of randomness. Everything else is handed time.

use jiff::Timestamp;

/// Now.
#[expect(
    clippy::disallowed_methods,
    reason = "the shell owns the one real clock"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// 32 bytes from the operating system's secure generator.
///
/// # Errors
/// The operating system has none to give.
pub fn random_key() -> Result<[u8; 32], getrandom::Error> {
    let mut key = [0; 32];
    getrandom::fill(&mut key)?;
    Ok(key)
}
