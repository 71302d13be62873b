//! Hebrew.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "he",
    deleted_by_sender: &["הודעה זו נמחקה", "הודעה זו נמחקה."],
    deleted_by_account: &["מחקת הודעה זו", "מחקת את ההודעה הזו"],
    deleted_by_admin: &[
        "ההודעה נמחקה על ידי מנהל/ת.",
        "ההודעה נמחקה על ידי …, מנהל/ת הקבוצה.",
    ],
    edited: &["<הודעה זו נערכה>"],
    left_out: &["<מדיה הושמטה>", "<המדיה לא נכללה>"],
    left_out_by_kind: &[
        (MediaKind::Image, "התמונה הושמטה"),
        (MediaKind::Video, "סרטון הווידאו הושמט"),
        (MediaKind::Audio, "קטע קול הושמט"),
        (MediaKind::Sticker, "סטיקר הושמט"),
        (MediaKind::Gif, "GIF הושמט"),
        (MediaKind::Contact, "כרטיס איש קשר הושמט"),
        (MediaKind::Document, "מסמך הושמט"),
    ],
    attached_after_name: &["(קובץ מצורף)"],
    attached_around_name: &["<מצורף: …>"],
    live_location: &["משתף מיקום בשידור חי"],
    missed_call: &["שיחה קולית שלא נענתה", "שיחת וידאו שלא נענתה"],
    notices: &[(Notice::Encryption, "ההודעות והשיחות מוצפנות מקצה-לקצה…")],
    ..Locale::NONE
};
