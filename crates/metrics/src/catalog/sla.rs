//! `sla`: promises on reply times, kept or not.

use serde::Serialize;
use tact_domain::Estimate;

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::{TurnRow, View};
use crate::service::targets::{Clock, Reply, ServiceLevel, Verdict};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "sla",
    name: Wording {
        fr: "Respect des engagements (SLA)",
        en: "SLA attainment",
    },
    unit: Unit::Share,
    better: Better::Higher,
    formula: Wording {
        fr: "Réponses dans le délai promis ÷ (dans le délai + manquées). Un tour encore ouvert au-delà du délai est manqué ; en deçà, il n’est pas encore compté.",
        en: "Replies within the promised time ÷ (within + missed). A turn still open past the deadline is missed; before it, it does not count yet.",
    },
    assumption: Wording {
        fr: "Le délai court pendant que le client attend, en temps écoulé ou en heures ouvrées selon l’engagement.",
        en: "The time runs while the customer waits, elapsed or in business hours as promised.",
    },
    cannot_see: Wording {
        fr: "Les engagements de résolution : un export ne dit pas quand une demande est résolue.",
        en: "Promises on resolution: an export does not say when a request is resolved.",
    },
    counted_at: Wording {
        fr: "Ouverture du tour.",
        en: "Opening of the turn.",
    },
    source: "kpi-definitions §4",
};

/// How far one promise was kept.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Attainment {
    /// The promise.
    pub level: ServiceLevel,
    /// Share kept; not observable when it counts business hours and none are known.
    pub rate: Estimate,
    /// Against the promised share, when there is one.
    pub verdict: Option<Verdict>,
}

fn kept(turn: &TurnRow, level: &ServiceLevel) -> Option<bool> {
    let waited = match level.clock {
        Clock::Elapsed => turn.wait.elapsed,
        Clock::Business => turn.wait.business?,
    };
    let in_time = waited <= level.within;
    (turn.wait.over || !in_time).then_some(in_time)
}

/// Attainment of every promise.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Vec<Attainment> {
    let attainment = |level: &ServiceLevel| {
        let rate = if level.clock == Clock::Business && settings.calendar.is_none() {
            Estimate::NotObservable
        } else {
            let turns = view.turns.iter().filter(|turn| {
                level.reply == Reply::Any || turn.first == (level.reply == Reply::First)
            });
            rate(
                turns.filter_map(|turn| Some((turn.contact, kept(turn, level)?))),
                settings.small_groups.service(),
            )
        };
        Attainment {
            level: *level,
            rate,
            verdict: level.share.map(|share| Verdict::at_least(share, &rate)),
        }
    };
    settings
        .targets
        .service_levels
        .iter()
        .map(attainment)
        .collect()
}
