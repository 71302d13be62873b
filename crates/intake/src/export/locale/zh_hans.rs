//! Chinese, simplified.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "zh",
    deleted_by_sender: &["信息已删除", "这条消息已被删除。"],
    deleted_by_account: &["您删除这个信息", "您已删除这条消息", "您已删除这条消息。"],
    deleted_by_admin: &["管理员已删除这条消息。", "管理员 … 已删除这条消息。"],
    edited: &["<此消息已编辑>", "<消息已编辑>", "<已编辑此消息>"],
    left_out: &["<省略多媒体文件>"],
    left_out_by_kind: &[
        (MediaKind::Image, "照片已忽略"),
        (MediaKind::Video, "视频已忽略"),
        (MediaKind::Audio, "音频已忽略"),
        (MediaKind::Sticker, "贴图已省略"),
        (MediaKind::Gif, "GIF 动态图已被忽略"),
        (MediaKind::Contact, "联系人卡片已忽略"),
        (MediaKind::Document, "文档已省略"),
    ],
    attached_after_name: &["(文件附件)"],
    attached_around_name: &["<附件：…>"],
    live_location: &["共享实时位置"],
    poll: &["投票"],
    missed_call: &["未接语音通话", "未接视频通话"],
    notices: &[(Notice::Encryption, "消息和通话都进行端到端加密…")],
    ..Locale::NONE
};
