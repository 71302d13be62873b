//! Survey and review files: what is kept, what is dropped, and how a mistake is said.

use proptest::prelude::*;
use tact_intake::answers::{read_reviews, read_surveys};

const FIXTURES: [(&str, &[u8]); 3] = [
    (
        "semicolon.csv",
        include_bytes!("../../../../fixtures/surveys/semicolon.csv"),
    ),
    (
        "bom-comma.csv",
        include_bytes!("../../../../fixtures/surveys/bom-comma.csv"),
    ),
    (
        "helpdesk.jsonl",
        include_bytes!("../../../../fixtures/surveys/helpdesk.jsonl"),
    ),
];
const REVIEWS: &[u8] = include_bytes!("../../../../fixtures/surveys/reviews.csv");

#[test]
fn every_row_is_kept_with_its_line_and_no_comment() {
    let mut told = String::new();
    for (name, bytes) in FIXTURES {
        let file = read_surveys(bytes).expect(name);
        told += &format!("{name} {:?}\n", file.columns);
        for row in &file.rows {
            let score = row
                .score
                .map(|score| (score.scale.word(), score.value, score.on_five()));
            told += &format!(
                "  {} {} answered {} score {score:?} resolved {:?}\n",
                row.line,
                row.contact.as_str(),
                row.at.is_some(),
                row.resolved
            );
        }
    }
    insta::assert_snapshot!(told, @r#"
    semicolon.csv AnswerColumns { ignored: ["Agence"], dropped: 2 }
      2 +33 6 39 98 00 01 answered true score Some(("1-5", 5, 5)) resolved Some(Yes)
      3 Diop; Awa answered false score None resolved None
      4 FR.13491208655302741918 answered true score Some(("1-5", 2, 2)) resolved Some(No)
      7 Léa Morin answered true score Some(("thumbs", 1, 5)) resolved Some(NotYet)
    bom-comma.csv AnswerColumns { ignored: [], dropped: 0 }
      2 Awa Diop answered true score Some(("nps", 9, 5)) resolved None
      3 Awa Diop answered true score Some(("ces", 6, 4)) resolved None
      4 Jean Petit answered true score Some(("1-10", 8, 4)) resolved None
    helpdesk.jsonl AnswerColumns { ignored: ["tags"], dropped: 1 }
      1 +33639980001 answered true score Some(("1-5", 4, 4)) resolved Some(Yes)
      3 Awa Diop answered false score None resolved None
      4 Awa Diop answered true score Some(("yes-no", 0, 1)) resolved None
    "#);
}

#[test]
fn reviews_keep_neither_text_nor_author() {
    let file = read_reviews(REVIEWS).expect("reviews");
    let rows: Vec<_> = file
        .rows
        .iter()
        .map(|row| (row.source.as_str(), row.score.value, row.id.as_deref()))
        .collect();
    assert_eq!(
        rows,
        [
            ("google", 5, Some("g-1")),
            ("trustpilot", 1, Some("t-1")),
            ("trustpilot", 1, Some("t-1")),
            ("facebook", 1, None)
        ]
    );
    assert_eq!(file.columns.dropped, 7);
    let told = format!("{file:?}");
    assert!(!told.contains("fuir") && !told.contains("Awa"), "{told}");
}

#[test]
fn nothing_printed_of_a_row_names_its_contact() {
    let file = read_surveys(FIXTURES[0].1).expect("a survey");
    assert!(!format!("{file:?}").contains("Morin"));
}

#[test]
fn every_mistake_is_said_with_its_line_in_both_languages() {
    let head = "contact,at,scale,score,resolved\n";
    let line = |line: &str| format!("{head}Awa,2026-02-14T10:30,1-5,5,\n{line}\n");
    let cases = [
        String::new(),
        "\u{feff}  \n".to_owned(),
        "contact,scale,score\n".to_owned(),
        "contact,at,score\n".to_owned(),
        "contact,client,at,scale,score\n".to_owned(),
        line("Awa,2026-02-14T10:30,1-5"),
        line("\"Awa,2026-02-14T10:30,1-5,5,"),
        line(",2026-02-14T10:30,1-5,5,"),
        line("Awa,14/02/2026 10:30,1-5,5,"),
        line("Awa,2026-02-14,1-5,5,"),
        line("Awa,2026-02-30T10:30,1-5,5,"),
        line("Awa,,1-5,5,"),
        line("Awa,2026-02-14T10:30,stars/6,5,"),
        line("Awa,2026-02-14T10:30,,5,"),
        line("Awa,2026-02-14T10:30,1-5,6,"),
        line("Awa,2026-02-14T10:30,nps,11,"),
        line("Awa,2026-02-14T10:30,thumbs,5,"),
        line("Awa,2026-02-14T10:30,1-5,5,peut-être"),
        "contact,asked_at,at,scale,score\nAwa,2026-02-14T10:30,2026-02-14T10:00,1-5,4\n".to_owned(),
        "{\"contact\":\"Awa\"".to_owned(),
        "{\"contact\":[\"Awa\"],\"at\":\"2026-02-14T10:30\"}".to_owned(),
        "{\"contact\":\"Awa\",\"client\":\"Awa\"}".to_owned(),
        "{\"contact\":\"Awa\",\"at\":\"2026-02-14T10:30\",\"scale\":\"1-5\",\"score\":4.5}"
            .to_owned(),
        "{\"contact\":\"Awa\",\"at\":\"2026-02-14T10:30\"}\n[1]".to_owned(),
    ];
    let mut told = String::new();
    for case in &cases {
        let error = read_surveys(case.as_bytes()).expect_err(case);
        assert!(!error.to_string().contains("Awa"), "{error}");
        assert!(error.in_french().starts_with("ligne "), "{error}");
        told += &format!("{error}\n");
    }
    let french = read_surveys(cases[14].as_bytes()).expect_err("six of five");
    told += &format!("{}\n", french.in_french());
    for case in [2, 5, 6] {
        let error = read_surveys(cases[case].as_bytes()).expect_err("a mistake");
        told += &format!("{}\n", error.in_french());
    }
    let error = read_surveys(b"contact,at,scale,score\nAw\xe9,2026-02-14T10:30,1-5,5\n");
    told += &format!("{}\n", error.expect_err("not UTF-8"));
    let error = read_reviews(b"at,source,scale,score\n2026-02-14,,1-5,5\n");
    told += &format!("{}\n", error.expect_err("no source"));
    insta::assert_snapshot!(told, @r#"
    line 1: the file is empty; expected a header line or one JSON object a line. Nothing of this file was used.
    line 1: the file is empty; expected a header line or one JSON object a line. Nothing of this file was used.
    line 1: the column `at` is missing; expected at least contact, at (or asked_at), scale, score. Nothing of this file was used.
    line 1: the column `scale` is missing; expected at least contact, at (or asked_at), scale, score. Nothing of this file was used.
    line 1: two columns are `contact`; keep one. Nothing of this file was used.
    line 3: 3 fields where the header has 5; put quotes around a field that holds a separator. Nothing of this file was used.
    line 3: this is not CSV: a quote is not closed; close it, or double it where it belongs to the text. Nothing of this file was used.
    line 3: column `contact`: expected a number in international form (+33…), a business-scoped id or a display name. Nothing of this file was used.
    line 3: column `at`: expected a date and time like `2026-02-14T10:30:00+01:00`, or `2026-02-14T10:30` on the clock of --tz. Nothing of this file was used.
    line 3: column `at`: expected a date and time like `2026-02-14T10:30:00+01:00`, or `2026-02-14T10:30` on the clock of --tz. Nothing of this file was used.
    line 3: column `at`: expected a date and time like `2026-02-14T10:30:00+01:00`, or `2026-02-14T10:30` on the clock of --tz. Nothing of this file was used.
    line 3: column `at`: expected a time in `at`, or in `asked_at` when there was no answer. Nothing of this file was used.
    line 3: column `scale`: expected one of `1-5`, `1-3`, `1-4`, `1-7`, `1-10`, `0-10`, `thumbs`, `yes-no`, `nps` or `ces`. Nothing of this file was used.
    line 3: column `scale`: expected one of `1-5`, `1-3`, `1-4`, `1-7`, `1-10`, `0-10`, `thumbs`, `yes-no`, `nps` or `ces`. Nothing of this file was used.
    line 3: column `score`: expected a whole number from 1 to 5, or nothing when there was no answer. Nothing of this file was used.
    line 3: column `score`: expected a whole number from 0 to 10, or nothing when there was no answer. Nothing of this file was used.
    line 3: column `score`: expected `up` or `down` (or 1, 0, 👍, 👎). Nothing of this file was used.
    line 3: column `resolved`: expected `yes`, `no`, `not yet`, or nothing. Nothing of this file was used.
    line 2: column `at`: expected an answer that is not earlier than its question. Nothing of this file was used.
    line 1: this is not one JSON object on one line; expected {"contact":…, "at":…, …}. Nothing of this file was used.
    line 1: column `contact`: expected a text, a number, true, false or null. Nothing of this file was used.
    line 1: two columns are `contact`; keep one. Nothing of this file was used.
    line 1: column `score`: expected a whole number from 1 to 5, or nothing when there was no answer. Nothing of this file was used.
    line 2: this is not one JSON object on one line; expected {"contact":…, "at":…, …}. Nothing of this file was used.
    ligne 3 : colonne « score » : attendu un nombre entier de 1 à 5, ou rien s’il n’y a pas eu de réponse. Rien de ce fichier n’a été utilisé.
    ligne 1 : la colonne « at » manque ; attendu au moins : contact, at (ou asked_at), scale, score. Rien de ce fichier n’a été utilisé.
    ligne 3 : 3 champs, l’en-tête en a 5 ; entourez de guillemets un champ qui contient un séparateur. Rien de ce fichier n’a été utilisé.
    ligne 3 : ce n’est pas du CSV : un guillemet n’est pas fermé ; fermez-le, ou doublez-le s’il fait partie du texte. Rien de ce fichier n’a été utilisé.
    line 2: this is not UTF-8; save the file again as “CSV UTF-8”. Nothing of this file was used.
    line 2: column `source`: expected where the review was left, like `google`. Nothing of this file was used.
    "#);
}

#[test]
fn a_hostile_file_has_neither_endless_names_nor_endless_depth() {
    let many: String = (0..5_000)
        .map(|at| {
            format!("{{\"contact\":\"A\",\"asked_at\":\"2026-02-14T10:30\",\"key{at}\":1}}\n")
        })
        .collect();
    let file = read_surveys(many.as_bytes()).expect("a survey");
    assert_eq!((file.rows.len(), file.columns.ignored.len()), (5_000, 20));
    let deep = format!("{{\"tags\":{}", "[".repeat(100_000));
    assert!(read_surveys(deep.as_bytes()).is_err());
}

proptest! {
    #[test]
    fn any_bytes_give_rows_or_one_error_and_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_surveys(&bytes);
        let _ = read_reviews(&bytes);
    }

    #[test]
    fn any_fields_give_rows_or_an_error_on_one_of_their_lines(
        rows in proptest::collection::vec(("\\PC{0,12}", "[0-9T: +-]{0,20}", "(1-5|nps|thumbs|\\PC{0,4})", "\\PC{0,4}"), 0..8),
    ) {
        let body: String = rows
            .iter()
            .map(|(contact, at, scale, score)| {
                let quoted = |text: &str| text.replace('"', "\"\"");
                format!("\"{}\",\"{at}\",\"{}\",\"{}\"\n", quoted(contact), quoted(scale), quoted(score))
            })
            .collect();
        match read_surveys(format!("contact,at,scale,score\n{body}").as_bytes()) {
            Ok(file) => prop_assert!(file.rows.len() <= rows.len()),
            Err(error) => prop_assert!((1..=rows.len() as u64 + 1).contains(&error.line)),
        }
    }
}
