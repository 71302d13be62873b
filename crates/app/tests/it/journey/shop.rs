//! A small invented shop with enough customers for its figures to be shown.

use jiff::ToSpan;
use jiff::civil::{DateTime, date};

use super::export::{Line, Phone, Said};
use super::program::Folder;

/// The business, as it signs.
pub(super) const BUSINESS: &str = "Atelier Brun";

/// One customer and what was said.
#[derive(Clone, Debug)]
pub(super) struct Chat {
    pub(super) contact: String,
    pub(super) lines: Vec<Line>,
}

impl Chat {
    /// The chat after the customer took back the messages at these places.
    pub(super) fn without(&self, places: &[usize]) -> Chat {
        let mut chat = self.clone();
        for place in places {
            chat.lines[*place].said = Said::Deleted;
        }
        chat
    }

    /// Writes the chat as a phone exports it, into a folder.
    pub(super) fn save(&self, folder: &Folder, under: &str, phone: Phone) -> std::path::PathBuf {
        let name = format!("{under}/{}", phone.file(&self.contact));
        folder.write(&name, phone.write(&self.lines))
    }
}

/// First names of customers; each is one contact.
const NAMES: [&str; 24] = [
    "Alma",
    "Basile",
    "Coline",
    "Diane",
    "Elias",
    "Flora",
    "Gaspard",
    "Hella",
    "Ilan",
    "Joris",
    "Kenza",
    "Livio",
    "Maya",
    "Nino",
    "Oriane",
    "Pablo",
    "Quitterie",
    "Rania",
    "Soren",
    "Tilda",
    "Ugo",
    "Vianney",
    "Wassila",
    "Yanis",
];

/// When customer `index` first writes.
pub(super) fn opening(index: usize) -> DateTime {
    let days = i64::try_from(index).expect("few customers");
    date(2026, 2, 2).at(10, 5, 11, 0) + (days * 26).hours()
}

/// The name of customer `index`.
pub(super) fn name(index: usize) -> &'static str {
    NAMES[index]
}

/// A chat of four messages: the customer asks, the shop answers, the customer replies and thanks.
pub(super) fn chat(index: usize, question: &str, reply: &str) -> Chat {
    let at = opening(index);
    let contact = name(index);
    Chat {
        contact: contact.to_owned(),
        lines: vec![
            Line::new(at, contact, question),
            Line::new(
                at + 12.minutes(),
                BUSINESS,
                &format!("Bonjour {contact}, je regarde et je reviens vers vous."),
            ),
            Line::new(at + 20.minutes(), contact, reply),
            Line::new(at + 31.minutes(), contact, "Merci beaucoup, bonne journée"),
        ],
    }
}

/// Every customer asks about sizes, in their own words.
pub(super) fn chats(count: usize) -> Vec<Chat> {
    let questions = [
        "Bonjour, quelle taille dois-je prendre pour le pantalon en velours ?",
        "Le pantalon en velours taille-t-il grand ? Quelle taille choisir ?",
        "Bonsoir, je ne sais pas quelle taille prendre pour ce pantalon en velours",
    ];
    (0..count)
        .map(|index| {
            let question = questions[index % questions.len()];
            chat(
                index,
                question,
                "Je fais un 38 d'habitude, je préfère ample",
            )
        })
        .collect()
}
