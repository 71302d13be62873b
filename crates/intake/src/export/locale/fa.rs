//! Persian.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "fa",
    deleted_by_sender: &["این پیام حذف شد", "این پیام حذف شده است."],
    deleted_by_account: &["شما این پیام را حذف کردید.", "شما این پیام را حذف کردید"],
    deleted_by_admin: &[
        "یکی از مدیران این پیام را حذف کرد.",
        "این پیام را مدیر (…) حذف کرد.",
    ],
    edited: &["<این پیام ویرایش شد>", "<این پیام ویرایش شده است>"],
    left_out: &["< پيوست نما/آهنگ حذف شد >", "<رسانه حذف شد>"],
    left_out_by_kind: &[
        (MediaKind::Image, "تصویر حذف شد"),
        (MediaKind::Video, "ویدیو حذف شد"),
        (MediaKind::Audio, "صدا حذف شد"),
        (MediaKind::Sticker, "استیکر حذف شد"),
        (MediaKind::Gif, "GIF حذف شد"),
        (MediaKind::Contact, "برگ مخاطب حذف شد."),
        (MediaKind::Document, "سند حذف شد"),
    ],
    attached_after_name: &["فایل پیوست شد"],
    attached_around_name: &["<پیوست: …>"],
    live_location: &["مکان زنده به اشتراک گذاشته شد"],
    missed_call: &[
        "تماس صوتی پاسخ داده نشده",
        "تماس تصویری بی‌پاسخ",
        "تماس تصویری پاسخ داده نشده",
    ],
    notices: &[(
        Notice::Encryption,
        "پیام‌ها و تماس‌ها سرتاسر رمزگذاری شده‌اند…",
    )],
    ..Locale::NONE
};
