//! Danish.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "da",
    deleted_by_sender: &[
        "Denne besked blev slettet.",
        "Denne besked er blevet slettet.",
    ],
    deleted_by_account: &["Du slettede denne besked", "Du har slettet denne besked"],
    deleted_by_admin: &[
        "Denne besked er blevet slettet af en administrator.",
        "Denne besked er blevet slettet af administratoren ….",
    ],
    edited: &[
        "<Denne besked blev redigeret>",
        "<Denne besked er blevet redigeret>",
    ],
    left_out: &["<Mediefil udeladt>", "<Medier udeladt>"],
    left_out_by_kind: &[
        (MediaKind::Image, "billede udeladt"),
        (MediaKind::Video, "video udeladt"),
        (MediaKind::Audio, "lyd udeladt"),
        (MediaKind::Sticker, "klistermærke udeladt"),
        (MediaKind::Gif, "GIF udeladt"),
        (MediaKind::Contact, "Kontaktkort udeladt"),
        (MediaKind::Document, "dokument udeladt"),
    ],
    attached_after_name: &["(fil vedhæftet)"],
    attached_around_name: &["<vedhæftet: …>"],
    live_location: &["live placering delt"],
    missed_call: &[
        "Mistet opkald",
        "Ubesvaret taleopkald",
        "Mistede video opkald",
        "Ubesvaret videoopkald",
    ],
    notices: &[(
        Notice::Encryption,
        "Beskeder og opkald er end-to-end-krypterede…",
    )],
    ..Locale::NONE
};
