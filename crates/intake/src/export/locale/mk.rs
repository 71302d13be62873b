//! Macedonian.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "mk",
    deleted_by_sender: &["Оваа порака беше избришана"],
    deleted_by_account: &["Ја избриша оваа порака"],
    left_out: &["<Без фајл>", "<без фајлови>"],
    attached_after_name: &["(прикачен фајл)"],
    ..Locale::NONE
};
