//! Learns the file's own header shape from all lines, so that pasted text stays text.
//!
//! Every line that could be a header is counted under its shape, in runs. The shape that comes
//! first is the file's own unless it explains far fewer lines than another; a second shape is
//! accepted only where it looks like a second export joined to the first, not like quoted lines.

use super::header::{Header, Shape};
use super::stamp::{Reading, Stamp};

/// Runs kept; a file that changes shape more often than this is full of pasted lines.
const MOST_RUNS: usize = 512;

/// Shapes told apart; an export has one, and what is pasted into it a few.
const MOST_SHAPES: usize = 64;

/// Lines in a row with one shape.
#[derive(Clone, Copy, Debug)]
struct Run {
    shape: usize,
    lines: u64,
    first: Stamp,
    last: Stamp,
    opens_with_notice: bool,
}

/// Lines of one shape.
#[derive(Clone, Copy, Debug)]
struct Tally {
    shape: Shape,
    lines: u64,
    first_above_12: u64,
    second_above_12: u64,
}

impl Tally {
    fn reading(&self) -> Reading {
        if self.shape.year.is_first() || self.second_above_12 > self.first_above_12 {
            Reading::MonthFirst
        } else {
            Reading::DayFirst
        }
    }
}

/// What all candidate headers of a file have told so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Learning {
    tallies: Vec<Tally>,
    runs: Vec<Run>,
    current: usize,
}

impl Learning {
    /// Counts one candidate. `opens_with_notice` is asked only where a run starts.
    #[inline]
    pub(crate) fn observe(&mut self, header: &Header, opens_with_notice: impl FnOnce() -> bool) {
        let same = self
            .tallies
            .get(self.current)
            .is_some_and(|tally| tally.shape == header.shape);
        if !same {
            let seen = self
                .tallies
                .iter()
                .position(|tally| tally.shape == header.shape);
            if seen.is_none() && self.tallies.len() >= MOST_SHAPES {
                return;
            }
            self.current = seen.unwrap_or_else(|| {
                self.tallies.push(Tally {
                    shape: header.shape,
                    lines: 0,
                    first_above_12: 0,
                    second_above_12: 0,
                });
                self.tallies.len() - 1
            });
        }
        if let Some(tally) = self.tallies.get_mut(self.current) {
            tally.lines += 1;
            tally.first_above_12 += u64::from(header.stamp.first > 12);
            tally.second_above_12 += u64::from(header.stamp.second > 12);
        }
        let room = self.runs.len() < MOST_RUNS;
        match self.runs.last_mut() {
            Some(run) if run.shape == self.current => {
                run.lines += 1;
                run.last = header.stamp;
            }
            _ if room => self.runs.push(Run {
                shape: self.current,
                lines: 1,
                first: header.stamp,
                last: header.stamp,
                opens_with_notice: opens_with_notice(),
            }),
            _ => {}
        }
    }

    /// The shapes that are headers of this file, its own first.
    pub(crate) fn shapes(&self) -> Vec<Shape> {
        let Some(own) = self.own() else {
            return Vec::new();
        };
        let mut shapes: Vec<Shape> = self.tallies.get(own).map(|t| t.shape).into_iter().collect();
        let joined =
            (0..self.tallies.len()).filter(|&other| other != own && self.is_joined(own, other));
        shapes.extend(
            joined
                .filter_map(|other| self.tallies.get(other))
                .map(|t| t.shape),
        );
        shapes.truncate(4);
        shapes
    }

    fn lines(&self, shape: usize) -> u64 {
        self.tallies.get(shape).map_or(0, |tally| tally.lines)
    }

    /// The first shape cannot have been pasted into anything; only a stray line or a file that
    /// starts in the middle of a message makes another shape the file's own.
    fn own(&self) -> Option<usize> {
        let run = self.runs.first()?;
        let first = run.shape;
        let most =
            (0..self.tallies.len()).max_by_key(|&shape| (self.lines(shape), usize::MAX - shape))?;
        let returns = self.runs.iter().skip(1).any(|run| run.shape == first);
        let (lines, others) = (self.lines(first), self.lines(most));
        let stray = if returns {
            lines * 200 < others
        } else {
            lines * 20 < others || (lines == 1 && others >= 3 && !run.opens_with_notice)
        };
        Some(if stray { most } else { first })
    }

    /// Tells a second export from quoted lines.
    fn is_joined(&self, own: usize, other: usize) -> bool {
        let place = |shape: usize| self.runs.iter().position(|run| run.shape == shape);
        let last_place = |shape: usize| self.runs.iter().rposition(|run| run.shape == shape);
        let (Some(own_first), Some(own_last), Some(first), Some(last)) =
            (place(own), last_place(own), place(other), last_place(other))
        else {
            return false;
        };
        let mut runs = self.runs.iter().filter(|run| run.shape == other);
        // A second export starts with the notice every export starts with.
        if runs.clone().all(|run| run.opens_with_notice) {
            return true;
        }
        let lines = self.lines(other);
        if last < own_first {
            // In front of the file's own shape, where there is no message to be pasted into.
            return lines >= 2;
        }
        if first < own_last {
            return false;
        }
        // Behind the last header of the file's own shape: the end of its last message, or a second
        // export. A quotation cannot be younger than the message that quotes it.
        let youngest = |shape: usize| {
            let reading = self
                .tallies
                .get(shape)
                .map_or(Reading::DayFirst, Tally::reading);
            self.runs
                .iter()
                .filter(|run| run.shape == shape)
                .map(|run| run.last.sort_key(reading).max(run.first.sort_key(reading)))
                .max()
                .unwrap_or(0)
        };
        runs.next().is_some()
            && (youngest(other) > youngest(own)
                || lines >= 20
                || (lines >= 4 && 2 * lines >= self.lines(own)))
    }
}
