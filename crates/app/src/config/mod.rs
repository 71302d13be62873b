//! The configuration of `tact serve` and of the commands beside it: one TOML file.
//! Start at [`Config::load`].
//!
//! Secrets are never written in the file: it names files that hold them, and [`read_secret`] reads
//! one when it is needed. Relative paths start at the folder of the configuration.

mod example;
mod figures;
mod file;
mod problem;
mod secret;
mod validate;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use tact_domain::live::Observability;
use tact_intake::webhook::Keywords;
use tact_store::live::RetentionPeriods;

pub use example::example;
pub use figures::FigureSettings;
pub use problem::{ConfigProblem, Reason};
pub use secret::{Secret, read_secret};

/// Everything the file says, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// How the server listens.
    pub server: Server,
    /// What one client, and all together, may ask of it.
    pub limits: Limits,
    /// Companies whose data, keys and secrets are apart; at least one.
    pub tenants: Vec<Tenant>,
}

/// How the server listens.
#[derive(Clone, Debug)]
pub struct Server {
    /// Where webhooks come in. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// Something in front of it speaks TLS.
    pub behind_proxy: bool,
    /// Where figures of operation are read, on this machine only; nowhere without it.
    pub metrics: Option<SocketAddr>,
    /// How the log is written.
    pub log: LogForm,
}

/// How the log is written, on standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogForm {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Bounds that keep memory and time in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections open at once; more wait.
    pub connections: usize,
    /// Requests that wait for the disk at once; more are answered 503.
    pub waiting: usize,
    /// Bytes of request bodies held at once; more are answered 503.
    pub memory: usize,
    /// How long a client may take to send its headers, and its body.
    pub patience: Duration,
}

/// One company.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// Its name in the address of its webhook and in `--tenant`; the first one may have none.
    pub name: Option<String>,
    /// Folder of the data.
    pub store: PathBuf,
    /// Folder of the keys.
    pub keys: PathBuf,
    /// Folder on another disk that is kept like the keys'.
    pub keys_mirror: Option<PathBuf>,
    /// Its numbers and secrets.
    pub whatsapp: WhatsApp,
    /// Words with which its customers ask.
    pub keywords: Keywords,
    /// How long each class is kept.
    pub retention: RetentionPeriods,
    /// What its reports are made with, and which are kept ready.
    pub figures: FigureSettings,
}

/// The WhatsApp side of one company.
#[derive(Clone, Debug)]
pub struct WhatsApp {
    /// Files of the app secrets: one, or the new and the old during a rotation.
    pub app_secrets: Vec<PathBuf>,
    /// File of the word that proves, at the handshake, that it is our address.
    pub verify_token: PathBuf,
    /// File of the token that fetches media.
    pub access_token: Option<PathBuf>,
    /// Where the platform's interface is.
    pub graph_url: String,
    /// Business numbers; events of others are counted, not kept.
    pub numbers: Vec<BusinessNumber>,
}

/// One business number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessNumber {
    /// The platform's id of it (`phone_number_id`), not the number people dial.
    pub id: String,
    /// Whether deletions of its customers can be seen.
    pub observability: Observability,
}

impl Config {
    /// Reads and checks the file. Secrets are looked at, not kept.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place and what to write instead.
    pub fn load(path: &Path) -> Result<Self, ConfigProblem> {
        validate::validate(path, &read(path)?, validate::Secrets::LookedAt)
    }

    /// The same for a command that needs no secret and may not be allowed to read one.
    ///
    /// # Errors
    /// As [`Config::load`], but for the files of secrets.
    pub fn load_without_secrets(path: &Path) -> Result<Self, ConfigProblem> {
        validate::validate(path, &read(path)?, validate::Secrets::LeftAlone)
    }

    /// The company of this name; the first one for none.
    ///
    /// # Errors
    /// No company has the name, or there are several and none was named.
    pub fn tenant(&self, name: Option<&str>) -> Result<&Tenant, ConfigProblem> {
        match (name, self.tenants.as_slice()) {
            (None, [only]) => Ok(only),
            (None, [first, ..]) if first.name.is_none() => Ok(first),
            (name, tenants) => tenants
                .iter()
                .find(|tenant| name.is_some() && tenant.name.as_deref() == name)
                .ok_or_else(|| ConfigProblem::NoTenant {
                    known: tenants.iter().filter_map(|t| t.name.clone()).collect(),
                }),
        }
    }
}

fn read(path: &Path) -> Result<String, ConfigProblem> {
    std::fs::read_to_string(path).map_err(|error| ConfigProblem::Unreadable {
        path: path.to_owned(),
        error,
    })
}
