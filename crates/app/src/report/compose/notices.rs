//! What to check or confirm. Names of files, never of people; business texts redacted.

use std::{collections::BTreeMap, path::Path};

use tact_intake::{
    export::ExportWarning,
    threads::{AssemblyNote, AutomaticVerdict, BusinessDecision, Certainty},
};
use tact_privacy::redact::RedactionContext;

use super::Page;
use crate::{
    i18n::args,
    report::model::{Notice, NoticeLevel},
};

/// File names listed at most in one notice.
const MOST_FILES: usize = 10;
/// Texts listed at most.
const MOST_TEXTS: usize = 12;

/// All notices, warnings first.
pub(super) fn notices(page: &Page<'_>) -> Vec<Notice> {
    let mut notices = files(page);
    notices.extend(warnings(page));
    notices.extend(sides(page));
    notices.extend(automatic(page));
    if page.findings.scope.is_none() {
        notices.push(notice(
            NoticeLevel::Info,
            page.texts.say("notice-sources"),
            Vec::new(),
        ));
    }
    notices
}

fn notice(level: NoticeLevel, text: String, details: Vec<String>) -> Notice {
    Notice {
        level,
        text,
        details,
    }
}

/// A file name may be a customer's name («Discussion WhatsApp avec Awa Diop.txt»): only what kind
/// of file it is may be said of exports, so names are redacted like any text.
fn file_name(page: &Page<'_>, path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    page.findings
        .redactor
        .redact(&name, &RedactionContext::default())
}

/// A file and what is said of it.
fn about(page: &Page<'_>, path: &Path, what: &str) -> String {
    let file = file_name(page, path);
    page.texts
        .get("notice-file", args!["file" => file, "what" => what])
}

fn files(page: &Page<'_>) -> Vec<Notice> {
    let (read, texts) = (page.read, page.texts);
    let mut notices = Vec::new();
    if !read.refused.is_empty() {
        let details = read
            .refused
            .iter()
            .take(MOST_FILES)
            .map(|(path, refusal)| {
                let what = refusal.explain(texts.tongue()).what;
                about(page, path, what)
            })
            .collect();
        notices.push(notice(
            NoticeLevel::Warning,
            texts.get("notice-refused", args!["count" => read.refused.len()]),
            details,
        ));
    }
    if !read.failed.is_empty() {
        let details = read
            .failed
            .iter()
            .take(MOST_FILES)
            .map(|(path, why)| about(page, path, why))
            .collect();
        notices.push(notice(
            NoticeLevel::Warning,
            texts.get("notice-failed", args!["count" => read.failed.len()]),
            details,
        ));
    }
    if !read.not_exports.is_empty() {
        let details = read
            .not_exports
            .iter()
            .take(MOST_FILES)
            .map(|path| file_name(page, path))
            .collect();
        notices.push(notice(
            NoticeLevel::Warning,
            texts.get(
                "notice-not-exports",
                args!["count" => read.not_exports.len()],
            ),
            details,
        ));
    }
    notices
}

fn warnings(page: &Page<'_>) -> Vec<Notice> {
    let mut counts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (_, warning) in &page.read.warnings {
        let (key, amount) = match warning {
            ExportWarning::DateOrderGuessed => ("notice-guessed", 0),
            ExportWarning::StartsMidMessage { lines } => ("notice-mid", *lines),
            ExportWarning::BrokenBytes { count } => ("notice-broken", *count),
            ExportWarning::JoinedExports => ("notice-joined", 0),
            ExportWarning::Cut { .. } => ("notice-cut", 0),
            ExportWarning::OldLimitReached { .. } => ("notice-limit", 0),
            ExportWarning::NotAnExport => continue,
        };
        let entry = counts.entry(key).or_default();
        entry.0 += 1;
        entry.1 += amount;
    }
    counts
        .into_iter()
        .map(|(key, (files, amount))| {
            let count = if key == "notice-broken" {
                amount
            } else {
                files
            };
            let text = page
                .texts
                .get(key, args!["count" => count, "lines" => amount]);
            notice(NoticeLevel::Warning, text, Vec::new())
        })
        .collect()
}

fn sides(page: &Page<'_>) -> Vec<Notice> {
    let (assembly, texts) = (&page.findings.assembly, page.texts);
    let mut notices = Vec::new();
    if let BusinessDecision::Decided {
        certainty: Certainty::Weak,
        ..
    } = assembly.business
    {
        notices.push(notice(
            NoticeLevel::Confirm,
            texts.say("notice-business-weak"),
            Vec::new(),
        ));
    }
    let mut say = |key: &str, count: u64| {
        if count > 0 {
            let text = texts.get(key, args!["count" => count]);
            notices.push(notice(NoticeLevel::Confirm, text, Vec::new()));
        }
    };
    say("notice-undecided", assembly.undecided.chats);
    say("notice-clocks", assembly.merged.clocks_moved);
    say("notice-clocks-unclear", assembly.merged.clocks_unclear);
    say("notice-same-name", assembly.merged.same_name_apart);
    for note in &assembly.notes {
        match note {
            AssemblyNote::GivenTimeBeforeLastMessage { threads } => {
                say("notice-given-early", *threads)
            }
            AssemblyNote::BusinessNamesNotSeen { names } => say("notice-business-unseen", *names),
        }
    }
    notices
}

fn automatic(page: &Page<'_>) -> Vec<Notice> {
    let texts = page.texts;
    [
        ("notice-automatic", AutomaticVerdict::Automatic),
        ("notice-candidates", AutomaticVerdict::ToConfirm),
    ]
    .into_iter()
    .filter_map(|(key, verdict)| {
        let found: Vec<_> = page
            .findings
            .assembly
            .automatic
            .iter()
            .filter(|candidate| candidate.verdict == verdict)
            .collect();
        if found.is_empty() {
            return None;
        }
        let details = found
            .iter()
            .take(MOST_TEXTS)
            .map(|candidate| {
                let pattern = page
                    .findings
                    .redactor
                    .redact(&candidate.pattern, &RedactionContext::default());
                texts.get(
                    "notice-pattern",
                    args![
                        "pattern" => pattern.replace('\n', " "),
                        "contacts" => candidate.contacts,
                        "messages" => candidate.messages
                    ],
                )
            })
            .collect();
        let text = texts.get(key, args!["count" => found.len()]);
        Some(notice(NoticeLevel::Confirm, text, details))
    })
    .collect()
}
