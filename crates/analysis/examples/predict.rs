//! Answers of the models for measuring: JSON lines `{"id","text"}` in, the lines of
//! `tact label --json` out. `predict [--fast WEIGHTS] [--accurate FILE]`; other weights than those
//! that ship are how a held-out figure is made. With `--accurate` the encoder answers, and consults
//! the fast model named.

use std::fs;
use std::io::{self, BufRead, BufWriter, Write};

use serde::Deserialize;
use serde_json::{Value, json};
use tact_analysis::{AccurateModel, FastModel, Model, TextModel, ThreadContext};
use tact_domain::Language;
use tact_privacy::{OperatorText, Permitted};

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
}

type Failure = Box<dyn std::error::Error>;

fn model(arguments: &[String]) -> Result<Model, Failure> {
    let named = |flag: &str| {
        arguments
            .iter()
            .position(|argument| argument == flag)
            .and_then(|at| arguments.get(at + 1))
    };
    let fast = match named("--fast") {
        Some(file) => FastModel::with_weights(&fs::read(file)?)?,
        None => FastModel::embedded()?,
    };
    Ok(match named("--accurate") {
        Some(file) => Model::Accurate(Box::new(
            AccurateModel::read(&fs::read(file)?)?.with_fast(fast),
        )),
        None => Model::Fast(Box::new(fast)),
    })
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let model = model(&arguments)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let text: Permitted<&str, OperatorText> = Permitted::own_text(&line.text);
        let said = model.annotate(&text, &ThreadContext::default());
        let [negative, neutral, positive] = said.sentiment_p;
        let answer = json!({
            "id": line.id,
            "lang": said.language.as_ref().map_or("unknown", Language::tag),
            "sentiment": said.sentiment,
            "sentiment_p": {"negative": negative, "neutral": neutral, "positive": positive},
            "emotion": said.emotion,
            "act": said.act,
            "question": said.question,
            "suggestion": said.suggestion,
            "abstain": said.abstain,
        });
        writeln!(out, "{answer}")?;
    }
    out.flush()?;
    Ok(())
}
