//! `tact config`: an example to start from, and a check before the server is started.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::{Common, say};
use crate::config::{Config, example};
use crate::exit::Exit;
use crate::i18n::{Texts, args};

/// The configuration: an example with every key, or a check of a file.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub struct Args {
    /// Print a configuration with every key explained.
    #[arg(long, group = "what")]
    pub example: bool,
    /// Check a configuration and the files it names; nothing is started or written.
    #[arg(long, value_name = "FILE", group = "what")]
    pub check: Option<PathBuf>,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let texts = Texts::new(args.common.lang());
    let mut out = io::stdout().lock();
    let Some(path) = &args.check else {
        out.write_all(example(args.common.lang()).as_bytes())?;
        return Ok(Exit::Done.into());
    };
    let config = match Config::load(path) {
        Ok(config) => config,
        Err(problem) => {
            say(&format!("tact config: {}", problem.sentence(&texts)));
            return Ok(problem.exit().into());
        }
    };
    if !args.common.quiet {
        let numbers: usize = config
            .tenants
            .iter()
            .map(|t| t.whatsapp.numbers.len())
            .sum();
        let words = args![
            "file" => path.display().to_string(),
            "tenants" => config.tenants.len(),
            "numbers" => numbers,
        ];
        writeln!(out, "{}", texts.get("config-good", words))?;
    }
    Ok(Exit::Done.into())
}
