//! Ukrainian.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "uk",
    deleted_by_sender: &[
        "Це повідомлення було видалено",
        "Це повідомлення було видалено.",
    ],
    deleted_by_account: &[
        "Ви видалили це повідомлення.",
        "Ви видалили це повідомлення",
    ],
    deleted_by_admin: &[
        "Адміністратор видалив це повідомлення.",
        "Це повідомлення видалив адміністратор (…).",
    ],
    edited: &[
        "<Повідомлення відредаговано>",
        "<Це повідомлення було змінено>",
    ],
    left_out: &["<Медіа пропущено>"],
    left_out_by_kind: &[
        (MediaKind::Image, "зображення відсутнє"),
        (MediaKind::Video, "відео відсутнє"),
        (MediaKind::Audio, "аудіо відсутнє"),
        (MediaKind::Sticker, "Наклейку не додано"),
        (MediaKind::Gif, "GIF-анімацію пропущено"),
        (MediaKind::Contact, "Картка контакту відсутня"),
        (MediaKind::Document, "документ пропущено"),
    ],
    attached_after_name: &["(файл додано)"],
    attached_around_name: &["<додано: …>"],
    live_location: &["геодані надіслано"],
    poll: &["ОПИТУВАННЯ"],
    missed_call: &["Пропущений аудіодзвінок", "Пропущений відеодзвінок"],
    notices: &[
        (
            Notice::Encryption,
            "Повідомлення й дзвінки захищено наскрізним шифруванням…",
        ),
        (Notice::SecurityCode, "Ваш код безпеки з … змінився…"),
        (Notice::Group, "… створив(-ла) групу \"…\""),
        (Notice::Group, "… створює групу \"…\""),
        (Notice::Group, "… додає вас"),
        (Notice::Group, "… виходить"),
    ],
    ..Locale::NONE
};
