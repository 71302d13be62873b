//! What `tact models` answers, before it is written as text or JSON.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::weights;
use crate::models::{
    Asked, Card, Chosen, Decision, Golden, ModelProblem, Remembered, Surroundings,
};

/// Where a model is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    /// Inside the program.
    Embedded,
    /// In a file.
    File,
    /// Nowhere that was looked at.
    Missing,
}

/// All models.
#[derive(Debug, Serialize)]
pub(super) struct Listed {
    pub(super) default: Chosen,
    /// Remembered by `tact models use`.
    pub(super) remembered: bool,
    pub(super) models: Vec<ListedModel>,
}

/// One model: a card, or where it would have to be.
#[derive(Debug, Serialize)]
pub(super) struct ListedModel {
    pub(super) name: Chosen,
    pub(super) state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<PathBuf>,
    /// `None`: no card lies beside the weights, or it cannot be read.
    pub(super) card: Option<Card>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) searched: Vec<PathBuf>,
}

impl Listed {
    pub(super) fn of(around: &Surroundings) -> Result<Self, ModelProblem> {
        let remembered = Remembered::read(around)?;
        let mut models = vec![ListedModel {
            name: Chosen::Fast,
            state: State::Embedded,
            file: None,
            card: Some(Card::fast()?),
            searched: Vec::new(),
        }];
        models.push(match accurate(None, around) {
            Ok(file) => ListedModel {
                name: Chosen::Accurate,
                state: State::File,
                card: Card::beside(&file).ok(),
                file: Some(file),
                searched: Vec::new(),
            },
            Err(_) => ListedModel {
                name: Chosen::Accurate,
                state: State::Missing,
                file: None,
                card: None,
                searched: around.places(Chosen::Accurate),
            },
        });
        Ok(Self {
            default: remembered.model.unwrap_or(Chosen::Fast),
            remembered: remembered.model.is_some(),
            models,
        })
    }
}

/// The weights file of the accurate model, where there is one.
fn accurate(file: Option<&Path>, around: &Surroundings) -> Result<PathBuf, ModelProblem> {
    let asked = Asked {
        model: Some(Chosen::Accurate),
        model_file: file.map(Path::to_owned),
    };
    let path = around.weights(&asked.decide(around)?)?;
    match std::fs::metadata(&path) {
        Ok(_) => Ok(path),
        Err(error) => Err(ModelProblem::Unreadable { path, error }),
    }
}

/// What recomputing said of one model.
#[derive(Debug, Serialize)]
pub(super) struct Verified {
    pub(super) name: Chosen,
    pub(super) state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<PathBuf>,
    /// Size and SHA-256 are those of the card.
    pub(super) checksum_holds: bool,
    /// The weights can be read by this program.
    pub(super) readable: bool,
    /// Texts of the golden set, asked again.
    pub(super) golden_texts: usize,
    /// Ids of those answered otherwise than when the model was published.
    pub(super) golden_otherwise: Vec<String>,
}

impl Verified {
    /// Nothing to complain of; a model that is left out is none.
    pub(super) fn holds(&self) -> bool {
        self.state == State::Missing
            || (self.checksum_holds && self.readable && self.golden_otherwise.is_empty())
    }
}

/// Recomputes checksums and asks golden sets again, of one model or of all that are there.
pub(super) fn verify(
    name: Option<Chosen>,
    file: Option<&Path>,
    around: &Surroundings,
) -> Result<Vec<Verified>, ModelProblem> {
    let name = name.or(file.map(|_| Chosen::Accurate));
    match (name, file) {
        (Some(Chosen::Fast), Some(_)) => Err(ModelProblem::FileForFast),
        (Some(Chosen::Fast), None) => Ok(vec![embedded(around)?]),
        (Some(Chosen::Accurate), file) => Ok(vec![in_file(accurate(file, around)?, around)?]),
        (None, _) => {
            let accurate = match accurate(None, around) {
                Ok(path) => in_file(path, around)?,
                Err(ModelProblem::Missing { .. }) => Verified {
                    name: Chosen::Accurate,
                    state: State::Missing,
                    file: None,
                    checksum_holds: false,
                    readable: false,
                    golden_texts: 0,
                    golden_otherwise: Vec::new(),
                },
                Err(problem) => return Err(problem),
            };
            Ok(vec![embedded(around)?, accurate])
        }
    }
}

fn embedded(around: &Surroundings) -> Result<Verified, ModelProblem> {
    verified(None, &Card::fast()?, Golden::fast()?, around)
}

fn in_file(path: PathBuf, around: &Surroundings) -> Result<Verified, ModelProblem> {
    let (card, golden) = (Card::beside(&path)?, Golden::beside(&path)?);
    verified(Some(path), &card, golden, around)
}

fn verified(
    file: Option<PathBuf>,
    card: &Card,
    golden: Golden,
    around: &Surroundings,
) -> Result<Verified, ModelProblem> {
    let (name, state) = match file {
        None => (Chosen::Fast, State::Embedded),
        Some(_) => (Chosen::Accurate, State::File),
    };
    let checksum_holds = card.fits(&weights(file.as_deref())?);
    let decision = Decision {
        chosen: name,
        file: file.clone(),
        remembered: false,
    };
    let rescored = match decision.load(around) {
        Ok(model) => Some(golden.rescore(&model)),
        Err(ModelProblem::Damaged { .. }) => None,
        Err(problem) => return Err(problem),
    };
    Ok(Verified {
        name,
        state,
        file,
        checksum_holds,
        readable: rescored.is_some(),
        golden_texts: rescored.as_ref().map_or(0, |rescored| rescored.texts),
        golden_otherwise: rescored.map_or_else(Vec::new, |rescored| rescored.otherwise),
    })
}
