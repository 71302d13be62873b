//! Slovenian.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "sl",
    deleted_by_sender: &["To sporočilo je bilo izbrisano"],
    deleted_by_account: &["To sporočilo ste izbrisali"],
    left_out: &["<Medij izpuščen>", "<datoteke izpuščene>"],
    attached_after_name: &["(priložena datoteka)"],
    ..Locale::NONE
};
