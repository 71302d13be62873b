//! Messages a second on one thread, over annotated or plain JSONL files with a `text`.
//!
//! `cargo run --release -p tact-privacy --example redaction_speed -- FILE…`

use std::time::Instant;

use tact_privacy::redact::{RedactionContext, Redactor};

/// Long enough for a stable figure, short enough for a shared machine.
const ROUNDS: usize = 40;

fn main() {
    let texts: Vec<String> = std::env::args()
        .skip(1)
        .flat_map(|file| texts_of(&std::fs::read_to_string(&file).unwrap_or_default()))
        .collect();
    let started = Instant::now();
    let redactor = Redactor::new();
    let start = started.elapsed();
    let context = RedactionContext::with_names(&redactor, ["Camille Durand", "Service client"]);
    let (mut spans, mut found) = (Vec::new(), 0);
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let round = Instant::now();
        for text in &texts {
            redactor.spans(text, &context, &mut spans);
            found += spans.len();
        }
        best = best.min(round.elapsed().as_secs_f64());
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("start {:.1} ms", start.as_secs_f64() * 1e3);
    println!(
        "{} messages, {} bytes, {} spans a round: {:.0} messages/s, {:.1} MB/s (best of {ROUNDS})",
        texts.len(),
        bytes,
        found / ROUNDS,
        texts.len() as f64 / best,
        bytes as f64 / best / 1e6
    );
}

fn texts_of(lines: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for line in lines.lines() {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else {
            texts.push(line.to_owned());
            continue;
        };
        let own = value.get("text").and_then(|text| text.as_str());
        let turns = value
            .get("messages")
            .and_then(|turns| turns.as_array())
            .into_iter()
            .flatten();
        texts.extend(
            own.into_iter()
                .chain(turns.filter_map(|turn| turn.get("text")?.as_str()))
                .map(str::to_owned),
        );
    }
    texts
}
