//! Hungarian.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "hu",
    deleted_by_sender: &[
        "Ez az üzenet törlésre került",
        "Ez az üzenet törlésre került.",
    ],
    deleted_by_account: &["Törölted ezt az üzenetet", "Ezt az üzenetet törölted"],
    deleted_by_admin: &[
        "Ezt az üzenetet az egyik admin eltávolította.",
        "Ezt az üzenetet az egyik admin (…) eltávolította.",
    ],
    edited: &["<Ez az üzenet szerkesztve lett>", "<Az üzenet szerkesztve>"],
    left_out: &["<Hiányzó médiafájl>", "<Média elhagyva>"],
    left_out_by_kind: &[
        (MediaKind::Image, "kép küldése sikertelen"),
        (MediaKind::Video, "Videó kihagyva."),
        (MediaKind::Audio, "Hang kihagyása"),
        (MediaKind::Sticker, "matrica kihagyva"),
        (MediaKind::Gif, "GIF fájl kihagyása"),
        (MediaKind::Contact, "Névjegykártya kihagyva"),
        (MediaKind::Document, "dokumentum kihagyva"),
    ],
    attached_after_name: &["(fájl csatolva)"],
    attached_around_name: &["<csatolva: …>"],
    live_location: &["tartózkodási hely megosztva"],
    missed_call: &[
        "Nem fogadott hanghívás",
        "Nem fogadott videohívás",
        "Nem fogadott videóhívás",
    ],
    notices: &[(
        Notice::Encryption,
        "Az üzenetek és hívások végpontok közötti titkosítással vannak védve…",
    )],
    ..Locale::NONE
};
