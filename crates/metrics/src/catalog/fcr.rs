//! `fcr`: settled at the first contact, estimated.

use serde::Serialize;
use tact_domain::{Estimate, Interval};

use super::{Better, Definition, Unit, Wording};
use crate::estimate::{FirstContactStatus, Resolution, first_contact};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::{ConversationRow, Settlement, View};
use crate::service::shape::{Count, Shown, people};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "fcr",
    name: Wording {
        fr: "FRC (résolution au premier contact), estimée",
        en: "First contact resolution (FCR), estimated",
    },
    unit: Unit::Share,
    better: Better::Higher,
    formula: Wording {
        fr: "Probabilité qu’une demande soit réglée et que le client ne revienne pas sur le même sujet dans les 7 jours, par Kaplan–Meier.",
        en: "Probability that a request is settled and the customer does not come back on the same topic within 7 days, by Kaplan–Meier.",
    },
    assumption: Wording {
        fr: "Estimé : le silence du client pendant 24 h après notre réponse passe pour un règlement. Il peut aussi avoir renoncé : la part de ceux qui remercient est donnée à côté.",
        en: "Estimated: 24 h of silence after our reply pass for settlement. The customer may also have given up: the share of those who say thanks is given beside.",
    },
    cannot_see: Wording {
        fr: "Un autre contact pour le même problème sur un autre canal.",
        en: "Another contact for the same problem on another channel.",
    },
    counted_at: Wording {
        fr: "Premier message du client. La dernière semaine est provisoire.",
        en: "Customer’s first message. The last week is provisional.",
    },
    source: "kpi-definitions §5; Kaplan & Meier 1958",
};

/// First contact resolution.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FirstContactResolution {
    /// The estimate; a range without a point when nobody was watched for the whole window, since
    /// the curve then gives an upper bound only.
    pub rate: Estimate,
    /// Conversations whose return is known or whose window is complete.
    pub matured: Count,
    /// Conversations left out because it is too early to call them settled.
    pub undecided: Count,
    /// Of the settled conversations whose text was read: those in which the customer's last word
    /// was thanks or goodbye.
    pub thanked: Estimate,
    /// Length of the window, in seconds.
    pub window: i64,
}

const HOUR: f64 = 3_600.0;

/// Estimated first contact resolution of the inbound conversations.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> FirstContactResolution {
    let need = settings.small_groups.service();
    let window = settings.fcr_window.as_secs();
    let eligible = || {
        let rows = view.contacts.iter();
        rows.filter_map(|row| Some((row, resolution(row)?)))
    };
    let resolutions: Vec<Resolution> = eligible().map(|(_, resolution)| resolution).collect();
    let contacts = people(eligible().map(|(row, _)| row.contact));
    let found = first_contact(&resolutions, window as f64 / HOUR);
    let n = resolutions.len() as u64;
    let interval = Interval {
        low: found.lower,
        high: found.upper,
    };
    let rate_shown = match (found.estimate, found.status) {
        (None, _) => Estimate::Empty,
        _ if contacts < need => Estimate::Withheld { need },
        (Some(value), FirstContactStatus::Ok) => Estimate::Known { value, interval, n },
        (Some(_), FirstContactStatus::WindowNotReached) => Estimate::Range {
            interval: Interval {
                low: 0.0,
                high: interval.high,
            },
            n,
        },
    };
    let everybody = people(view.contacts.iter().map(|row| row.contact));
    let undecided = view
        .contacts
        .iter()
        .filter(|row| row.settlement == Settlement::Undecided);
    let thanked = view
        .contacts
        .iter()
        .filter(|row| row.consented && matches!(row.settlement, Settlement::Settled { .. }));
    FirstContactResolution {
        rate: rate_shown,
        matured: Shown::of(contacts, need, || found.matured),
        undecided: Shown::of(everybody, need, || undecided.count() as u64),
        // Thanks are read in the text, so the stricter group size holds.
        thanked: rate(
            thanked.map(|row| (row.contact, row.thanked)),
            settings.small_groups.sensitive(),
        ),
        window,
    }
}

/// Whether and when a conversation was settled and taken up again; `None` when it is too early to
/// say, or nothing is left to settle.
pub(crate) fn resolution(row: &ConversationRow) -> Option<Resolution> {
    match row.settlement {
        Settlement::NotEligible | Settlement::Undecided => None,
        Settlement::NotSettled => Some(Resolution {
            resolved: false,
            reopened_after_h: None,
            watched_h: 0.0,
        }),
        Settlement::Settled { at, returned } => {
            let back = [returned, row.next_same_topic].into_iter().flatten().min();
            let hours = |until: i64| until.saturating_sub(at).max(0) as f64 / HOUR;
            Some(Resolution {
                resolved: true,
                reopened_after_h: back.map(hours),
                watched_h: hours(row.until),
            })
        }
    }
}
