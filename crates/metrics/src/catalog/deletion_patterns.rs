//! `deletion_patterns`: what happens around a deletion, and the friction signal.

use tact_domain::{Channel, Estimate, Observability};

use super::{Better, Definition, Unit, Wording};
use crate::estimate::{ContextTone, DeletionFacts, DeletionPattern, deletion_pattern};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::{InboundRow, View, rank_of};
use crate::service::shape::Row;

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "deletion_patterns",
    name: Wording {
        fr: "Signes de friction autour des suppressions",
        en: "Signs of friction around deletions",
    },
    unit: Unit::Share,
    better: Better::Neither,
    formula: Wording {
        fr: "Part des suppressions qui suivent un échange négatif et précèdent un silence d’un jour, parmi celles dont le contexte a pu être lu.",
        en: "Share of deletions that follow a negative exchange and precede a day of silence, among those whose context could be read.",
    },
    assumption: Wording {
        fr: "Des suites d’événements, pas des motifs. Dans un export, l’heure de la suppression manque : un silence n’est retenu que s’il dure un jour de plus que le délai de suppression.",
        en: "Sequences of events, not motives. In an export the time of the deletion is missing: a silence counts only if it lasts a day longer than the deletion window.",
    },
    cannot_see: Wording {
        fr: "Pourquoi une personne a supprimé un message. Sans accord à l’analyse, le contexte n’est pas lu.",
        en: "Why a person deleted a message. Without consent to analysis the context is not read.",
    },
    counted_at: Wording {
        fr: "Envoi du message.",
        en: "Sending of the message.",
    },
    source: "statistics §8",
};

/// A day, in seconds.
const DAY: i64 = 86_400;

/// What is known of one deletion.
fn facts(row: &InboundRow, negative: bool, window: i64) -> DeletionFacts {
    let context_tone = if negative {
        ContextTone::Negative
    } else {
        ContextTone::Other
    };
    if let Some(at) = row.withdrawn_at {
        return DeletionFacts {
            latency_s: Some((at - row.sent).max(0) as f64),
            context_tone,
            next_message_s: row.next_after.map(|next| (next - at).max(0) as f64),
            followed_h: Some((row.until - at) as f64 / 3_600.0),
        };
    }
    // The deletion lies somewhere between the sending and the end of the window. Silence is
    // certain only when it holds for the latest possible moment, a reply of the customer only
    // when it came within a day of the earliest.
    let latest = row.sent.saturating_add(window);
    let (next_message_s, followed_until) = match row.next_after {
        None => (None, row.until),
        Some(next) if next - row.sent <= DAY => (Some((next - row.sent) as f64), row.until),
        Some(next) if next - latest > DAY => (Some((next - latest) as f64), row.until),
        Some(_) => (None, latest),
    };
    DeletionFacts {
        latency_s: None,
        context_tone,
        next_message_s,
        followed_h: Some((followed_until - latest) as f64 / 3_600.0),
    }
}

/// Share of each pattern on one channel; empty where no context was read.
pub(crate) fn compute(
    view: &View<'_>,
    channel: Channel,
    settings: &ServiceSettings,
) -> Vec<Row<&'static str, Estimate>> {
    if channel.observability() == Observability::None {
        return Vec::new();
    }
    let window = settings.deletion_window.as_secs();
    let found: Vec<(u32, DeletionPattern)> = view
        .inbound
        .iter()
        .filter(|row| row.channel_rank == rank_of(channel) && row.withdrawn)
        .filter_map(|row| {
            let facts = facts(row, row.negative_context?, window);
            Some((row.contact, deletion_pattern(&facts)))
        })
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let need = settings.small_groups.sensitive();
    DeletionPattern::ALL
        .into_iter()
        .map(|pattern| Row {
            group: pattern.name(),
            figure: rate(
                found
                    .iter()
                    .map(|(contact, found)| (*contact, *found == pattern)),
                need,
            ),
        })
        .collect()
}
