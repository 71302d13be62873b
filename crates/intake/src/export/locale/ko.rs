//! Korean.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "ko",
    deleted_by_sender: &["이 메시지는 삭제되었습니다", "이 메시지는 삭제되었습니다."],
    deleted_by_account: &["삭제한 메시지입니다", "이 메시지를 삭제했습니다"],
    deleted_by_admin: &[
        "이 메시지는 관리자에 의해 삭제되었습니다.",
        "이 메시지는 관리자 …에 의해 삭제되었습니다.",
    ],
    edited: &["<이 메시지는 수정되었습니다>", "<편집된 메시지입니다>"],
    left_out: &["<미디어 파일을 생략한 대화내용>", "<미디어 파일 제외됨>"],
    left_out_by_kind: &[
        (MediaKind::Image, "이미지 생략됨"),
        (MediaKind::Video, "비디오 생략됨"),
        (MediaKind::Audio, "오디오 생략됨"),
        (MediaKind::Sticker, "스티커 제외됨"),
        (MediaKind::Gif, "GIF 생략됨"),
        (MediaKind::Contact, "연락처 카드 생략됨"),
        (MediaKind::Document, "문서 생략됨"),
    ],
    attached_after_name: &["(파일 첨부됨)"],
    attached_around_name: &["< 첨부됨: …>"],
    live_location: &["공유한 실시간 위치"],
    poll: &["투표"],
    missed_call: &["부재중 전화", "부재중 영상통화"],
    notices: &[(
        Notice::Encryption,
        "메시지 및 전화는 종단간 암호화되어 안전합니다…",
    )],
    ..Locale::NONE
};
