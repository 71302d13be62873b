//! Russian.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "ru",
    deleted_by_sender: &["Данное сообщение удалено", "Данное сообщение удалено."],
    deleted_by_account: &["Вы удалили данное сообщение", "Вы удалили это сообщение"],
    deleted_by_admin: &[
        "Данное сообщение удалено админом.",
        "Данное сообщение удалено админом (…).",
    ],
    edited: &["<Сообщение изменено>", "<Данное сообщение изменено>"],
    left_out: &["<Файл пропущен>", "<Без медиафайлов>"],
    left_out_by_kind: &[
        (MediaKind::Image, "изображение отсутствует"),
        (MediaKind::Video, "видео отсутствует"),
        (MediaKind::Audio, "аудиофайл отсутствует"),
        (MediaKind::Sticker, "стикер не добавлен"),
        (MediaKind::Gif, "GIF отсутствует"),
        (MediaKind::Contact, "Карточка контакта отсутствует"),
        (MediaKind::Document, "документ отсутствует"),
    ],
    attached_after_name: &["(файл добавлен)"],
    attached_around_name: &["<прикреплено: …>"],
    live_location: &["Геоданные отправлены"],
    waiting: &[
        "Ожидание данного сообщения. Это может занять некоторое время.",
        "Ожидание сообщения. Это может занять некоторое время.",
    ],
    poll: &["ОПРОС"],
    event: &["МЕРОПРИЯТИЕ"],
    missed_call: &["Пропущенный аудиозвонок", "Пропущенный видеозвонок"],
    notices: &[
        (
            Notice::Encryption,
            "Сообщения и звонки защищены сквозным шифрованием…",
        ),
        (Notice::SecurityCode, "Ваш код безопасности с … изменился…"),
        (Notice::SecurityCode, "Код безопасности … изменился…"),
        (Notice::Business, "Это бизнес-аккаунт…"),
        (Notice::Business, "Этот чат с бизнес-аккаунтом…"),
        (Notice::Business, "Эта компания использует …"),
        (Notice::Group, "… создал(-а) группу \"…\""),
        (Notice::Group, "… создал(а) группу \"…\""),
        (Notice::Group, "… создал(-а) эту группу"),
        (Notice::Group, "… создал группу \"…\""),
        (Notice::Group, "… создала группу \"…\""),
        (Notice::Group, "… добавил(-а) вас"),
        (Notice::Group, "… добавил(а) вас"),
        (Notice::Group, "… добавил(-а) …"),
        (Notice::Group, "… добавил(а) …"),
        (Notice::Group, "… покинул(-а) группу"),
        (Notice::Group, "… покинул(а) группу"),
        (Notice::Group, "… вышел(-ла)"),
        (Notice::Group, "… изменил(-а) тему …"),
        (Notice::Group, "… изменил(-а) название группы …"),
        (Notice::Group, "… изменил(а) название группы …"),
        (Notice::Group, "Вы создали группу \"…\""),
        (Notice::Group, "Вы добавили …"),
        (
            Notice::DisappearingTimer,
            "… включил(-а) исчезающие сообщения…",
        ),
        (
            Notice::DisappearingTimer,
            "… включил(а) исчезающие сообщения…",
        ),
        (
            Notice::DisappearingTimer,
            "… отключил(-а) исчезающие сообщения…",
        ),
    ],
    ..Locale::NONE
};
