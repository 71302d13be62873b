//! Catalan.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "ca",
    deleted_by_sender: &[
        "Aquest missatge està esborrat",
        "Aquest missatge s'ha suprimit.",
    ],
    deleted_by_account: &[
        "Has esborrat aquest missatge",
        "Has suprimit aquest missatge",
    ],
    deleted_by_admin: &[
        "Aquest missatge l'ha suprimit un administrador.",
        "Aquest missatge l'ha suprimit un administrador: ….",
    ],
    edited: &[
        "<S'ha editat aquest missatge>",
        "<Aquest missatge s'ha editat>",
    ],
    left_out: &["<Mitjans omesos>", "<Fitxers multimèdia omesos>"],
    left_out_by_kind: &[
        (MediaKind::Image, "Imatge omesa"),
        (MediaKind::Video, "vídeo omès"),
        (MediaKind::Audio, "Àudio omès"),
        (MediaKind::Sticker, "adhesiu omès"),
        (MediaKind::Gif, "GIF omès"),
        (MediaKind::Contact, "Targeta de contacte omesa"),
        (MediaKind::Document, "Document omès"),
    ],
    attached_after_name: &["(arxiu adjunt)"],
    attached_around_name: &["<adjunt: …>"],
    live_location: &["Ubicació en directe compartida"],
    missed_call: &[
        "Trucada de veu perduda",
        "Trucada de vídeo perduda",
        "Videotrucada perduda",
    ],
    notices: &[(
        Notice::Encryption,
        "Els missatges i les trucades estan xifrats d'extrem a extrem…",
    )],
    ..Locale::NONE
};
