//! The files and words that say who is who, when one is open and what one aims at.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use jiff::ToSpan;
use serde_json::Value;

use super::export::{Line, Phone};
use super::program::{Folder, analyze_json, card, texts};
use super::shop::{self, BUSINESS};

fn good() -> Folder {
    let folder = Folder::new();
    for chat in shop::chats(16) {
        chat.save(&folder, "exports", Phone::AndroidFr);
    }
    folder
}

fn report(folder: &Folder, more: &[&OsStr]) -> Value {
    let exports = folder.path("exports");
    let all = std::iter::once(exports.as_os_str()).chain(more.iter().copied());
    analyze_json("fr", all).ended(0).json()
}

fn with<'a>(flag: &'a str, value: &'a impl AsRef<OsStr>) -> [&'a OsStr; 2] {
    [flag.as_ref(), value.as_ref()]
}

fn verdicts(report: &Value) -> Vec<(String, String)> {
    report["cards"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|card| {
            let verdict = card["target"]["verdict"].as_str()?;
            Some((card["id"].as_str()?.to_owned(), verdict.to_owned()))
        })
        .collect()
}

#[test]
fn a_target_is_met_missed_or_open_as_its_interval_lies() {
    let folder = good();
    // Everybody waited twelve minutes, and everybody was answered.
    for (goal, verdict) in [("1 h", "met"), ("2 min", "missed")] {
        let targets = folder.write("targets.toml", format!("frt = \"{goal}\"\n"));
        let report = report(&folder, &with("--targets", &targets));
        assert_eq!(verdicts(&report), [("frt".to_owned(), verdict.to_owned())]);
    }
    let targets = folder.write("targets.toml", "unanswered = \"5 %\"\n");
    let report = report(&folder, &with("--targets", &targets));
    // Nobody of sixteen: the interval still holds five in a hundred.
    assert_eq!(
        verdicts(&report),
        [("unanswered".to_owned(), "open".to_owned())]
    );
}

/// `None` where the waiting of opening hours is not in the table.
fn business_hours_median(report: &Value) -> Option<f64> {
    let speed = report["sections"]
        .as_array()?
        .iter()
        .find(|section| section["id"] == "speed")?;
    speed["blocks"]
        .as_array()?
        .iter()
        .filter(|block| block["kind"] == "table")
        .flat_map(|block| block["rows"].as_array().cloned().unwrap_or_default())
        .find(|row| row[0]["text"] == "Première réponse, heures ouvrées")
        .and_then(|row| row[1]["raw"].as_f64())
}

#[test]
fn opening_hours_are_read_written_out_or_from_a_file() {
    let folder = good();
    assert_eq!(business_hours_median(&report(&folder, &[])), None);
    let written = "lun-dim 0-24";
    let by_word = report(&folder, &with("--hours", &written));
    // Always open: both clocks agree.
    assert_eq!(business_hours_median(&by_word), Some(720.0));
    let plain = folder.write("hours.txt", format!("{written}\n"));
    let toml = folder.write(
        "hours.toml",
        "time_zone = \"Europe/Paris\"\n[[hours]]\nopen = \"lun-dim 0-24\"\n",
    );
    for file in [plain, toml] {
        let by_file = report(&folder, &with("--hours", &file));
        assert_eq!(by_file["sections"], by_word["sections"]);
    }
}

#[test]
fn holidays_close_days_that_are_open_otherwise() {
    let folder = good();
    let closed: String = (1..=28).map(|day| format!("2026-02-{day:02}\n")).collect();
    let holidays = folder.write("holidays.txt", closed);
    let hours = "lun-dim 0-24";
    let open = report(&folder, &with("--hours", &hours));
    let shut = report(
        &folder,
        &[with("--hours", &hours), with("--holidays", &holidays)].concat(),
    );
    assert_ne!(business_hours_median(&open), business_hours_median(&shut));
    assert_eq!(card(&open, "frt")["raw"], card(&shut, "frt")["raw"]);
}

#[test]
fn the_business_can_be_named_where_nothing_tells_it() {
    let folder = Folder::new();
    let chat = &shop::chats(1)[0];
    chat.save(&folder, "exports", Phone::AndroidFr);
    let text = std::fs::read_to_string(folder.path("exports").join(Phone::AndroidFr.file("Alma")))
        .expect("an export");
    let folder = Folder::new();
    let path = folder.write("chat.txt", text);
    analyze_json("fr", [&path]).ended(65);
    let named = [path.as_os_str(), "--business".as_ref(), BUSINESS.as_ref()];
    let report = analyze_json("fr", named).ended(0).json();
    assert!(
        report["title"]
            .as_str()
            .is_some_and(|title| title.contains(BUSINESS)),
        "{}",
        report["title"]
    );
    let unknown = [
        path.as_os_str(),
        "--business".as_ref(),
        "Autre Maison".as_ref(),
    ];
    analyze_json("fr", unknown).ended(65);
}

#[test]
fn an_automatic_text_is_no_answer() {
    let folder = Folder::new();
    for mut chat in shop::chats(16) {
        // A person answers at the twelfth minute; before, the phone by itself.
        let at = chat.lines[0].at + 1.minute();
        let away = Line::new(at, BUSINESS, "Merci de votre message, à très vite");
        chat.lines.insert(1, away);
        chat.save(&folder, "exports", Phone::AndroidFr);
    }
    let pattern = "Merci de votre message*";
    let told = report(&folder, &with("--automatic", &pattern));
    assert_eq!(card(&told, "frt")["raw"], 720.0);
}

#[test]
fn the_zone_of_the_phone_places_the_hours() {
    let folder = good();
    let hours = "lun-dim 9-19";
    let [paris, noumea] = ["Europe/Paris", "Pacific/Noumea"].map(|zone| {
        report(
            &folder,
            &[with("--hours", &hours), with("--tz", &zone)].concat(),
        )
    });
    // Times are as the phone showed them: a zone moves no figure of the day.
    assert_eq!(card(&paris, "frt")["raw"], card(&noumea, "frt")["raw"]);
    assert!(texts(&noumea).join("\n").contains("Pacific/Noumea"));
}

#[test]
fn teams_are_told_by_their_signatures() {
    let folder = Folder::new();
    for (index, mut chat) in shop::chats(16).into_iter().enumerate() {
        let signer = if index % 2 == 0 { "Inès" } else { "Karim" };
        let at = chat.lines[1].at;
        chat.lines[1] = Line::new(
            at,
            BUSINESS,
            &format!("Bonjour, je regarde votre demande numéro {index}.\n{signer}, service client"),
        );
        chat.save(&folder, "exports", Phone::AndroidFr);
    }
    let teams = folder.write(
        "teams.csv",
        "match,kind,team\nInès,signature,Boutique\nKarim,signature,Retours\n",
    );
    let report = report(&folder, &with("--teams", &teams));
    let section = report["sections"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|section| section["id"] == "teams")
        .expect("teams");
    let said = texts(section).join("\n");
    assert!(
        said.contains("Boutique") && said.contains("Retours"),
        "{said}"
    );
    // Team level only.
    assert!(!said.contains("Inès") && !said.contains("Karim"), "{said}");
}

#[test]
fn products_are_found_by_their_other_names() {
    let folder = good();
    let products = folder.write(
        "products.csv",
        "name,synonyms,brand\nPantalon Sully,pantalon en velours|velours,Brun\nChemise Oslo,oslo,Brun\n",
    );
    let declared = ["--consent-declared".as_ref(), "en caisse".as_ref()];
    let arguments = [&with("--products", &products)[..], &declared[..]].concat();
    let report = report(&folder, &arguments);
    let section = report["sections"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|section| section["id"] == "products")
        .expect("products");
    let said = texts(section).join("\n");
    assert!(said.contains("Pantalon Sully"), "{said}");
}

#[test]
fn a_mistake_in_a_companion_file_is_named_with_its_line_and_nothing_is_written() {
    let folder = good();
    let out = folder.path("report.json");
    for (flag, content, line) in [
        (
            "--targets",
            "frt = \"15 min\"\nfrt_p90 = \"bientôt\"\n",
            Some(2),
        ),
        (
            "--targets",
            "frt = \"15 min\"\n\nbonheur = \"90 %\"\n",
            Some(3),
        ),
        ("--targets", "frt = \n", Some(1)),
        (
            "--teams",
            "match,kind,team\nInès,signature,Boutique\nKarim,humeur,Retours\n",
            Some(3),
        ),
        ("--teams", "nom,equipe\nInès,Boutique\n", Some(1)),
        (
            "--products",
            "name,synonyms,brand\nPull,pull,Brun\n,laine,Brun\n",
            Some(3),
        ),
        ("--products", "produit\nPull\n", Some(1)),
        (
            "--hours",
            "time_zone = \"Europe/Paris\"\n\n[[hours]]\nopen = \"lun-ven 9-26\"\n",
            None,
        ),
        (
            "--hours",
            "[[hours]]\nopen = \"lundi toute la journée\"\n",
            None,
        ),
    ] {
        let file = folder.write("companion", content);
        let run = analyze_json(
            "fr",
            [
                folder.path("exports").into_os_string(),
                flag.into(),
                file.clone().into_os_string(),
                "--out".into(),
                out.clone().into_os_string(),
            ],
        )
        .ended(65);
        assert!(run.err.contains("companion"), "{flag}: {}", run.err);
        if let Some(line) = line {
            let named = [format!("line {line}"), format!("ligne {line}")]
                .iter()
                .any(|words| run.err.to_lowercase().contains(words));
            assert!(named, "{flag} {content:?}: {}", run.err);
        }
        assert!(!out.exists(), "{flag}");
    }
}

#[test]
fn a_mistake_in_the_holidays_is_named_with_its_line() {
    let folder = good();
    let file = folder.write("holidays", "2026-02-03\nle lendemain\n");
    let hours = "lun-ven 9-18";
    let arguments: Vec<OsString> = [
        folder.path("exports").into_os_string(),
        "--hours".into(),
        hours.into(),
        "--holidays".into(),
        file.into_os_string(),
    ]
    .into();
    let run = analyze_json("fr", arguments).ended(65);
    assert!(
        run.err.contains("line 2") || run.err.contains("ligne 2"),
        "{}",
        run.err
    );
}

#[test]
fn a_companion_file_that_is_not_utf8_is_named_with_its_line() {
    let folder = good();
    let file: PathBuf = folder.write(
        "teams.csv",
        b"match,kind,team\nIn\xE8s,signature,Boutique\n",
    );
    let arguments: Vec<OsString> = [
        folder.path("exports").into_os_string(),
        "--teams".into(),
        file.into_os_string(),
    ]
    .into();
    let run = analyze_json("fr", arguments).ended(65);
    assert!(run.err.contains("line 2"), "{}", run.err);
}
