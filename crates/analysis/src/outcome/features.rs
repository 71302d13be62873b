//! What of a conversation tells how it ended: its course, its end, its waits. No single word.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Serialize;
use tact_domain::{Act, Emotion, Language, MessageAnnotation, Sentiment};
use tact_privacy::ReadsText;

use super::answers::{KINDS, answer_kinds};
use super::{Speaker, Turn};
use crate::evidence::{Cue, CueBook};
use crate::text::tokenize;
use crate::topic::count_words;

/// Names of the features, in their order.
pub const OUTCOME_FEATURES: [&str; 71] = [
    "customer_turns",
    "agent_turns",
    "bot_turns",
    "bot_share",
    "tone_all",
    "tone_first",
    "tone_end",
    "tone_shift",
    "tone_last",
    "last_negative",
    "last_positive",
    "tone_lowest",
    "tone_highest",
    "tone_before_last",
    "ends_customer",
    "ends_agent",
    "ends_bot",
    "last_thanks",
    "last_complaint",
    "last_asks",
    "last_confirms",
    "last_other",
    "last_closing",
    "anger",
    "disappointment",
    "worry",
    "gratitude",
    "satisfaction",
    "end_anger",
    "end_disappointment",
    "end_gratitude",
    "end_satisfaction",
    "complaints",
    "questions",
    "unanswered_question",
    "answer_after_question",
    "relances",
    "first_wait",
    "longest_wait",
    "mean_wait",
    "no_answer",
    "duration",
    "long_gap_before_end",
    "deleted",
    "last_words",
    "mean_words",
    "question_marks_end",
    "exclamations_end",
    "cue_thanks",
    "cue_negation",
    "cue_not_received",
    "cue_broken",
    "cue_wait",
    "cue_unanswered",
    "cue_threat",
    "cue_again",
    "cue_nobody",
    "cue_praise",
    "cue_relief",
    "cue_irony",
    "cue_agree",
    "solution_end",
    "refusal_end",
    "promise_end",
    "handoff_end",
    "apology_end",
    "solution",
    "refusal",
    "promise",
    "handoff",
    "apology",
];

const CUES_AT_END: [Cue; 13] = [
    Cue::Thanks,
    Cue::Negation,
    Cue::NotReceived,
    Cue::Broken,
    Cue::Wait,
    Cue::Unanswered,
    Cue::Threat,
    Cue::Again,
    Cue::Nobody,
    Cue::Praise,
    Cue::Relief,
    Cue::Irony,
    Cue::Agree,
];

/// A customer who writes again after this many seconds without an answer reminds us.
const REMINDER_AFTER: i64 = 1_800;

/// What the model reads of one conversation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeFeatures {
    /// One number per name of [`OUTCOME_FEATURES`].
    pub dense: Vec<f32>,
    /// Hashed words of the customer's last messages, counted.
    pub end_words: Vec<(u32, f32)>,
    /// Hashed words of the last answers, counted.
    pub answer_words: Vec<(u32, f32)>,
}

static CUES: LazyLock<CueBook> = LazyLock::new(CueBook::default);

fn tone(said: &MessageAnnotation) -> f32 {
    let [negative, _, positive] = said.sentiment_p;
    positive - negative
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len().max(1) as f32
}

fn share(said: &[&MessageAnnotation], wanted: impl Fn(&MessageAnnotation) -> bool) -> f32 {
    said.iter().filter(|one| wanted(one)).count() as f32 / said.len().max(1) as f32
}

fn sorted(counts: HashMap<u32, f32>) -> Vec<(u32, f32)> {
    let mut counts: Vec<(u32, f32)> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(row, _)| *row);
    counts
}

fn words_of<P: ReadsText>(turns: &[&Turn<'_, P>]) -> Vec<(u32, f32)> {
    let mut counts = HashMap::new();
    for turn in turns {
        if let Some(text) = &turn.text {
            count_words(&tokenize(text.get()), 1.0, &mut counts);
        }
    }
    sorted(counts)
}

fn yes(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

/// Reads the course of one conversation. Turns without words still count as turns.
pub fn outcome_features<P: ReadsText>(turns: &[Turn<'_, P>]) -> OutcomeFeatures {
    let of = |speaker: Speaker| -> Vec<&Turn<'_, P>> {
        turns
            .iter()
            .filter(|turn| turn.speaker == speaker)
            .collect()
    };
    let (customer, agent, bot) = (of(Speaker::Customer), of(Speaker::Agent), of(Speaker::Bot));
    let said: Vec<&MessageAnnotation> = customer
        .iter()
        .filter_map(|turn| turn.said.as_ref())
        .collect();
    let end = said.get(said.len().saturating_sub(2)..).unwrap_or_default();
    let mut dense = Vec::with_capacity(OUTCOME_FEATURES.len());
    let count = |list: &[&Turn<'_, P>]| (list.len() as f32).ln_1p();
    let bots = bot.len() as f32 / (agent.len() + bot.len()).max(1) as f32;
    dense.extend([count(&customer), count(&agent), count(&bot), bots]);
    push_tone(&mut dense, &said);
    let last_speaker = turns.last().map(|turn| turn.speaker);
    for speaker in [Speaker::Customer, Speaker::Agent, Speaker::Bot] {
        dense.push(yes(last_speaker == Some(speaker)));
    }
    push_last(&mut dense, said.last().copied());
    for emotion in [
        Emotion::Anger,
        Emotion::Disappointment,
        Emotion::Worry,
        Emotion::Gratitude,
        Emotion::Satisfaction,
    ] {
        dense.push(share(&said, |one| one.emotion == emotion));
    }
    for emotion in [
        Emotion::Anger,
        Emotion::Disappointment,
        Emotion::Gratitude,
        Emotion::Satisfaction,
    ] {
        dense.push(share(end, |one| one.emotion == emotion));
    }
    dense.push(share(&said, |one| one.act == Act::Complaint));
    dense.push(share(&said, |one| one.question));
    push_waits(&mut dense, turns);
    dense.push((customer.iter().filter(|turn| turn.deleted).count() as f32).ln_1p());
    let readable: Vec<&Turn<'_, P>> = customer
        .iter()
        .copied()
        .filter(|turn| turn.text.is_some())
        .collect();
    push_words(&mut dense, &readable, &said);
    push_answers(&mut dense, &agent);
    let last = |list: &[&Turn<'_, P>], most: usize| {
        words_of(
            list.get(list.len().saturating_sub(most)..)
                .unwrap_or_default(),
        )
    };
    OutcomeFeatures {
        end_words: last(&readable, 3),
        answer_words: last(&agent, 3),
        dense,
    }
}

fn push_tone(dense: &mut Vec<f32>, said: &[&MessageAnnotation]) {
    let tones: Vec<f32> = said.iter().map(|one| tone(one)).collect();
    let third = tones.len().div_ceil(3);
    let first = mean(tones.get(..third).unwrap_or_default());
    let end = mean(tones.get(tones.len() - third..).unwrap_or_default());
    let last = said.last();
    let lowest = tones.iter().copied().fold(0.0, f32::min);
    let highest = tones.iter().copied().fold(0.0, f32::max);
    let before = tones
        .len()
        .checked_sub(2)
        .and_then(|at| tones.get(at))
        .copied();
    dense.extend([
        mean(&tones),
        first,
        end,
        end - first,
        tones.last().copied().unwrap_or(0.0),
        last.map_or(0.0, |one| one.sentiment_p[0]),
        last.map_or(0.0, |one| one.sentiment_p[2]),
        lowest,
        highest,
        before.unwrap_or(0.0),
    ]);
}

fn push_last(dense: &mut Vec<f32>, last: Option<&MessageAnnotation>) {
    let act = |wanted: &[Act]| yes(last.is_some_and(|one| wanted.contains(&one.act)));
    dense.extend([
        act(&[Act::Thanks]),
        act(&[Act::Complaint]),
        act(&[Act::Question, Act::Request]),
        act(&[Act::Confirmation, Act::Information]),
        act(&[Act::Other, Act::Greeting]),
        yes(last.is_some_and(|one| one.closing && one.sentiment != Sentiment::Negative)),
    ]);
}

/// Unanswered questions, reminders and waits. Logarithms of minutes.
fn push_waits<P>(dense: &mut Vec<f32>, turns: &[Turn<'_, P>]) {
    let minutes = |seconds: i64| (seconds.max(0) as f32 / 60.0).ln_1p();
    let mut waiting_since: Option<i64> = None;
    let mut waits: Vec<f32> = Vec::new();
    let (mut asked, mut answered_question, mut reminders) = (false, 0.0, 0.0_f32);
    let mut last_customer: Option<i64> = None;
    for turn in turns {
        match turn.speaker {
            Speaker::Customer => {
                if waiting_since.is_some()
                    && last_customer.is_some_and(|before| turn.at - before > REMINDER_AFTER)
                {
                    reminders += 1.0;
                }
                waiting_since = waiting_since.or(Some(turn.at));
                last_customer = Some(turn.at);
                asked |= turn.said.is_some_and(|said| said.question);
            }
            Speaker::Agent => {
                if let Some(since) = waiting_since.take() {
                    waits.push(minutes(turn.at - since));
                }
                answered_question = yes(asked);
                asked = false;
            }
            Speaker::Bot => {}
        }
    }
    let at = |turn: Option<&Turn<'_, P>>| turn.map_or(0, |turn| turn.at);
    let before_last = turns
        .len()
        .checked_sub(2)
        .and_then(|index| turns.get(index));
    dense.extend([
        yes(asked),
        answered_question,
        reminders.ln_1p(),
        waits.first().copied().unwrap_or(0.0),
        waits.iter().copied().fold(0.0, f32::max),
        mean(&waits),
        yes(waits.is_empty()),
        minutes(at(turns.last()) - at(turns.first())),
        minutes(at(turns.last()) - at(before_last)),
    ]);
}

fn push_words<P: ReadsText>(
    dense: &mut Vec<f32>,
    readable: &[&Turn<'_, P>],
    said: &[&MessageAnnotation],
) {
    let length = |turn: &Turn<'_, P>| {
        turn.text
            .as_ref()
            .map_or(0, |text| text.get().split_whitespace().count()) as f32
    };
    let lengths: Vec<f32> = readable.iter().map(|turn| length(turn)).collect();
    let mut marks = [0.0_f32; 2];
    let mut cues = [0.0_f32; CUES_AT_END.len()];
    let end = readable.len().saturating_sub(2);
    for (order, turn) in readable.iter().enumerate().skip(end) {
        let Some(text) = &turn.text else { continue };
        let text: &str = text.get();
        for (mark, sign) in marks.iter_mut().zip(['?', '!']) {
            *mark += text.matches(sign).count() as f32;
        }
        let language = said
            .get(order)
            .and_then(|one| one.language)
            .unwrap_or(Language::FR);
        let hits = CUES.find(&tokenize(text), language);
        for (slot, cue) in cues.iter_mut().zip(CUES_AT_END) {
            *slot += f32::from(hits.of(cue));
        }
    }
    dense.extend([
        lengths.last().copied().unwrap_or(0.0).ln_1p(),
        mean(&lengths).ln_1p(),
    ]);
    dense.extend(marks.map(f32::ln_1p));
    dense.extend(cues.map(f32::ln_1p));
}

fn push_answers<P: ReadsText>(dense: &mut Vec<f32>, agent: &[&Turn<'_, P>]) {
    let mut all = [0.0_f32; KINDS];
    let mut end = [0.0_f32; KINDS];
    let late = agent.len().saturating_sub(2);
    for (order, turn) in agent.iter().enumerate() {
        let Some(text) = &turn.text else { continue };
        let kinds = answer_kinds(text.get());
        for ((all, end), found) in all.iter_mut().zip(&mut end).zip(kinds) {
            *all += found;
            if order >= late {
                *end += found;
            }
        }
    }
    dense.extend(end.map(f32::ln_1p));
    dense.extend(all.map(f32::ln_1p));
}
