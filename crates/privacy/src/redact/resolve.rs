//! Settles overlapping findings: the higher rank wins, what sticks out of the loser is kept.

use super::reading::Finding;

/// Leaves the findings sorted and disjoint.
pub(super) fn settle(found: &mut Vec<Finding>) {
    found.retain(|finding| finding.start < finding.end);
    found.sort_by_key(|finding| {
        (
            u8::MAX - finding.rank,
            finding.start,
            usize::MAX - finding.end,
        )
    });
    let mut kept: Vec<Finding> = Vec::with_capacity(found.len());
    for finding in found.drain(..) {
        keep(&mut kept, finding);
    }
    kept.sort_by_key(|finding| finding.start);
    found.append(&mut kept);
}

/// Adds the parts of a finding that nothing kept so far covers.
fn keep(kept: &mut Vec<Finding>, mut finding: Finding) {
    if let Some(same) = kept.iter_mut().find(|other| {
        other.kind == finding.kind
            && other.rank == finding.rank
            && finding.start < other.end
            && other.start < finding.end
    }) {
        // Two rules saw the same thing: their union, if it meets nothing else.
        let (start, end) = (same.start.min(finding.start), same.end.max(finding.end));
        let own = (same.start, same.end);
        let free = kept.iter().all(|other| {
            (other.start, other.end) == own || other.end <= start || end <= other.start
        });
        if free
            && let Some(same) = kept
                .iter_mut()
                .find(|other| (other.start, other.end) == own)
        {
            (same.start, same.end) = (start, end);
            return;
        }
    }
    let mut obstacles: Vec<(usize, usize)> = kept
        .iter()
        .filter(|other| finding.start < other.end && other.start < finding.end)
        .map(|other| (other.start, other.end))
        .collect();
    obstacles.sort_unstable();
    let end = finding.end;
    let cut = !obstacles.is_empty();
    for (from, to) in obstacles {
        push_part(
            kept,
            Finding {
                end: from,
                ..finding
            },
            cut,
        );
        finding.start = finding.start.max(to);
    }
    push_part(kept, Finding { end, ..finding }, cut);
}

/// A leftover of one or two bytes is punctuation or a stray letter, not worth a mask.
fn push_part(kept: &mut Vec<Finding>, part: Finding, cut: bool) {
    if part.start < part.end && (!cut || part.end - part.start >= 3) {
        kept.push(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redact::PiiKind;

    fn finding(start: usize, end: usize, kind: PiiKind, rank: u8) -> Finding {
        Finding {
            start,
            end,
            kind,
            rule: "test",
            rank,
        }
    }

    #[test]
    fn the_higher_rank_wins_and_the_rest_of_the_loser_stays() {
        let mut found = vec![
            finding(0, 20, PiiKind::Address, 5),
            finding(12, 30, PiiKind::Phone, 6),
        ];
        settle(&mut found);
        let ranges: Vec<_> = found.iter().map(|f| (f.start, f.end, f.kind)).collect();
        assert_eq!(
            ranges,
            [(0, 12, PiiKind::Address), (12, 30, PiiKind::Phone)]
        );
    }

    #[test]
    fn findings_of_one_kind_are_united() {
        let mut found = vec![
            finding(0, 5, PiiKind::Name, 3),
            finding(3, 9, PiiKind::Name, 3),
        ];
        settle(&mut found);
        assert_eq!(
            found.iter().map(|f| (f.start, f.end)).collect::<Vec<_>>(),
            [(0, 9)]
        );
    }
}
