//! What the accurate model sees in texts, for choosing its settings and for measuring it.
//!
//! `accurate_scores WEIGHTS < texts`: a text a line as a JSON string in; a line of JSON out, with
//! `evidence` (see `AccurateModel::evidence`) and `annotation`. With `--vectors` also `vector`; with
//! `--fast FILE` another fast model is consulted than the one that ships: for held-out figures.

use std::io::{self, BufRead, BufWriter, Write};

use serde_json::json;
use tact_analysis::{AccurateModel, FastModel, LanguageSet, TextModel, ThreadContext};
use tact_privacy::{OperatorText, Permitted};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which weights?")?;
    let mut model = AccurateModel::read(&std::fs::read(path)?)?;
    let mut vectors = false;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--vectors" => vectors = true,
            "--fast" => {
                let file = arguments.next().ok_or("which fast weights?")?;
                model = model.with_fast(FastModel::with_weights(&std::fs::read(file)?)?);
            }
            other => return Err(format!("{other} is unknown").into()),
        }
    }
    let context = ThreadContext::new(LanguageSet::ALL);
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        let text: Permitted<&str, OperatorText> = Permitted::own_text(&text);
        let mut answer = json!({
            "evidence": model.evidence(&text, &context),
            "annotation": model.annotate(&text, &context),
        });
        if vectors && let Some(fields) = answer.as_object_mut() {
            fields.insert(
                "vector".into(),
                json!(model.sentence_vector(&text).to_vec()),
            );
        }
        writeln!(out, "{answer}")?;
    }
    Ok(out.flush()?)
}
