//! The log: structured, on standard error, without content, ids or numbers.

use tracing_subscriber::EnvFilter;

use crate::config::LogForm;

/// Starts the log. `TACT_LOG` sets how much is said; without it, what an operator should know.
pub(super) fn start(form: LogForm, quiet: bool) {
    let default = if quiet { "error" } else { "info" };
    // Libraries log what they parse: only our own words are ever written.
    let wanted = std::env::var("TACT_LOG").unwrap_or_else(|_| default.to_owned());
    let level = match wanted.as_str() {
        "error" | "warn" | "info" | "debug" => wanted,
        _ => default.to_owned(),
    };
    let filter = EnvFilter::new(format!("off,tact_app={level}"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_writer(std::io::stderr);
    let started = match form {
        LogForm::Text => builder.with_ansi(false).try_init(),
        LogForm::Json => builder.json().flatten_event(true).try_init(),
    };
    // Fails only where a log was started before: that one goes on.
    let _ = started;
}
