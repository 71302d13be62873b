//! What `tact models` says to a person.

use super::answer::{Listed, ListedModel, State, Verified};
use crate::i18n::{Texts, args};
use crate::models::{Card, Chosen, Score};
use crate::report::model::Lang;

/// Figures shown of a card: those a manager of a French-speaking service would ask for.
const SHOWN: [(&str, &str, &str); 6] = [
    ("chat", "sentiment", "fr"),
    ("chat", "emotion", "fr"),
    ("chat", "act", "fr"),
    ("chat", "lang", "all"),
    ("questions", "question", "fr"),
    ("umsab", "sentiment", "fr"),
];

/// Every model with its card.
pub(super) fn list(listed: &Listed, texts: &Texts) -> String {
    let mut said = String::new();
    for model in &listed.models {
        said.push_str(&one(model, listed.default == model.name, texts));
        said.push('\n');
    }
    let key = match listed.remembered {
        true => "models-default-remembered",
        false => "models-default",
    };
    said.push_str(&texts.get(key, args!["name" => listed.default.word()]));
    said.push('\n');
    said
}

fn one(model: &ListedModel, default: bool, texts: &Texts) -> String {
    let version = model
        .card
        .as_ref()
        .map_or_else(String::new, |card| format!(" {}", card.version));
    let mark = match default {
        true => format!("  {}", texts.say("models-mark-default")),
        false => String::new(),
    };
    let mut said = format!("{}{version}{mark}\n", model.name.word());
    let mut line = |text: String| {
        said.push_str("  ");
        said.push_str(&text);
        said.push('\n');
    };
    match (model.state, &model.file) {
        (State::Embedded, _) => line(texts.say("models-embedded")),
        (_, Some(file)) => line(file.display().to_string()),
        (_, None) => {
            line(texts.say("models-absent"));
            for path in &model.searched {
                line(format!("  {}", path.display()));
            }
            line(texts.say("models-absent-costs"));
        }
    }
    match &model.card {
        Some(card) => about(card, texts, &mut line),
        None if model.state == State::File => line(texts.say("models-no-card")),
        None => {}
    }
    said
}

fn about(card: &Card, texts: &Texts, line: &mut impl FnMut(String)) {
    let format = texts.format();
    let megabytes = format.decimal(card.bytes as f64 / 1e6, 1);
    line(texts.get("models-licence", args!["licence" => card.licence.clone()]));
    line(texts.get(
        "models-size",
        args!["size" => megabytes, "date" => card.date.clone()],
    ));
    line(texts.get("models-checksum", args!["sum" => card.sha256.clone()]));
    line(texts.get(
        "models-languages",
        args!["list" => card.languages.join(", ")],
    ));
    let shown: Vec<_> = SHOWN
        .iter()
        .filter_map(|(set, task, lang)| card.score(set, task, lang))
        .collect();
    if !shown.is_empty() {
        line(texts.say("models-scores"));
        for score in shown {
            line(format!("  {}", figure(score, texts)));
        }
    }
    let weaknesses = match texts.lang() {
        Lang::Fr => &card.weaknesses.fr,
        Lang::En => &card.weaknesses.en,
    };
    if !weaknesses.is_empty() {
        line(texts.say("models-weaknesses"));
        for sentence in weaknesses {
            line(format!("  {sentence}"));
        }
    }
}

fn figure(score: &Score, texts: &Texts) -> String {
    let format = texts.format();
    let key = match (score.set.as_str(), score.task.as_str()) {
        ("chat", "sentiment") => "models-score-chat-sentiment",
        ("chat", "emotion") => "models-score-chat-emotion",
        ("chat", "act") => "models-score-chat-act",
        ("chat", _) => "models-score-chat-lang",
        ("umsab", _) => "models-score-tweets",
        _ => "models-score-questions",
    };
    texts.get(
        key,
        args![
            "value" => format.decimal(score.value, 1),
            "error" => format.decimal(score.error, 1),
            "n" => format.count(score.n)
        ],
    )
}

/// What recomputing said of one model, one line each.
pub(super) fn verified(verified: &Verified, texts: &Texts) -> String {
    let name = verified.name.word();
    if verified.state == State::Missing {
        let costs = texts.say("models-absent-costs");
        let absent = texts.say("models-absent-short");
        return format!("{name}{}{absent}\n  {costs}\n", colon(texts));
    }
    let mut parts = vec![texts.say(match verified.checksum_holds {
        true => "models-checksum-holds",
        false => "models-checksum-differs",
    })];
    if !verified.readable {
        parts.push(texts.say("models-unreadable"));
    } else if verified.golden_otherwise.is_empty() {
        parts.push(texts.get(
            "models-golden-holds",
            args!["count" => verified.golden_texts],
        ));
    } else {
        parts.push(texts.get(
            "models-golden-differs",
            args![
                "count" => verified.golden_otherwise.len(),
                "all" => verified.golden_texts,
                "ids" => verified.golden_otherwise.join(", ")
            ],
        ));
    }
    let place = match verified.name {
        Chosen::Fast => texts.say("models-embedded"),
        Chosen::Accurate => verified
            .file
            .as_ref()
            .map_or_else(String::new, |file| file.display().to_string()),
    };
    let mut said = format!("{name}{}{place}\n", colon(texts));
    for part in parts {
        said.push_str(&format!("  {part}\n"));
    }
    said
}

fn colon(texts: &Texts) -> &'static str {
    match texts.lang() {
        Lang::Fr => "\u{a0}: ",
        Lang::En => ": ",
    }
}
