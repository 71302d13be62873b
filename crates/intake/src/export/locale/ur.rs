//! Urdu.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "ur",
    deleted_by_sender: &["یہ پیغام حذف کیا گیا", "یہ میسج حذف کر دیا گیا ہے۔"],
    deleted_by_account: &[
        "آپ نے اس پیغام کو حذف کیا",
        "آپ نے یہ میسج حذف کر دیا ہے",
        "آپ نے یہ میسج حذف کر دیا ہے۔",
    ],
    deleted_by_admin: &[
        "یہ میسج ایک ایڈمن نے حذف کر دیا ہے۔",
        "یہ میسج ایڈمن … نے حذف کر دیا ہے۔",
    ],
    edited: &["<اس میسج میں ترمیم کی گئی>"],
    left_out: &["<میڈیا چھوڑ دیا گیا>", "<میڈیا ہٹا دیا گیا>"],
    left_out_by_kind: &[
        (MediaKind::Image, "تصویر نکال دی گئی ہے"),
        (MediaKind::Video, "ویڈیو نظرانداز"),
        (MediaKind::Audio, "آڈیو نظرانداز"),
        (MediaKind::Sticker, "اسٹیکر نظرانداز"),
        (MediaKind::Gif, "GIF  نظرانداز"),
        (MediaKind::Contact, "رابطہ کارڈ نظر انداز"),
        (MediaKind::Document, "دستاویز نظرانداز"),
    ],
    attached_after_name: &["(پیوستہ فائل)"],
    attached_around_name: &["<پیوستہ: …>"],
    live_location: &["جاری مقام کا اشتراک ہوا"],
    missed_call: &[
        "مسڈ وائس کال",
        "چھوٹی ہوئی صوتی کال",
        "مسڈ ویڈیو کال",
        "چھوٹی ہوئی ویڈیو کال",
    ],
    notices: &[(
        Notice::Encryption,
        "میسجز اور کالز اینڈ ٹو اینڈ اینکرپشن کے ذریعے محفوظ ہیں۔ اس چیٹ کی بات…",
    )],
    ..Locale::NONE
};
