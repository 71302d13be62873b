//! The bars of `privacy-and-security.md` §7, on the visible set, on our own set and on real-style chats.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tact_privacy::redact::Redactor;

use crate::scoring::{self, Gold, Message, Score};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[track_caller]
fn check_bars(score: &Score) {
    let worst: Vec<_> = score.details.iter().take(20).collect();
    assert!(
        score.leak() <= 0.05,
        "characters leaked {:.4}: {worst:#?}",
        score.leak()
    );
    assert!(
        score.message_leak() <= 0.10,
        "messages leaking {:.4}: {worst:#?}",
        score.message_leak()
    );
    assert!(
        score.negative_hits() <= 0.03,
        "hard negatives hit {:.4}: {worst:#?}",
        score.negative_hits()
    );
    for kind in ["IBAN", "CARD", "NIR", "SIRET"] {
        assert!(
            score.recall_of(kind) >= 0.95,
            "{kind} {:.3}: {worst:#?}",
            score.recall_of(kind)
        );
    }
}

#[test]
fn the_visible_set_passes_the_bars() {
    check_bars(&scoring::score(
        &Redactor::new(),
        &scoring::read(&root().join("fixtures/pii/dev.jsonl")),
    ));
}

#[test]
fn the_own_set_in_six_languages_passes_the_bars() {
    check_bars(&scoring::score(
        &Redactor::new(),
        &scoring::read(&root().join("evaluation/redaction/own.jsonl")),
    ));
}

#[test]
fn the_second_harder_set_passes_the_bars() {
    check_bars(&scoring::score(
        &Redactor::new(),
        &scoring::read(&root().join("evaluation/redaction/second.jsonl")),
    ));
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: Option<String>,
    lang: Option<String>,
    messages: Option<Vec<Turn>>,
}

#[derive(Deserialize)]
struct Turn {
    text: Option<String>,
}

#[derive(Deserialize)]
struct Reviewed {
    id: String,
    spans: Vec<Gold>,
}

fn parse<T: serde::de::DeserializeOwned>(line: &str) -> T {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"))
}

/// The chat fixtures as annotated messages; the names in them were reviewed by hand.
fn chats() -> Vec<Message> {
    let read = |path: &str| {
        std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let mut gold: HashMap<String, Vec<Gold>> = read("evaluation/redaction/chat_gold.jsonl")
        .lines()
        .map(parse::<Reviewed>)
        .map(|reviewed| (reviewed.id, reviewed.spans))
        .collect();
    let mut messages = Vec::new();
    for file in [
        "fixtures/chat/messages.jsonl",
        "fixtures/chat/conversations.jsonl",
    ] {
        for line in read(file).lines() {
            let line: Line = parse(line);
            let lang = line.lang.unwrap_or_default();
            let mut push = |id: String, text: String| {
                let spans = gold.remove(&id).unwrap_or_default();
                messages.push(Message {
                    id,
                    lang: lang.clone(),
                    text,
                    spans,
                });
            };
            if let Some(text) = line.text {
                push(line.id.clone(), text);
            }
            for (place, turn) in line.messages.into_iter().flatten().enumerate() {
                if let Some(text) = turn.text {
                    push(format!("{}.{place}", line.id), text);
                }
            }
        }
    }
    messages
}

#[test]
fn ordinary_chats_keep_their_words_and_lose_their_names() {
    let score = scoring::score(&Redactor::new(), &chats());
    let worst: Vec<_> = score.details.iter().take(20).collect();
    assert!(score.negatives.1 > 1_200, "{}", score.negatives.1);
    assert!(
        score.negative_hits() <= 0.01,
        "{:.4}: {worst:#?}",
        score.negative_hits()
    );
    assert!(
        score.message_leak() <= 0.05,
        "{:.4}: {worst:#?}",
        score.message_leak()
    );
}
