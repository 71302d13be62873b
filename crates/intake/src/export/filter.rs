//! Lets through the few lines that could be a wording of the app; most lines stop here.

use super::marks::is_mark;

type Bits = [u64; 1024];

/// Remembers how wordings start and end, as one bit for each kind of ends.
#[derive(Debug)]
pub(super) struct LineFilter {
    by_ends: Box<Bits>,
    by_start: Box<Bits>,
}

impl Default for LineFilter {
    fn default() -> Self {
        Self {
            by_ends: Box::new([0; 1024]),
            by_start: Box::new([0; 1024]),
        }
    }
}

impl LineFilter {
    /// Remembers a whole line, folded.
    pub(super) fn add_line(&mut self, folded: &str) {
        if let Some(bits) = ends_bits(folded) {
            set(&mut self.by_ends, bits);
        }
    }

    /// Remembers the words in front of a name, folded.
    pub(super) fn add_opening(&mut self, folded: &str) {
        if let Some(bits) = start_bits(folded) {
            set(&mut self.by_start, bits);
        }
    }

    /// False when no remembered line or opening starts and ends like this line.
    #[inline]
    pub(super) fn may_hold(&self, line: &str) -> bool {
        match ends_bits(line) {
            Some(ends) => get(&self.by_ends, ends) || self.may_open(line),
            None => true,
        }
    }

    /// False when no remembered opening starts like this line.
    #[inline]
    pub(super) fn may_open(&self, line: &str) -> bool {
        start_bits(line).is_none_or(|start| get(&self.by_start, start))
    }
}

/// The small letter; quick for what most bodies start and end with.
fn lower(c: char) -> u32 {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase() as u32,
        'À'..='Þ' if c != '×' => c as u32 + 0x20,
        'ß'..='ÿ' | '\u{2000}'..='\u{20FF}' | '\u{3000}'..='\u{9FFF}' | '\u{1F000}'.. => c as u32,
        c => c.to_lowercase().next().unwrap_or(c) as u32,
    }
}

#[inline]
fn mix(value: u32) -> u32 {
    value.wrapping_mul(0x9E37_79B1) >> 16
}

/// A hash of the first two characters and the last one, as folding leaves them. `None` when it
/// takes one of them away.
#[inline]
fn ends_bits(line: &str) -> Option<u64> {
    let (start, end) = match line.as_bytes() {
        [a, b, .., c] if is_kept(*a) && (is_kept(*b) || *b == b' ') && is_kept(*c) => (
            u32::from(a.to_ascii_lowercase()) << 8 | u32::from(b.to_ascii_lowercase()),
            u32::from(c.to_ascii_lowercase()),
        ),
        _ => {
            let line = line.trim_end_matches(ends_away);
            let mut chars = line.chars();
            let (a, b) = (chars.next()?, chars.next()?);
            let c = chars.next_back().unwrap_or(b);
            (
                left_by_folding(a)? << 8 ^ left_by_folding(b)?,
                left_by_folding(c)?,
            )
        }
    };
    Some(u64::from(mix(mix(start) ^ end << 7)))
}

/// A hash of how a line starts: six bytes of ASCII, or else two characters. No wording with a name
/// in it has a quotation mark so early, so its spelling does not matter here.
#[inline]
fn start_bits(line: &str) -> Option<u64> {
    if let Some(start) = line
        .as_bytes()
        .first_chunk::<6>()
        .filter(|start| start.is_ascii())
    {
        let word = start.iter().fold(0u64, |word, b| {
            word << 8 | u64::from(b.to_ascii_lowercase())
        });
        return Some(word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48);
    }
    let mut chars = line.chars();
    let (a, b) = (chars.next()?, chars.next()?);
    Some(u64::from(mix(
        left_by_folding(a)? << 8 ^ left_by_folding(b)?
    )))
}

/// ASCII that folding leaves as it is, but for its case, wherever it stands.
#[inline]
fn is_kept(byte: u8) -> bool {
    byte > b' ' && byte < 0x7F && !matches!(byte, b'.' | b'`')
}

/// Characters that folding takes away at the end of a line.
fn ends_away(c: char) -> bool {
    matches!(c, '.' | ' ' | '。' | '।' | '۔' | '．') || is_mark(c) || c.is_whitespace()
}

/// What folding makes of a character; `None` when it takes it away.
fn left_by_folding(c: char) -> Option<u32> {
    let folded = match c {
        '\u{200B}'..='\u{200D}' => return None,
        c if is_mark(c) => return None,
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' | '「' | '」' | '『' | '』' => '"',
        '’' | '‘' | 'ʼ' | '′' | '`' | '´' => '\'',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        c if c.is_whitespace() => ' ',
        c => return Some(lower(c)),
    };
    Some(folded as u32)
}

fn set(bits: &mut Bits, hash: u64) {
    if let Some(word) = bits.get_mut((hash & 0xFFFF) as usize >> 6) {
        *word |= 1 << (hash & 63);
    }
}

#[inline]
fn get(bits: &Bits, hash: u64) -> bool {
    bits.get((hash & 0xFFFF) as usize >> 6)
        .is_some_and(|word| word >> (hash & 63) & 1 == 1)
}
