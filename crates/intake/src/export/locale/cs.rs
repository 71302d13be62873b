//! Czech.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "cs",
    deleted_by_sender: &["Tato zpráva byla odstraněna", "Tato zpráva byla smazána."],
    deleted_by_account: &["Tuto zprávu jste odstranil/a", "Tuto zprávu jste smazal/a"],
    deleted_by_admin: &[
        "Tuto zprávu smazal jeden ze správců skupiny.",
        "Tuto zprávu smazal jeden ze správců skupiny (…).",
    ],
    edited: &["<Tato zpráva byla upravena>"],
    left_out: &["< Média vynechána >", "<Média vynechány>"],
    left_out_by_kind: &[
        (MediaKind::Image, "obrázek vynechán"),
        (MediaKind::Video, "video vynecháno"),
        (MediaKind::Audio, "zvukový soubor vynechán"),
        (MediaKind::Sticker, "nálepka vynechána"),
        (MediaKind::Gif, "GIF vynechán"),
        (MediaKind::Contact, "Vizitka vynechána"),
        (MediaKind::Document, "dokument vynechán"),
    ],
    attached_after_name: &["(soubor byl přiložen)"],
    attached_around_name: &["<příloha: …>"],
    live_location: &["byla sdílena aktuální poloha"],
    missed_call: &[
        "Zmeškaný hlasový hovor",
        "Zmeškaný hovor",
        "Zmeškaný videohovor",
    ],
    notices: &[(
        Notice::Encryption,
        "Zprávy a hovory jsou opatřeny koncovým šifrováním…",
    )],
    ..Locale::NONE
};
