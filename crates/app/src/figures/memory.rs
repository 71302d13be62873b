//! What a model concluded from a message, as bytes sealed with it, and read back instead of the
//! words.

use std::sync::{Mutex, PoisonError};

use tact_analysis::{Model, ModelCard, TextModel, ThreadContext};
use tact_domain::{Act, Emotion, Language, MessageAnnotation, Sentiment};
use tact_privacy::{Analysis, Permitted};
use tact_store::live::{Annotation, Concluded};

use crate::pipeline::understand::{MessageReader, Reading};

use super::gather::Gathered;

/// Raised when the bytes mean something else than before.
const LAYOUT: u32 = 2;
/// Bytes of one annotation.
const LENGTH: usize = 23;

/// Layout in the upper eight bits, model below: another version of a model reads anew.
fn schema_of(card: &ModelCard) -> u32 {
    // FNV-1a: a name for a version, no protection of anything.
    let hash = format!("{card}")
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
    LAYOUT << 24 | (hash ^ hash >> 24) & 0x00ff_ffff
}

fn encode(reading: &Reading) -> Vec<u8> {
    let said = &reading.annotation;
    let mut tag = [0; 3];
    let known = said.language.iter().flat_map(|known| known.tag().bytes());
    for (slot, byte) in tag.iter_mut().zip(known) {
        *slot = byte;
    }
    let flags = [
        said.abstain,
        said.question,
        said.suggestion,
        said.closing,
        said.sensitive,
        reading.rating,
    ];
    let flags = flags
        .iter()
        .zip(0..)
        .fold(0_u8, |bits, (flag, place)| bits | u8::from(*flag) << place);
    let place = |found: Option<usize>| {
        found
            .and_then(|place| u8::try_from(place).ok())
            .unwrap_or(u8::MAX)
    };
    let mut bytes = Vec::with_capacity(LENGTH);
    bytes.extend(tag);
    bytes.push(place(
        Sentiment::ALL.iter().position(|one| *one == said.sentiment),
    ));
    bytes.push(place(
        Emotion::ALL.iter().position(|one| *one == said.emotion),
    ));
    bytes.push(place(Act::ALL.iter().position(|one| *one == said.act)));
    bytes.push(flags);
    bytes.extend(reading.words.to_be_bytes());
    for p in said.sentiment_p {
        bytes.extend(p.to_be_bytes());
    }
    bytes
}

fn decode(bytes: &[u8]) -> Option<Reading> {
    if bytes.len() != LENGTH {
        return None;
    }
    let tag = bytes.get(..3)?;
    let end = tag.iter().position(|byte| *byte == 0).unwrap_or(3);
    let language = match std::str::from_utf8(tag.get(..end)?).ok()? {
        "" => None,
        tag => Some(Language::parse(tag)?),
    };
    let at = |place: usize| bytes.get(place).copied().map(usize::from);
    let flags = *bytes.get(6)?;
    let flag = |place: u8| flags & 1 << place != 0;
    let word = |at: usize| -> Option<[u8; 4]> { bytes.get(at..at + 4)?.try_into().ok() };
    let p = |at: usize| word(at).map(f32::from_be_bytes);
    Some(Reading {
        annotation: MessageAnnotation {
            language,
            sentiment: *Sentiment::ALL.get(at(3)?)?,
            sentiment_p: [p(11)?, p(15)?, p(19)?],
            abstain: flag(0),
            emotion: *Emotion::ALL.get(at(4)?)?,
            act: *Act::ALL.get(at(5)?)?,
            question: flag(1),
            suggestion: flag(2),
            closing: flag(3),
            sensitive: flag(4),
        },
        words: word(7).map(u32::from_be_bytes)?,
        rating: flag(5),
    })
}

/// What was read anew: to be sealed with its message.
#[derive(Debug)]
pub struct Fresh {
    thread: usize,
    message: usize,
    annotation: Annotation,
}

/// A model that reads only what it has not read before, and each message by itself: what is sealed
/// with one message must owe nothing to another, which may be deleted tomorrow.
pub struct Memory<'a> {
    model: &'a Model,
    schema: u32,
    gathered: &'a Gathered,
    fresh: Mutex<Vec<Fresh>>,
}

impl<'a> Memory<'a> {
    /// A model, and what is kept of its earlier readings.
    pub fn new(model: &'a Model, gathered: &'a Gathered) -> Self {
        Self {
            model,
            schema: schema_of(model.card()),
            gathered,
            fresh: Mutex::new(Vec::new()),
        }
    }

    /// What was read anew, for the store.
    pub fn into_conclusions(self) -> Vec<Concluded> {
        let gathered = self.gathered;
        let fresh = self.fresh.into_inner();
        fresh
            .unwrap_or_else(PoisonError::into_inner)
            .into_iter()
            .filter_map(|fresh| {
                let (message, version) = gathered.source(fresh.thread, fresh.message)?;
                Some(Concluded {
                    message,
                    version: version?,
                    annotation: fresh.annotation,
                })
            })
            .collect()
    }
}

impl MessageReader for Memory<'_> {
    fn read(
        &self,
        thread: usize,
        message: usize,
        words: Option<Permitted<&str, Analysis>>,
        context: &ThreadContext,
    ) -> Option<Reading> {
        let annotation = self.gathered.annotation(thread, message);
        let kept = annotation.and_then(|annotation| {
            let same_layout = annotation.schema >> 24 == LAYOUT;
            let kept = decode(&annotation.bytes).filter(|_| same_layout)?;
            Some((annotation.schema, kept))
        });
        let Some(words) = words else {
            // The words are gone with their period; what was concluded from them may stay longer.
            return kept.map(|(_, reading)| reading);
        };
        if let Some((schema, reading)) = kept
            && schema == self.schema
        {
            return Some(reading);
        }
        let alone = ThreadContext::new(context.languages);
        let reading = Reading::by(self.model, &words, &alone);
        self.fresh
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Fresh {
                thread,
                message,
                annotation: Annotation {
                    schema: self.schema,
                    bytes: encode(&reading).into(),
                },
            });
        Some(reading)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_annotation_comes_back_from_its_bytes() {
        for (place, (emotion, act)) in Emotion::ALL.into_iter().zip(Act::ALL).enumerate() {
            let odd = place % 2 == 1;
            let reading = Reading {
                annotation: MessageAnnotation {
                    language: odd.then(|| Language::parse("wol").unwrap()),
                    sentiment: Sentiment::ALL[place % 3],
                    sentiment_p: [0.125, 0.5, 0.375],
                    abstain: odd,
                    emotion,
                    act,
                    question: !odd,
                    suggestion: odd,
                    closing: !odd,
                    sensitive: odd,
                },
                words: 7 + u32::from(odd),
                rating: !odd,
            };
            let bytes = encode(&reading);
            assert_eq!(bytes.len(), LENGTH);
            assert_eq!(decode(&bytes), Some(reading));
            assert_eq!(decode(&bytes[1..]), None);
        }
    }

    #[test]
    fn another_version_of_the_model_is_another_schema_of_the_same_layout() {
        let card = |version| ModelCard {
            name: "fast",
            version,
            languages: &[],
        };
        assert_ne!(schema_of(&card("1")), schema_of(&card("2")));
        assert_eq!(schema_of(&card("1")) >> 24, LAYOUT);
    }
}
