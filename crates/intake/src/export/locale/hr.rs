//! Croatian.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "hr",
    deleted_by_sender: &["Ova poruka je izbrisana", "Ova je poruka izbrisana."],
    deleted_by_account: &["Izbrisali ste ovu poruku"],
    deleted_by_admin: &[
        "Ovu je poruku izbrisao administrator.",
        "Ovu je poruku izbrisao administrator ….",
    ],
    edited: &["<Ova je poruka uređena>", "<Ova poruka je uređena>"],
    left_out: &["<Medijski zapis izostavljen>"],
    left_out_by_kind: &[
        (MediaKind::Image, "slika izostavljena"),
        (MediaKind::Video, "video izostavljen"),
        (MediaKind::Audio, "zvuk izostavljen"),
        (MediaKind::Sticker, "naljepnica izostavljena"),
        (MediaKind::Gif, "GIF izostavljen"),
        (MediaKind::Contact, "Posjetnica izostavljena"),
        (MediaKind::Document, "dokument izostavljen"),
    ],
    attached_after_name: &["(datoteka u privitku)"],
    attached_around_name: &["<priloženo: …>"],
    live_location: &["trenutna lokacija podijeljena"],
    missed_call: &[
        "Propušten glasovni poziv",
        "Propušteni glasovni poziv",
        "Propušten video poziv",
        "Propušteni videopoziv",
    ],
    notices: &[(
        Notice::Encryption,
        "Poruke i pozivi zaštićeni su potpunom enkripcijom…",
    )],
    ..Locale::NONE
};
