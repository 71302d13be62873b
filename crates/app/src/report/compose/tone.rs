//! Tone of consenting customers: what is read of intact conversations, and what deletions allow.

use tact_domain::{Estimate, Sender, Tone, WithdrawnBy};
use tact_metrics::{
    estimate::{Bounds, Breakdown, GammaBounds, Z_95, breakdown, gamma_bounds, manski, wilson},
    service::ServiceSettings,
};

use crate::pipeline::Findings;

/// Γ shown before anyone looks at the result.
pub(super) const GAMMAS: [f64; 5] = [1.0, 1.5, 2.0, 3.0, 5.0];
/// Γ of the inner range of the first bar.
pub(super) const HEADLINE_GAMMA: f64 = 2.0;
/// Goal whose breakdown is shown when no target was set.
pub(super) const DEFAULT_GOAL: f64 = 0.5;

/// Tone figures, or why there are none.
pub(crate) enum ToneFigures {
    /// Nobody agreed to analysis.
    NotRead,
    /// Fewer contacts than k.
    Withheld { need: u64 },
    /// Read.
    Known(ToneCounts),
}

/// Counts behind the tone: mature conversations of consenting customers who wrote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ToneCounts {
    /// Conversations.
    pub(crate) n: u64,
    /// Of these, intact.
    pub(crate) intact: u64,
    /// Of the intact, of positive tone.
    pub(crate) positive: u64,
    /// Conversations of everybody, consenting or not.
    pub(crate) everyone: u64,
}

impl ToneFigures {
    /// Counts the tone of findings.
    pub(super) fn of(findings: &Findings, settings: &ServiceSettings) -> Self {
        let Some(known) = &findings.understanding else {
            return Self::NotRead;
        };
        let mut counts = ToneCounts {
            n: 0,
            intact: 0,
            positive: 0,
            everyone: 0,
        };
        let mut contacts = Vec::new();
        for (conversation, annotation) in findings.conversations.iter().zip(&known.conversations) {
            let Some(facts) = findings.threads.get(conversation.thread as usize) else {
                continue;
            };
            let range = conversation.messages.start as usize..conversation.messages.end as usize;
            let messages = facts.messages.get(range).unwrap_or_default();
            let inbound = || {
                messages
                    .iter()
                    .filter(|message| message.sender == Sender::Contact)
            };
            let Some(last) = inbound().map(|message| message.sent_at).max() else {
                continue;
            };
            // Younger conversations are provisional: a deletion can still come.
            if facts.observed_until.duration_since(last) < settings.deletion_window {
                continue;
            }
            counts.everyone += 1;
            if !facts.consented {
                continue;
            }
            contacts.push(facts.contact);
            counts.n += 1;
            let touched = inbound().any(|message| {
                message
                    .withdrawn
                    .is_some_and(|withdrawal| withdrawal.by == WithdrawnBy::Contact)
            });
            if !touched {
                counts.intact += 1;
                counts.positive += u64::from(annotation.tone == Tone::Positive);
            }
        }
        contacts.sort_unstable();
        contacts.dedup();
        let need = settings.small_groups.sensitive();
        if (contacts.len() as u64) < need {
            Self::Withheld { need }
        } else {
            Self::Known(counts)
        }
    }

    /// The counts, where they may be shown.
    pub(super) fn counts(&self) -> Option<&ToneCounts> {
        match self {
            Self::Known(counts) => Some(counts),
            Self::NotRead | Self::Withheld { .. } => None,
        }
    }
}

impl ToneCounts {
    /// Share of positive tone among the intact.
    pub(super) fn p(&self) -> Option<f64> {
        (self.intact > 0).then(|| self.positive as f64 / self.intact as f64)
    }

    /// Share of conversations touched.
    pub(super) fn touched(&self) -> f64 {
        if self.n == 0 {
            0.0
        } else {
            1.0 - self.intact as f64 / self.n as f64
        }
    }

    /// The intact with their Wilson interval.
    pub(super) fn intact_estimate(&self) -> Estimate {
        match self.p() {
            Some(value) => Estimate::Known {
                value,
                interval: wilson(self.positive, self.intact, Z_95),
                n: self.intact,
            },
            None => Estimate::Empty,
        }
    }

    /// Bounds without assumption.
    pub(super) fn manski(&self) -> Bounds {
        manski(self.positive, self.intact, self.n)
    }

    /// Bounds without assumption for everybody, consenting or not.
    pub(super) fn manski_everyone(&self) -> Bounds {
        manski(self.positive, self.intact, self.everyone)
    }

    /// Bounds at a Γ.
    pub(super) fn gamma(&self, gamma: f64) -> GammaBounds {
        gamma_bounds(self.positive, self.intact, self.n, gamma)
    }

    /// Γ up to which «at least `goal`» holds.
    pub(super) fn breakdown(&self, goal: f64) -> Option<Breakdown> {
        breakdown(self.p(), self.touched(), goal)
    }
}
