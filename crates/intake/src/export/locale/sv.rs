//! Swedish.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "sv",
    deleted_by_sender: &[
        "Detta meddelande raderades",
        "Det här meddelandet raderades.",
    ],
    deleted_by_account: &[
        "Du raderade detta meddelande",
        "Du har tagit bort meddelandet",
        "Du raderade det här meddelandet",
    ],
    deleted_by_admin: &[
        "Det här meddelandet togs bort av en administratör.",
        "Det här meddelandet togs bort av administratör ….",
    ],
    edited: &[
        "<Det här meddelandet har redigerats>",
        "<Det här meddelandet redigerades>",
    ],
    left_out: &["<Media har utelämnats>", "<Media utelämnat>"],
    left_out_by_kind: &[
        (MediaKind::Image, "bild utesluten"),
        (MediaKind::Video, "video utesluten"),
        (MediaKind::Audio, "ljud utelslutet"),
        (MediaKind::Sticker, "sticker utesluten"),
        (MediaKind::Gif, "GIF utesluten"),
        (MediaKind::Contact, "Kontaktkort uteslutet"),
        (MediaKind::Document, "dokument uteslutet"),
    ],
    attached_after_name: &["(bifogad fil)"],
    attached_around_name: &["<bifogat: …>"],
    live_location: &["liveposition delad"],
    missed_call: &["Missat röstsamtal", "Missat videosamtal"],
    notices: &[(
        Notice::Encryption,
        "Meddelanden och samtal är komplett krypterade…",
    )],
    ..Locale::NONE
};
