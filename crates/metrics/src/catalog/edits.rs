//! `edits`: messages rewritten after sending, which replace some deletions.

use serde::Serialize;
use tact_domain::{Channel, Estimate, Observability};

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::{View, rank_of};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "edits",
    name: Wording {
        fr: "Messages modifiés",
        en: "Edited messages",
    },
    unit: Unit::Share,
    better: Better::Neither,
    formula: Wording {
        fr: "Messages modifiés après l’envoi ÷ messages non supprimés, pour les clients et pour l’entreprise.",
        en: "Messages edited after sending ÷ messages not deleted, for customers and for the business.",
    },
    assumption: Wording {
        fr: "Une modification remplace parfois une suppression : si les suppressions baissent quand les modifications montent, les clients ne sont pas plus contents pour autant.",
        en: "An edit sometimes replaces a deletion: deletions that fall while edits rise do not make customers happier.",
    },
    cannot_see: Wording {
        fr: "L’ancienne version : elle n’est ni gardée ni cherchée.",
        en: "The old version: it is neither kept nor looked for.",
    },
    counted_at: Wording {
        fr: "Envoi du message.",
        en: "Sending of the message.",
    },
    source: "statistics §1",
};

/// Edited messages of one channel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Edits {
    /// By customers.
    pub by_contacts: Estimate,
    /// By the business.
    pub by_business: Estimate,
}

/// Share of standing messages that were edited, on one channel.
pub(crate) fn compute(view: &View<'_>, channel: Channel, settings: &ServiceSettings) -> Edits {
    if channel.observability() == Observability::None {
        return Edits {
            by_contacts: Estimate::NotObservable,
            by_business: Estimate::NotObservable,
        };
    }
    let need = settings.small_groups.sensitive();
    let rank = rank_of(channel);
    let inbound = view
        .inbound
        .iter()
        .filter(|row| row.channel_rank == rank && !row.withdrawn);
    let outbound = view
        .outbound
        .iter()
        .filter(|row| row.channel_rank == rank && !row.withdrawn);
    Edits {
        by_contacts: rate(inbound.map(|row| (row.contact, row.edited)), need),
        by_business: rate(outbound.map(|row| (row.contact, row.edited)), need),
    }
}
