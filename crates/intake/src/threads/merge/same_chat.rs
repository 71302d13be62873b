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
/// Texts that stand once on both sides and differ by one time, before it is tried as a time zone.
const ZONE_TEXTS: usize = 5;
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

    /// How many long texts stand once in it.
    fn long_texts(&self) -> usize {
        let lines = self.unique.iter().filter_map(|(_, at)| self.line(*at));
        lines.filter(|line| line.long).count()
    }

    fn line(&self, at: u32) -> Option<&Line> {
        self.source.lines.get(at as usize)
    }
}

/// Compares two exports.
pub(super) fn compare(one: &Compared<'_>, other: &Compared<'_>, tie: NameTie) -> Verdict {
    let shared = shared_texts(one, other);
    if let Some(shift) = other_zone(&shared) {
        let persons = who_is_who(one, other, &shared, shift);
        let agreement = Agreement::measure(one, other, shift, &persons);
        if agreement.overlap >= ZONE_OVERLAP && 10 * agreement.matched >= 9 * agreement.overlap {
            return Verdict::Same(Fit { shift, persons });
        }
    }
    let persons = who_is_who(one, other, &shared, 0);
    let agreement = Agreement::measure(one, other, 0, &persons);
    let enough = agreement.matched > 0 && 2 * agreement.matched >= agreement.overlap;
    let proven = match tie {
        NameTie::Tied => enough,
        NameTie::Untied => {
            let long = shared.iter().filter(|text| text.long && text.shift == 0);
            enough && long.count() >= SHARED_TEXTS && both_sides(&shared, |text| text.shift == 0)
        }
    };
    if proven {
        return Verdict::Same(Fit { shift: 0, persons });
    }
    if let Some(fit) = line_by_line(one, other, &shared, tie) {
        return Verdict::Same(fit);
    }
    if is_one_story(one, other, &shared) {
        return Verdict::ClockUnclear;
    }
    apart(tie)
}

/// Equal messages needed before two short exports that agree line by line are one chat.
const EQUAL_LINES: usize = 2;

/// How two exports fit that hold the same messages one by one, on one clock or on two that differ
/// by whole quarter hours. In doubt the deletion wins: kept apart, the other export would still
/// tell what was taken back.
fn line_by_line(
    one: &Compared<'_>,
    other: &Compared<'_>,
    shared: &[SharedText],
    tie: NameTie,
) -> Option<Fit> {
    let shifts: BTreeSet<i32> = shared
        .iter()
        .map(|text| text.shift)
        .filter(|shift| shift % 15 == 0 && shift.abs() <= LARGEST_SHIFT)
        .collect();
    let mut shifts: Vec<i32> = shifts.into_iter().collect();
    shifts.sort_by_key(|shift| (shift.abs(), *shift));
    shifts.into_iter().find_map(|shift| {
        let persons = same_lines(one, other, shift, tie)?;
        Some(Fit { shift, persons })
    })
}

/// Who is who, when the messages of the common period are the same one by one, but for some that
/// only one export shows deleted. Under different names a deletion must be among the differences:
/// two customers may have had the same short exchange.
fn same_lines(
    one: &Compared<'_>,
    other: &Compared<'_>,
    shift: i32,
    tie: NameTie,
) -> Option<Vec<(PersonId, PersonId)>> {
    let from = one.first.max(other.first.saturating_add(shift));
    let to = one.last.min(other.last.saturating_add(shift));
    let common = |compared: &Compared<'_>, shift: i32| -> Vec<Line> {
        let lines = compared.source.lines.iter().map(|line| line.shifted(shift));
        lines
            .filter(|line| (from..=to).contains(&line.minute))
            .collect()
    };
    let (lines, others) = (common(one, 0), common(other, shift));
    if lines.len() != others.len() {
        return None;
    }
    let deleted = |line: &Line| matches!(line.body, crate::export::Body::Deleted(_));
    let mut persons: Vec<(PersonId, PersonId)> = Vec::new();
    let (mut equal, mut long, mut deletions) = (0, false, 0);
    for (a, b) in lines.iter().zip(&others) {
        let known = persons
            .iter()
            .find(|(x, y)| *x == a.person || *y == b.person);
        match known {
            Some(pair) if *pair != (a.person, b.person) => return None,
            Some(_) => {}
            None => persons.push((a.person, b.person)),
        }
        if a.minute != b.minute {
            return None;
        }
        match (deleted(a), deleted(b)) {
            (true, true) => {}
            (false, false) if a.hash == b.hash => {
                equal += 1;
                long |= a.long;
            }
            (false, false) => return None,
            _ => deletions += 1,
        }
    }
    persons.sort_unstable();
    let told = deletions > 0 || tie == NameTie::Tied;
    (equal >= EQUAL_LINES && long && told).then_some(persons)
}

/// True when both exports tell the same long texts, of both sides, in the same order, whatever the
/// times: one chat. A business that sends the same texts to everybody does not send them, and get
/// the same answers, in one order.
fn is_one_story(one: &Compared<'_>, other: &Compared<'_>, shared: &[SharedText]) -> bool {
    let mut long: Vec<(u32, u32)> = shared
        .iter()
        .filter(|text| text.long)
        .map(|text| text.places)
        .collect();
    let fewest = one.long_texts().min(other.long_texts());
    if long.len() < ZONE_OVERLAP || 2 * long.len() < fewest || !both_sides(shared, |text| text.long)
    {
        return false;
    }
    long.sort_unstable();
    let in_order = long.windows(2).filter(|pair| pair[0].1 < pair[1].1).count();
    10 * in_order >= 9 * (long.len() - 1)
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
    /// Its line in each export.
    places: (u32, u32),
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
                places: (*at, *there),
            });
        }
    }
    shared
}

/// The most frequent difference of clocks, if zones can differ by it and it explains more texts
/// than none does. A few texts said twice are no evidence of another zone.
fn other_zone(shared: &[SharedText]) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for text in shared {
        *counts.entry(text.shift).or_default() += 1;
    }
    let without = counts.remove(&0).unwrap_or(0);
    // Of equally frequent differences the smallest, and of opposite ones the negative.
    counts
        .into_iter()
        .filter(|(shift, count)| {
            shift % 15 == 0
                && shift.abs() <= LARGEST_SHIFT
                && *count >= ZONE_TEXTS
                && *count > without
        })
        .max_by_key(|(shift, count)| (*count, -shift.abs(), -*shift))
        .map(|(shift, _)| shift)
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

/// Who is who: by several long texts in common, then by name, then by any text, then the one left
/// over. («ok» from one and «ok» from the other are no reason to take them for each other.)
fn who_is_who(
    one: &Compared<'_>,
    other: &Compared<'_>,
    shared: &[SharedText],
    shift: i32,
) -> Vec<(PersonId, PersonId)> {
    let mut votes: BTreeMap<(PersonId, PersonId), (usize, usize)> = BTreeMap::new();
    for text in shared.iter().filter(|text| text.shift == shift) {
        let vote = votes.entry((text.one, text.other)).or_default();
        vote.0 += usize::from(text.long);
        vote.1 += 1;
    }
    let mut by_votes: Vec<_> = votes.into_iter().collect();
    by_votes.sort_by_key(|(pair, votes)| (std::cmp::Reverse(*votes), *pair));
    let proven = by_votes
        .iter()
        .filter(|(_, (long, _))| *long >= SHARED_TEXTS)
        .map(|(pair, _)| *pair);
    let named = one.writers.iter().flat_map(|a| {
        let key = one.source.key(*a);
        let same = other
            .writers
            .iter()
            .filter(move |b| !key.is_empty() && key == other.source.key(**b));
        same.map(|b| (*a, *b))
    });
    let hinted = by_votes.iter().map(|(pair, _)| *pair);
    let mut persons: Vec<(PersonId, PersonId)> = Vec::new();
    for (a, b) in proven.chain(named).chain(hinted) {
        if persons.iter().all(|(x, y)| *x != a && *y != b) {
            persons.push((a, b));
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
