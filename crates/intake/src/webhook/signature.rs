//! Was the body signed by the platform?

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tact_domain::Sensitive;

use super::WebhookError;

/// Name of the header that counts. The older `X-Hub-Signature` (SHA-1) is not looked at.
pub const SIGNATURE_HEADER: &str = "X-Hub-Signature-256";

/// Checks `sha256=<hex>` against HMAC-SHA256 of the raw body, in constant time, before anything is
/// parsed. During a rotation both the new and the old app secret are passed; every one of them is
/// tried, so that the time taken does not tell which fits.
///
/// # Errors
/// [`WebhookError::SignatureMissing`] without a header of that form,
/// [`WebhookError::SignatureMismatch`] when no secret fits (or none is given).
pub fn verify_signature(
    raw: &[u8],
    header: Option<&str>,
    secrets: &[Sensitive<Vec<u8>>],
) -> Result<(), WebhookError> {
    let tag = header
        .and_then(|header| header.trim().strip_prefix("sha256="))
        .and_then(parse_hex)
        .ok_or(WebhookError::SignatureMissing)?;
    let mut fits = false;
    // An empty secret is a missing file, not a key anybody may sign with.
    for secret in secrets.iter().filter(|secret| !secret.expose().is_empty()) {
        let mut mac = match Hmac::<Sha256>::new_from_slice(secret.expose()) {
            Ok(mac) => mac,
            Err(_) => unreachable!("HMAC accepts a key of any length"),
        };
        mac.update(raw);
        fits |= mac.verify_slice(&tag).is_ok();
    }
    if fits {
        Ok(())
    } else {
        Err(WebhookError::SignatureMismatch)
    }
}

/// 64 hexadecimal digits of either case.
fn parse_hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        for digit in pair {
            let value = char::from(*digit).to_digit(16)?;
            *byte = *byte << 4 | u8::try_from(value).ok()?;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// HMAC-SHA256 of "what do ya want for nothing?" under "Jefe" (RFC 4231, case 2).
    const RFC_4231: &str =
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    const BODY: &[u8] = b"what do ya want for nothing?";

    fn secrets(list: &[&str]) -> Vec<Sensitive<Vec<u8>>> {
        list.iter().map(|s| s.as_bytes().to_vec().into()).collect()
    }

    #[track_caller]
    fn check(header: Option<&str>, list: &[&str], expected: Result<(), WebhookError>) {
        assert_eq!(verify_signature(BODY, header, &secrets(list)), expected);
    }

    #[test]
    fn the_published_vector_fits() {
        check(Some(RFC_4231), &["Jefe"], Ok(()));
        check(
            Some(&RFC_4231.to_uppercase().replace("SHA", "sha")),
            &["Jefe"],
            Ok(()),
        );
    }

    #[test]
    fn during_a_rotation_either_secret_fits() {
        check(Some(RFC_4231), &["new", "Jefe"], Ok(()));
        check(Some(RFC_4231), &["Jefe", "new"], Ok(()));
        check(
            Some(RFC_4231),
            &["new"],
            Err(WebhookError::SignatureMismatch),
        );
        check(Some(RFC_4231), &[], Err(WebhookError::SignatureMismatch));
    }

    #[test]
    fn an_empty_secret_signs_nothing() {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"").unwrap();
        mac.update(BODY);
        let hex: String = mac
            .finalize()
            .into_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        check(
            Some(&format!("sha256={hex}")),
            &[""],
            Err(WebhookError::SignatureMismatch),
        );
    }

    #[test]
    fn a_flipped_bit_anywhere_is_a_mismatch() {
        for index in 0..BODY.len() * 8 {
            let mut body = BODY.to_vec();
            body[index / 8] ^= 1 << (index % 8);
            assert_eq!(
                verify_signature(&body, Some(RFC_4231), &secrets(&["Jefe"])),
                Err(WebhookError::SignatureMismatch)
            );
        }
    }

    #[test]
    fn no_header_a_sha1_header_or_a_damaged_one_is_no_signature() {
        for header in [
            None,
            Some(""),
            Some("sha256="),
            Some("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            Some(&RFC_4231[..70]),
            Some(&RFC_4231.replace('5', "g")),
            Some(RFC_4231.trim_start_matches("sha256=")),
        ] {
            check(header, &["Jefe"], Err(WebhookError::SignatureMissing));
        }
    }
}
