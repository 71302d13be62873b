//! Gujarati.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "gu",
    deleted_by_sender: &["આ સંદેશ રદ્દ કરાયો", "આ મેસેજ ડિલીટ કરાયો."],
    deleted_by_account: &["તમે આ સંદેશને રદ્દ કર્યો", "તમે આ મેસેજ ડિલીટ કર્યો"],
    deleted_by_admin: &[
        "આ મેસેજ એડમિને ડિલીટ કર્યો હતો.",
        "આ મેસેજ … એડમિને ડિલીટ કરી દીધો છે.",
    ],
    left_out: &[
        "<મીડિયા અવગણાયું>",
        "<મિડિયા છોડી મૂકાયું>",
        "<મીડિયા અવગણવામાં આવ્યા>",
    ],
    left_out_by_kind: &[
        (MediaKind::Image, "છબી પડતી મૂકાઈ"),
        (MediaKind::Video, "વિડિયો પડતી મુકાઈ"),
        (MediaKind::Audio, "ઓડિયો ફાઇલ શામેલ કરી નથી"),
        (MediaKind::Sticker, "સ્ટીકર પડતું મુકાયું"),
        (MediaKind::Gif, "GIF પડતી મૂકાઈ"),
        (MediaKind::Contact, "સંપર્કનું કાર્ડ પડતું મૂકાયું"),
        (MediaKind::Document, "ડોક્યુમેન્ટ સામેલ કર્યું નહિ"),
    ],
    attached_after_name: &["(ફાઇલ જોડાયેલ)"],
    attached_around_name: &["<જોડાયેલ: …>"],
    live_location: &["જીવંત સ્થાન શેર કરાયું"],
    missed_call: &[
        "છૂટી ગયેલ ધ્વનિ કૉલ",
        "છૂટી ગયેલો વોઇસ કૉલ",
        "છૂટી ગયેલ વિડિઓ કૉલ",
        "છૂટી ગયેલ વિડિયો કૉલ",
    ],
    notices: &[(Notice::Encryption, "મેસેજ અને કૉલ શરૂથી અંત સુધી સુરક્ષિત છે…")],
    ..Locale::NONE
};
