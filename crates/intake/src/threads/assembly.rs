//! The order of the steps: prepare, merge, tell the sides, tell machines from people, hand over.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use zeroize::Zeroize;

use super::automatic::{AutomaticCandidate, AutomaticPattern, find};
use super::comparison::name_key;
use super::direct::DirectChat;
use super::merge::MergeReport;
use super::merge::chat::Chat;
use super::merge::cluster::clusters;
use super::merge::fold::fold;
use super::received::ReceivedThread;
use super::sides::{BusinessDecision, ChatSides, decide};
use super::source::{Source, SourceExport};
use super::teams::Teams;

/// What the operator says about a run.
#[derive(Clone, Debug, Default)]
pub struct AssembleOptions {
    /// When the exports were taken (`--exported-at`), civil time of the exporting phone.
    pub exported_at: Option<DateTime>,
    /// Names of the business (`--business`), several if the account was renamed.
    pub business: Vec<String>,
    /// Teams file (`--teams`).
    pub teams: Option<Teams>,
    /// Texts that are automatic (`--automatic`).
    pub automatic: Vec<AutomaticPattern>,
    /// Texts that only look automatic.
    pub human: Vec<AutomaticPattern>,
}

/// Threads with sides, and everything that must be said of how they came about.
#[derive(Debug)]
pub struct Assembly {
    /// Direct threads, by first message.
    pub threads: Vec<ReceivedThread>,
    /// Who the business is. Undecided: there are no threads.
    pub business: BusinessDecision,
    /// Chats with several contacts. Their words are gone.
    pub groups: LeftOut,
    /// Chats in which only the business wrote. Their words are gone.
    pub internal: LeftOut,
    /// Chats whose sides could not be told. Their words are gone.
    pub undecided: LeftOut,
    /// What merging did.
    pub merged: MergeReport,
    /// Texts that are or may be automatic, surest first.
    pub automatic: Vec<AutomaticCandidate>,
    /// Signatures seen; counts only.
    pub signatures: SignatureCount,
    /// Team names, for the [`tact_domain::TeamId`]s of the messages.
    pub teams: Vec<String>,
    /// What else a reader should know. No content.
    pub notes: Vec<AssemblyNote>,
}

/// Chats that are not threads between one contact and the business.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Chats.
    pub chats: u64,
    /// Messages in them, withdrawn ones included.
    pub messages: u64,
    /// Withdrawn messages in them.
    pub withdrawn: u64,
}

/// Signature lines of human replies, for confirmation. Which agent signed is never counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignatureCount {
    /// Messages that carry a signature.
    pub messages: u64,
    /// Different signing names.
    pub distinct: u64,
}

/// Something a reader of the figures should know. Never content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssemblyNote {
    /// The time given for the exports lies before the last message of some threads.
    GivenTimeBeforeLastMessage {
        /// How many threads.
        threads: u64,
    },
    /// Names given for the business that no chat knows.
    BusinessNamesNotSeen {
        /// How many names.
        names: u64,
    },
}

/// Puts exports together. Never fails: what cannot be decided is said and left out.
pub fn assemble(exports: Vec<SourceExport>, options: &AssembleOptions) -> Assembly {
    let mut merged = MergeReport::default();
    let sources = in_order(exports, &mut merged);
    let clusters = clusters(&sources, &mut merged);
    let mut sources: Vec<Option<Source>> = sources.into_iter().map(Some).collect();
    let mut chats: Vec<Chat> = clusters
        .iter()
        .filter_map(|cluster| fold(cluster, &mut sources, &mut merged))
        .collect();
    sources
        .into_iter()
        .flatten()
        .for_each(|mut left| left.text.zeroize());
    chats.sort_by_cached_key(|chat| {
        let names: Vec<_> = chat
            .people
            .iter()
            .map(|person| person.keys.clone())
            .collect();
        (chat.messages.iter().map(|message| message.at).min(), names)
    });

    let (business, sides) = decide(&chats, &options.business);
    let mut assembly = Assembly {
        threads: Vec::new(),
        business,
        groups: LeftOut::default(),
        internal: LeftOut::default(),
        undecided: LeftOut::default(),
        merged,
        automatic: Vec::new(),
        signatures: SignatureCount::default(),
        teams: options
            .teams
            .iter()
            .flat_map(Teams::names)
            .cloned()
            .collect(),
        notes: notes(&chats, options),
    };
    let mut direct = Vec::new();
    for (chat, sides) in chats.into_iter().zip(sides) {
        match sides {
            ChatSides::Direct { contact } => direct.push(DirectChat::new(chat, contact)),
            ChatSides::Group => leave_out(chat, &mut assembly.groups),
            ChatSides::Internal => leave_out(chat, &mut assembly.internal),
            ChatSides::Undecided => leave_out(chat, &mut assembly.undecided),
        }
    }
    let found = find(
        || (0..).zip(&direct).flat_map(|(at, chat)| chat.outbound(at)),
        &options.automatic,
        &options.human,
    );
    let mut signers = BTreeSet::new();
    for chat in direct {
        let judge = |words: &str| found.is_automatic(words, &chat.contact_words);
        let thread = chat.received(options, judge, &mut assembly.signatures, &mut signers);
        chat.forget();
        assembly.threads.push(thread);
    }
    assembly.signatures.distinct = signers.len() as u64;
    assembly.automatic = found.candidates;
    assembly
}

/// Prepares the exports in an order that depends on their content, each content once.
fn in_order(exports: Vec<SourceExport>, report: &mut MergeReport) -> Vec<Source> {
    let given = exports.len();
    let mut sources: Vec<Source> = exports.into_iter().filter_map(Source::new).collect();
    report.empty_exports = (given - sources.len()) as u64;
    report.exports = sources.len() as u64;
    sources.sort_by(|a, b| {
        (
            a.last_entry,
            a.digest,
            &a.title_key,
            a.times.zip_entry,
            a.times.modified,
        )
            .cmp(&(
                b.last_entry,
                b.digest,
                &b.title_key,
                b.times.zip_entry,
                b.times.modified,
            ))
    });
    sources.dedup_by(|copy, kept| {
        let same = is_copy(copy, kept);
        if same {
            report.repeated_exports += 1;
            kept.times.zip_entry = kept.times.zip_entry.max(copy.times.zip_entry);
            kept.times.modified = kept.times.modified.max(copy.times.modified);
            if kept.title_key.is_none() {
                kept.title_key = copy.title_key.take();
            }
            copy.text.zeroize();
        }
        same
    });
    sources
}

/// The same content twice. Where only one person wrote, it may be one text sent to two people.
fn is_copy(one: &Source, other: &Source) -> bool {
    one.digest == other.digest
        && one.lines.len() == other.lines.len()
        && (one.title_key.is_none()
            || other.title_key.is_none()
            || one.title_key == other.title_key
            || one.writers().len() > 1)
}

fn notes(chats: &[Chat], options: &AssembleOptions) -> Vec<AssemblyNote> {
    let mut notes = Vec::new();
    let last = |chat: &Chat| chat.exports.iter().map(|export| export.last_entry).max();
    let early = chats
        .iter()
        .filter(|chat| options.exported_at.is_some() && options.exported_at < last(chat))
        .count();
    if early > 0 {
        notes.push(AssemblyNote::GivenTimeBeforeLastMessage {
            threads: early as u64,
        });
    }
    let known: BTreeSet<_> = chats
        .iter()
        .flat_map(|chat| chat.writers().flat_map(|(_, person)| &person.keys))
        .collect();
    let unseen = options
        .business
        .iter()
        .filter(|name| !known.contains(&name_key(name)))
        .count();
    if unseen > 0 {
        notes.push(AssemblyNote::BusinessNamesNotSeen {
            names: unseen as u64,
        });
    }
    notes
}

fn leave_out(chat: Chat, counts: &mut LeftOut) {
    counts.chats += 1;
    counts.messages += chat.messages.len() as u64;
    counts.withdrawn += chat.messages.iter().filter(|m| m.deleted.is_some()).count() as u64;
    forget(chat);
}

/// Overwrites the words of a chat: from here on only what was handed over exists.
pub(super) fn forget(mut chat: Chat) {
    chat.texts.iter_mut().for_each(Zeroize::zeroize);
}
