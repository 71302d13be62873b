//! What an import did, in numbers only.

use std::io::Write;

use jiff::tz::TimeZone;
use serde_json::json;
use tact_intake::threads::{Assembly, ReceivedThread};
use tact_store::live::{ImportMode, ImportReport};

use crate::{
    cli::{Common, analyze::Stop},
    exit::Exit,
    i18n::{Texts, args},
    pipeline::read::ReadReport,
};

/// Chats of the files, and what is left out of them.
pub(super) struct Chats {
    taken: u64,
    messages: u64,
    groups: u64,
    internal: u64,
    undecided: u64,
    namesakes: u64,
    calls: u64,
}

impl Chats {
    pub(super) fn of(assembly: &Assembly, threads: &[ReceivedThread], namesakes: u64) -> Self {
        let sum = |count: fn(&ReceivedThread) -> usize| threads.iter().map(count).sum::<usize>();
        Self {
            taken: threads.len() as u64,
            messages: sum(|thread| thread.messages.len()) as u64,
            groups: assembly.groups.chats,
            internal: assembly.internal.chats,
            undecided: assembly.undecided.chats,
            namesakes,
            calls: sum(|thread| thread.missed_calls.len()) as u64,
        }
    }
}

/// Everything that is said at the end.
pub(super) struct Summary<'a> {
    pub(super) read: &'a ReadReport,
    pub(super) chats: Chats,
    pub(super) report: ImportReport,
    pub(super) zone: &'a TimeZone,
    pub(super) mode: ImportMode,
}

impl Summary<'_> {
    pub(super) fn print(&self, json: bool, common: &Common, texts: &Texts) -> Result<(), Stop> {
        let shown = if json {
            self.json().to_string()
        } else if common.quiet {
            return Ok(());
        } else {
            self.text(texts)
        };
        match writeln!(std::io::stdout().lock(), "{shown}") {
            // The reader of our output left: not our failure.
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Stop::new(Exit::Failed, error.to_string()))
            }
            _ => Ok(()),
        }
    }

    fn json(&self) -> serde_json::Value {
        let chats = &self.chats;
        json!({
            "dry_run": self.mode == ImportMode::Rehearse,
            "zone": self.zone.iana_name(),
            "files": {
                "read": self.read.read.len(),
                "refused": self.read.refused.len(),
                "failed": self.read.failed.len(),
                "not_exports": self.read.not_exports.len(),
                "other": self.read.other,
            },
            "chats": chats.taken,
            "messages": chats.messages,
            "report": self.report,
            "left_out": {
                "groups": chats.groups,
                "internal": chats.internal,
                "undecided": chats.undecided,
                "namesakes": chats.namesakes,
                "missed_calls": chats.calls,
            },
        })
    }

    fn text(&self, texts: &Texts) -> String {
        let (chats, report) = (&self.chats, &self.report);
        let withheld = &report.withheld;
        let head = match self.mode {
            ImportMode::Keep => "import-done",
            ImportMode::Rehearse => "import-rehearsal",
        };
        let zone = self.zone.iana_name().unwrap_or("?").to_owned();
        let words = args![
            "chats" => chats.taken,
            "messages" => chats.messages,
            "zone" => zone,
        ];
        let mut lines = vec![texts.get(head, words)];
        for (key, count) in [
            ("import-new", report.new),
            ("import-known", report.known),
            ("import-completed", report.completed),
            ("import-edited", report.edited),
            ("import-deletions", report.deletions),
            ("import-deleted", report.deleted),
            ("import-no-consent", withheld.no_consent),
            ("import-consent-ended", withheld.consent_ended),
            ("import-erased", withheld.erased),
            ("import-expired", withheld.expired),
            ("import-in-doubt", withheld.in_doubt),
            ("import-opted-out", withheld.opted_out),
            ("import-groups", chats.groups),
            ("import-internal", chats.internal),
            ("import-undecided", chats.undecided),
            ("import-calls", chats.calls),
        ] {
            if count > 0 || matches!(key, "import-new" | "import-known") {
                lines.push(format!("  {}", texts.get(key, args!["count" => count])));
            }
        }
        if withheld.no_consent > 0 {
            lines.push(texts.say("import-consent-hint"));
        }
        lines.join("\n")
    }
}
