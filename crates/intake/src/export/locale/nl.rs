//! Dutch.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "nl",
    deleted_by_sender: &["Dit bericht is verwijderd", "Dit bericht is verwijderd."],
    deleted_by_account: &[
        "U hebt dit bericht verwijderd",
        "Je hebt dit bericht verwijderd",
    ],
    deleted_by_admin: &[
        "Dit bericht is verwijderd door een beheerder.",
        "Dit bericht is verwijderd door beheerder ….",
    ],
    edited: &["<Dit bericht is bewerkt>"],
    left_out: &["<Media weggelaten>"],
    left_out_by_kind: &[
        (MediaKind::Image, "afbeelding weggelaten"),
        (MediaKind::Video, "video weggelaten"),
        (MediaKind::Audio, "audio weggelaten"),
        (MediaKind::Sticker, "sticker weggelaten"),
        (MediaKind::Gif, "GIF weggelaten"),
        (MediaKind::Contact, "Visitekaartje weggelaten"),
        (MediaKind::Document, "document weggelaten"),
    ],
    attached_after_name: &["(bestand bijgevoegd)"],
    attached_around_name: &["<bijgevoegd: …>"],
    live_location: &["live locatie gedeeld"],
    waiting: &["Wachten op dit bericht. Dit kan even duren."],
    poll: &["PEILING"],
    event: &["EVENEMENT"],
    missed_call: &[
        "Gemist spraakgesprek",
        "Gemiste spraakoproep",
        "Gemist videogesprek",
        "Gemiste video-oproep",
        "Gemiste spraakoproep in groep",
        "Gemiste groepsspraakoproep",
        "Gemiste groepsvideo-oproep",
    ],
    notices: &[
        (
            Notice::Encryption,
            "Berichten en gesprekken worden end-to-end versleuteld…",
        ),
        (
            Notice::Encryption,
            "Berichten in deze chat en gesprekken worden nu beveiligd met end-to-end versleuteling…",
        ),
        (
            Notice::Business,
            "Dit bedrijf gebruikt een beveiligde service …",
        ),
        (
            Notice::Business,
            "Dit bedrijf gebruikt een veilige service …",
        ),
        (Notice::Business, "Deze chat is met een bedrijfsaccount…"),
        (
            Notice::SecurityCode,
            "Je beveiligingscode met … is gewijzigd…",
        ),
        (
            Notice::SecurityCode,
            "Uw beveiligingscode met … is gewijzigd…",
        ),
        (
            Notice::SecurityCode,
            "De beveiligingscode van … is gewijzigd…",
        ),
        (
            Notice::DisappearingTimer,
            "… heeft zelfwissende berichten ingeschakeld…",
        ),
        (
            Notice::DisappearingTimer,
            "Je hebt zelfwissende berichten ingeschakeld…",
        ),
        (
            Notice::DisappearingTimer,
            "… heeft zelfwissende berichten uitgeschakeld…",
        ),
        (
            Notice::DisappearingTimer,
            "Je hebt zelfwissende berichten uitgeschakeld…",
        ),
        (
            Notice::DisappearingTimer,
            "… heeft berichten met vervaldatum …",
        ),
        (Notice::Group, "… heeft de groep \"…\" gemaakt"),
        (Notice::Group, "… heeft groep \"…\" gemaakt"),
        (Notice::Group, "Je hebt de groep \"…\" gemaakt"),
        (Notice::Group, "… heeft deze groep gemaakt"),
        (Notice::Group, "… heeft je toegevoegd"),
        (Notice::Group, "… heeft u toegevoegd"),
        (Notice::Group, "… heeft … toegevoegd"),
        (Notice::Group, "Je hebt … toegevoegd"),
        (Notice::Group, "… is toegevoegd"),
        (Notice::Group, "… heeft de groep verlaten"),
        (Notice::Group, "Je hebt de groep verlaten"),
        (Notice::Group, "… heeft … verwijderd"),
        (Notice::Group, "… heeft het onderwerp gewijzigd …"),
        (Notice::Group, "… heeft de groepsnaam gewijzigd …"),
        (Notice::Group, "… heeft de groepsafbeelding gewijzigd"),
        (Notice::Group, "… heeft de groepsbeschrijving gewijzigd…"),
        (Notice::Other, "Je hebt dit contact geblokkeerd…"),
        (Notice::Other, "… heeft een nieuw telefoonnummer…"),
    ],
    ..Locale::NONE
};
