//! `withdrawn_conv`: conversations a customer's deletion touched.

use serde::Serialize;
use tact_domain::{Channel, Estimate, Observability};

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::View;
use crate::service::shape::{Count, Shown, people};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "withdrawn_conv",
    name: Wording {
        fr: "Conversations avec suppression",
        en: "Conversations with a deletion",
    },
    unit: Unit::Share,
    better: Better::Neither,
    formula: Wording {
        fr: "Conversations où le client a supprimé au moins un message ÷ conversations où il a écrit, une fois passé le délai de suppression de son dernier message.",
        en: "Conversations in which the customer deleted at least one message ÷ conversations in which they wrote, once the deletion window of their last message has passed.",
    },
    assumption: Wording {
        fr: "Les conversations trop récentes sont provisoires et laissées de côté.",
        en: "Conversations too recent are provisional and left out.",
    },
    cannot_see: Wording {
        fr: "Ce qui était écrit : nous ne le gardons pas et ne le cherchons pas. Les messages « supprimés pour moi ».",
        en: "What was written: we neither keep it nor look for it. Messages “deleted for me”.",
    },
    counted_at: Wording {
        fr: "Premier message de la conversation.",
        en: "First message of the conversation.",
    },
    source: "kpi-definitions §8; statistics §0; Wilson 1927",
};

/// Touched conversations of one channel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct WithdrawnConversations {
    /// Share of mature conversations touched.
    pub rate: Estimate,
    /// Conversations still provisional.
    pub provisional: Count,
}

/// Touched conversations of the view on one channel.
pub(crate) fn compute(
    view: &View<'_>,
    channel: Channel,
    settings: &ServiceSettings,
) -> WithdrawnConversations {
    if channel.observability() == Observability::None {
        return WithdrawnConversations {
            rate: Estimate::NotObservable,
            provisional: Shown::NotObservable,
        };
    }
    let rows = || {
        let rows = view.conversations.iter();
        rows.filter(|row| row.channel == channel && row.has_inbound)
    };
    let need = settings.small_groups.sensitive();
    let contacts = people(rows().map(|row| row.contact));
    let mature = rows().filter(|row| row.touch.mature);
    let young = rows().filter(|row| !row.touch.mature);
    WithdrawnConversations {
        rate: rate(
            mature.map(|row| (row.contact, row.touch.withdrawn > 0)),
            need,
        ),
        provisional: Shown::of(contacts, need, || young.count() as u64),
    }
}
