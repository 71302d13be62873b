//! How many unanswered conversations may have left a customer dissatisfied: predicted, in aggregate
//! only, and kept apart from every answer.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use tact_analysis::{
    CUSTOMER_ONLY_RISK, CsatCalibration, Outcome, OutcomeModel, Speaker, Turn, calibrate,
};
use tact_domain::{AgentKind, Conversation, Sender, WithdrawnBy};
use tact_metrics::{
    estimate::{
        Answered, AtRisk, Measured, PartOfRisk, RISK_PARTS, RiskBand, RiskReader, Unanswered,
        at_risk, parts_of_risk, risk_bands,
    },
    service::Readability,
};
use tact_privacy::{Admitted, Analysis, HeldText};

use super::{
    satisfaction::Known,
    understand::{Understanding, kept_of},
};

/// Points of five by which predictions may be off as a whole before they meet a company's own answers:
/// the conversations they were fitted on were written, not found.
const LEVEL_DOUBT: f64 = 2.0;

/// Predicted satisfaction of those who answered no survey.
#[derive(Clone, Debug)]
pub struct Predicted {
    /// Mature conversations of everybody.
    pub mature: u64,
    /// What is predicted; `None` where fewer than k people are behind it.
    pub risk: Option<PredictedRisk>,
}

/// The risk of those who answered no survey.
#[derive(Clone, Debug)]
pub struct PredictedRisk {
    /// Conversations: mature, of consenting customers, unanswered, with enough to read.
    pub n: u64,
    /// Their customers, k at least.
    pub contacts: u64,
    /// Share that would be rated 1 or 2.
    pub share: AtRisk,
    /// What sets those at risk apart: resolution, tone, effort, waiting.
    pub parts: Option<[PartOfRisk; RISK_PARTS]>,
    /// Expected against found, among own answers.
    pub bands: Option<[RiskBand; 3]>,
    /// How far a rating lies from its prediction: one standard deviation, in points of five.
    pub spread: f64,
}

/// Predicts every conversation that may be read, and counts. `ratings` are the survey answers on
/// satisfaction, 1 to 5, by conversation.
pub(super) fn predicted(
    known: &Known<'_>,
    texts: &[Admitted<HeldText>],
    ratings: &BTreeMap<usize, u8>,
) -> Option<Predicted> {
    let understanding = known.understanding?;
    let model = OutcomeModel::embedded();
    let mature = |index: usize| known.history(index).is_some_and(|history| history.mature);
    let judged: Vec<(usize, Outcome)> = known
        .conversations
        .par_iter()
        .enumerate()
        .filter(|(index, _)| mature(*index) && known.annotation(*index).is_some())
        .filter(|(index, _)| understanding.readability.get(*index) == Some(&Readability::Readable))
        .filter_map(|(index, conversation)| {
            let outcome = model.predict(&turns(conversation, understanding, known, texts)?)?;
            Some((index, outcome))
        })
        .collect();
    Some(Predicted {
        mature: (0..known.conversations.len())
            .filter(|index| mature(*index))
            .count() as u64,
        risk: risk(&judged, known, ratings),
    })
}

/// The messages of one conversation: the customer's with their words where they may be read, the
/// others as facts.
fn turns<'a>(
    conversation: &Conversation,
    understanding: &Understanding,
    known: &Known<'_>,
    texts: &'a [Admitted<HeldText>],
) -> Option<Vec<Turn<'a, Analysis>>> {
    let facts = known.threads.get(conversation.thread as usize)?;
    let text = texts.get(conversation.thread as usize)?;
    let kept = kept_of(&understanding.messages, conversation);
    let turns = conversation.messages.clone().filter_map(|index| {
        let fact = facts.messages.get(index as usize)?;
        let read = kept
            .binary_search_by_key(&index, |kept| kept.index)
            .ok()
            .and_then(|place| kept.get(place));
        Some(Turn {
            speaker: match fact.sender {
                Sender::Contact => Speaker::Customer,
                Sender::Agent {
                    kind: AgentKind::Human,
                    ..
                } => Speaker::Agent,
                Sender::Agent {
                    kind: AgentKind::Bot,
                    ..
                } => Speaker::Bot,
            },
            at: fact.sent_at.as_second(),
            text: known.gate.permit::<Analysis>(facts, text, index as usize),
            said: read.map(|kept| kept.annotation),
            deleted: fact
                .withdrawn
                .is_some_and(|withdrawal| withdrawal.by == WithdrawnBy::Contact),
        })
    });
    Some(turns.collect())
}

fn risk(
    judged: &[(usize, Outcome)],
    known: &Known<'_>,
    ratings: &BTreeMap<usize, u8>,
) -> Option<PredictedRisk> {
    let contact = |index: usize| {
        let conversation = known.conversations.get(index)?;
        Some(u64::from(conversation.contact.0))
    };
    let rated = || {
        judged
            .iter()
            .filter_map(|(index, outcome)| Some((contact(*index)?, outcome, *ratings.get(index)?)))
    };
    // Under k people, no figure at all may rest on their answers.
    let enough = rated()
        .map(|(contact, ..)| contact)
        .collect::<BTreeSet<_>>()
        .len() as u64
        >= known.k;
    let pairs: Vec<(f64, f64)> = rated()
        .filter(|_| enough)
        .map(|(_, outcome, rating)| (f64::from(outcome.csat), f64::from(rating)))
        .collect();
    let calibration = calibrate(&pairs, CsatCalibration::prior(CUSTOMER_ONLY_RISK.spread));
    let predicted = |outcome: &Outcome| calibration.apply(f64::from(outcome.csat));
    let answered: Vec<Answered> = rated()
        .filter(|_| enough)
        .map(|(contact, outcome, rating)| Answered {
            contact,
            rating: predicted(outcome),
            low: rating <= 2,
        })
        .collect();
    let unanswered: Vec<Unanswered> = judged
        .iter()
        .filter(|(index, _)| !ratings.contains_key(index))
        .filter_map(|(index, outcome)| {
            Some(Unanswered {
                contact: contact(*index)?,
                rating: predicted(outcome),
                parts: [
                    outcome.risk.resolution,
                    outcome.risk.tone,
                    outcome.risk.effort,
                    outcome.risk.waiting,
                ]
                .map(f64::from),
            })
        })
        .collect();
    let contacts: BTreeSet<u64> = unanswered.iter().map(|one| one.contact).collect();
    if (contacts.len() as u64) < known.k {
        return None;
    }
    let measured = |(mean, error)| Measured { mean, error };
    let reader = RiskReader {
        spread: calibration.spread,
        doubt: LEVEL_DOUBT,
        low: measured(CUSTOMER_ONLY_RISK.low),
        other: measured(CUSTOMER_ONLY_RISK.other),
    };
    let own = calibration.answers > 0;
    Some(PredictedRisk {
        n: unanswered.len() as u64,
        contacts: contacts.len() as u64,
        share: at_risk(&unanswered, &answered, &reader)?,
        parts: parts_of_risk(&unanswered, calibration.spread, known.k),
        bands: risk_bands(&answered, calibration.spread, known.k).filter(|_| own),
        spread: calibration.spread,
    })
}
