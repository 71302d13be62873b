//! `blind_spot`: conversations that cannot be read fairly, and coverage, its complement.

use serde::Serialize;
use tact_domain::{Estimate, Interval, Observability};

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::{ConversationRow, Readability, View};
use crate::service::shape::{Count, Row, Shown, people};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "blind_spot",
    name: Wording {
        fr: "Angle mort",
        en: "Blind spot",
    },
    unit: Unit::Share,
    better: Better::Lower,
    formula: Wording {
        fr: "Part des conversations que l’on ne peut pas lire honnêtement : une suppression du client, pas d’accord à l’analyse, trop peu de texte ou une langue non prise en charge. Chacune compte une fois ; le reste est la couverture.",
        en: "Share of conversations that cannot be read fairly: a deletion by the customer, no consent to analysis, too little text or an unsupported language. Each counts once; the rest is coverage.",
    },
    assumption: Wording {
        fr: "Une correction manifeste (supprimée puis réécrite dans les 2 minutes, heure connue) n’est pas un angle mort.",
        en: "An evident correction (deleted and rewritten within 2 minutes, time known) is no blind spot.",
    },
    cannot_see: Wording {
        fr: "Les canaux sans signal de suppression sont comptés à part, hors du taux.",
        en: "Channels without a sign of deletions are counted apart, outside the rate.",
    },
    counted_at: Wording {
        fr: "Premier message de la conversation, une fois passé le délai de suppression.",
        en: "First message of the conversation, once the deletion window has passed.",
    },
    source: "kpi-definitions §8",
};

/// A reason why a conversation cannot be read fairly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The customer deleted something that was no evident correction.
    Deletion,
    /// The customer did not agree to analysis.
    NoConsent,
    /// Media only, or too few words.
    TooShort,
    /// A language the models do not read.
    UnsupportedLanguage,
}

/// What cannot be read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlindSpot {
    /// Share of conversations; a range when nobody said which texts can be read.
    pub share: Estimate,
    /// The rest.
    pub coverage: Estimate,
    /// Share of each reason. They overlap, so they do not add up.
    pub reasons: Vec<Row<Reason, Estimate>>,
    /// Conversations on channels that do not show deletions: outside the rate.
    pub not_observable: Count,
    /// Conversations still provisional: outside the rate.
    pub provisional: Count,
}

fn has(row: &ConversationRow, reason: Reason) -> bool {
    let standing = match row.channel.observability() {
        Observability::Exact => row.touch.withdrawn > row.touch.followed,
        Observability::Marker | Observability::None => row.touch.withdrawn > 0,
    };
    match reason {
        Reason::Deletion => standing,
        Reason::NoConsent => !row.consented,
        Reason::TooShort => row.readability == Some(Readability::TooShort),
        Reason::UnsupportedLanguage => row.readability == Some(Readability::UnsupportedLanguage),
    }
}

const REASONS: [Reason; 4] = [
    Reason::Deletion,
    Reason::NoConsent,
    Reason::TooShort,
    Reason::UnsupportedLanguage,
];

/// The blind spot of the view.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> BlindSpot {
    let need = settings.small_groups.sensitive();
    let written = || view.conversations.iter().filter(|row| row.has_inbound);
    let observable = |row: &&ConversationRow| row.channel.observability() != Observability::None;
    let eligible = || written().filter(observable).filter(|row| row.touch.mature);
    let blind = |row: &ConversationRow| REASONS.into_iter().any(|reason| has(row, reason));
    let unknown = |row: &ConversationRow| row.consented && row.readability.is_none();
    let known = rate(eligible().map(|row| (row.contact, blind(row))), need);
    let share = if eligible().any(|row| unknown(row) && !blind(row)) {
        let at_most = rate(
            eligible().map(|row| (row.contact, blind(row) || unknown(row))),
            need,
        );
        match (known.interval(), at_most.interval(), known.n()) {
            (Some(low), Some(high), Some(n)) => Estimate::Range {
                interval: Interval {
                    low: low.low,
                    high: high.high,
                },
                n,
            },
            _ => known,
        }
    } else {
        known
    };
    let apart = || written().filter(|row| !observable(row));
    let nothing_observable = eligible().next().is_none() && apart().next().is_some();
    let share = if nothing_observable {
        Estimate::NotObservable
    } else {
        share
    };
    BlindSpot {
        share,
        coverage: complement(share),
        reasons: REASONS
            .into_iter()
            .map(|reason| Row {
                group: reason,
                figure: rate(eligible().map(|row| (row.contact, has(row, reason))), need),
            })
            .collect(),
        not_observable: Shown::of(people(apart().map(|row| row.contact)), need, || {
            apart().count() as u64
        }),
        provisional: Shown::of(
            people(written().filter(observable).map(|row| row.contact)),
            need,
            || {
                let young = written().filter(observable).filter(|row| !row.touch.mature);
                young.count() as u64
            },
        ),
    }
}

fn complement(share: Estimate) -> Estimate {
    let turned = |interval: Interval| Interval {
        low: 1.0 - interval.high,
        high: 1.0 - interval.low,
    };
    match share {
        Estimate::Known { value, interval, n } => Estimate::Known {
            value: 1.0 - value,
            interval: turned(interval),
            n,
        },
        Estimate::Range { interval, n } => Estimate::Range {
            interval: turned(interval),
            n,
        },
        other => other,
    }
}
