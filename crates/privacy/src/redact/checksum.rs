//! Check digits: Luhn, mod 97, the key of the French social-security number.

/// Luhn over ASCII digits; false for anything else or for an empty text.
pub(super) fn luhn(digits: &[u8]) -> bool {
    let mut sum = 0_u32;
    for (place, digit) in digits.iter().rev().enumerate() {
        if !digit.is_ascii_digit() {
            return false;
        }
        let mut value = u32::from(digit - b'0');
        if place % 2 == 1 {
            value *= 2;
            if value > 9 {
                value -= 9;
            }
        }
        sum += value;
    }
    !digits.is_empty() && sum.is_multiple_of(10)
}

/// ISO 13616: the account number, country code first, in lower-case letters and digits.
pub(super) fn iban(account: &[u8]) -> bool {
    let Some((head, tail)) = account.split_at_checked(4) else {
        return false;
    };
    let mut remainder = 0_u64;
    for byte in tail.iter().chain(head) {
        let value = match byte {
            b'0'..=b'9' => u64::from(byte - b'0'),
            b'a'..=b'z' => u64::from(byte - b'a') + 10,
            _ => return false,
        };
        remainder = if value > 9 {
            remainder * 100 + value
        } else {
            remainder * 10 + value
        } % 97;
    }
    remainder == 1
}

/// Key of a 15-character NIR in lower case; `2a` and `2b` are Corsica.
pub(super) fn nir(number: &[u8]) -> bool {
    let Some((body, key)) = number.split_at_checked(13) else {
        return false;
    };
    let mut value = 0_u64;
    for (place, byte) in body.iter().enumerate() {
        let digit = match byte {
            b'0'..=b'9' => u64::from(byte - b'0'),
            // 2A counts as 19 and 2B as 18.
            b'a' if place == 6 => 9,
            b'b' if place == 6 => 8,
            _ => return false,
        };
        let digit = if place == 5 && matches!(body.get(6), Some(b'a' | b'b')) {
            1
        } else {
            digit
        };
        value = value * 10 + digit;
    }
    let mut expected = 0_u64;
    for byte in key {
        if !byte.is_ascii_digit() {
            return false;
        }
        expected = expected * 10 + u64::from(byte - b'0');
    }
    key.len() == 2 && expected == 97 - value % 97
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_accepts_a_true_number_and_refuses_a_changed_digit() {
        assert!(luhn(b"4764129744766044"));
        assert!(!luhn(b"4764129744766045"));
        assert!(!luhn(b""));
    }

    #[test]
    fn iban_of_two_countries() {
        assert!(iban(b"de90070487418350819702"));
        assert!(iban(b"gb29leou04026449541495"));
        assert!(!iban(b"de90070487418350819703"));
        assert!(!iban(b"de"));
    }

    #[test]
    fn nir_with_key_also_in_corsica() {
        assert!(nir(b"194035586164227"));
        assert!(!nir(b"194035586164228"));
        // 1 85 05 2A 123 456: 1850519123456 mod 97 gives the key.
        let key = 97 - 1_850_519_123_456_u64 % 97;
        assert!(nir(format!("185052a123456{key:02}").as_bytes()));
    }
}
