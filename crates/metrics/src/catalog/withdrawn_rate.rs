//! `withdrawn_rate`: customer messages deleted for everyone.

use serde::Serialize;
use tact_domain::{Channel, Estimate, Interval, Observability};

use super::{Better, Definition, Unit, Wording};
use crate::estimate::{MessageFate, deletion_latency, isotonic_rate};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::{InboundRow, View, rank_of};
use crate::service::shape::{Count, Shown, people};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "withdrawn_rate",
    name: Wording {
        fr: "Messages supprimés",
        en: "Deleted messages",
    },
    unit: Unit::Share,
    better: Better::Neither,
    formula: Wording {
        fr: "Messages reçus supprimés par leur auteur ÷ messages reçus, parmi ceux qui ont plus de 60 h : passé ce délai, plus rien ne peut être supprimé. Les suppressions de l’entreprise sont une série à part.",
        en: "Messages received and deleted by their author ÷ messages received, among those older than 60 h: after that nothing can be deleted any more. The business’s own deletions are a series of their own.",
    },
    assumption: Wording {
        fr: "Le délai de suppression de WhatsApp est d’environ 60 h. Un même client supprime souvent plusieurs messages : l’intervalle en tient compte.",
        en: "WhatsApp’s deletion window is about 60 h. One customer often deletes several messages: the interval accounts for it.",
    },
    cannot_see: Wording {
        fr: "Les messages « supprimés pour moi » ; dans un export, l’heure de la suppression ; avec l’API seule, toute suppression : le taux est alors « non observable », jamais 0 %.",
        en: "Messages “deleted for me”; in an export, the time of a deletion; with the API alone, any deletion: the rate is then “not observable”, never 0 %.",
    },
    counted_at: Wording {
        fr: "Envoi du message.",
        en: "Sending of the message.",
    },
    source: "statistics §7.3, §7.4; Wilson 1927; Ayer et al. 1955; Kaplan & Meier 1958",
};

/// Ages at which the curve is given, in seconds; 4 096 s and 60 h are WhatsApp's old and present
/// limits.
const AGES: [i64; 7] = [60, 600, 4_096, 21_600, 86_400, 172_800, 216_000];

/// Share deleted by an age.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AgeShare {
    /// Seconds since sending.
    pub seconds: i64,
    /// Share deleted by then.
    pub share: f64,
    /// Its interval, where the channel tells the time of deletions.
    pub interval: Option<Interval>,
}

/// Deleted messages of one channel.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WithdrawnRate {
    /// Share of messages deleted.
    pub rate: Estimate,
    /// Share deleted by age: isotonic regression of what the export shows, or Kaplan–Meier where
    /// times are known.
    pub curve: Shown<Vec<AgeShare>>,
    /// Messages younger than the window, still provisional.
    pub provisional: Count,
}

fn age(row: &InboundRow) -> i64 {
    row.until.saturating_sub(row.sent).max(0)
}

/// Deleted messages of the view on one channel.
pub(crate) fn compute(
    view: &View<'_>,
    channel: Channel,
    settings: &ServiceSettings,
) -> WithdrawnRate {
    let window = settings.deletion_window.as_secs();
    let rank = rank_of(channel);
    let rows = || view.inbound.iter().filter(|row| row.channel_rank == rank);
    if channel.observability() == Observability::None {
        return WithdrawnRate {
            rate: Estimate::NotObservable,
            curve: Shown::NotObservable,
            provisional: Shown::NotObservable,
        };
    }
    let need = settings.small_groups.sensitive();
    let mature = rows().filter(|row| age(row) >= window);
    let young = rows().filter(|row| age(row) < window);
    let contacts = people(rows().map(|row| row.contact));
    WithdrawnRate {
        rate: rate(mature.map(|row| (row.contact, row.withdrawn)), need),
        curve: Shown::of(contacts, need, || match channel.observability() {
            Observability::Exact => dated_curve(rows(), window),
            Observability::Marker | Observability::None => marker_curve(rows(), window),
        }),
        provisional: Shown::of(contacts, need, || young.count() as u64),
    }
}

fn marker_curve<'a>(rows: impl Iterator<Item = &'a InboundRow>, window: i64) -> Vec<AgeShare> {
    let mut looks: Vec<(f64, bool)> = rows.map(|row| (age(row) as f64, row.withdrawn)).collect();
    let curve = isotonic_rate(&mut looks);
    let youngest = looks.first().map_or(f64::INFINITY, |(age, _)| *age);
    // Before the youngest message looked at, nothing was seen: unknown, not 0.
    let seen = AGES
        .into_iter()
        .filter(|age| *age <= window && *age as f64 >= youngest);
    seen.filter_map(|seconds| {
        Some(AgeShare {
            seconds,
            share: curve.at(seconds as f64)?,
            interval: None,
        })
    })
    .collect()
}

fn dated_curve<'a>(rows: impl Iterator<Item = &'a InboundRow>, window: i64) -> Vec<AgeShare> {
    let fates: Vec<MessageFate> = rows
        .map(|row| MessageFate {
            age_s: age(row) as f64,
            deleted: row.withdrawn,
            latency_s: row.withdrawn_at.map(|at| (at - row.sent).max(0) as f64),
        })
        .collect();
    let curve = deletion_latency(&fates, window as f64);
    let within = AGES.into_iter().filter(|age| *age <= window);
    within
        .filter_map(|seconds| {
            let by = curve.by(seconds as f64);
            Some(AgeShare {
                seconds,
                share: by.rate?,
                interval: Some(Interval {
                    low: by.lower,
                    high: by.upper,
                }),
            })
        })
        .collect()
}
