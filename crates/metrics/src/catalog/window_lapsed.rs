//! `window_lapsed`: turns that only a paid template could still answer.

use tact_domain::Estimate;

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::{TurnRow, View};

/// WhatsApp's service window, in seconds.
const SERVICE_WINDOW: i64 = 86_400;

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "window_lapsed",
    name: Wording {
        fr: "Fenêtre de 24 h dépassée",
        en: "Window lapsed before reply",
    },
    unit: Unit::Share,
    better: Better::Lower,
    formula: Wording {
        fr: "Tours de parole sans réponse humaine dans les 24 h qui suivent le dernier message du client ÷ tours dont l’issue est connue. Temps écoulé, jamais heures ouvrées.",
        en: "Turns without a human reply within 24 h of the customer’s last message ÷ turns whose outcome is known. Elapsed time, never business hours.",
    },
    assumption: Wording {
        fr: "Un tour qui attend depuis moins de 24 h n’est pas encore compté.",
        en: "A turn that has waited for less than 24 h does not count yet.",
    },
    cannot_see: Wording {
        fr: "Les modèles payants envoyés ensuite.",
        en: "Paid templates sent afterwards.",
    },
    counted_at: Wording {
        fr: "Ouverture du tour.",
        en: "Opening of the turn.",
    },
    source: "kpi-definitions §3",
};

fn lapsed(turn: &TurnRow) -> Option<bool> {
    let late = turn.since_last_inbound > SERVICE_WINDOW;
    (turn.wait.over || late).then_some(late)
}

/// Share of turns for which the window lapsed.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Estimate {
    let turns = view.turns.iter();
    rate(
        turns.filter_map(|turn| Some((turn.contact, lapsed(turn)?))),
        settings.small_groups.service(),
    )
}
