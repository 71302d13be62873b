//! Which of its states the headline is in, decided once for the bar, the card and the section.

use tact_domain::Interval;
use tact_metrics::{
    dataset::{
        Params,
        answer::{Answer, Figures, SatisfactionAnswer, StrataAnswer},
    },
    estimate::{Headline, Stratum, StratumStatus, robust},
};

use crate::{i18n::Texts, report::compose::figure::ends};

/// Λ of the range shown by default.
pub(super) const SHOWN_LAMBDA: f64 = 1.5;
/// Λ from small to large, of which every range shown takes in the smaller ones.
pub(super) const LAMBDA_STOPS: [f64; 11] =
    [1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0, 4.0, 5.0];
/// A range this wide says nothing.
const SAYS_NOTHING: f64 = 0.999;
/// Answers of each kind a stratum needs before anything is derived from its point.
const ANSWERS_NEEDED: u64 = 5;

/// An answer about to be put into words.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(super) params: &'a Params,
    pub(super) answer: &'a Answer,
    pub(super) texts: &'a Texts,
    /// Target, when the operator set one.
    pub(super) goal: Option<f64>,
    /// True when people answered, but fewer than may be shown.
    pub(super) few_answers: bool,
}

/// What may be said at the top.
#[derive(Clone, Copy)]
pub(super) enum State {
    /// Too few people for any figure of satisfaction.
    Suppressed,
    /// Nothing can be concluded.
    NoInformation,
    /// A range without a point, and why there is none.
    IntervalOnly(Missing),
    /// Point and range.
    Calibrated(f64),
}

/// Why there is no point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// Too few answers in conversations with deletions.
    AnswersAfterDeletion,
    /// Too few answers.
    Answers,
    /// Text that does not tell satisfied from dissatisfied.
    TellingText,
}

impl<'a> Reading<'a> {
    /// Reads an answer.
    pub(crate) fn of(params: &'a Params, answer: &'a Answer, texts: &'a Texts) -> Self {
        Self {
            params,
            answer,
            texts,
            goal: None,
            few_answers: false,
        }
    }

    pub(super) fn figures(&self) -> Option<&'a Figures> {
        self.answer.figures.as_deref()
    }

    pub(super) fn found(&self) -> Option<&'a SatisfactionAnswer> {
        self.figures()?.satisfaction.as_ref()
    }

    pub(super) fn state(&self) -> State {
        let Some(found) = self.found() else {
            return State::Suppressed;
        };
        let [low, high] = self.shown().unwrap_or([0.0, 1.0]);
        match (found.headline, found.calibrated.theta) {
            _ if self.few_answers => State::NoInformation,
            (Headline::Calibrated, Some(theta)) => State::Calibrated(theta),
            (Headline::NoInformation, _) => State::NoInformation,
            _ if high - low >= SAYS_NOTHING => State::NoInformation,
            _ => State::IntervalOnly(missing(&found.strata)),
        }
    }

    /// The range shown by default.
    pub(super) fn shown(&self) -> Option<[f64; 2]> {
        self.at_lambda(SHOWN_LAMBDA)
    }

    /// The range if the assumption fails by `lambda`; at 1, the inner band.
    ///
    /// "Wrong by a factor of at most Λ" holds every smaller factor too, and the hull at Λ and 1/Λ
    /// alone can be narrower than one at a smaller Λ: what is shown is the union up to Λ.
    pub(super) fn at_lambda(&self, lambda: f64) -> Option<[f64; 2]> {
        let found = self.found()?;
        let inner = ends(found.calibrated.interval());
        let smaller = LAMBDA_STOPS.into_iter().filter(|stop| *stop < lambda);
        let wider = smaller
            .chain(std::iter::once(lambda))
            .filter(|lambda| *lambda > 1.0)
            .map(|lambda| ends(robust(&found.counts, lambda).interval()));
        Some(wider.fold(inner, |held, more| {
            [held[0].min(more[0]), held[1].max(more[1])]
        }))
    }

    /// True where enough people with deletions answered for a figure on how they answered.
    pub(super) fn touched_answered(&self) -> bool {
        match self.found().map(|found| &found.strata) {
            Some(StrataAnswer::Split(strata)) => {
                strata.touched.n1 + strata.touched.n0 >= self.params.k_min
            }
            Some(StrataAnswer::Blind { .. }) | None => false,
        }
    }

    /// The intact stratum, where its point may be leaned on and there are touched conversations.
    pub(super) fn solid_intact(&self) -> Option<&'a Stratum> {
        match &self.found()?.strata {
            StrataAnswer::Split(strata) if is_solid(&strata.intact) => Some(&strata.intact),
            StrataAnswer::Split(_) | StrataAnswer::Blind { .. } => None,
        }
    }
}

/// A stratum whose point may be leaned on: the others are kept as numbers, never shown.
pub(super) fn is_solid(stratum: &Stratum) -> bool {
    match stratum.status {
        StratumStatus::AllAnswered => true,
        StratumStatus::Ok => stratum.n1.min(stratum.n0) >= ANSWERS_NEEDED,
        StratumStatus::Empty | StratumStatus::NoCalibration | StratumStatus::WeakText => false,
    }
}

fn missing(strata: &StrataAnswer) -> Missing {
    let lacks = |stratum: &Stratum| {
        (stratum.conversations > 0 && !is_solid(stratum)).then_some(
            if stratum.n1.min(stratum.n0) < ANSWERS_NEEDED {
                Missing::Answers
            } else {
                Missing::TellingText
            },
        )
    };
    match strata {
        StrataAnswer::Blind { all } => lacks(all).unwrap_or(Missing::Answers),
        StrataAnswer::Split(split) => {
            let unobserved = split.unobserved.as_ref().and_then(lacks);
            match (lacks(&split.intact).or(unobserved), lacks(&split.touched)) {
                (Some(missing), _) => missing,
                (None, Some(Missing::Answers) | None) => Missing::AnswersAfterDeletion,
                (None, Some(missing)) => missing,
            }
        }
    }
}

/// An interval with its point inside, for drawing.
pub(super) fn interval(low: f64, high: f64) -> [f64; 2] {
    ends(Interval { low, high })
}
