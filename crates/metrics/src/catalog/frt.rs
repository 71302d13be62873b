//! `frt`: how long a customer waits for the first human reply.

use serde::Serialize;

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rows::{FirstWait, View, Wait};
use crate::service::shape::{Count, Shown, people};
use crate::service::speed::{Speed, speed};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "frt",
    name: Wording {
        fr: "Délai de première réponse",
        en: "First response time",
    },
    unit: Unit::Seconds,
    better: Better::Lower,
    formula: Wording {
        fr: "Du premier message du client à la première réponse humaine. Médiane et neuvième décile par Kaplan–Meier : ceux qui attendent encore comptent comme une attente plus longue.",
        en: "From the customer’s first message to the first human reply. Median and ninth decile by Kaplan–Meier: those still waiting count as a longer wait.",
    },
    assumption: Wording {
        fr: "Ceux dont l’attente n’est pas finie attendraient comme les autres. Un message automatique n’arrête pas le chronomètre.",
        en: "Those whose wait is not over would wait like the others. An automatic message does not stop the clock.",
    },
    cannot_see: Wording {
        fr: "Dans un export, si un message supprimé avant une réponse l’a été avant ou après elle : ces tours sont écartés et comptés.",
        en: "In an export, whether a message deleted around a reply went before or after it: those turns are left out and counted.",
    },
    counted_at: Wording {
        fr: "Premier message du client.",
        en: "Customer’s first message.",
    },
    source: "kpi-definitions §4; Kaplan & Meier 1958; Brookmeyer & Crowley 1982",
};

/// A range of first response times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bucket {
    /// Seconds, included.
    pub from: i64,
    /// Seconds, left out; `None` is no end.
    pub until: Option<i64>,
    /// Replies in this range.
    pub replies: u64,
}

/// Ends of the ranges: 30 s, 2, 5, 10, 30, 60 min, 4 h, 24 h.
const ENDS: [i64; 8] = [30, 120, 300, 600, 1_800, 3_600, 14_400, 86_400];

/// First response times.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FirstResponse {
    /// Distribution, elapsed and business.
    #[serde(flatten)]
    pub speed: Speed,
    /// Replies by elapsed time.
    pub buckets: Shown<Vec<Bucket>>,
    /// Conversations left out because a deletion hides when their wait ended.
    pub undetermined: Count,
}

/// First response times of the inbound conversations.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> FirstResponse {
    let waits: Vec<(u32, Wait)> = view
        .contacts
        .iter()
        .filter_map(|row| match row.first_wait {
            Some(FirstWait::Measured(wait)) => Some((row.contact, wait)),
            _ => None,
        })
        .collect();
    let undetermined = view
        .contacts
        .iter()
        .filter(|row| row.first_wait == Some(FirstWait::Undetermined));
    let everybody = people(view.contacts.iter().map(|row| row.contact));
    let speed = speed(&waits, settings);
    FirstResponse {
        buckets: speed.elapsed.map(|_| buckets(&waits)),
        undetermined: Shown::of(everybody, settings.small_groups.sensitive(), || {
            undetermined.count() as u64
        }),
        speed,
    }
}

fn buckets(waits: &[(u32, Wait)]) -> Vec<Bucket> {
    let mut replies = [0_u64; ENDS.len() + 1];
    for (_, wait) in waits.iter().filter(|(_, wait)| wait.over) {
        let at = ENDS.partition_point(|end| *end <= wait.elapsed);
        if let Some(count) = replies.get_mut(at) {
            *count += 1;
        }
    }
    let starts = std::iter::once(0).chain(ENDS);
    let ends = ENDS.into_iter().map(Some).chain([None]);
    starts
        .zip(ends)
        .zip(replies)
        .map(|((from, until), replies)| Bucket {
            from,
            until,
            replies,
        })
        .collect()
}
