//! Conversations without an answer: a predicted risk, apart from everything measured.

use serde_json::Value;
use tact_domain::PurposeKind;

use super::export::Phone;
use super::feedback::{BOTH, HEAD, TOWN, answers, chat, grants, run, town};
use super::program::{Folder, analyze_json, section, texts};
use super::shop::BUSINESS;

/// The report of a town, with survey answers of these customers where there are any.
fn report(folder: &Folder, lang: &str, answered: &[usize]) -> Value {
    let survey = folder.write(
        "survey.csv",
        format!("{HEAD}{}", answers(answered.iter().copied())),
    );
    let exports = folder.path("exports");
    let mut arguments = vec![
        exports.as_os_str(),
        "--business".as_ref(),
        BUSINESS.as_ref(),
        "--exported-at".as_ref(),
        "2026-04-20T09:00".as_ref(),
        "--consent-declared".as_ref(),
        "formulaire du site, 2026".as_ref(),
        "--declared-purposes".as_ref(),
        "analysis,survey".as_ref(),
    ];
    if !answered.is_empty() {
        arguments.extend(["--surveys".as_ref(), survey.as_os_str()]);
    }
    analyze_json(lang, arguments).ended(0).json()
}

#[test]
fn without_answers_the_risk_is_a_range_and_called_prior() {
    let folder = town();
    let report = report(&folder, "fr", &[]);
    let predicted = &report["predicted"];
    assert_eq!(predicted["basis"], "prior");
    assert_eq!(
        (&predicted["share"], &predicted["answers"]),
        (&Value::Null, &Value::from(0))
    );
    let said = texts(section(&report, "at-risk")).join("\n");
    assert!(
        said.contains("a priori") && said.contains("risque prédit"),
        "{said}"
    );
    // One in three leaves angry: a range that missed it would be worse than none.
    let limit = |at: usize| predicted["interval"][at].as_f64().expect("a limit");
    assert!((limit(0)..limit(1)).contains(&(1.0 / 3.0)));
    insta::assert_snapshot!(
        section(&report, "at-risk")["lead"].as_str().expect("a lead"),
        @"Sur 80 conversations lues et restées sans réponse à une enquête, entre 0 % et 55 % auraient sans doute été notées 1 ou 2 sur 5. C’est un risque prédit, pas une réponse de client ; sans réponses de vos clients, seule une fourchette est permise."
    );
}

#[test]
fn enough_answers_calibrate_it_and_leave_measured_satisfaction_alone() {
    let folder = town();
    let answered: Vec<usize> = (0..TOWN).filter(|index| index % 5 < 2).collect();
    let found = run(&folder)
        .declared(&BOTH)
        .survey(&format!("{HEAD}{}", answers(answered.iter().copied())))
        .findings();
    let risk = found
        .predicted
        .and_then(|predicted| predicted.risk)
        .expect("a risk");
    assert_eq!(risk.n + answered.len() as u64, TOWN as u64);
    // One in three leaves angry.
    assert!(risk.share.interval.contains(1.0 / 3.0), "{:?}", risk.share);
    assert!(risk.share.share.is_some() && risk.bands.is_some());
    let report = report(&folder, "en", &answered);
    assert_eq!(report["predicted"]["answers"], 32);
    insta::assert_snapshot!(
        section(&report, "at-risk")["lead"].as_str().expect("a lead"),
        @"Of 48 conversations that were read and had no survey answer, about 33% (between 20% and 46%) would probably have been rated 1 or 2 out of 5. This is a predicted risk, not a customer’s answer."
    );
}

#[test]
fn a_few_answers_calibrate_nothing() {
    let folder = town();
    let report = report(&folder, "fr", &(0..20).collect::<Vec<_>>());
    assert_eq!(report["predicted"]["basis"], "prior");
    assert_eq!(report["predicted"]["n"], 60);
}

#[test]
fn under_ten_people_nothing_is_predicted_and_the_reason_is_said() {
    let folder = Folder::new();
    for index in 0..9 {
        chat(index).save(&folder, "exports", Phone::AndroidFr);
    }
    let report = report(&folder, "fr", &[]);
    assert_eq!(report["predicted"], Value::Null);
    let said = texts(section(&report, "at-risk")).join("\n");
    assert!(said.contains("Moins de 10 clients"), "{said}");
}

#[test]
fn who_did_not_agree_is_not_predicted() {
    let folder = town();
    let head = "contact,purpose,state,at,notice,channel,proof\n";
    let found = run(&folder)
        .recorded(&format!("{head}{}", grants(0..30, "analysis")))
        .findings();
    let predicted = found.predicted.expect("somebody agreed");
    assert_eq!(predicted.mature, TOWN as u64);
    assert_eq!(predicted.risk.map(|risk| risk.contacts), Some(30));
    let nobody = run(&folder).declared(&[PurposeKind::Survey]).findings();
    assert!(nobody.predicted.is_none());
}
