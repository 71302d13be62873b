//! One-time codes (RFC 6238: SHA-1, six digits, thirty seconds, as every authenticator takes them).

use std::fmt;

use jiff::Timestamp;
use tact_privacy::live::LiveKeys;
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

use crate::clock;

/// Bytes of the secret: 160 bits, as RFC 4226 recommends.
const SECRET: usize = 20;

/// The second factor of one account, able to make its codes.
pub struct SecondFactor(Totp);

impl SecondFactor {
    /// From the random bytes kept with the account and the keys kept apart from it.
    pub fn derive(keys: &LiveKeys, salt: &[u8; 32]) -> Option<Self> {
        let secret = keys.second_factor(salt);
        let secret = Zeroizing::new(secret.get(..SECRET)?.to_vec());
        let codes = Builder::new().with_secret(&secret[..]).build();
        codes.ok().map(Self)
    }

    /// The time step of a code that is right now, or was in the step before or will be in the next;
    /// `None` for any other word.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let now = u64::try_from(now.as_second()).ok()?;
        let found = self.0.check(code, now)?;
        i64::try_from(found).ok()
    }

    /// The code of a moment.
    #[cfg(test)]
    pub(super) fn code_at(&self, now: Timestamp) -> String {
        self.0.generate(now.as_second().unsigned_abs()).to_string()
    }

    /// The secret as an authenticator takes it, typed in by hand.
    pub fn secret(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.secret().to_base32())
    }

    /// The same as an address an authenticator opens.
    pub fn address(&self, account: &str) -> Zeroizing<String> {
        let secret = self.secret();
        Zeroizing::new(format!(
            "otpauth://totp/Tact:{account}?secret={}&issuer=Tact",
            secret.as_str()
        ))
    }
}

impl fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecondFactor(‹redacted›)")
    }
}

/// Random bytes for a new second factor.
///
/// # Errors
/// The operating system has none to give.
pub fn new_salt() -> Result<[u8; 32], getrandom::Error> {
    clock::random_key()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first values of RFC 6238, appendix B (SHA-1), cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let codes = Builder::new()
            .with_secret(&b"12345678901234567890"[..])
            .build();
        let codes = SecondFactor(codes.expect("a secret of 20 bytes"));
        let at = |second| Timestamp::from_second(second).expect("a time");
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(
                codes.step_of(code, at(second)),
                Some(second / 30),
                "{second}"
            );
            // A clock half a minute off is forgiven, a minute and a half is not.
            assert_eq!(codes.step_of(code, at(second + 30)), Some(second / 30));
            assert_eq!(codes.step_of(code, at(second + 90)), None);
        }
        assert_eq!(codes.step_of("", at(59)), None);
        assert_eq!(codes.step_of("287083", at(59)), None);
    }
}
