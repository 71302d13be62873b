//! `backlog`: who is waiting at the end of observation, and for how long.

use serde::Serialize;
use tact_domain::Ending;

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rows::{ConversationRow, View};
use crate::service::shape::{Count, Shown, people};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "backlog",
    name: Wording {
        fr: "Conversations en attente",
        en: "Backlog",
    },
    unit: Unit::Count,
    better: Better::Lower,
    formula: Wording {
        fr: "Conversations non closes à l’instant de l’observation : celles où le client nous attend, par ancienneté, et celles où nous l’attendons.",
        en: "Conversations not closed at the instant of observation: those where the customer waits for us, by age, and those where we wait for them.",
    },
    assumption: Wording {
        fr: "Si l’entreprise a parlé la dernière et que le client se tait depuis 72 h, la conversation est close. Tant que le client attend, elle ne se ferme jamais seule.",
        en: "If the business spoke last and the customer has been silent for 72 h, the conversation is closed. While the customer waits it never closes by itself.",
    },
    cannot_see: Wording {
        fr: "Une réponse donnée hors de WhatsApp.",
        en: "An answer given outside WhatsApp.",
    },
    counted_at: Wording {
        fr: "Fin de l’observation de chaque fil ; jamais additionnées d’un jour à l’autre.",
        en: "End of observation of each thread; never summed over days.",
    },
    source: "kpi-definitions §3",
};

/// Age of a wait for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    /// Under an hour.
    UnderOneHour,
    /// One to eight hours.
    OneToEightHours,
    /// Eight to twenty-four hours.
    EightHoursToOneDay,
    /// One to three days.
    OneToThreeDays,
    /// Three to seven days.
    ThreeToSevenDays,
    /// Over seven days.
    OverSevenDays,
}

/// Ages with their upper ends in seconds, the end itself included in the next.
const AGES: [(Age, i64); 6] = [
    (Age::UnderOneHour, 3_600),
    (Age::OneToEightHours, 8 * 3_600),
    (Age::EightHoursToOneDay, 86_400),
    (Age::OneToThreeDays, 3 * 86_400),
    (Age::ThreeToSevenDays, 7 * 86_400),
    (Age::OverSevenDays, i64::MAX),
];

/// Conversations that are not closed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Backlog {
    /// All of them; `people` is the number of contacts of the whole run, the group this is about.
    pub open: Count,
    /// The customer waits for us.
    pub waiting_for_us: Count,
    /// We wait for the customer, or nothing of what they wrote is left.
    pub waiting_for_contact: Count,
    /// Waits for us by age.
    pub ages: Shown<Vec<(Age, u64)>>,
}

/// The backlog of all conversations, whenever they began.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Backlog {
    // The group is everybody observed: that few of many are waiting reveals no one.
    let everybody = people(view.conversations.iter().map(|row| row.contact));
    let need = settings.small_groups.service();
    let count = |ending: Ending| {
        let rows = view.conversations.iter().filter(|row| row.ending == ending);
        Shown::of(everybody, need, || rows.count() as u64)
    };
    let waiting_for_us = count(Ending::WaitingForUs);
    let waiting_for_contact = count(Ending::WaitingForContact);
    Backlog {
        open: waiting_for_us.map(|waiting| waiting + waiting_for_contact.value().unwrap_or(&0)),
        waiting_for_us,
        waiting_for_contact,
        ages: Shown::of(everybody, need, || ages(view.conversations)),
    }
}

fn ages(rows: &[ConversationRow]) -> Vec<(Age, u64)> {
    let mut ages: Vec<(Age, u64)> = AGES.iter().map(|(age, _)| (*age, 0)).collect();
    let waiting = rows.iter().filter(|row| row.ending == Ending::WaitingForUs);
    for waited in waiting.filter_map(|row| row.waiting_since.map(|since| row.until - since)) {
        let at = AGES.partition_point(|(_, end)| *end <= waited);
        if let Some((_, count)) = ages.get_mut(at) {
            *count += 1;
        }
    }
    ages
}
