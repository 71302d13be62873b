//! Serbian.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "sr",
    deleted_by_sender: &["Ова порука је обрисана"],
    deleted_by_account: &["Обрисао/ла си ову поруку"],
    left_out: &["<медији су изостављени>"],
    attached_after_name: &["(прикачена датотека)"],
    ..Locale::NONE
};
