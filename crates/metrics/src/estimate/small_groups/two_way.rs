//! Tables of two keys, published with the totals of both and of everything: a hidden cell is given
//! back by its row and its column, so whole cycles of cells have to go.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Contacts, Group, K_MIN_FLOOR, suppress};

/// A two-way table that may be shown, and which of its totals.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoWayTable<R, C, T> {
    /// Every cell by row and column; `None` where the figure is hidden.
    pub cells: BTreeMap<(R, C), Option<T>>,
    /// Rows whose total must not be shown either.
    pub hidden_rows: BTreeSet<R>,
    /// Columns whose total must not be shown either.
    pub hidden_columns: BTreeSet<C>,
}

/// One cell while the table is screened.
struct Entry {
    row: usize,
    column: usize,
    /// Different people, as the reader would count them.
    people: u64,
    /// People counted in no earlier cell: sums of these never exceed the people of a union.
    weight: u64,
    hidden: bool,
}

/// Hides every cell and every total of fewer than `k_min` people, and then, smallest first, as many
/// others as it takes until nobody who subtracts published cells and totals from each other can
///
/// - work out any hidden cell exactly, or
/// - work out the sum of any hidden cells that together hold fewer than `k_min` people.
///
/// Cells of nobody are hidden like any small cell and counted as known to the reader, so they
/// protect nothing. Where cells do not suffice, totals are hidden as well.
///
/// Hidden cells are the edges of a graph whose nodes are rows and columns (all rows without a total
/// are one node, all such columns another). A sum of hidden cells can be worked out if and only if
/// it crosses a cut in one direction, from rows inside to columns outside; the smallest such sum
/// with a given cell is a maximum flow. `k_min` as in [`suppress`].
///
/// Source: Gusfield 1988 (SIAM J. Computing 17); statistics §2.
pub fn suppress_two_way<R: Ord + Clone, C: Ord + Clone, T>(
    groups: Vec<Group<(R, C), T>>,
    k_min: u64,
) -> TwoWayTable<R, C, T> {
    let k_min = k_min.max(K_MIN_FLOOR);
    let mut figures: BTreeMap<(R, C), (Contacts, T)> = BTreeMap::new();
    for group in groups {
        figures.insert(group.key, (group.contacts, group.figure));
    }
    let rows: Vec<R> = distinct(figures.keys().map(|(row, _)| row));
    let columns: Vec<C> = distinct(figures.keys().map(|(_, column)| column));
    let mut totals_of_rows = vec![Contacts::default(); rows.len()];
    let mut totals_of_columns = vec![Contacts::default(); columns.len()];
    let mut counted: HashSet<u64> = HashSet::new();
    let mut entries = Vec::with_capacity(figures.len());
    for ((row, column), (contacts, _)) in &mut figures {
        let row = rows.binary_search(row).unwrap_or_default();
        let column = columns.binary_search(column).unwrap_or_default();
        let people = contacts.people();
        let named = contacts.named();
        let fresh = named.iter().filter(|id| counted.insert(**id)).count() as u64;
        for total in [
            totals_of_rows.get_mut(row),
            totals_of_columns.get_mut(column),
        ] {
            total.into_iter().for_each(|total| total.merge(contacts));
        }
        entries.push(Entry {
            row,
            column,
            people,
            weight: people - named.len() as u64 + fresh,
            hidden: people < k_min,
        });
    }
    let mut screen = Screen {
        hidden_rows: hidden_totals(&mut totals_of_rows, k_min),
        hidden_columns: hidden_totals(&mut totals_of_columns, k_min),
        row_sizes: totals_of_rows.iter_mut().map(Contacts::people).collect(),
        column_sizes: totals_of_columns.iter_mut().map(Contacts::people).collect(),
        entries,
        k_min,
    };
    screen.settle();
    let name = |names: &BTreeSet<usize>, index: usize| names.contains(&index);
    TwoWayTable {
        cells: figures
            .into_iter()
            .zip(&screen.entries)
            .map(|((key, (_, figure)), entry)| (key, (!entry.hidden).then_some(figure)))
            .collect(),
        hidden_rows: (0..)
            .zip(rows)
            .filter(|(i, _)| name(&screen.hidden_rows, *i))
            .map(|(_, row)| row)
            .collect(),
        hidden_columns: (0..)
            .zip(columns)
            .filter(|(i, _)| name(&screen.hidden_columns, *i))
            .map(|(_, column)| column)
            .collect(),
    }
}

fn distinct<'a, K: Ord + Clone + 'a>(keys: impl Iterator<Item = &'a K>) -> Vec<K> {
    let keys: BTreeSet<&K> = keys.collect();
    keys.into_iter().cloned().collect()
}

/// Totals are a table of one key, and are screened like one.
fn hidden_totals(totals: &mut [Contacts], k_min: u64) -> BTreeSet<usize> {
    let groups = (0..)
        .zip(totals)
        .map(|(key, contacts)| Group {
            key,
            contacts: contacts.clone(),
            figure: (),
        })
        .collect();
    suppress(groups, k_min).hidden().into_iter().collect()
}

/// The side of a cut a cell would have to cross to close it.
type Cut = BTreeSet<Node>;

/// A row or a column of the graph; those without a total are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Row(usize),
    RowsWithoutTotal,
    Column(usize),
    ColumnsWithoutTotal,
}

struct Screen {
    entries: Vec<Entry>,
    hidden_rows: BTreeSet<usize>,
    hidden_columns: BTreeSet<usize>,
    row_sizes: Vec<u64>,
    column_sizes: Vec<u64>,
    k_min: u64,
}

impl Screen {
    /// Hides more until nothing leaks. Every turn hides a cell or a total, so it ends.
    fn settle(&mut self) {
        loop {
            // The cells of a hidden total would add up to it.
            for entry in &mut self.entries {
                entry.hidden |= self.hidden_rows.contains(&entry.row)
                    || self.hidden_columns.contains(&entry.column);
            }
            let Some(cut) = self.leak() else { return };
            if !self.hide_a_cell_across(&cut) && !self.hide_a_total(&cut) {
                self.entries
                    .iter_mut()
                    .for_each(|entry| entry.hidden = true);
                return;
            }
        }
    }

    fn ends(&self, entry: &Entry) -> (Node, Node) {
        let row = match self.hidden_rows.contains(&entry.row) {
            true => Node::RowsWithoutTotal,
            false => Node::Row(entry.row),
        };
        let column = match self.hidden_columns.contains(&entry.column) {
            true => Node::ColumnsWithoutTotal,
            false => Node::Column(entry.column),
        };
        (row, column)
    }

    /// Hidden cells of somebody: their two ends and their weight.
    fn unknowns(&self) -> Vec<(Node, Node, u64)> {
        let unknown = self
            .entries
            .iter()
            .filter(|entry| entry.hidden && entry.people > 0);
        unknown
            .map(|entry| {
                let (row, column) = self.ends(entry);
                (row, column, entry.weight)
            })
            .collect()
    }

    /// One side of a cut through which something can be worked out that must not be.
    fn leak(&self) -> Option<Cut> {
        let edges = self.unknowns();
        let single: Vec<_> = edges
            .iter()
            .map(|(row, column, _)| (*row, *column, 1))
            .collect();
        edges.iter().find_map(|(row, column, _)| {
            // Fewer than two cells: one is known exactly. Fewer than k people: a small union is.
            cut_below(&single, *row, *column, 2)
                .or_else(|| cut_below(&edges, *row, *column, self.k_min))
        })
    }

    /// Hides the smallest shown cell of somebody that leads over the cut.
    fn hide_a_cell_across(&mut self, cut: &Cut) -> bool {
        let across: Vec<bool> = self
            .entries
            .iter()
            .map(|entry| {
                let (row, column) = self.ends(entry);
                cut.contains(&row) != cut.contains(&column)
            })
            .collect();
        let candidates = self.entries.iter_mut().zip(across);
        let smallest = candidates
            .filter(|(entry, across)| *across && !entry.hidden && entry.people > 0)
            .min_by_key(|(entry, _)| entry.people);
        match smallest {
            Some((entry, _)) => {
                entry.hidden = true;
                true
            }
            None => false,
        }
    }

    /// Hides the smallest total still shown of a row or column with hidden cells, and the next
    /// smallest of its kind where it would be the only one.
    fn hide_a_total(&mut self, cut: &Cut) -> bool {
        let touched: BTreeSet<Node> = self
            .unknowns()
            .into_iter()
            .flat_map(|(row, column, _)| [row, column])
            .collect();
        let size = |node: &Node| match node {
            Node::Row(row) => self.row_sizes.get(*row).copied(),
            Node::Column(column) => self.column_sizes.get(*column).copied(),
            Node::RowsWithoutTotal | Node::ColumnsWithoutTotal => None,
        };
        let by_size = |nodes: &mut dyn Iterator<Item = Node>| {
            nodes
                .filter_map(|node| Some((size(&node)?, node)))
                .min()
                .map(|(_, node)| node)
        };
        let near = by_size(&mut cut.iter().copied());
        let Some(node) = near.or_else(|| by_size(&mut touched.into_iter())) else {
            return false;
        };
        match node {
            Node::Row(row) => hide_with_a_partner(row, &mut self.hidden_rows, &self.row_sizes),
            Node::Column(column) => {
                hide_with_a_partner(column, &mut self.hidden_columns, &self.column_sizes);
            }
            Node::RowsWithoutTotal | Node::ColumnsWithoutTotal => {}
        }
        true
    }
}

/// A single hidden total is the grand total minus the others.
fn hide_with_a_partner(index: usize, hidden: &mut BTreeSet<usize>, sizes: &[u64]) {
    hidden.insert(index);
    if hidden.len() == 1 {
        let others = (0..sizes.len()).filter(|other| *other != index);
        hidden.extend(others.min_by_key(|other| sizes.get(*other).copied()));
    }
}

/// The source's side of a cut between `source` and `target` that lets less than `enough` through,
/// if there is one. Edges carry their weight from row to column and any amount back: a sum that
/// also subtracts is no sum of cells.
fn cut_below(edges: &[(Node, Node, u64)], source: Node, target: Node, enough: u64) -> Option<Cut> {
    let mut used: Vec<i128> = vec![0; edges.len()];
    let mut carried: i128 = 0;
    loop {
        // Breadth first, remembering by which edge each node was reached.
        let mut reached: BTreeMap<Node, Option<(usize, bool)>> = BTreeMap::from([(source, None)]);
        let mut queue = std::collections::VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            for (index, (row, column, weight)) in edges.iter().enumerate() {
                let flow = used.get(index).copied().unwrap_or_default();
                let next = if *row == node && flow < i128::from(*weight) {
                    (*column, true)
                } else if *column == node {
                    (*row, false)
                } else {
                    continue;
                };
                if let std::collections::btree_map::Entry::Vacant(place) = reached.entry(next.0) {
                    place.insert(Some((index, next.1)));
                    queue.push_back(next.0);
                }
            }
        }
        if !reached.contains_key(&target) {
            return Some(reached.into_keys().collect());
        }
        let mut path = Vec::new();
        let mut node = target;
        while let Some(Some((index, forward))) = reached.get(&node) {
            let (row, column, _) = *edges.get(*index)?;
            path.push((*index, *forward));
            node = if *forward { row } else { column };
        }
        let room = path
            .iter()
            .filter(|(_, forward)| *forward)
            .filter_map(|(index, _)| {
                Some(i128::from(edges.get(*index)?.2) - used.get(*index).copied()?)
            })
            .min()
            .unwrap_or(i128::from(enough));
        for (index, forward) in path {
            if let Some(flow) = used.get_mut(index) {
                *flow += if forward { room } else { -room };
            }
        }
        carried += room;
        if carried >= i128::from(enough) {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::K_MIN;
    use super::*;

    fn screened(sizes: &[&[u64]]) -> TwoWayTable<usize, usize, u64> {
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

    fn hidden(table: &TwoWayTable<usize, usize, u64>) -> Vec<(usize, usize)> {
        let hidden = table.cells.iter().filter(|(_, figure)| figure.is_none());
        hidden.map(|(key, _)| *key).collect()
    }

    #[test]
    fn a_table_of_large_cells_is_shown_whole() {
        let table = screened(&[&[12, 30], &[40, 11]]);
        assert!(hidden(&table).is_empty() && table.hidden_rows.is_empty());
    }

    #[test]
    fn one_small_cell_takes_a_rectangle_with_it() {
        let table = screened(&[&[4, 30, 50], &[40, 20, 60], &[70, 80, 90]]);
        assert_eq!(hidden(&table), [(0, 0), (0, 1), (1, 0), (1, 1)]);
        assert!(table.hidden_rows.is_empty() && table.hidden_columns.is_empty());
    }

    #[test]
    fn four_small_cells_in_a_rectangle_are_not_enough_when_a_sum_of_them_is_small() {
        // Row 0 would give 3 + 4 = 7 people.
        let table = screened(&[&[3, 4, 50], &[5, 6, 60], &[70, 80, 90]]);
        assert!(hidden(&table).len() > 4, "{table:?}");
    }

    #[test]
    fn a_cell_of_nobody_protects_nobody() {
        let table = screened(&[&[12, 0], &[3, 20]]);
        assert!(
            hidden(&table).len() == 4
                && !(table.hidden_rows.is_empty() && table.hidden_columns.is_empty())
        );
    }

    #[test]
    fn one_row_is_a_table_of_one_key() {
        let table = screened(&[&[4, 20, 30]]);
        assert_eq!(hidden(&table), [(0, 0), (0, 1)]);
        assert_eq!(table.hidden_columns, BTreeSet::from([0, 1]));
    }

    #[test]
    fn people_who_are_in_several_cells_protect_once() {
        let group = |key, ids: std::ops::Range<u64>| {
            let mut contacts = Contacts::default();
            ids.for_each(|id| contacts.add(Some(id)));
            Group {
                key,
                contacts,
                figure: (),
            }
        };
        // The same eight people in both cells of the first row: hiding both protects nobody.
        let table = suppress_two_way(
            vec![
                group((0, 0), 0..8),
                group((0, 1), 0..8),
                group((0, 2), 100..130),
                group((1, 0), 200..230),
                group((1, 1), 300..330),
                group((1, 2), 400..430),
            ],
            K_MIN,
        );
        assert_eq!(table.cells.get(&(0, 2)), Some(&None));
    }
}
