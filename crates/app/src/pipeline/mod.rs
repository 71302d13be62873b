//! The order of the stages, on one page: read, assemble, admit, read messages, count, understand.

pub mod read;
pub mod understand;

use std::collections::HashMap;

use jiff::{Timestamp, tz::TimeZone};
use tact_analysis::{Model, ProductList, TextModel, TopicMemory};
use tact_domain::{ContactKey, Conversation, ThreadFacts};
use tact_intake::{
    export::display_name,
    threads::{
        AssembleOptions, Assembly, ExportTimeSource, ReceivedThread, SourceExport, assemble,
    },
};
use tact_metrics::service::{self, ServiceFigures, ServiceSettings};
use tact_privacy::{
    Admitted, CivilClock, Gate, HeldText,
    consent::{ConsentEntry, ConsentError, ContactRef, Declaration, Ledger, LedgerReport},
    redact::Redactor,
};
use thiserror::Error;

use self::understand::{Inputs, Understanding};

/// On what the run's consent rests.
#[derive(Clone, Debug)]
pub enum ConsentBasis {
    /// Nothing was given: content-free figures only.
    None,
    /// Recorded act by act.
    Recorded(Vec<ConsentEntry>),
    /// Declared for everyone.
    Declared(Declaration),
}

/// What the operator chose.
#[derive(Debug)]
pub struct Choices {
    /// Reads the messages.
    pub model: Model,
    /// How threads are put together.
    pub assemble: AssembleOptions,
    /// Consent.
    pub consent: ConsentBasis,
    /// Zone of the exporting phone.
    pub zone: TimeZone,
    /// How service figures are computed.
    pub service: ServiceSettings,
    /// Products to look for.
    pub products: Option<ProductList>,
    /// Topics remembered from earlier runs.
    pub memory: TopicMemory,
    /// Fewest contacts of a shown group.
    pub k: u32,
}

/// Everything a report can be composed from.
pub struct Findings {
    /// How threads came about.
    pub assembly: Assembly,
    /// The gate, for quotes.
    pub gate: Gate,
    /// How the consent file met the contacts.
    pub ledger: LedgerReport,
    /// How the end of observation of each thread is known.
    pub ends: Vec<ExportTimeSource>,
    /// Facts per thread.
    pub threads: Vec<ThreadFacts>,
    /// Words per thread.
    pub texts: Vec<Admitted<HeldText>>,
    /// Conversations.
    pub conversations: Vec<Conversation>,
    /// Content-free figures, and those of the blind spot.
    pub service: ServiceFigures,
    /// What was understood; `None` where nobody agreed to analysis.
    pub understanding: Option<Understanding>,
    /// Masks personal data in quotes.
    pub redactor: Redactor,
}

/// Why a run stopped.
#[derive(Debug, Error)]
pub enum PipelineError {
    /// The consent file cannot be used.
    #[error(transparent)]
    Consent(#[from] ConsentError),
}

/// Runs all stages. `stage` is told which one begins.
///
/// # Errors
/// A consent file that names two contacts by one name.
pub fn run(
    exports: Vec<SourceExport>,
    choices: &Choices,
    now: Timestamp,
    mut stage: impl FnMut(Stage),
) -> Result<Findings, PipelineError> {
    stage(Stage::Assemble);
    let mut assembly = assemble(exports, &choices.assemble);
    let received = std::mem::take(&mut assembly.threads);

    stage(Stage::Admit);
    let (ledger, ledger_report) = match &choices.consent {
        ConsentBasis::None => (Ledger::nobody(), LedgerReport::default()),
        ConsentBasis::Declared(declaration) => (
            Ledger::declared(declaration.clone()),
            LedgerReport::default(),
        ),
        ConsentBasis::Recorded(entries) => {
            let index = ContactIndex::of(&received);
            Ledger::recorded(entries, |reference| index.find(reference))?
        }
    };
    let gate = Gate::new(ledger, now);
    let redactor = Redactor::new();
    let clock = CivilClock {
        zone: choices.zone.clone(),
    };
    let business = &choices.assemble.business;
    let ends = received
        .iter()
        .map(|thread| thread.observed_until.source)
        .collect();
    let (mut threads, mut texts) = (
        Vec::with_capacity(received.len()),
        Vec::with_capacity(received.len()),
    );
    for (index, thread) in received.into_iter().enumerate() {
        let contact = ContactKey(u32::try_from(index).unwrap_or(u32::MAX));
        let admission = gate.admit(thread, contact, &clock, business, &redactor);
        threads.push(admission.facts);
        texts.push(admission.text);
    }

    stage(Stage::Read);
    let model = &choices.model;
    let messages = understand::read_messages(model, &gate, &mut threads, &texts);

    stage(Stage::Count);
    let conversations = service::conversations(&threads, &choices.service);
    let understanding = threads.iter().any(|thread| thread.consented).then(|| {
        let inputs = Inputs {
            gate: &gate,
            redactor: &redactor,
            threads: &threads,
            texts: &texts,
            conversations: &conversations,
            products: choices.products.as_ref(),
            zone: &choices.zone,
            memory: &choices.memory,
            k: choices.k,
        };
        understand::understand(model.card().clone(), messages, &inputs)
    });
    let service = match &understanding {
        Some(known) => service::compute_with_readability(
            &threads,
            &conversations,
            Some(&known.conversations),
            &known.readability,
            &choices.service,
        ),
        None => service::compute(&threads, &conversations, None, &choices.service),
    };
    Ok(Findings {
        assembly,
        gate,
        ledger: ledger_report,
        ends,
        threads,
        texts,
        conversations,
        service,
        understanding,
        redactor,
    })
}

/// Stages a progress bar can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Sides, merging.
    Assemble,
    /// Consent.
    Admit,
    /// Understanding messages.
    Read,
    /// Conversations, topics, figures.
    Count,
}

/// Finds the contacts a consent line fits.
struct ContactIndex {
    by_number: HashMap<String, Vec<ContactKey>>,
    by_name: HashMap<String, Vec<ContactKey>>,
}

impl ContactIndex {
    fn of(threads: &[ReceivedThread]) -> Self {
        let mut index = Self {
            by_number: HashMap::new(),
            by_name: HashMap::new(),
        };
        for (key, thread) in (0..).map(ContactKey).zip(threads) {
            if let Some(phone) = &thread.contact.phone {
                let digits = phone.e164().trim_start_matches('+').to_owned();
                index.by_number.entry(digits).or_default().push(key);
            }
            for name in &thread.contact.names {
                let keys = index.by_name.entry(display_name(name)).or_default();
                if keys.last() != Some(&key) {
                    keys.push(key);
                }
            }
        }
        index
    }

    fn find(&self, reference: &ContactRef) -> Vec<ContactKey> {
        let found = match reference {
            ContactRef::Number(digits) => self.by_number.get(digits),
            ContactRef::Name(name) => self.by_name.get(&display_name(name)),
            // Exports do not know business-scoped ids.
            ContactRef::UserId(_) => None,
        };
        found.cloned().unwrap_or_default()
    }
}
