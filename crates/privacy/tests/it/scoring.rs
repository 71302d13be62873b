//! The scoring rules of `fixtures/pii/README.md`.

use std::collections::BTreeMap;

use serde::Deserialize;
use tact_privacy::redact::{RedactionContext, Redactor, char_offsets};

/// One annotated message.
#[derive(Deserialize)]
pub(crate) struct Message {
    /// Id in its file.
    pub(crate) id: String,
    /// Language of the message.
    pub(crate) lang: String,
    /// The text.
    pub(crate) text: String,
    /// Gold spans, code points.
    #[serde(default)]
    pub(crate) spans: Vec<Gold>,
}

/// One gold span.
#[derive(Deserialize)]
pub(crate) struct Gold {
    /// First code point.
    pub(crate) start: usize,
    /// Code point after the last.
    pub(crate) end: usize,
    /// Kind, as in the contract.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// Neutral span.
    #[serde(default)]
    pub(crate) optional: bool,
}

/// Counts over a file.
#[derive(Default)]
pub(crate) struct Score {
    /// Found and total gold spans by type.
    pub(crate) recall: BTreeMap<String, (usize, usize)>,
    /// Correct and total predictions by type.
    pub(crate) precision: BTreeMap<String, (usize, usize)>,
    /// Leaked and total alphanumeric gold characters.
    pub(crate) leaked: (usize, usize),
    /// Messages leaking and messages with personal data.
    pub(crate) messages: (usize, usize),
    /// Masked and total characters outside of gold.
    pub(crate) over: (usize, usize),
    /// Hit and total messages without personal data.
    pub(crate) negatives: (usize, usize),
    /// Lines that explain each miss and each false hit.
    pub(crate) details: Vec<String>,
}

/// Reads a JSONL file.
pub(crate) fn read(path: &std::path::Path) -> Vec<Message> {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect()
}

/// Scores a redactor on messages, each without context.
pub(crate) fn score(redactor: &Redactor, messages: &[Message]) -> Score {
    let mut score = Score::default();
    for message in messages {
        score.add(redactor, message);
    }
    score
}

impl Score {
    fn add(&mut self, redactor: &Redactor, message: &Message) {
        let mut spans = Vec::new();
        redactor.spans(&message.text, &RedactionContext::default(), &mut spans);
        let characters: Vec<char> = message.text.chars().collect();
        let ranges = char_offsets(&message.text, &spans);
        let text = |start: usize, end: usize| characters[start..end].iter().collect::<String>();

        let mut masked = vec![false; characters.len()];
        ranges
            .iter()
            .for_each(|(start, end)| masked[*start..*end].fill(true));
        let mut gold = vec![None; characters.len()];
        for span in &message.spans {
            gold[span.start..span.end].fill(Some(span));
        }

        let mut leaks = false;
        for span in message.spans.iter().filter(|span| !span.optional) {
            let same: usize = spans
                .iter()
                .zip(&ranges)
                .filter(|(found, _)| found.kind.label() == span.kind)
                .map(|(_, range)| overlap(*range, span))
                .sum();
            let hit = 2 * same >= span.end - span.start;
            let entry = self.recall.entry(span.kind.clone()).or_default();
            entry.0 += usize::from(hit);
            entry.1 += 1;
            let places = (span.start..span.end).filter(|at| characters[*at].is_alphanumeric());
            let total = places.clone().count();
            let leaked = places.filter(|at| !masked[*at]).count();
            self.leaked.0 += leaked;
            self.leaked.1 += total;
            leaks |= leaked >= 3 && 5 * leaked > total;
            if !hit || leaked > 0 {
                self.details.push(format!(
                    "MISS {} {} {} «{}» leaked {leaked} in {:?}",
                    message.id,
                    message.lang,
                    span.kind,
                    text(span.start, span.end),
                    message.text
                ));
            }
        }
        if message.spans.iter().any(|span| !span.optional) {
            self.messages.0 += usize::from(leaks);
            self.messages.1 += 1;
        } else {
            let optional =
                |range: &(usize, usize)| message.spans.iter().any(|span| overlap(*range, span) > 0);
            self.negatives.0 += usize::from(ranges.iter().any(|range| !optional(range)));
            self.negatives.1 += 1;
        }
        for (found, range) in spans.iter().zip(&ranges) {
            let right = (range.0..range.1)
                .filter(|at| {
                    gold[*at]
                        .is_some_and(|span: &Gold| span.optional || span.kind == found.kind.label())
                })
                .count();
            let hit = 2 * right >= range.1 - range.0;
            let entry = self
                .precision
                .entry(found.kind.label().to_owned())
                .or_default();
            entry.0 += usize::from(hit);
            entry.1 += 1;
            if !hit {
                self.details.push(format!(
                    "FALSE {} {} {} «{}» by {} in {:?}",
                    message.id,
                    message.lang,
                    found.kind.label(),
                    text(range.0, range.1),
                    found.rule,
                    message.text
                ));
            }
        }
        self.over.0 += (0..characters.len())
            .filter(|at| masked[*at] && gold[*at].is_none())
            .count();
        self.over.1 += gold.iter().filter(|span| span.is_none()).count();
    }

    /// Recall of a type; 1 when the file has none.
    pub(crate) fn recall_of(&self, kind: &str) -> f64 {
        self.recall.get(kind).map_or(1.0, |counts| share(*counts))
    }

    /// Share of alphanumeric gold characters left in clear.
    pub(crate) fn leak(&self) -> f64 {
        share(self.leaked)
    }

    /// Share of messages with personal data that leak.
    pub(crate) fn message_leak(&self) -> f64 {
        share(self.messages)
    }

    /// Share of messages without personal data that get a mask.
    pub(crate) fn negative_hits(&self) -> f64 {
        share(self.negatives)
    }
}

/// A ratio; 0 for nothing out of nothing.
pub(crate) fn share(counts: (usize, usize)) -> f64 {
    if counts.1 == 0 {
        0.0
    } else {
        counts.0 as f64 / counts.1 as f64
    }
}

fn overlap(range: (usize, usize), span: &Gold) -> usize {
    range
        .1
        .min(span.end)
        .saturating_sub(range.0.max(span.start))
}
