//! A run of the pipeline with survey answers, reviews and actions: what was found, before any page.

use std::path::{Path, PathBuf};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use tact_analysis::TopicMemory;
use tact_app::pipeline::{
    self, Choices, ConsentBasis, Findings, PipelineError, change::Action, read::read_all,
    satisfaction::SurveySource,
};
use tact_app::sources::discover;
use tact_domain::PurposeKind;
use tact_intake::answers::{read_reviews, read_surveys};
use tact_intake::refusal::Tongue;
use tact_intake::threads::AssembleOptions;
use tact_metrics::service::ServiceSettings;
use tact_privacy::consent::{Declaration, read_consents};

/// What is put into a run.
pub(super) struct Run {
    exports: PathBuf,
    choices: Choices,
}

/// The moment of every run: long after the chats.
fn now() -> Timestamp {
    "2026-06-01T12:00:00Z".parse().expect("an instant")
}

impl Run {
    /// A run over a folder of exports made at a moment of Paris, without consent.
    pub(super) fn of(exports: &Path, exported_at: DateTime) -> Self {
        let zone = TimeZone::get("Europe/Paris").expect("a zone");
        Self {
            exports: exports.to_owned(),
            choices: Choices {
                assemble: AssembleOptions {
                    exported_at: Some(exported_at),
                    ..AssembleOptions::default()
                },
                consent: ConsentBasis::None,
                service: ServiceSettings::new(zone.clone()),
                zone,
                products: None,
                memory: TopicMemory::default(),
                k: 10,
                surveys: Vec::new(),
                reviews: Vec::new(),
                actions: Vec::new(),
            },
        }
    }

    /// Everybody agreed to these purposes, says the operator.
    pub(super) fn declared(mut self, purposes: &[PurposeKind]) -> Self {
        self.choices.consent = ConsentBasis::Declared(Declaration {
            text: "Par le magasin, à l’inscription".to_owned(),
            purposes: purposes.to_vec(),
        });
        self
    }

    /// Consent as recorded in a file.
    pub(super) fn recorded(mut self, file: &str) -> Self {
        let entries = read_consents(file.as_bytes()).expect("a consent file");
        self.choices.consent = ConsentBasis::Recorded(entries);
        self
    }

    /// With a survey file.
    pub(super) fn survey(mut self, content: &str) -> Self {
        self.choices.surveys.push(SurveySource {
            name: "sondage.csv".to_owned(),
            file: read_surveys(content.as_bytes()).expect("a survey file"),
        });
        self
    }

    /// With a review file.
    pub(super) fn reviews(mut self, content: &str) -> Self {
        let file = read_reviews(content.as_bytes()).expect("a review file");
        self.choices.reviews.push(file);
        self
    }

    /// With something that was done.
    pub(super) fn action(mut self, date: &str, title: &str) -> Self {
        self.choices.actions.push(Action {
            date: date.parse().expect("a date"),
            title: title.to_owned(),
        });
        self
    }

    /// What is found, or why not.
    pub(super) fn attempt(&self) -> Result<Findings, PipelineError> {
        let (sources, unreadable) = discover(std::slice::from_ref(&self.exports));
        assert!(unreadable.is_empty());
        let (exports, _) = read_all(&sources, &self.choices.zone, Tongue::French, || {});
        pipeline::run(exports, &self.choices, now(), |_| {})
    }

    /// What is found.
    #[track_caller]
    pub(super) fn findings(&self) -> Findings {
        self.attempt().unwrap_or_else(|error| panic!("{error}"))
    }
}
