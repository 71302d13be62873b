//! `repeat_rate`: contacts that come soon after another of the same customer.

use tact_domain::Estimate;

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::View;

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "repeat_rate",
    name: Wording {
        fr: "Taux de réitération",
        en: "Repeat contact rate",
    },
    unit: Unit::Share,
    better: Better::Lower,
    formula: Wording {
        fr: "Prises de contact précédées, dans les 7 jours, d’une autre du même client sur le même sujet (ou un sujet inconnu) ÷ prises de contact.",
        en: "Inbound conversations preceded within 7 days by another of the same customer on the same topic (or an unknown one) ÷ inbound conversations.",
    },
    assumption: Wording {
        fr: "Un sujet inconnu passe pour le même sujet. Ce n’est pas le complément de la FRC : le dénominateur diffère.",
        en: "An unknown topic passes for the same topic. It is not the complement of FCR: the denominator differs.",
    },
    cannot_see: Wording {
        fr: "Les contacts antérieurs au début de l’export, et ceux d’un autre canal.",
        en: "Contacts before the export begins, and those on another channel.",
    },
    counted_at: Wording {
        fr: "Premier message du client.",
        en: "Customer’s first message.",
    },
    source: "kpi-definitions §5",
};

/// Share of inbound conversations that repeat an earlier one.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Estimate {
    let window = settings.fcr_window.as_secs();
    let contacts = view.contacts.iter().map(|row| {
        let repeats = row.since_same_topic.is_some_and(|since| since <= window);
        (row.contact, repeats)
    });
    rate(contacts, settings.small_groups.service())
}
