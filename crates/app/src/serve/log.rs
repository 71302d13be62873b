//! The log: structured, on standard error, without content, ids or numbers.
//!
//! Lines are written by a thread of their own. When whoever reads standard error has stopped reading,
//! lines are dropped: the log never holds up a delivery.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use tracing_subscriber::EnvFilter;

use crate::config::LogForm;

/// Lines that wait at most.
const WAITING: usize = 1024;
/// How long the last lines may take when the server ends.
const PATIENCE: Duration = Duration::from_secs(1);

enum Entry {
    Line(Vec<u8>),
    /// Answered once every line before it is written.
    Flush(Sender<()>),
}

/// The log; what waits is written when this is dropped.
pub(super) struct Log(SyncSender<Entry>);

/// Starts the log. `TACT_LOG` sets how much is said; without it, what an operator should know.
pub(super) fn start(form: LogForm, quiet: bool) -> Log {
    let default = if quiet { "error" } else { "info" };
    let level = std::env::var("TACT_LOG")
        .ok()
        .filter(|level| matches!(level.as_str(), "error" | "warn" | "info" | "debug"))
        .unwrap_or_else(|| default.to_owned());
    // Libraries log what they parse: only our own words are ever written.
    let filter = EnvFilter::new(format!("off,tact_app={level}"));
    let (sender, receiver) = sync_channel(WAITING);
    thread::spawn(move || write_all(&receiver));
    let lines = sender.clone();
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_ansi(false)
        .with_writer(move || Line {
            bytes: Vec::new(),
            lines: lines.clone(),
        });
    let started = match form {
        LogForm::Text => builder.try_init(),
        LogForm::Json => builder.json().flatten_event(true).try_init(),
    };
    // Fails only where a log was started before: that one goes on.
    let _ = started;
    Log(sender)
}

fn write_all(entries: &Receiver<Entry>) {
    let mut out = io::stderr();
    for entry in entries {
        match entry {
            // Nobody reads any more: the server goes on without a log.
            Entry::Line(bytes) => drop(out.write_all(&bytes)),
            Entry::Flush(done) => drop(done.send(())),
        }
    }
}

/// One line under way; it joins the others when it is dropped.
struct Line {
    bytes: Vec<u8>,
    lines: SyncSender<Entry>,
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        // Full: the line is dropped, not waited for.
        let _ = self.lines.try_send(Entry::Line(bytes));
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let (done, written) = channel();
        if self.0.try_send(Entry::Flush(done)).is_ok() {
            let _ = written.recv_timeout(PATIENCE);
        }
    }
}
