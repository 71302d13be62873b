//! The states of the headline, on the simulated data sets.

use std::fs;
use std::path::Path;

use tact_metrics::dataset::{
    Dataset, DatasetFiles,
    answer::{Answer, answer},
    parse_dataset,
};

use super::*;
use crate::report::{
    model::{BarState, Explorer, Lang},
    render_html, render_json, render_markdown, render_terminal,
    terminal::Screen,
};

fn scenario(name: &str) -> (Dataset, Answer) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/stats")
        .join(name);
    let read = |file: &str| fs::read(folder.join(file)).ok();
    let [params, conversations] =
        ["params.json", "conversations.jsonl"].map(|file| read(file).unwrap());
    let [messages, deletions, daily] =
        ["messages.jsonl", "deletions.jsonl", "daily.jsonl"].map(read);
    let dataset = parse_dataset(&DatasetFiles {
        params: &params,
        conversations: &conversations,
        messages: messages.as_deref(),
        deletions: deletions.as_deref(),
        daily: daily.as_deref(),
    })
    .unwrap();
    let found = answer(&dataset);
    (dataset, found)
}

fn report(name: &str, lang: Lang) -> Report {
    let (dataset, found) = scenario(name);
    estimate_report(
        &dataset.params,
        &found,
        &Texts::new(lang),
        "30 mars 2026".to_owned(),
    )
}

const STATES: [(&str, BarState); 6] = [
    ("v02_strong_selection", BarState::Calibrated),
    ("v10_export_marker", BarState::Calibrated),
    ("v08_touched_never_answer", BarState::IntervalOnly),
    ("v07_no_survey", BarState::NoInformation),
    ("v09_cloud_api", BarState::Calibrated),
    ("v15_suppressed", BarState::Suppressed),
];

/// The first screen in words: what a manager reads.
fn first_words(report: &Report) -> String {
    let bar = &report.bar;
    let mut lines = vec![bar.label.clone()];
    lines.extend(bar.withheld.clone());
    lines.extend(bar.key.clone());
    lines.extend((!bar.sentence.is_empty()).then(|| bar.sentence.clone()));
    lines.extend(bar.compared.clone());
    for card in &report.cards {
        lines.push(format!(
            "[{}] {} | {} | {}",
            card.id,
            card.value,
            card.range,
            card.beside.join(" | ")
        ));
    }
    lines.join("\n").replace(['\u{a0}', '\u{202f}'], "~")
}

#[test]
fn each_state_has_its_sentence_in_french() {
    let said: Vec<String> = STATES
        .iter()
        .map(|(name, _)| format!("{name}\n{}", first_words(&report(name, Lang::Fr))))
        .collect();
    insta::assert_snapshot!(said.join("\n\n"));
}

#[test]
fn each_state_has_its_sentence_in_english() {
    let said: Vec<String> = STATES
        .iter()
        .map(|(name, _)| format!("{name}\n{}", first_words(&report(name, Lang::En))))
        .collect();
    insta::assert_snapshot!(said.join("\n\n"));
}

#[test]
fn what_stands_behind_the_bar_reads_well_in_both_languages() {
    insta::assert_snapshot!(
        "behind_fr",
        render_markdown(&report("v02_strong_selection", Lang::Fr))
    );
    insta::assert_snapshot!(
        "behind_en",
        render_markdown(&report("v02_strong_selection", Lang::En))
    );
    insta::assert_snapshot!(
        "behind_blind_fr",
        render_markdown(&report("v09_cloud_api", Lang::Fr))
    );
}

#[test]
fn every_form_shows_the_same_bar_and_sentence() {
    for (name, state) in STATES {
        let report = report(name, Lang::Fr);
        assert_eq!(report.bar.state, state, "{name}");
        let said = report
            .bar
            .withheld
            .clone()
            .unwrap_or_else(|| report.bar.sentence.clone());
        let start: String = said.chars().take(18).collect();
        let json = render_json(&report).unwrap();
        for form in [
            render_html(&report).unwrap(),
            render_markdown(&report),
            render_terminal(&report, Screen::default()),
            json,
        ] {
            assert!(form.contains(&start), "{name}: {start:?} in {form}");
        }
    }
}

#[test]
fn a_point_never_comes_without_its_range_and_lies_inside_both_bands() {
    for (name, _) in every_scenario() {
        let bar = report(&name, Lang::En).bar;
        let Some(point) = bar.point else { continue };
        let ([low, high], [outer_low, outer_high]) = (bar.inner.unwrap(), bar.outer.unwrap());
        assert!(outer_low <= low && low <= point, "{name}");
        assert!(point <= high && high <= outer_high, "{name}");
    }
}

fn every_scenario() -> Vec<(String, Report)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/stats");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 15);
    names
        .into_iter()
        .map(|name| {
            let made = report(&name, Lang::Fr);
            (name, made)
        })
        .collect()
}

#[test]
fn a_blind_channel_shows_no_rate_of_deletions_and_no_gamma() {
    let page = render_markdown(&report("v09_cloud_api", Lang::Fr));
    assert!(page.contains("nous n’affichons donc aucun taux"));
    for absent in ["Γ", "Touchées", "Intactes", "\u{a0}0\u{a0}%"] {
        assert!(!page.contains(absent), "{absent}");
    }
}

#[test]
fn too_few_people_leave_no_figure_anywhere() {
    let page = report("v15_suppressed", Lang::Fr);
    assert!(
        page.sections
            .iter()
            .all(|section| section.blocks.is_empty())
    );
    assert_eq!(page.bar.point.or(page.cards[0].raw), None);
    assert_eq!(page.cards[0].interval, None);
}

#[test]
fn naive_figures_and_agents_are_never_shown() {
    for (name, report) in every_scenario() {
        let json = render_json(&report).unwrap();
        for absent in ["naive", "\"agent", "agent_"] {
            assert!(!json.contains(absent), "{name}: {absent}");
        }
        assert!(
            !json.contains("[mean-") && !json.contains("[sat-"),
            "{name}"
        );
    }
}

/// A period of `intact` and `touched` conversations, of which the first so many answered; every
/// fifth answer is a bad one, and the text follows it.
fn period_of(intact: (u32, u32), touched: (u32, u32), params: &str) -> Report {
    let rows = [(0, intact), (1, touched)];
    let lines = rows.iter().flat_map(|(deleted, (count, answered))| {
        (0..*count).map(move |place| {
            let score = if place >= *answered {
                "null"
            } else if place % 5 == 4 {
                "2"
            } else {
                "5"
            };
            let label = if place % 5 == 4 { "neg" } else { "pos" };
            let id = deleted * 1_000 + place;
            format!(
                "{{\"id\":\"c{id}\",\"contact\":\"p{id}\",\"topic\":\"t\",\"agent\":\"a\",\
                 \"hour\":10,\"n_customer_msgs\":3,\"n_deleted\":{deleted},\
                 \"text_label\":\"{label}\",\"text_score\":0.5,\"score\":{score},\
                 \"first_reply_min\":5,\"observed_min\":100,\"resolved\":true,\
                 \"reopen_h\":null,\"watched_h\":200,\"transfers\":0}}\n"
            )
        })
    });
    let conversations: String = lines.collect();
    let dataset = parse_dataset(&DatasetFiles {
        params: params.as_bytes(),
        conversations: conversations.as_bytes(),
        messages: None,
        deletions: Some(
            b"{\"latency_s\":60,\"context_tone\":\"pos\",\"next_customer_msg_s\":30,\"followup_h\":30}\n"
                .repeat(40)
                .as_slice(),
        ),
        daily: None,
    })
    .unwrap();
    let texts = Texts::new(Lang::En);
    estimate_report(&dataset.params, &answer(&dataset), &texts, String::new())
}

const COEXISTENCE: &str = r#"{"channel":"coexistence"}"#;

/// The line of a stratum, and the other one, in the table for statisticians.
fn strata_lines(report: &Report) -> [String; 2] {
    let page = render_markdown(report);
    ["| Intact |", "| Touched |"].map(|start| {
        let line = page.lines().find(|line| line.starts_with(start));
        line.unwrap_or_default().to_owned()
    })
}

#[test]
fn answers_of_few_people_in_a_stratum_are_hidden_and_cannot_be_had_by_subtraction() {
    let [intact, touched] = strata_lines(&period_of((100, 60), (30, 12), COEXISTENCE));
    assert!(intact.contains("| 48 + 12 |"), "{intact}");
    assert!(touched.contains("| 10 + 2 |"), "{touched}");
    let few = period_of((100, 60), (30, 7), COEXISTENCE);
    let [intact, touched] = strata_lines(&few);
    assert!(intact.starts_with("| Intact | 100 | hidden |"), "{intact}");
    assert!(
        touched.starts_with("| Touched | 30 | hidden |"),
        "{touched}"
    );
    assert!(!render_markdown(&few).contains("of the dissatisfied (odds ratio"));
    let [intact, touched] = strata_lines(&period_of((100, 60), (4, 2), COEXISTENCE));
    assert!(
        intact.starts_with("| Intact | hidden | hidden |"),
        "{intact}"
    );
    assert!(
        touched.starts_with("| Touched | hidden | hidden |"),
        "{touched}"
    );
}

#[test]
fn the_accuracy_of_text_is_not_told_of_fewer_than_k_answers() {
    // 28 satisfied and 7 dissatisfied: a point, but no accuracy among seven people.
    let [intact, _] = strata_lines(&period_of((100, 35), (30, 12), COEXISTENCE));
    let cells: Vec<&str> = intact.split('|').map(str::trim).collect();
    assert_eq!((cells[3], cells[5]), ("28 + 7", "hidden"), "{intact}");
    assert!(cells[4].ends_with('%'), "{intact}");
}

#[test]
fn motives_are_told_only_where_enough_questions_are_known_to_have_been_answered() {
    let told = |answers: &str| {
        let params = format!(
            r#"{{"channel":"coexistence","motive_names":["error","other"],
                "motive_matrix":[[0.8,0.05,0.05,0.05,0.05],[0.1,0.3,0.2,0.2,0.2]]{answers}}}"#
        );
        let page = render_markdown(&period_of((100, 60), (30, 12), &params));
        assert!(page.contains("Patterns of events around deletions"));
        page.contains("Shares of motives")
    };
    assert!(!told(""));
    assert!(!told(r#","motive_answers":29"#));
    assert!(told(r#","motive_answers":30"#));
}

/// Explorers of a report, wherever they are.
fn explorers(report: &Report) -> Vec<&Explorer> {
    report
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Explorer(explorer) => Some(explorer.as_ref()),
            _ => None,
        })
        .collect()
}

#[test]
fn explorers_say_what_the_answer_says() {
    let (dataset, found) = scenario("v02_strong_selection");
    let made = report("v02_strong_selection", Lang::En);
    let figures = found.figures.as_ref().unwrap();
    let satisfaction = figures.satisfaction.as_ref().unwrap();
    let checks = satisfaction.deletion.as_ref().unwrap();
    let outcome = |id: &str, value: f64| {
        let found = explorers(&made)
            .into_iter()
            .find(|one| one.id == id)
            .unwrap();
        let at = found.dials[0]
            .stops
            .iter()
            .position(|stop| stop.value == Some(value))
            .unwrap();
        found.outcomes[at]
    };
    for (gamma, bounds) in dataset.params.gammas.iter().zip(&checks.gamma_calibrated) {
        let shown = outcome("gamma", *gamma);
        assert_eq!((shown.low, shown.high), (bounds.ci_lower, bounds.ci_upper));
    }
    for range in &satisfaction.robust {
        let shown = outcome("lambda", range.lam);
        assert_eq!((shown.low, shown.high), (range.lower, range.upper));
    }
    let shown = outcome("lambda", 1.0);
    let inner = satisfaction.calibrated;
    assert_eq!((shown.low, shown.high), (inner.lower, inner.upper));
}

#[test]
fn more_gamma_and_more_lambda_never_visibly_narrow_a_range() {
    for (name, report) in every_scenario() {
        if report.bar.state != BarState::Calibrated {
            continue;
        }
        for explorer in explorers(&report) {
            let [dial] = explorer.dials.as_slice() else {
                continue;
            };
            assert_eq!(dial.stops.len(), explorer.outcomes.len());
            let slack = 1e-12;
            for pair in explorer.outcomes.windows(2) {
                assert!(pair[1].low <= pair[0].low + slack, "{name} {}", explorer.id);
                assert!(
                    pair[1].high >= pair[0].high - slack,
                    "{name} {}",
                    explorer.id
                );
            }
        }
    }
}
