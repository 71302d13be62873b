//! Afrikaans.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "af",
    deleted_by_sender: &["Hierdie boodskap was uitgevee"],
    deleted_by_account: &["Jy het boodskap uitgevee"],
    left_out: &["<Media weggelaat>"],
    attached_after_name: &["(lêer aangeheg)"],
    ..Locale::NONE
};
