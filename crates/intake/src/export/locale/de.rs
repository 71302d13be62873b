//! German.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "de",
    deleted_by_sender: &[
        "Diese Nachricht wurde gelöscht",
        "Diese Nachricht wurde gelöscht.",
    ],
    deleted_by_account: &["Du hast diese Nachricht gelöscht"],
    deleted_by_admin: &[
        "Diese Nachricht wurde von einem*einer Admin gelöscht.",
        "Diese Nachricht wurde von Admin … gelöscht.",
    ],
    edited: &["<Diese Nachricht wurde bearbeitet.>"],
    left_out: &["<Medien weggelassen>", "<Medien ausgeschlossen>"],
    left_out_by_kind: &[
        (MediaKind::Image, "Bild weggelassen"),
        (MediaKind::Video, "Video weggelassen"),
        (MediaKind::Audio, "Audio weggelassen"),
        (MediaKind::Sticker, "Sticker weggelassen"),
        (MediaKind::Gif, "GIF weggelassen"),
        (MediaKind::Contact, "Kontaktkarte ausgelassen"),
        (MediaKind::Document, "Dokument weggelassen"),
    ],
    attached_after_name: &["(Datei angehängt)"],
    attached_around_name: &["<Anhang: …>"],
    live_location: &["Live-Standort wird geteilt"],
    waiting: &[
        "Auf diese Nachricht warten. Dies kann etwas dauern.",
        "Warten auf diese Nachricht. Dies kann etwas dauern.",
    ],
    poll: &["UMFRAGE"],
    event: &["VERANSTALTUNG", "EVENT"],
    missed_call: &[
        "Verpasster Sprachanruf",
        "Verpasster Videoanruf",
        "Verpasster Gruppensprachanruf",
        "Verpasster Gruppenvideoanruf",
        "Verpasster Gruppenanruf",
        "Verpasster Anruf",
    ],
    notices: &[
        (
            Notice::Encryption,
            "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt…",
        ),
        (
            Notice::Encryption,
            "Nachrichten in diesem Chat sowie Anrufe sind jetzt mit Ende-zu-Ende-Verschlüsselung geschützt…",
        ),
        (
            Notice::Encryption,
            "Nachrichten, die du in diesem Chat sendest, sowie Anrufe, sind jetzt mit Ende-zu-Ende-Verschlüsselung geschützt…",
        ),
        (
            Notice::Business,
            "Dieses Unternehmen nutzt einen sicheren Dienst …",
        ),
        (
            Notice::Business,
            "Dieses Unternehmen verwendet einen sicheren Dienst …",
        ),
        (
            Notice::Business,
            "Dieses Unternehmen nutzt jetzt einen sicheren Dienst …",
        ),
        (
            Notice::Business,
            "Dieses Unternehmen …um diesen Chat zu verwalten…",
        ),
        (
            Notice::Business,
            "Dieser Chat ist mit einem Unternehmens-Account…",
        ),
        (
            Notice::Business,
            "Dieser Chat ist mit einem Unternehmenskonto…",
        ),
        (
            Notice::Business,
            "… ist als Unternehmens-Account registriert…",
        ),
        (Notice::Business, "Dies ist ein Unternehmens-Account…"),
        (
            Notice::SecurityCode,
            "Deine Sicherheitsnummer für … hat sich geändert…",
        ),
        (
            Notice::SecurityCode,
            "Deine Sicherheitsnummer mit … hat sich geändert…",
        ),
        (
            Notice::SecurityCode,
            "Die Sicherheitsnummer von … hat sich geändert…",
        ),
        (
            Notice::DisappearingTimer,
            "… hat selbstlöschende Nachrichten aktiviert…",
        ),
        (
            Notice::DisappearingTimer,
            "Du hast selbstlöschende Nachrichten aktiviert…",
        ),
        (
            Notice::DisappearingTimer,
            "… hat selbstlöschende Nachrichten deaktiviert…",
        ),
        (
            Notice::DisappearingTimer,
            "Du hast selbstlöschende Nachrichten deaktiviert…",
        ),
        (Notice::Group, "… hat die Gruppe \"…\" erstellt"),
        (Notice::Group, "Du hast die Gruppe \"…\" erstellt"),
        (Notice::Group, "… hat diese Gruppe erstellt"),
        (Notice::Group, "… hat dich hinzugefügt"),
        (Notice::Group, "… hat … hinzugefügt"),
        (Notice::Group, "Du hast … hinzugefügt"),
        (Notice::Group, "… wurde hinzugefügt"),
        (Notice::Group, "Du wurdest hinzugefügt"),
        (Notice::Group, "… hat die Gruppe verlassen"),
        (Notice::Group, "Du hast die Gruppe verlassen"),
        (Notice::Group, "… hat … entfernt"),
        (Notice::Group, "Du hast … entfernt"),
        (Notice::Group, "… hat den Gruppennamen …"),
        (Notice::Group, "… hat den Betreff …"),
        (Notice::Group, "Du hast den Gruppennamen …"),
        (Notice::Group, "… hat das Gruppenbild …"),
        (Notice::Group, "… hat die Gruppenbeschreibung …"),
        (Notice::Group, "… ist der Gruppe …beigetreten…"),
        (Notice::Group, "Du bist jetzt ein Admin…"),
        (Notice::Other, "Du hast diesen Kontakt blockiert…"),
        (Notice::Other, "Du hast diesen Kontakt freigegeben…"),
        (Notice::Other, "… hat die Telefonnummer gewechselt…"),
        (Notice::Other, "… hat eine neue Telefonnummer…"),
        (Notice::Other, "… hat zu … gewechselt…"),
    ],
    ..Locale::NONE
};
