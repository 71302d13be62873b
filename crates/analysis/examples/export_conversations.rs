//! Hands conversations over as the topic and outcome models see them, one JSON line each.
//!
//! Reads lines as of `fixtures/chat/conversations.jsonl`; a first line out names the pattern problems
//! and the features. A line `{"id","opening"}` gives a single text. With the accurate model's file as
//! argument, every line carries its vector of meaning.

use std::io::{self, BufRead, BufWriter, Write};

use jiff::Timestamp;
use serde_json::{Value, json};
use tact_analysis::{
    CaseWords, FastModel, Model, OUTCOME_FEATURES, Speaker, TextModel, ThreadContext, Turn,
    case_parts, case_vector, outcome_features, pattern_problems, problem_features, problem_keys,
};
use tact_privacy::{OperatorText, Permitted};

fn turns<'a>(conversation: &'a Value, model: &FastModel) -> Vec<Turn<'a, OperatorText>> {
    let mut context = ThreadContext::default();
    conversation["messages"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|message| {
            let speaker = match message["from"].as_str() {
                Some("agent") => Speaker::Agent,
                Some("bot") => Speaker::Bot,
                _ => Speaker::Customer,
            };
            let text: Option<Permitted<&str, OperatorText>> =
                message["text"].as_str().map(Permitted::own_text);
            let said = text
                .as_ref()
                .filter(|_| speaker == Speaker::Customer)
                .map(|text| model.annotate(text, &context));
            if let Some(said) = &said {
                context = context.after(said);
            }
            Turn {
                speaker,
                at: message["at"]
                    .as_str()
                    .and_then(|at| at.parse::<Timestamp>().ok())
                    .map_or(0, Timestamp::as_second),
                text,
                said,
                deleted: message["deleted"].as_bool().unwrap_or(false),
            }
        })
        .collect()
}

/// The same conversation as far as the customer's words alone show it.
fn without_answers<'a>(turns: &[Turn<'a, OperatorText>]) -> Vec<Turn<'a, OperatorText>> {
    turns
        .iter()
        .map(|turn| Turn {
            speaker: turn.speaker,
            at: turn.at,
            text: turn
                .text
                .as_ref()
                .filter(|_| turn.speaker == Speaker::Customer)
                .map(|text| Permitted::own_text(*text.get())),
            said: turn.said,
            deleted: turn.deleted,
        })
        .collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let model = FastModel::embedded()?;
    let accurate = match std::env::args().nth(1) {
        Some(path) => Some(Model::accurate(&std::fs::read(path)?)?),
        None => None,
    };
    let vector = |opening: &str, later: &str, answers: &str| {
        let words: CaseWords<'_, OperatorText> = CaseWords {
            opening: Permitted::own_text(opening),
            later: Permitted::own_text(later),
            answers: Permitted::own_text(answers),
        };
        accurate
            .as_ref()
            .and_then(|model| case_vector(&words, model))
            .map(|vector| vector.to_vec())
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let header = json!({
        "problems": problem_keys(),
        "pattern_problems": pattern_problems(),
        "outcome_features": OUTCOME_FEATURES.to_vec(),
    });
    writeln!(out, "{header}")?;
    for line in io::stdin().lock().lines() {
        let conversation: Value = serde_json::from_str(&line?)?;
        let answer = match conversation["opening"].as_str() {
            Some(opening) => json!({
                "id": conversation["id"],
                "topic": problem_features(opening, "", ""),
                "vector": vector(opening, "", ""),
            }),
            None => {
                let turns = turns(&conversation, &model);
                let parts = case_parts(&turns);
                json!({
                    "id": conversation["id"],
                    "vector": vector(&parts.opening, &parts.later, &parts.answers),
                    "topic": problem_features(&parts.opening, &parts.later, &parts.answers),
                    "outcome": outcome_features(&turns),
                    "outcome_customer": outcome_features(&without_answers(&turns)),
                })
            }
        };
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
