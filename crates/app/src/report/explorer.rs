//! The words of an explorer: its sentence and its verdict for one combination of its dials.
//!
//! The page's script writes the same from the same outcomes; a browser test holds them together.

use super::model::Explorer;
use crate::format::Format;

/// The explorer's sentence for the combination at `position`, holes filled; empty past the end.
pub fn sentence(explorer: &Explorer, position: usize, format: Format) -> String {
    let Some(outcome) = explorer.outcomes.get(position) else {
        return String::new();
    };
    let mut said = explorer.sentence.clone();
    for (dial, stop) in explorer.dials.iter().zip(explorer.setting(position)) {
        said = said.replace(&format!("{{{}}}", dial.id), &stop.text);
    }
    said.replace("{low}", &format.share_to(outcome.low, 1))
        .replace("{high}", &format.share_to(outcome.high, 1))
}

/// What becomes of the conclusion at `position`; empty where there is none.
pub fn verdict(explorer: &Explorer, position: usize) -> &str {
    explorer
        .outcomes
        .get(position)
        .and_then(|outcome| outcome.verdict)
        .and_then(|verdict| explorer.verdicts.get(verdict))
        .map_or("", String::as_str)
}

/// The outcomes as the page's script reads them: `[low, high, verdict, low written, high written]`,
/// the first two in percent, the verdict −1 where there is none.
pub fn grid(explorer: &Explorer, format: Format) -> String {
    let rows: Vec<serde_json::Value> = explorer
        .outcomes
        .iter()
        .map(|outcome| {
            let percent = |share: f64| (share * 10_000.0).round() / 100.0;
            serde_json::json!([
                percent(outcome.low),
                percent(outcome.high),
                outcome.verdict.map_or(-1, |verdict| verdict as i64),
                format.share_to(outcome.low, 1),
                format.share_to(outcome.high, 1),
            ])
        })
        .collect();
    serde_json::Value::Array(rows).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::model::{Dial, DialKind, Lang, Meaning, Outcome, Stop};
    use super::*;

    fn dial(id: &str, stops: &[&str], first: usize) -> Dial {
        Dial {
            id: id.to_owned(),
            label: id.to_owned(),
            kind: DialKind::Slider,
            stops: stops
                .iter()
                .map(|text| Stop {
                    value: None,
                    text: (*text).to_owned(),
                })
                .collect(),
            first,
        }
    }

    fn explorer() -> Explorer {
        Explorer {
            id: "x".to_owned(),
            title: String::new(),
            intro: String::new(),
            dials: vec![
                dial("a", &["a0", "a1"], 1),
                dial("b", &["b0", "b1", "b2"], 2),
            ],
            outcomes: (0..6)
                .map(|position| Outcome {
                    low: f64::from(position) / 10.0,
                    high: 1.0,
                    verdict: (position == 5).then_some(0),
                })
                .collect(),
            sentence: "{a} {b}: {low} – {high}".to_owned(),
            verdicts: vec!["holds".to_owned()],
            point: None,
            target: None,
            breakdown: String::new(),
            tables: Vec::new(),
            meaning: Meaning {
                name: String::new(),
                formula: String::new(),
                assumption: String::new(),
                reference: String::new(),
            },
        }
    }

    #[test]
    fn the_last_dial_turns_fastest_and_the_first_outcome_is_where_the_dials_stand() {
        let format = Format::new(Lang::En);
        let explorer = explorer();
        assert_eq!(explorer.start(), 5);
        assert_eq!(sentence(&explorer, 5, format), "a1 b2: 50.0% – 100.0%");
        assert_eq!(sentence(&explorer, 1, format), "a0 b1: 10.0% – 100.0%");
        assert_eq!(
            (verdict(&explorer, 5), verdict(&explorer, 1)),
            ("holds", "")
        );
        assert_eq!(sentence(&explorer, 6, format), "");
    }

    #[test]
    fn the_grid_carries_what_is_drawn_and_what_is_said() {
        let grid = grid(&explorer(), Format::new(Lang::Fr));
        assert!(
            grid.starts_with("[[0.0,100.0,-1,\"0,0\u{a0}%\",\"100,0\u{a0}%\"],"),
            "{grid}"
        );
    }
}
