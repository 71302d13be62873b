//! Falls that the running sum notices, with a second opinion and a look at deletions.

use jiff::civil::Date;
use tact_domain::Channel;
use tact_metrics::{
    dataset::Params,
    estimate::{Z_95, changepoint, cusum, newcombe},
};

use super::daily::{Unit, later};
use super::{ChangeAlert, Daily, DeletionsAtAlarm, Measure};
use crate::pipeline::satisfaction::{MatureConversation, people};

/// Days up to an alarm in which deletions are looked at.
const RECENT_DAYS: i64 = 14;

/// The alarm of one measure, if it rang. Needs a baseline of k people, and days after it.
pub(super) fn alert(
    measure: Measure,
    units: &[Unit],
    mature: &[MatureConversation],
    k: u64,
) -> Option<ChangeAlert> {
    let usual = Params::of(Channel::Export);
    let daily = Daily::of(measure, units)?;
    let baseline_end = later(daily.first, usual.cusum.baseline_days as i64);
    let in_baseline = units.iter().filter(|unit| unit.day < baseline_end);
    if people(in_baseline.map(|unit| unit.contact)) < k {
        return None;
    }
    let found = cusum(&daily.days, 0, &usual.cusum)?;
    let date = later(daily.first, i64::try_from(found.alarm?).ok()?);
    let watched = units
        .iter()
        .filter(|unit| unit.day >= baseline_end && unit.day <= date);
    if people(watched.map(|unit| unit.contact)) < k {
        return None;
    }
    let shown = weeks_of(date, units, k)?;
    let from = later(date, 1 - RECENT_DAYS);
    let recent: Vec<_> = mature
        .iter()
        .filter(|one| one.day >= from && one.day <= date)
        .collect();
    let before: Vec<_> = mature
        .iter()
        .filter(|one| one.day >= daily.first && one.day < baseline_end)
        .collect();
    Some(ChangeAlert {
        measure,
        date,
        shown,
        cusum: found,
        second_opinion: changepoint(&daily.days, 0, usual.expected_run_days),
        deletions: deletions(&recent, &before, k),
    })
}

/// Whole weeks, the last being that of `date`, as many as it takes to hold k people.
fn weeks_of(date: Date, units: &[Unit], k: u64) -> Option<(Date, Date)> {
    let last = later(date, 6 - i64::from(date.weekday().to_monday_zero_offset()));
    let earliest = units.iter().map(|unit| unit.day).min()?;
    let mut first = later(last, -6);
    loop {
        let inside = units
            .iter()
            .filter(|unit| unit.day >= first && unit.day <= last);
        if people(inside.map(|unit| unit.contact)) >= k {
            return Some((first, last));
        }
        if first <= earliest {
            return None;
        }
        first = later(first, -7);
    }
}

fn deletions(
    recent: &[&MatureConversation],
    before: &[&MatureConversation],
    k: u64,
) -> DeletionsAtAlarm {
    let unknown = DeletionsAtAlarm::Unknown(Channel::Export.observability());
    let enough = |side: &[&MatureConversation]| people(side.iter().map(|one| one.contact)) >= k;
    if !enough(recent) || !enough(before) {
        return unknown;
    }
    let touched = |side: &[&MatureConversation]| side.iter().filter(|one| one.touched).count();
    let difference = newcombe(
        touched(recent) as u64,
        recent.len() as u64,
        touched(before) as u64,
        before.len() as u64,
        Z_95,
    );
    match difference {
        None => unknown,
        Some(found) if found.interval.low > 0.0 => DeletionsAtAlarm::Rose(found),
        Some(found) => DeletionsAtAlarm::NotSeenToRise(found),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use tact_domain::ContactKey;

    use super::*;

    const START: Date = date(2026, 1, 1);

    /// Ten people a day; so many of ten are satisfied on each day.
    fn units(days: i64, satisfied: impl Fn(i64) -> u32) -> Vec<Unit> {
        (0..days)
            .flat_map(|day| {
                let good = satisfied(day);
                (0..10).map(move |place| Unit {
                    day: later(START, day),
                    contact: ContactKey(place),
                    positive: place < good,
                })
            })
            .collect()
    }

    fn mature(days: i64, touched: impl Fn(i64) -> u32) -> Vec<MatureConversation> {
        (0..days)
            .flat_map(|day| {
                let gone = touched(day);
                (0..10).map(move |place| MatureConversation {
                    contact: ContactKey(place),
                    day: later(START, day),
                    touched: place < gone,
                    positive: false,
                    topic: None,
                    has_subject: true,
                })
            })
            .collect()
    }

    #[test]
    fn a_fall_is_noticed_with_its_date_and_a_steady_level_is_not() {
        let steady = units(80, |_| 8);
        assert_eq!(alert(Measure::Survey, &steady, &[], 10), None);
        let falling = units(80, |day| if day < 50 { 8 } else { 4 });
        let found = alert(Measure::Survey, &falling, &[], 10).unwrap();
        let day = super::super::daily::days_between(START, found.date);
        assert!((50..56).contains(&day), "{day}");
        assert!(
            found
                .second_opinion
                .is_some_and(|other| other.alarm.is_some())
        );
        assert!(matches!(found.deletions, DeletionsAtAlarm::Unknown(_)));
    }

    #[test]
    fn an_alarm_says_whether_deletions_rose_at_the_same_time() {
        let falling = units(80, |day| if day < 50 { 8 } else { 4 });
        let rising = mature(80, |day| if day < 45 { 1 } else { 5 });
        let found = alert(Measure::Tone, &falling, &rising, 10).unwrap();
        assert!(
            matches!(found.deletions, DeletionsAtAlarm::Rose(_)),
            "{found:?}"
        );
        let found = alert(Measure::Tone, &falling, &mature(80, |_| 1), 10).unwrap();
        assert!(matches!(
            found.deletions,
            DeletionsAtAlarm::NotSeenToRise(_)
        ));
    }

    #[test]
    fn an_alarm_is_told_by_the_week_never_by_a_day_of_few_people() {
        let lone = |day: i64, place: u32, positive: bool| Unit {
            day: later(START, day),
            contact: ContactKey(place),
            positive,
        };
        // Ten people a day at first, then one a day, and another one each day.
        let mut few = units(28, |_| 9);
        few.extend((28..60).map(|day| lone(day, 100 + day as u32, false)));
        let found = alert(Measure::Survey, &few, &[], 10).unwrap();
        let (first, last) = found.shown;
        let days = super::super::daily::days_between;
        assert!(first <= found.date && found.date <= last);
        assert_eq!((days(first, last) + 1) % 7, 0);
        let told = few.iter().filter(|one| one.day >= first && one.day <= last);
        assert!(people(told.map(|one| one.contact)) >= 10);
    }

    #[test]
    fn fewer_than_k_people_ring_no_alarm() {
        let falling = units(80, |day| if day < 50 { 8 } else { 0 });
        assert!(alert(Measure::Tone, &falling, &[], 10).is_some());
        assert_eq!(alert(Measure::Tone, &falling, &[], 11), None);
        assert_eq!(alert(Measure::Tone, &units(20, |_| 8), &[], 10), None);
        assert_eq!(alert(Measure::Tone, &[], &[], 10), None);
    }
}
