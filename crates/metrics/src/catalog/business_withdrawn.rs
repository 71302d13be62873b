//! `business_withdrawn`: what the business deleted of its own.

use tact_domain::{Channel, Estimate, Observability};

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::{View, rank_of};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "business_withdrawn",
    name: Wording {
        fr: "Messages supprimés par l’entreprise",
        en: "Messages deleted by the business",
    },
    unit: Unit::Share,
    better: Better::Neither,
    formula: Wording {
        fr: "Messages envoyés puis supprimés par l’entreprise ÷ messages envoyés, parmi ceux qui ont plus de 60 h. Jamais mêlés aux suppressions des clients.",
        en: "Messages sent and then deleted by the business ÷ messages sent, among those older than 60 h. Never mixed with customers’ deletions.",
    },
    assumption: Wording {
        fr: "Une réponse supprimée ne compte pas comme une réponse : on ne sait pas si elle a été lue.",
        en: "A deleted reply is no reply: whether it was read is not known.",
    },
    cannot_see: Wording {
        fr: "Les messages « supprimés pour moi ».",
        en: "Messages “deleted for me”.",
    },
    counted_at: Wording {
        fr: "Envoi du message.",
        en: "Sending of the message.",
    },
    source: "kpi-definitions §8",
};

/// Share of the business's messages that it deleted, on one channel.
pub(crate) fn compute(view: &View<'_>, channel: Channel, settings: &ServiceSettings) -> Estimate {
    if channel.observability() == Observability::None {
        return Estimate::NotObservable;
    }
    let window = settings.deletion_window.as_secs();
    let rows = view
        .outbound
        .iter()
        .filter(|row| row.channel_rank == rank_of(channel));
    rate(
        rows.filter(|row| row.until - row.sent >= window)
            .map(|row| (row.contact, row.withdrawn)),
        settings.small_groups.sensitive(),
    )
}
