//! Lao.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "lo",
    left_out: &["<ບໍ່ລວມມີເດຍ>"],
    ..Locale::NONE
};
