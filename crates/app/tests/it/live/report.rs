//! The report on a store: the same as on exports of the same conversations, and what consent,
//! deletion and the calendar do to it.

use std::fmt::Write;

use serde_json::{Value, json};
use tact_store::live::StoreReader;

use super::server::{NUMBER, OTHER_NUMBER, Place, delivery, revoke, text};

/// Monday 6 January 2025, 09:00 in Paris.
const MONDAY: i64 = 1_736_150_400;
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// Customers: enough for every figure.
pub(super) const CUSTOMERS: i64 = 24;

const ASKED: [&str; 4] = [
    "Bonjour, où en est ma commande ? Le suivi ne bouge plus depuis cinq jours.",
    "Bonjour, quelle taille prendre pour la robe Alba, je fais un 40 d’habitude ?",
    "Ma commande n’est toujours pas arrivée, je suis très déçue de votre service.",
    "Bonjour, est-ce que la veste Nola existe en bleu marine cette saison ?",
];
const THANKS: &str = "Merci beaucoup, c’est parfait, vous êtes vraiment adorables !";

/// One thing said, by a customer or by the business.
pub(super) struct Said {
    pub(super) customer: i64,
    pub(super) at: i64,
    pub(super) inbound: bool,
    pub(super) words: String,
}

impl Said {
    pub(super) fn id(&self) -> String {
        format!("wamid.{}.{}", self.customer, self.at)
    }
}

pub(super) fn phone(customer: i64) -> String {
    format!("3363998{customer:04}")
}

/// A question, an answer and thanks of each customer, one after another through a week.
pub(super) fn week_of_talk() -> Vec<Said> {
    (0..CUSTOMERS)
        .flat_map(|customer| {
            let at = MONDAY + (customer % 5) * DAY + (customer % 7) * HOUR;
            let asked = ASKED[usize::try_from(customer % 4).expect("small")];
            [
                (at, true, asked.to_owned()),
                (
                    at + 600 + customer * 60,
                    false,
                    "Bonjour, je regarde tout de suite.".to_owned(),
                ),
                (at + 2 * HOUR, true, THANKS.to_owned()),
            ]
            .map(|(at, inbound, words)| Said {
                customer,
                at,
                inbound,
                words,
            })
        })
        .collect()
}

pub(super) fn echo(id: &str, to: &str, at: i64, words: &str) -> Vec<u8> {
    let value = json!({
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "33199000001", "phone_number_id": NUMBER},
        "message_echoes": [{
            "from": "33199000001",
            "to": to,
            "id": id,
            "timestamp": at.to_string(),
            "type": "text",
            "text": {"body": words},
        }],
    });
    let change = json!({"field": "smb_message_echoes", "value": value});
    json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": "102290129340398", "changes": [change]}],
    })
    .to_string()
    .into_bytes()
}

/// Delivers what was said, in its order.
pub(super) fn tell(place: &Place, said: &[Said]) {
    let server = place.serve();
    for one in said {
        let phone = phone(one.customer);
        server.deliver(&if one.inbound {
            delivery(
                NUMBER,
                &phone,
                &[text(&one.id(), &phone, one.at, &one.words)],
            )
        } else {
            echo(&one.id(), &phone, one.at, &one.words)
        });
    }
    server.stop();
}

/// Lets some customers agree to a purpose.
fn agree(place: &Place, customers: std::ops::Range<i64>, purpose: &str, state: &str) {
    let at = match state {
        "granted" => "2025-01-01T00:00:00Z",
        _ => "2025-03-01T00:00:00Z",
    };
    let mut file = "contact,purpose,state,at,notice,channel,proof\n".to_owned();
    for customer in customers {
        let phone = phone(customer);
        writeln!(
            file,
            "{phone},{purpose},{state},{at},v1 covers_history,web,bouton"
        )
        .expect("memory");
    }
    let path = place.path("agreed.csv");
    std::fs::write(&path, file).expect("a file");
    place.done(&[
        "contact",
        "consent",
        "import",
        path.to_str().expect("a path"),
    ]);
}

pub(super) fn everybody(place: &Place) {
    agree(place, 0..CUSTOMERS, "analysis", "granted");
}

/// The report on January's second week, as a machine reads it.
pub(super) fn report(place: &Place) -> Value {
    place.json(&[&ASK[..], &["--anew"]].concat())
}

const ASK: [&str; 6] = [
    "report",
    "--period",
    "2025-W02",
    "--json",
    "--tz",
    "Europe/Paris",
];

/// The report as it was computed first within its hour.
fn kept_report(place: &Place) -> Value {
    place.json(&ASK)
}

pub(super) fn card<'a>(report: &'a Value, id: &str) -> &'a Value {
    let cards = report["cards"].as_array().expect("cards");
    cards
        .iter()
        .find(|card| card["id"] == id)
        .unwrap_or_else(|| panic!("no card {id}: {cards:#?}"))
}

/// The figures a reader sees, without what the source lets one say beside them.
pub(super) fn figures(report: &Value) -> Vec<(String, Value, Value)> {
    ["conversations", "tone", "frt", "unanswered", "fcr"]
        .iter()
        .map(|id| {
            let card = card(report, id);
            ((*id).to_owned(), card["raw"].clone(), card["n"].clone())
        })
        .collect()
}

/// One export of the Android app for each customer, in the time of Paris, to the minute.
pub(super) fn exports(place: &Place, said: &[Said]) -> std::path::PathBuf {
    let folder = place.path("exports");
    std::fs::create_dir_all(&folder).expect("a folder");
    for customer in 0..CUSTOMERS {
        let mut chat = String::new();
        for one in said.iter().filter(|one| one.customer == customer) {
            let at = jiff::Timestamp::from_second(one.at).expect("a time");
            let there = at.in_tz("Europe/Paris").expect("a zone");
            let author = if one.inbound {
                format!("Cliente {customer}")
            } else {
                "Style&Co".to_owned()
            };
            let time = there.strftime("%d/%m/%Y, %H:%M");
            writeln!(chat, "{time} - {author}: {}", one.words).expect("memory");
        }
        let name = format!("Discussion WhatsApp avec Cliente {customer}.txt");
        std::fs::write(folder.join(name), chat).expect("a file");
    }
    folder
}

#[test]
fn the_report_on_a_store_says_what_the_report_on_exports_of_the_same_conversations_says() {
    let place = Place::new();
    let said = week_of_talk();
    everybody(&place);
    tell(&place, &said);
    let of_store = report(&place);
    let folder = exports(&place, &said);
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_tact"))
        .env_clear()
        .args([
            "analyze",
            folder.to_str().expect("a path"),
            "--json",
            "--quiet",
        ])
        .args([
            "--tz",
            "Europe/Paris",
            "--exported-at",
            "2025-02-20T09:00",
            "--lang",
            "fr",
        ])
        .args(["--consent-declared", "par contrat, le 1er janvier 2025"])
        .output()
        .expect("the program runs");
    let of_exports: Value = serde_json::from_slice(&out.stdout).expect("a report");
    assert_eq!(figures(&of_store), figures(&of_exports));
    assert_eq!(card(&of_store, "conversations")["raw"], json!(24.0));
}

/// Everything a reader sees, but for the day it was computed.
fn timeless(mut report: Value) -> Value {
    report["generated"] = Value::Null;
    report
}

/// The first message of a customer, deleted an hour later.
fn taken_back(one: &Said) -> Vec<u8> {
    let phone = phone(one.customer);
    let gone = revoke(
        &format!("{}.gone", one.id()),
        &phone,
        one.at + HOUR,
        &one.id(),
    );
    delivery(NUMBER, &phone, &[gone])
}

#[test]
fn after_a_deletion_the_report_is_that_of_a_store_that_never_saw_the_words() {
    let said = week_of_talk();
    let gone = &said[0];
    let seen = Place::new();
    everybody(&seen);
    tell(&seen, &said);
    // Read once, so that conclusions of the deleted message and of its neighbours are kept.
    let before = report(&seen);
    let server = seen.serve();
    server.deliver(&taken_back(gone));
    server.stop();
    let unseen = Place::new();
    everybody(&unseen);
    let server = unseen.serve();
    server.deliver(&taken_back(gone));
    server.stop();
    tell(&unseen, &said);
    let after = timeless(report(&seen));
    assert_eq!(after, timeless(report(&unseen)));
    assert_ne!(after, timeless(before));
}

/// What is sealed with a message of a contact besides its words, opened.
fn sealed_reading(place: &Place, sent_at: i64) -> Option<Vec<u8>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let now = jiff::Timestamp::from_second(MONDAY + 365 * DAY).expect("a time");
        let reader = StoreReader::beside(&place.path("data"), &place.path("keys"))
            .await
            .expect("a store");
        let mut threads = reader.threads(None, now);
        while let Some(page) = threads.next_page().await.expect("a page") {
            let mut messages = page.iter().flat_map(|thread| &thread.messages);
            let found = messages.find(|message| message.sent_at.as_second() == sent_at);
            if let Some(message) = found {
                let reading = message.annotation.as_ref()?;
                return Some(reading.get().bytes.to_vec());
            }
        }
        None
    })
}

#[test]
fn what_is_sealed_with_one_message_owes_nothing_to_another_that_is_deleted_since() {
    let said = |at, words: &str| Said {
        customer: 0,
        at: MONDAY + at,
        inbound: true,
        words: words.to_owned(),
    };
    let spanish = said(0, "Buenos días, ¿dónde está mi pedido? Sigo esperando.");
    let short = said(60, "ok");
    let (seen, unseen) = (Place::new(), Place::new());
    for place in [&seen, &unseen] {
        everybody(place);
    }
    tell(&unseen, std::slice::from_ref(&short));
    tell(&seen, &[spanish, short]);
    for place in [&seen, &unseen] {
        report(place);
    }
    let kept = sealed_reading(&seen, MONDAY + 60);
    assert!(kept.is_some());
    assert_eq!(kept, sealed_reading(&unseen, MONDAY + 60));
}

#[test]
fn ended_consent_changes_what_was_read_and_leaves_what_was_counted() {
    let place = Place::new();
    everybody(&place);
    tell(&place, &week_of_talk());
    let before = report(&place);
    agree(&place, 0..6, "analysis", "ended");
    let after = report(&place);
    let raw = |report: &Value, id: &str| card(report, id)["n"].clone();
    assert_eq!(raw(&before, "tone"), json!(24));
    assert_eq!(raw(&after, "tone"), json!(18));
    for id in ["conversations", "frt"] {
        assert_eq!(card(&before, id)["raw"], card(&after, id)["raw"], "{id}");
    }
    // Fewer than ten are left: nothing of what they wrote is shown.
    agree(&place, 6..15, "analysis", "ended");
    let hidden = report(&place);
    let cards = hidden["cards"].as_array().expect("cards");
    assert!(cards.iter().all(|card| card["id"] != "tone"), "{cards:#?}");
    assert_eq!(card(&hidden, "conversations")["raw"], json!(24.0));
}

#[test]
fn what_was_read_once_is_not_read_again() {
    let place = Place::new();
    everybody(&place);
    tell(&place, &week_of_talk());
    let annotated = || {
        let shown = place.json(&["contact", "show", &phone(0), "--json"]);
        shown["annotated"].clone()
    };
    assert_eq!(annotated(), json!(0));
    let first = report(&place);
    assert_eq!(annotated(), json!(2));
    let files = || {
        let mut files = place.files();
        // The index of SQLite's log is not kept: readers write in it, too.
        files
            .retain(|(path, bytes)| !bytes.is_empty() && !path.to_string_lossy().ends_with("-shm"));
        files.sort();
        files
    };
    let kept = files();
    // Shown from what is kept: nothing is computed, nothing written.
    assert_eq!(timeless(kept_report(&place)), timeless(first));
    let changed: Vec<_> = files()
        .into_iter()
        .filter(|file| !kept.contains(file))
        .collect();
    let names: Vec<_> = changed.iter().map(|(path, _)| path).collect();
    assert!(changed.is_empty(), "the second report wrote {names:?}");
}

#[test]
fn a_result_stands_for_its_hour_and_its_quotes_only_as_long_as_their_consent() {
    let place = Place::new();
    everybody(&place);
    agree(&place, 0..CUSTOMERS, "quotation", "granted");
    let said = one_question();
    tell(&place, &said);
    let first = kept_report(&place);
    assert!(quotes_in(&first) > 0);
    let server = place.serve();
    server.deliver(&taken_back(&said[0]));
    server.stop();
    // No single deletion can be read off a change: the figures are those of the hour.
    let after = kept_report(&place);
    assert_eq!(first["cards"], after["cards"]);
    assert_ne!(report(&place)["cards"], after["cards"]);
    // What is quoted is looked up when it is shown.
    kept_report(&place);
    agree(&place, 0..CUSTOMERS, "quotation", "ended");
    assert_eq!(quotes_in(&kept_report(&place)), 0);
}

#[test]
fn beside_a_running_server_the_report_is_the_same_and_its_readings_are_kept() {
    let place = Place::new();
    everybody(&place);
    tell(&place, &week_of_talk());
    let server = place.serve();
    let beside = report(&place);
    let shown = place.json(&["contact", "show", &phone(0), "--json"]);
    assert_eq!(shown["annotated"], json!(2));
    server.stop();
    assert_eq!(timeless(report(&place)), timeless(beside));
}

#[test]
fn a_week_begins_at_midnight_of_the_zone_asked_for() {
    let place = Place::new();
    // Monday, half past midnight in Paris, is still Sunday in Greenwich.
    let half_past = MONDAY - 8 * HOUR - HOUR / 2;
    let said: Vec<_> = (0..CUSTOMERS)
        .map(|customer| Said {
            customer,
            at: half_past,
            inbound: true,
            words: ASKED[0].to_owned(),
        })
        .collect();
    tell(&place, &said);
    let counted = |zone: &str, week: &str| {
        let report = place.json(&["report", "--period", week, "--json", "--tz", zone]);
        card(&report, "conversations")["raw"].clone()
    };
    assert_eq!(counted("Europe/Paris", "2025-W02"), json!(24.0));
    assert_eq!(counted("UTC", "2025-W01"), json!(24.0));
    assert_ne!(counted("Europe/Paris", "2025-W01"), json!(24.0));
    assert_ne!(counted("UTC", "2025-W02"), json!(24.0));
}

#[test]
fn a_number_that_does_not_report_deletions_is_said_so_and_has_no_rate() {
    let place = Place::new();
    let server = place.serve();
    for customer in 0..CUSTOMERS {
        let phone = phone(customer);
        let at = MONDAY + customer * HOUR;
        let asked = text(&format!("wamid.{customer}"), &phone, at, ASKED[0]);
        server.deliver(&delivery(OTHER_NUMBER, &phone, &[asked]));
    }
    server.stop();
    let report = report(&place);
    let touched = card(&report, "withdrawn_conv");
    assert_eq!(touched["raw"], Value::Null);
    assert_eq!(touched["value"], "non observable");
    let coverage = report["coverage"].as_array().expect("facts");
    let said = coverage.iter().find(|fact| fact["label"] == "Suppressions");
    assert_eq!(said.expect("a line")["value"], "non observables");
}

/// Every string of a report.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, found)),
        _ => {}
    }
}

#[test]
fn a_quote_is_shown_only_while_consent_to_quotation_stands() {
    let place = Place::new();
    everybody(&place);
    tell(&place, &one_question());
    let quoted = || quotes_in(&report(&place));
    assert_eq!(quoted(), 0);
    agree(&place, 0..CUSTOMERS, "quotation", "granted");
    assert!(quoted() > 0);
    agree(&place, 0..CUSTOMERS, "quotation", "ended");
    assert_eq!(quoted(), 0);
}

/// A week in which everybody asks the same.
fn one_question() -> Vec<Said> {
    let mut said = week_of_talk();
    for one in &mut said {
        if one.inbound && one.words != THANKS {
            ASKED[0].clone_into(&mut one.words);
        }
    }
    said
}

/// Quotes of the question.
#[track_caller]
fn quotes_in(report: &Value) -> usize {
    let mut found = Vec::new();
    strings(report, &mut found);
    let whole = found.iter().all(|text| !text.contains('\u{f8f0}'));
    assert!(whole, "a place without its quote: {found:?}");
    let quotes = |text: &&String| text.contains("Le suivi ne bouge plus");
    found.iter().filter(quotes).count()
}

#[test]
fn a_period_without_a_word_says_so_and_speaks_of_no_file() {
    let place = Place::new();
    tell(&place, &[]);
    let page = place.done(&["report", "--period", "2025-W02", "--format", "md"]);
    assert!(
        page.contains("aucune conversation reçue sur cette période"),
        "{page}"
    );
    for word in ["fichiers", "--consent"] {
        assert!(!page.contains(word), "{word}: {page}");
    }
}

#[test]
fn what_the_configuration_says_of_reports_is_what_they_are_made_with_and_the_server_keeps_them_ready()
 {
    let figures = "timezone = \"America/Martinique\"\nhours = \"lun-ven 9-12\"\nk = 12\n\
                   languages = [\"fr\"]\nprepare = ";
    let place = Place::preparing(&format!("{figures}[]"), "", "");
    everybody(&place);
    tell(&place, &week_of_talk());
    let config = std::fs::read_to_string(place.config()).expect("a file");
    let config = config.replace("prepare = []", "prepare = [\"2025-W02\"]");
    std::fs::write(place.config(), config).expect("a file");
    let asked = ["report", "--period", "2025-W02", "--json"];
    let mut server = place.serve();
    server.wait_for_log("a report is ready");
    // What comes now is not in the result of the hour.
    let late = phone(CUSTOMERS);
    let said = text("wamid.late", &late, MONDAY + DAY, "Une question ?");
    server.deliver(&delivery(NUMBER, &late, &[said]));
    let ready = place.json(&asked);
    assert!(
        ready["period"].to_string().contains("Martinique"),
        "{}",
        ready["period"]
    );
    let conversations = |report: &Value| card(report, "conversations")["raw"].clone();
    assert_eq!(conversations(&ready), json!(24.0));
    server.stop();
    assert_eq!(place.json(&asked), ready);
    // Another zone is another question.
    let elsewhere = place.json(&[&asked[..], &["--tz", "Europe/Paris"]].concat());
    assert_eq!(conversations(&elsewhere), json!(25.0));
}
