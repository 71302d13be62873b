//! Measures the fast model on labelled files: `evaluate CHAT_FIXTURES [DATA [CORPUS]]`.
//!
//! `CHAT_FIXTURES` is the folder of `messages.jsonl`; `DATA` holds the public data sets, whose
//! validation parts are read; `CORPUS` is our own corpus, whose validation sectors are read. Figures
//! are only honest for weights trained with `--held-out`, named by `--weights FILE`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use serde::Deserialize;
use tact_analysis::{
    FastModel, KeptMessage, LanguageSet, TextModel, ThreadContext, annotate_conversation,
};
use tact_domain::{Language, MessageAnnotation};
use tact_privacy::{OperatorText, Permitted};

#[derive(Deserialize)]
struct Labelled {
    text: String,
    lang: String,
    sentiment: String,
    emotion: String,
    act: String,
    #[serde(default)]
    hard: bool,
    sector: String,
    /// Our own corpus alone has this label; there its absence means no.
    suggestion: Option<bool>,
}

type Failure = Box<dyn std::error::Error>;

/// Gold and predicted label of many texts.
#[derive(Default)]
struct Score(Vec<(String, String)>);

impl Score {
    fn accuracy(&self) -> f64 {
        let right = self.0.iter().filter(|(gold, said)| gold == said).count();
        100.0 * right as f64 / self.0.len().max(1) as f64
    }

    fn f1(&self, label: &str) -> f64 {
        let count = |test: fn(bool, bool) -> bool| {
            self.0
                .iter()
                .filter(|(gold, said)| test(gold == label, said == label))
                .count() as f64
        };
        let (hit, miss, false_alarm) = (
            count(|gold, said| gold && said),
            count(|gold, said| gold && !said),
            count(|gold, said| !gold && said),
        );
        if hit == 0.0 {
            0.0
        } else {
            200.0 * hit / (2.0 * hit + miss + false_alarm)
        }
    }

    fn macro_f1(&self) -> f64 {
        let labels: std::collections::BTreeSet<&String> =
            self.0.iter().map(|pair| &pair.0).collect();
        labels.iter().map(|label| self.f1(label)).sum::<f64>() / labels.len().max(1) as f64
    }

    /// Standard error of the accuracy, in points: what a figure of the other kind moves by, about.
    fn error(&self) -> f64 {
        let share = self.accuracy() / 100.0;
        100.0 * (share * (1.0 - share) / self.0.len().max(1) as f64).sqrt()
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: macro-F1 {:.1}, accuracy {:.1} ± {:.1}, n {}",
            self.macro_f1(),
            self.accuracy(),
            self.error(),
            self.0.len()
        );
    }
}

fn word(label: impl serde::Serialize) -> Result<String, Failure> {
    Ok(serde_json::to_value(label)?
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

fn annotate(model: &FastModel, text: &str) -> MessageAnnotation {
    let text: Permitted<&str, OperatorText> = Permitted::own_text(text);
    model.annotate(&text, &ThreadContext::new(LanguageSet::ALL))
}

fn tag(annotation: &MessageAnnotation) -> String {
    annotation
        .language
        .as_ref()
        .map_or("unknown", Language::tag)
        .to_owned()
}

/// Distance of said probability from accuracy over ten bins of equal size, in points.
fn calibration_error(mut answers: Vec<(f32, bool)>) -> f64 {
    answers.sort_by(|one, other| one.0.total_cmp(&other.0));
    let size = answers.len().div_ceil(10).max(1);
    let total: f64 = answers
        .chunks(size)
        .map(|bin| {
            let said: f64 = bin.iter().map(|(p, _)| f64::from(*p)).sum();
            let right = bin.iter().filter(|(_, right)| *right).count() as f64;
            (said - right).abs()
        })
        .sum();
    100.0 * total / answers.len().max(1) as f64
}

/// Figures of one file of chat messages; `sectors` keeps only messages of these.
fn chat(
    model: &FastModel,
    name: &str,
    folder: &Path,
    sectors: Option<&[&str]>,
) -> Result<(), Failure> {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut confidence = Vec::new();
    let (mut answered, mut right, mut all) = (0, 0, 0);
    for line in fs::read_to_string(folder.join("messages.jsonl"))?.lines() {
        let gold: Labelled = serde_json::from_str(line)?;
        if sectors.is_some_and(|sectors| !sectors.contains(&gold.sector.as_str())) {
            continue;
        }
        let said = annotate(model, &gold.text);
        let side = if gold.lang == "fr" { "fr" } else { "other" };
        let hard = if gold.hard { "hard" } else { "easy" };
        let sentiment = word(said.sentiment)?;
        let highest = said.sentiment_p.into_iter().fold(0.0, f32::max);
        confidence.push((highest, sentiment == gold.sentiment));
        all += 1;
        if !said.abstain {
            answered += 1;
            right += i32::from(sentiment == gold.sentiment);
        }
        let asks = |asks: bool| if asks { "question" } else { "other" }.to_owned();
        let mut add = |key: String, gold: String, said: String| {
            scores.entry(key).or_default().0.push((gold, said));
        };
        add(
            format!("sentiment {side}"),
            gold.sentiment.clone(),
            sentiment.clone(),
        );
        add(
            format!("sentiment {side} {hard}"),
            gold.sentiment,
            sentiment,
        );
        add(format!("emotion {side}"), gold.emotion, word(said.emotion)?);
        add(
            format!("question {side}"),
            asks(gold.act == "question"),
            asks(said.question),
        );
        add(format!("act {side}"), gold.act, word(said.act)?);
        add("lang".to_owned(), gold.lang, tag(&said));
        if sectors.is_some() {
            let idea = |yes: bool| if yes { "idea" } else { "none" }.to_owned();
            let told = gold.suggestion.unwrap_or(false);
            add("suggestion".to_owned(), idea(told), idea(said.suggestion));
        }
    }
    for (task, score) in &scores {
        score.print(&format!("{name} {task}"));
        if task.starts_with("question") {
            println!("    question-F1 {:.1}", score.f1("question"));
        }
        if task == "suggestion" {
            println!("    idea-F1 {:.1}", score.f1("idea"));
        }
    }
    println!(
        "{name} sentiment calibration error {:.1} points",
        calibration_error(confidence)
    );
    println!(
        "{name} sentiment used (not abstained): {answered} of {all}, of which right {:.1} %",
        100.0 * f64::from(right) / f64::from(answered.max(1))
    );
    Ok(())
}

fn public(model: &FastModel, data: &Path) -> Result<(), Failure> {
    let tags = BTreeMap::from([
        ("french", "fr"),
        ("english", "en"),
        ("spanish", "es"),
        ("portuguese", "pt"),
        ("german", "de"),
        ("italian", "it"),
        ("arabic", "ar"),
        ("hindi", "hi"),
    ]);
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for row in fs::read_to_string(data.join("umsab/val.tsv"))?
        .lines()
        .skip(1)
    {
        let columns: Vec<&str> = row.splitn(3, '\t').collect();
        let [language, label, text] = columns[..] else {
            continue;
        };
        if let Some(language) = tags.get(language) {
            let said = annotate(model, text);
            let mut add = |key: String, gold: &str, said: String| {
                scores
                    .entry(key)
                    .or_default()
                    .0
                    .push((gold.to_owned(), said));
            };
            add(
                format!("umsab sentiment {language}"),
                label,
                word(said.sentiment)?,
            );
            add("umsab lang".to_owned(), language, tag(&said));
        }
    }
    for row in fs::read_to_string(data.join("questions/val.tsv"))?
        .lines()
        .skip(1)
    {
        let columns: Vec<&str> = row.splitn(4, '\t').collect();
        let [language, _, label, text] = columns[..] else {
            continue;
        };
        if ["fr", "en", "es", "pt", "de", "it", "nl", "ar"].contains(&language) {
            let said = annotate(model, text);
            let asks = if said.question { "question" } else { "other" };
            scores
                .entry(format!("questions {language}"))
                .or_default()
                .0
                .push((label.to_owned(), asks.to_owned()));
            scores
                .entry("questions lang".to_owned())
                .or_default()
                .0
                .push((language.to_owned(), tag(&said)));
        }
    }
    let tweets: Vec<f64> = scores
        .iter()
        .filter(|(name, _)| name.starts_with("umsab sentiment"))
        .map(|(_, score)| score.macro_f1())
        .collect();
    println!(
        "umsab sentiment, mean of {} languages: macro-F1 {:.1}",
        tweets.len(),
        tweets.iter().sum::<f64>() / tweets.len().max(1) as f64
    );
    for (name, score) in &scores {
        score.print(name);
        if name.starts_with("questions ") && !name.ends_with("lang") {
            println!("    question-F1 {:.1}", score.f1("question"));
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct Conversation {
    messages: Vec<Turn>,
    csat: u8,
}

#[derive(Deserialize)]
struct Turn {
    from: String,
    text: Option<String>,
}

/// Tone of whole conversations against the customer's rating.
fn conversations(model: &FastModel, folder: &Path) -> Result<(), Failure> {
    let mut counts: BTreeMap<(u8, String), u32> = BTreeMap::new();
    for line in fs::read_to_string(folder.join("conversations.jsonl"))?.lines() {
        let conversation: Conversation = serde_json::from_str(line)?;
        let mut context = ThreadContext::default();
        let mut kept = Vec::new();
        for (index, turn) in conversation.messages.iter().enumerate() {
            let Some(text) = turn.text.as_deref().filter(|_| turn.from == "customer") else {
                continue;
            };
            let permit: Permitted<&str, OperatorText> = Permitted::own_text(text);
            let annotation = model.annotate(&permit, &context);
            context = context.after(&annotation);
            kept.push(KeptMessage {
                index: u32::try_from(index)?,
                words: u32::try_from(text.split_whitespace().count())?,
                annotation,
            });
        }
        let tone = word(annotate_conversation(&kept).tone)?;
        *counts.entry((conversation.csat, tone)).or_default() += 1;
    }
    for ((csat, tone), count) in counts {
        println!("conversations rated {csat}, tone {tone}: {count}");
    }
    Ok(())
}

/// Seconds this thread has spent on a core; `None` where the system does not tell.
fn cpu_seconds() -> Option<f64> {
    let line = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn speed(model: &FastModel, folder: &Path) -> Result<(), Failure> {
    let text = fs::read_to_string(folder.join("unlabelled-fr.txt"))?;
    let lines: Vec<&str> = text.lines().collect();
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let mut read = 0_u32;
    let mut closing = 0_u32;
    while start.elapsed().as_secs() < 4 {
        for line in &lines {
            closing += u32::from(annotate(model, line).closing);
            read += 1;
        }
    }
    let spent = cpu.zip(cpu_seconds()).map(|(before, after)| after - before);
    println!(
        "speed: {:.0} messages a second of core time, {:.0} of clock time ({closing} closing)",
        f64::from(read) / spent.unwrap_or(f64::NAN),
        f64::from(read) / start.elapsed().as_secs_f64()
    );
    Ok(())
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut folders, mut weights) = (Vec::new(), None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--weights" {
            weights = rest.next();
        } else {
            folders.push(Path::new(argument));
        }
    }
    let start = Instant::now();
    let model = match weights {
        Some(file) => FastModel::with_weights(&fs::read(file)?)?,
        None => FastModel::embedded()?,
    };
    println!("loaded in {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    if let Some(folder) = folders.first() {
        chat(&model, "chat", folder, None)?;
        conversations(&model, folder)?;
        speed(&model, folder)?;
    }
    if let Some(data) = folders.get(1) {
        public(&model, data)?;
    }
    if let Some(corpus) = folders.get(2) {
        let sectors = fs::read_to_string(corpus.join("validation-sectors.txt"))?;
        let sectors: Vec<&str> = sectors.lines().collect();
        chat(&model, "own", corpus, Some(&sectors))?;
    }
    Ok(())
}
