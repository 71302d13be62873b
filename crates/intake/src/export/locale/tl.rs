//! Filipino.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "tl",
    deleted_by_sender: &["Itong mensahe ay binura na"],
    deleted_by_account: &["Binura mo itong mensahe"],
    left_out: &["<Walang kalakip na media>", "<inalis ang media>"],
    attached_after_name: &["(nakalakip na file)"],
    ..Locale::NONE
};
