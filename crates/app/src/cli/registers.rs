//! `tact records`, `tact dpia` and `tact notice`: the registers the law asks for.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::{Common, say};
use crate::clock;
use crate::config::{Config, Tenant};
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::registers::{
    Document, Facts, impact_assessment, notice, records_of_processing, render_html, render_json,
    render_markdown,
};
use crate::serve::problem::{store_exit, store_sentence};

/// Arguments of `records`, `dpia` and `notice`.
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
    /// Notice to customers.
    Notice,
}

impl Register {
    fn word(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Dpia => "dpia",
            Self::Notice => "notice",
        }
    }

    fn compose(self, facts: &Facts, texts: &Texts) -> Document {
        match self {
            Self::Records => records_of_processing(facts, texts),
            Self::Dpia => impact_assessment(facts, texts),
            Self::Notice => notice(facts, texts),
        }
    }
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written, or the system gives no threads.
pub fn run(register: Register, args: &Args) -> anyhow::Result<ExitCode> {
    let (name, texts) = (register.word(), Texts::new(args.common.lang()));
    let (config, tenant) = match company(name, args, &texts) {
        Ok(found) => found,
        Err(exit) => return Ok(exit),
    };
    let gathered = crate::serve::runtime()?.block_on(Facts::gather(&config, &tenant, clock::now()));
    let facts = match gathered {
        Ok(facts) => facts,
        Err(error) => {
            say(&format!("tact {name}: {}", store_sentence(&error, &texts)));
            return Ok(store_exit(&error).into());
        }
    };
    let written = Written {
        name,
        document: register.compose(&facts, &texts),
        facts: serde_json::to_value(&facts)?,
    };
    write(args, &texts, &written)
}

/// The company meant, and the configuration around it; else how the command ends, said already.
pub(super) fn company(
    command: &str,
    args: &Args,
    texts: &Texts,
) -> Result<(Config, Tenant), ExitCode> {
    Config::load_without_secrets(&args.config)
        .and_then(|config| {
            let tenant = config.tenant(args.tenant.as_deref())?.clone();
            Ok((config, tenant))
        })
        .map_err(|problem| {
            say(&format!("tact {command}: {}", problem.sentence(texts)));
            ExitCode::from(problem.exit())
        })
}

/// A document, and what it rests on.
pub(super) struct Written {
    pub(super) name: &'static str,
    pub(super) document: Document,
    pub(super) facts: serde_json::Value,
}

/// Writes a document where it was asked for, in the shape asked for, and says what is to be filled in.
pub(super) fn write(args: &Args, texts: &Texts, written: &Written) -> anyhow::Result<ExitCode> {
    let Written {
        name,
        document,
        facts,
    } = written;
    let format = if args.json { Format::Json } else { args.format };
    let content = match format {
        Format::Md => render_markdown(document),
        Format::Html => render_html(document, texts.lang())?,
        Format::Json => render_json(name, document, facts, texts.lang())? + "\n",
    };
    match args.out.as_deref().filter(|path| *path != Path::new("-")) {
        None => io::stdout().lock().write_all(content.as_bytes())?,
        Some(path) => {
            if let Err(error) = tact_store::write_atomically(path, content.as_bytes()) {
                say(&format!("tact {name}: {error}"));
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
        say(&format!("tact {name}: {}", texts.get("reg-gaps", words)));
    }
    Ok(Exit::Done.into())
}
