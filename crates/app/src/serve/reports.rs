//! Reports kept ready: each is computed once an hour by `tact report` in a process of its own, so
//! that the server's memory stays flat and a webhook never waits for a figure.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::{MissedTickBehavior, interval};

use crate::config::Tenant;
use crate::report::model::Lang;

/// A result stands for an hour; the next one is there a little before.
const TURN: Duration = Duration::from_secs(55 * 60);
/// Who answers webhooks comes first.
const NICENESS: i32 = 10;

/// The reports one company wants to find ready.
#[derive(Debug)]
pub(super) struct Reports {
    config: PathBuf,
    tenant: Option<String>,
    wanted: Vec<(String, Lang)>,
}

impl Reports {
    /// As the configuration says; `None` when it wants none.
    pub(super) fn of(config: &Path, tenant: &Tenant) -> Option<Self> {
        let figures = &tenant.figures;
        let wanted: Vec<_> = figures
            .prepared
            .iter()
            .flat_map(|period| {
                let of = |lang: &Lang| (period.to_string(), *lang);
                figures.languages.iter().map(of)
            })
            .collect();
        (!wanted.is_empty()).then(|| Self {
            config: config.to_owned(),
            tenant: tenant.name.clone(),
            wanted,
        })
    }

    /// Keeps them ready until it is dropped.
    pub(super) async fn keep(self) {
        let mut turns = interval(TURN);
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // What is kept of the hour before a restart is not computed again.
        let mut anew = Anew::WhereNothingIsKept;
        loop {
            turns.tick().await;
            for (period, lang) in &self.wanted {
                let (config, tenant) = (&self.config, self.tenant.as_deref());
                match compute(config, tenant, period, *lang, anew).await {
                    Ok(()) => tracing::info!(%period, lang = lang.tag(), "a report is ready"),
                    Err(why) => tracing::warn!(%period, %why, "a report could not be made"),
                }
            }
            anew = Anew::Always;
        }
    }
}

/// Has one report computed and kept, in a process of its own; dropping this ends it.
///
/// # Errors
/// Why it was not, in a sentence for the operator.
pub(super) async fn compute(
    config: &Path,
    tenant: Option<&str>,
    period: &str,
    lang: Lang,
    anew: Anew,
) -> Result<(), String> {
    let mut command = Command::new(this_program().map_err(|error| error.to_string())?);
    command
        .args(["report", "--quiet", "--json", "--period", period])
        .args(["--lang", lang.tag()])
        .args([OsStr::new("--config"), config.as_os_str()])
        .args(anew.argument())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    if let Some(tenant) = tenant {
        command.args(["--tenant", tenant]);
    }
    let child = command.spawn().map_err(|error| error.to_string())?;
    let id = child.id().and_then(|id| i32::try_from(id).ok());
    if let Some(pid) = id.and_then(rustix::process::Pid::from_raw) {
        // Without it the report is only quicker than it need be.
        let _ = rustix::process::setpriority_process(Some(pid), NICENESS);
    }
    let ended = child.wait_with_output().await;
    let ended = ended.map_err(|error| error.to_string())?;
    if ended.status.success() {
        return Ok(());
    }
    // Sentences for an operator: a file, what is wrong with it. Nothing of a message.
    let said = String::from_utf8_lossy(&ended.stderr);
    Err(said.lines().next().unwrap_or_default().to_owned())
}

/// Whether a result that still stands is computed again.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anew {
    WhereNothingIsKept,
    Always,
}

impl Anew {
    fn argument(self) -> Option<&'static str> {
        match self {
            Self::WhereNothingIsKept => None,
            Self::Always => Some("--anew"),
        }
    }
}

/// The program that runs, also where its file was replaced by a newer one.
fn this_program() -> std::io::Result<OsString> {
    if cfg!(target_os = "linux") {
        return Ok("/proc/self/exe".into());
    }
    std::env::current_exe().map(OsString::from)
}
