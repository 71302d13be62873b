//! `withdrawn_delay`: how long after sending customers delete.

use tact_domain::{Channel, Estimate, Interval, Observability};

use super::{Better, Definition, Unit, Wording};
use crate::estimate::kaplan_meier;
use crate::service::ServiceSettings;
use crate::service::percentile;
use crate::service::rows::{View, rank_of};
use crate::service::shape::people;

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "withdrawn_delay",
    name: Wording {
        fr: "Délai avant suppression",
        en: "Delay before deletion",
    },
    unit: Unit::Seconds,
    better: Better::Neither,
    formula: Wording {
        fr: "Médiane du temps entre l’envoi et la suppression, pour les messages supprimés dont le délai de 60 h est passé.",
        en: "Median time from sending to deletion, for deleted messages whose 60 h have passed.",
    },
    assumption: Wording {
        fr: "WhatsApp signale la suppression avec son heure : seulement en coexistence.",
        en: "WhatsApp reports the deletion with its time: in coexistence only.",
    },
    cannot_see: Wording {
        fr: "Dans un export, l’heure d’une suppression : « non observable ».",
        en: "In an export, the time of a deletion: “not observable”.",
    },
    counted_at: Wording {
        fr: "Envoi du message.",
        en: "Sending of the message.",
    },
    source: "kpi-definitions §8; statistics §7.3",
};

/// Median delay on one channel, in seconds.
pub(crate) fn compute(view: &View<'_>, channel: Channel, settings: &ServiceSettings) -> Estimate {
    if channel.observability() != Observability::Exact {
        return Estimate::NotObservable;
    }
    let window = settings.deletion_window.as_secs();
    // Only messages that can no longer be deleted: the slow deletions of young ones are still to come.
    let deleted = || {
        let rows = view
            .inbound
            .iter()
            .filter(|row| row.channel_rank == rank_of(channel));
        rows.filter(|row| row.until - row.sent >= window)
            .filter_map(|row| Some((row.contact, row.withdrawn_at? - row.sent)))
    };
    let need = settings.small_groups.sensitive();
    match people(deleted().map(|(contact, _)| contact)) {
        0 => return Estimate::Empty,
        few if few < need => return Estimate::Withheld { need },
        _ => {}
    }
    let mut delays: Vec<(f64, bool)> = deleted()
        .map(|(_, delay)| (delay.max(0) as f64, true))
        .collect();
    // Every delay is over, so the median is the usual one; its limits are those of the curve.
    let limits = kaplan_meier(&mut delays).quantile(0.5);
    let sorted: Vec<f64> = delays.iter().map(|(delay, _)| *delay).collect();
    match (percentile(&sorted, 0.5), limits.low, limits.high) {
        (Some(value), Some(low), Some(high)) => Estimate::Known {
            value,
            interval: Interval {
                low: low.min(value),
                high: high.max(value),
            },
            n: sorted.len() as u64,
        },
        _ => Estimate::Empty,
    }
}
