//! Lithuanian.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "lt",
    deleted_by_sender: &["Ši žinutė buvo ištrinta"],
    deleted_by_account: &["Jūs ištrynėte šią žinutę"],
    left_out: &["<Praleistas medijos turinys>", "<medija praleista>"],
    attached_after_name: &["(byla prisegta)"],
    ..Locale::NONE
};
