//! A run of the pipeline with survey answers, reviews and actions: what was found, before any page.

use std::path::{Path, PathBuf};

use jiff::{
    Timestamp, ToSpan,
    civil::{DateTime, date},
    tz::TimeZone,
};
use tact_analysis::{Model, ModelName, TopicMemory};
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

use super::export::{Line, Phone, Said};
use super::program::Folder;
use super::shop::{BUSINESS, Chat};

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
                model: Model::load(ModelName::Fast).expect("the embedded model"),
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

/// The customers of the town, one conversation each, a little more than a day apart.
pub(super) const TOWN: usize = 80;

/// The name of customer `index`.
pub(super) fn name(index: usize) -> String {
    format!("Client {index:02}")
}

/// When customer `index` first writes.
pub(super) fn opening(index: usize) -> DateTime {
    let hours = i64::try_from(index).expect("few customers") * 26;
    date(2026, 1, 5).at(10, 0, 0, 0) + hours.hours()
}

/// Two in three leave content.
pub(super) fn is_content(index: usize) -> bool {
    !index.is_multiple_of(3)
}

/// What customer `index` and the shop wrote.
pub(super) fn chat(index: usize) -> Chat {
    let (at, contact) = (opening(index), name(index));
    let last = if is_content(index) {
        "Merci beaucoup, c'est parfait, je suis vraiment ravie de votre aide !"
    } else {
        "C'est inadmissible, je suis très déçue et en colère, un service lamentable."
    };
    let mut lines = vec![
        Line::new(
            at,
            &contact,
            "Bonjour, quelle taille prendre pour le pantalon en velours ?",
        ),
        Line::new(
            at + 9.minutes(),
            BUSINESS,
            "Bonjour, prenez votre taille habituelle.",
        ),
    ];
    if index.is_multiple_of(7) {
        let mut taken_back = Line::new(at + 12.minutes(), &contact, "");
        taken_back.said = Said::Deleted;
        lines.push(taken_back);
    }
    lines.push(Line::new(at + 15.minutes(), &contact, last));
    Chat { contact, lines }
}

/// The exports of the whole town.
pub(super) fn town() -> Folder {
    let folder = Folder::new();
    for index in 0..TOWN {
        chat(index).save(&folder, "exports", Phone::AndroidFr);
    }
    folder
}

/// A run over the town, exported when everything is settled.
pub(super) fn run(folder: &Folder) -> Run {
    Run::of(&folder.path("exports"), date(2026, 4, 20).at(9, 0, 0, 0))
}

/// Both purposes a survey answer needs.
pub(super) const BOTH: [PurposeKind; 2] = [PurposeKind::Analysis, PurposeKind::Survey];

/// Header of the survey files of these tests.
pub(super) const HEAD: &str = "contact,at,scale,score,resolved,comment\n";

/// The score customer `index` would give.
pub(super) fn score(index: usize) -> u8 {
    match (is_content(index), index % 4) {
        (true, 0) => 4,
        (true, _) => 5,
        (false, 0) => 1,
        (false, _) => 2,
    }
}

/// The answer of customer `index`, two hours after they first wrote.
pub(super) fn answer(index: usize) -> String {
    let at = opening(index) + 2.hours();
    let resolved = if is_content(index) { "yes" } else { "no" };
    format!(
        "{},{at},1-5,{},{resolved},quelques mots\n",
        name(index),
        score(index)
    )
}

/// Answers of these customers.
pub(super) fn answers(customers: impl IntoIterator<Item = usize>) -> String {
    customers.into_iter().map(answer).collect()
}

/// A consent file in which these customers agreed to a purpose, before everything.
pub(super) fn grants(customers: impl IntoIterator<Item = usize>, purpose: &str) -> String {
    customers
        .into_iter()
        .map(|index| {
            let name = name(index);
            format!("{name},{purpose},granted,2025-12-01T10:00:00+01:00,v1 covers_history,shop,form-{index}\n")
        })
        .collect()
}
