//! `tact records` and `tact dpia`: the registers the law asks for.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::{Common, say};
use crate::clock;
use crate::config::Config;
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::registers::{
    Document, Facts, impact_assessment, records_of_processing, render_html, render_json,
    render_markdown,
};
use crate::serve::problem::{store_exit, store_sentence};

/// Arguments of `records` and `dpia`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Configuration of the server (TOML).
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
    /// Company, where the configuration has several.
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
    /// Where to write it; `-`, or nothing, for standard output.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Shape of the document.
    #[arg(long, value_enum, default_value_t = Format::Md)]
    pub format: Format,
    /// Same as `--format json`.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// Shape of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a wiki or a file kept with others.
    Md,
    /// One self-contained page.
    Html,
    /// For machines: facts, gaps and text.
    Json,
}

/// Which register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// Records of processing activities.
    Records,
    /// Impact assessment.
    Dpia,
}

impl Register {
    fn word(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Dpia => "dpia",
        }
    }

    fn compose(self, facts: &Facts, texts: &Texts) -> Document {
        match self {
            Self::Records => records_of_processing(facts, texts),
            Self::Dpia => impact_assessment(facts, texts),
        }
    }
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written, or the system gives no threads.
pub fn run(register: Register, args: &Args) -> anyhow::Result<ExitCode> {
    let (command, lang) = (register.word(), args.common.lang());
    let texts = Texts::new(lang);
    let config = Config::load_without_secrets(&args.config)
        .and_then(|config| Ok((config.tenant(args.tenant.as_deref())?.clone(), config)));
    let (tenant, config) = match config {
        Ok(found) => found,
        Err(problem) => {
            say(&format!("tact {command}: {}", problem.sentence(&texts)));
            return Ok(problem.exit().into());
        }
    };
    let gathered = crate::serve::runtime()?.block_on(Facts::gather(&config, &tenant, clock::now()));
    let facts = match gathered {
        Ok(facts) => facts,
        Err(error) => {
            say(&format!(
                "tact {command}: {}",
                store_sentence(&error, &texts)
            ));
            return Ok(store_exit(&error).into());
        }
    };
    let document = register.compose(&facts, &texts);
    let format = if args.json { Format::Json } else { args.format };
    let content = match format {
        Format::Md => render_markdown(&document),
        Format::Html => render_html(&document, lang)?,
        Format::Json => render_json(command, &document, &facts, lang)? + "\n",
    };
    match args.out.as_deref().filter(|path| *path != Path::new("-")) {
        None => io::stdout().lock().write_all(content.as_bytes())?,
        Some(path) => {
            if let Err(error) = tact_store::write_atomically(path, content.as_bytes()) {
                say(&format!("tact {command}: {error}"));
                return Ok(Exit::Failed.into());
            }
            if !args.common.quiet {
                let words = args!["file" => path.display().to_string()];
                writeln!(io::stdout().lock(), "{}", texts.get("reg-written", words))?;
            }
        }
    }
    let gaps = document.gaps();
    if !gaps.is_empty() && !args.common.quiet {
        let words = args!["count" => gaps.len(), "keys" => gaps.join(", ")];
        say(&format!("tact {command}: {}", texts.get("reg-gaps", words)));
    }
    Ok(Exit::Done.into())
}
