//! Uzbek.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "uz",
    deleted_by_sender: &["Ushbu xabar o‘chirildi"],
    deleted_by_account: &["Siz ushbu xabarni o‘chirdingiz"],
    left_out: &["<Fayl o‘tkazib yuborildi>"],
    attached_after_name: &["(fayl biriktirildi)"],
    ..Locale::NONE
};
