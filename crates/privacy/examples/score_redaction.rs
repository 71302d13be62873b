//! Scores the redactor on an annotated JSONL file by the rules of `fixtures/pii/README.md`.
//!
//! `cargo run -p tact-privacy --example score_redaction -- FILE [--details]`

#[path = "../tests/it/scoring.rs"]
mod scoring;

use std::path::Path;

use scoring::share;
use tact_privacy::redact::Redactor;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else {
        eprintln!("usage: score_redaction FILE [--details]");
        std::process::exit(64);
    };
    let score = scoring::score(&Redactor::new(), &scoring::read(Path::new(&file)));
    println!("{:<10} {:>14} {:>14}", "type", "recall", "precision");
    for (kind, counts) in &score.recall {
        let precision = score.precision.get(kind).copied().unwrap_or_default();
        println!(
            "{kind:<10} {:>6.3} {:>3}/{:<3} {:>6.3} {:>3}/{:<3}",
            share(*counts),
            counts.0,
            counts.1,
            share(precision),
            precision.0,
            precision.1
        );
    }
    println!("characters leaked     {:>7.2} %", 100.0 * score.leak());
    println!(
        "messages leaking      {:>7.2} %  ({}/{})",
        100.0 * score.message_leak(),
        score.messages.0,
        score.messages.1
    );
    println!(
        "hard-negative hits    {:>7.2} %  ({}/{})",
        100.0 * score.negative_hits(),
        score.negatives.0,
        score.negatives.1
    );
    println!("other characters lost {:>7.2} %", 100.0 * share(score.over));
    println!(
        "strictest bars        IBAN {:.3}  CARD {:.3}  NIR {:.3}  SIRET {:.3}",
        score.recall_of("IBAN"),
        score.recall_of("CARD"),
        score.recall_of("NIR"),
        score.recall_of("SIRET")
    );
    if arguments.next().as_deref() == Some("--details") {
        score.details.iter().for_each(|line| println!("{line}"));
    }
}
