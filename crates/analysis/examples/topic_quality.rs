//! Measures recurring topics against labels: `topic_quality LANGUAGE K < label<TAB>text lines`.
//!
//! Prints normalised mutual information, the share of texts without a topic, time, and the topics.
//! `--repeat N` hands every text in N times, as other people's, to measure speed; `--meaning FILE`
//! gives every text its sentence vector by the accurate model's file.

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::time::Instant;

use tact_analysis::{AccurateModel, TopicInput, TopicKind, TopicMemory, TopicOptions, find_topics};
use tact_domain::{ContactKey, Language};
use tact_privacy::{OperatorText, Permitted};

/// Normalised mutual information of two labellings of the same texts (arithmetic mean).
fn agreement(pairs: &[(String, String)]) -> f64 {
    let total = pairs.len() as f64;
    let count = |key: &dyn Fn(&(String, String)) -> String| {
        let mut counts: BTreeMap<String, f64> = BTreeMap::new();
        for pair in pairs {
            *counts.entry(key(pair)).or_default() += 1.0;
        }
        counts
    };
    let entropy = |counts: &BTreeMap<String, f64>| {
        -counts
            .values()
            .map(|n| n / total * (n / total).ln())
            .sum::<f64>()
    };
    let one = entropy(&count(&|pair| pair.0.clone()));
    let other = entropy(&count(&|pair| pair.1.clone()));
    let both = entropy(&count(&|pair| format!("{}\t{}", pair.0, pair.1)));
    2.0 * (one + other - both) / (one + other)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |at: usize| arguments.get(at).map(String::as_str).unwrap_or_default();
    let language = Language::parse(argument(0));
    let k = argument(1).parse().unwrap_or(10);
    let repeat: usize = match argument(2) {
        "--repeat" => argument(3).parse().unwrap_or(1),
        _ => 1,
    };
    let model = match argument(2) {
        "--meaning" => std::fs::read(argument(3))
            .ok()
            .and_then(|bytes| AccurateModel::read(&bytes).ok()),
        _ => None,
    };
    let lines: Vec<String> = io::stdin().lock().lines().map_while(Result::ok).collect();
    let rows: Vec<(&str, &str)> = (0..repeat)
        .flat_map(|_| lines.iter().filter_map(|line| line.split_once('\t')))
        .collect();
    let inputs: Vec<TopicInput<'_, OperatorText>> = rows
        .iter()
        .enumerate()
        .map(|(at, (_, text))| TopicInput {
            conversation: at as u32,
            contact: ContactKey(at as u32),
            week: (at % 12) as i32,
            kind: TopicKind::Problem,
            language,
            sensitive: false,
            text: Permitted::own_text(*text),
            meaning: model.as_ref().map(|model| {
                Box::new(model.sentence_vector(&Permitted::<_, OperatorText>::own_text(*text)))
            }),
        })
        .collect();
    let options = TopicOptions {
        k,
        last_complete_week: 11,
    };
    let start = Instant::now();
    let found = find_topics(&inputs, &TopicMemory::default(), &options);
    let seconds = start.elapsed().as_secs_f64();
    let pairs: Vec<(String, String)> = rows
        .iter()
        .zip(&found.of_input)
        .map(|((label, _), topic)| ((*label).to_owned(), format!("{topic:?}")))
        .collect();
    let outside = found
        .of_input
        .iter()
        .filter(|topic| topic.is_none())
        .count();
    println!(
        "n {}, topics {}, NMI {:.3}, without topic {:.1} %, withheld {}, {seconds:.2} s",
        rows.len(),
        found.topics.len(),
        agreement(&pairs),
        100.0 * outside as f64 / rows.len().max(1) as f64,
        found.withheld,
    );
    for topic in &found.topics {
        let example = topic
            .example
            .and_then(|at| rows.get(at as usize))
            .map_or("", |row| row.1);
        println!(
            "{:>6}  {:<40}  «{example}»",
            topic.conversations, topic.name
        );
    }
}
