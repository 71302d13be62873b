//! From stored threads to what the pipeline takes.

use std::collections::HashMap;

use jiff::Timestamp;
use tact_domain::{
    AgentKind, Channel, ContactKey, Direction, MessageFact, Sender, ThreadFacts, Watch,
    WithdrawnBy,
    live::{LiveKind, MessageKey, NumberKey, Source},
};
use tact_intake::threads::{AssembleOptions, assemble};
use tact_privacy::{
    Analysis, CivilClock, Gate, HeldText, Permitted,
    consent::{Ledger, LedgerReport},
    live::ConsentView,
    redact::Redactor,
};
use tact_store::live::{
    Annotation, ClearText, ContentVersion, StoreError, StoreReader, StoredThread, ThreadMessage,
};

use super::period::{AskedPeriod, scope, since};
use crate::pipeline::{Choices, ContactIndex, Taken};

/// What the configuration says of each business number: whether its deletions are reported; `None`
/// where it does not know.
pub type Numbers = HashMap<NumberKey, Option<bool>>;

/// Where the messages of the run come from, in the order of its threads.
#[derive(Debug, Default)]
pub struct Gathered {
    messages: Vec<Vec<Origin>>,
}

#[derive(Debug)]
struct Origin {
    key: MessageKey,
    version: Option<ContentVersion>,
    annotation: Option<Permitted<Annotation, Analysis>>,
}

impl Gathered {
    fn origin(&self, thread: usize, message: usize) -> Option<&Origin> {
        self.messages.get(thread)?.get(message)
    }

    /// Which message of the store it is, and which version of its content was read.
    pub fn source(
        &self,
        thread: usize,
        message: usize,
    ) -> Option<(MessageKey, Option<ContentVersion>)> {
        let origin = self.origin(thread, message)?;
        Some((origin.key, origin.version))
    }

    /// What was concluded before, where analysis may use it.
    pub(super) fn annotation(&self, thread: usize, message: usize) -> Option<&Annotation> {
        let origin = self.origin(thread, message)?;
        origin.annotation.as_ref().map(Permitted::get)
    }
}

/// Reads what a report on a period needs.
///
/// # Errors
/// The store cannot be read.
pub async fn gather(
    store: &StoreReader,
    asked: AskedPeriod,
    numbers: &Numbers,
    choices: &Choices,
    now: Timestamp,
) -> Result<(Taken, Gathered), StoreError> {
    let begun = since(&scope(asked, &choices.service, (0, 0), now));
    let redactor = Redactor::new();
    let mut taking = Taking {
        redactor: &redactor,
        now,
        contacts: HashMap::new(),
        views: Vec::new(),
        threads: Vec::new(),
        texts: Vec::new(),
        gathered: Gathered::default(),
        of_number: Vec::new(),
    };
    let mut reader = store.threads(Some(begun), now);
    while let Some(page) = reader.next_page().await? {
        for thread in page {
            taking.take(thread);
        }
    }
    let observable = taking.observable(numbers);
    let seen = observable.values().filter(|shown| **shown).count();
    let Taking {
        views,
        mut threads,
        texts,
        gathered,
        of_number,
        ..
    } = taking;
    for (facts, number) in threads.iter_mut().zip(of_number) {
        if number.is_some_and(|number| observable.get(&number) == Some(&true)) {
            facts.channel = Channel::Coexistence;
        }
    }
    let taken = Taken {
        assembly: assemble(Vec::new(), &AssembleOptions::default()),
        gate: Gate::new(Ledger::kept(views), now),
        ledger: LedgerReport::default(),
        ends: Vec::new(),
        threads,
        texts,
        contacts: ContactIndex::default(),
        redactor,
        clock: CivilClock {
            zone: choices.zone.clone(),
        },
        scope: Some(scope(
            asked,
            &choices.service,
            (seen as u64, (observable.len() - seen) as u64),
            now,
        )),
    };
    Ok((taken, gathered))
}

struct Taking<'a> {
    redactor: &'a Redactor,
    now: Timestamp,
    contacts: HashMap<i64, ContactKey>,
    views: Vec<ConsentView>,
    threads: Vec<ThreadFacts>,
    texts: Vec<tact_privacy::Admitted<HeldText>>,
    gathered: Gathered,
    of_number: Vec<Option<NumberKey>>,
}

impl Taking<'_> {
    fn take(&mut self, thread: StoredThread) {
        let Some(contact) = thread.contact else {
            return;
        };
        let fresh = ContactKey(u32::try_from(self.views.len()).unwrap_or(u32::MAX));
        let contact = *self.contacts.entry(contact).or_insert(fresh);
        if contact == fresh {
            self.views.push(thread.view);
        }
        let (mut messages, mut words, mut origins) = (Vec::new(), Vec::new(), Vec::new());
        for message in thread.messages {
            // A change to another message, or an act without words, was never sent as one.
            if !message.kind.is_none_or(LiveKind::is_message) {
                continue;
            }
            messages.push(fact(&message));
            words.push(message.words);
            origins.push(Origin {
                key: message.key,
                version: message.version,
                annotation: message.annotation,
            });
        }
        if messages.is_empty() {
            return;
        }
        let names: Vec<&str> = thread.names.iter().map(ClearText::expose).collect();
        self.texts
            .push(HeldText::of_store(contact, &words, &names, self.redactor));
        self.threads.push(ThreadFacts {
            contact,
            channel: Channel::CloudApi,
            messages,
            // The store hears of everything up to now.
            observed_until: self.now,
            consented: thread.view.grants(tact_domain::PurposeKind::Analysis),
        });
        self.gathered.messages.push(origins);
        self.of_number.push(thread.number);
    }

    /// Numbers of the run, and whether their deletions are reported: as configured, or because one
    /// was seen.
    fn observable(&self, numbers: &Numbers) -> HashMap<NumberKey, bool> {
        let mut observable = HashMap::new();
        for (facts, number) in self.threads.iter().zip(&self.of_number) {
            let Some(number) = number else { continue };
            let configured = numbers.get(number).copied().flatten();
            let deletion_seen = || {
                facts.messages.iter().any(|message| {
                    message
                        .withdrawn
                        .is_some_and(|withdrawal| withdrawal.by == WithdrawnBy::Contact)
                })
            };
            let shown = observable.entry(*number).or_insert(false);
            *shown = *shown || configured.unwrap_or_else(deletion_seen);
        }
        observable
    }
}

/// What may be counted of a message.
pub(super) fn fact(message: &ThreadMessage) -> MessageFact {
    MessageFact {
        sent_at: message.sent_at,
        sender: match message.direction {
            Direction::Inbound => Sender::Contact,
            Direction::Outbound => Sender::Agent {
                kind: if message.automatic {
                    AgentKind::Bot
                } else {
                    AgentKind::Human
                },
                team: None,
            },
        },
        withdrawn: message.withdrawn,
        edited: message.edited,
        closing: None,
        watch: watch(message),
    }
}

/// A message that a history or an import handed over was not watched; neither was one of which an
/// export says that it was deleted, which never tells when.
fn watch(message: &ThreadMessage) -> Watch {
    let told_when = message.withdrawn.is_none_or(|gone| gone.at.is_some());
    let prompt = message.source.is_none_or(Source::is_prompt);
    if told_when && prompt {
        Watch::Throughout
    } else {
        Watch::Afterwards
    }
}
