//! Albanian.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "sq",
    left_out: &["<media u hoq>", "<Media hequr>", "<Pa media>"],
    attached_after_name: &["(skedë e ngjitur)"],
    ..Locale::NONE
};
