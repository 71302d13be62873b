//! Telugu.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "te",
    left_out: &["<మీడియా విస్మరించబడింది>", "<మాధ్యమం విస్మరించబడింది>"],
    attached_after_name: &["(ఫైల్ జోడించబడినది)"],
    ..Locale::NONE
};
