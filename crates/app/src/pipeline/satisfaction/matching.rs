//! From rows of survey files to answers on conversations.
//!
//! Nothing here depends on the order of the rows, nor on how often one is repeated.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use tact_domain::ContactKey;
use tact_intake::answers::{Asked, Moment, Resolved, Score, SurveyRow};
use tact_intake::refusal::Tongue;
use tact_privacy::{AnswerWithheld, consent::ContactRef};
use thiserror::Error;

use super::{LeftOut, SurveySource, known::Known};
use crate::pipeline::contacts::ContactIndex;

/// Time after a conversation in which an answer to it counts (`survey_window`).
const SURVEY_WINDOW: SignedDuration = SignedDuration::from_hours(72);

/// A row of a survey file that cannot be used; nothing of any file is then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}: line {line}: {problem}. Nothing of this file was used.")]
pub struct SurveyError {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: u64,
    /// What is wrong.
    pub problem: SurveyProblem,
}

/// What can be wrong with a contact of a survey row. Never repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SurveyProblem {
    /// Neither a number nor an id nor a name.
    #[error(
        "column `contact`: expected a number in international form (+33…), a business-scoped id or a display name"
    )]
    NotAContact,
    /// Several contacts bear the name.
    #[error("column `contact`: {0} contacts bear this name; write the number instead")]
    Ambiguous(usize),
}

impl SurveyError {
    /// The whole sentence in a language.
    pub fn said(&self, tongue: Tongue) -> String {
        match (tongue, self.problem) {
            (Tongue::English, _) => self.to_string(),
            (Tongue::French, SurveyProblem::NotAContact) => format!(
                "{} : ligne {} : colonne « contact » : attendu un numéro au format international (+33…), un identifiant d’entreprise ou un nom affiché. Rien de ce fichier n’a été utilisé.",
                self.file, self.line
            ),
            (Tongue::French, SurveyProblem::Ambiguous(contacts)) => format!(
                "{} : ligne {} : colonne « contact » : {contacts} contacts portent ce nom ; écrivez le numéro. Rien de ce fichier n’a été utilisé.",
                self.file, self.line
            ),
        }
    }
}

/// What customers answered on one mature conversation.
#[derive(Clone, Debug, Default)]
pub(super) struct ConversationAnswers {
    /// The answer to each question.
    pub(super) scores: BTreeMap<Asked, Score>,
    /// Whether it was settled, as they say.
    pub(super) resolved: Option<Resolved>,
}

/// All files met all conversations.
#[derive(Clone, Debug, Default)]
pub(super) struct Matched {
    /// By conversation.
    pub(super) answers: BTreeMap<usize, ConversationAnswers>,
    /// Mature conversations that were asked, answered or not.
    pub(super) asked: BTreeSet<usize>,
    /// Answers that count in no figure.
    pub(super) left_out: LeftOut,
}

/// A row that may be counted.
struct Candidate<'a> {
    row: &'a SurveyRow,
    at: Timestamp,
}

/// Which answer to keep, the greatest: the last one; of two at one instant the less favourable, so
/// that no order of rows decides.
type ScoreRank = (Timestamp, Reverse<u8>, Score, Option<Resolved>);
type ResolvedRank = (Timestamp, Reverse<Resolved>, Option<Score>);

/// Matches every row of every file.
///
/// # Errors
/// A contact that is none, or a name that fits two.
pub(super) fn match_rows(
    sources: &[SurveySource],
    contacts: &ContactIndex,
    known: &Known<'_>,
) -> Result<Matched, SurveyError> {
    let conversations = known.by_contact();
    let mut matched = Matched::default();
    let mut on: BTreeMap<usize, Vec<Candidate<'_>>> = BTreeMap::new();
    for source in sources {
        for row in &source.file.rows {
            let wrong = |problem| SurveyError {
                file: source.name.clone(),
                line: row.line,
                problem,
            };
            let reference = ContactRef::parse(row.contact.as_str())
                .ok_or_else(|| wrong(SurveyProblem::NotAContact))?;
            let contact = match contacts.find(&reference) {
                [] => None,
                [contact] => Some(*contact),
                several => return Err(wrong(SurveyProblem::Ambiguous(several.len()))),
            };
            match place(row, contact, &conversations, known) {
                Ok((index, at)) if row.is_answer() => {
                    on.entry(index).or_default().push(Candidate { row, at });
                }
                Ok((index, _)) => {
                    matched.asked.insert(index);
                }
                Err(why) if row.is_answer() => matched.left_out.count(why),
                // Somebody who did not answer is missing from no figure.
                Err(_) => {}
            }
        }
    }
    for (index, candidates) in on {
        matched.asked.insert(index);
        let (answers, kept) = last_of_each(&candidates);
        matched.left_out.replaced += candidates.len() as u64 - kept;
        matched.answers.insert(index, answers);
    }
    Ok(matched)
}

/// Why a row was left out.
#[derive(Clone, Copy, Debug)]
enum Why {
    UnknownContact,
    Withheld(AnswerWithheld),
    NoConversation,
    Late,
    Immature,
}

impl LeftOut {
    fn count(&mut self, why: Why) {
        let slot = match why {
            Why::UnknownContact => &mut self.unknown_contact,
            Why::Withheld(AnswerWithheld::NoSurveyConsent) => &mut self.no_survey_consent,
            Why::Withheld(AnswerWithheld::SurveyConsentEnded) => &mut self.survey_consent_ended,
            Why::Withheld(AnswerWithheld::BeforeSurveyConsent) => &mut self.before_survey_consent,
            Why::Withheld(AnswerWithheld::NoAnalysisConsent) => &mut self.no_analysis_consent,
            Why::NoConversation => &mut self.no_conversation,
            Why::Late => &mut self.late,
            Why::Immature => &mut self.immature,
        };
        *slot += 1;
    }
}

/// The conversation a row is about, and when it was answered (or asked).
fn place(
    row: &SurveyRow,
    contact: Option<ContactKey>,
    conversations: &BTreeMap<ContactKey, Vec<usize>>,
    known: &Known<'_>,
) -> Result<(usize, Timestamp), Why> {
    let contact = contact.ok_or(Why::UnknownContact)?;
    let instant = |moment: Moment| match moment {
        Moment::Instant(at) => at,
        Moment::Civil(civil) => known.clock.instant(civil),
    };
    let asked = row.asked_at.map(instant);
    // A row has one of both times.
    let at = row.at.map(instant).or(asked).ok_or(Why::NoConversation)?;
    known
        .gate
        .admit_answer(contact, at, row)
        .map_err(Why::Withheld)?;
    let about = row.conversation.map(instant).or(asked);
    let begun_by = about.unwrap_or(at).as_second();
    let index = conversations
        .get(&contact)
        .into_iter()
        .flatten()
        .copied()
        .take_while(|index| {
            let history = known.history(*index);
            history.is_some_and(|history| history.started <= begun_by)
        })
        .last()
        .ok_or(Why::NoConversation)?;
    let history = known.history(index).ok_or(Why::NoConversation)?;
    let after = |second: i64| second.saturating_add(SURVEY_WINDOW.as_secs());
    let about = about.map_or(history.ended, |about| about.as_second().max(history.ended));
    // A question asked, or a time named, long after the conversation is not about it.
    if about > after(history.ended) || at.as_second() > after(about) {
        return Err(Why::Late);
    }
    if !history.mature {
        return Err(Why::Immature);
    }
    Ok((index, at))
}

/// The last answer to each question, and how many rows gave them.
fn last_of_each(candidates: &[Candidate<'_>]) -> (ConversationAnswers, u64) {
    let mut scores: BTreeMap<Asked, (ScoreRank, usize)> = BTreeMap::new();
    let mut said: Option<(ResolvedRank, usize)> = None;
    for (place, candidate) in candidates.iter().enumerate() {
        let row = candidate.row;
        if let Some(score) = row.score {
            let rank = (candidate.at, Reverse(score.on_five()), score, row.resolved);
            let best = scores.entry(score.scale.asked()).or_insert((rank, place));
            if rank > best.0 {
                *best = (rank, place);
            }
        }
        if let Some(resolved) = row.resolved {
            let rank = (candidate.at, Reverse(resolved), row.score);
            if said.is_none_or(|(best, _)| rank > best) {
                said = Some((rank, place));
            }
        }
    }
    let kept: BTreeSet<usize> = scores
        .values()
        .map(|(_, place)| *place)
        .chain(said.map(|(_, place)| place))
        .collect();
    let answers = ConversationAnswers {
        scores: scores
            .into_iter()
            .map(|(asked, ((_, _, score, _), _))| (asked, score))
            .collect(),
        resolved: said.map(|((_, Reverse(resolved), _), _)| resolved),
    };
    (answers, kept.len() as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tact_intake::answers::{Scale, read_surveys};

    use super::*;

    /// Rows of one conversation: minute of the answer, scale, score, word on resolution.
    fn rows(given: &[(u8, usize, u8, usize)]) -> Vec<SurveyRow> {
        let body: String = given
            .iter()
            .map(|(minute, scale, score, said)| {
                let scale = [Scale::OneToFive, Scale::Thumbs, Scale::Nps, Scale::Ces][*scale];
                let (low, high) = scale.range();
                let score = low + score % (high - low + 1);
                let said = ["", "yes", "no", "not yet"][*said];
                let score = if said == "no" {
                    String::new()
                } else {
                    score.to_string()
                };
                format!(
                    "Awa,2026-02-14T10:{minute:02},{},{score},{said}\n",
                    scale.word()
                )
            })
            .collect();
        let file = read_surveys(format!("contact,at,scale,score,resolved\n{body}").as_bytes());
        file.unwrap().rows
    }

    fn kept(rows: &[SurveyRow]) -> (ConversationAnswers, u64) {
        let candidates: Vec<Candidate<'_>> = rows
            .iter()
            .map(|row| Candidate {
                row,
                at: match row.at {
                    Some(Moment::Civil(civil)) => {
                        civil.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp()
                    }
                    _ => Timestamp::UNIX_EPOCH,
                },
            })
            .collect();
        last_of_each(&candidates)
    }

    #[test]
    fn the_last_answer_stands_and_at_one_instant_the_less_favourable() {
        let found = kept(&rows(&[
            (5, 0, 4, 1),
            (9, 0, 1, 0),
            (9, 0, 3, 0),
            (2, 2, 10, 0),
        ]))
        .0;
        assert_eq!(found.scores[&Asked::Satisfaction].value, 2);
        assert_eq!(found.scores[&Asked::Recommendation].value, 10);
        assert_eq!(found.resolved, Some(Resolved::Yes));
    }

    proptest! {
        #[test]
        fn order_and_repetition_of_rows_do_not_matter(
            given in proptest::collection::vec((0_u8..4, 0_usize..4, 0_u8..11, 0_usize..4), 1..12),
            turn in 0_usize..12,
        ) {
            let (found, count) = kept(&rows(&given));
            let mut other: Vec<_> = given.iter().rev().chain(&given).copied().collect();
            let length = other.len();
            other.rotate_left(turn % length);
            let (again, recount) = kept(&rows(&other));
            prop_assert_eq!(&found.scores, &again.scores);
            prop_assert_eq!(found.resolved, again.resolved);
            prop_assert_eq!(count, recount);
        }
    }
}
