//! Azerbaijani.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "az",
    deleted_by_sender: &["Bu ismarıc silindi"],
    deleted_by_account: &["Siz bu ismarıcı sildiniz"],
    left_out: &["<Media çıxarılmışdır>", "<media buraxıldı>"],
    attached_after_name: &["(fayl əlavə olunub)"],
    ..Locale::NONE
};
