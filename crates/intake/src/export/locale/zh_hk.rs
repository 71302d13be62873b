//! Chinese, traditional (Hong Kong).

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "zh",
    deleted_by_sender: &["此訊息已刪除。"],
    deleted_by_account: &["您已刪除此訊息", "您已刪除此訊息。"],
    deleted_by_admin: &["管理員已刪除此訊息。", "管理員…已刪除此訊息。"],
    edited: &["<此訊息已編輯>"],
    left_out: &["<忽略多媒體檔>"],
    left_out_by_kind: &[
        (MediaKind::Image, "圖片已略去"),
        (MediaKind::Video, "影片已略去"),
        (MediaKind::Audio, "音訊已略去"),
        (MediaKind::Sticker, "貼圖已略去"),
        (MediaKind::Gif, "GIF 已略去"),
        (MediaKind::Contact, "聯絡人卡片已略去"),
        (MediaKind::Document, "文件已略去"),
    ],
    attached_after_name: &["(附件檔案)"],
    attached_around_name: &["<附件：…>"],
    live_location: &["實時位置已分享"],
    missed_call: &["未接語音通話", "未接視像通話"],
    notices: &[(Notice::Encryption, "訊息和通話經端對端加密…")],
    ..Locale::NONE
};
