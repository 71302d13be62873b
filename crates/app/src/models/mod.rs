//! The models an operator can choose: where their files lie, what their cards say, which is the
//! default. Documented in `docs/models.md`.

mod card;
mod choice;
mod golden;
mod place;
mod problem;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use tact_analysis::{Model, ModelName};

pub use card::{Card, Score};
pub use choice::Remembered;
pub use golden::{Golden, Rescored};
pub use place::{Surroundings, WEIGHTS_FILE};
pub use problem::ModelProblem;

/// Models that can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chosen {
    /// Embedded, for every message.
    Fast,
    /// In a file of its own: slower, better.
    Accurate,
}

impl Chosen {
    /// Every model, the default first.
    pub const ALL: [Self; 2] = [Self::Fast, Self::Accurate];

    /// The word of the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Accurate => "accurate",
        }
    }
}

/// Which model a command line asks for.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Asked {
    /// Model to ask; by default the one remembered by `tact models use`, else fast.
    #[arg(long, value_enum, value_name = "NAME")]
    pub model: Option<Chosen>,
    /// Weights of the accurate model; by default looked for in $TACT_MODELS, beside the program and
    /// in the user's data folder.
    #[arg(long, value_name = "FILE")]
    pub model_file: Option<PathBuf>,
}

/// A model and where its weights come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which.
    pub chosen: Chosen,
    /// A file named on the command line or remembered; `None`: the known places.
    pub file: Option<PathBuf>,
    /// Remembered by `tact models use`, not named on this command line.
    pub remembered: bool,
}

impl Asked {
    /// What is asked for, with what is remembered where nothing is.
    ///
    /// # Errors
    /// A weights file for the model that has none, or a remembered choice that cannot be read.
    pub fn decide(&self, around: &Surroundings) -> Result<Decision, ModelProblem> {
        if self.model == Some(Chosen::Fast) && self.model_file.is_some() {
            return Err(ModelProblem::FileForFast);
        }
        let named = self
            .model
            .or(self.model_file.as_ref().map(|_| Chosen::Accurate));
        if named == Some(Chosen::Fast) {
            return Ok(Decision {
                chosen: Chosen::Fast,
                file: None,
                remembered: false,
            });
        }
        // The file remembered with `use --model-file` also serves a bare `--model accurate`.
        let remembered = match (named, &self.model_file) {
            (Some(_), Some(_)) => Remembered::default(),
            _ => Remembered::read(around)?,
        };
        Ok(Decision {
            chosen: named.or(remembered.model).unwrap_or(Chosen::Fast),
            file: self.model_file.clone().or(remembered.file),
            remembered: named.is_none() && remembered.model.is_some(),
        })
    }

    /// Loads what is asked for.
    ///
    /// # Errors
    /// See [`ModelProblem`].
    pub fn load(&self, around: &Surroundings) -> Result<Model, ModelProblem> {
        self.decide(around)?.load(around)
    }
}

impl Decision {
    /// Loads the model decided on.
    ///
    /// # Errors
    /// See [`ModelProblem`].
    pub fn load(&self, around: &Surroundings) -> Result<Model, ModelProblem> {
        match self.chosen {
            Chosen::Fast => Ok(Model::load(ModelName::Fast)?),
            Chosen::Accurate => {
                let path = around.weights(self)?;
                let bytes = read_file(&path)?;
                Model::accurate(&bytes).map_err(|why| ModelProblem::Damaged {
                    path,
                    why: why.to_string(),
                })
            }
        }
    }
}

/// The bytes of a file that must be there.
fn read_file(path: &Path) -> Result<Vec<u8>, ModelProblem> {
    std::fs::read(path).map_err(|error| ModelProblem::Unreadable {
        path: path.to_owned(),
        error,
    })
}
