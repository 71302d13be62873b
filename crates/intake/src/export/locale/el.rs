//! Greek.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "el",
    deleted_by_sender: &["Αυτό το μήνυμα διαγράφηκε", "Αυτό το μήνυμα διαγράφηκε."],
    deleted_by_account: &["Διαγράψατε αυτό το μήνυμα", "Διαγράψατε το μήνυμα"],
    deleted_by_admin: &[
        "Αυτό το μήνυμα διαγράφηκε από έναν διαχειριστή.",
        "Αυτό το μήνυμα διαγράφηκε από τον διαχειριστή ….",
    ],
    edited: &[
        "<Αυτό το μήνυμα επεξεργάστηκε>",
        "<Αυτό το μήνυμα τροποποιήθηκε>",
    ],
    left_out: &["<Εξαίρεση πολυμέσων>", "<Αρχείο παραλήφθηκε>"],
    left_out_by_kind: &[
        (MediaKind::Image, "εικόνα παραλείφθηκε"),
        (MediaKind::Video, "βίντεο παραλείφθηκε"),
        (MediaKind::Audio, "ήχος παραλείφθηκε"),
        (MediaKind::Sticker, "αυτοκόλλητο παραλήφθηκε"),
        (MediaKind::Gif, "Παράληψη GIF"),
        (MediaKind::Contact, "Η κάρτα επαφής παραλήφθηκε"),
        (MediaKind::Document, "έγγραφο παραλείφθηκε"),
    ],
    attached_after_name: &["(συνημμένο αρχείο)"],
    attached_around_name: &["<επισυνάφθηκε: …>"],
    live_location: &["η τωρινή τοποθεσία κοινοποιήθηκε"],
    missed_call: &[
        "Αναπάντητη κλήση",
        "Αναπάντητη φωνητική κλήση",
        "Αναπάντητη βιντεοκλήση",
    ],
    notices: &[(
        Notice::Encryption,
        "Τα μηνύματα και οι κλήσεις κρυπτογραφούνται πλήρως…",
    )],
    ..Locale::NONE
};
