//! Open instants, ready to be measured.

/// Open time as sorted, disjoint spans of UTC seconds with the open seconds before each.
///
/// Valid between the two instants it was compiled for; outside them it counts nothing.
#[derive(Clone, Debug, Default)]
pub struct OpenTime {
    spans: Vec<Span>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    start: i64,
    end: i64,
    open_before: i64,
}

impl OpenTime {
    /// Sorts, joins what touches or overlaps, and sums.
    pub(super) fn from_segments(mut segments: Vec<(i64, i64)>) -> Self {
        segments.retain(|(start, end)| start < end);
        segments.sort_unstable();
        let mut spans: Vec<Span> = Vec::with_capacity(segments.len());
        for (start, end) in segments {
            match spans.last_mut() {
                Some(last) if start <= last.end => last.end = last.end.max(end),
                last => {
                    let open_before =
                        last.map_or(0, |last| last.open_before + last.end - last.start);
                    spans.push(Span {
                        start,
                        end,
                        open_before,
                    });
                }
            }
        }
        Self { spans }
    }

    /// Open seconds in `[start, end)`; 0 when `end` is not after `start`.
    pub fn between(&self, start: i64, end: i64) -> i64 {
        if end <= start {
            return 0;
        }
        self.open_until(end) - self.open_until(start)
    }

    /// The second at which `seconds` of open time have passed since `start`, if it comes.
    pub(super) fn after(&self, start: i64, seconds: i64) -> Option<i64> {
        if seconds <= 0 {
            return Some(start);
        }
        let wanted = self.open_until(start) + seconds;
        let index = self
            .spans
            .partition_point(|span| span.open_before + span.end - span.start < wanted);
        let span = self.spans.get(index)?;
        Some(span.start + wanted - span.open_before)
    }

    /// Open seconds before `second`.
    fn open_until(&self, second: i64) -> i64 {
        let index = self.spans.partition_point(|span| span.start <= second);
        match index.checked_sub(1).and_then(|index| self.spans.get(index)) {
            Some(span) => span.open_before + second.min(span.end) - span.start,
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn overlapping_openings_are_counted_once() {
        let open = OpenTime::from_segments(vec![(10, 20), (15, 30), (30, 40), (50, 50)]);
        assert_eq!(open.between(0, 100), 30);
        assert_eq!(open.after(0, 30), Some(40));
        assert_eq!(open.after(0, 31), None);
    }

    proptest! {
        #[test]
        fn a_split_wait_measures_the_same_as_the_whole(
            segments in prop::collection::vec((0_i64..1000, 1_i64..50), 0..40),
            mut cuts in prop::array::uniform3(0_i64..1100),
        ) {
            let spans = segments.iter().map(|(start, length)| (*start, start + length)).collect();
            let open = OpenTime::from_segments(spans);
            cuts.sort_unstable();
            let [a, b, c] = cuts;
            prop_assert_eq!(open.between(a, b) + open.between(b, c), open.between(a, c));
            let by_hand = (a..c)
                .filter(|second| segments.iter().any(|(s, l)| (*s..s + l).contains(second)))
                .count();
            prop_assert_eq!(open.between(a, c), i64::try_from(by_hand).unwrap());
        }

        #[test]
        fn a_deadline_is_reached_after_exactly_the_time_allowed(
            segments in prop::collection::vec((0_i64..1000, 1_i64..50), 1..40),
            start in 0_i64..1100,
            seconds in 1_i64..200,
        ) {
            let spans = segments.iter().map(|(start, length)| (*start, start + length)).collect();
            let open = OpenTime::from_segments(spans);
            if let Some(deadline) = open.after(start, seconds) {
                prop_assert_eq!(open.between(start, deadline), seconds);
                prop_assert_eq!(open.between(start, deadline - 1), seconds - 1);
            }
        }
    }
}
