//! The forms a word takes on its way through programs.

use serde::Serialize;

/// Letters of a long word that are looked for alone: a record may keep only its end.
const TAIL: usize = 16;

/// One form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// As it is, in UTF-8.
    Utf8,
    /// In capitals.
    UpperCase,
    /// In small letters.
    LowerCase,
    /// Its last 16 letters.
    Tail,
    /// From its end to its beginning.
    Reversed,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Hexadecimal digits, small or capital.
    Hex,
    /// Base64, either alphabet, beginning at any of three places.
    Base64,
    /// Every byte, or every byte beyond ASCII, as `%xx`.
    Percent,
    /// Every letter, or every letter beyond ASCII, as `\uxxxx`.
    Json,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 11] = [
        Self::Utf8,
        Self::UpperCase,
        Self::LowerCase,
        Self::Tail,
        Self::Reversed,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Hex,
        Self::Base64,
        Self::Percent,
        Self::Json,
    ];

    /// The byte strings that show a word in this form. Those that are the word itself are left out
    /// but for [`Form::Utf8`].
    pub(super) fn shapes(self, word: &str) -> Vec<Vec<u8>> {
        let bytes = word.as_bytes();
        match self {
            Self::Utf8 => vec![bytes.to_vec()],
            Self::UpperCase => vec![word.to_uppercase().into_bytes()],
            Self::LowerCase => vec![word.to_lowercase().into_bytes()],
            Self::Tail => {
                let letters = word.chars().count();
                let tail: String = word.chars().skip(letters.saturating_sub(TAIL)).collect();
                vec![tail.into_bytes()]
            }
            Self::Reversed => vec![
                word.chars().rev().collect::<String>().into_bytes(),
                bytes.iter().rev().copied().collect(),
            ],
            Self::Utf16Le => vec![word.encode_utf16().flat_map(u16::to_le_bytes).collect()],
            Self::Utf16Be => vec![word.encode_utf16().flat_map(u16::to_be_bytes).collect()],
            Self::Hex => {
                let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                vec![digits.to_uppercase().into_bytes(), digits.into_bytes()]
            }
            Self::Base64 => (0..3)
                .flat_map(|offset| {
                    [STANDARD, URL_SAFE].map(|letters| base64_inside(bytes, offset, letters))
                })
                .collect(),
            Self::Percent => [true, false]
                .into_iter()
                .flat_map(|every| {
                    let escaped = percent(bytes, every);
                    [escaped.to_uppercase(), escaped].map(String::into_bytes)
                })
                .collect(),
            Self::Json => [true, false]
                .into_iter()
                .flat_map(|every| {
                    let [small, capital] = json(word, every);
                    [small.into_bytes(), capital.into_bytes()]
                })
                .collect(),
        }
    }
}

/// One byte string to look for.
pub(super) struct Needle {
    /// Place of the word, from 1.
    pub(super) canary: usize,
    pub(super) form: Form,
    pub(super) bytes: Vec<u8>,
}

pub(super) fn all(canaries: &[&str]) -> Vec<Needle> {
    let mut needles: Vec<Needle> = Vec::new();
    for (place, word) in canaries.iter().enumerate() {
        let mut known: Vec<Vec<u8>> = Vec::new();
        for form in Form::ALL {
            for bytes in form.shapes(word) {
                if !known.contains(&bytes) {
                    known.push(bytes.clone());
                    needles.push(Needle {
                        canary: place + 1,
                        form,
                        bytes,
                    });
                }
            }
        }
    }
    needles
}

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The letters of base64 that depend on the word alone, where `offset` other bytes go before it in
/// its group of three.
fn base64_inside(bytes: &[u8], offset: usize, letters: &[u8; 64]) -> Vec<u8> {
    let skipped = (3 - offset) % 3;
    let (groups, _) = bytes.get(skipped..).unwrap_or_default().as_chunks::<3>();
    groups
        .iter()
        .flat_map(|[one, two, three]| {
            let group = u32::from(*one) << 16 | u32::from(*two) << 8 | u32::from(*three);
            [18, 12, 6, 0].map(|shift| letters[(group >> shift & 63) as usize])
        })
        .collect()
}

fn percent(bytes: &[u8], every: bool) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            plain if !every && plain.is_ascii_alphanumeric() => char::from(*plain).to_string(),
            other => format!("%{other:02x}"),
        })
        .collect()
}

/// With small and with capital digits.
fn json(word: &str, every: bool) -> [String; 2] {
    let (mut small, mut capital) = (String::new(), String::new());
    for letter in word.chars() {
        if letter.is_ascii() && !every {
            small.push(letter);
            capital.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            small.push_str(&format!("\\u{unit:04x}"));
            capital.push_str(&format!("\\u{unit:04X}"));
        }
    }
    [small, capital]
}
