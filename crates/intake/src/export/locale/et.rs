//! Estonian.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "et",
    deleted_by_sender: &["See sõnum on kustutatud"],
    deleted_by_account: &["Kustutasid selle sõnumi"],
    left_out: &["<Meedia ära jäetud>", "<meedia välja jäetud>"],
    attached_after_name: &["(fail lisatud)"],
    ..Locale::NONE
};
