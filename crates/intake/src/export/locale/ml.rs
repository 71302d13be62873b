//! Malayalam.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "ml",
    deleted_by_sender: &["ഈ സന്ദേശം ഇല്ലാതാക്കിയതാണ്"],
    deleted_by_account: &["ഈ സന്ദേശം നിങ്ങൾ ഇല്ലാതാക്കി"],
    left_out: &["<മീഡിയ ഒഴിവാക്കി>"],
    attached_after_name: &["(ഫയൽ ചേർത്തു)"],
    ..Locale::NONE
};
