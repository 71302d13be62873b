//! A kind of wait by the clock and by the opening hours.

use serde::Serialize;

use super::rows::Wait;
use super::settings::ServiceSettings;
use super::shape::{Shown, people};
use super::waiting::Waiting;

/// One kind of wait, elapsed and business.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Speed {
    /// By the clock.
    pub elapsed: Shown<Waiting>,
    /// Inside opening hours; not observable when none are known.
    pub business: Shown<Waiting>,
}

/// The waits of some contacts.
pub(crate) fn speed(waits: &[(u32, Wait)], settings: &ServiceSettings) -> Speed {
    let people = people(waits.iter().map(|(contact, _)| *contact));
    let need = settings.small_groups.service();
    let horizon = settings.mean_horizon.as_secs() as f64;
    Speed {
        elapsed: Shown::of(people, need, || {
            let waits = waits.iter();
            Waiting::of(
                waits
                    .map(|(_, wait)| (wait.elapsed as f64, wait.over))
                    .collect(),
                horizon,
            )
        }),
        business: if settings.calendar.is_none() {
            Shown::NotObservable
        } else {
            Shown::of(people, need, || {
                let waits = waits.iter();
                let business = |wait: &Wait| Some((wait.business? as f64, wait.over));
                Waiting::of(
                    waits.filter_map(|(_, wait)| business(wait)).collect(),
                    horizon,
                )
            })
        },
    }
}
