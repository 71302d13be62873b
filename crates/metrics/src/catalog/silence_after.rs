//! `silence_after`: do customers come back less after a bad exchange?

use serde::Serialize;
use tact_domain::{Estimate, Tone};

use super::return_rate::{Returns, returns};
use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::difference::{Trend, difference};
use crate::service::rows::View;
use crate::service::shape::Shown;
use crate::service::tables::table;

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "silence_after",
    name: Wording {
        fr: "Retour après un échange négatif",
        en: "Coming back after a bad exchange",
    },
    unit: Unit::Share,
    better: Better::Higher,
    formula: Wording {
        fr: "Part des conversations suivies d’une nouvelle du même client dans les 30, 60 et 90 jours : après une tonalité négative, et après les autres. L’écart à 90 jours porte son intervalle.",
        en: "Share of conversations followed by a new one of the same customer within 30, 60 and 90 days: after a negative tone, and after the others. The gap at 90 days carries its interval.",
    },
    assumption: Wording {
        fr: "La tonalité vient du texte conservé des clients qui ont donné leur accord. Un lien, pas une cause.",
        en: "The tone comes from the kept text of customers who agreed. An association, not a cause.",
    },
    cannot_see: Wording {
        fr: "Les clients sans accord, les textes supprimés, et ceux qui partent parce que tout est réglé.",
        en: "Customers who did not agree, deleted texts, and those who leave because all is settled.",
    },
    counted_at: Wording {
        fr: "Premier message du client.",
        en: "Customer’s first message.",
    },
    source: "Kaplan & Meier 1958; Zou & Donner 2008",
};

/// Returns after a negative tone and after any other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SilenceAfter {
    /// After conversations of negative tone.
    pub after_negative: Shown<Returns>,
    /// After the other conversations whose tone is known.
    pub after_others: Shown<Returns>,
    /// Within 90 days: negative minus others.
    pub gap: Option<Estimate>,
    /// What the gap allows one to say.
    pub trend: Option<Trend>,
}

/// Returns by tone; not observable without tones.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> SilenceAfter {
    let rows = view.contacts.iter();
    let rows = table(
        rows.filter(|row| row.waiting_since.is_none()),
        settings.small_groups.sensitive(),
        |row| row.tone.map(|tone| tone == Tone::Negative),
        |row| row.contact,
        |rows| returns(rows.iter().copied()),
    );
    let side = |negative: bool| {
        let row = rows.iter().find(|row| row.group == negative);
        row.map_or(
            if rows.is_empty() {
                Shown::NotObservable
            } else {
                Shown::Empty
            },
            |row| row.figure,
        )
    };
    let (after_negative, after_others) = (side(true), side(false));
    let gap = after_negative
        .value()
        .zip(after_others.value())
        .and_then(|(negative, others)| difference(&negative.days_90, &others.days_90));
    SilenceAfter {
        after_negative,
        after_others,
        gap,
        trend: gap.and_then(|gap| gap.interval()).map(Trend::of),
    }
}
