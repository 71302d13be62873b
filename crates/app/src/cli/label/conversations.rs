//! `tact label --conversations`: whole conversations in, what each is about and came to out.
//!
//! Two passes: every line is read and judged as it comes; the clusters need all of them, so answers
//! are written at the end, in the order of the lines. Nothing is kept afterwards.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use anyhow::anyhow;
use jiff::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tact_analysis::{
    CaseName, CaseTrace, CaseWords, KeptMessage, Model, NamedIn, Outcome, OutcomeModel, Speaker,
    TextModel, ThreadContext, Turn, annotate_conversation, case_parts, cluster_cases, problem_name,
    trace_case,
};
use tact_domain::{Flow, Language};
use tact_privacy::{OperatorText, Permitted};

use super::Lines;
use crate::report::model::Lang;

/// Lines read before they are judged side by side.
const BATCH: usize = 512;

#[derive(Deserialize)]
struct Input {
    id: Value,
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    from: From,
    #[serde(default)]
    at: Option<Timestamp>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    deleted: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum From {
    Customer,
    Agent,
    Bot,
}

#[derive(Serialize)]
struct Output<'a> {
    id: &'a Value,
    topic_cluster: usize,
    topic_label: &'a str,
    resolved: Option<bool>,
    resolved_p: Option<f32>,
    csat: Option<f32>,
    csat_interval: Option<[f32; 2]>,
    flow: Flow,
    question: Option<&'a str>,
    risk: Option<Risk>,
}

#[derive(Serialize)]
struct Risk {
    resolution: f32,
    tone: f32,
    effort: f32,
    waiting: f32,
}

/// What one line came to, before the clusters are known.
struct Judged {
    id: Value,
    outcome: Option<Outcome>,
    flow: Flow,
    question: Option<String>,
    trace: CaseTrace,
}

/// Everything that judges a conversation.
pub(super) struct Judges<'a> {
    /// Reads customers' messages; an accurate one reads conversations by their meaning too.
    pub(super) model: &'a Model,
    /// Languages and main language of the customers.
    pub(super) context: ThreadContext,
    /// Language of the clusters' names.
    pub(super) lang: Lang,
}

/// Labels every conversation of `input`.
///
/// # Errors
/// When the pipe breaks. A line that cannot be read is reported with its number and left out.
pub(super) fn label(
    judges: &Judges<'_>,
    input: impl Read,
    output: impl Write,
    errors: &mut impl Write,
) -> anyhow::Result<Lines> {
    let outcomes = OutcomeModel::embedded();
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut lines = Lines::default();
    let mut judged: Vec<Judged> = Vec::new();
    let mut number = 0_u64;
    loop {
        let batch = read_batch(&mut input)?;
        if batch.is_empty() {
            break;
        }
        let read: Vec<Option<anyhow::Result<Judged>>> = batch
            .par_iter()
            .map(|line| judge_line(line, judges, &outcomes))
            .collect();
        for one in read {
            number += 1;
            match one {
                None => {}
                Some(Ok(one)) => {
                    lines.labelled += 1;
                    judged.push(one);
                }
                Some(Err(problem)) => {
                    lines.unreadable += 1;
                    writeln!(errors, "line {number}: {problem}")?;
                }
            }
        }
    }
    write_all(&judged, judges.lang, output)?;
    Ok(lines)
}

fn read_batch(input: &mut impl BufRead) -> io::Result<Vec<Vec<u8>>> {
    let mut batch = Vec::new();
    while batch.len() < BATCH {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        batch.push(line);
    }
    Ok(batch)
}

/// `None` for an empty line.
fn judge_line(
    line: &[u8],
    judges: &Judges<'_>,
    outcomes: &OutcomeModel,
) -> Option<anyhow::Result<Judged>> {
    let line = super::trimmed(line);
    if line.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    // The parser's own message may quote the text; only the place is repeated.
    let input: Result<Input, _> = serde_json::from_slice(line).map_err(|error| {
        anyhow!(
            "not a conversation with \"id\" and \"messages\" (\"from\": customer, agent or bot; \
             \"at\"; \"text\") (column {})",
            error.column()
        )
    });
    Some(input.map(|input| judge(input, judges, outcomes)))
}

fn judge(input: Input, judges: &Judges<'_>, outcomes: &OutcomeModel) -> Judged {
    let turns = turns(&input, judges);
    let kept: Vec<KeptMessage> = turns
        .iter()
        .enumerate()
        .filter_map(|(index, turn)| {
            let words = turn.text.as_ref()?.get().split_whitespace().count();
            Some(KeptMessage {
                index: u32::try_from(index).unwrap_or(u32::MAX),
                words: u32::try_from(words).unwrap_or(u32::MAX),
                annotation: turn.said?,
            })
        })
        .collect();
    let annotation = annotate_conversation(&kept);
    let language = kept
        .iter()
        .find_map(|kept| kept.annotation.language)
        .unwrap_or(Language::FR);
    let parts = case_parts(&turns);
    let words: CaseWords<'_, OperatorText> = CaseWords {
        opening: Permitted::own_text(&parts.opening),
        later: Permitted::own_text(&parts.later),
        answers: Permitted::own_text(&parts.answers),
    };
    let trace = trace_case(&words, language, judges.model);
    Judged {
        outcome: outcomes.predict(&turns),
        flow: trace.flow(annotation.flow),
        question: annotation
            .main_message
            .and_then(|index| turns.get(index as usize))
            .and_then(|turn| turn.text.as_ref())
            .map(|text| (*text.get()).to_owned()),
        trace,
        id: input.id,
    }
}

/// A deleted message is a fact without content, even where the file still holds its words.
fn turns<'a>(input: &'a Input, judges: &Judges<'_>) -> Vec<Turn<'a, OperatorText>> {
    let mut context = judges.context;
    let mut at = 0;
    input
        .messages
        .iter()
        .map(|message| {
            at = message.at.map_or(at, Timestamp::as_second);
            let speaker = match message.from {
                From::Customer => Speaker::Customer,
                From::Agent => Speaker::Agent,
                From::Bot => Speaker::Bot,
            };
            let text: Option<Permitted<&str, OperatorText>> = message
                .text
                .as_deref()
                .filter(|text| !message.deleted && !text.trim().is_empty())
                .map(Permitted::own_text);
            let said = text
                .as_ref()
                .filter(|_| speaker == Speaker::Customer)
                .map(|text| judges.model.annotate(text, &context));
            if let Some(said) = &said {
                context = context.after(said);
            }
            Turn {
                speaker,
                at,
                text,
                said,
                deleted: message.deleted,
            }
        })
        .collect()
}

fn write_all(judged: &[Judged], lang: Lang, output: impl Write) -> anyhow::Result<()> {
    let traces: Vec<CaseTrace> = judged.iter().map(|one| one.trace.clone()).collect();
    let cases = cluster_cases(&traces);
    let names: Vec<String> = cases
        .names
        .iter()
        .map(|name| shown_name(name, lang))
        .collect();
    let mut output = BufWriter::with_capacity(1 << 16, output);
    for (one, cluster) in judged.iter().zip(&cases.of) {
        let answer = Output {
            id: &one.id,
            topic_cluster: *cluster,
            topic_label: names.get(*cluster).map_or("", String::as_str),
            resolved: one.outcome.map(|outcome| outcome.resolved_p > 0.5),
            resolved_p: one.outcome.map(|outcome| hundredths(outcome.resolved_p)),
            csat: one.outcome.map(|outcome| hundredths(outcome.csat)),
            csat_interval: one.outcome.map(|outcome| {
                let (low, high) = outcome.interval;
                [hundredths(low), hundredths(high)]
            }),
            flow: one.flow,
            question: one.question.as_deref(),
            risk: one.outcome.map(|outcome| Risk {
                resolution: hundredths(outcome.risk.resolution),
                tone: hundredths(outcome.risk.tone),
                effort: hundredths(outcome.risk.effort),
                waiting: hundredths(outcome.risk.waiting),
            }),
        };
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(())
}

fn hundredths(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

fn shown_name(name: &CaseName, lang: Lang) -> String {
    match (name, lang) {
        (CaseName::Problem(key), _) => problem_name(key, NamedIn::from(lang))
            .unwrap_or(key)
            .to_owned(),
        (CaseName::Words(words), _) => words.clone(),
        (CaseName::Other, Lang::Fr) => "Autre".to_owned(),
        (CaseName::Other, Lang::En) => "Other".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tact_analysis::ModelName;

    fn labelled(input: &str) -> (Vec<Value>, String, Lines) {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let lines = Model::load(ModelName::Fast)
            .map_err(anyhow::Error::from)
            .and_then(|model| {
                let judges = Judges {
                    model: &model,
                    context: ThreadContext::default(),
                    lang: Lang::Fr,
                };
                label(&judges, input.as_bytes(), &mut output, &mut errors)
            })
            .unwrap_or_default();
        let answers = String::from_utf8_lossy(&output)
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        (
            answers,
            String::from_utf8_lossy(&errors).into_owned(),
            lines,
        )
    }

    const TWICE: &str = r#"{"id":"a","messages":[{"from":"customer","at":"2026-01-15T14:40:12+01:00","text":"vous m'avez prélevé deux fois ce mois-ci"},{"from":"agent","at":"2026-01-15T14:45:12+01:00","text":"Bonjour, c'est corrigé, je vous rembourse aujourd'hui."},{"from":"customer","at":"2026-01-15T14:46:12+01:00","text":"super merci beaucoup"}]}"#;
    const COLD: &str = r#"{"id":2,"messages":[{"from":"customer","at":"2026-01-15T14:40:12+01:00","text":"plus de chauffage depuis hier, il fait 12 degrés"},{"from":"customer","at":"2026-01-18T14:40:12+01:00","text":"toujours personne, c'est honteux"}]}"#;

    #[test]
    fn every_conversation_gets_a_cluster_and_an_outcome() {
        let (answers, errors, lines) = labelled(&format!("{TWICE}\n{COLD}\n"));
        assert_eq!((errors.as_str(), lines.labelled), ("", 2));
        let labels: Vec<&str> = answers
            .iter()
            .filter_map(|answer| answer["topic_label"].as_str())
            .collect();
        assert_eq!(
            labels,
            ["Débité deux fois", "Chauffage ou eau chaude en panne"]
        );
        assert_ne!(answers[0]["topic_cluster"], answers[1]["topic_cluster"]);
        assert_eq!(answers[0]["resolved"], Value::Bool(true));
        assert_eq!(answers[1]["resolved"], Value::Bool(false));
        assert!(answers[0]["csat"].as_f64() > answers[1]["csat"].as_f64());
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named_without_its_words() {
        let (answers, errors, lines) = labelled(&format!("{TWICE}\nsecret words\n{COLD}\n"));
        assert_eq!((answers.len(), lines.unreadable), (2, 1));
        assert!(errors.starts_with("line 2: ") && !errors.contains("secret"));
    }

    #[test]
    fn a_deleted_message_is_judged_without_its_words() {
        let open = TWICE.replace("super merci beaucoup", "c'est une honte, je suis furieux");
        let deleted = TWICE.replace(
            r#""text":"super merci beaucoup""#,
            r#""text":"c'est une honte, je suis furieux","deleted":true"#,
        );
        let blank = TWICE.replace(r#""text":"super merci beaucoup""#, r#""deleted":true"#);
        assert_ne!(labelled(&open).0, labelled(&deleted).0);
        assert_eq!(labelled(&deleted).0, labelled(&blank).0);
    }

    #[test]
    fn a_conversation_without_a_word_of_the_customer_has_no_outcome() {
        let (answers, _, _) = labelled(
            r#"{"id":"x","messages":[{"from":"customer","deleted":true},{"from":"agent","text":"Bonjour"}]}"#,
        );
        assert_eq!(answers[0]["csat"], Value::Null);
        assert!(answers[0]["topic_cluster"].is_u64());
        let (blank, _, _) = labelled(
            r#"{"id":"x","messages":[{"from":"customer","text":"  "},{"from":"agent","text":"Bonjour"}]}"#,
        );
        assert_eq!(blank[0]["csat"], Value::Null);
    }
}
