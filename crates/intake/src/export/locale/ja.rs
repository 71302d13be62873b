//! Japanese.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "ja",
    deleted_by_sender: &[
        "このメッセージは削除されました",
        "このメッセージは削除されました。",
    ],
    deleted_by_account: &[
        "このメッセージを削除しました",
        "このメッセージを削除しました。",
    ],
    deleted_by_admin: &[
        "このメッセージは管理者により削除されました。",
        "このメッセージは管理者(…)により削除されました。",
    ],
    edited: &[
        "<このメッセージは編集されました>",
        "<このメッセージは編集済みです>",
    ],
    left_out: &["<メディアは含まれていません>", "<メディアなし>"],
    left_out_by_kind: &[
        (MediaKind::Image, "画像は含まれていません"),
        (MediaKind::Video, "ビデオは含まれていません"),
        (MediaKind::Audio, "音声は含まれていません"),
        (MediaKind::Sticker, "スタンプは含まれていません"),
        (MediaKind::Gif, "GIFは含まれていません"),
        (MediaKind::Contact, "連絡先カードを省略"),
        (MediaKind::Document, "ドキュメントは含まれていません"),
    ],
    attached_after_name: &["(添付ファイル有り)"],
    attached_around_name: &["<添付ファイル: …>"],
    live_location: &["ライブロケーション共有"],
    poll: &["アンケート", "投票"],
    missed_call: &["不在着信", "音声通話不在着信", "ビデオ通話不在着信"],
    notices: &[(
        Notice::Encryption,
        "メッセージと通話はエンドツーエンド暗号化されています…",
    )],
    ..Locale::NONE
};
