//! Polish.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "pl",
    deleted_by_sender: &[
        "Ta wiadomość została usunięta",
        "Ta wiadomość została usunięta.",
    ],
    deleted_by_account: &["Usunąłeś(aś) tę wiadomość", "Usunąłeś(-ęłaś) tę wiadomość"],
    deleted_by_admin: &[
        "Tę wiadomość usunął administrator.",
        "Tę wiadomość usunął administrator ….",
    ],
    edited: &[
        "<Wiadomość została edytowana>",
        "<Edytowano tę wiadomość>",
        "<Ta wiadomość została edytowana>",
    ],
    left_out: &["<pliki pominięto>", "<pominięto multimedia>"],
    left_out_by_kind: &[
        (MediaKind::Image, "obraz pominięty"),
        (MediaKind::Video, "wideo pominięte"),
        (MediaKind::Audio, "audio pominięte"),
        (MediaKind::Sticker, "pominięto naklejkę"),
        (MediaKind::Gif, "Plik GIF pominięty"),
        (MediaKind::Contact, "Pominięta wizytówka kontaktu"),
        (MediaKind::Document, "dokument pominięty"),
    ],
    attached_after_name: &["(załączony plik)"],
    attached_around_name: &["<załączono: …>"],
    live_location: &["udostępniona transmisja położenia"],
    waiting: &["Oczekiwanie na wiadomość. Może to chwilę potrwać."],
    poll: &["ANKIETA"],
    event: &["WYDARZENIE"],
    missed_call: &[
        "Nieodebrane poł. głosowe",
        "Nieodebrane połączenie",
        "Nieodebrane poł. wideo",
    ],
    notices: &[
        (
            Notice::Encryption,
            "Wiadomości i połączenia są w pełni zaszyfrowane…",
        ),
        (
            Notice::SecurityCode,
            "Twój kod zabezpieczeń z … zmienił się…",
        ),
        (
            Notice::SecurityCode,
            "Zmienił się twój kod bezpieczeństwa z …",
        ),
        (Notice::Group, "… utworzył(a) grupę \"…\""),
        (Notice::Group, "… utworzył grupę \"…\""),
        (Notice::Group, "… utworzyła grupę \"…\""),
        (Notice::Group, "… utworzył(a) tę grupę"),
        (Notice::Group, "… dodał(a) cię"),
        (Notice::Group, "… dodał(a) Ciebie"),
        (Notice::Group, "… dodał(a) …"),
        (Notice::Group, "… opuścił(a) grupę"),
        (Notice::Group, "… wyszedł(-szła)"),
        (Notice::Group, "… zmienił(a) temat …"),
        (Notice::Group, "… zmienił(a) nazwę grupy …"),
        (
            Notice::DisappearingTimer,
            "… włączył(a) znikające wiadomości…",
        ),
    ],
    ..Locale::NONE
};
