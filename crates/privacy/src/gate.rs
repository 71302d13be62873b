//! The gate itself: what may be held ([`Gate::admit`]) and what may be used ([`Gate::permit`]).

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use tact_domain::{
    Channel, ContactKey, MessageFact, MessageKind, PurposeKind, Sender, ThreadFacts, Watch,
    Withdrawal,
};
use tact_intake::threads::ReceivedThread;

use crate::{
    Admitted, Analysis, Permitted, Purpose, Quotation, Survey,
    consent::Ledger,
    redact::{RedactionContext, Redactor, SensitiveTerms},
};

/// Decides, per contact and purpose, what may be held and used.
pub struct Gate {
    ledger: Ledger,
    /// The moment of use; consent that is not in force then is no consent.
    now: Timestamp,
    sensitive: SensitiveTerms,
}

/// A thread past the gate: facts of everybody, text of those who agreed to analysis only.
#[derive(Debug)]
pub struct Admission {
    /// Text-free facts.
    pub facts: ThreadFacts,
    /// What was sent, message by message; says nothing for a withdrawn one.
    pub kinds: Vec<MessageKind>,
    /// The words that may be held.
    pub text: Admitted<HeldText>,
}

/// Why a survey answer may enter no figure of satisfaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerWithheld {
    /// The contact never agreed to `survey`.
    NoSurveyConsent,
    /// The contact agreed to `survey` and has ended it.
    SurveyConsentEnded,
    /// Answered before the contact agreed to `survey`.
    BeforeSurveyConsent,
    /// The contact agreed to `survey` and not to `analysis`, which figures of satisfaction rest on.
    NoAnalysisConsent,
}

/// The admitted words of one thread. Readable through a permit only.
pub struct HeldText {
    contact: ContactKey,
    text: String,
    /// Byte ranges of `text`, one per message; empty where there is none or none was admitted.
    spans: Vec<(u32, u32)>,
    names: RedactionContext,
}

impl HeldText {
    /// The words of a stored thread, one permit a message where there is one. The permits were
    /// granted when the words were opened; each use asks the gate again.
    pub fn of_store(
        contact: ContactKey,
        words: &[Option<Permitted<String, Analysis>>],
        names: &[&str],
        redactor: &Redactor,
    ) -> Admitted<Self> {
        let (mut text, mut spans) = (String::new(), Vec::with_capacity(words.len()));
        for words in words {
            let start = text.len();
            text.push_str(words.as_ref().map_or("", |words| words.get()));
            spans.push(match (u32::try_from(start), u32::try_from(text.len())) {
                (Ok(start), Ok(end)) => (start, end),
                _ => (0, 0),
            });
        }
        text.shrink_to_fit();
        let names = if text.is_empty() {
            RedactionContext::default()
        } else {
            RedactionContext::with_names(redactor, names.iter().copied())
        };
        Admitted(Self {
            contact,
            text,
            spans,
            names,
        })
    }
}

impl std::fmt::Debug for HeldText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HeldText")
            .field("messages", &self.spans.len())
            .finish_non_exhaustive()
    }
}

/// How civil times of an export become instants.
#[derive(Clone, Debug)]
pub struct CivilClock {
    /// Zone of the phone that made the export.
    pub zone: TimeZone,
}

impl CivilClock {
    /// The instant of a civil time. A time the spring change skips is read as just after it, a time
    /// the autumn change repeats as its first occurrence; a time outside the calendar's range as
    /// its nearest end.
    pub fn instant(&self, civil: DateTime) -> Timestamp {
        self.zone
            .to_ambiguous_timestamp(civil)
            .compatible()
            .unwrap_or(if civil.year() < 1970 {
                Timestamp::MIN
            } else {
                Timestamp::MAX
            })
    }
}

impl Gate {
    /// A gate that answers from a ledger, for the moment `now`.
    pub fn new(ledger: Ledger, now: Timestamp) -> Self {
        Self {
            ledger,
            now,
            sensitive: SensitiveTerms::new(),
        }
    }

    /// The ledger behind the answers.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Admits a thread. Facts always enter; text enters only where the contact agreed to analysis,
    /// and is dropped here otherwise.
    pub fn admit(
        &self,
        received: ReceivedThread,
        contact: ContactKey,
        clock: &CivilClock,
        business_names: &[String],
        redactor: &Redactor,
    ) -> Admission {
        let grant = self.ledger.grant(contact, PurposeKind::Analysis, self.now);
        let count = received.messages.len();
        let (mut messages, mut kinds) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut text, mut spans) = (String::new(), Vec::with_capacity(count));
        for (message, words) in received.read() {
            let sent_at = clock.instant(message.sent_at);
            messages.push(MessageFact {
                sent_at,
                sender: message.sender,
                withdrawn: message.withdrawn.map(|by| Withdrawal { by, at: None }),
                edited: message.edited,
                closing: None,
                watch: Watch::Throughout,
            });
            kinds.push(message.kind);
            let admitted = words.filter(|_| grant.is_some_and(|grant| grant.covers(sent_at)));
            let start = text.len();
            text.push_str(admitted.unwrap_or_default());
            spans.push(match (u32::try_from(start), u32::try_from(text.len())) {
                (Ok(start), Ok(end)) => (start, end),
                // A thread of more than 4 GiB: what lies beyond is not read.
                _ => (0, 0),
            });
        }
        text.shrink_to_fit();
        let names = received.contact.names.iter().map(AsRef::as_ref);
        let names = match grant {
            Some(_) => RedactionContext::with_names(
                redactor,
                names.chain(business_names.iter().map(String::as_str)),
            ),
            None => RedactionContext::default(),
        };
        Admission {
            facts: ThreadFacts {
                contact,
                channel: Channel::Export,
                messages,
                observed_until: clock.instant(received.observed_until.at),
                consented: grant.is_some(),
            },
            kinds,
            text: Admitted(HeldText {
                contact,
                text,
                spans,
                names,
            }),
        }
    }

    /// The text of one customer message, for one purpose, if the contact's consent stands and
    /// covers it. An agent's message gets no permit, nor does a message of another thread.
    pub fn permit<'a, P: Purpose>(
        &self,
        facts: &ThreadFacts,
        text: &'a Admitted<HeldText>,
        message: usize,
    ) -> Option<Permitted<&'a str, P>> {
        let held = text.get();
        let fact = facts.messages.get(message)?;
        // Nothing is computed on an agent's words: only a customer's message can be analysed.
        if held.contact != facts.contact
            || fact.sender != Sender::Contact
            || fact.withdrawn.is_some()
        {
            return None;
        }
        let &(start, end) = held.spans.get(message)?;
        let words = held
            .text
            .get(start as usize..end as usize)
            .filter(|words| !words.is_empty())?;
        let grant = self.ledger.grant(held.contact, P::CONSENT?, self.now)?;
        grant.covers(fact.sent_at).then(|| Permitted::grant(words))
    }

    /// The same as [`Gate::permit`], redacted with the names known in its thread: what words and
    /// phrases of a topic are taken from.
    pub fn permit_redacted<P: Purpose>(
        &self,
        redactor: &Redactor,
        facts: &ThreadFacts,
        text: &Admitted<HeldText>,
        message: usize,
    ) -> Option<Permitted<String, P>> {
        let words = self.permit::<P>(facts, text, message)?;
        Some(Permitted::grant(
            redactor.redact(words.get(), &text.get().names),
        ))
    }

    /// Several messages of one thread as one text, each as in [`Gate::permit_redacted`]; `None`
    /// when none of them may be used.
    pub fn permit_redacted_all<P: Purpose>(
        &self,
        redactor: &Redactor,
        facts: &ThreadFacts,
        text: &Admitted<HeldText>,
        messages: impl IntoIterator<Item = usize>,
    ) -> Option<Permitted<String, P>> {
        let words: Vec<String> = messages
            .into_iter()
            .filter_map(|message| self.permit_redacted::<P>(redactor, facts, text, message))
            .map(|permitted| permitted.get().clone())
            .collect();
        (!words.is_empty()).then(|| Permitted::grant(words.join("\n")))
    }

    /// A survey answer given at `answered_at`, if it may be counted: `survey` must be in force and
    /// cover it, and `analysis` must be in force, since a figure of satisfaction joins the answer to
    /// the tone of what was written. Ending either takes the answer out of every figure.
    ///
    /// # Errors
    /// Why it may not; only that may be counted then.
    pub fn admit_answer<T>(
        &self,
        contact: ContactKey,
        answered_at: Timestamp,
        answer: T,
    ) -> Result<Permitted<T, Survey>, AnswerWithheld> {
        let grant = |purpose| self.ledger.grant(contact, purpose, self.now);
        match grant(PurposeKind::Survey) {
            None if self.ledger.ended(contact, PurposeKind::Survey, self.now) => {
                Err(AnswerWithheld::SurveyConsentEnded)
            }
            None => Err(AnswerWithheld::NoSurveyConsent),
            Some(given) if !given.covers(answered_at) => Err(AnswerWithheld::BeforeSurveyConsent),
            Some(_) if grant(PurposeKind::Analysis).is_none() => {
                Err(AnswerWithheld::NoAnalysisConsent)
            }
            Some(_) => Ok(Permitted::grant(answer)),
        }
    }

    /// A quote: redacted, with the names known in its thread masked, if the contact agreed to
    /// quotation and nothing in it is of a special category.
    pub fn quote(
        &self,
        redactor: &Redactor,
        facts: &ThreadFacts,
        text: &Admitted<HeldText>,
        message: usize,
    ) -> Option<String> {
        let words = self.permit::<Quotation>(facts, text, message)?;
        if self.sensitive.is_sensitive(words.get()) {
            return None;
        }
        let held = text.get();
        let (mut names, mut spans) = (held.names.clone(), Vec::new());
        for &(start, end) in &held.spans {
            if let Some(words) = held.text.get(start as usize..end as usize) {
                redactor.spans(words, &held.names, &mut spans);
                names.learn(redactor, words, &spans);
            }
        }
        Some(redactor.redact(words.get(), &names))
    }
}
