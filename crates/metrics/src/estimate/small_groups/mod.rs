//! The one door every grouped figure passes: groups of too few people are hidden, and so is
//! whatever would give them back by subtraction. One key: [`suppress`]. Two keys, with both margins:
//! [`suppress_two_way`].

mod two_way;

pub use two_way::{TwoWayTable, suppress_two_way};

use std::collections::BTreeMap;

/// People needed before anything that touches satisfaction, tone, topics or deletions is shown.
/// A configuration may raise it, never lower it.
pub const K_MIN: u64 = 10;

/// The people behind a figure. A row without a known contact counts as one person of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    named: Vec<u64>,
    unnamed: u64,
    sorted: bool,
}

impl Contacts {
    /// So many people, none of whom is in another group.
    pub fn disjoint(people: u64) -> Self {
        Self {
            named: Vec::new(),
            unnamed: people,
            sorted: true,
        }
    }

    /// Adds the contact of one row; `None` is somebody of their own.
    pub fn add(&mut self, contact: Option<u64>) {
        match contact {
            Some(contact) => {
                self.named.push(contact);
                self.sorted = false;
            }
            None => self.unnamed += 1,
        }
    }

    /// Adds everybody of another set.
    pub fn merge(&mut self, other: &Contacts) {
        self.named.extend_from_slice(&other.named);
        self.unnamed += other.unnamed;
        self.sorted &= other.named.is_empty();
        self.settle();
    }

    /// The contacts that are known, in any order.
    fn named(&self) -> &[u64] {
        &self.named
    }

    /// How many different people.
    pub fn people(&mut self) -> u64 {
        self.settle();
        self.named.len() as u64 + self.unnamed
    }

    fn settle(&mut self) {
        if !self.sorted {
            self.named.sort_unstable();
            self.named.dedup();
            self.sorted = true;
        }
    }
}

/// One group of a table, with the figure that stands for it.
#[derive(Clone, Debug)]
pub struct Group<K, T> {
    /// Its name in the table.
    pub key: K,
    /// The people in its denominator.
    pub contacts: Contacts,
    /// Its figure.
    pub figure: T,
}

/// A table that may be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreenedTable<K, T> {
    /// Every group by name; `None` where the figure is hidden.
    pub cells: BTreeMap<K, Option<T>>,
}

impl<K: Ord + Clone, T> ScreenedTable<K, T> {
    /// Names of the hidden groups, in order.
    pub fn hidden(&self) -> Vec<K> {
        let hidden = self.cells.iter().filter(|(_, figure)| figure.is_none());
        hidden.map(|(key, _)| key.clone()).collect()
    }
}

/// Hides every group with fewer than `k_min` people; while the hidden groups together hold fewer
/// than `k_min` different people, hides the smallest of the others too (ties: first in name order),
/// since a published total would give them back.
///
/// `k_min` under [`K_MIN_FLOOR`] counts as that floor. Groups of equal name are an error of the
/// caller: the last one stands.
///
/// Source: statistics §2; kpi-definitions §1.8.
pub fn suppress<K: Ord, T>(groups: Vec<Group<K, T>>, k_min: u64) -> ScreenedTable<K, T> {
    let k_min = k_min.max(K_MIN_FLOOR);
    let mut by_size: Vec<(u64, Group<K, T>)> = groups
        .into_iter()
        .map(|mut group| (group.contacts.people(), group))
        .collect();
    by_size.sort_by(|(a, first), (b, second)| a.cmp(b).then_with(|| first.key.cmp(&second.key)));

    let mut hidden = Contacts::default();
    let mut hiding = true;
    let mut cells = BTreeMap::new();
    for (people, group) in by_size {
        // Sizes rise, so the groups still to hide are always the next ones.
        hiding = hiding && (people < k_min || (hidden.people() > 0 && hidden.people() < k_min));
        if hiding {
            hidden.merge(&group.contacts);
        }
        cells.insert(group.key, (!hiding).then_some(group.figure));
    }
    ScreenedTable { cells }
}

/// No configuration goes below three people.
pub const K_MIN_FLOOR: u64 = 3;

/// True when a whole period holds enough people for any figure at all.
pub fn is_enough(contacts: &mut Contacts, k_min: u64) -> bool {
    contacts.people() >= k_min.max(K_MIN_FLOOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sizes: &[(&'static str, u64)], expected_hidden: &[&str]) {
        let groups = sizes
            .iter()
            .map(|(key, people)| Group {
                key: *key,
                contacts: Contacts::disjoint(*people),
                figure: *people,
            })
            .collect();
        assert_eq!(suppress(groups, K_MIN).hidden(), expected_hidden);
    }

    #[test]
    fn large_groups_are_all_shown() {
        check(&[("a", 10), ("b", 11)], &[]);
    }

    #[test]
    fn a_small_group_takes_the_next_smallest_with_it() {
        check(&[("a", 9), ("b", 50), ("c", 11)], &["a", "c"]);
    }

    #[test]
    fn small_groups_that_hide_each_other_need_no_third() {
        check(&[("a", 5), ("b", 5), ("c", 10)], &["a", "b"]);
    }

    #[test]
    fn of_two_equal_groups_the_first_by_name_goes() {
        check(&[("z", 3), ("b", 12), ("a", 12)], &["a", "z"]);
    }

    #[test]
    fn an_empty_group_hides_nobody_and_no_other_group() {
        check(&[("a", 0), ("b", 12), ("c", 14)], &["a"]);
    }

    #[test]
    fn one_person_in_two_hidden_groups_is_one_person() {
        let group = |key, ids: std::ops::Range<u64>| {
            let mut contacts = Contacts::default();
            ids.for_each(|id| contacts.add(Some(id)));
            Group {
                key,
                contacts,
                figure: (),
            }
        };
        let table = suppress(
            vec![group("a", 0..6), group("b", 0..6), group("c", 20..40)],
            K_MIN,
        );
        assert_eq!(table.hidden(), ["a", "b", "c"]);
    }

    #[test]
    fn rows_without_a_contact_are_one_person_each() {
        let mut contacts = Contacts::default();
        (0..4).for_each(|_| contacts.add(None));
        (0..4).for_each(|_| contacts.add(Some(7)));
        assert_eq!(contacts.people(), 5);
        assert!(!is_enough(&mut contacts, K_MIN));
    }
}
