//! Marathi.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "mr",
    deleted_by_sender: &["हा संदेश हटविण्यात आला होता.", "हा मेसेज हटवण्यात आला."],
    deleted_by_account: &["आपण हा संदेश हटविलात.", "तुम्ही हा मेसेज हटवला"],
    deleted_by_admin: &["हा मेसेज ॲडमिनने हटवला.", "हा मेसेज … या ॲडमिनने हटवला."],
    left_out: &["<मीडिया वगळले>", "<मीडिया वगळण्यात आला>"],
    left_out_by_kind: &[
        (MediaKind::Image, "इमेज वगळली"),
        (MediaKind::Video, "व्हिडीओ वगळला"),
        (MediaKind::Audio, "ऑडिओ वगळला"),
        (MediaKind::Sticker, "स्टिकर वगळले"),
        (MediaKind::Gif, "GIF वगळले"),
        (MediaKind::Contact, "संपर्क कार्ड वगळले"),
        (MediaKind::Document, "डॉक्युमेंट वगळले"),
    ],
    attached_after_name: &["(फाइल संलग्न)"],
    attached_around_name: &["<संलग्न केले: …>"],
    live_location: &["सध्याचे थेट ठिकाण शेअर केले"],
    missed_call: &["मिस्ड व्हॉइस कॉल", "मिस्ड व्हिडिओ कॉल"],
    notices: &[(
        Notice::Encryption,
        "मेसेजेस आणि कॉल्स एन्ड-टू-एन्ड एन्क्रिप्शनने सुरक्षित केलेले असतात…",
    )],
    ..Locale::NONE
};
