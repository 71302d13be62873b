//! What survey answers add to the exports: calibrated satisfaction, declared resolution, NPS, CES.
//!
//! Present only when `--surveys` was given. Reviews ([`super::reviews`]) and change over time
//! ([`super::change`]) stand beside it, because both exist without a survey.

mod compute;
mod known;
mod matching;
mod rows;

use tact_intake::answers::{AnswerColumns, Asked, Scale, SurveyFile};
use tact_metrics::{
    dataset::{Params, answer::Answer},
    estimate::{NetPromoter, Proportion},
};

pub use matching::{SurveyError, SurveyProblem};

pub(super) use compute::{SurveyInputs, Surveyed, survey};
pub(super) use known::{Known, MatureConversation, people};

/// A survey file and what to call it in a message.
#[derive(Clone, Debug)]
pub struct SurveySource {
    /// As the operator named it.
    pub name: String,
    /// Its rows.
    pub file: SurveyFile,
}

/// What survey answers add to the exports.
#[derive(Clone, Debug)]
pub struct Satisfaction {
    /// What the figures rest on: Γ, Λ, target, k, windows, beliefs on the sources.
    pub params: Params,
    /// Every estimator, over mature conversations. Without enough answering people, no score
    /// reaches it and its headline is `no_information` ([`SurveyMatch::too_few`]).
    pub answer: Answer,
    /// How the survey file met the conversations.
    pub surveys: SurveyMatch,
    /// First-contact resolution as customers say; `None` where nobody was asked or too few said.
    pub fcr_declared: Option<DeclaredResolution>,
    /// Net Promoter Score; `None` without `nps` answers of k people.
    pub nps: Option<NetPromoter>,
    /// Customer effort; `None` without `ces` answers of k people.
    pub ces: Option<Effort>,
    /// What `params.sources` stand for, in their order.
    pub evidence: Vec<Evidence>,
}

/// How the survey file met the conversations.
#[derive(Clone, Debug, Default)]
pub struct SurveyMatch {
    /// Rows of the files, asked without answer included.
    pub rows: u64,
    /// Rows with a score or a word on resolution.
    pub answers: u64,
    /// Conversations whose answer counts in the headline.
    pub counted: u64,
    /// Different people among them.
    pub people: u64,
    /// True when fewer than k people answered: their answers enter no figure.
    pub too_few: bool,
    /// Why the other rows were left out.
    pub left_out: LeftOut,
    /// Question the headline rests on: satisfaction where it was answered at all, else effort, else
    /// recommendation, brought to 1–5 and said. `None` when no answer counts.
    pub question: Option<Asked>,
    /// Scales met among counted rows, with their rows; how each was read is
    /// [`Scale::satisfied_from`].
    pub scales: Vec<(Scale, u64)>,
    /// Answered among those asked, by conversation; `None` where the file does not say whom was
    /// asked, or too few people were.
    pub response: Option<Proportion>,
    /// Columns that were ignored, and comments that were dropped unread.
    pub columns: AnswerColumns,
}

/// Rows that count in no figure, by the first reason that applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct LeftOut {
    /// Contact is in none of the exports.
    pub unknown_contact: u64,
    /// The contact did not agree to `survey`.
    pub no_survey_consent: u64,
    /// The contact agreed and has ended it.
    pub survey_consent_ended: u64,
    /// Answered before the contact agreed.
    pub before_survey_consent: u64,
    /// Agreed to `survey` and not to `analysis`: no figure of satisfaction may hold the score.
    pub no_analysis_consent: u64,
    /// No conversation of the contact began before the answer.
    pub no_conversation: u64,
    /// Later than 72 h after its conversation.
    pub late: u64,
    /// An earlier answer to the same question on the same conversation, or the same row twice.
    pub replaced: u64,
    /// The conversation is younger than the deletion window: provisional.
    pub immature: u64,
    /// Answers to another question than the one the headline rests on; they count in their own
    /// figure.
    pub other_question: u64,
}

/// `fcr_declared`: yes ÷ (yes + no); "not yet" apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeclaredResolution {
    /// Said yes.
    pub yes: u64,
    /// Said no.
    pub no: u64,
    /// Do not know yet.
    pub not_yet: u64,
    /// Yes among yes and no.
    pub rate: Proportion,
}

/// Customer effort on 1–7: "it was easy".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// 5 to 7 among all.
    pub easy: Proportion,
    /// Mean, secondary.
    pub mean: f64,
}

/// A source of the synthesis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Survey answers as they stand.
    Survey,
    /// Tone of the text that remains, in intact conversations.
    Text,
    /// Reviews.
    Reviews,
}
