//! Kazakh.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "kk",
    deleted_by_sender: &["Бұл хат жойылды"],
    deleted_by_account: &["Сіз бұл хатты жойдыңыз"],
    left_out: &["<Файл қосылған жоқ>", "<файлдар қосылмаған>"],
    attached_after_name: &["(қосымша файл)"],
    ..Locale::NONE
};
