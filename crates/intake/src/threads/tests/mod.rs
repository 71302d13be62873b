//! Behaviour of [`super::assemble`], on exports built by hand.

mod agents;
mod automatic;
mod merging;
mod properties;
mod sides;

use jiff::civil::DateTime;
use tact_domain::{AgentKind, Sender, WithdrawnBy};

use super::*;
use crate::export::{
    Body, DateOrder, DeletedBy, Entry, EntryKind, ExportFormat, MediaKind, Notice, OrderEvidence,
    ParsedExport, Platform,
};

/// The business of most tests.
const SHOP: &str = "Maison Opale";

/// What stands in a line of an export.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    Text(String),
    Edited(String),
    Deleted(DeletedBy),
    Media(MediaKind, String),
    Body(Body),
    Notice(Notice),
}

fn text(words: &str) -> Said {
    Said::Text(words.to_owned())
}

fn edited(words: &str) -> Said {
    Said::Edited(words.to_owned())
}

const DELETED: Said = Said::Deleted(DeletedBy::OtherSide);
const OWN_DELETED: Said = Said::Deleted(DeletedBy::ExportingAccount);

/// One export under construction.
#[derive(Clone, Debug)]
struct Export {
    title: Option<String>,
    times: ExportTimes,
    lines: Vec<(DateTime, String, Said)>,
}

fn export(title: &str) -> Export {
    Export {
        title: (!title.is_empty()).then(|| title.to_owned()),
        times: ExportTimes::default(),
        lines: Vec::new(),
    }
}

/// `01-05 10:00` or `01-05 10:00:12`, in 2026.
fn time(at: &str) -> DateTime {
    format!("2026-{}", at.replace(' ', "T")).parse().unwrap()
}

impl Export {
    fn line(mut self, at: &str, author: &str, said: Said) -> Self {
        self.lines.push((time(at), author.to_owned(), said));
        self
    }

    fn says(self, at: &str, author: &str, words: &str) -> Self {
        self.line(at, author, text(words))
    }

    fn notice(self, at: &str, author: &str, notice: Notice) -> Self {
        self.line(at, author, Said::Notice(notice))
    }

    fn source(&self) -> SourceExport {
        let mut file = String::from("file header\n");
        let mut authors: Vec<String> = Vec::new();
        let mut entries = Vec::new();
        for (nth, (at, author, said)) in (1..).zip(&self.lines) {
            let author = (!author.is_empty()).then(|| {
                let known = authors.iter().position(|name| name == author);
                let index = known.unwrap_or_else(|| {
                    authors.push(author.clone());
                    authors.len() - 1
                });
                u32::try_from(index).unwrap()
            });
            file.push_str("header: ");
            let start = file.len();
            let (kind, edited, words) = match said {
                Said::Text(words) => (EntryKind::Message(Body::Text), false, words.as_str()),
                Said::Edited(words) => (EntryKind::Message(Body::Text), true, words.as_str()),
                Said::Deleted(by) => (EntryKind::Message(Body::Deleted(*by)), false, "placeholder"),
                Said::Media(kind, caption) => (
                    EntryKind::Message(Body::Media(*kind)),
                    false,
                    caption.as_str(),
                ),
                Said::Body(body) => (EntryKind::Message(*body), false, ""),
                Said::Notice(notice) => (EntryKind::Notice(*notice), false, "the app says"),
            };
            file.push_str(words);
            entries.push(Entry {
                at: *at,
                author,
                kind,
                edited,
                body: start..file.len(),
                line: nth,
            });
            file.push('\n');
        }
        SourceExport {
            title: self.title.clone(),
            times: self.times,
            export: ParsedExport {
                format: ExportFormat {
                    platform: Platform::Android,
                    language: Some("fr"),
                    date_order: DateOrder::DayFirst,
                    order_decided_by: OrderEvidence::YearPlace,
                },
                text: file,
                authors,
                entries,
                unreadable: 0,
                warnings: Vec::new(),
            },
        }
    }
}

fn assembled(exports: &[&Export]) -> Assembly {
    assembled_with(exports, &AssembleOptions::default())
}

fn assembled_with(exports: &[&Export], options: &AssembleOptions) -> Assembly {
    assemble(
        exports.iter().map(|export| export.source()).collect(),
        options,
    )
}

fn for_business(name: &str) -> AssembleOptions {
    AssembleOptions {
        business: vec![name.to_owned()],
        ..AssembleOptions::default()
    }
}

/// A thread as one readable text: `10:00 > words`, `<` for the business, `*` for a machine,
/// `x` for withdrawn, `~` for edited.
fn shown(thread: &ReceivedThread) -> String {
    let mut out = String::new();
    for (message, words) in thread.read() {
        let side = match message.sender {
            Sender::Contact => '>',
            Sender::Agent {
                kind: AgentKind::Human,
                ..
            } => '<',
            Sender::Agent {
                kind: AgentKind::Bot,
                ..
            } => '*',
        };
        let what = match (message.withdrawn, words) {
            (Some(WithdrawnBy::Contact), None) => "x contact".to_owned(),
            (Some(WithdrawnBy::Business), None) => "x business".to_owned(),
            (Some(WithdrawnBy::Admin), None) => "x admin".to_owned(),
            (Some(_), Some(words)) => panic!("a withdrawn message kept {words:?}"),
            (None, Some(words)) => words.to_owned(),
            (None, None) => format!("({:?})", message.kind),
        };
        let edited = if message.edited { "~" } else { "" };
        let at = message.sent_at.strftime("%H:%M");
        out.push_str(&format!("{at} {side} {edited}{what}\n"));
    }
    out
}

#[track_caller]
fn one_thread(assembly: &Assembly) -> &ReceivedThread {
    assert_eq!(assembly.threads.len(), 1, "{assembly:?}");
    &assembly.threads[0]
}

#[track_caller]
fn check_thread(assembly: &Assembly, expected: &str) {
    let expected: String = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(shown(one_thread(assembly)), expected);
}

/// Every string an assembly can show.
fn every_string(assembly: &Assembly) -> String {
    let mut all = format!("{assembly:?}");
    for thread in &assembly.threads {
        all.push_str(&thread.text);
        for name in &thread.contact.names {
            all.push_str(name);
        }
    }
    for candidate in &assembly.automatic {
        all.push_str(&candidate.pattern);
    }
    all
}
