//! What the accurate model sees in texts, for choosing its settings and for measuring it.
//!
//! `accurate_scores WEIGHTS < texts`: a text a line as a JSON string in; a line of JSON out, with
//! `evidence` (see `AccurateModel::evidence`) and `annotation`. With `--vectors` also `vector`.

use std::io::{self, BufRead, BufWriter, Write};

use serde_json::json;
use tact_analysis::{AccurateModel, LanguageSet, TextModel, ThreadContext};
use tact_privacy::{OperatorText, Permitted};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which weights?")?;
    let vectors = arguments.next().as_deref() == Some("--vectors");
    let model = AccurateModel::read(&std::fs::read(path)?)?;
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
