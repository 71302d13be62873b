//! Romanian.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "ro",
    deleted_by_sender: &["Acest mesaj a fost șters", "Acest mesaj a fost șters."],
    deleted_by_account: &["Ați șters acest mesaj"],
    deleted_by_admin: &[
        "Acest mesaj a fost șters de un admin.",
        "Acest mesaj a fost șters de admin, ….",
    ],
    edited: &["<Acest mesaj a fost editat>"],
    left_out: &["<Conținut media omis>"],
    left_out_by_kind: &[
        (MediaKind::Image, "Imagine omisă"),
        (MediaKind::Video, "clip video omis"),
        (MediaKind::Audio, "fără audio"),
        (MediaKind::Sticker, "sticker omis"),
        (MediaKind::Gif, "GIF omis"),
        (MediaKind::Contact, "Carte de vizită contact omisă"),
        (MediaKind::Document, "document omis"),
    ],
    attached_after_name: &["(fișier atașat)"],
    attached_around_name: &["<atașare: …>"],
    live_location: &["locație în timp real distribuită"],
    missed_call: &[
        "Apel vocal nepreluat",
        "Apel vocal ratat",
        "Apel video nepreluat",
        "Apel video ratat",
    ],
    notices: &[(
        Notice::Encryption,
        "Mesajele și apelurile sunt criptate integral…",
    )],
    ..Locale::NONE
};
