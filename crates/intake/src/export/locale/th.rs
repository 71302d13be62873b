//! Thai.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "th",
    deleted_by_sender: &["ข้อความนี้ได้ถูกลบ", "ข้อความนี้ถูกลบแล้ว"],
    deleted_by_account: &["คุณลบข้อความนี้", "คุณได้ลบข้อความนี้"],
    deleted_by_admin: &["ข้อความนี้ถูกลบโดยผู้ดูแล", "ข้อความนี้ถูกลบโดยผู้ดูแล …"],
    edited: &["<ข้อความนี้ได้รับการแก้ไขแล้ว>", "<ข้อความนี้ถูกแก้ไข>"],
    left_out: &["<สื่อถูกลบ>", "<ไฟล์สื่อถูกลบ>"],
    left_out_by_kind: &[
        (MediaKind::Image, "ไม่มีรูปภาพ"),
        (MediaKind::Video, "วิดีโอถูกลบ"),
        (MediaKind::Audio, "ไม่มีไฟล์เสียง"),
        (MediaKind::Sticker, "ไม่มีสติกเกอร์"),
        (MediaKind::Gif, "ละเว้น GIF"),
        (MediaKind::Contact, "บัตรรายชื่อที่ละเว้น"),
        (MediaKind::Document, "ละเว้นเอกสาร"),
    ],
    attached_after_name: &["(ไฟล์ที่แนบ)"],
    attached_around_name: &["<แนบ: …>"],
    live_location: &["ตำแหน่งปัจจุบันถูกแบ่งปัน"],
    missed_call: &["สายที่ไม่ได้รับ", "วิดีโอคอลที่ไม่ได้รับ", "สายโทรวิดีโอที่ไม่ได้รับ"],
    notices: &[(
        Notice::Encryption,
        "ข้อความและการโทรได้รับการเข้ารหัสจากต้นทางถึงปลายทาง ผู้ที่ไม่ได้อยู่ใ…",
    )],
    ..Locale::NONE
};
