//! `rhythm`: when customers write, and how long they wait then.

use serde::Serialize;

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::local_clock::LocalClock;
use crate::service::rows::{TurnRow, View, Wait};
use crate::service::shape::{Row, Shown};
use crate::service::speed::{Speed, speed};
use crate::service::tables::table;

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "rhythm",
    name: Wording {
        fr: "Arrivées et attentes par heure",
        en: "Arrivals and waits by hour",
    },
    unit: Unit::Count,
    better: Better::Neither,
    formula: Wording {
        fr: "Tours de parole ouverts par les clients, par jour de semaine et par heure locale, et l’attente de ceux qui écrivent à cette heure.",
        en: "Turns opened by customers, by weekday and local hour, and the wait of those who write at that hour.",
    },
    assumption: Wording {
        fr: "L’heure locale suit le fuseau choisi, heure d’été comprise.",
        en: "The local hour follows the chosen time zone, daylight saving included.",
    },
    cannot_see: Wording {
        fr: "Ceux qui renoncent à écrire parce que c’est fermé.",
        en: "Those who do not write because you are closed.",
    },
    counted_at: Wording {
        fr: "Ouverture du tour.",
        en: "Opening of the turn.",
    },
    source: "kpi-definitions §1.4, §4",
};

/// A weekday and an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WeekHour {
    /// Monday 0 to Sunday 6.
    pub weekday: u8,
    /// 0 to 23.
    pub hour: u8,
}

/// Arrivals and waits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rhythm {
    /// Turns by weekday and hour. A pair that is not listed had none.
    pub arrivals: Vec<Row<WeekHour, Shown<u64>>>,
    /// Waits of the turns opened at each hour.
    pub by_hour: Vec<Row<u8, Shown<Speed>>>,
    /// Waits of the turns opened on each weekday, Monday 0.
    pub by_weekday: Vec<Row<u8, Shown<Speed>>>,
    /// Open share of each hour of the usual week, Monday first, where opening hours are known.
    pub usual_hours: Option<[[f64; 24]; 7]>,
}

/// Rhythm of the view; `usual_hours` as the calendar says.
pub(crate) fn compute(
    view: &View<'_>,
    clock: &LocalClock,
    usual_hours: Option<[[f64; 24]; 7]>,
    settings: &ServiceSettings,
) -> Rhythm {
    let need = settings.small_groups.service();
    let waits = |turns: &[&TurnRow]| {
        let waits: Vec<(u32, Wait)> = turns.iter().map(|turn| (turn.contact, turn.wait)).collect();
        speed(&waits, settings)
    };
    Rhythm {
        arrivals: table(
            view.turns.iter(),
            need,
            |turn| {
                Some(WeekHour {
                    weekday: clock.weekday(turn.opened),
                    hour: clock.hour(turn.opened),
                })
            },
            |turn| turn.contact,
            |turns| turns.len() as u64,
        ),
        by_hour: table(
            view.turns.iter(),
            need,
            |turn| Some(clock.hour(turn.opened)),
            |turn| turn.contact,
            waits,
        ),
        by_weekday: table(
            view.turns.iter(),
            need,
            |turn| Some(clock.weekday(turn.opened)),
            |turn| turn.contact,
            waits,
        ),
        usual_hours,
    }
}
