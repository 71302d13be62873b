//! `team_response`: response times of teams that sign, side by side and never ranked.

use serde::Serialize;
use tact_domain::TeamId;

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rows::{TurnRow, View, Wait};
use crate::service::shape::{Row, Shown};
use crate::service::speed::{Speed, speed};
use crate::service::tables::table;
use crate::service::waiting::Quantile;

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "team_response",
    name: Wording {
        fr: "Temps de réponse par équipe",
        en: "Response time by team",
    },
    unit: Unit::Seconds,
    better: Better::Lower,
    formula: Wording {
        fr: "Temps de réponse des tours auxquels l’équipe a répondu, avec son intervalle. Pas de classement : une équipe dont l’intervalle recouvre celui de l’ensemble n’en est pas distinguable.",
        en: "Response time of the turns the team replied to, with its interval. No ranking: a team whose interval overlaps that of all is not distinguishable from them.",
    },
    assumption: Wording {
        fr: "La signature, le numéro ou l’horaire désigne l’équipe. Les tours sans réponse n’appartiennent à personne et n’y figurent pas : ces délais sont donc plus courts que ceux de l’ensemble.",
        en: "Signature, number or shift tells the team. Turns without a reply belong to nobody and are not in it: these times are therefore shorter than those of all.",
    },
    cannot_see: Wording {
        fr: "La difficulté des demandes, la taille des équipes, et jamais une personne.",
        en: "How hard the requests were, how large the teams are, and never a person.",
    },
    counted_at: Wording {
        fr: "Ouverture du tour.",
        en: "Opening of the turn.",
    },
    source: "kpi-definitions §1.9; privacy A1, W1, W3",
};

/// One team.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeamResponse {
    /// Waits of the turns it replied to.
    pub speed: Speed,
    /// Its median's interval lies apart from that of all teams together.
    pub distinguishable: bool,
}

/// Teams in the order of their ids; empty when nobody signs.
pub(crate) fn compute(
    view: &View<'_>,
    settings: &ServiceSettings,
) -> Vec<Row<TeamId, Shown<TeamResponse>>> {
    let signed = || view.turns.iter().filter(|turn| turn.team.is_some());
    let waits = |turns: &mut dyn Iterator<Item = &TurnRow>| {
        let waits: Vec<(u32, Wait)> = turns.map(|turn| (turn.contact, turn.wait)).collect();
        speed(&waits, settings)
    };
    let all = waits(&mut signed());
    table(
        signed(),
        settings.small_groups.service(),
        |turn| turn.team,
        |turn| turn.contact,
        |turns| {
            let speed = waits(&mut turns.iter().copied());
            TeamResponse {
                distinguishable: apart(median(&speed), median(&all)),
                speed,
            }
        },
    )
}

fn median(speed: &Speed) -> Option<Quantile> {
    speed.elapsed.value().map(|waiting| waiting.median)
}

/// Both intervals are known and do not touch.
fn apart(one: Option<Quantile>, other: Option<Quantile>) -> bool {
    let limits = |quantile: Option<Quantile>| match quantile? {
        Quantile::Reached { low, high, .. } => Some((low?, high?)),
        Quantile::NotReached { .. } => None,
    };
    match (limits(one), limits(other)) {
        (Some((low, high)), Some((other_low, other_high))) => high < other_low || other_high < low,
        _ => false,
    }
}
