//! `tact account`: who may sign in to the server, and with which role.

use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Subcommand, builder::PossibleValuesParser, builder::TypedValueParser};
use zeroize::Zeroize;

use super::{live, say};
use crate::accounts::{AccountName, Password, Role};
use crate::config::read_secret;
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::serve::desk::{AccountAsk, What};

/// What errors are said under.
const COMMAND: &str = "account";

/// Accounts of the server: who may sign in, and what they may do there.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Make an account. There is none until you do.
    Add(AddArgs),
    /// Every account, with its role.
    List(live::Options),
    /// Remove an account; its sessions and tokens end.
    Remove(OneArgs),
    /// Give an account another role; its sessions and tokens end.
    Role(RoleArgs),
    /// Give an account another password; its sessions and tokens end.
    Password(PasswordArgs),
    /// Give an account a new secret for one-time codes; its sessions end.
    Totp(OneArgs),
    /// Tokens with which scripts come in.
    Token(TokenArgs),
}

/// Arguments of `remove` and `totp`.
#[derive(Debug, clap::Args)]
pub struct OneArgs {
    /// Name of the account.
    #[arg(value_parser = account_name)]
    pub name: AccountName,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of `add`.
#[derive(Debug, clap::Args)]
pub struct AddArgs {
    /// Name of the account: 2 to 32 lower-case letters, digits, ".", "_" or "-".
    #[arg(value_parser = account_name)]
    pub name: AccountName,
    /// What it may do: manager, agent, dpo or admin.
    #[arg(long, value_name = "ROLE", value_parser = role())]
    pub role: Role,
    /// File that holds the password, readable by its owner alone; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of `role`.
#[derive(Debug, clap::Args)]
pub struct RoleArgs {
    /// Name of the account.
    #[arg(value_parser = account_name)]
    pub name: AccountName,
    /// What it may do from now on: manager, agent, dpo or admin.
    #[arg(long, value_name = "ROLE", value_parser = role())]
    pub role: Role,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of `password`.
#[derive(Debug, clap::Args)]
pub struct PasswordArgs {
    /// Name of the account.
    #[arg(value_parser = account_name)]
    pub name: AccountName,
    /// File that holds the password, readable by its owner alone; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of `token`.
#[derive(Debug, clap::Args)]
pub struct TokenArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: TokenAction,
}

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenAction {
    /// Make a token; it is shown this once.
    Add(TokenAddArgs),
    /// The tokens of an account, without what they are used by.
    List(OneArgs),
    /// End a token.
    End(TokenEndArgs),
}

/// Arguments of `token add`.
#[derive(Debug, clap::Args)]
pub struct TokenAddArgs {
    /// Name of the account.
    #[arg(value_parser = account_name)]
    pub name: AccountName,
    /// What the token is for.
    #[arg(long, value_name = "TEXT")]
    pub label: String,
    /// How many days it lasts, up to 366.
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    pub days: u32,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

/// Arguments of `token end`.
#[derive(Debug, clap::Args)]
pub struct TokenEndArgs {
    /// Name of the account.
    #[arg(value_parser = account_name)]
    pub name: AccountName,
    /// Number of the token, as `token list` shows it.
    pub id: i64,
    /// Which store, and how it is shown.
    #[command(flatten)]
    pub live: live::Options,
}

fn account_name(word: &str) -> Result<AccountName, String> {
    let lang = super::environment_lang();
    word.parse()
        .map_err(|_| Texts::new(lang).say("account-name-wrong"))
}

fn role() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.map(Role::word)).try_map(|word| word.parse::<Role>())
}

/// Runs the command.
///
/// # Errors
/// A stream cannot be read or written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (live, ask) = match &args.action {
        Action::List(live) => (live, AccountAsk::List),
        Action::Remove(OneArgs { name, live }) => {
            let name = name.clone();
            (live, AccountAsk::Remove { name })
        }
        Action::Totp(OneArgs { name, live }) => {
            let name = name.clone();
            (live, AccountAsk::SecondFactor { name })
        }
        Action::Role(RoleArgs { name, role, live }) => {
            let (name, role) = (name.clone(), *role);
            (live, AccountAsk::Role { name, role })
        }
        Action::Add(AddArgs {
            name,
            role,
            password_file,
            live,
        }) => match password(name, password_file.as_deref(), &live.texts())? {
            Err(exit) => return Ok(exit),
            Ok(password) => {
                let (name, role) = (name.clone(), *role);
                let ask = AccountAsk::Add {
                    name,
                    role,
                    password,
                };
                (live, ask)
            }
        },
        Action::Password(PasswordArgs {
            name,
            password_file,
            live,
        }) => match password(name, password_file.as_deref(), &live.texts())? {
            Err(exit) => return Ok(exit),
            Ok(password) => {
                let name = name.clone();
                (live, AccountAsk::Password { name, password })
            }
        },
        Action::Token(TokenArgs { action }) => token(action),
    };
    live.ask_and_print(COMMAND, What::Account(ask))
}

fn token(action: &TokenAction) -> (&live::Options, AccountAsk) {
    match action {
        TokenAction::Add(TokenAddArgs {
            name,
            label,
            days,
            live,
        }) => {
            let (name, label, days) = (name.clone(), label.clone(), *days);
            (live, AccountAsk::MakeToken { name, label, days })
        }
        TokenAction::List(OneArgs { name, live }) => {
            let name = name.clone();
            (live, AccountAsk::Tokens { name })
        }
        TokenAction::End(TokenEndArgs { name, id, live }) => {
            let (name, id) = (name.clone(), *id);
            (live, AccountAsk::EndToken { name, id })
        }
    }
}

/// The password, from a file, from standard input, or typed twice without being seen; never from the
/// command line, which others can read. `Err` is how the command ends otherwise, said already.
fn password(
    name: &AccountName,
    file: Option<&Path>,
    texts: &Texts,
) -> io::Result<Result<Password, ExitCode>> {
    let refused = |exit: Exit, why: String| {
        say(&format!("tact {COMMAND}: {why}"));
        Ok(Err(exit.into()))
    };
    match file {
        Some(path) if path == Path::new("-") => {
            let mut line = String::new();
            io::stdin().lock().read_line(&mut line)?;
            let password = line.trim_end_matches(['\n', '\r']).to_owned();
            line.zeroize();
            Ok(Ok(password.into()))
        }
        Some(path) => match read_secret(path) {
            Ok(secret) => match std::str::from_utf8(secret.expose()) {
                Ok(password) => Ok(Ok(password.to_owned().into())),
                Err(error) => {
                    let (file, why) = (path.display().to_string(), error.to_string());
                    let words = args!["file" => file, "why" => why];
                    refused(
                        Exit::NotUnderstood,
                        texts.get("account-password-file", words),
                    )
                }
            },
            Err(reason) => refused(Exit::Refused, reason.sentence(texts)),
        },
        None if !io::stdin().is_terminal() => {
            refused(Exit::WrongUsage, texts.say("account-password-none"))
        }
        None => {
            let words = args!["name" => name.to_string()];
            let question = texts.get("account-password-ask", words);
            let typed: Password = rpassword::prompt_password(format!("{question} "))?.into();
            let question = texts.say("account-password-again");
            let again: Password = rpassword::prompt_password(format!("{question} "))?.into();
            if typed.expose() != again.expose() {
                return refused(Exit::WrongUsage, texts.say("account-password-differs"));
            }
            Ok(Ok(typed))
        }
    }
}
