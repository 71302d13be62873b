//! Swahili.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "sw",
    deleted_by_sender: &["Ujumbe huu ulifutwa"],
    deleted_by_account: &["Umefuta ujumbe huu"],
    left_out: &["<Media imerukwa>", "<media hazijajumuishwa>"],
    attached_after_name: &["(faili limeambatanishwa)"],
    ..Locale::NONE
};
