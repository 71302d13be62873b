//! Exports with survey answers, reviews and actions beside them.

use jiff::{ToSpan, civil::date};
use serde_json::Value;
use tact_app::pipeline::Findings;
use tact_app::pipeline::change::{EffectVerdict, Measure};
use tact_app::pipeline::satisfaction::{Evidence, Satisfaction};
use tact_domain::PurposeKind;
use tact_intake::answers::{Asked, Scale};
use tact_intake::refusal::Tongue;

use super::export::{Line, Phone, Said};
use super::feedback::{
    BOTH, HEAD, Run, TOWN, answer, answers, chat, grants, name, opening, run, town,
};
use super::program::{Folder, command, project, run as run_program, tact};

const CONSENT: &str = "contact,purpose,state,at,notice,channel,proof\n";

fn satisfaction(found: &Findings) -> &Satisfaction {
    found.satisfaction.as_ref().expect("satisfaction")
}

fn figures(found: &Findings) -> Value {
    serde_json::to_value(&satisfaction(found).answer).expect("JSON")
}

/// Everything a page could show of satisfaction, whatever became of the rows.
fn shown(found: &Findings) -> String {
    let known = satisfaction(found);
    format!(
        "{}\n{:?}\n{:?}\n{:?}\n{:?}",
        figures(found),
        known.fcr_declared,
        known.nps,
        known.ces,
        found.change
    )
}

#[test]
fn answers_and_text_together_give_the_calibrated_headline() {
    let folder = town();
    let all = run(&folder)
        .declared(&BOTH)
        .survey(&format!("{HEAD}{}", answers(0..TOWN)));
    let found = all.findings();
    let surveys = &satisfaction(&found).surveys;
    assert_eq!(
        (surveys.rows, surveys.counted, surveys.people),
        (80, 80, 80)
    );
    assert_eq!(surveys.question, Some(Asked::Satisfaction));
    assert_eq!(surveys.columns.dropped, 80);
    // Nobody in the file was asked without answering: it does not say whom the survey reached.
    assert_eq!(surveys.response, None);
    let some = run(&folder).declared(&BOTH).survey(&format!(
        "{HEAD}{}",
        answers((0..TOWN).filter(|index| index % 4 != 1))
    ));
    let figures = figures(&some.findings());
    let part = &figures["satisfaction"];
    assert_eq!(part["headline"], "interval_only");
    let found = serde_json::json!({
        "n": figures["n"], "raw": part["survey_raw"], "intact": part["strata"]["intact"],
        "touched": part["strata"]["touched"]["N"], "calibrated": part["calibrated"],
    });
    insta::assert_snapshot!(serde_json::to_string_pretty(&rounded(found)).expect("JSON"), @r#"
    {
      "calibrated": {
        "lower": 0.5431,
        "status": "ok",
        "theta": 0.6634,
        "upper": 0.7649
      },
      "intact": {
        "N": 68.0,
        "fpr": 0.0263,
        "lower": 0.5317,
        "n0": 18.0,
        "n1": 33.0,
        "p": 0.6625,
        "p_nonresp": 0.7086,
        "sens": 0.9853,
        "status": "ok",
        "upper": 0.7772,
        "youden": 0.959
      },
      "n": 80.0,
      "raw": {
        "k": 39.0,
        "lower": 0.5236,
        "n": 60.0,
        "rate": 0.65,
        "upper": 0.7583
      },
      "touched": 12.0
    }
    "#);
}

/// Four decimals are enough to see a change.
fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().map_or(Value::Null, |number| {
            serde_json::json!((number * 1e4).round() / 1e4)
        }),
        Value::Array(items) => items.into_iter().map(rounded).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, rounded(value)))
            .collect(),
        other => other,
    }
}

#[test]
fn neither_the_order_of_rows_nor_their_repetition_changes_a_figure() {
    let folder = town();
    let rows: Vec<String> = (0..60).map(answer).collect();
    let forth = format!("{HEAD}{}", rows.concat());
    let back: String = rows
        .iter()
        .rev()
        .flat_map(|row| [row.as_str(), row])
        .collect();
    let (one, other) = (
        run(&folder).declared(&BOTH).survey(&forth).findings(),
        run(&folder)
            .declared(&BOTH)
            .survey(&format!("{HEAD}{back}"))
            .findings(),
    );
    assert_eq!(shown(&one), shown(&other));
    assert_eq!(satisfaction(&other).surveys.left_out.replaced, 60);
    assert_eq!(satisfaction(&other).surveys.counted, 60);
}

#[test]
fn an_answer_of_somebody_who_did_not_agree_changes_no_figure() {
    let folder = town();
    let consent = format!(
        "{CONSENT}{}{}{}",
        grants(0..60, "analysis"),
        grants(0..50, "survey"),
        // Agreed to be asked, and not to be analysed.
        grants(60..70, "survey")
    );
    let with = |customers: std::ops::Range<usize>| {
        let survey = format!("{HEAD}{}", answers(customers));
        run(&folder).recorded(&consent).survey(&survey).findings()
    };
    let (agreed, everybody) = (with(0..50), with(0..TOWN));
    assert_eq!(shown(&agreed), shown(&everybody));
    let left = satisfaction(&everybody).surveys.left_out;
    assert_eq!((left.no_survey_consent, left.no_analysis_consent), (20, 10));
    // Text without a score still counts as text of somebody who did not answer.
    let figures = figures(&everybody);
    let strata = &figures["satisfaction"]["strata"];
    let sizes = ["intact", "touched"].map(|side| strata[side]["N"].as_u64().expect("a count"));
    assert_eq!(sizes.iter().sum::<u64>(), 60);
    assert_eq!(figures["consent"]["consenting"]["n"], 80);
}

#[test]
fn a_consent_that_ended_takes_its_answer_with_it() {
    let folder = town();
    let granted = format!(
        "{CONSENT}{}{}",
        grants(0..30, "analysis"),
        grants(0..30, "survey")
    );
    let ended = format!(
        "{granted}{},survey,ended,2026-04-01T10:00:00+02:00,,,\n",
        name(3)
    );
    let survey = format!("{HEAD}{}", answers(0..30));
    let found = run(&folder).recorded(&ended).survey(&survey).findings();
    let surveys = &satisfaction(&found).surveys;
    assert_eq!(
        (surveys.counted, surveys.left_out.survey_consent_ended),
        (29, 1)
    );
}

#[test]
fn a_declaration_covers_the_survey_only_when_it_says_so() {
    let folder = town();
    let survey = format!("{HEAD}{}", answers(0..30));
    let found = run(&folder)
        .declared(&[PurposeKind::Analysis])
        .survey(&survey)
        .findings();
    let surveys = &satisfaction(&found).surveys;
    assert_eq!(
        (surveys.counted, surveys.left_out.no_survey_consent),
        (0, 30)
    );
    assert_eq!(
        figures(&found)["satisfaction"]["headline"],
        "no_information"
    );
}

#[test]
fn rows_that_fit_no_conversation_are_counted_and_never_guessed() {
    let folder = town();
    let row = |who: &str, at: String| format!("{who},{at},1-5,1,,\n");
    let first = opening(1);
    let strays = [
        row("Quelqu’un d’autre", (first + 2.hours()).to_string()),
        row(&name(1), (first - 2.hours()).to_string()),
        row(&name(1), (first + 80.hours()).to_string()),
        row("FR.13491208655302741918", (first + 2.hours()).to_string()),
    ];
    let survey = format!("{HEAD}{}{}", answers(10..40), strays.concat());
    let found = run(&folder).declared(&BOTH).survey(&survey).findings();
    let left = satisfaction(&found).surveys.left_out;
    assert_eq!(
        (left.unknown_contact, left.no_conversation, left.late),
        (2, 1, 1)
    );
    assert_eq!(satisfaction(&found).surveys.counted, 30);
}

#[test]
fn the_last_answer_in_time_stands_and_another_question_has_its_own_figure() {
    let folder = town();
    let mut survey = format!("{HEAD}{}", answers(0..30));
    for index in 0..30 {
        let (who, at) = (name(index), opening(index) + 30.hours());
        survey += &format!("{who},{at},1-5,3,,\n{who},{at},nps,10,,\n{who},{at},ces,6,,\n");
    }
    let found = run(&folder).declared(&BOTH).survey(&survey).findings();
    let known = satisfaction(&found);
    assert_eq!(known.surveys.left_out.other_question, 60);
    assert_eq!(figures(&found)["satisfaction"]["survey_raw"]["k"], 0);
    assert_eq!(known.nps.map(|nps| (nps.n, nps.value)), Some((30, 100.0)));
    assert_eq!(known.ces.map(|ces| (ces.easy.k, ces.mean)), Some((30, 6.0)));
    // The words on resolution of the first answer stand: nothing replaced them.
    let declared = known.fcr_declared.expect("said");
    assert_eq!((declared.yes, declared.no), (20, 10));
    let scales: Vec<Scale> = known
        .surveys
        .scales
        .iter()
        .map(|(scale, _)| *scale)
        .collect();
    assert_eq!(scales, [Scale::OneToFive, Scale::Nps, Scale::Ces]);
}

#[test]
fn nps_stands_in_only_where_nobody_was_asked_about_satisfaction() {
    let folder = town();
    let survey: String = (0..30)
        .map(|index| {
            format!(
                "{},{},nps,{},,\n",
                name(index),
                opening(index) + 2.hours(),
                index % 11
            )
        })
        .collect();
    let found = run(&folder)
        .declared(&BOTH)
        .survey(&format!("{HEAD}{survey}"))
        .findings();
    let surveys = &satisfaction(&found).surveys;
    assert_eq!(
        (surveys.question, surveys.counted),
        (Some(Asked::Recommendation), 30)
    );
}

#[test]
fn answers_of_fewer_than_ten_people_enter_no_figure() {
    let folder = town();
    let mut survey = format!("{HEAD}{}", answers(0..9));
    survey += &answers(0..9)
        .replace("1-5", "yes-no")
        .replace(",5,", ",yes,");
    let survey = format!("{HEAD}{}", answers(0..9));
    let found = run(&folder).declared(&BOTH).survey(&survey).findings();
    let known = satisfaction(&found);
    assert!(known.surveys.too_few);
    assert_eq!(figures(&found)["satisfaction"]["survey_raw"]["n"], 0);
    assert_eq!(known.fcr_declared, None);
    assert!(
        found
            .change
            .daily
            .iter()
            .all(|daily| daily.measure == Measure::Tone)
    );
}

#[test]
fn a_conversation_younger_than_the_deletion_window_waits() {
    let folder = town();
    let survey = format!("{HEAD}{}", answers(0..TOWN));
    let last = opening(TOWN - 1);
    let found = Run::of(&folder.path("exports"), last + 20.hours())
        .declared(&BOTH)
        .survey(&survey)
        .findings();
    let surveys = &satisfaction(&found).surveys;
    // The last two ended within sixty hours of the export.
    assert_eq!((surveys.left_out.immature, surveys.counted), (2, 78));
    assert_eq!(figures(&found)["n"], 78);
}

#[test]
fn a_message_taken_back_never_weighs_on_the_tone_that_calibrates() {
    let newer = town();
    let both = town();
    // Older exports still hold words that customers took back later, as joyful as can be.
    for index in (0..TOWN).step_by(7) {
        let mut older = chat(index);
        for line in &mut older.lines {
            if matches!(line.said, Said::Deleted) {
                let words =
                    "Merci merci, c'est magnifique, je suis aux anges, vous êtes formidables !";
                *line = Line::new(line.at, &name(index), words);
            }
        }
        older.save(&both, "exports/older", Phone::AndroidFr);
    }
    let survey = format!("{HEAD}{}", answers(0..50));
    let of = |folder: &Folder| run(folder).declared(&BOTH).survey(&survey).findings();
    assert_eq!(shown(&of(&newer)), shown(&of(&both)));
}

#[test]
fn actions_are_looked_at_with_exports_alone() {
    let folder = town();
    let found = run(&folder)
        .declared(&[PurposeKind::Analysis])
        .action("2026-02-14", "Guide des tailles")
        .action("2025-02-14", "Ouverture")
        .findings();
    assert!(found.satisfaction.is_none());
    let [guide, long_ago] = found.change.actions.as_slice() else {
        panic!("{:?}", found.change.actions);
    };
    assert_eq!(guide.level.measure, Measure::Tone);
    assert!(guide.level.series.is_some(), "{guide:?}");
    assert_eq!(guide.level.verdict, EffectVerdict::NotConclusive);
    // Everybody asks about sizes, before and after.
    let topic = guide.topic.as_ref().expect("a topic");
    assert_eq!(
        (topic.window_days, topic.verdict),
        (28, EffectVerdict::NotConclusive)
    );
    assert_eq!(long_ago.level.verdict, EffectVerdict::OutsidePeriod);
    let nobody = run(&folder)
        .action("2026-02-14", "Guide des tailles")
        .findings();
    assert_eq!(
        nobody.change.actions[0].level.verdict,
        EffectVerdict::NothingToMeasure
    );
    assert!(nobody.change.actions[0].topic.is_none());
}

#[test]
fn reviews_stand_beside_the_survey_and_enter_the_synthesis_only() {
    let folder = town();
    let reviews: String = (0..20)
        .map(|index| {
            format!(
                "2026-02-{:02},google,1-5,{},r{}\n",
                index % 20 + 1,
                index % 5 + 1,
                index / 2
            )
        })
        .collect();
    let survey = format!("{HEAD}{}", answers(0..40));
    let base = run(&folder).declared(&BOTH).survey(&survey);
    let alone = base.findings();
    let with = base
        .reviews(&format!("at,source,scale,score,id\n{reviews}"))
        .findings();
    let found = with.reviews.as_ref().expect("reviews");
    assert_eq!((found.n, found.duplicates), (10, 10));
    assert_eq!(found.period, Some((date(2026, 2, 1), date(2026, 2, 19))));
    assert_eq!(
        satisfaction(&with).evidence,
        [Evidence::Survey, Evidence::Text, Evidence::Reviews]
    );
    let part = |found: &Findings| figures(found)["satisfaction"].clone();
    assert_eq!(part(&alone), part(&with));
}

#[test]
fn a_name_that_two_contacts_bear_is_refused_with_its_line() {
    let folder = town();
    let mut namesake = chat(1);
    for line in &mut namesake.lines {
        line.at += 9.hours();
        if let Said::Words(words) = &mut line.said {
            words.push_str(" Vraiment.");
        }
    }
    namesake.save(&folder, "exports/autre", Phone::AndroidFr);
    let survey = format!("{HEAD}{}", answers(0..3));
    let refused = run(&folder).declared(&BOTH).survey(&survey).attempt();
    let Err(error) = refused else {
        panic!("a guess was made");
    };
    insta::assert_snapshot!(error.said(Tongue::English), @"sondage.csv: line 3: column `contact`: 2 contacts bear this name; write the number instead. Nothing of this file was used.");
    insta::assert_snapshot!(error.said(Tongue::French), @"sondage.csv : ligne 3 : colonne « contact » : 2 contacts portent ce nom ; écrivez le numéro. Rien de ce fichier n’a été utilisé.");
}

#[test]
fn a_bad_file_or_action_stops_the_run_before_anything_is_read() {
    let folder = town();
    let exports = folder.path("exports");
    let bad = folder.write(
        "sondage.csv",
        format!("{HEAD}Client 01,2026-02-01T10:00,1-5,9,,\n"),
    );
    let out = folder.path("rapport.html");
    let attempt = |lang: &str, flag: &str, value: &std::ffi::OsStr| {
        let mut command = command();
        command
            .args(["analyze", "--lang", lang, "--out"])
            .arg(&out)
            .arg(flag)
            .arg(value)
            .arg(&exports);
        run_program(command)
    };
    let french = attempt("fr", "--surveys", bad.as_os_str()).ended(65);
    assert!(
        french.err.contains(
            "ligne 2\u{a0}: colonne «\u{a0}score\u{a0}»\u{a0}: attendu un nombre entier de 1 à 5"
        ),
        "{}",
        french.err
    );
    let english = attempt("en", "--surveys", bad.as_os_str()).ended(65);
    assert!(
        english
            .err
            .contains("line 2: column `score`: expected a whole number from 1 to 5"),
        "{}",
        english.err
    );
    attempt("en", "--reviews", folder.path("nowhere.csv").as_os_str()).ended(66);
    for wrong in [
        "Guide",
        "2026-02-30=Guide",
        "2026-02-14=",
        "14/02/2026=Guide",
        "2026-02-14=a\nb",
    ] {
        let run = attempt("en", "--action", wrong.as_ref()).ended(2);
        assert!(run.err.contains("--action"), "{}", run.err);
    }
    assert!(!out.exists());
}

#[test]
fn comments_texts_and_authors_appear_nowhere() {
    let folder = town();
    let secret = ["zorbiluquet", "trampovelle", "quiradonne"];
    let survey = answers(0..TOWN).replace("quelques mots", secret[0]);
    let survey = folder.write("sondage.csv", format!("{HEAD}{survey}"));
    let reviews: String = (0..20)
        .map(|day| {
            format!(
                "2026-02-{:02},google,1-5,5,{},{}\n",
                day + 1,
                secret[1],
                secret[2]
            )
        })
        .collect();
    let reviews = folder.write(
        "avis.csv",
        format!("at,source,scale,score,author,text\n{reviews}"),
    );
    for format in ["html", "json", "md"] {
        let out = folder.path("rapport");
        let mut command = command();
        command
            .args(["analyze", "--format", format, "--out"])
            .arg(&out)
            .args([
                "--consent-declared",
                "Par le magasin, en janvier, par formulaire",
            ])
            .args([
                "--declared-purposes",
                "analysis,survey,quotation",
                "--surveys",
            ])
            .arg(&survey)
            .arg("--reviews")
            .arg(&reviews)
            .args(["--exported-at", "2026-04-20T09:00"])
            .arg(folder.path("exports"));
        let run = run_program(command).ended(0);
        let page = std::fs::read_to_string(&out).expect("a report");
        let all = format!("{page}{}{}", run.out, run.err).to_lowercase();
        for word in secret {
            assert!(!all.contains(word), "{word} in {format}");
        }
    }
}

#[test]
fn when_no_answer_counts_the_reason_is_said() {
    let folder = town();
    let survey = folder.write("sondage.csv", format!("{HEAD}{}", answers(0..20)));
    let arguments = [
        "analyze".as_ref(),
        "--lang".as_ref(),
        "en".as_ref(),
        "--consent-declared".as_ref(),
        "By the shop, in January".as_ref(),
        "--surveys".as_ref(),
        survey.as_os_str(),
        "--json".as_ref(),
        folder.path("exports").as_os_str(),
    ]
    .map(std::ffi::OsStr::to_owned);
    let run = tact(arguments).ended(0);
    assert!(
        run.err.contains("None of the 20 survey answers counts")
            && run.err.contains("20 without consent to `survey`"),
        "{}",
        run.err
    );
}

/// An example company with its survey, as far as it has one.
fn example(name: &str) -> Run {
    let folder = project().join("examples").join(name);
    let text = |file: &str| std::fs::read_to_string(folder.join(file)).expect("an example file");
    let run = Run::of(&folder.join("exports"), date(2026, 4, 2).at(9, 0, 0, 0))
        .recorded(&text("consent.csv"));
    match name {
        "style-and-co" => run
            .survey(&text("surveys.csv"))
            .reviews(&text("reviews.csv"))
            .action("2026-02-14", "Guide des tailles"),
        _ => run
            .survey(&text("surveys.jsonl"))
            .action("2026-02-03", "Mise à jour 6.4"),
    }
}

#[test]
fn the_range_of_the_examples_holds_what_their_customers_felt() {
    for name in ["style-and-co", "techsolutions"] {
        let truth =
            std::fs::read_to_string(project().join(format!("examples/{name}/ground-truth.json")));
        let truth: Value = serde_json::from_str(&truth.expect("the truth")).expect("JSON");
        let felt = |key: &str| truth["satisfaction"][key].as_f64().expect("a count");
        let found = example(name).findings();
        let surveys = &satisfaction(&found).surveys;
        assert_eq!(surveys.left_out.unknown_contact, 0, "{name}");
        assert!(
            surveys.counted as f64 <= felt("answered") && surveys.counted > 50,
            "{name} {surveys:?}"
        );
        let figures = figures(&found);
        let robust = figures["satisfaction"]["robust"]
            .as_array()
            .expect("ranges");
        let shown = robust
            .iter()
            .find(|range| range["lam"] == 1.5)
            .expect("the range shown");
        let share = felt("satisfied") / felt("conversations");
        let (low, high) = (shown["lower"].as_f64(), shown["upper"].as_f64());
        assert!(
            low < Some(share) && Some(share) < high,
            "{name}: {share} in {shown}"
        );
    }
}

#[test]
fn the_size_guide_of_the_example_made_the_question_rarer() {
    let found = example("style-and-co").findings();
    let [guide] = found.change.actions.as_slice() else {
        panic!("{:?}", found.change.actions);
    };
    let topic = guide.topic.as_ref().expect("a topic");
    assert_eq!(topic.verdict, EffectVerdict::Helped, "{topic:?}");
    assert_eq!(guide.level.measure, Measure::Survey);
}
