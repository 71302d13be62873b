//! What a reader with a linear solver gets out of a two-way table: nothing that was hidden.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tact_metrics::estimate::small_groups::{Contacts, Group, K_MIN, TwoWayTable, suppress_two_way};

type Table = TwoWayTable<usize, usize, u64>;

fn screened(sizes: &[Vec<u64>]) -> Table {
    let groups = sizes
        .iter()
        .enumerate()
        .flat_map(|(row, line)| line.iter().enumerate().map(move |(c, n)| (row, c, *n)))
        .map(|(row, column, people)| Group {
            key: (row, column),
            contacts: Contacts::disjoint(people),
            figure: people,
        })
        .collect();
    suppress_two_way(groups, K_MIN)
}

/// Sums over hidden cells of somebody that the published figures determine, in echelon form.
struct Reader {
    unknown: Vec<(usize, usize)>,
    rows: Vec<Vec<f64>>,
}

impl Reader {
    fn of(sizes: &[Vec<u64>], table: &Table) -> Self {
        let unknown: Vec<(usize, usize)> = table
            .cells
            .iter()
            .filter(|((row, column), shown)| shown.is_none() && sizes[*row][*column] > 0)
            .map(|(key, _)| *key)
            .collect();
        let sum = |of: &dyn Fn(&(usize, usize)) -> bool| -> Vec<f64> {
            unknown
                .iter()
                .map(|key| f64::from(u8::from(of(key))))
                .collect()
        };
        let mut equations = vec![sum(&|_| true)];
        let rows = (0..sizes.len()).filter(|row| !table.hidden_rows.contains(row));
        equations.extend(rows.map(|row| sum(&|key| key.0 == row)));
        let columns = (0..sizes[0].len()).filter(|column| !table.hidden_columns.contains(column));
        equations.extend(columns.map(|column| sum(&|key| key.1 == column)));
        let mut reader = Self {
            unknown,
            rows: Vec::new(),
        };
        for equation in equations {
            let left = reader.reduced(equation);
            if let Some(lead) = left.iter().position(|value| value.abs() > 1e-9) {
                let scale = left[lead];
                reader
                    .rows
                    .push(left.iter().map(|value| value / scale).collect());
            }
        }
        reader
    }

    fn reduced(&self, mut wanted: Vec<f64>) -> Vec<f64> {
        for row in &self.rows {
            let lead = row.iter().position(|value| value.abs() > 1e-9).unwrap();
            let factor = wanted[lead];
            wanted
                .iter_mut()
                .zip(row)
                .for_each(|(value, other)| *value -= factor * other);
        }
        wanted
    }

    fn determines(&self, cells: &BTreeSet<usize>) -> bool {
        let wanted = (0..self.unknown.len()).map(|i| f64::from(u8::from(cells.contains(&i))));
        self.reduced(wanted.collect())
            .iter()
            .all(|value| value.abs() < 1e-9)
    }

    /// Sets of hidden cells of fewer than `K_MIN` people in all.
    fn small_unions(&self, sizes: &[Vec<u64>]) -> Vec<BTreeSet<usize>> {
        let mut found: Vec<(BTreeSet<usize>, u64)> = vec![(BTreeSet::new(), 0)];
        for (index, (row, column)) in self.unknown.iter().enumerate() {
            let larger: Vec<_> = found
                .iter()
                .filter(|(_, people)| people + sizes[*row][*column] < K_MIN)
                .map(|(set, people)| {
                    let mut set = set.clone();
                    set.insert(index);
                    (set, people + sizes[*row][*column])
                })
                .collect();
            found.extend(larger);
        }
        found
            .into_iter()
            .map(|(set, _)| set)
            .filter(|set| !set.is_empty())
            .collect()
    }
}

fn sizes() -> impl Strategy<Value = Vec<Vec<u64>>> {
    let people = prop_oneof![1 => Just(0u64), 3 => 1u64..10, 4 => 10u64..40];
    (1usize..5, 1usize..5).prop_flat_map(move |(rows, columns)| {
        prop::collection::vec(prop::collection::vec(people.clone(), columns), rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_linear_solver_finds_no_hidden_cell_and_no_small_union(sizes in sizes()) {
        prop_assume!(sizes.iter().flatten().sum::<u64>() >= K_MIN);
        let table = screened(&sizes);
        let reader = Reader::of(&sizes, &table);
        let alone = sizes.iter().flatten().filter(|people| **people > 0).count() == 1;
        for index in 0..reader.unknown.len() {
            prop_assert!(alone || !reader.determines(&BTreeSet::from([index])), "{sizes:?} {table:?}");
        }
        for union in reader.small_unions(&sizes) {
            prop_assert!(!reader.determines(&union), "{union:?} of {sizes:?} {table:?}");
        }
    }

    #[test]
    fn no_small_cell_and_no_small_total_is_shown(sizes in sizes()) {
        prop_assume!(sizes.iter().flatten().sum::<u64>() >= K_MIN);
        let table = screened(&sizes);
        prop_assert!(table.cells.values().flatten().all(|people| *people >= K_MIN));
        for (row, line) in sizes.iter().enumerate() {
            prop_assert!(line.iter().sum::<u64>() >= K_MIN || table.hidden_rows.contains(&row));
        }
    }

    #[test]
    fn the_order_of_cells_is_irrelevant(sizes in sizes()) {
        let forward = screened(&sizes);
        let mut groups: Vec<_> = sizes
            .iter()
            .enumerate()
            .flat_map(|(row, line)| line.iter().enumerate().map(move |(c, n)| ((row, c), *n)))
            .map(|(key, people)| Group { key, contacts: Contacts::disjoint(people), figure: people })
            .collect();
        groups.reverse();
        prop_assert_eq!(forward, suppress_two_way(groups, K_MIN));
    }
}

#[test]
fn hiding_the_small_cells_alone_would_be_solved() {
    let sizes = vec![vec![4, 30], vec![40, 50]];
    let cells: BTreeMap<(usize, usize), Option<u64>> = BTreeMap::from([
        ((0, 0), None),
        ((0, 1), Some(30)),
        ((1, 0), Some(40)),
        ((1, 1), Some(50)),
    ]);
    let naive = Table {
        cells,
        hidden_rows: BTreeSet::new(),
        hidden_columns: BTreeSet::new(),
    };
    assert!(Reader::of(&sizes, &naive).determines(&BTreeSet::from([0])));
}
