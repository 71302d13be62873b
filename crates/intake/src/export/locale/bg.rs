//! Bulgarian.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "bg",
    deleted_by_sender: &["Съобщението беше изтрито"],
    deleted_by_account: &["Изтрихте това съобщение"],
    left_out: &["<Без файл>"],
    attached_after_name: &["(прикачен файл)"],
    ..Locale::NONE
};
