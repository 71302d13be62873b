//! Latvian.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "lv",
    deleted_by_sender: &["Šī ziņa tika izdzēsta"],
    deleted_by_account: &["Jūs izdzēsāt šo ziņu"],
    left_out: &["<Bez multivides>", "<nav iekļauta multivide>"],
    attached_after_name: &["(pievienots fails)"],
    ..Locale::NONE
};
