//! Shares of units that belong to contacts, with intervals that know it.

use tact_domain::{Estimate, Interval};

use crate::estimate::{Proportion, Z_95};

/// Share of units from contacts with several units above which an interval is widened.
const RETURNING: f64 = 0.2;

/// Hits and units of one contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct PerContact {
    hits: u64,
    units: u64,
}

/// The share of units that are hits, over `(contact, hit)` pairs.
///
/// Withheld under `need` contacts. Wilson; where more than a fifth of the units come from contacts
/// with several, units are not independent and each limit is the wider of Wilson's and of
/// [`clustered`]'s.
pub(crate) fn rate(units: impl Iterator<Item = (u32, bool)>, need: u64) -> Estimate {
    let contacts = per_contact(units);
    let people = contacts.len() as u64;
    if people == 0 {
        return Estimate::Empty;
    }
    if people < need {
        return Estimate::Withheld { need };
    }
    let hits: u64 = contacts.iter().map(|contact| contact.hits).sum();
    let n: u64 = contacts.iter().map(|contact| contact.units).sum();
    let several = contacts.iter().filter(|contact| contact.units > 1);
    let returning: u64 = several.map(|contact| contact.units).sum();
    let proportion = Proportion::of(hits, n);
    let wilson = proportion.interval();
    let interval = if returning as f64 > RETURNING * n as f64 {
        clustered(&contacts, hits, n).map_or(wilson, |wide| Interval {
            low: wilson.low.min(wide.low),
            high: wilson.high.max(wide.high),
        })
    } else {
        wilson
    };
    Estimate::Known {
        value: hits as f64 / n as f64,
        interval,
        n,
    }
}

/// Hits and units of each contact that has any. Contacts are numbered densely, so a list of all of
/// them is cheaper than sorting the units, unless there are few units.
fn per_contact(units: impl Iterator<Item = (u32, bool)>) -> Vec<PerContact> {
    let mut units: Vec<(u32, bool)> = units.collect();
    let largest = units.iter().map(|(contact, _)| *contact).max().unwrap_or(0) as usize;
    if largest / 4 < units.len() {
        let mut contacts = vec![PerContact::default(); largest + 1];
        for (contact, hit) in units {
            if let Some(contact) = contacts.get_mut(contact as usize) {
                contact.hits += u64::from(hit);
                contact.units += 1;
            }
        }
        contacts.retain(|contact| contact.units > 0);
        return contacts;
    }
    units.sort_unstable();
    units
        .chunk_by(|a, b| a.0 == b.0)
        .map(|units| PerContact {
            hits: units.iter().filter(|(_, hit)| *hit).count() as u64,
            units: units.len() as u64,
        })
        .collect()
}

/// Interval of a share whose units come in clusters: the linearised variance of a ratio,
/// C/(C−1)·Σ(k_c − p·n_c)²/n², what a bootstrap over contacts tends to. It needs no random
/// numbers and costs one pass. `None` with fewer than two contacts.
///
/// Source: Cochran 1977, §9.
fn clustered(contacts: &[PerContact], hits: u64, n: u64) -> Option<Interval> {
    let clusters = contacts.len() as f64;
    if clusters < 2.0 {
        return None;
    }
    let (n, p) = (n as f64, hits as f64 / n as f64);
    let squares: f64 = contacts
        .iter()
        .map(|contact| {
            let residual = contact.hits as f64 - p * contact.units as f64;
            residual * residual
        })
        .sum();
    let half = Z_95 * (clusters / (clusters - 1.0) * squares).sqrt() / n;
    Some(Interval {
        low: (p - half).max(0.0),
        high: (p + half).min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::random::{SplitMix64, uniform};

    #[test]
    fn contacts_who_all_come_once_have_the_wilson_interval() {
        let found = rate((0..20).map(|contact| (contact, contact < 17)), 5);
        assert_eq!(found.interval(), Some(Proportion::of(17, 20).interval()));
    }

    #[test]
    fn contacts_who_come_often_widen_the_interval() {
        let alike = (0..20).flat_map(|contact| (0..10).map(move |_| (contact, contact < 10)));
        let found = rate(alike, 5);
        let wilson = Proportion::of(100, 200).interval();
        assert_eq!(found.value(), Some(0.5));
        assert!(found.interval().unwrap().width() > 2.0 * wilson.width());
    }

    #[test]
    fn far_apart_numbers_of_contacts_change_nothing() {
        let near = rate((0..30).map(|unit| (unit % 10, unit % 3 == 0)), 5);
        let far = rate(
            (0..30).map(|unit| (unit % 10 * 1_000_000, unit % 3 == 0)),
            5,
        );
        assert_eq!(near, far);
    }

    #[test]
    fn few_contacts_are_withheld_however_often_they_come() {
        let found = rate((0..400).map(|unit| (unit % 4, true)), 5);
        assert_eq!(found, Estimate::Withheld { need: 5 });
    }

    #[test]
    fn with_returning_contacts_the_interval_covers_the_truth_about_ninety_five_times_in_a_hundred()
    {
        let mut random = SplitMix64::new(5);
        let (mut covered, mut plain) = (0, 0);
        let rounds = 1_000;
        for _ in 0..rounds {
            let mut units = Vec::new();
            for contact in 0..80 {
                // Each contact has a habit of their own, around three in ten.
                let habit = 0.6 * uniform(&mut random);
                let visits = 1 + (uniform(&mut random) * 8.0) as u32;
                units.extend((0..visits).map(|_| (contact, uniform(&mut random) < habit)));
            }
            let hits = units.iter().filter(|(_, hit)| *hit).count() as u64;
            let wilson = Proportion::of(hits, units.len() as u64).interval();
            let found = rate(units.into_iter(), 5).interval().unwrap();
            covered += u32::from(found.contains(0.3));
            plain += u32::from(wilson.contains(0.3));
        }
        let coverage = f64::from(covered) / f64::from(rounds);
        assert!(
            (0.93..=0.985).contains(&coverage),
            "{coverage}, Wilson alone {plain}"
        );
    }
}
