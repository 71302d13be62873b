//! Vietnamese.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "vi",
    deleted_by_sender: &["Tin nhắn này đã bị xoá", "Tin nhắn này đã bị xóa."],
    deleted_by_account: &["Bạn đã xoá tin nhắn này", "Bạn đã xóa tin nhắn này"],
    deleted_by_admin: &[
        "Quản trị viên đã xóa tin nhắn này.",
        "Quản trị viên … đã xóa tin nhắn này.",
    ],
    edited: &[
        "<Tin nhắn này đã được chỉnh sửa>",
        "<Tin nhắn đã chỉnh sửa>",
    ],
    left_out: &["<Bỏ qua Media>", "<Bỏ qua tệp phương tiện>"],
    left_out_by_kind: &[
        (MediaKind::Image, "đã bỏ qua hình ảnh"),
        (MediaKind::Video, "đã bỏ video"),
        (MediaKind::Audio, "bỏ qua tệp âm thanh"),
        (MediaKind::Sticker, "đã bỏ sticker"),
        (MediaKind::Gif, "Đã bỏ qua ảnh GIF"),
        (MediaKind::Contact, "Bỏ qua thẻ liên lạc"),
        (MediaKind::Document, "đã bỏ qua tài liệu"),
    ],
    attached_after_name: &["(tệp đính kèm)"],
    attached_around_name: &["<đính kèm: …>"],
    live_location: &["vị trí hiện thời được chia sẻ"],
    missed_call: &["Cuộc gọi nhỡ", "Cuộc gọi nhỡ video"],
    notices: &[(
        Notice::Encryption,
        "Tin nhắn và cuộc gọi được mã hóa đầu cuối…",
    )],
    ..Locale::NONE
};
