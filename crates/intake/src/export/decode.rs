//! Bytes to UTF-8: byte-order marks, UTF-16 with and without one, broken bytes, endless lines.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};
use memchr::{memchr, memrchr};

use super::reader::LONGEST_LINE;

/// Bytes looked at to tell the encoding.
const SAMPLE: usize = 4096;

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// Tells the encoding from the start of a file.
    ///
    /// Without a byte-order mark, UTF-16 gives itself away by zeros on one side of each pair: spaces,
    /// digits and line ends have them in every script.
    pub(crate) fn of(start: &[u8]) -> Self {
        match start {
            [0xFF, 0xFE, ..] => return Encoding::Utf16Le,
            [0xFE, 0xFF, ..] => return Encoding::Utf16Be,
            _ => {}
        }
        let sample = start.get(..SAMPLE).unwrap_or(start);
        let zeros = |side: usize| {
            sample
                .iter()
                .skip(side)
                .step_by(2)
                .filter(|&&b| b == 0)
                .count()
        };
        let (even, odd) = (zeros(0), zeros(1));
        let enough = sample.len() / 2 / 20;
        if odd > enough && odd > 8 * even {
            Encoding::Utf16Le
        } else if even > enough && even > 8 * odd {
            Encoding::Utf16Be
        } else {
            Encoding::Utf8
        }
    }
}

/// Reads any of the encodings as UTF-8 bytes, not yet checked.
pub(crate) struct Utf8Source<R> {
    reader: R,
    decoder: Option<Decoder>,
    start: Vec<u8>,
    start_read: usize,
    pairs: Vec<u8>,
    ended: bool,
    /// Places where a pair of UTF-16 was broken.
    pub(crate) broken: u64,
}

impl<R: Read> Utf8Source<R> {
    /// Looks at the start of `reader`.
    pub(crate) fn new(mut reader: R) -> io::Result<Self> {
        let mut start = Vec::with_capacity(SAMPLE);
        reader
            .by_ref()
            .take(SAMPLE as u64)
            .read_to_end(&mut start)?;
        let decoder = match Encoding::of(&start) {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_with_bom_removal()),
        };
        Ok(Self {
            reader,
            decoder,
            start,
            start_read: 0,
            pairs: Vec::new(),
            ended: false,
            broken: 0,
        })
    }

    fn raw(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = self.start.get(self.start_read..).unwrap_or_default();
        if left.is_empty() {
            loop {
                match self.reader.read(out) {
                    Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                    result => return result,
                }
            }
        }
        let len = left.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..len), left.get(..len)) {
            to.copy_from_slice(from);
        }
        self.start_read += len;
        Ok(len)
    }

    /// Reads some bytes into `out`, which holds at least 16; 0 at the end.
    pub(crate) fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(mut decoder) = self.decoder.take() else {
            return self.raw(out);
        };
        let result = self.read_pairs(&mut decoder, out);
        self.decoder = Some(decoder);
        result
    }

    fn read_pairs(&mut self, decoder: &mut Decoder, out: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while written == 0 && !(self.ended && self.pairs.is_empty()) {
            if self.pairs.is_empty() {
                let mut pairs = vec![0; 64 * 1024];
                let len = self.raw(&mut pairs)?;
                pairs.truncate(len);
                self.pairs = pairs;
                self.ended = len == 0;
            }
            loop {
                let room = out.get_mut(written..).unwrap_or_default();
                let (result, read, wrote) =
                    decoder.decode_to_utf8_without_replacement(&self.pairs, room, self.ended);
                self.pairs.drain(..read);
                written += wrote;
                match result {
                    DecoderResult::InputEmpty => break,
                    DecoderResult::OutputFull => return Ok(written),
                    DecoderResult::Malformed(..) => {
                        self.broken += 1;
                        if let Some(room) = out.get_mut(written..written + 3) {
                            room.copy_from_slice("\u{FFFD}".as_bytes());
                            written += 3;
                        }
                        if out.len() - written < 16 {
                            return Ok(written);
                        }
                    }
                }
            }
        }
        Ok(written)
    }
}

/// Cuts lines that are longer than is read, over any number of pieces.
#[derive(Debug, Default)]
pub(crate) struct LineCutter {
    /// Bytes kept of the line that is not ended yet.
    open: usize,
}

/// A character more than is read, so that the reader of lines sees that there was more.
const KEPT: usize = LONGEST_LINE + 4;

impl LineCutter {
    /// Cuts the new bytes of `buffer`, those from `from` on; returns how many bytes are left in all.
    pub(crate) fn cut(&mut self, buffer: &mut [u8], from: usize) -> usize {
        let len = buffer.len();
        if self.is_short(buffer, from) {
            let tail = buffer.get(from..).unwrap_or_default();
            self.open = match memrchr(b'\n', tail) {
                Some(at) => tail.len() - at - 1,
                None => self.open + tail.len(),
            };
            return len;
        }
        let (mut read, mut write) = (from, from);
        while read < len {
            let line = memchr(b'\n', buffer.get(read..).unwrap_or_default());
            let end = line.map_or(len, |at| read + at);
            let room = KEPT.saturating_sub(self.open);
            let mut keep = (end - read).min(room);
            if keep < end - read {
                keep = whole_characters(buffer.get(read..).unwrap_or_default(), keep);
            }
            // A line that was cut stays cut.
            self.open = if keep < end - read {
                KEPT
            } else {
                self.open + keep
            };
            buffer.copy_within(read..read + keep, write);
            write += keep;
            read = end;
            if line.is_some() {
                buffer.copy_within(read..read + 1, write);
                (read, write) = (read + 1, write + 1);
                self.open = 0;
            }
        }
        write
    }

    /// True when no line of the new bytes can be too long; looks at one byte in some thousands.
    fn is_short(&self, buffer: &[u8], from: usize) -> bool {
        let tail = buffer.get(from..).unwrap_or_default();
        let mut at = 0;
        let mut open = self.open;
        while tail.len() - at + open > KEPT {
            let window = tail
                .get(at..(at + KEPT.saturating_sub(open)).min(tail.len()))
                .unwrap_or_default();
            match memrchr(b'\n', window) {
                Some(newline) => at += newline + 1,
                None => return false,
            }
            open = 0;
        }
        true
    }
}

/// The largest number of bytes up to `at` that does not split a character.
fn whole_characters(bytes: &[u8], at: usize) -> usize {
    let is_inside = |at: usize| bytes.get(at).is_some_and(|b| b & 0xC0 == 0x80);
    (0..4)
        .map(|back| at.saturating_sub(back))
        .find(|&at| !is_inside(at))
        .unwrap_or(at)
}

/// Appends `bytes` to `text`; broken places become U+FFFD and are counted.
pub(crate) fn push_lossy(bytes: &[u8], text: &mut String) -> u64 {
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push('\u{FFFD}');
            broken += 1;
        }
    }
    broken
}

/// A whole file, decoded: its text and the number of broken places.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, u64) {
    match Encoding::of(&bytes) {
        Encoding::Utf8 => {
            let mut bytes = bytes;
            let len = LineCutter::default().cut(&mut bytes, 0);
            bytes.truncate(len);
            into_text(bytes, 0)
        }
        // Reading from memory does not fail.
        Encoding::Utf16Le | Encoding::Utf16Be => {
            read_all(&mut bytes.as_slice(), bytes.len() as u64).unwrap_or_default()
        }
    }
}

/// Memory set aside before anything is read, at most.
const MOST_AHEAD: u64 = 256 << 20;

/// Reads and decodes a whole text of about `size` bytes, cutting endless lines while it reads.
pub(crate) fn read_all(reader: &mut dyn Read, size: u64) -> io::Result<(String, u64)> {
    const PIECE: usize = 256 * 1024;
    let mut source = Utf8Source::new(reader)?;
    let mut cutter = LineCutter::default();
    let mut bytes = Vec::with_capacity(size.min(MOST_AHEAD) as usize + PIECE);
    loop {
        let from = bytes.len();
        bytes.resize(from + PIECE, 0);
        let read = source.read(bytes.get_mut(from..).unwrap_or_default())?;
        bytes.truncate(from + read);
        if read == 0 {
            break;
        }
        let len = cutter.cut(&mut bytes, from);
        bytes.truncate(len);
    }
    Ok(into_text(bytes, source.broken))
}

fn into_text(bytes: Vec<u8>, mut broken: u64) -> (String, u64) {
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.into_bytes();
        let mut text = String::with_capacity(bytes.len() + 64);
        broken += push_lossy(&bytes, &mut text);
        text
    });
    (text, broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn utf16_is_told_with_and_without_a_byte_order_mark() {
        for text in [
            "18/04/2025, 08:00 - Yann: été 🌻\n",
            "١٨/٤/٢٠٢٥، ٣:٠٥ م - سلمى: مرحبا بك\n",
        ] {
            for little in [true, false] {
                assert_eq!(decode(utf16(text, little)), (text.to_owned(), 0));
                let marked = format!("\u{FEFF}{text}");
                assert_eq!(
                    decode(utf16(&marked, little))
                        .0
                        .trim_start_matches('\u{FEFF}'),
                    text
                );
            }
            assert_eq!(decode(text.as_bytes().to_vec()), (text.to_owned(), 0));
        }
    }

    #[test]
    fn broken_bytes_are_replaced_and_counted() {
        assert_eq!(
            decode(b"a\xFFb\xC3\nc".to_vec()),
            ("a\u{FFFD}b\u{FFFD}\nc".to_owned(), 2)
        );
        let mut pairs = utf16("18/04/2025, 08:00 - Yann: ", true);
        pairs.extend([0x00, 0xD8]);
        pairs.extend(utf16("ok, tout va bien", true));
        let (text, broken) = decode(pairs);
        assert_eq!((text.contains('\u{FFFD}'), broken), (true, 1));
    }

    #[test]
    fn endless_lines_are_cut_at_a_character_wherever_the_pieces_end() {
        let long = "é".repeat(LONGEST_LINE);
        let whole = format!("a\n{long}\nb\n");
        let (expected, broken) = decode(whole.clone().into_bytes());
        assert_eq!(broken, 0);
        assert!(expected.starts_with("a\né") && expected.ends_with("é\nb\n"));
        assert!(expected.len() <= KEPT + 5);
        for piece in [1000, 4097, 70_001] {
            let mut cutter = LineCutter::default();
            let mut out = Vec::new();
            for bytes in whole.as_bytes().chunks(piece) {
                let from = out.len();
                out.extend_from_slice(bytes);
                let len = cutter.cut(&mut out, from);
                out.truncate(len);
            }
            assert_eq!(out.len(), expected.len(), "pieces of {piece}");
        }
    }
}
