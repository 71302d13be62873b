//! The default model an operator chose: one small file, `models.toml` in the settings folder.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Chosen, ModelProblem, Surroundings};

/// What `tact models use` remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remembered {
    /// The default model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<Chosen>,
    /// Weights of the accurate model, where they lie in none of the known places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
}

impl Remembered {
    /// Where the choice is written.
    pub fn place(around: &Surroundings) -> Option<PathBuf> {
        around
            .settings
            .as_ref()
            .map(|folder| folder.join("models.toml"))
    }

    /// Reads the choice; nothing remembered is a default one.
    ///
    /// # Errors
    /// A file that is there and cannot be read, or says something else.
    pub fn read(around: &Surroundings) -> Result<Self, ModelProblem> {
        let Some(path) = Self::place(around) else {
            return Ok(Self::default());
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).map_err(|error| ModelProblem::Damaged {
                path,
                why: error.message().to_owned(),
            }),
            Err(error) if absent(&error) => Ok(Self::default()),
            Err(error) => Err(ModelProblem::Unreadable { path, error }),
        }
    }

    /// Remembers this choice; says where.
    ///
    /// # Errors
    /// No settings folder, or one that cannot be written.
    pub fn write(&self, around: &Surroundings) -> Result<PathBuf, ModelProblem> {
        let path = Self::place(around).ok_or(ModelProblem::Nowhere)?;
        let failed = |error| ModelProblem::Unreadable {
            path: path.clone(),
            error,
        };
        let text = toml::to_string(self).map_err(|error| failed(std::io::Error::other(error)))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(failed)?;
        match tact_store::write_atomically(&path, text.as_bytes()) {
            Ok(()) => Ok(path),
            Err(tact_store::OutputError::Io { source, .. }) => Err(failed(source)),
        }
    }
}

/// No such file, or one this user may not reach (a service account in someone's home): nothing of
/// this user's was ever remembered there.
fn absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    matches!(error.kind(), NotFound | NotADirectory | PermissionDenied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(folder: &Path) -> Surroundings {
        Surroundings {
            folders: Vec::new(),
            settings: Some(folder.join("a/b")),
        }
    }

    #[test]
    fn what_is_remembered_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let around = around(folder.path());
        assert_eq!(Remembered::read(&around).unwrap(), Remembered::default());
        let choice = Remembered {
            model: Some(Chosen::Accurate),
            file: Some(PathBuf::from("/srv/w.bin")),
        };
        let path = choice.write(&around).unwrap();
        assert_eq!(
            std::fs::read_to_string(path).unwrap(),
            "model = \"accurate\"\nfile = \"/srv/w.bin\"\n"
        );
        assert_eq!(Remembered::read(&around).unwrap(), choice);
    }

    #[test]
    fn a_choice_of_no_model_is_an_error_and_not_a_guess() {
        let folder = tempfile::tempdir().unwrap();
        let around = around(folder.path());
        std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
        for wrong in ["model = \"huge\"", "modle = \"fast\"", "model"] {
            std::fs::write(folder.path().join("a/b/models.toml"), wrong).unwrap();
            assert!(matches!(
                Remembered::read(&around),
                Err(ModelProblem::Damaged { .. })
            ));
        }
    }
}
