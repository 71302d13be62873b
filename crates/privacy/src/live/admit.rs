//! From received to admitted.

use tact_domain::PurposeKind;
use tact_domain::live::{
    Alias, AliasKind, ContentField, EditSeen, Envelope, IdentityChange, LiveFact, MessageSeen,
    ReactionSeen, RequestSeen, RevokeSeen, StatusSeen, WithheldReason,
};
use tact_intake::webhook::{
    Received, ReceivedContact, ReceivedContent, ReceivedEvent, ReceivedId, SecretText,
};

use super::{
    ConsentView, Content, LiveKeys, LiveRecord, Purposes, References, SecretBytes, Standing,
};
use crate::Admitted;

/// Purposes that read what a contact wrote.
const READS_WORDS: [PurposeKind; 3] = [
    PurposeKind::Analysis,
    PurposeKind::Quotation,
    PurposeKind::Personalisation,
];

/// A received event whose identifiers are digests already and whose content waits for consent.
/// Dropping it wipes the content.
#[derive(Debug)]
pub struct Candidate {
    envelope: Envelope,
    fact: LiveFact,
    content: ReceivedContent,
    name: Option<SecretText>,
    address: Option<SecretText>,
    subject: References,
}

impl LiveKeys {
    /// Turns a received event into a candidate. Nothing is admitted yet.
    pub fn candidate(&self, event: ReceivedEvent) -> Candidate {
        let ReceivedEvent {
            number,
            contact,
            at,
            clamped,
            what,
            ..
        } = event;
        let envelope = Envelope {
            number: number.map(|id| self.business_number(id.expose())),
            contact: self.aliases(&contact.ids),
            name: contact.name.as_ref().map(|name| self.name(name.expose())),
            identity: contact
                .identity
                .as_ref()
                .map(|mark| self.identity(mark.expose())),
            at,
            clamped,
        };
        let (fact, content) = self.fact(what, &envelope);
        Candidate {
            envelope,
            fact,
            content,
            address: address(&contact),
            name: contact.name,
            subject: References::default(),
        }
    }

    fn aliases(&self, ids: &[ReceivedId]) -> Vec<Alias> {
        let mut aliases: Vec<_> = ids
            .iter()
            .map(|id| self.alias(id.kind, id.value.expose()))
            .collect();
        aliases.sort_unstable();
        // One number told as `from` and as `wa_id` is one alias.
        aliases.dedup_by_key(|alias| alias.key);
        aliases
    }

    fn fact(&self, what: Received, envelope: &Envelope) -> (LiveFact, ReceivedContent) {
        let no_content = ReceivedContent::new();
        match what {
            Received::Message(message) => {
                let seen = MessageSeen {
                    key: self.message(message.id.expose()),
                    direction: message.direction,
                    kind: message.kind,
                    source: message.source,
                    group: message.group.map(|id| self.group(id.expose())),
                    quoted: message.quoted.map(|id| self.message(id.expose())),
                    forwarding: message.forwarding,
                    from_ad: message.from_ad,
                    about_product: message.about_product,
                    delivery: message.delivery,
                };
                (LiveFact::Message(seen), message.content)
            }
            Received::Edit(edit) => {
                let seen = EditSeen {
                    target: self.message(edit.original.expose()),
                    event: self.message(edit.id.expose()),
                    direction: edit.direction,
                    kind: edit.kind,
                };
                (LiveFact::Edit(seen), edit.content)
            }
            Received::Revoke(revoke) => {
                let seen = RevokeSeen {
                    target: self.message(revoke.original.expose()),
                    by: revoke.by,
                    signal: revoke.signal,
                };
                (LiveFact::Revoke(seen), no_content)
            }
            Received::Reaction(reaction) => {
                let seen = ReactionSeen {
                    target: self.message(reaction.target.expose()),
                    event: self.message(reaction.id.expose()),
                    by: reaction.by,
                    removed: reaction.emoji.is_none(),
                };
                let emoji = reaction.emoji.map(|emoji| (ContentField::Emoji, emoji));
                (LiveFact::Reaction(seen), emoji.into_iter().collect())
            }
            Received::Status(status) => {
                let seen = StatusSeen {
                    key: self.message(status.id.expose()),
                    state: status.state,
                    group: status.group.map(|id| self.group(id.expose())),
                    code: status.code,
                    pricing: status.pricing,
                };
                (LiveFact::Status(seen), no_content)
            }
            Received::Request(request) => {
                let seen = RequestSeen {
                    request: request.request,
                    message: self.message(request.message.expose()),
                    source: request.source,
                };
                (LiveFact::Request(seen), no_content)
            }
            Received::Identity(change) => {
                let change = IdentityChange {
                    before: self.aliases(&change.before),
                    after: envelope.contact.clone(),
                    cause: change.cause,
                };
                (LiveFact::Identity(change), no_content)
            }
            Received::Marketing(wish) => (LiveFact::Marketing(wish), no_content),
            Received::ChatOpened => (LiveFact::ChatOpened, no_content),
            Received::History(phase) => (LiveFact::History(phase), no_content),
            Received::HistoryRefused(code) => (LiveFact::HistoryRefused(code), no_content),
            Received::Account(notice) => (LiveFact::Account(notice), no_content),
        }
    }
}

impl Candidate {
    /// The same, with what recipients of copies call its subject.
    #[must_use]
    pub fn about(mut self, subject: References) -> Self {
        self.subject = subject;
        self
    }

    /// Takes out what recipients of copies call its subject.
    pub fn take_subject(&mut self) -> References {
        std::mem::take(&mut self.subject)
    }

    /// A message of an export, or the edit it shows, placed by the store. An export tells no id, so
    /// that nobody who holds copies could be told of it.
    pub(super) fn exported(
        envelope: Envelope,
        fact: LiveFact,
        content: ReceivedContent,
        contact: ReceivedContact,
    ) -> Self {
        Self {
            envelope,
            fact,
            content,
            address: address(&contact),
            name: contact.name,
            subject: References::default(),
        }
    }

    /// Where, who, when: what the contact's ledger is found by.
    pub fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// What happened, without content.
    pub fn fact(&self) -> &LiveFact {
        &self.fact
    }

    /// Admits the event. Facts enter on legitimate interest; content only where a purpose that
    /// reads it is granted and covers the moment it was written (for an edit, the moment of the
    /// edit), and is wiped here otherwise.
    ///
    /// # Errors
    /// [`WithheldReason::OptedOut`] for messages, edits, reactions and statuses of a contact who
    /// objected to everything. Deletions, requests and changes of names always enter.
    pub fn admit(self, consent: &ConsentView) -> Result<Admitted<LiveRecord>, WithheldReason> {
        let objects = consent.objects_to(self.envelope.at);
        if objects && self.is_of_service() {
            return Err(WithheldReason::OptedOut);
        }
        let content = self.judge(consent);
        let agrees = !objects && PurposeKind::ALL.into_iter().any(|p| consent.grants(p));
        let sends = !objects && consent.grants_sending();
        let sealed = |text: SecretText| SecretBytes::new(text.into_bytes());
        Ok(Admitted(LiveRecord {
            content: match content {
                Verdict::Nothing => Content::None,
                Verdict::Withheld(reason) => Content::Withheld(reason),
                Verdict::Held(purposes) => Content::Held {
                    fields: self
                        .content
                        .into_iter()
                        .map(|(field, text)| (field, sealed(text)))
                        .collect(),
                    purposes,
                },
            },
            profile_name: self.name.filter(|_| agrees).map(sealed),
            address: self.address.filter(|_| sends).map(sealed),
            envelope: self.envelope,
            fact: self.fact,
        }))
    }

    /// True for what counts in service figures, which an objection ends.
    fn is_of_service(&self) -> bool {
        matches!(
            self.fact,
            LiveFact::Message(_)
                | LiveFact::Edit(_)
                | LiveFact::Reaction(_)
                | LiveFact::Status(_)
                | LiveFact::ChatOpened
        )
    }

    fn judge(&self, consent: &ConsentView) -> Verdict {
        if self.content.is_empty() {
            return Verdict::Nothing;
        }
        // An answer tapped or filled in is a survey's answer; words typed freely are not.
        let answers_survey = self
            .content
            .iter()
            .all(|(field, _)| matches!(field, ContentField::Choice | ContentField::Form));
        let readers = READS_WORDS
            .into_iter()
            .chain(answers_survey.then_some(PurposeKind::Survey));
        let (mut purposes, mut ended) = (Purposes::NONE, false);
        for purpose in readers {
            if consent.covers(purpose, self.envelope.at) {
                purposes = purposes.with(purpose);
            }
            ended |= consent.standing(purpose) == Standing::Ended;
        }
        match (purposes.is_empty(), ended) {
            (false, _) => Verdict::Held(purposes),
            (true, true) => Verdict::Withheld(WithheldReason::ConsentEnded),
            (true, false) => Verdict::Withheld(WithheldReason::NoConsent),
        }
    }
}

enum Verdict {
    Nothing,
    Withheld(WithheldReason),
    Held(Purposes),
}

/// The number if there is one (an id needs a newer interface of the platform), else the id.
fn address(contact: &ReceivedContact) -> Option<SecretText> {
    [AliasKind::WaId, AliasKind::Phone, AliasKind::UserId]
        .into_iter()
        .find_map(|kind| contact.ids.iter().find(|id| id.kind == kind))
        .map(|id| id.value.clone())
}
