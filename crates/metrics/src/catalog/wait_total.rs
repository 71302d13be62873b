//! `wait_total`: everything a customer waited in one conversation.

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rows::{View, Wait};
use crate::service::speed::{Speed, speed};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "wait_total",
    name: Wording {
        fr: "Attente totale du client",
        en: "Total customer waiting time",
    },
    unit: Unit::Seconds,
    better: Better::Lower,
    formula: Wording {
        fr: "Somme des attentes de tous les tours d’une conversation, y compris celle en cours.",
        en: "Sum of the waits of all turns of a conversation, the running one included.",
    },
    assumption: Wording {
        fr: "Une conversation dont un tour attend encore compte comme une attente plus longue.",
        en: "A conversation of which a turn still waits counts as a longer wait.",
    },
    cannot_see: Wording {
        fr: "Le temps que le client passe à attendre hors de WhatsApp.",
        en: "The time the customer waits outside WhatsApp.",
    },
    counted_at: Wording {
        fr: "Premier message du client : un export ne dit pas quand une demande est résolue.",
        en: "Customer’s first message: an export does not say when a request is resolved.",
    },
    source: "kpi-definitions §4; Kaplan & Meier 1958",
};

/// Total waits of the inbound conversations.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Speed {
    let waits: Vec<(u32, Wait)> = view
        .contacts
        .iter()
        .filter_map(|row| Some((row.contact, row.total_wait?)))
        .collect();
    speed(&waits, settings)
}
