//! Which survey answers the gate lets into a figure.

use jiff::Timestamp;
use tact_domain::{ContactKey, PurposeKind};
use tact_privacy::consent::{ConsentEntry, ConsentState, ContactRef, Declaration, Ledger};
use tact_privacy::{AnswerWithheld, Gate};

const CONTACT: ContactKey = ContactKey(0);

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn entry(purpose: PurposeKind, state: ConsentState, when: &str) -> ConsentEntry {
    ConsentEntry {
        line: 2,
        contact: ContactRef::Name("Awa".into()),
        purpose,
        state,
        at: at(when),
        covers_history: false,
        notice: String::new(),
        channel: String::new(),
        proof: String::new(),
    }
}

/// What the gate says of an answer given on 10 February, asked on 1 June.
fn verdict(entries: &[ConsentEntry]) -> Option<AnswerWithheld> {
    let (ledger, _) = Ledger::recorded(entries, |_| vec![CONTACT]).expect("a ledger");
    let gate = Gate::new(ledger, at("2026-06-01T00:00:00Z"));
    gate.admit_answer(CONTACT, at("2026-02-10T12:00:00Z"), 5_u8)
        .err()
}

#[test]
fn an_answer_counts_only_with_both_consents_in_force() {
    use ConsentState::{Ended, Granted};
    use PurposeKind::{Analysis, Quotation, Survey};
    let analysis = entry(Analysis, Granted, "2026-01-01T00:00:00Z");
    let survey = entry(Survey, Granted, "2026-01-01T00:00:00Z");
    let late = entry(Survey, Granted, "2026-03-01T00:00:00Z");
    let ended = entry(Survey, Ended, "2026-05-01T00:00:00Z");
    let read_no_more = entry(Analysis, Ended, "2026-05-01T00:00:00Z");
    let quotation = entry(Quotation, Granted, "2026-01-01T00:00:00Z");
    let of = |entries: &[&ConsentEntry]| {
        let entries: Vec<_> = entries.iter().copied().cloned().collect();
        verdict(&entries)
    };
    assert_eq!(of(&[&analysis, &survey]), None);
    assert_eq!(of(&[&survey]), Some(AnswerWithheld::NoAnalysisConsent));
    assert_eq!(
        of(&[&survey, &analysis, &read_no_more]),
        Some(AnswerWithheld::NoAnalysisConsent)
    );
    assert_eq!(of(&[&analysis]), Some(AnswerWithheld::NoSurveyConsent));
    assert_eq!(of(&[&quotation]), Some(AnswerWithheld::NoSurveyConsent));
    assert_eq!(
        of(&[&analysis, &late]),
        Some(AnswerWithheld::BeforeSurveyConsent)
    );
    assert_eq!(
        of(&[&analysis, &survey, &ended]),
        Some(AnswerWithheld::SurveyConsentEnded)
    );
    assert_eq!(of(&[]), Some(AnswerWithheld::NoSurveyConsent));
}

#[test]
fn a_declaration_lets_answers_in_only_when_it_names_the_survey() {
    let said = |purposes: &[PurposeKind]| {
        let declaration = Declaration {
            text: "By the shop, in January".to_owned(),
            purposes: purposes.to_vec(),
        };
        let gate = Gate::new(Ledger::declared(declaration), at("2026-06-01T00:00:00Z"));
        gate.admit_answer(CONTACT, at("2026-02-10T12:00:00Z"), 5_u8)
            .map(|answer| *answer.get())
    };
    assert_eq!(
        said(&[PurposeKind::Analysis]).err(),
        Some(AnswerWithheld::NoSurveyConsent)
    );
    assert_eq!(
        said(&[PurposeKind::Analysis, PurposeKind::Survey]).ok(),
        Some(5)
    );
}
