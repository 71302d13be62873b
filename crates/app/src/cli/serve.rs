//! `tact serve`: the server.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Common, say};
use crate::config::Config;
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::serve;

/// Receives the webhooks of WhatsApp and keeps what may be kept, sealed.
///
/// Stops on SIGTERM or Ctrl+C once everything accepted is stored.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Configuration (TOML); `tact config --example` writes one.
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    let texts = Texts::new(args.common.lang());
    let config = match Config::load(&args.config) {
        Ok(config) => config,
        Err(problem) => {
            say(&format!("tact serve: {}", problem.sentence(&texts)));
            return problem.exit().into();
        }
    };
    let listening = |address| {
        texts.get(
            "serve-listening",
            args!["address" => format!("http://{address}")],
        )
    };
    match serve::run(&args.config, &config, args.common.quiet, listening) {
        Ok(()) => Exit::Done.into(),
        Err(problem) => {
            say(&format!("tact serve: {}", problem.sentence(&texts)));
            problem.exit().into()
        }
    }
}
