//! `unanswered`: who has had no reply at all.

use serde::Serialize;
use tact_domain::Estimate;

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::{ConversationRow, FirstWait, View};
use crate::service::shape::{Count, Shown, people};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "unanswered",
    name: Wording {
        fr: "Sans réponse",
        en: "Unanswered",
    },
    unit: Unit::Share,
    better: Better::Lower,
    formula: Wording {
        fr: "Prises de contact sans aucune réponse humaine au moment du rapport ÷ prises de contact. Celles que le client a entièrement supprimées avant une réponse sont comptées à part.",
        en: "Inbound conversations without any human reply at report time ÷ inbound conversations. Those the customer deleted entirely before a reply are counted apart.",
    },
    assumption: Wording {
        fr: "Une réponse que l’entreprise a supprimée ne compte pas comme une réponse.",
        en: "A reply the business deleted is no reply.",
    },
    cannot_see: Wording {
        fr: "Une réponse donnée par téléphone ou sur un autre canal.",
        en: "A reply by phone or on another channel.",
    },
    counted_at: Wording {
        fr: "Premier message du client. Les derniers jours sont provisoires : la réponse peut encore venir.",
        en: "Customer’s first message. The last days are provisional: the reply may still come.",
    },
    source: "kpi-definitions §3",
};

/// Contacts without a reply.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Unanswered {
    /// How many; `people` is the number of contacts of the period.
    pub count: Count,
    /// Share of inbound conversations.
    pub share: Estimate,
}

/// True when nobody has replied; `None` when it does not count (withdrawn before a reply).
fn is_unanswered(row: &ConversationRow) -> Option<bool> {
    match row.first_wait {
        Some(FirstWait::Measured(wait)) => Some(!wait.over),
        Some(FirstWait::Undetermined) => Some(false),
        Some(FirstWait::WithdrawnBeforeReply) | None => None,
    }
}

/// Share of some inbound conversations without a reply.
pub(crate) fn share<'a>(
    rows: impl Iterator<Item = &'a ConversationRow>,
    settings: &ServiceSettings,
) -> Estimate {
    rate(
        rows.filter_map(|row| Some((row.contact, is_unanswered(row)?))),
        settings.small_groups.service(),
    )
}

/// Unanswered inbound conversations.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Unanswered {
    let need = settings.small_groups.service();
    let eligible = || {
        let rows = view.contacts.iter();
        rows.filter_map(|row| Some((row.contact, is_unanswered(row)?)))
    };
    let people = people(eligible().map(|(contact, _)| contact));
    Unanswered {
        count: Shown::of(people, need, || {
            eligible().filter(|(_, unanswered)| *unanswered).count() as u64
        }),
        share: share(view.contacts.iter(), settings),
    }
}
