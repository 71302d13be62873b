//! Norwegian.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "nb",
    deleted_by_sender: &["Denne meldingen ble slettet."],
    deleted_by_account: &["Du slettet denne meldingen"],
    deleted_by_admin: &[
        "Denne meldingen ble slettet av en administrator.",
        "Denne meldingen ble slettet av administrator ….",
    ],
    edited: &["<Denne meldingen ble redigert>"],
    left_out: &["<Uten vedlegg>", "<Media utelatt>"],
    left_out_by_kind: &[
        (MediaKind::Image, "bilde ikke inkludert"),
        (MediaKind::Video, "video utelatt"),
        (MediaKind::Audio, "lyd utelatt"),
        (MediaKind::Sticker, "klistremerke utelatt"),
        (MediaKind::Gif, "GIF utelatt"),
        (MediaKind::Contact, "Kontaktkort sløyfet"),
        (MediaKind::Document, "utelatt dokument"),
    ],
    attached_after_name: &["(vedlagt fil)"],
    attached_around_name: &["<vedlagt: …>"],
    live_location: &["posisjon i sanntid delt"],
    missed_call: &["Tapt taleanrop", "Tapt videoanrop", "Tapt videosamtale"],
    notices: &[(
        Notice::Encryption,
        "Meldinger og samtaler er ende-til-ende-krypterte…",
    )],
    ..Locale::NONE
};
