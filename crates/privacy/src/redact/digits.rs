//! Runs of digit groups: `06 12-34.56`, `5240 9839 4394 9111`.

use super::reading::Reading;
use super::token::Kind;

/// Longest run looked at; longer than any number we know.
const MOST_GROUPS: usize = 20;

/// One group of digits and the single separator byte before it (a space when several stand there).
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) separator: u8,
    /// Index of its token.
    pub(super) token: usize,
}

impl Group {
    pub(super) fn length(&self) -> usize {
        self.end - self.start
    }
}

/// The groups from a number token on, as long as only separators stand between them. The buffer is reused.
pub(super) fn run(reading: &Reading, index: usize, separators: &[u8], groups: &mut Vec<Group>) {
    groups.clear();
    let mut at = index;
    while let Some(token) = reading.token(at) {
        if token.kind != Kind::Number || groups.len() >= MOST_GROUPS {
            return;
        }
        let separator = match groups.last() {
            None => b' ',
            Some(last) => {
                let gap = reading.shadow.slice(last.end, token.start);
                let signs = gap.iter().filter(|byte| **byte != b' ').count();
                if gap.is_empty()
                    || gap.len() > 3
                    || signs > 2
                    || !gap.iter().all(|byte| separators.contains(byte))
                {
                    return;
                }
                gap.iter()
                    .copied()
                    .find(|byte| *byte != b' ')
                    .unwrap_or(b' ')
            }
        };
        groups.push(Group {
            start: token.start,
            end: token.end,
            separator,
            token: at,
        });
        at += 1;
        while reading.token(at).is_some_and(|token| match token.kind {
            Kind::Sign(byte) => separators.contains(&byte),
            Kind::Line => separators.contains(&b'\n'),
            _ => false,
        }) {
            at += 1;
        }
    }
}

/// The digits of some groups, one after the other.
pub(super) fn collect(reading: &Reading, groups: &[Group], out: &mut Vec<u8>) {
    out.clear();
    for group in groups {
        out.extend_from_slice(reading.shadow.slice(group.start, group.end));
    }
}

/// Whether the groups have exactly these lengths.
pub(super) fn shaped(groups: &[Group], lengths: &[usize]) -> bool {
    groups.len() == lengths.len()
        && groups
            .iter()
            .zip(lengths)
            .all(|(group, length)| group.length() == *length)
}
