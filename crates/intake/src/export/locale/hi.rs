//! Hindi.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "hi",
    deleted_by_sender: &["यह संदेश मिटाया गया", "यह मैसेज डिलीट कर दिया गया है."],
    deleted_by_account: &["आपने यह संदेश मिटाया", "आपने यह मैसेज डिलीट किया"],
    deleted_by_admin: &[
        "यह मैसेज किसी एडमिन ने डिलीट कर दिया है.",
        "यह मैसेज एडमिन … ने डिलीट कर दिया है.",
    ],
    edited: &["<यह मैसेज एडिट किया गया>", "<इस मैसेज में बदलाव किया गया है>"],
    left_out: &["<मीडिया के बिना>"],
    left_out_by_kind: &[
        (MediaKind::Image, "फ़ोटो हटाई गई"),
        (MediaKind::Video, "वीडियो छोड़ा गया"),
        (MediaKind::Audio, "ऑडियो हटाई गयी"),
        (MediaKind::Sticker, "स्टिकर छोड़ा गया"),
        (MediaKind::Gif, "GIF छोड़ा गया"),
        (MediaKind::Contact, "कॉन्टैक्ट कार्ड छोड़ा गया"),
        (MediaKind::Document, "डॉक्यूमेंट छोड़ा गया"),
    ],
    attached_after_name: &["(फाइल अटैच कर दी गई है)"],
    attached_around_name: &["<अटैच किया गया: …>"],
    live_location: &["लाइव स्थान साझा किया गया"],
    missed_call: &[
        "छूटी हुई ध्वनि कॉल",
        "वॉइस कॉल मिस हुई",
        "छूटी हुई विडियो कॉल",
        "मिस्ड वीडियो कॉल",
    ],
    notices: &[(Notice::Encryption, "मैसेजेस और कॉल्स एंड-टू-एंड एन्क्रिप्टेड हैं…")],
    ..Locale::NONE
};
