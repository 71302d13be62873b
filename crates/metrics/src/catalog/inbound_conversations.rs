//! `inbound_conversations`, «Prises de contact» on screen: conversations in which a customer asked.

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rows::View;
use crate::service::shape::{Count, Shown, people};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "inbound_conversations",
    name: Wording {
        fr: "Prises de contact",
        en: "Inbound conversations",
    },
    unit: Unit::Count,
    better: Better::Neither,
    formula: Wording {
        fr: "Conversations dans lesquelles le client a écrit autre chose qu’un mot de clôture (« merci », « ok »).",
        en: "Conversations in which the customer wrote more than a closing word (“thanks”, “ok”).",
    },
    assumption: Wording {
        fr: "Une conversation ouverte par l’entreprise compte dès le premier message du client.",
        en: "A conversation the business started counts from the customer’s first message.",
    },
    cannot_see: Wording {
        fr: "Sans lecture du texte (pas d’accord du client), un simple « merci » compte comme une demande.",
        en: "Where the text is not read (no consent), a plain “thanks” counts as a request.",
    },
    counted_at: Wording {
        fr: "Premier message du client.",
        en: "Customer’s first message.",
    },
    source: "kpi-definitions §1.1, §3",
};

/// Inbound conversations and the contacts in them.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Count {
    let people = people(view.contacts.iter().map(|row| row.contact));
    Shown::of(people, settings.small_groups.service(), || {
        view.contacts.len() as u64
    })
}

/// Times a customer turned to the business: inbound conversations and their reopenings.
pub(crate) fn events(view: &View<'_>, settings: &ServiceSettings) -> Count {
    let reopened: u64 = view
        .contacts
        .iter()
        .map(|row| u64::from(row.reopened))
        .sum();
    match compute(view, settings) {
        Shown::Known { value, people } => Shown::Known {
            value: value + reopened,
            people,
        },
        other => other,
    }
}
