//! Kannada.

use super::Locale;

pub(super) const LOCALE: Locale = Locale {
    tag: "kn",
    deleted_by_sender: &["ಈ ಸಂದೇಶವು ಅಳಿಸಲ್ಪಟ್ಟಿದೆ"],
    deleted_by_account: &["ನೀವು ಈ ಸಂದೇಶವನ್ನು ಅಳಿಸಿದ್ದೀರಿ"],
    left_out: &["<ಮೀಡಿಯಾ ಕೈಬಿಡಲಾಗಿದೆ>", "<ಮಾಧ್ಯಮ ಕೈಬಿಡಲಾಗಿದೆ>"],
    attached_after_name: &["(ಕಡತ ಸೇರಿಸಲಾಯಿತು)"],
    ..Locale::NONE
};
