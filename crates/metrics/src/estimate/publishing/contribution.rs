//! No customer moves a published count by more than C.

use std::collections::HashMap;

use crate::estimate::random::{RandomBits, uniform_below};

/// Which rows count when each customer counts with at most `most` conversations, a random `most` of
/// them: one flag per row, in order. A row without a contact is somebody of their own.
pub fn bounded_contribution(
    contacts: &[Option<u64>],
    most: usize,
    random: &mut dyn RandomBits,
) -> Vec<bool> {
    // Reservoir sampling per customer: every subset of their rows is equally likely.
    let mut kept: HashMap<u64, (u64, Vec<usize>)> = HashMap::new();
    let mut flags = vec![false; contacts.len()];
    for (row, contact) in contacts.iter().enumerate() {
        let Some(contact) = contact else {
            if let Some(flag) = flags.get_mut(row) {
                *flag = most > 0;
            }
            continue;
        };
        let (seen, rows) = kept.entry(*contact).or_default();
        *seen += 1;
        if rows.len() < most {
            rows.push(row);
            continue;
        }
        let place = uniform_below(random, *seen) as usize;
        if let Some(slot) = rows.get_mut(place) {
            *slot = row;
        }
    }
    for row in kept.into_values().flat_map(|(_, rows)| rows) {
        if let Some(flag) = flags.get_mut(row) {
            *flag = true;
        }
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::random::SplitMix64;

    #[test]
    fn no_customer_counts_more_often_than_allowed() {
        let contacts: Vec<Option<u64>> = (0..100).map(|i| Some(i % 7)).collect();
        let flags = bounded_contribution(&contacts, 3, &mut SplitMix64::new(1));
        for contact in 0..7 {
            let counted = contacts
                .iter()
                .zip(&flags)
                .filter(|(c, flag)| **c == Some(contact) && **flag);
            assert_eq!(counted.count(), 3);
        }
    }

    #[test]
    fn rows_without_a_contact_all_count() {
        let flags = bounded_contribution(&[None, None], 1, &mut SplitMix64::new(1));
        assert_eq!(flags, [true, true]);
    }
}
