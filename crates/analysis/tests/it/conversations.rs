//! What a conversation is about and how it ended.

use proptest::prelude::*;
use tact_analysis::{
    CaseName, CaseTrace, CaseWords, FastModel, Model, OutcomeModel, Speaker, TextModel,
    ThreadContext, Turn, case_parts, cluster_cases, trace_case,
};
use tact_domain::Language;
use tact_privacy::{OperatorText, Permitted};

type Line<'a> = (Speaker, i64, Option<&'a str>);

fn turns<'a>(lines: &[Line<'a>]) -> Vec<Turn<'a, OperatorText>> {
    let model = FastModel::embedded().ok();
    lines
        .iter()
        .map(|(speaker, minutes, text)| {
            let text: Option<Permitted<&str, OperatorText>> = text.map(Permitted::own_text);
            let said = text
                .as_ref()
                .filter(|_| *speaker == Speaker::Customer)
                .and_then(|text| Some(model.as_ref()?.annotate(text, &ThreadContext::default())));
            Turn {
                speaker: *speaker,
                at: minutes * 60,
                deleted: text.is_none(),
                text,
                said,
            }
        })
        .collect()
}

use Speaker::{Agent, Bot, Customer};

const SOLVED: [Line<'_>; 4] = [
    (
        Customer,
        0,
        Some("bonjour, vous m'avez prélevé deux fois en mars"),
    ),
    (
        Agent,
        5,
        Some("Bonjour, en effet. C’est corrigé, remboursé aujourd’hui."),
    ),
    (Customer, 8, Some("parfait, c’est bien arrivé")),
    (Customer, 9, Some("merci beaucoup Léa !")),
];

const UNSOLVED: [Line<'_>; 5] = [
    (
        Customer,
        0,
        Some("toujours pas de chauffage, il fait 12 degrés"),
    ),
    (Bot, 0, Some("Un conseiller vous répond bientôt.")),
    (
        Customer,
        2_880,
        Some("deux jours sans réponse, c’est honteux"),
    ),
    (
        Agent,
        4_320,
        Some("Malheureusement nous ne pouvons rien faire, contactez le syndic."),
    ),
    (
        Customer,
        4_330,
        Some("vous vous moquez de moi ? toujours rien"),
    ),
];

#[test]
fn a_solved_conversation_is_likelier_solved_and_better_rated_than_one_left_alone() {
    let model = OutcomeModel::embedded();
    let (solved, unsolved) = (
        model.predict(&turns(&SOLVED)),
        model.predict(&turns(&UNSOLVED)),
    );
    let pair = solved.zip(unsolved);
    assert!(pair.is_some_and(|(solved, unsolved)| {
        solved.resolved_p > 0.5
            && unsolved.resolved_p < 0.5
            && solved.csat > unsolved.csat + 1.0
            && solved.risk.waiting < unsolved.risk.waiting
            && solved.risk.tone < unsolved.risk.tone
    }));
}

#[test]
fn a_deleted_message_counts_as_a_fact_without_its_words() {
    let mut lines = SOLVED.to_vec();
    lines.push((Customer, 12, None));
    let model = OutcomeModel::embedded();
    let (kept, deleted) = (
        model.predict(&turns(&SOLVED)),
        model.predict(&turns(&lines)),
    );
    assert!(kept.is_some() && deleted.is_some() && kept != deleted);
    assert_eq!(case_parts(&turns(&SOLVED)), case_parts(&turns(&lines)));
}

#[test]
fn where_no_word_of_the_customer_remains_nothing_is_predicted() {
    let model = OutcomeModel::embedded();
    assert_eq!(
        model.predict(&turns(&[(Customer, 0, None), (Agent, 5, Some("Bonjour"))])),
        None
    );
    assert_eq!(model.predict(&turns(&[])), None);
}

#[test]
fn answers_that_may_not_be_read_leave_a_prediction_from_the_customers_words() {
    let lines: Vec<Line<'_>> = SOLVED
        .iter()
        .map(|(speaker, at, text)| (*speaker, *at, text.filter(|_| *speaker == Customer)))
        .collect();
    let outcome = OutcomeModel::embedded().predict(&turns(&lines));
    assert!(outcome.is_some_and(|outcome| (1.0..=5.0).contains(&outcome.csat)));
}

fn traces(texts: &[&str]) -> Vec<CaseTrace> {
    let model = FastModel::embedded().map(|model| Model::Fast(Box::new(model)));
    let Ok(model) = model else {
        return Vec::new();
    };
    texts
        .iter()
        .map(|text| {
            let words: CaseWords<'_, OperatorText> = CaseWords {
                opening: Permitted::own_text(*text),
                later: Permitted::own_text(""),
                answers: Permitted::own_text(""),
            };
            trace_case(&words, Language::FR, &model)
        })
        .collect()
}

#[test]
fn one_problem_meets_across_trades_and_languages_and_another_stays_apart() {
    let cases = cluster_cases(&traces(&[
        "mon rouge à lèvres est marqué livré, je n'ai rien reçu",
        "la pièce du garage : colis perdu, jamais arrivé",
        "my parcel says delivered but it never arrived",
        "plus de chauffage depuis lundi",
        "the heating is not working, the radiators are cold",
    ]));
    assert_eq!(cases.of, [0, 0, 0, 1, 1]);
    assert_eq!(
        cases.names.first(),
        Some(&CaseName::Problem("parcel-missing"))
    );
}

#[test]
fn what_a_conversation_is_put_under_does_not_change_when_a_week_is_added() {
    let first = [
        "vous m'avez débité deux fois",
        "plus internet depuis hier, la box est rouge",
    ];
    let more = ["plus internet depuis hier, la box est rouge"; 40];
    let before = cluster_cases(&traces(&first));
    let after = cluster_cases(&traces(&[&first[..], &more[..]].concat()));
    let name = |cases: &tact_analysis::Cases, at: usize| {
        cases
            .of
            .get(at)
            .and_then(|of| cases.names.get(*of))
            .cloned()
    };
    for at in 0..first.len() {
        assert_eq!(name(&before, at), name(&after, at));
    }
}

#[test]
fn words_no_known_problem_explains_still_get_a_cluster() {
    let cases = cluster_cases(&traces(&["zzz", "", "🙂"]));
    assert_eq!(cases.of.len(), 3);
    assert!(cases.of.iter().all(|of| *of < cases.names.len()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_text_gives_ratings_on_the_scale(text in "\\PC{0,80}", at in -9_000_000_000_i64..9_000_000_000) {
        let lines = [(Customer, at, Some(text.as_str())), (Agent, 0, Some(text.as_str()))];
        let outcome = OutcomeModel::embedded().predict(&turns(&lines));
        let on_the_scale = outcome.is_some_and(|outcome| {
            (1.0..=5.0).contains(&outcome.csat)
                && (0.0..=1.0).contains(&outcome.resolved_p)
                && outcome.interval.0 <= outcome.csat
                && outcome.csat <= outcome.interval.1
        });
        prop_assert!(on_the_scale);
    }
}
