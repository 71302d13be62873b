//! The shapes figures come in, beside [`Estimate`].

use serde::Serialize;
use tact_domain::{Estimate, Interval};

use crate::estimate::Z_95;

/// Something that may be shown, or the reason why not. Unknown is never 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Shown<T> {
    /// It may be shown.
    Known {
        /// The figure.
        value: T,
        /// Distinct contacts it is about.
        people: u64,
    },
    /// Kept back because too few people are in it, or because it would give back a figure that is.
    Withheld {
        /// People needed.
        need: u64,
    },
    /// The channel or the settings cannot show it.
    NotObservable,
    /// Nothing to count: shown "—".
    Empty,
}

/// A number of things.
pub type Count = Shown<u64>;

impl<T> Shown<T> {
    /// The figure of `people` contacts: empty for nobody, withheld for fewer than `need`.
    pub(crate) fn of(people: u64, need: u64, value: impl FnOnce() -> T) -> Self {
        match people {
            0 => Self::Empty,
            few if few < need => Self::Withheld { need },
            people => Self::Known {
                value: value(),
                people,
            },
        }
    }

    /// The figure, where it may be shown.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Known { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Another figure of the same people.
    pub(crate) fn map<U>(&self, figure: impl FnOnce(&T) -> U) -> Shown<U> {
        match self {
            Self::Known { value, people } => Shown::Known {
                value: figure(value),
                people: *people,
            },
            Self::Withheld { need } => Shown::Withheld { need: *need },
            Self::NotObservable => Shown::NotObservable,
            Self::Empty => Shown::Empty,
        }
    }
}

impl Count {
    /// The count as an estimate of a rate of the process, with the score interval of a Poisson
    /// count: k + z²/2 ± z√(k + z²/4). Assumes that contacts come independently of each other.
    pub fn estimate(&self) -> Estimate {
        match self {
            Self::Known { value, .. } => {
                let count = *value as f64;
                let centre = count + Z_95 * Z_95 / 2.0;
                let half = Z_95 * (count + Z_95 * Z_95 / 4.0).sqrt();
                Estimate::Known {
                    value: count,
                    interval: Interval {
                        low: (centre - half).max(0.0),
                        high: centre + half,
                    },
                    n: *value,
                }
            }
            Self::Withheld { need } => Estimate::Withheld { need: *need },
            Self::NotObservable => Estimate::NotObservable,
            Self::Empty => Estimate::Empty,
        }
    }
}

/// One line of a grouped table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Row<K, T> {
    /// Which group.
    pub group: K,
    /// Its figure.
    pub figure: T,
}

/// How many different contacts. Contacts are numbered densely, so ticking them off a list is
/// cheaper than sorting, unless there are few.
pub(crate) fn people(contacts: impl Iterator<Item = u32>) -> u64 {
    let mut contacts: Vec<u32> = contacts.collect();
    let largest = contacts.iter().max().map_or(0, |contact| *contact as usize);
    if largest / 4 < contacts.len() {
        let mut seen = vec![false; largest + 1];
        for contact in contacts {
            if let Some(seen) = seen.get_mut(contact as usize) {
                *seen = true;
            }
        }
        return seen.into_iter().filter(|seen| *seen).count() as u64;
    }
    contacts.sort_unstable();
    contacts.dedup();
    contacts.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_counted_once_however_they_are_numbered() {
        assert_eq!(people([3, 1, 3, 1, 2].into_iter()), 3);
        assert_eq!(people([3_000_000_000, 1, 3_000_000_000].into_iter()), 2);
        assert_eq!(people(std::iter::empty()), 0);
    }
}
