//! `tact label`: lines in, what is understood of them out. A stateless pipe: nothing is kept.

mod conversations;

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use anyhow::anyhow;
use clap::{Parser, ValueEnum};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tact_analysis::{ExplainIn, LanguageSet, Model, Moved, TextModel, ThreadContext};
use tact_domain::{Act, Emotion, Language, MessageAnnotation, Sentiment};
use tact_privacy::{OperatorText, Permitted};

use super::{environment_lang, say};
use crate::exit::Exit;
use crate::i18n::Texts;
use crate::models::{Asked, Surroundings};
use crate::report::model::Lang;

/// Label messages of your own: language, sentiment, emotion, act, question.
///
/// Reads standard input and writes standard output, line by line; nothing is kept, nothing leaves
/// this machine. Labels are predictions, always the most probable one; `abstain` says that the
/// product itself would not use the sentiment. For customers' messages only, never for agents'.
#[derive(Debug, Parser)]
#[command(group = clap::ArgGroup::new("shape").required(true), after_help = EXAMPLES)]
pub struct Args {
    /// JSON lines {"id","text"} in; JSON lines with every label out.
    #[arg(long, group = "shape")]
    json: bool,
    /// Plain lines in; one label a line out.
    #[arg(long, value_enum, group = "shape")]
    task: Option<Task>,
    /// JSON lines of whole conversations in; JSON lines with topic, outcome and predicted rating out,
    /// once all have been read.
    #[arg(long, group = "shape", conflicts_with = "explain")]
    conversations: bool,
    /// Which model.
    #[command(flatten)]
    asked: Asked,
    /// Show the words that weighed most: an array "explanation" in JSON, on sentiment, emotion and act
    /// (the accurate model: on the sentiment), else a second column after a tab, on the sentiment.
    #[arg(long)]
    explain: bool,
    /// Languages the messages may be in, main one first (for example fr,en).
    #[arg(long, value_delimiter = ',', value_parser = parse_language)]
    languages: Vec<Language>,
    /// Language of the names of topics; by default that of the environment.
    #[arg(long, value_parser = super::parse_lang, env = "TACT_LANG", hide_env = true, value_name = "fr|en")]
    lang: Option<Lang>,
}

/// Shown below the help; [`super::help`] has the French.
const EXAMPLES: &str = "\
Examples:
  printf 'my parcel never came\\n' | tact label --task act
  tact label --json < messages.jsonl > labels.jsonl
  tact label --conversations --lang en < conversations.jsonl
  tact label --conversations --model accurate < conversations.jsonl   (topics by meaning too)

A conversation is one line:
  {\"id\":1,\"messages\":[{\"from\":\"customer\",\"at\":\"2026-01-15T14:40:12+01:00\",\"text\":\"…\"},
   {\"from\":\"agent\",\"at\":\"2026-01-15T14:45:12+01:00\",\"text\":\"…\"}]}
`from` is customer, agent or bot; \"deleted\":true keeps a message as a fact without its words.";

/// What `--task` answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Task {
    /// negative, neutral, positive.
    Sentiment,
    /// anger, disappointment, worry, confusion, gratitude, satisfaction, surprise, neutral.
    Emotion,
    /// question, request, complaint, information, confirmation, thanks, greeting, other.
    Act,
    /// Language tag, or «unknown».
    Lang,
    /// question or other.
    Question,
}

fn parse_language(tag: &str) -> Result<Language, String> {
    Language::parse(tag)
        .filter(|language| LanguageSet::ALL.contains(*language))
        .ok_or_else(|| {
            format!("«{tag}» is not a language the models know (fr en es pt de it nl ar)")
        })
}

#[derive(Deserialize)]
struct Input {
    id: Value,
    text: String,
}

#[derive(Serialize)]
struct Output<'a> {
    id: &'a Value,
    lang: &'a str,
    sentiment: Sentiment,
    sentiment_p: Probabilities,
    emotion: Emotion,
    act: Act,
    question: bool,
    abstain: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Vec<Moved>>,
}

#[derive(Serialize)]
struct Probabilities {
    negative: f32,
    neutral: f32,
    positive: f32,
}

/// Runs the command on standard input and output.
///
/// # Errors
/// When the pipe breaks. A line that cannot be read is reported on
/// standard error with its number, the others are still labelled, and the exit code says so.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let lang = environment_lang();
    let model = match args.asked.load(&Surroundings::of_process()) {
        Ok(model) => model,
        Err(problem) => {
            let said = format!("tact label: {}", problem.sentence(&Texts::new(lang)));
            said.lines().for_each(say);
            return Ok(problem.exit().into());
        }
    };
    let (input, output, mut errors) =
        (io::stdin().lock(), io::stdout().lock(), io::stderr().lock());
    let lines = if args.conversations {
        let judges = conversations::Judges {
            model: &model,
            context: ThreadContext::new(LanguageSet::new(&args.languages).unwrap_or_default()),
            lang: args.lang.unwrap_or(lang),
        };
        conversations::label(&judges, input, output, &mut errors)?
    } else {
        label(
            args,
            &Labeller::new(&model, args, lang),
            input,
            output,
            &mut errors,
        )?
    };
    let exit = if lines.unreadable == 0 {
        Exit::Done
    } else if lines.labelled > 0 {
        Exit::Partial
    } else {
        Exit::NotUnderstood
    };
    Ok(exit.into())
}

/// How many lines went through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Lines {
    labelled: u64,
    unreadable: u64,
}

/// A model, and what is wanted of it beside labels.
struct Labeller<'a> {
    model: &'a Model,
    context: ThreadContext,
    /// The language of explanations, where any are wanted.
    explain: Option<ExplainIn>,
}

impl<'a> Labeller<'a> {
    fn new(model: &'a Model, args: &Args, lang: Lang) -> Self {
        Self {
            model,
            context: ThreadContext::new(LanguageSet::new(&args.languages).unwrap_or_default()),
            explain: args.explain.then_some(match lang {
                Lang::Fr => ExplainIn::French,
                Lang::En => ExplainIn::English,
            }),
        }
    }

    fn annotate(&self, text: &str) -> MessageAnnotation {
        let text: Permitted<&str, OperatorText> = Permitted::own_text(text);
        self.model.annotate(&text, &self.context)
    }

    /// The words that moved the answers.
    fn explanation(&self, text: &str) -> Option<Vec<Moved>> {
        let text: Permitted<&str, OperatorText> = Permitted::own_text(text);
        self.explain
            .map(|_| self.model.explain(&text, &self.context))
    }

    /// The same in one line, of the sentiment alone.
    fn explanation_line(&self, text: &str) -> Option<String> {
        let text: Permitted<&str, OperatorText> = Permitted::own_text(text);
        self.explain
            .map(|reader| self.model.explain_line(&text, &self.context, reader))
    }
}

/// Labels every line of `input`.
fn label(
    args: &Args,
    labeller: &Labeller<'_>,
    input: impl Read,
    output: impl Write,
    errors: &mut impl Write,
) -> anyhow::Result<Lines> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut output = BufWriter::with_capacity(1 << 16, output);
    let mut line = Vec::new();
    let mut lines = Lines::default();
    loop {
        // Whoever feeds this pipe line by line gets each answer before the next question.
        if input.buffer().is_empty() {
            output.flush()?;
        }
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let read = match args.task {
            Some(task) => label_plain(task, &line, &mut output, labeller),
            None => label_json(&line, &mut output, labeller),
        };
        match read {
            Ok(()) => lines.labelled += 1,
            Err(failure) if failure.is::<io::Error>() => return Err(failure),
            Err(problem) => {
                lines.unreadable += 1;
                let number = lines.labelled + lines.unreadable;
                writeln!(errors, "line {number}: {problem}")?;
            }
        }
    }
    output.flush()?;
    Ok(lines)
}

fn trimmed(line: &[u8]) -> &[u8] {
    // Some editors open a file with a byte order mark.
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn label_json(line: &[u8], output: &mut impl Write, labeller: &Labeller<'_>) -> anyhow::Result<()> {
    let line = trimmed(line);
    if line.iter().all(u8::is_ascii_whitespace) {
        return Ok(());
    }
    // The parser's own message may quote the text; only the place is repeated.
    let input: Input = serde_json::from_slice(line).map_err(|error| {
        anyhow!(
            "not a JSON object with \"id\" and \"text\" (column {})",
            error.column()
        )
    })?;
    let annotation = labeller.annotate(&input.text);
    let [negative, neutral, positive] = annotation.sentiment_p;
    let answer = Output {
        id: &input.id,
        lang: tag(&annotation),
        sentiment: annotation.sentiment,
        sentiment_p: Probabilities {
            negative,
            neutral,
            positive,
        },
        emotion: annotation.emotion,
        act: annotation.act,
        question: annotation.question,
        abstain: annotation.abstain,
        explanation: labeller.explanation(&input.text),
    };
    let mut answer = serde_json::to_vec(&answer)?;
    answer.push(b'\n');
    output.write_all(&answer)?;
    Ok(())
}

/// One line out for every line in, even for one that cannot be read: the two files stay side by side.
fn label_plain(
    task: Task,
    line: &[u8],
    output: &mut impl Write,
    labeller: &Labeller<'_>,
) -> anyhow::Result<()> {
    let Ok(text) = std::str::from_utf8(trimmed(line)) else {
        output.write_all(b"\n")?;
        return Err(anyhow!("not UTF-8; an empty line stands in its place"));
    };
    let annotation = labeller.annotate(text);
    let word = match task {
        Task::Lang => tag(&annotation).to_owned(),
        Task::Question if annotation.question => "question".to_owned(),
        Task::Question => "other".to_owned(),
        Task::Sentiment => word_of(annotation.sentiment)?,
        Task::Emotion => word_of(annotation.emotion)?,
        Task::Act => word_of(annotation.act)?,
    };
    match labeller.explanation_line(text) {
        None => writeln!(output, "{word}")?,
        Some(line) => writeln!(output, "{word}\t{line}")?,
    }
    Ok(())
}

fn tag(annotation: &MessageAnnotation) -> &str {
    annotation
        .language
        .as_ref()
        .map_or("unknown", Language::tag)
}

/// The word a label has in JSON.
fn word_of(label: impl Serialize) -> anyhow::Result<String> {
    match serde_json::to_value(label)? {
        Value::String(word) => Ok(word),
        other => Err(anyhow!("a label is a word, not {other}")),
    }
}

#[cfg(test)]
mod tests {
    use tact_analysis::ModelName;

    use super::*;

    fn labelled(arguments: &[&str], input: &[u8]) -> (String, String, u64) {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let arguments = std::iter::once("label").chain(arguments.iter().copied());
        let unreadable = Args::try_parse_from(arguments)
            .map_err(anyhow::Error::from)
            .and_then(|args| {
                let model = Model::load(ModelName::Fast)?;
                let labeller = Labeller::new(&model, &args, Lang::Fr);
                label(&args, &labeller, input, &mut output, &mut errors)
            })
            .map_or(u64::MAX, |lines| lines.unreadable);
        let text = |bytes| String::from_utf8(bytes).unwrap_or_default();
        (text(output), text(errors), unreadable)
    }

    #[test]
    fn a_bad_line_is_named_and_the_others_are_still_labelled() {
        let input =
            b"{\"id\":\"a\",\"text\":\"merci beaucoup\"}\nnot json\n{\"id\":7,\"text\":\"\"}\n";
        let (output, errors, unreadable) = labelled(&["--json"], input);
        assert_eq!(unreadable, 1);
        assert!(errors.starts_with("line 2: "));
        let ids: Vec<Value> = output
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .map(|answer| answer["id"].clone())
            .collect();
        assert_eq!(ids, [Value::from("a"), Value::from(7)]);
    }

    #[test]
    fn every_answer_has_the_keys_of_the_contract() {
        let (output, _, _) = labelled(&["--json"], b"{\"id\":\"a\",\"text\":\"merci\"}\n");
        let answer: Value = serde_json::from_str(&output).unwrap_or_default();
        let keys: Vec<&String> = answer
            .as_object()
            .into_iter()
            .flat_map(|o| o.keys())
            .collect();
        let mut wanted = vec![
            "id",
            "lang",
            "sentiment",
            "sentiment_p",
            "emotion",
            "act",
            "question",
            "abstain",
        ];
        wanted.sort_unstable();
        assert_eq!(keys, wanted);
        let p = &answer["sentiment_p"];
        let sum: f64 = ["negative", "neutral", "positive"]
            .iter()
            .filter_map(|side| p[side].as_f64())
            .sum();
        assert!((sum - 1.0).abs() < 1e-5);
    }

    #[test]
    fn plain_lines_keep_their_places() {
        let (output, errors, unreadable) = labelled(
            &["--task", "lang"],
            b"bonjour\xff\n\n12\nmerci beaucoup\r\n",
        );
        assert_eq!(output, "\nunknown\nunknown\nfr\n");
        assert!(errors.starts_with("line 1: "));
        assert_eq!(unreadable, 1);
    }

    #[test]
    fn an_explanation_comes_only_where_it_is_asked_for() {
        let input = b"{\"id\":\"a\",\"text\":\"merci beaucoup !\"}\n";
        let (output, _, _) = labelled(&["--json", "--explain"], input);
        let answer: Value = serde_json::from_str(&output).unwrap_or_default();
        assert_eq!(answer["explanation"][0]["words"], "merci");
        assert_eq!(answer["explanation"][0]["about"], "sentiment");
        let (output, _, _) = labelled(&["--task", "act", "--explain"], b"merci beaucoup !\n");
        assert_eq!(
            output.split_once('\t').map(|(label, _)| label),
            Some("thanks")
        );
    }

    #[test]
    fn a_language_no_model_knows_is_refused() {
        assert!(Args::try_parse_from(["label", "--json", "--languages", "fr,xx"]).is_err());
        assert!(Args::try_parse_from(["label"]).is_err());
    }
}
