//! The golden set of a model: texts with the answers it gave when it was published. Another answer
//! today means other weights, another program, or a machine that computes wrongly.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use tact_analysis::{Model, TextModel, ThreadContext};
use tact_domain::{Language, MessageAnnotation};
use tact_privacy::{OperatorText, Permitted};

use super::{ModelProblem, read_file};

static FAST: &str = include_str!("../../../../models/fast/golden.jsonl");

/// Probabilities further apart than this are other answers.
const TOLERANCE: f64 = 0.01;

/// Texts with the answers expected.
#[derive(Debug)]
pub struct Golden(Vec<Line>);

/// One text; an answer that is not given is not compared.
#[derive(Debug, Deserialize)]
struct Line {
    id: String,
    text: String,
    lang: Option<String>,
    sentiment: Option<String>,
    sentiment_p: Option<Probabilities>,
    emotion: Option<String>,
    act: Option<String>,
    question: Option<bool>,
    suggestion: Option<bool>,
}

#[derive(Debug, Deserialize)]
struct Probabilities {
    negative: f64,
    neutral: f64,
    positive: f64,
}

/// What came of asking again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescored {
    /// Texts asked.
    pub texts: usize,
    /// Ids of those answered otherwise.
    pub otherwise: Vec<String>,
}

impl Golden {
    /// That of the model inside the program.
    ///
    /// # Errors
    /// Never in a build whose tests passed.
    pub fn fast() -> Result<Self, ModelProblem> {
        Self::parse(FAST, Path::new("models/fast/golden.jsonl"))
    }

    /// That beside a weights file.
    ///
    /// # Errors
    /// No such file, or not such lines.
    pub fn beside(weights: &Path) -> Result<Self, ModelProblem> {
        let path = weights.with_file_name("golden.jsonl");
        let bytes = read_file(&path)?;
        Self::parse(&String::from_utf8_lossy(&bytes), &path)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, ModelProblem> {
        let damaged = |why: String| ModelProblem::Damaged {
            path: path.to_owned(),
            why,
        };
        let lines = text
            .lines()
            .zip(1..)
            .map(|(line, number)| {
                serde_json::from_str(line).map_err(|error| damaged(format!("{number}: {error}")))
            })
            .collect::<Result<Vec<Line>, _>>()?;
        if lines.is_empty() {
            return Err(damaged("0".to_owned()));
        }
        Ok(Self(lines))
    }

    /// Asks the model every text again.
    pub fn rescore(&self, model: &Model) -> Rescored {
        let context = ThreadContext::default();
        let otherwise = self
            .0
            .iter()
            .filter(|line| {
                let text: Permitted<&str, OperatorText> = Permitted::own_text(&line.text);
                !line.agrees(&model.annotate(&text, &context))
            })
            .map(|line| line.id.clone())
            .collect();
        Rescored {
            texts: self.0.len(),
            otherwise,
        }
    }
}

impl Line {
    fn agrees(&self, said: &MessageAnnotation) -> bool {
        let same = |wanted: &Option<String>, label: serde_json::Result<Value>| {
            wanted
                .as_deref()
                .is_none_or(|word| label.is_ok_and(|label| label == word))
        };
        let near = self.sentiment_p.as_ref().is_none_or(|wanted| {
            [wanted.negative, wanted.neutral, wanted.positive]
                .iter()
                .zip(said.sentiment_p)
                .all(|(wanted, said)| (wanted - f64::from(said)).abs() <= TOLERANCE)
        });
        let lang = said.language.as_ref().map_or("unknown", Language::tag);
        near && self.lang.as_deref().is_none_or(|wanted| wanted == lang)
            && same(&self.sentiment, serde_json::to_value(said.sentiment))
            && same(&self.emotion, serde_json::to_value(said.emotion))
            && same(&self.act, serde_json::to_value(said.act))
            && self.question.is_none_or(|wanted| wanted == said.question)
            && self
                .suggestion
                .is_none_or(|wanted| wanted == said.suggestion)
    }
}

#[cfg(test)]
mod tests {
    use tact_analysis::ModelName;

    use super::*;

    #[test]
    fn the_embedded_model_still_gives_the_answers_it_was_published_with() {
        let model = Model::load(ModelName::Fast).unwrap();
        let rescored = Golden::fast().unwrap().rescore(&model);
        assert_eq!(rescored.otherwise, Vec::<String>::new());
        assert!(rescored.texts >= 40);
    }

    #[test]
    fn another_label_or_probability_is_noticed() {
        let model = Model::load(ModelName::Fast).unwrap();
        let ask = |answers: &str| {
            let line = format!(r#"{{"id":"a","text":"merci beaucoup pour tout !"{answers}}}"#);
            let golden = Golden::parse(&line, Path::new("x")).unwrap();
            golden.rescore(&model).otherwise.len()
        };
        assert_eq!(ask(r#","sentiment":"positive","lang":"fr""#), 0);
        assert_eq!(ask(r#","sentiment":"negative""#), 1);
        assert_eq!(ask(r#","question":true"#), 1);
        assert_eq!(
            ask(r#","sentiment_p":{"negative":0.8,"neutral":0.1,"positive":0.1}"#),
            1
        );
    }

    #[test]
    fn lines_of_another_kind_are_named() {
        let wrong = Golden::parse(
            "{\"id\":\"a\",\"text\":\"oui\"}\n{\"id\":7}",
            Path::new("x"),
        );
        assert!(matches!(wrong, Err(ModelProblem::Damaged { why, .. }) if why.starts_with("2: ")));
    }
}
