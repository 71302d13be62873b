//! Which line of an export is which message already known.
//!
//! Within one minute and one person: equal content first (in order, so that of two «ok» the right
//! one is found deleted), then what a deletion or an edit must have replaced. Where more than one
//! text could be the deleted one, all of them are in doubt and lose their words: a deletion never
//! loses because the order of two lines was unclear.

use std::collections::HashMap;

use super::super::source::{Line, PersonId};
use super::slot::{Slot, is_plain, takes_place};

/// Which line is which slot.
pub(super) struct Matching {
    /// For each line, its slot.
    pub(super) slot_of: Vec<Option<usize>>,
    /// Slots and lines that may be what the other side marks deleted or replaced.
    pub(super) doubtful_slots: Vec<usize>,
    pub(super) doubtful_lines: Vec<usize>,
}

/// Largest table, in cells, for the ordered alignment of one minute.
const LARGEST_TABLE: usize = 1 << 16;
/// How far a repeated text is looked for in an overlong minute.
const SEARCH: usize = 4096;
/// Sender's and receiver's phone may date a message differently by this many minutes.
const DRIFT: i32 = 15;

/// Aligns an export's lines with the slots of its chat. Persons and clocks are the chat's already.
pub(super) fn matching(slots: &[Slot], lines: &[Line]) -> Matching {
    let mut found = Matching {
        slot_of: vec![None; lines.len()],
        doubtful_slots: Vec::new(),
        doubtful_lines: Vec::new(),
    };
    let mut taken = vec![false; slots.len()];
    let by_slot = sorted(slots.len(), |at| (slots[at].minute, slots[at].person));
    let by_line = sorted(lines.len(), |at| (lines[at].minute, lines[at].person));
    let mut left = by_slot.chunk_by(|a, b| key_of_slot(slots, *a) == key_of_slot(slots, *b));
    let mut right = by_line.chunk_by(|a, b| key_of_line(lines, *a) == key_of_line(lines, *b));
    let (mut group, mut bucket) = (left.next(), right.next());
    while let (Some(some), Some(others)) = (group, bucket) {
        match key_of_slot(slots, some[0]).cmp(&key_of_line(lines, others[0])) {
            std::cmp::Ordering::Less => group = left.next(),
            std::cmp::Ordering::Greater => bucket = right.next(),
            std::cmp::Ordering::Equal => {
                Minute {
                    slots,
                    lines,
                    some,
                    others,
                }
                .align(&mut found, &mut taken);
                group = left.next();
                bucket = right.next();
            }
        }
    }
    match_across_minutes(slots, lines, &mut found, &mut taken);
    found
}

fn sorted<K: Ord>(count: usize, key: impl Fn(usize) -> K) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    // Stable: file order stays within a minute.
    order.sort_by_key(|at| key(*at));
    order
}

fn key_of_slot(slots: &[Slot], at: usize) -> (i32, PersonId) {
    (slots[at].minute, slots[at].person)
}

fn key_of_line(lines: &[Line], at: usize) -> (i32, PersonId) {
    (lines[at].minute, lines[at].person)
}

/// The messages of one person in one minute, on both sides, in order.
struct Minute<'a> {
    slots: &'a [Slot],
    lines: &'a [Line],
    some: &'a [usize],
    others: &'a [usize],
}

impl Minute<'_> {
    fn align(&self, found: &mut Matching, taken: &mut [bool]) {
        let certain = self.certain_pairs();
        let mut slots = Side::new(self.some.len());
        let mut lines = Side::new(self.others.len());
        for (slot, line) in &certain {
            slots.settle(*slot);
            lines.settle(*line);
        }
        let mut pairs = certain.clone();
        // Between two certain pairs in order, what is left belongs together.
        if certain.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1) {
            let mut from = (0, 0);
            for pair in &certain {
                self.pair_left(from, *pair, &mut slots, &mut lines, &mut pairs);
                from = (pair.0 + 1, pair.1 + 1);
            }
        }
        let end = (self.some.len(), self.others.len());
        self.pair_left((0, 0), end, &mut slots, &mut lines, &mut pairs);
        for (slot, line) in pairs {
            found.slot_of[self.others[line]] = Some(self.some[slot]);
            taken[self.some[slot]] = true;
        }
        // A deletion or an edit that equal content does not explain may be of any text left over.
        if lines.unexplained(|at| takes_place(self.line(at))) {
            let doubtful = slots.left().filter(|at| self.slot(*at).is_plain());
            found
                .doubtful_slots
                .extend(doubtful.map(|at| self.some[at]));
        }
        if slots.unexplained(|at| self.slot(at).takes_place()) {
            let doubtful = lines.left().filter(|at| is_plain(self.line(*at)));
            found
                .doubtful_lines
                .extend(doubtful.map(|at| self.others[at]));
        }
    }

    /// Equal content. Order is worth keeping as long as it does not lose a message that is
    /// plainly there.
    fn certain_pairs(&self) -> Vec<(usize, usize)> {
        let anywhere = self.equal_in_any_order();
        if self.some.len() * self.others.len() > LARGEST_TABLE {
            return anywhere;
        }
        let in_order = self.equal_in_order();
        if in_order.len() >= anywhere.len() {
            in_order
        } else {
            anywhere
        }
    }

    fn slot(&self, at: usize) -> &Slot {
        &self.slots[self.some[at]]
    }

    fn line(&self, at: usize) -> &Line {
        &self.lines[self.others[at]]
    }

    /// Equal content, each slot once, wherever it stands.
    fn equal_in_any_order(&self) -> Vec<(usize, usize)> {
        let mut used = vec![false; self.some.len()];
        let mut pairs = Vec::new();
        let mut next = 0;
        for line in 0..self.others.len() {
            let ahead = next..self.some.len();
            let behind = next.saturating_sub(SEARCH)..next;
            let hit = ahead
                .take(SEARCH)
                .chain(behind)
                .find(|slot| !used[*slot] && self.slot(*slot).is_same(self.line(line)));
            if let Some(slot) = hit {
                used[slot] = true;
                pairs.push((slot, line));
                next = slot + 1;
            }
        }
        pairs
    }

    /// The longest ordered run of equal content; among equals the one that leaves most deletions
    /// and edits a place.
    fn equal_in_order(&self) -> Vec<(usize, usize)> {
        const SAME: u32 = 1000;
        let (rows, columns) = (self.some.len(), self.others.len());
        let width = columns + 1;
        let worth = |slot: usize, line: usize| {
            if self.slot(slot).is_same(self.line(line)) {
                SAME
            } else {
                u32::from(self.slot(slot).may_be(self.line(line)))
            }
        };
        // best[row * width + column]: the best from there to the end.
        let mut best = vec![0_u32; (rows + 1) * width];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                let pair = worth(row, column);
                let with = if pair == 0 {
                    0
                } else {
                    pair + best[(row + 1) * width + column + 1]
                };
                best[row * width + column] = with
                    .max(best[(row + 1) * width + column])
                    .max(best[row * width + column + 1]);
            }
        }
        let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
        while row < rows && column < columns {
            let pair = worth(row, column);
            let here = best[row * width + column];
            if pair > 0 && here == pair + best[(row + 1) * width + column + 1] {
                if pair == SAME {
                    pairs.push((row, column));
                }
                row += 1;
                column += 1;
            } else if here == best[(row + 1) * width + column] {
                row += 1;
            } else {
                column += 1;
            }
        }
        pairs
    }

    /// Pairs what is left between two places, one to one where that explains everything, else in
    /// order.
    fn pair_left(
        &self,
        from: (usize, usize),
        to: (usize, usize),
        slots: &mut Side,
        lines: &mut Side,
        pairs: &mut Vec<(usize, usize)>,
    ) {
        let left_slots: Vec<usize> = (from.0..to.0).filter(|at| !slots.paired[*at]).collect();
        let left_lines: Vec<usize> = (from.1..to.1).filter(|at| !lines.paired[*at]).collect();
        let fits = |slot: usize, line: usize| self.slot(slot).may_be(self.line(line));
        let both = || left_slots.iter().copied().zip(left_lines.iter().copied());
        let one_to_one = left_slots.len() == left_lines.len() && both().all(|(s, l)| fits(s, l));
        let mut add = |slot: usize, line: usize, slots: &mut Side| {
            slots.paired[slot] = true;
            lines.paired[line] = true;
            pairs.push((slot, line));
        };
        if one_to_one {
            both().for_each(|(slot, line)| add(slot, line, slots));
            return;
        }
        for line in &left_lines {
            let mut free = left_slots
                .iter()
                .filter(|at| !slots.paired[**at])
                .take(SEARCH);
            let hit = free.find(|slot| fits(**slot, *line)).copied();
            if let Some(slot) = hit {
                add(slot, *line, slots);
            }
        }
    }
}

/// Which messages of one side of a minute have found their counterpart.
struct Side {
    paired: Vec<bool>,
    /// Paired by equal content.
    settled: Vec<bool>,
}

impl Side {
    fn new(count: usize) -> Self {
        Self {
            paired: vec![false; count],
            settled: vec![false; count],
        }
    }

    fn settle(&mut self, at: usize) {
        self.paired[at] = true;
        self.settled[at] = true;
    }

    fn left(&self) -> impl Iterator<Item = usize> {
        (0..self.paired.len()).filter(|at| !self.paired[*at])
    }

    fn unexplained(&self, takes_place: impl Fn(usize) -> bool) -> bool {
        (0..self.settled.len()).any(|at| !self.settled[at] && takes_place(at))
    }
}

/// Exports of both sides' phones may date one message in two minutes. A long text that stands once
/// on each side, by the same person, less than a quarter of an hour apart, is one message.
fn match_across_minutes(slots: &[Slot], lines: &[Line], found: &mut Matching, taken: &mut [bool]) {
    let mut lonely: HashMap<(PersonId, u64), Option<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        if found.slot_of[at].is_none() && line.long {
            lonely
                .entry((line.person, line.hash))
                .and_modify(|twice| *twice = None)
                .or_insert(Some(at));
        }
    }
    if lonely.is_empty() {
        return;
    }
    let mut drifted = false;
    for (at, slot) in slots.iter().enumerate() {
        let Some(version) = slot.version.filter(|_| !taken[at]) else {
            continue;
        };
        let Some(Some(line)) = lonely.remove(&(slot.person, version.hash)) else {
            continue;
        };
        if (slot.minute - lines[line].minute).abs() < DRIFT {
            found.slot_of[line] = Some(at);
            taken[at] = true;
            drifted = true;
        }
    }
    if drifted {
        doubt_across_minutes(slots, lines, found, taken);
    }
}

/// Where the clocks of two phones differ by minutes, a deletion without its text and a text
/// without its deletion near it may be one message: the text goes.
fn doubt_across_minutes(slots: &[Slot], lines: &[Line], found: &mut Matching, taken: &[bool]) {
    let near = |gone: &[(PersonId, i32)], person: PersonId, minute: i32| {
        let from = gone.partition_point(|other| *other <= (person, minute - DRIFT));
        gone.get(from)
            .is_some_and(|other| other.0 == person && other.1 < minute + DRIFT)
    };
    let mut gone_lines: Vec<_> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| found.slot_of[*at].is_none() && takes_place(line))
        .map(|(_, line)| (line.person, line.minute))
        .collect();
    gone_lines.sort_unstable();
    let mut gone_slots: Vec<_> = slots
        .iter()
        .enumerate()
        .filter(|(at, slot)| !taken[*at] && slot.takes_place())
        .map(|(_, slot)| (slot.person, slot.minute))
        .collect();
    gone_slots.sort_unstable();
    for (at, slot) in slots.iter().enumerate() {
        if !taken[at] && slot.is_plain() && near(&gone_lines, slot.person, slot.minute) {
            found.doubtful_slots.push(at);
        }
    }
    for (at, line) in lines.iter().enumerate() {
        if found.slot_of[at].is_none()
            && is_plain(line)
            && near(&gone_slots, line.person, line.minute)
        {
            found.doubtful_lines.push(at);
        }
    }
}
