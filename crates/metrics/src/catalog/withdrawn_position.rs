//! `withdrawn_position`: around what, and when, customers delete.

use serde::Serialize;
use tact_domain::{Channel, Estimate, Observability};

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::local_clock::LocalClock;
use crate::service::rate::rate;
use crate::service::rows::{ConversationRow, InboundRow, Stage, View, rank_of};
use crate::service::shape::Row;
use crate::service::tables::{flat, table};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "withdrawn_position",
    name: Wording {
        fr: "Où et quand l’on supprime",
        en: "Where and when people delete",
    },
    unit: Unit::Share,
    better: Better::Neither,
    formula: Wording {
        fr: "Part de messages supprimés selon leur place (avant la première réponse, entre deux, après la dernière) ; part de conversations touchées par tranche horaire, jour de semaine et sujet de ce qui reste.",
        en: "Share of messages deleted by their place (before the first reply, between two, after the last); share of conversations touched by block of hours, weekday and topic of what is kept.",
    },
    assumption: Wording {
        fr: "Le sujet vient des messages restants, jamais du message supprimé. Avec beaucoup de groupes, un intervalle sur vingt se trompe par hasard.",
        en: "The topic comes from the remaining messages, never from the deleted one. With many groups, one interval in twenty is wrong by chance.",
    },
    cannot_see: Wording {
        fr: "Dans un export, l’heure de la suppression : la place et l’heure sont celles de l’envoi.",
        en: "In an export, the time of the deletion: place and hour are those of the sending.",
    },
    counted_at: Wording {
        fr: "Envoi du message ; premier message de la conversation.",
        en: "Sending of the message; first message of the conversation.",
    },
    source: "kpi-definitions §8; statistics §7.5; Wilson 1927",
};

/// A block of six hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum HourBlock {
    /// 0 h to 6 h.
    #[serde(rename = "00-06")]
    Night,
    /// 6 h to 12 h.
    #[serde(rename = "06-12")]
    Morning,
    /// 12 h to 18 h.
    #[serde(rename = "12-18")]
    Afternoon,
    /// 18 h to 24 h.
    #[serde(rename = "18-24")]
    Evening,
}

impl HourBlock {
    fn of(hour: u8) -> Self {
        match hour {
            0..6 => Self::Night,
            6..12 => Self::Morning,
            12..18 => Self::Afternoon,
            _ => Self::Evening,
        }
    }
}

/// Shares deleted or touched, by group. A group that is not listed had nothing in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Position {
    /// Messages by place.
    pub by_stage: Vec<Row<Stage, Estimate>>,
    /// Conversations by block of hours.
    pub by_hours: Vec<Row<HourBlock, Estimate>>,
    /// Conversations by weekday, Monday 0.
    pub by_weekday: Vec<Row<u8, Estimate>>,
    /// Conversations by topic of what is kept; only where a topic is known.
    pub by_topic: Vec<Row<u32, Estimate>>,
}

/// Groups of the view on one channel; empty tables where deletions cannot be seen.
pub(crate) fn compute(
    view: &View<'_>,
    channel: Channel,
    clock: &LocalClock,
    settings: &ServiceSettings,
) -> Position {
    let observable = channel.observability() != Observability::None;
    let need = settings.small_groups.sensitive();
    let window = settings.deletion_window.as_secs();
    let messages = view.inbound.iter().filter(|row| {
        observable && row.channel_rank == rank_of(channel) && row.until - row.sent >= window
    });
    let touched = |rows: &[&ConversationRow]| {
        rate(
            rows.iter()
                .map(|row| (row.contact, row.touch.withdrawn > 0)),
            need,
        )
    };
    let conversations: Vec<&ConversationRow> = view
        .conversations
        .iter()
        .filter(|row| observable && row.channel == channel && row.has_inbound && row.touch.mature)
        .collect();
    Position {
        by_stage: table(
            messages,
            need,
            |row| row.stage,
            |row| row.contact,
            |rows: &[&InboundRow]| rate(rows.iter().map(|row| (row.contact, row.withdrawn)), need),
        )
        .into_iter()
        .map(flat)
        .collect(),
        by_hours: by(
            &conversations,
            need,
            |row| Some(HourBlock::of(clock.hour(row.started))),
            touched,
        ),
        by_weekday: by(
            &conversations,
            need,
            |row| Some(clock.weekday(row.started)),
            touched,
        ),
        by_topic: by(&conversations, need, |row| row.topic, touched),
    }
}

fn by<K: Ord + Copy>(
    rows: &[&ConversationRow],
    need: u64,
    key: impl Fn(&ConversationRow) -> Option<K>,
    figure: impl Fn(&[&ConversationRow]) -> Estimate,
) -> Vec<Row<K, Estimate>> {
    let table = table(rows.iter().copied(), need, key, |row| row.contact, figure);
    table.into_iter().map(flat).collect()
}
