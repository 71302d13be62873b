//! The order of the stages, on one page: read, assemble, admit, read messages, count, understand.

pub mod change;
mod contacts;
mod periods;
pub mod predicted;
pub mod read;
pub mod reviews;
pub mod satisfaction;
pub mod understand;

use jiff::{Timestamp, tz::TimeZone};
use tact_analysis::{Model, ProductList, TopicMemory};
use tact_domain::{ContactKey, Conversation, ThreadFacts};
use tact_intake::{
    answers::ReviewFile,
    refusal::Tongue,
    threads::{AssembleOptions, Assembly, ExportTimeSource, SourceExport, assemble},
};
use tact_metrics::service::{self, ServiceFigures, ServiceSettings};
use tact_privacy::{
    Admitted, CivilClock, Gate, HeldText,
    consent::{ConsentEntry, ConsentError, Declaration, Ledger, LedgerReport},
    redact::Redactor,
};
use thiserror::Error;

use self::{
    change::{Action, Change},
    periods::Periods,
    predicted::Predicted,
    reviews::Reviews,
    satisfaction::{Known, Satisfaction, SurveyError, SurveyInputs, SurveySource, Surveyed},
    understand::{ByModel, Inputs, MessageReader, Understanding},
};

pub use self::{
    contacts::ContactIndex,
    periods::{StoreScope, Watched},
};

/// On what the run's consent rests.
#[derive(Clone, Debug)]
pub enum ConsentBasis {
    /// Nothing was given: content-free figures only.
    None,
    /// Recorded act by act.
    Recorded(Vec<ConsentEntry>),
    /// Declared for everyone.
    Declared(Declaration),
    /// Kept in the store's ledger, per contact and purpose.
    Kept,
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
    /// Survey files, read.
    pub surveys: Vec<SurveySource>,
    /// Review files, read.
    pub reviews: Vec<ReviewFile>,
    /// What was done, to be looked at.
    pub actions: Vec<Action>,
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
    /// What survey answers add; `None` without `--surveys`.
    pub satisfaction: Option<Satisfaction>,
    /// What is predicted of conversations without an answer; `None` where nobody agreed to analysis.
    pub predicted: Option<Predicted>,
    /// Public reviews; `None` without `--reviews`.
    pub reviews: Option<Reviews>,
    /// Falls noticed, and what followed on what was done.
    pub change: Change,
    /// Masks personal data in quotes.
    pub redactor: Redactor,
    /// What a store adds; `None` for exports.
    pub scope: Option<StoreScope>,
}

/// Why a run stopped.
#[derive(Debug, Error)]
pub enum PipelineError {
    /// The consent file cannot be used.
    #[error(transparent)]
    Consent(#[from] ConsentError),
    /// A survey file names a contact that cannot be told.
    #[error(transparent)]
    Survey(#[from] SurveyError),
}

impl PipelineError {
    /// The sentence, in a language where it is known in it.
    pub fn said(&self, tongue: Tongue) -> String {
        match self {
            Self::Survey(error) => error.said(tongue),
            Self::Consent(_) => self.to_string(),
        }
    }
}

/// What the gate let in, from whichever source.
pub struct Taken {
    /// How threads came about; empty where a store keeps them.
    pub assembly: Assembly,
    /// The gate, for every later use.
    pub gate: Gate,
    /// How the consent file met the contacts.
    pub ledger: LedgerReport,
    /// How the end of observation of each thread is known; empty where it is the present moment.
    pub ends: Vec<ExportTimeSource>,
    /// Facts per thread.
    pub threads: Vec<ThreadFacts>,
    /// Words per thread, of those who agreed to analysis.
    pub texts: Vec<Admitted<HeldText>>,
    /// What a survey file may name.
    pub contacts: ContactIndex,
    /// Masks personal data.
    pub redactor: Redactor,
    /// How civil times of companion files become instants.
    pub clock: CivilClock,
    /// What a store adds: which weeks are complete, which numbers show deletions.
    pub scope: Option<StoreScope>,
}

/// Runs all stages on exports. `stage` is told which one begins.
///
/// # Errors
/// A consent or survey file that names two contacts by one name.
pub fn run(
    exports: Vec<SourceExport>,
    choices: &Choices,
    now: Timestamp,
    mut stage: impl FnMut(Stage),
) -> Result<Findings, PipelineError> {
    stage(Stage::Assemble);
    let assembly = assemble(exports, &choices.assemble);
    stage(Stage::Admit);
    let taken = take_exports(assembly, choices, now)?;
    conclude(taken, choices, &ByModel(&choices.model), stage)
}

fn take_exports(
    mut assembly: Assembly,
    choices: &Choices,
    now: Timestamp,
) -> Result<Taken, PipelineError> {
    let received = std::mem::take(&mut assembly.threads);
    let contacts = ContactIndex::of(&received);
    let (ledger, ledger_report) = match &choices.consent {
        ConsentBasis::None | ConsentBasis::Kept => (Ledger::nobody(), LedgerReport::default()),
        ConsentBasis::Declared(declaration) => (
            Ledger::declared(declaration.clone()),
            LedgerReport::default(),
        ),
        ConsentBasis::Recorded(entries) => {
            Ledger::recorded(entries, |reference| contacts.find(reference).to_vec())?
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
    Ok(Taken {
        assembly,
        gate,
        ledger: ledger_report,
        ends,
        threads,
        texts,
        contacts,
        redactor,
        clock,
        scope: None,
    })
}

/// Everything after the gate: messages are read, conversations counted and understood.
///
/// # Errors
/// A survey file that names two contacts by one name.
pub fn conclude(
    taken: Taken,
    choices: &Choices,
    reader: &impl MessageReader,
    mut stage: impl FnMut(Stage),
) -> Result<Findings, PipelineError> {
    let Taken {
        assembly,
        gate,
        ledger,
        ends,
        mut threads,
        texts,
        contacts,
        redactor,
        clock,
        scope,
    } = taken;
    stage(Stage::Read);
    let messages = understand::read_messages(reader, &gate, &mut threads, &texts);

    stage(Stage::Count);
    let all = service::conversations(&threads, &choices.service);
    let periods = Periods::of(scope.as_ref(), &choices.service);
    // What is understood comes from conversations of the period that is complete.
    let conversations = periods.understood(&all, &threads);
    let understanding = threads.iter().any(|thread| thread.consented).then(|| {
        let inputs = Inputs {
            model: &choices.model,
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
        understand::understand(messages, &inputs)
    });
    let service = periods.service(&threads, &all, &conversations, understanding.as_ref());
    let histories = service::histories(
        &threads,
        &conversations,
        understanding
            .as_ref()
            .map(|known| known.conversations.as_slice()),
        &choices.service,
    );
    let known = Known {
        gate: &gate,
        threads: &threads,
        conversations: &conversations,
        histories: &histories,
        understanding: understanding.as_ref(),
        clock: &clock,
        deletion_window: choices.service.deletion_window,
        k: u64::from(choices.k),
    };
    let reviews = (!choices.reviews.is_empty())
        .then(|| Reviews::of(&choices.reviews, &choices.zone, known.k));
    let surveyed = if choices.surveys.is_empty() {
        Surveyed::default()
    } else {
        let inputs = SurveyInputs {
            sources: &choices.surveys,
            contacts: &contacts,
            settings: &choices.service,
            reviews: reviews.as_ref(),
        };
        satisfaction::survey(&inputs, &known)?
    };
    let change = change::change(&surveyed.units, &choices.actions, &known);
    let predicted = predicted::predicted(&known, &texts, &surveyed.ratings);
    Ok(Findings {
        assembly,
        gate,
        ledger,
        ends,
        threads,
        texts,
        conversations,
        service,
        understanding,
        satisfaction: surveyed.figures,
        predicted,
        reviews,
        change,
        redactor,
        scope,
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
