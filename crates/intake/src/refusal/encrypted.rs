//! Encrypted WhatsApp backups, by their headers.
//!
//! Sources: ElDavoo/wa-crypt-tools on GitHub, `src/wa_crypt_tools/lib/db/db12.py` (crypt12: cipher
//! version `00 01`, key version 1–3, salt of 32 bytes, id of 16, initialisation vector of 16),
//! `lib/db/db14.py` and `proto/backup_prefix.proto` (crypt14 and crypt15: the size of a protobuf
//! message as a varint, then the message: field 2 or 3 holds the vector of 16 bytes, field 4 the
//! version of the app).

use super::RefusedKind;

/// Recognises crypt12, crypt14 and crypt15.
pub(super) fn backup(head: &[u8]) -> Option<RefusedKind> {
    (is_crypt12(head) || is_crypt14_or_15(head)).then_some(RefusedKind::EncryptedBackup)
}

fn is_crypt12(head: &[u8]) -> bool {
    let [0x00, 0x01, 1..=3, secrets @ ..] = head else {
        return false;
    };
    // Salts and vectors are random: 64 bytes of them show many values, a table of zeros does not.
    let Some(secrets) = secrets.get(..64) else {
        return false;
    };
    let mut seen = [false; 256];
    for &byte in secrets {
        if let Some(seen) = seen.get_mut(usize::from(byte)) {
            *seen = true;
        }
    }
    seen.iter().filter(|seen| **seen).count() >= 40
}

fn is_crypt14_or_15(head: &[u8]) -> bool {
    let mut bytes = head;
    let Some(size) = varint(&mut bytes).filter(|size| (20..4096).contains(size)) else {
        return false;
    };
    let Some(message) = bytes.get(..size as usize) else {
        return false;
    };
    let mut vector = false;
    let mut version = false;
    let complete = each_field(message, |number, value| match number {
        2 | 3 => vector |= holds(value, |inner| inner.len() == 16),
        4 => version |= holds(value, is_version),
        _ => {}
    });
    complete && vector && version
}

fn is_version(text: &[u8]) -> bool {
    let numbers: Vec<&[u8]> = text.split(|&b| b == b'.').collect();
    (3..=5).contains(&numbers.len())
        && numbers
            .iter()
            .all(|n| (1..=9).contains(&n.len()) && n.iter().all(u8::is_ascii_digit))
}

fn holds(message: &[u8], is_it: impl Fn(&[u8]) -> bool) -> bool {
    let mut found = false;
    each_field(message, |_, value| found |= is_it(value)) && found
}

/// Calls `see` for each field; values that are no bytes come as empty. False when it is no message.
fn each_field<'m>(message: &'m [u8], mut see: impl FnMut(u64, &'m [u8])) -> bool {
    let mut rest = message;
    while !rest.is_empty() {
        let Some(key) = varint(&mut rest) else {
            return false;
        };
        let number = key >> 3;
        let skip = match key & 7 {
            0 => varint(&mut rest).map(|_| 0),
            1 => Some(8),
            2 => varint(&mut rest).and_then(|len| usize::try_from(len).ok()),
            5 => Some(4),
            _ => None,
        };
        let Some((value, after)) = skip.and_then(|len| rest.split_at_checked(len)) else {
            return false;
        };
        if !(1..=64).contains(&number) {
            return false;
        }
        see(number, value);
        rest = after;
    }
    true
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(number: u8, value: &[u8]) -> Vec<u8> {
        let mut out = vec![number << 3 | 2, value.len() as u8];
        out.extend_from_slice(value);
        out
    }

    fn crypt15(features: usize) -> Vec<u8> {
        let mut metadata = field(1, b"2.24.18.79");
        metadata.extend(field(3, b"89"));
        metadata.extend(std::iter::repeat_n([0x28, 1], features).flatten());
        let mut message = vec![0x08, 1];
        message.extend(field(3, &field(1, &[7; 16])));
        message.push(4 << 3 | 2);
        message.push(metadata.len() as u8);
        message.extend(metadata);
        let mut file = Vec::new();
        let mut size = message.len();
        while size >= 0x80 {
            file.push((size & 0x7F) as u8 | 0x80);
            size >>= 7;
        }
        file.push(size as u8);
        file.extend(message);
        file.extend((0..=255).cycle().take(500));
        file
    }

    #[test]
    fn encrypted_backups_are_told_by_their_header() {
        assert!(backup(&crypt15(0)).is_some());
        assert!(backup(&crypt15(50)).is_some());
        let mut crypt12 = vec![0, 1, 2];
        crypt12.extend((0..64u8).map(|b| b.wrapping_mul(37)));
        assert!(backup(&crypt12).is_some());
    }

    #[test]
    fn text_zeros_and_noise_are_no_backup() {
        assert!(backup(b"18/04/2025, 08:00 - Yann: bonjour").is_none());
        assert!(backup(&[0; 200]).is_none());
        let mut zeros = vec![0, 1, 2];
        zeros.extend([0; 100]);
        assert!(backup(&zeros).is_none());
        let noise: Vec<u8> = (0..500u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert!(backup(&noise).is_none());
    }
}
