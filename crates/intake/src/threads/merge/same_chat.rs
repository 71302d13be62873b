//! Are two exports the same chat? Decided by the messages they share, never by a name alone: two
//! customers may both be «Marie».

use std::collections::{BTreeMap, BTreeSet};

use super::super::source::{Line, PersonId, Source};
use super::align::matching;
use super::slot::Slot;

/// How two exports of one chat lie over each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// Minutes to add to the second export's clock.
    pub(super) shift: i32,
    /// Who is who: person of the first export, person of the second.
    pub(super) persons: Vec<(PersonId, PersonId)>,
}

impl Fit {
    /// Seen from the second export.
    pub(super) fn reversed(&self) -> Self {
        Self {
            shift: -self.shift,
            persons: self
                .persons
                .iter()
                .map(|(one, other)| (*other, *one))
                .collect(),
        }
    }
}

/// What comparing two exports says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// One chat.
    Same(Fit),
    /// One chat, but no constant difference of clocks explains the times.
    ClockUnclear,
    /// Same names, no shared message: perhaps one chat in two pieces, perhaps two people.
    SameNameApart,
    /// Two chats.
    Different,
}

/// Whether names already suggest one chat (same title, or the same two authors).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameTie {
    Tied,
    Untied,
}

/// Overlapping messages needed before another time zone is believed.
const ZONE_OVERLAP: usize = 20;
/// Furthest two civil clocks can be apart, in minutes.
const LARGEST_SHIFT: i32 = 26 * 60;
/// Long texts both sides must share before exports under different names are one chat.
const SHARED_TEXTS: usize = 3;

/// What is compared of an export.
pub(super) struct Compared<'a> {
    source: &'a Source,
    writers: Vec<PersonId>,
    /// Texts that stand once in the export: fingerprint and line.
    unique: Vec<(u64, u32)>,
    first: i32,
    last: i32,
}

impl<'a> Compared<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        let mut unique: Vec<(u64, u32)> = (0_u32..)
            .zip(&source.lines)
            .filter(|(_, line)| line.body == crate::export::Body::Text)
            .map(|(at, line)| (line.hash, at))
            .collect();
        unique.sort_unstable();
        let kept = unique
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|same| match same {
                [one] => Some(*one),
                _ => None,
            })
            .collect();
        Self {
            source,
            writers: source.writers(),
            unique: kept,
            first: source
                .lines
                .iter()
                .map(|line| line.minute)
                .min()
                .unwrap_or(0),
            last: source
                .lines
                .iter()
                .map(|line| line.minute)
                .max()
                .unwrap_or(0),
        }
    }

    fn line(&self, at: u32) -> Option<&Line> {
        self.source.lines.get(at as usize)
    }
}

/// Compares two exports.
pub(super) fn compare(one: &Compared<'_>, other: &Compared<'_>, tie: NameTie) -> Verdict {
    let shared = shared_texts(one, other);
    let shift = usual_shift(&shared);
    let persons = who_is_who(one, other, &shared, shift);
    let agreement = Agreement::measure(one, other, shift, &persons);
    let enough = agreement.matched > 0 && 2 * agreement.matched >= agreement.overlap;
    if shift != 0 {
        let whole_quarters = shift % 15 == 0 && shift.abs() <= LARGEST_SHIFT;
        if whole_quarters
            && agreement.overlap >= ZONE_OVERLAP
            && 10 * agreement.matched >= 9 * agreement.overlap
        {
            return Verdict::Same(Fit { shift, persons });
        }
        if shared.len() >= ZONE_OVERLAP && both_sides(&shared, |_| true) {
            return Verdict::ClockUnclear;
        }
        return apart(tie);
    }
    let proven = match tie {
        NameTie::Tied => enough,
        NameTie::Untied => {
            let long: Vec<_> = shared
                .iter()
                .filter(|text| text.long && text.shift == 0)
                .collect();
            enough && long.len() >= SHARED_TEXTS && both_sides(&shared, |text| text.shift == 0)
        }
    };
    if proven {
        return Verdict::Same(Fit { shift, persons });
    }
    if shared.iter().filter(|text| text.long).count() >= ZONE_OVERLAP
        && both_sides(&shared, |text| text.long)
    {
        return Verdict::ClockUnclear;
    }
    apart(tie)
}

fn apart(tie: NameTie) -> Verdict {
    match tie {
        NameTie::Tied => Verdict::SameNameApart,
        NameTie::Untied => Verdict::Different,
    }
}

/// A text that stands once in each export.
struct SharedText {
    one: PersonId,
    other: PersonId,
    shift: i32,
    long: bool,
}

fn shared_texts(one: &Compared<'_>, other: &Compared<'_>) -> Vec<SharedText> {
    let mut shared = Vec::new();
    let mut rest = other.unique.as_slice();
    for (hash, at) in &one.unique {
        rest = &rest[rest.partition_point(|entry| entry.0 < *hash)..];
        let Some((_, there)) = rest.first().filter(|entry| entry.0 == *hash) else {
            continue;
        };
        if let (Some(a), Some(b)) = (one.line(*at), other.line(*there)) {
            shared.push(SharedText {
                one: a.person,
                other: b.person,
                shift: a.minute.saturating_sub(b.minute),
                long: a.long,
            });
        }
    }
    shared
}

/// The most frequent difference of clocks; none when half of the shared texts have none.
fn usual_shift(shared: &[SharedText]) -> i32 {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for text in shared {
        *counts.entry(text.shift).or_default() += 1;
    }
    if 2 * counts.get(&0).copied().unwrap_or(0) >= shared.len() {
        return 0;
    }
    // The smallest of equally frequent shifts, and of opposite ones the negative: any fixed rule.
    counts
        .into_iter()
        .max_by_key(|(shift, count)| (*count, -shift.abs(), -*shift))
        .map_or(0, |(shift, _)| shift)
}

/// True when two people on each side wrote the shared texts: a text sent by the business to many
/// customers proves nothing.
fn both_sides(shared: &[SharedText], counts: impl Fn(&SharedText) -> bool) -> bool {
    let of = |side: fn(&SharedText) -> PersonId| {
        let people: BTreeSet<_> = shared
            .iter()
            .filter(|text| counts(text))
            .map(side)
            .collect();
        people.len() >= 2
    };
    of(|text| text.one) && of(|text| text.other)
}

/// Who is who: by shared texts, then by name, then the one left over.
fn who_is_who(
    one: &Compared<'_>,
    other: &Compared<'_>,
    shared: &[SharedText],
    shift: i32,
) -> Vec<(PersonId, PersonId)> {
    let mut votes: BTreeMap<(PersonId, PersonId), usize> = BTreeMap::new();
    for text in shared.iter().filter(|text| text.shift == shift) {
        *votes.entry((text.one, text.other)).or_default() += 1;
    }
    let mut by_votes: Vec<_> = votes.into_iter().collect();
    by_votes.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
    let mut persons: Vec<(PersonId, PersonId)> = Vec::new();
    let is_free = |persons: &[(PersonId, PersonId)], a: PersonId, b: PersonId| {
        persons.iter().all(|(x, y)| *x != a && *y != b)
    };
    for ((a, b), _) in by_votes {
        if is_free(&persons, a, b) {
            persons.push((a, b));
        }
    }
    for a in &one.writers {
        for b in &other.writers {
            let key = one.source.key(*a);
            if !key.is_empty() && key == other.source.key(*b) && is_free(&persons, *a, *b) {
                persons.push((*a, *b));
            }
        }
    }
    let left: Vec<_> = one
        .writers
        .iter()
        .filter(|a| persons.iter().all(|(x, _)| x != *a))
        .collect();
    let right: Vec<_> = other
        .writers
        .iter()
        .filter(|b| persons.iter().all(|(_, y)| y != *b))
        .collect();
    let direct = one.writers.len() <= 2 && other.writers.len() <= 2;
    if let ([a], [b], true) = (
        left.as_slice(),
        right.as_slice(),
        direct && !persons.is_empty(),
    ) {
        persons.push((**a, **b));
    }
    persons.sort_unstable();
    persons
}

/// Stand-in for a person of the second export whom nobody of the first is.
const STRANGERS: PersonId = 1 << 15;

/// How many messages of the common period are the same.
struct Agreement {
    matched: usize,
    /// Messages in the common period, on the side that has fewer.
    overlap: usize,
}

impl Agreement {
    fn measure(
        one: &Compared<'_>,
        other: &Compared<'_>,
        shift: i32,
        persons: &[(PersonId, PersonId)],
    ) -> Self {
        let from = one.first.max(other.first.saturating_add(shift));
        let to = one.last.min(other.last.saturating_add(shift));
        if from > to {
            return Self {
                matched: 0,
                overlap: 0,
            };
        }
        let slots: Vec<Slot> = one
            .source
            .lines
            .iter()
            .filter(|line| (from..=to).contains(&line.minute))
            .map(|line| Slot::new(line, 0, 0))
            .collect();
        let lines: Vec<Line> = other
            .source
            .lines
            .iter()
            .map(|line| line.shifted(shift))
            .filter(|line| (from..=to).contains(&line.minute))
            .map(|mut line| {
                line.person = persons
                    .iter()
                    .find(|(_, there)| *there == line.person)
                    .map_or(line.person | STRANGERS, |(here, _)| *here);
                line
            })
            .collect();
        let matched = matching(&slots, &lines)
            .slot_of
            .iter()
            .filter(|slot| slot.is_some())
            .count();
        Self {
            matched,
            overlap: slots.len().min(lines.len()),
        }
    }
}
