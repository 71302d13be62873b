//! `likely_correction`: deletions that look like a slip of the thumb.

use serde::Serialize;
use tact_domain::{Channel, Estimate, Observability};

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::View;

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "likely_correction",
    name: Wording {
        fr: "Suppressions suivies d’un nouveau message",
        en: "Deletions followed by a new message",
    },
    unit: Unit::Share,
    better: Better::Neither,
    formula: Wording {
        fr: "Part des suppressions suivies, dans les 2 minutes, d’un nouveau message du client : le plus souvent une correction.",
        en: "Share of deletions followed within 2 minutes by a new message of the customer: a correction, most often.",
    },
    assumption: Wording {
        fr: "Dans un export, l’heure de la suppression manque : les 2 minutes partent de l’envoi. Ce n’est alors qu’un indice, et l’angle mort ne s’en trouve pas réduit.",
        en: "In an export the time of the deletion is missing: the 2 minutes run from the sending. It is then a hint only, and does not reduce the blind spot.",
    },
    cannot_see: Wording {
        fr: "Si le nouveau message remplaçait vraiment l’ancien.",
        en: "Whether the new message really replaced the old one.",
    },
    counted_at: Wording {
        fr: "Premier message de la conversation.",
        en: "First message of the conversation.",
    },
    source: "kpi-definitions §8; Schnitzler et al. 2020",
};

/// How good the finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Deletion times are known.
    Observed,
    /// Counted from the sending, for want of the deletion's time.
    Hint,
}

/// Deletions that look like corrections, on one channel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LikelyCorrection {
    /// Share of deletions.
    pub share: Estimate,
    /// How good the finding is.
    pub evidence: Evidence,
}

/// Likely corrections of the view on one channel.
pub(crate) fn compute(
    view: &View<'_>,
    channel: Channel,
    settings: &ServiceSettings,
) -> LikelyCorrection {
    let evidence = match channel.observability() {
        Observability::Exact => Evidence::Observed,
        Observability::Marker | Observability::None => Evidence::Hint,
    };
    if channel.observability() == Observability::None {
        return LikelyCorrection {
            share: Estimate::NotObservable,
            evidence,
        };
    }
    let rows = view
        .conversations
        .iter()
        .filter(|row| row.channel == channel);
    let deletions = rows
        .flat_map(|row| (0..row.touch.withdrawn).map(|at| (row.contact, at < row.touch.followed)));
    LikelyCorrection {
        share: rate(deletions, settings.small_groups.sensitive()),
        evidence,
    }
}
