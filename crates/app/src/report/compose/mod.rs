//! From findings to sentences: one file for each part of the page, in the order of the page.

mod actions;
mod at_risk;
mod blind_spot;
mod cards;
mod change;
mod course;
mod coverage;
mod explore;
mod figure;
mod first_screen;
mod halves;
mod loyalty;
mod meaning;
mod method;
mod notices;
mod products;
mod questions;
mod rhythm;
mod satisfaction;
mod speed;
mod teams;
mod tone;
mod what_if;
mod why;

pub use satisfaction::estimate_report;
pub use what_if::{WhatIf, what_if_report};
pub(crate) use why::shorten;

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use tact_analysis::{CONCEPT_NAME, NamedIn, RecurringTopic, problem_name};
use tact_intake::threads::BusinessDecision;
use tact_metrics::service::Period;

use self::{figure::Figures, halves::TopicHalves, tone::ToneFigures};
use crate::{
    i18n::{Texts, args},
    pipeline::{Choices, ConsentBasis, Findings, read::ReadReport},
    report::model::{Report, Section},
};

/// Version of the machine-readable shape.
const SCHEMA: u32 = 1;

/// Everything a part of the page may look at.
pub(crate) struct Page<'a> {
    /// What was found.
    pub(crate) findings: &'a Findings,
    /// What the operator chose.
    pub(crate) choices: &'a Choices,
    /// What became of the files.
    pub(crate) read: &'a ReadReport,
    /// Words.
    pub(crate) texts: &'a Texts,
    /// Tone of consenting customers, with what deletions can do to it.
    pub(crate) tone: ToneFigures,
    /// Topics in both halves of the period.
    pub(crate) halves: TopicHalves,
}

impl Page<'_> {
    fn zone(&self) -> &TimeZone {
        &self.choices.zone
    }

    fn figures(&self) -> Figures<'_> {
        Figures { texts: self.texts }
    }

    fn date(&self, at: Timestamp) -> Date {
        self.zone().to_datetime(at).date()
    }

    fn content_free(&self) -> bool {
        self.findings.understanding.is_none()
    }

    /// Which of two sentences fits where the messages come from.
    fn key(&self, of_exports: &'static str, of_store: &'static str) -> &'static str {
        match self.findings.scope {
            Some(_) => of_store,
            None => of_exports,
        }
    }

    /// Name of a topic, in the reader's language where it is a known concept.
    fn topic_name(&self, topic: &RecurringTopic) -> String {
        match topic.name.strip_prefix(CONCEPT_NAME) {
            Some(key) => problem_name(key, NamedIn::from(self.texts.lang()))
                .map_or_else(|| self.texts.say(&format!("concept-{key}")), str::to_owned),
            None => capitalised(&topic.name),
        }
    }

    /// Name of the zone, `Europe/Paris`.
    fn zone_name(&self) -> String {
        self.zone().iana_name().unwrap_or("UTC").to_owned()
    }
}

/// Composes the report.
pub fn compose(
    findings: &Findings,
    choices: &Choices,
    read: &ReadReport,
    texts: &Texts,
    now: Timestamp,
) -> Report {
    let page = Page {
        findings,
        choices,
        read,
        texts,
        tone: ToneFigures::of(findings, &choices.service),
        halves: TopicHalves::of(findings, choices.k),
    };
    let format = texts.format();
    let monday = first_screen::monday(&page);
    Report {
        schema: SCHEMA,
        lang: texts.lang(),
        title: title(&page),
        period: period(&page),
        generated: format.long_date(choices.zone.to_datetime(now).date()),
        remember: first_screen::remember(&page),
        monday,
        bar: satisfaction::bar(&page).unwrap_or_else(|| first_screen::bar(&page)),
        coverage: coverage::facts(&page),
        cards: cards::cards(&page),
        predicted: at_risk::numbers(&page),
        sections: sections(&page),
        notices: notices::notices(&page),
    }
}

fn title(page: &Page<'_>) -> String {
    match &page.findings.assembly.business {
        BusinessDecision::Decided { names, .. } if !names.is_empty() => page.texts.get(
            "title-business",
            args!["business" => names.first().map_or_else(String::new, ToString::to_string)],
        ),
        _ => page.texts.say("title-plain"),
    }
}

fn sections(page: &Page<'_>) -> Vec<Section> {
    [
        course::section(page),
        satisfaction::section(page),
        at_risk::section(page),
        why::section(page),
        questions::section(page),
        products::section(page),
        rhythm::section(page),
        speed::section(page),
        blind_spot::section(page),
        what_if::section(page),
        loyalty::section(page),
        teams::section(page),
        actions::section(page),
        method::section(page),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn period(page: &Page<'_>) -> String {
    let texts = page.texts;
    let observed = &page.findings.service.observed;
    if let Some(scope) = &page.findings.scope {
        let line = match observed {
            Some(_) => "figures-period-line",
            None => "figures-period-empty",
        };
        let words = args!["period" => days(page, scope.asked), "zone" => page.zone_name()];
        return texts.get(line, words);
    }
    let Some(observed) = observed else {
        return texts.say("period-empty");
    };
    let (first, last) = (
        page.date(observed.period.from),
        page.date(observed.period.until),
    );
    texts.get(
        "period-line",
        args![
            "period" => texts.format().period(first, last),
            "exports" => texts.get("exports-count", args!["count" => page.read.exports]),
            "zone" => page.zone_name()
        ],
    )
}

/// A period as its first and last day.
fn days(page: &Page<'_>, period: Period) -> String {
    let last = period
        .until
        .saturating_sub(SignedDuration::from_secs(1))
        .unwrap_or(period.until);
    let format = page.texts.format();
    format.period(page.date(period.from), page.date(last))
}

/// A name as the head of a row: customers write their words in lower case.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// On what consent rests, for several parts.
fn declared(choices: &Choices) -> Option<&str> {
    match &choices.consent {
        ConsentBasis::Declared(declaration) => Some(&declaration.text),
        ConsentBasis::None | ConsentBasis::Recorded(_) | ConsentBasis::Kept => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{i18n::Texts, report::model::Lang};

    #[test]
    fn every_concept_has_a_name_in_both_languages() {
        for lang in [Lang::Fr, Lang::En] {
            let texts = Texts::new(lang);
            for key in tact_analysis::concept_keys() {
                let name = texts.say(&format!("concept-{key}"));
                assert!(!name.contains("concept-"), "{name}");
            }
        }
    }
}
