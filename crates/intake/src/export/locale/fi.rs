//! Finnish.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "fi",
    deleted_by_sender: &["Tämä viesti poistettiin."],
    deleted_by_account: &["Poistit tämän viestin"],
    deleted_by_admin: &[
        "Ylläpitäjä poisti tämän viestin.",
        "Ylläpitäjä, …, poisti tämän viestin.",
    ],
    edited: &["<Tätä viestiä muokattiin>", "<Tätä viestiä on muokattu>"],
    left_out: &["<Media jätetty pois>", "<Media jätettiin pois>"],
    left_out_by_kind: &[
        (MediaKind::Image, "ei kuvaa"),
        (MediaKind::Video, "videota ei sisällytetä"),
        (MediaKind::Audio, "äänitiedostoa ei sisällytetä"),
        (MediaKind::Sticker, "tarraa ei sisällytetty"),
        (MediaKind::Gif, "GIF-animaatio jätetty pois"),
        (MediaKind::Contact, "Yhteystietokortti jätettiin pois"),
        (MediaKind::Document, "dokumenttia ei sisällytetä"),
    ],
    attached_after_name: &["(liitetiedosto)"],
    attached_around_name: &["<liite: …>"],
    live_location: &["live-sijainti jaettu"],
    missed_call: &["Vastaamaton äänipuhelu", "Vastaamaton videopuhelu"],
    notices: &[(Notice::Encryption, "Viestit ja puhelut salataan täysin…")],
    ..Locale::NONE
};
