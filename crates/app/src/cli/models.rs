//! `tact models`: which models there are, whether they are what they say, which is the default.

mod answer;
mod text;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use serde::Serialize;
use tact_analysis::FastModel;

use self::answer::{Listed, Verified, verify};
use super::{Common, say};
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::models::{Asked, Chosen, ModelProblem, Remembered, Surroundings};

/// The models: their cards, whether their files are whole, which is the default.
///
/// The fast model is inside the program. The accurate one is a folder of files that may be left
/// out: models/accurate/ in $TACT_MODELS, beside the program, in the clone it was built in, in the
/// user's data folder or in the current one. Nothing is ever downloaded.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done with models.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Cards: licence, checksum, size, languages, scores.
    List(ListArgs),
    /// Recompute checksums and ask the golden sets again; exit 65 where something differs.
    Verify(VerifyArgs),
    /// Remember the default of `label` and `analyze`.
    Use(UseArgs),
}

/// Arguments of `list`.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// Only this model; by default every one that is there.
    #[arg(value_enum, value_name = "NAME")]
    pub name: Option<Chosen>,
    /// Weights of the accurate model that lie in none of the known places.
    #[arg(long, value_name = "FILE")]
    pub model_file: Option<PathBuf>,
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `use`.
#[derive(Debug, clap::Args)]
pub struct UseArgs {
    /// The model to use where a command line names none.
    #[arg(value_enum, value_name = "NAME")]
    pub name: Chosen,
    /// Weights of the accurate model, remembered too.
    #[arg(long, value_name = "FILE")]
    pub model_file: Option<PathBuf>,
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let around = Surroundings::of_process();
    let (common, outcome) = match &args.action {
        Action::List(args) => (&args.common, list(args, &around)?),
        Action::Verify(args) => (&args.common, verify_all(args, &around)?),
        Action::Use(args) => (&args.common, remember(args, &around)?),
    };
    Ok(match outcome {
        Ok(exit) => exit.into(),
        Err(problem) => {
            let texts = Texts::new(common.lang());
            for line in format!("tact models: {}", problem.sentence(&texts)).lines() {
                say(line);
            }
            problem.exit().into()
        }
    })
}

type Outcome = anyhow::Result<Result<Exit, ModelProblem>>;

fn list(args: &ListArgs, around: &Surroundings) -> Outcome {
    let listed = match Listed::of(around) {
        Ok(listed) => listed,
        Err(problem) => return Ok(Err(problem)),
    };
    if args.json {
        print_json(&listed)?;
    } else {
        print(&text::list(&listed, &Texts::new(args.common.lang())))?;
    }
    Ok(Ok(Exit::Done))
}

fn verify_all(args: &VerifyArgs, around: &Surroundings) -> Outcome {
    let verified = match verify(args.name, args.model_file.as_deref(), around) {
        Ok(verified) => verified,
        Err(problem) => return Ok(Err(problem)),
    };
    if args.json {
        print_json(&serde_json::json!({ "models": verified }))?;
    } else {
        let texts = Texts::new(args.common.lang());
        let said: String = verified.iter().map(|v| text::verified(v, &texts)).collect();
        print(&said)?;
    }
    Ok(Ok(if verified.iter().all(Verified::holds) {
        Exit::Done
    } else {
        Exit::NotUnderstood
    }))
}

fn remember(args: &UseArgs, around: &Surroundings) -> Outcome {
    let remembered = match chosen(args, around) {
        Ok(remembered) => remembered,
        Err(problem) => return Ok(Err(problem)),
    };
    let place = match remembered.write(around) {
        Ok(place) => place,
        Err(problem) => return Ok(Err(problem)),
    };
    if args.json {
        print_json(&serde_json::json!({
            "default": args.name,
            "model_file": remembered.file,
            "remembered_in": place,
        }))?;
    } else if !args.common.quiet {
        let texts = Texts::new(args.common.lang());
        let words = args!["name" => args.name.word(), "file" => place.display().to_string()];
        print(&format!("{}\n", texts.get("models-remembered", words)))?;
    }
    Ok(Ok(Exit::Done))
}

/// The choice, once the model was loaded: a default that fails each time helps nobody.
fn chosen(args: &UseArgs, around: &Surroundings) -> Result<Remembered, ModelProblem> {
    let asked = Asked {
        model: Some(args.name),
        model_file: args.model_file.clone(),
    };
    let decision = match asked.decide(around) {
        // A choice that cannot be read is what this command replaces.
        Err(ModelProblem::Damaged { .. }) => asked.decide(&Surroundings {
            settings: None,
            ..around.clone()
        })?,
        decided => decided?,
    };
    decision.load(around)?;
    Ok(Remembered {
        model: Some(args.name),
        file: decision
            .file
            .map(|file| std::path::absolute(&file).unwrap_or(file)),
    })
}

fn print_json(answer: &impl Serialize) -> anyhow::Result<()> {
    print(&(serde_json::to_string(answer)? + "\n"))
}

fn print(said: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(said.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// The weights of a model: the embedded ones, or those of a file.
fn weights(file: Option<&Path>) -> Result<Vec<u8>, ModelProblem> {
    match file {
        None => Ok(FastModel::embedded_weights().to_vec()),
        Some(path) => std::fs::read(path).map_err(|error| ModelProblem::Unreadable {
            path: path.to_owned(),
            error,
        }),
    }
}
