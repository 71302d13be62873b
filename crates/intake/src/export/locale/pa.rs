//! Punjabi.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "pa",
    deleted_by_sender: &["ਇਸ ਸੁਨੇਹੇ ਨੂੰ ਹਟਾਇਆ ਗਿਆ"],
    deleted_by_account: &["ਤੁਸੀਂ ਇਹ ਸੁਨੇਹਾ ਹਟਾਇਆ"],
    left_out: &["<ਮੀਡੀਆ ਛੱਡਿਆ ਗਿਆ>", "<ਮੀਡੀਆ ਛੱਡਿਆ>", "<ਮੀਡੀਆ ਛਡਿਆ ਗਿਆ>"],
    attached_after_name: &["(ਅਟੈਚ ਕੀਤੀ ਫਾਇਲ)"],
    ..Locale::NONE
};
