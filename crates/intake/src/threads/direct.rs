//! A chat between the business and one contact, on its way to the gate.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use tact_domain::{AgentKind, MessageKind, Sender, WithdrawnBy};

use super::assembly::{AssembleOptions, SignatureCount, forget};
use super::automatic::Outbound;
use super::comparison::wording;
use super::export_time::{ExportTimeSource, ObservedUntil, observed_until};
use super::identity::ContactIdentity;
use super::merge::chat::{Chat, ChatMessage, Person};
use super::merge::slot::Deletion;
use super::received::{ReceivedMessage, ReceivedThread, TextRef, TimePrecision};
use super::signature::{signature, signature_key};
use super::source::{PersonId, shifted};
use super::teams::Author;
use super::traces::exporter;

/// What stands for a passage that repeats a deleted message.
const MASK: &str = "‹…›";

/// A chat between the business and one contact.
pub(super) struct DirectChat {
    chat: Chat,
    contact: PersonId,
    /// Words of the contact's names, lower case.
    pub(super) contact_words: Vec<String>,
    /// Names under which the business wrote, by person.
    authors: Vec<Author>,
    /// Minutes to take off every time: the business's own clock counts.
    clock: i32,
}

impl DirectChat {
    pub(super) fn new(chat: Chat, contact: PersonId) -> Self {
        let contact_words = chat
            .people
            .get(usize::from(contact))
            .into_iter()
            .flat_map(|person| person.names.keys())
            .flat_map(|name| {
                let words = wording(name);
                let words: Vec<String> = words
                    .split(|c: char| !c.is_alphabetic())
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect();
                words
            })
            .collect();
        let authors = chat
            .people
            .iter()
            .map(|person| Author {
                keys: person.keys.clone(),
                number: person.names.keys().find_map(|name| name.parse().ok()),
            })
            .collect();
        let clock = chat
            .exports
            .iter()
            .find(|export| exporter(&chat, export).is_some_and(|person| person != contact))
            .map_or(0, |export| export.shift);
        Self {
            chat,
            contact,
            contact_words,
            authors,
            clock,
        }
    }

    /// What the business wrote, with when the customer had last written.
    pub(super) fn outbound(&self, contact: u32) -> impl Iterator<Item = Outbound<'_>> {
        let precision = self.precision();
        let mut last_inbound = None;
        let mut since = 0_u32;
        self.chat.messages.iter().filter_map(move |message| {
            if message.person == self.contact {
                last_inbound = Some(message.at);
                since = 0;
                return None;
            }
            let after = last_inbound.filter(|_| since <= 1);
            since += 1;
            let text = self.chat.words(message);
            let readable = message.kind == MessageKind::Text
                && message.deleted.is_none()
                && !text.is_empty()
                && !self.has_echo(message);
            readable.then_some(Outbound {
                contact,
                text,
                at: message.at,
                after,
                precision,
                names: &self.contact_words,
            })
        })
    }

    fn precision(&self) -> TimePrecision {
        if self.chat.has_seconds {
            TimePrecision::Second
        } else {
            TimePrecision::Minute
        }
    }

    fn has_echo(&self, message: &ChatMessage) -> bool {
        self.echoes_in(message).next().is_some()
    }

    /// Passages to mask in a message, in order, as bytes of its words.
    fn echoes_in(&self, message: &ChatMessage) -> impl Iterator<Item = std::ops::Range<usize>> {
        let (source, start, end) = (
            message.source,
            message.start,
            message.start.saturating_add(message.length),
        );
        self.chat
            .echoes
            .iter()
            .filter(move |(from, at, _)| *from == source && (start..end).contains(at))
            .map(move |(_, at, length)| {
                let at = (*at - start) as usize;
                at..at + *length as usize
            })
    }

    /// The thread as the gate receives it. Only words that stand are copied.
    pub(super) fn received(
        &self,
        options: &AssembleOptions,
        is_automatic: impl Fn(&str) -> bool,
        signatures: &mut SignatureCount,
        signers: &mut BTreeSet<String>,
    ) -> ReceivedThread {
        let length = self
            .chat
            .messages
            .iter()
            .map(|message| message.length as usize)
            .sum();
        let mut text = String::with_capacity(length);
        let mut messages = Vec::with_capacity(self.chat.messages.len());
        for message in &self.chat.messages {
            let words = if message.deleted.is_some() {
                ""
            } else {
                self.chat.words(message)
            };
            let at = shifted(message.at, -self.clock);
            let sender = if message.person == self.contact {
                Sender::Contact
            } else if is_automatic(words) {
                Sender::Agent {
                    kind: AgentKind::Bot,
                    team: None,
                }
            } else {
                let signed = signature(words, &self.contact_words);
                if let Some(found) = &signed {
                    signatures.messages += 1;
                    signers.insert(signature_key(found.name));
                }
                let author = self.authors.get(usize::from(message.person));
                let team = options.teams.as_ref().zip(author);
                Sender::Agent {
                    kind: AgentKind::Human,
                    team: team.and_then(|(teams, author)| teams.team_of(signed, author, at)),
                }
            };
            messages.push(ReceivedMessage {
                sent_at: at,
                sender,
                kind: message.kind,
                withdrawn: message
                    .deleted
                    .map(|deletion| withdrawn_by(deletion, sender)),
                edited: message.edited,
                text: self.copy(message, words, &mut text),
            });
        }
        text.shrink_to_fit();
        let names = self
            .chat
            .people
            .get(usize::from(self.contact))
            .map(Person::names_newest_first);
        ReceivedThread {
            contact: ContactIdentity::from_names(names.unwrap_or_default()),
            observed_until: self.observed_until(options.exported_at),
            precision: self.precision(),
            messages,
            missed_calls: self
                .chat
                .missed_calls
                .iter()
                .map(|at| shifted(*at, -self.clock))
                .collect(),
            text,
        }
    }

    /// Copies a message's words, passages that repeat a deleted message masked.
    fn copy(&self, message: &ChatMessage, words: &str, text: &mut String) -> TextRef {
        let before = text.len();
        let mut from = 0;
        if !self.chat.echoes.is_empty() {
            for echo in self.echoes_in(message) {
                text.push_str(words.get(from..echo.start).unwrap_or_default());
                text.push_str(MASK);
                from = echo.end;
            }
        }
        text.push_str(words.get(from..).unwrap_or_default());
        match (u32::try_from(before), u32::try_from(text.len() - before)) {
            (Ok(start), Ok(length)) => TextRef { start, length },
            // Beyond 4 GiB of words in one chat: counted, not read.
            _ => {
                text.truncate(before);
                TextRef::default()
            }
        }
    }

    /// The latest end of observation among the exports.
    fn observed_until(&self, given: Option<DateTime>) -> ObservedUntil {
        let ends = self.chat.exports.iter().map(|export| {
            observed_until(given, export.times, shifted(export.last_entry, -self.clock))
        });
        let last = ends.max_by_key(|end| (end.at, std::cmp::Reverse(end.source)));
        last.unwrap_or(ObservedUntil {
            at: DateTime::MIN,
            source: ExportTimeSource::LastMessage,
        })
    }

    pub(super) fn forget(self) {
        forget(self.chat);
    }
}

fn withdrawn_by(deletion: Deletion, sender: Sender) -> WithdrawnBy {
    match (deletion, sender) {
        (Deletion::ByAdmin, _) => WithdrawnBy::Admin,
        (Deletion::BySender, Sender::Contact) => WithdrawnBy::Contact,
        (Deletion::BySender, Sender::Agent { .. }) => WithdrawnBy::Business,
    }
}
