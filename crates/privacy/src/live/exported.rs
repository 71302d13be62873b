//! Messages of a chat export on their way into the store: the same gate as for what arrives live.
//!
//! [`LiveKeys::exported`] turns what an export tells into an [`ExportedThread`], whose names are
//! digests. The store decides which messages it knows already, and makes a [`Candidate`] of each that
//! is new: past the gate nothing tells it from one of a webhook but its source.

use jiff::Timestamp;
use tact_domain::live::{
    Alias, AliasKind, ContentField, EditSeen, Envelope, Forwarding, LiveFact, LiveKind, MessageKey,
    MessageSeen, NameKey, NumberKey, Source,
};
use tact_domain::{Direction, WithdrawnBy};
use tact_intake::webhook::{ReceivedContact, ReceivedContent, ReceivedId, SecretText};
use zeroize::Zeroizing;

use super::{Candidate, LiveKeys};

/// What stands in an export for a passage that repeats a deleted message.
const MASK: &str = "‹…›";

/// What an export says became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands as it was sent.
    Stands,
    /// Only its last version remains.
    Edited,
    /// It was deleted for everyone; when is not told.
    Deleted(WithdrawnBy),
}

/// Who wrote it, as far as an export lets one tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The contact.
    Contact,
    /// A person of the business.
    Agent,
    /// The business's phone by itself: a greeting, an absence notice.
    Machine,
}

impl Author {
    /// Which way the message went.
    pub fn direction(self) -> Direction {
        match self {
            Self::Contact => Direction::Inbound,
            Self::Agent | Self::Machine => Direction::Outbound,
        }
    }
}

/// One message of an export, before the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedMessage {
    /// When it was sent: to the minute or second the export shows, and milliseconds that keep the
    /// order of the export among messages of one minute or second.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: Author,
    /// What it is.
    pub kind: LiveKind,
    /// What became of it.
    pub fate: Fate,
    /// Its words or caption; none for a deleted one.
    pub words: Option<SecretText>,
}

/// A piece of one thread of an export, before the gate.
#[derive(Debug)]
pub struct ReceivedExport {
    /// The platform's id of the business number, where it is known.
    pub number: Option<SecretText>,
    /// The contact's number, digits with or without `+`, where the export shows it.
    pub phone: Option<SecretText>,
    /// Display names of the contact, the newest first.
    pub names: Vec<SecretText>,
    /// Messages in the order of the export.
    pub messages: Vec<ExportedMessage>,
}

/// The same with digests for names.
#[derive(Debug)]
pub struct ExportedThread {
    /// Business number.
    pub number: Option<NumberKey>,
    /// The contact's number.
    pub phone: Option<Alias>,
    /// Display names, the newest first: as an alias, and as what consent files are matched with.
    pub names: Vec<(Alias, NameKey)>,
    /// Messages in the order of the export.
    pub messages: Vec<ExportedMessage>,
    contact: ReceivedContact,
}

impl LiveKeys {
    /// Turns a piece of an export into what the store can place. Nothing is admitted yet.
    pub fn exported(&self, export: ReceivedExport) -> ExportedThread {
        let ids = export.phone.iter().map(|phone| ReceivedId {
            kind: AliasKind::Phone,
            value: phone.clone(),
        });
        ExportedThread {
            number: export.number.map(|id| self.business_number(id.expose())),
            phone: export
                .phone
                .as_ref()
                .map(|phone| self.alias(AliasKind::Phone, phone.expose())),
            names: export
                .names
                .iter()
                .map(|name| {
                    let alias = self.alias(AliasKind::ExportName, name.expose());
                    (alias, self.name(name.expose()))
                })
                .collect(),
            messages: export.messages,
            contact: ReceivedContact {
                ids: ids.collect(),
                name: export.names.into_iter().next(),
                identity: None,
            },
        }
    }
}

impl ExportedThread {
    /// Where and who, at the time of a message.
    pub fn envelope(&self, at: Timestamp) -> Envelope {
        Envelope {
            number: self.number,
            contact: self.phone.into_iter().collect(),
            name: self.names.first().map(|(_, name)| *name),
            identity: None,
            at,
            clamped: false,
        }
    }

    /// A message that is new to the store, under the key the store gave it; an edited one is told as
    /// a message and its edit. Of a deleted one nothing is made.
    pub fn candidates(&self, message: &ExportedMessage, key: MessageKey) -> Vec<Candidate> {
        let envelope = self.envelope(message.at);
        let seen = MessageSeen {
            key,
            direction: message.author.direction(),
            kind: message.kind,
            source: Source::Export,
            group: None,
            quoted: None,
            forwarding: Forwarding::Original,
            from_ad: false,
            about_product: false,
            delivery: None,
        };
        let make = |fact, content| {
            Candidate::exported(envelope.clone(), fact, content, self.contact.clone())
        };
        match message.fate {
            Fate::Stands => vec![make(LiveFact::Message(seen), message.content())],
            Fate::Edited => vec![
                make(LiveFact::Message(seen), ReceivedContent::new()),
                self.edit(message, key),
            ],
            Fate::Deleted(_) => Vec::new(),
        }
    }

    /// The edit an export shows, of a message the store knows.
    pub fn edit(&self, message: &ExportedMessage, key: MessageKey) -> Candidate {
        let edit = EditSeen {
            target: key,
            event: key,
            direction: message.author.direction(),
            kind: message.kind,
        };
        Candidate::exported(
            self.envelope(message.at),
            LiveFact::Edit(edit),
            message.content(),
            self.contact.clone(),
        )
    }
}

impl ExportedMessage {
    fn content(&self) -> ReceivedContent {
        let field = match self.kind {
            LiveKind::Text => ContentField::Text,
            _ => ContentField::Caption,
        };
        let words = self.words.clone().map(|words| (field, words));
        words.into_iter().collect()
    }

    /// Its words as they are compared, where it has any and none of them is masked.
    pub fn wording(&self) -> Option<Zeroizing<String>> {
        let words = self.words.as_ref()?.expose();
        (!words.contains(MASK)).then(|| wording(words))
    }
}

/// Words as they are compared between an export and a webhook: without the marks of direction an
/// export adds, each run of space one space.
pub fn wording(words: &str) -> Zeroizing<String> {
    let mut compared = Zeroizing::new(String::with_capacity(words.len()));
    let kept = |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let mut space = false;
    for c in words.chars().filter(kept) {
        if c.is_whitespace() {
            space = !compared.is_empty();
        } else {
            if std::mem::take(&mut space) {
                compared.push(' ');
            }
            compared.push(c);
        }
    }
    compared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_marks_and_runs_of_space() {
        let one = wording("\u{200e}Bonjour,\u{a0}\n  ça va\u{202f}? ");
        assert_eq!(*one, "Bonjour, ça va ?");
        assert_eq!(one, wording("Bonjour, ça va ?"));
        assert_ne!(one, wording("bonjour, ça va ?"));
    }
}
