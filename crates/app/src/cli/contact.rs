//! `tact contact`: the rights of a person, and the consent ledger.

mod attachments;

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;

use self::attachments::attachments;
use super::{Common, live, say};
use crate::exit::Exit;
use crate::i18n::args;
use crate::serve::desk::{Reply, What};

/// What errors are said under.
const COMMAND: &str = "contact";

/// The rights of a person: what is kept, a copy, erasure, consent.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// What is kept of one contact, in numbers and times; no content.
    Show(OneArgs),
    /// A copy of all that is kept of one contact: a page to read, a file to hand on.
    Export(ExportArgs),
    /// Erase every content of one contact, for good.
    Erase(EraseArgs),
    /// Note that a person objects to being counted: their facts go, later ones are not kept.
    Object(ObjectArgs),
    /// The consent ledger: import a file, or show one contact's lines.
    Consent(ConsentArgs),
    /// What contacts asked for with keywords, and until when it is to be answered.
    Requests(live::Options),
}

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub struct OneArgs {
    /// Number (+33…) or business-scoped id; `-` reads it from standard input.
    pub contact: String,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// Number (+33…) or business-scoped id; `-` reads it from standard input.
    pub contact: String,
    /// Folder the copy is written to; made if needed, never written over.
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of `erase`.
#[derive(Debug, clap::Args)]
pub struct EraseArgs {
    /// Number (+33…) or business-scoped id; `-` reads it from standard input.
    pub contact: String,
    /// Do not ask for confirmation.
    #[arg(long)]
    pub yes: bool,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of `object`.
#[derive(Debug, clap::Args)]
pub struct ObjectArgs {
    /// Number (+33…) or business-scoped id; `-` reads it from standard input.
    pub contact: String,
    /// The objection ends: what is written from now on is counted again. Nothing comes back.
    #[arg(long)]
    pub end: bool,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of `consent`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct ConsentArgs {
    /// Another thing to do than showing one contact.
    #[command(subcommand)]
    pub action: Option<ConsentAction>,
    /// Number (+33…) or business-scoped id; `-` reads it from standard input.
    #[arg(required = true)]
    pub contact: Option<String>,
    /// Configuration of the server (TOML).
    #[arg(long, value_name = "FILE", required = true)]
    pub config: Option<PathBuf>,
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

/// What can be done with the ledger.
#[derive(Debug, Subcommand)]
pub enum ConsentAction {
    /// Record a consent file (CSV: contact,purpose,state,at,notice,channel,proof), all of it or
    /// nothing; while the server runs or without it.
    Import(ImportArgs),
}

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// The consent file.
    pub file: PathBuf,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Runs the command.
///
/// # Errors
/// Standard input cannot be read, or standard output written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.action {
        Action::Show(args) => {
            let contact = named(&args.contact)?;
            args.live.ask_and_print(COMMAND, What::Show { contact })
        }
        Action::Export(args) => export(args),
        Action::Erase(args) => erase(args),
        Action::Object(args) => {
            let contact = named(&args.contact)?;
            let what = match args.end {
                true => What::EndObjection { contact },
                false => What::Object { contact },
            };
            args.live.ask_and_print(COMMAND, what)
        }
        Action::Requests(live) => live.ask_and_print(COMMAND, What::Requests),
        Action::Consent(ConsentArgs {
            action: Some(ConsentAction::Import(args)),
            ..
        }) => import(args),
        Action::Consent(ConsentArgs {
            contact: Some(contact),
            config: Some(config),
            tenant,
            json,
            common,
            ..
        }) => {
            let contact = named(contact)?;
            let live = live::Options {
                config: config.clone(),
                tenant: tenant.clone(),
                json: *json,
                common: common.clone(),
            };
            live.ask_and_print(COMMAND, What::Consents { contact })
        }
        // The command line asks for one of the two.
        Action::Consent(_) => Ok(Exit::WrongUsage.into()),
    }
}

/// A word of the command line: `-` keeps it out of the list of processes and the history.
pub(super) fn named(contact: &str) -> io::Result<String> {
    if contact != "-" {
        return Ok(contact.to_owned());
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

fn erase(args: &EraseArgs) -> anyhow::Result<ExitCode> {
    let texts = args.live.texts();
    let contact = named(&args.contact)?;
    if !args.yes {
        if !io::stdin().is_terminal() || args.contact == "-" {
            say(&format!("tact contact: {}", texts.say("erase-needs-yes")));
            return Ok(Exit::WrongUsage.into());
        }
        let word = texts.say("erase-word");
        eprint!(
            "{} ",
            texts.get("erase-confirm", args!["word" => word.clone()])
        );
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        if line.trim() != word {
            say(&texts.say("erase-unconfirmed"));
            return Ok(Exit::WrongUsage.into());
        }
    }
    args.live.ask_and_print(COMMAND, What::Erase { contact })
}

fn export(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let what = || {
        let contact = named(&args.contact)?;
        Ok(What::Export { contact })
    };
    write_copy(COMMAND, "contact", &args.out, &args.live, what)
}

/// Asks for a copy and writes it, as a page and as data, into a folder of its own.
pub(super) fn write_copy(
    command: &str,
    name: &str,
    out: &Path,
    live: &live::Options,
    what: impl FnOnce() -> io::Result<What>,
) -> anyhow::Result<ExitCode> {
    let texts = live.texts();
    let folder = out.display().to_string();
    let (json_file, html_file) = (format!("{name}.json"), format!("{name}.html"));
    let words = || args!["folder" => folder.clone(), "html" => html_file.clone(), "json" => json_file.clone()];
    // Looked at first: a copy is an access that the audit chain keeps.
    if std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        say(&format!(
            "tact {command}: {}",
            texts.get("export-exists", words())
        ));
        return Ok(Exit::WrongUsage.into());
    }
    let (data, page) = match live.ask(command, what()?)? {
        Ok(Reply::Export { data, page }) => (data, page),
        Ok(reply) => return live.print(command, reply),
        Err(exit) => return Ok(exit),
    };
    let written = write_new(out, &json_file, data.as_bytes())
        .and_then(|()| write_new(out, &html_file, page.as_bytes()));
    let mut files = vec![html_file.clone(), json_file.clone()];
    let written = match written {
        Ok(()) => attachments(out, live, &data, &mut files)?,
        Err(error) => Err(error),
    };
    if let Err(error) = written {
        let words = args!["file" => folder, "why" => error.to_string()];
        say(&format!(
            "tact {command}: {}",
            texts.get("live-file-unwritable", words)
        ));
        return Ok(Exit::Failed.into());
    }
    let json = serde_json::json!({"folder": folder, "files": files});
    let text = texts.get("export-written", words());
    live.print(
        command,
        Reply::Said {
            json: json.to_string(),
            text,
        },
    )
}

/// Writes a file only its owner can read, never over another.
fn write_new(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    let path = folder.join(name);
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path.parent().unwrap_or(folder))?;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn import(args: &ImportArgs) -> anyhow::Result<ExitCode> {
    let texts = args.live.texts();
    let file = match std::fs::read(&args.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let (file, why) = (args.file.display().to_string(), error.to_string());
            let words = args!["file" => file, "why" => why];
            say(&format!(
                "tact contact: {}",
                texts.get("live-file-unreadable", words)
            ));
            return Ok(match error.kind() {
                io::ErrorKind::NotFound => Exit::NoInput,
                _ => Exit::Failed,
            }
            .into());
        }
    };
    // Bytes that are no UTF-8 are refused with their line before anything is sent.
    let file = match String::from_utf8(file) {
        Ok(file) => file,
        Err(error) => {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let words = args!["line" => line.to_string()];
            say(&format!(
                "tact contact: {}",
                texts.get("consent-not-csv", words)
            ));
            return Ok(Exit::NotUnderstood.into());
        }
    };
    args.live
        .ask_and_print("contact", What::ImportConsents { file })
}
