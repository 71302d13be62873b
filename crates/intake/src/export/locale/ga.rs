//! Irish.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "ga",
    deleted_by_sender: &["Scriosadh an teachtaireacht seo."],
    deleted_by_account: &["Scrios tú an teachtaireacht seo"],
    deleted_by_admin: &[
        "Scrios riarthóir an teachtaireacht seo.",
        "Scrios … (riarthóir) an teachtaireacht seo.",
    ],
    left_out_by_kind: &[
        (MediaKind::Image, "íomhá ligthe ar lár"),
        (MediaKind::Video, "físeán ligthe ar lár"),
        (MediaKind::Audio, "comhad fuaime ar lár"),
        (MediaKind::Sticker, "fágadh an greamán ar lár"),
        (MediaKind::Gif, "GIF ligthe ar lár"),
        (MediaKind::Contact, "Cárta teagmhála ar lár"),
        (MediaKind::Document, "cáipéis ligthe ar lár"),
    ],
    attached_around_name: &["<ceangailte: …>"],
    missed_call: &["Guthghlao caillte", "Físghlao caillte"],
    notices: &[(
        Notice::Encryption,
        "Déantar criptiúchán ó cheann go ceann ar theachtaireachtaí agus ar ghl…",
    )],
    ..Locale::NONE
};
