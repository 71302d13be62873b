//! Where the files of models and the remembered choice lie.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{Chosen, Decision, ModelProblem};

/// Name of a weights file inside `MODELS/NAME/`.
pub const WEIGHTS_FILE: &str = "weights.bin";

/// What the environment says of places. Read once, so that everything else can be tested.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Folders that may hold models, in the order they are searched.
    pub folders: Vec<PathBuf>,
    /// Folder of this user's settings of Tact, whether it exists or not.
    pub settings: Option<PathBuf>,
}

impl Surroundings {
    /// Those of this process: `$TACT_MODELS` and no other; else `models/` beside the program or of
    /// the sources it was built in, the user's data folder, `models/` of the current folder.
    pub fn of_process() -> Self {
        let program = env::current_exe().ok();
        Self::from(&|name| env::var_os(name), program.as_deref())
    }

    /// From environment variables and the place of the program.
    pub fn from(variable: &dyn Fn(&str) -> Option<OsString>, program: Option<&Path>) -> Self {
        let path = |name: &str| {
            variable(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        // The XDG base directory specification: a relative path is as good as none.
        let absolute = |name: &str| path(name).filter(|path| path.is_absolute());
        let home = absolute("HOME");
        let under_home = |rest: &str| home.as_ref().map(|home| home.join(rest));
        let data = absolute("XDG_DATA_HOME")
            .or_else(|| absolute("LOCALAPPDATA"))
            .or_else(|| under_home(".local/share"));
        let settings = absolute("XDG_CONFIG_HOME")
            .or_else(|| absolute("APPDATA"))
            .or_else(|| under_home(".config"));
        let beside = program
            .and_then(Path::parent)
            .map(|folder| folder.join("models"));
        let usual = [
            beside,
            program.and_then(of_the_sources),
            data.map(|data| data.join("tact/models")),
            Some(PathBuf::from("models")),
        ];
        Self {
            folders: match path("TACT_MODELS") {
                Some(named) => vec![named],
                None => usual.into_iter().flatten().collect(),
            },
            settings: settings.map(|settings| settings.join("tact")),
        }
    }

    /// Where a model's weights may lie, in order.
    pub fn places(&self, chosen: Chosen) -> Vec<PathBuf> {
        self.folders
            .iter()
            .map(|folder| folder.join(chosen.word()).join(WEIGHTS_FILE))
            .collect()
    }

    /// The weights file of a decision: the one named, else the first that is there.
    ///
    /// # Errors
    /// [`ModelProblem::Missing`] when none of the places has it. A file named is not looked for: who
    /// opens it says so.
    pub fn weights(&self, decision: &Decision) -> Result<PathBuf, ModelProblem> {
        if let Some(file) = &decision.file {
            return Ok(file.clone());
        }
        let searched = self.places(decision.chosen);
        match searched.iter().find(|path| path.is_file()) {
            Some(path) => Ok(path.clone()),
            None => Err(ModelProblem::Missing {
                searched,
                remembered: decision.remembered,
            }),
        }
    }
}

/// `ROOT/models` of a program in `ROOT/target/PROFILE/`: a clone works without copying anything.
fn of_the_sources(program: &Path) -> Option<PathBuf> {
    let target = program.parent()?.parent()?;
    (target.file_name()? == "target").then(|| target.with_file_name("models"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(variables: &[(&str, &str)]) -> Surroundings {
        let find = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| OsString::from(value))
        };
        Surroundings::from(&find, Some(Path::new("/opt/tact/tact")))
    }

    #[test]
    fn where_a_folder_is_named_no_other_is_searched() {
        let named = around(&[("TACT_MODELS", "/srv/models"), ("HOME", "/home/awa")]);
        assert_eq!(named.folders, [PathBuf::from("/srv/models")]);
    }

    #[test]
    fn the_program_s_folder_comes_before_the_user_s() {
        let around = around(&[("HOME", "/home/awa")]);
        let places = around.places(Chosen::Accurate);
        assert_eq!(
            places,
            [
                "/opt/tact/models/accurate/weights.bin",
                "/home/awa/.local/share/tact/models/accurate/weights.bin",
                "models/accurate/weights.bin",
            ]
            .map(PathBuf::from)
        );
        assert_eq!(
            around.settings,
            Some(PathBuf::from("/home/awa/.config/tact"))
        );
    }

    #[test]
    fn xdg_folders_win_over_the_home_and_relative_ones_are_ignored() {
        let wanted = around(&[
            ("HOME", "/home/awa"),
            ("XDG_DATA_HOME", "/data"),
            ("XDG_CONFIG_HOME", "here"),
        ]);
        assert!(wanted.folders.contains(&PathBuf::from("/data/tact/models")));
        assert_eq!(
            wanted.settings,
            Some(PathBuf::from("/home/awa/.config/tact"))
        );
    }

    #[test]
    fn a_program_built_in_a_clone_finds_the_models_of_the_clone() {
        let built = Path::new("/src/tact/target/release/tact");
        let built = Surroundings::from(&|_| None, Some(built));
        assert!(built.folders.contains(&PathBuf::from("/src/tact/models")));
    }

    #[test]
    fn without_a_home_only_the_program_s_folder_and_the_current_one_are_left() {
        let bare = around(&[("TACT_MODELS", "")]);
        let left = ["/opt/tact/models", "models"].map(PathBuf::from);
        assert_eq!(bare.folders, left);
        assert_eq!(bare.settings, None);
    }
}
