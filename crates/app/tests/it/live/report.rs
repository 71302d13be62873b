//! The report on a store: the same as on exports of the same conversations, and what consent,
//! deletion and the calendar do to it.

use std::fmt::Write;

use serde_json::{Value, json};

use super::server::{NUMBER, OTHER_NUMBER, Place, delivery, revoke, text};

/// Monday 6 January 2025, 09:00 in Paris.
const MONDAY: i64 = 1_736_150_400;
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// Customers: enough for every figure.
const CUSTOMERS: i64 = 24;

const ASKED: [&str; 4] = [
    "Bonjour, où en est ma commande ? Le suivi ne bouge plus depuis cinq jours.",
    "Bonjour, quelle taille prendre pour la robe Alba, je fais un 40 d’habitude ?",
    "Ma commande n’est toujours pas arrivée, je suis très déçue de votre service.",
    "Bonjour, est-ce que la veste Nola existe en bleu marine cette saison ?",
];
const THANKS: &str = "Merci beaucoup, c’est parfait, vous êtes vraiment adorables !";

/// One thing said, by a customer or by the business.
struct Said {
    customer: i64,
    at: i64,
    inbound: bool,
    words: String,
}

impl Said {
    fn id(&self) -> String {
        format!("wamid.{}.{}", self.customer, self.at)
    }
}

fn phone(customer: i64) -> String {
    format!("3363998{customer:04}")
}

/// A question, an answer and thanks of each customer, one after another through a week.
fn week_of_talk() -> Vec<Said> {
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

fn echo(id: &str, to: &str, at: i64, words: &str) -> Vec<u8> {
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
fn tell(place: &Place, said: &[Said]) {
    let server = place.serve();
    for one in said {
        let phone = phone(one.customer);
        server.deliver(&if one.inbound {
            delivery(NUMBER, &phone, &[text(&one.id(), &phone, one.at, &one.words)])
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
        writeln!(file, "{phone},{purpose},{state},{at},v1 covers_history,web,bouton")
            .expect("memory");
    }
    let path = place.path("agreed.csv");
    std::fs::write(&path, file).expect("a file");
    place.done(&["contact", "consent", "import", path.to_str().expect("a path")]);
}

fn everybody(place: &Place) {
    agree(place, 0..CUSTOMERS, "analysis", "granted");
}

/// The report on January's second week, as a machine reads it.
fn report(place: &Place) -> Value {
    place.json(&["report", "--period", "2025-W02", "--json", "--tz", "Europe/Paris"])
}

fn card<'a>(report: &'a Value, id: &str) -> &'a Value {
    let cards = report["cards"].as_array().expect("cards");
    cards
        .iter()
        .find(|card| card["id"] == id)
        .unwrap_or_else(|| panic!("no card {id}: {cards:#?}"))
}

fn section<'a>(report: &'a Value, id: &str) -> Option<&'a Value> {
    let sections = report["sections"].as_array().expect("sections");
    sections.iter().find(|section| section["id"] == id)
}

/// The figures a reader sees, without what the source lets one say beside them.
fn figures(report: &Value) -> Vec<(String, Value, Value)> {
    ["conversations", "tone", "frt", "unanswered", "fcr"]
        .iter()
        .map(|id| {
            let card = card(report, id);
            ((*id).to_owned(), card["raw"].clone(), card["n"].clone())
        })
        .collect()
}

/// One export of the Android app for each customer, in the time of Paris, to the minute.
fn exports(place: &Place, said: &[Said]) -> std::path::PathBuf {
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
        .args(["analyze", folder.to_str().expect("a path"), "--json", "--quiet"])
        .args(["--tz", "Europe/Paris", "--exported-at", "2025-02-20T09:00", "--lang", "fr"])
        .args(["--consent-declared", "par contrat, le 1er janvier 2025"])
        .output()
        .expect("the program runs");
    let of_exports: Value = serde_json::from_slice(&out.stdout).expect("a report");
    assert_eq!(figures(&of_store), figures(&of_exports));
    assert_eq!(card(&of_store, "conversations")["raw"], json!(24.0));
}
