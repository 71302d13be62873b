//! `messages_in`, `messages_out`: how much was written.

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rows::View;
use crate::service::shape::{Count, Shown, people};

const COUNTED_AT: Wording = Wording {
    fr: "Envoi du message.",
    en: "Sending of the message.",
};

/// What "received" means.
pub const RECEIVED: Definition = Definition {
    id: "messages_in",
    name: Wording {
        fr: "Messages reçus",
        en: "Messages received",
    },
    unit: Unit::Count,
    better: Better::Neither,
    formula: Wording {
        fr: "Messages des clients, y compris ceux qu’ils ont supprimés ensuite : quelqu’un a écrit.",
        en: "Messages from customers, those they deleted later included: somebody did write.",
    },
    assumption: Wording {
        fr: "Chaque message figure une seule fois dans les données.",
        en: "Each message is in the data once.",
    },
    cannot_see: Wording {
        fr: "Les réactions, et les messages « supprimés pour moi ».",
        en: "Reactions, and messages “deleted for me”.",
    },
    counted_at: COUNTED_AT,
    source: "kpi-definitions §3",
};

/// What "sent" means.
pub const SENT: Definition = Definition {
    id: "messages_out",
    name: Wording {
        fr: "Messages envoyés",
        en: "Messages sent",
    },
    unit: Unit::Count,
    better: Better::Neither,
    formula: Wording {
        fr: "Messages de l’entreprise, automatiques compris.",
        en: "Messages from the business, automatic ones included.",
    },
    assumption: Wording {
        fr: "Chaque message figure une seule fois dans les données.",
        en: "Each message is in the data once.",
    },
    cannot_see: Wording {
        fr: "Dans un export, la différence entre une personne et un automate, sauf formule connue.",
        en: "In an export, a person from an automaton, unless the wording is known.",
    },
    counted_at: COUNTED_AT,
    source: "kpi-definitions §3",
};

/// Messages received.
pub(crate) fn received(view: &View<'_>, settings: &ServiceSettings) -> Count {
    let people = people(view.inbound.iter().map(|row| row.contact));
    Shown::of(people, settings.small_groups.service(), || {
        view.inbound.len() as u64
    })
}

/// Messages sent.
pub(crate) fn sent(view: &View<'_>, settings: &ServiceSettings) -> Count {
    let people = people(view.outbound.iter().map(|row| row.contact));
    Shown::of(people, settings.small_groups.service(), || {
        view.outbound.len() as u64
    })
}
