//! `art`: how long a customer waits for a human reply, over all turns.

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rows::{View, Wait};
use crate::service::speed::{Speed, speed};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "art",
    name: Wording {
        fr: "Temps de réponse (ART)",
        en: "Response time (ART)",
    },
    unit: Unit::Seconds,
    better: Better::Lower,
    formula: Wording {
        fr: "Pour chaque tour de parole : du premier message du client à la réponse humaine suivante. Médiane et neuvième décile par Kaplan–Meier, moyenne à côté.",
        en: "For each turn: from the customer’s first message to the next human reply. Median and ninth decile by Kaplan–Meier, mean beside.",
    },
    assumption: Wording {
        fr: "Ceux dont l’attente n’est pas finie attendraient comme les autres. Tant que des clients attendent, la moyenne des tours finis est trop courte : elle est signalée, avec une moyenne plafonnée à 72 h.",
        en: "Those whose wait is not over would wait like the others. While customers wait, the mean of ended turns is too short: it is marked, with a mean capped at 72 h beside it.",
    },
    cannot_see: Wording {
        fr: "L’effort derrière la réponse, et ce qui fut dit ailleurs.",
        en: "The effort behind a reply, and what was said elsewhere.",
    },
    counted_at: Wording {
        fr: "Ouverture du tour, pour que les tours sans réponse aient aussi leur place.",
        en: "Opening of the turn, so that turns without a reply have their place too.",
    },
    source: "kpi-definitions §4; Kaplan & Meier 1958; restricted mean: Irwin 1949",
};

/// Response times of the turns.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Speed {
    let waits: Vec<(u32, Wait)> = view
        .turns
        .iter()
        .map(|turn| (turn.contact, turn.wait))
        .collect();
    speed(&waits, settings)
}
