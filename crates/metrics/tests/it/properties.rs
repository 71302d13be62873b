//! What must hold whatever the data.

use proptest::prelude::*;
use tact_metrics::estimate::small_groups::{Contacts, Group, K_MIN, suppress};
use tact_metrics::estimate::{
    StratumCounts, Z_95, calibrated, gamma_bounds, gamma_bounds_one_sided, gamma_calibrated,
    headline, kaplan_meier, manski, newcombe, robust, stratum, wilson,
};

/// Slack for sums that are equal on paper.
const ROUNDING: f64 = 1e-12;

/// k of m of n, each at most the next.
fn nested() -> impl Strategy<Value = (u64, u64, u64)> {
    (1u64..3_000)
        .prop_flat_map(|n| (Just(n), 0..=n))
        .prop_flat_map(|(n, m)| (0..=m, Just(m), Just(n)))
}

prop_compose! {
    /// Any stratum a survey can leave.
    fn any_stratum()(
        text in prop::collection::vec((any::<bool>(), prop::option::weighted(0.4, any::<bool>())), 0..80)
    ) -> StratumCounts {
        let mut counts = StratumCounts::default();
        text.iter().for_each(|(positive, satisfied)| counts.count(*positive, *satisfied));
        counts
    }
}

proptest! {
    #[test]
    fn wilson_holds_its_share_and_stays_a_share((k, n, _) in nested()) {
        let limits = wilson(k, n, Z_95);
        let share = k as f64 / n.max(1) as f64;
        prop_assert!((0.0..=1.0).contains(&limits.low) && (0.0..=1.0).contains(&limits.high));
        prop_assert!(n == 0 || (limits.low <= share + ROUNDING && share <= limits.high + ROUNDING));
    }

    #[test]
    fn a_difference_holds_its_value_and_turns_with_its_groups(
        (k1, n1, _) in nested(), (k2, n2, _) in nested()
    ) {
        if let (Some(forth), Some(back)) =
            (newcombe(k1, n1, k2, n2, Z_95), newcombe(k2, n2, k1, n1, Z_95))
        {
            prop_assert!(forth.interval.low <= forth.value + ROUNDING);
            prop_assert!(forth.value <= forth.interval.high + ROUNDING);
            prop_assert!((forth.interval.low + back.interval.high).abs() < ROUNDING);
        }
    }

    #[test]
    fn more_unseen_never_narrows_the_worst_case((k, m, n) in nested(), more in 0u64..50) {
        let (less, wider) = (manski(k, m, n), manski(k, m, n + more));
        prop_assert!(wider.upper - wider.lower >= less.upper - less.lower - ROUNDING);
    }

    #[test]
    fn a_deletion_never_narrows_the_range_of_tone((k, m, n) in nested(), was_positive in any::<bool>()) {
        // The same conversations, one of which loses its text: it leaves the intact ones.
        prop_assume!(m > 0 && (if was_positive { k > 0 } else { k < m }));
        let left = if was_positive { k - 1 } else { k };
        let (before, after) = (manski(k, m, n), manski(left, m - 1, n));
        prop_assert!(after.lower <= before.lower + ROUNDING && before.upper <= after.upper + ROUNDING);
    }

    #[test]
    fn a_larger_gamma_never_narrows_the_bounds(
        (k, m, n) in nested(), gamma in 1.0f64..20.0, more in 1.0f64..3.0
    ) {
        for bounds in [gamma_bounds, gamma_bounds_one_sided] {
            let (small, large) = (bounds(k, m, n, gamma).bounds, bounds(k, m, n, gamma * more).bounds);
            prop_assert!(large.lower <= small.lower + ROUNDING);
            prop_assert!(small.upper <= large.upper + ROUNDING);
        }
    }

    #[test]
    fn gamma_bounds_lie_between_the_point_and_the_worst_case(
        (k, m, n) in nested(), gamma in 1.0f64..50.0
    ) {
        prop_assume!(m > 0);
        let worst = manski(k, m, n);
        let point = k as f64 / m as f64;
        let found = gamma_bounds(k, m, n, gamma).bounds;
        prop_assert!(worst.lower <= found.lower + ROUNDING && found.lower <= point + ROUNDING);
        prop_assert!(point <= found.upper + ROUNDING && found.upper <= worst.upper + ROUNDING);
        prop_assert!(found.ci_lower <= found.lower + ROUNDING);
        prop_assert!(found.upper <= found.ci_upper + ROUNDING);
    }

    #[test]
    fn every_interval_of_the_headline_holds_its_point(
        intact in any_stratum(), touched in any_stratum(), lambda in 1.0f64..4.0
    ) {
        let parts = [stratum(&intact, 1.0), stratum(&touched, 1.0)];
        for part in &parts {
            prop_assert!(0.0 <= part.lower && part.lower <= part.upper && part.upper <= 1.0);
            if let Some(p) = part.p {
                prop_assert!(part.lower <= p + ROUNDING && p <= part.upper + ROUNDING);
            }
        }
        let joined = calibrated(&parts);
        prop_assert!(0.0 <= joined.lower && joined.lower <= joined.upper && joined.upper <= 1.0);
        if let Some(theta) = joined.theta {
            prop_assert!(joined.lower <= theta + ROUNDING && theta <= joined.upper + ROUNDING);
        }
        let range = robust(&[intact, touched], lambda);
        prop_assert!(range.lower <= range.upper);
        let _ = headline(&parts, &joined);
        let n = intact.conversations + touched.conversations;
        let share = if n == 0 { 0.0 } else { touched.conversations as f64 / n as f64 };
        let found = gamma_calibrated(&parts[0], share, n, lambda);
        prop_assert!(found.ci_lower <= found.lower + ROUNDING && found.upper <= found.ci_upper + ROUNDING);
    }

    #[test]
    fn partial_counts_merge_in_any_grouping(
        a in any_stratum(), b in any_stratum(), c in any_stratum()
    ) {
        let sum = |parts: &[StratumCounts]| {
            let mut total = StratumCounts::default();
            parts.iter().for_each(|part| total += *part);
            total
        };
        prop_assert_eq!(sum(&[sum(&[a, b]), c]), sum(&[a, sum(&[b, c])]));
        prop_assert_eq!(sum(&[a, b, c]), sum(&[c, a, b]));
    }

    #[test]
    fn the_order_of_waiting_times_is_irrelevant(
        times in prop::collection::vec((0.0f64..100.0, any::<bool>()), 0..60), q in 0.05f64..0.95
    ) {
        let (mut forward, mut backward) = (times.clone(), times);
        backward.reverse();
        let (a, b) = (kaplan_meier(&mut forward), kaplan_meier(&mut backward));
        prop_assert_eq!(a.quantile(q), b.quantile(q));
        prop_assert_eq!(a.survival(50.0), b.survival(50.0));
    }

    #[test]
    fn a_survival_curve_falls_and_its_interval_holds_it(
        mut times in prop::collection::vec((0.0f64..100.0, any::<bool>()), 1..60)
    ) {
        let curve = kaplan_meier(&mut times);
        let mut before = 1.0;
        for t in 0..100 {
            let at = curve.survival(f64::from(t)).unwrap();
            prop_assert!(at.value <= before + ROUNDING);
            prop_assert!(at.interval.low <= at.value + ROUNDING);
            prop_assert!(at.value <= at.interval.high + ROUNDING);
            before = at.value;
        }
    }
}

/// What a reader can compute of the hidden groups of a table whose total is published: solves the
/// linear system of all published sums for each hidden unknown. Returns the values that are fully
/// determined.
fn determined(sizes: &[u64], shown: &[bool]) -> Vec<u64> {
    // One row per equation: coefficients of every group, then the right-hand side.
    let total: u64 = sizes.iter().sum();
    let mut rows = vec![[vec![1.0; sizes.len()], vec![total as f64]].concat()];
    for (index, size) in sizes.iter().enumerate().filter(|(index, _)| shown[*index]) {
        let mut row = vec![0.0; sizes.len() + 1];
        row[index] = 1.0;
        row[sizes.len()] = *size as f64;
        rows.push(row);
    }
    let mut lead = 0;
    for column in 0..sizes.len() {
        let Some(pivot) = (lead..rows.len()).find(|row| rows[*row][column] != 0.0) else {
            continue;
        };
        rows.swap(lead, pivot);
        let scale = rows[lead][column];
        rows[lead].iter_mut().for_each(|value| *value /= scale);
        for other in (0..rows.len()).filter(|row| *row != lead) {
            let factor = rows[other][column];
            let pivot_row = rows[lead].clone();
            rows[other]
                .iter_mut()
                .zip(&pivot_row)
                .for_each(|(value, pivot)| *value -= factor * pivot);
        }
        lead += 1;
    }
    rows.iter()
        .filter_map(|row| {
            let unknowns: Vec<usize> = (0..sizes.len()).filter(|i| row[*i] != 0.0).collect();
            match unknowns.as_slice() {
                [only] if !shown[*only] => Some(row[sizes.len()] as u64),
                _ => None,
            }
        })
        .collect()
}

proptest! {
    #[test]
    fn no_hidden_group_can_be_solved_for_and_no_hidden_union_is_small(
        sizes in prop::collection::vec(1u64..30, 1..9)
    ) {
        prop_assume!(sizes.iter().sum::<u64>() >= K_MIN);
        let groups = sizes
            .iter()
            .enumerate()
            .map(|(key, people)| Group { key, contacts: Contacts::disjoint(*people), figure: () })
            .collect();
        let table = suppress(groups, K_MIN);
        let shown: Vec<bool> = table.cells.values().map(Option::is_some).collect();
        prop_assert!(determined(&sizes, &shown).is_empty(), "{sizes:?} {shown:?}");
        let hidden: u64 =
            sizes.iter().zip(&shown).filter(|(_, shown)| !**shown).map(|(size, _)| *size).sum();
        prop_assert!(hidden == 0 || hidden >= K_MIN, "{sizes:?} {shown:?}");
        let small_shown = sizes.iter().zip(&shown).any(|(size, shown)| *shown && *size < K_MIN);
        prop_assert!(!small_shown);
    }

    #[test]
    fn people_who_are_in_several_groups_are_not_counted_twice(
        members in prop::collection::vec(prop::collection::vec(0u64..40, 1..20), 1..7)
    ) {
        let everybody: std::collections::BTreeSet<u64> = members.iter().flatten().copied().collect();
        prop_assume!(everybody.len() as u64 >= K_MIN);
        let groups = members
            .iter()
            .enumerate()
            .map(|(key, ids)| {
                let mut contacts = Contacts::default();
                ids.iter().for_each(|id| contacts.add(Some(*id)));
                Group { key, contacts, figure: () }
            })
            .collect();
        let table = suppress(groups, K_MIN);
        let hidden: std::collections::BTreeSet<u64> =
            table.hidden().iter().flat_map(|key| members[*key].iter().copied()).collect();
        prop_assert!(hidden.is_empty() || hidden.len() as u64 >= K_MIN, "{members:?}");
    }
}

#[test]
fn the_solver_finds_what_a_single_hidden_group_gives_away() {
    assert_eq!(determined(&[4, 20, 30], &[false, true, true]), [4]);
}
