//! Falls that the running sum notices, with a second opinion and a look at deletions.

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
        cusum: found,
        second_opinion: changepoint(&daily.days, 0, usual.expected_run_days),
        deletions: deletions(&recent, &before, k),
    })
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
