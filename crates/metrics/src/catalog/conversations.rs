//! `conversations`: how many exchanges there were.

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rows::View;
use crate::service::shape::{Count, Shown, people};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "conversations",
    name: Wording {
        fr: "Conversations",
        en: "Conversations",
    },
    unit: Unit::Count,
    better: Better::Neither,
    formula: Wording {
        fr: "Nombre d’échanges : une conversation commence quand personne n’a écrit pendant 72 h, sauf si le client attend encore notre réponse.",
        en: "Number of exchanges: one begins when nobody wrote for 72 h, unless the customer is still waiting for us.",
    },
    assumption: Wording {
        fr: "WhatsApp ne découpe pas les fils : les limites sont déduites du silence.",
        en: "WhatsApp does not cut threads: the limits are inferred from silence.",
    },
    cannot_see: Wording {
        fr: "Les échanges au téléphone, par courriel ou en boutique.",
        en: "What was said by phone, by e-mail or in the shop.",
    },
    counted_at: Wording {
        fr: "Premier message.",
        en: "First message.",
    },
    source: "kpi-definitions §1.2, §3",
};

/// Conversations and the contacts in them.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Count {
    let people = people(view.conversations.iter().map(|row| row.contact));
    Shown::of(people, settings.small_groups.service(), || {
        view.conversations.len() as u64
    })
}
