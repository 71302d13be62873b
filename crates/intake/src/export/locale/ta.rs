//! Tamil.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "ta",
    deleted_by_sender: &["இத்தகவல் திரும்பப்பெறப்பட்டது"],
    deleted_by_account: &["இத்தகவலை தாங்கள் அழித்தீர்கள்"],
    left_out: &["< ஊடகங்கள் நீக்கப்பட்டது >", "<கோப்புகள் விடப்பட்டன>"],
    attached_after_name: &["இணைக்கப்பட்டது"],
    ..Locale::NONE
};
