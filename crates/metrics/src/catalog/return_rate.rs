//! `return_rate`: customers who come back, by cohort.

use jiff::civil::Date;
use serde::Serialize;
use tact_domain::Estimate;

use super::{Better, Definition, Unit, Wording};
use crate::estimate::kaplan_meier;
use crate::service::ServiceSettings;
use crate::service::local_clock::{LocalClock, first_of_month};
use crate::service::rows::{ConversationRow, View};
use crate::service::shape::{Row, Shown};
use crate::service::tables::table;
use crate::service::waiting::ended_by;

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "return_rate",
    name: Wording {
        fr: "Clients qui reviennent",
        en: "Customers who come back",
    },
    unit: Unit::Share,
    better: Better::Neither,
    formula: Wording {
        fr: "Part des clients qui ouvrent une nouvelle conversation dans les 30, 60 et 90 jours après la fin de leur première de la période, par Kaplan–Meier et par mois d’arrivée.",
        en: "Share of customers who open a new conversation within 30, 60 and 90 days of the end of their first one in the period, by Kaplan–Meier and by month of arrival.",
    },
    assumption: Wording {
        fr: "Les arrivées récentes, suivies moins longtemps, reviendraient comme les autres.",
        en: "Recent arrivals, followed for less time, would come back like the others.",
    },
    cannot_see: Wording {
        fr: "Pourquoi ils reviennent : pour acheter ou pour se plaindre. Ni ceux qui reviennent ailleurs.",
        en: "Why they come back: to buy or to complain. Nor those who come back elsewhere.",
    },
    counted_at: Wording {
        fr: "Premier message du client dans la période.",
        en: "Customer’s first message in the period.",
    },
    source: "Kaplan & Meier 1958",
};

const DAY: f64 = 86_400.0;

/// Who has come back by when.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Returns {
    /// Within 30 days.
    pub days_30: Estimate,
    /// Within 60 days.
    pub days_60: Estimate,
    /// Within 90 days.
    pub days_90: Estimate,
}

/// Returns of everybody and of each month's newcomers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReturnRate {
    /// All customers of the period.
    pub all: Shown<Returns>,
    /// By month of the first conversation in the period, named by its first day.
    pub by_month: Vec<Row<Date, Shown<Returns>>>,
}

/// Returns after each of `rows`.
pub(crate) fn returns<'a>(rows: impl Iterator<Item = &'a ConversationRow>) -> Returns {
    let mut times: Vec<(f64, bool)> = rows
        .map(|row| {
            let until = row.next_contact.unwrap_or(row.until);
            let away = until.saturating_sub(row.ended).max(0) as f64;
            (away, row.next_contact.is_some())
        })
        .collect();
    let curve = kaplan_meier(&mut times);
    Returns {
        days_30: ended_by(&curve, 30.0 * DAY),
        days_60: ended_by(&curve, 60.0 * DAY),
        days_90: ended_by(&curve, 90.0 * DAY),
    }
}

/// Each contact's first inbound conversation of the view.
fn firsts<'a>(view: &View<'a>) -> Vec<&'a ConversationRow> {
    let mut rows: Vec<&ConversationRow> = view.contacts.iter().collect();
    rows.sort_by_key(|row| (row.contact, row.first_inbound, row.ended));
    rows.dedup_by_key(|row| row.contact);
    // Whoever still waits for us has not left, so cannot come back.
    rows.retain(|row| row.waiting_since.is_none());
    rows
}

/// Returns of the contacts of the view.
pub(crate) fn compute(
    view: &View<'_>,
    clock: &LocalClock,
    settings: &ServiceSettings,
) -> ReturnRate {
    let need = settings.small_groups.service();
    let firsts = firsts(view);
    let by_month = table(
        firsts.iter().copied(),
        need,
        |row| row.first_inbound.map(|first| clock.month(first)),
        |row| row.contact,
        |rows| returns(rows.iter().copied()),
    );
    ReturnRate {
        all: Shown::of(firsts.len() as u64, need, || {
            returns(firsts.iter().copied())
        }),
        by_month: by_month
            .into_iter()
            .map(|row| Row {
                group: first_of_month(row.group),
                figure: row.figure,
            })
            .collect(),
    }
}
