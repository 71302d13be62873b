//! What the commands beside the server share: which store, who asks, how the answer is shown.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::{Common, say};
use crate::config::{Config, ConfigProblem, Tenant};
use crate::exit::Exit;
use crate::i18n::Texts;
use crate::report::model::Lang;
use crate::serve::desk::{self, Ask, Reply, What};
use crate::serve::problem::{store_exit, store_sentence};

/// Options of every command beside the server.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// Configuration of the server (TOML).
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
    /// Company, where the configuration has several.
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

impl Options {
    /// The words of the answer.
    pub fn texts(&self) -> Texts {
        Texts::new(self.common.lang())
    }

    /// The company whose store is meant.
    ///
    /// # Errors
    /// The configuration cannot be used.
    pub fn tenant(&self) -> Result<Tenant, ConfigProblem> {
        let config = Config::load_without_secrets(&self.config)?;
        config.tenant(self.tenant.as_deref()).cloned()
    }

    /// Asks, and hands the answer over; `Err` is how the command ends otherwise, said already.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn ask(&self, command: &str, what: What) -> anyhow::Result<Result<Reply, ExitCode>> {
        let texts = self.texts();
        let tenant = match self.tenant() {
            Ok(tenant) => tenant,
            Err(problem) => {
                say(&format!("tact {command}: {}", problem.sentence(&texts)));
                return Ok(Err(problem.exit().into()));
            }
        };
        let question = Ask {
            actor: actor(),
            french: self.common.lang() == Lang::Fr,
            what,
        };
        let answered = crate::serve::runtime()?.block_on(desk::ask(&tenant, &question));
        Ok(answered.map_err(|error| {
            say(&format!(
                "tact {command}: {}",
                store_sentence(&error, &texts)
            ));
            store_exit(&error).into()
        }))
    }

    /// Asks, and prints the answer in the form asked for.
    ///
    /// # Errors
    /// Standard output cannot be written, or the system gives no threads.
    pub fn ask_and_print(&self, command: &str, what: What) -> anyhow::Result<ExitCode> {
        let reply = match self.ask(command, what)? {
            Ok(reply) => reply,
            Err(exit) => return Ok(exit),
        };
        self.print(command, reply)
    }

    /// Prints an answer in the form asked for.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn print(&self, command: &str, reply: Reply) -> anyhow::Result<ExitCode> {
        let mut out = io::stdout().lock();
        match reply {
            Reply::Said { json, text } => {
                if self.json {
                    writeln!(out, "{json}")?;
                } else if !self.common.quiet {
                    writeln!(out, "{text}")?;
                }
                Ok(Exit::Done.into())
            }
            // Whoever asks for a copy says where it goes; it is never printed.
            Reply::Export { .. } => Ok(Exit::Failed.into()),
            Reply::Refused { exit, text } => {
                say(&format!("tact {command}: {text}"));
                Ok(exit.into())
            }
        }
    }
}

/// Who asks, for the audit chain: the name behind `sudo`, else the name of the session.
pub(super) fn actor() -> String {
    let name = ["SUDO_USER", "USER", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|name| !name.is_empty()));
    let plain: String = name
        .unwrap_or_default()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || "._-".contains(*c))
        .take(32)
        .collect();
    if plain.is_empty() {
        "unknown".to_owned()
    } else {
        plain
    }
}
