//! Which words moved an answer: each is taken away in turn, and what changes is what it said.

use serde::Serialize;
use tact_domain::{MessageAnnotation, Sentiment};
use tact_privacy::{Permitted, ReadsText};

use super::fast::{FastModel, Weighed};
use super::weights::{highest, log_odds};
use super::{AccurateModel, Model, TextModel, ThreadContext};
use crate::text::{Token, TokenKind, tokenize};

/// The answer a word moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The sentiment.
    Sentiment,
    /// The emotion.
    Emotion,
    /// The act.
    Act,
}

/// Neighbouring words of a message, and how far they moved one answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moved {
    /// Which answer.
    pub about: About,
    /// The words, exactly as they stand in the text.
    pub words: String,
    /// Change of the answer's log-odds that is due to them; above 0 they speak for the answer given,
    /// below 0 against it.
    pub by: f32,
}

/// Language of the sentence that explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExplainIn {
    /// French.
    French,
    /// English.
    English,
}

/// Words tried together: «toujours rien» says what neither word does.
const LONGEST: usize = 3;
/// Tokens tried: the first ones of a very long message.
const MOST_TOKENS: usize = 60;
/// Bytes read of a message: taking words away costs one reading each.
const MOST_BYTES: usize = 2_000;
/// A longer group must say this much more than its best part.
const WORTH_A_WORD: f32 = 1.25;
/// Log-odds below which a word is not worth naming.
const TELLING: f32 = 0.15;
/// Groups named for each answer.
const NAMED: usize = 4;
/// Groups in the sentence.
const IN_SENTENCE: usize = 3;

/// Log-odds of the three answers given for the whole text.
#[derive(Clone, Copy)]
struct Odds([f32; 3]);

#[derive(Clone, Copy)]
struct Answers {
    sentiment: usize,
    emotion: usize,
    act: usize,
}

fn odds(weighed: &Weighed, answers: Answers) -> Odds {
    let of = |p: &[f32], at: usize| log_odds(p.get(at).copied().unwrap_or(0.0));
    Odds([
        of(&weighed.sentiment_p, answers.sentiment),
        of(&weighed.emotion_p, answers.emotion),
        of(&weighed.act_p, answers.act),
    ])
}

/// Words from `first` to `last`, as bytes of the text.
#[derive(Clone, Copy)]
struct Group {
    first: usize,
    last: usize,
    from: usize,
    to: usize,
    by: Odds,
}

impl FastModel {
    /// The words that moved sentiment, emotion and act of a text, the most telling first: at most four
    /// groups of one to three neighbouring words for each answer, none for an empty text. Words are
    /// pieces of the text; nothing else of it is told. Of a long text the first 2,000 bytes count.
    pub fn explain<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        context: &ThreadContext,
    ) -> Vec<Moved> {
        let text = opening(text.get());
        let whole = self.weigh(text, context);
        let answers = Answers {
            sentiment: highest(&whole.sentiment_p),
            emotion: highest(&whole.emotion_p),
            act: highest(&whole.act_p),
        };
        let groups = groups(text, &whole.tokens.list, odds(&whole, answers), |rest| {
            odds(&self.weigh(rest, context), answers)
        });
        [About::Sentiment, About::Emotion, About::Act]
            .into_iter()
            .enumerate()
            .flat_map(|(at, about)| telling(text, &groups, at, about))
            .collect()
    }
}

impl AccurateModel {
    /// The words that moved the sentiment, as [`FastModel::explain`] tells them. Each word costs one
    /// to three readings by this slower model.
    fn explain<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        context: &ThreadContext,
    ) -> Vec<Moved> {
        let text = opening(text.get());
        let read = |text: &str| {
            self.conclude(text, context, &self.summary(text))
                .sentiment_p
        };
        let whole = read(text);
        let answer = highest(&whole);
        let of = |p: [f32; 3]| Odds([log_odds(p.get(answer).copied().unwrap_or(0.0)), 0.0, 0.0]);
        let groups = groups(text, &tokenize(text).list, of(whole), |rest| of(read(rest)));
        telling(text, &groups, 0, About::Sentiment)
    }
}

impl Model {
    /// The words that moved the answers, by the model that gave them: see [`FastModel::explain`]. The
    /// accurate model is asked about its sentiment only.
    pub fn explain<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        context: &ThreadContext,
    ) -> Vec<Moved> {
        match self {
            Self::Fast(model) => model.explain(text, context),
            Self::Accurate(model) => model.explain(text, context),
        }
    }

    /// One line for a reader: the sentiment and the words that spoke for it most,
    /// «négatif : « toujours rien », « 3 semaines »».
    pub fn explain_line<P: ReadsText>(
        &self,
        text: &Permitted<&str, P>,
        context: &ThreadContext,
        language: ExplainIn,
    ) -> String {
        let annotation = self.annotate(text, context);
        explanation(&annotation, &self.explain(text, context), language)
    }
}

/// Every group of neighbouring words, and what goes when it is taken away.
fn groups(
    text: &str,
    tokens: &[Token],
    Odds(before): Odds,
    odds: impl Fn(&str) -> Odds,
) -> Vec<Group> {
    let places = tokens
        .get(..tokens.len().min(MOST_TOKENS))
        .unwrap_or_default();
    let mut groups = Vec::new();
    for first in 0..places.len() {
        for last in first..(first + LONGEST).min(places.len()) {
            let group = places.get(first..=last).unwrap_or_default();
            // A group stays inside a clause; marks are tried alone.
            if last > first && group.iter().any(|token| token.kind == TokenKind::Mark) {
                break;
            }
            let (Some(start), Some(end)) = (group.first(), group.last()) else {
                continue;
            };
            let (from, to) = (start.from as usize, end.to as usize);
            let (Some(head), Some(tail)) = (text.get(..from), text.get(to..)) else {
                continue;
            };
            let Odds(after) = odds(&format!("{head} {tail}"));
            let mut by = before;
            for (by, after) in by.iter_mut().zip(after) {
                *by -= after;
            }
            groups.push(Group {
                first,
                last,
                from,
                to,
                by: Odds(by),
            });
        }
    }
    groups
}

/// The first part of a text, cut between characters.
fn opening(text: &str) -> &str {
    let end = (0..=MOST_BYTES.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end))
        .unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Groups that share no word, the most telling first.
fn telling(text: &str, groups: &[Group], at: usize, about: About) -> Vec<Moved> {
    let by = |group: &Group| group.by.0.get(at).copied().unwrap_or(0.0);
    // Long groups pay for their length, so that a word alone is named alone.
    let worth = |group: &Group| {
        let more = (group.last - group.first) as i32;
        by(group).abs() / WORTH_A_WORD.powi(more)
    };
    let mut order: Vec<&Group> = groups
        .iter()
        .filter(|group| worth(group) >= TELLING)
        .collect();
    order.sort_by(|one, other| worth(other).total_cmp(&worth(one)));
    let mut chosen: Vec<&Group> = Vec::new();
    for group in order {
        let apart = |other: &&Group| group.last < other.first || other.last < group.first;
        if chosen.len() < NAMED && chosen.iter().all(apart) {
            chosen.push(group);
        }
    }
    chosen.sort_by(|one, other| by(other).abs().total_cmp(&by(one).abs()));
    chosen
        .into_iter()
        .filter_map(|group| {
            Some(Moved {
                about,
                words: text.get(group.from..group.to)?.to_owned(),
                by: by(group),
            })
        })
        .collect()
}

/// One line from an annotation and what moved it.
pub fn explanation(annotation: &MessageAnnotation, moved: &[Moved], language: ExplainIn) -> String {
    let word = match (annotation.sentiment, language) {
        (Sentiment::Negative, ExplainIn::French) => "négatif",
        (Sentiment::Neutral, ExplainIn::French) => "neutre",
        (Sentiment::Positive, ExplainIn::French) => "positif",
        (Sentiment::Negative, ExplainIn::English) => "negative",
        (Sentiment::Neutral, ExplainIn::English) => "neutral",
        (Sentiment::Positive, ExplainIn::English) => "positive",
    };
    let quoted: Vec<String> = moved
        .iter()
        .filter(|moved| moved.about == About::Sentiment && moved.by > 0.0)
        .take(IN_SENTENCE)
        .map(|moved| {
            let words = moved.words.split_whitespace().collect::<Vec<_>>().join(" ");
            match language {
                ExplainIn::French => format!("«\u{a0}{words}\u{a0}»"),
                ExplainIn::English => format!("“{words}”"),
            }
        })
        .collect();
    match (quoted.is_empty(), language) {
        (true, ExplainIn::French) => format!("{word}\u{a0}: aucun mot ne l’emporte"),
        (true, ExplainIn::English) => format!("{word}: no word stands out"),
        (false, ExplainIn::French) => format!("{word}\u{a0}: {}", quoted.join(", ")),
        (false, ExplainIn::English) => format!("{word}: {}", quoted.join(", ")),
    }
}
