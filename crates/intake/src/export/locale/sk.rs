//! Slovak.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "sk",
    deleted_by_sender: &[
        "Táto správa bola odstránená",
        "Táto správa bola odstránená.",
    ],
    deleted_by_account: &["Túto správu ste odstránili"],
    deleted_by_admin: &[
        "Túto správu odstránil správca.",
        "Túto správu odstránil správca (…).",
    ],
    edited: &["<Táto správa bola upravená>"],
    left_out: &["<Médiá vynechané>"],
    left_out_by_kind: &[
        (MediaKind::Image, "obrázok vynechaný"),
        (MediaKind::Video, "video vynechané"),
        (MediaKind::Audio, "zvuk vynechaný"),
        (MediaKind::Sticker, "nálepka vynechaná"),
        (MediaKind::Gif, "GIF vynechaný"),
        (MediaKind::Contact, "Karta kontaktu vynechaná"),
        (MediaKind::Document, "dokument vynechaný"),
    ],
    attached_after_name: &["(súbor pripojený)"],
    attached_around_name: &["<príloha: …>"],
    live_location: &["bola zdieľaná aktuálna poloha"],
    missed_call: &[
        "Zmeškaný hlasový hovor",
        "Zmeškaný hovor",
        "Zmeškaný videohovor",
    ],
    notices: &[(
        Notice::Encryption,
        "Správy a hovory sú zabezpečené šifrovaním počas celého spojenia…",
    )],
    ..Locale::NONE
};
