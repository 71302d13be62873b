//! Arabic.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "ar",
    deleted_by_sender: &["تم حذف هذه الرسالة", "تم حذف هذه الرسالة."],
    deleted_by_account: &["أنت حذفت هذه الرسالة", "لقد حذَفت هذه الرسالة"],
    deleted_by_admin: &["حذف أحد المشرفين هذه الرسالة.", "حذف المشرف … هذه الرسالة."],
    edited: &["<تم تعديل هذه الرسالة>"],
    left_out: &["<تم استبعاد الوسائط>"],
    left_out_by_kind: &[
        (MediaKind::Image, "لم يتم إدراج الصورة"),
        (MediaKind::Video, "لم يتم إدراج الفيديوهات"),
        (MediaKind::Audio, "لم يتم إدراج المقاطع الصوتية"),
        (MediaKind::Sticker, "تم حذف الملصقات"),
        (MediaKind::Gif, "لم يتم إدراج صورة GIF"),
        (MediaKind::Contact, "لم يتم إدراج بطاقة جهة اتصال"),
        (MediaKind::Document, "لم يتم إدراج المستند"),
    ],
    attached_after_name: &["(الملف مرفق)"],
    attached_around_name: &["<المُرفق: …>"],
    live_location: &["تمت مشاركة الموقع المباشر"],
    poll: &["استطلاع"],
    missed_call: &["مكالمة صوتية فائتة", "مكالمة فيديو فائتة"],
    notices: &[
        (
            Notice::Encryption,
            "الرسائل والمكالمات مشفرة تمامًا بين الطرفين، بحيث لا يستطيع أحد خارج ه…",
        ),
        (
            Notice::Encryption,
            "الرسائل والمكالمات مشفرة تمامًا بين الطرفين…",
        ),
        (Notice::SecurityCode, "تم تغيير رمز الأمان الخاص بك مع …"),
        (Notice::SecurityCode, "تغيّر رمز الأمان …"),
        (Notice::Group, "أنشأ … المجموعة \"…\""),
        (Notice::Group, "أنشأ … هذه المجموعة"),
        (Notice::Group, "أضافك …"),
        (Notice::Group, "غادر …"),
        (Notice::Group, "تمت إضافة …"),
        (
            Notice::DisappearingTimer,
            "قام … بتشغيل الرسائل ذاتية الاختفاء…",
        ),
    ],
    ..Locale::NONE
};
