//! Bengali.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "bn",
    deleted_by_sender: &["এই বার্তাটি মুছে ফেলা হয়েছে", "এই মেসেজটি বাদ দেওয়া হয়েছে।"],
    deleted_by_account: &[
        "আপনি এই বার্তাটি মুছে ফেলেছেন",
        "আপনি এই মেসেজটি বাদ দিয়েছেন",
        "আপনি এই মেসেজটি বাদ দিয়েছেন।",
    ],
    deleted_by_admin: &[
        "অ্যাডমিন এই মেসেজটি বাদ দিয়েছেন।",
        "অ্যাডমিন … এই মেসেজটি বাদ দিয়েছেন।",
    ],
    edited: &["<এই মেসেজটি এডিট করা হয়েছে>"],
    left_out: &["<মিডিয়া বাদ দেওয়া হয়েছে>"],
    left_out_by_kind: &[
        (MediaKind::Image, "ইমেজ বাদ দেওয়া হয়েছে"),
        (MediaKind::Video, "ভিডিও বাদ দেওয়া হয়েছে"),
        (MediaKind::Audio, "অডিও বাদ দেওয়া হয়েছে"),
        (MediaKind::Sticker, "স্টিকার বাদ দেওয়া হয়েছে"),
        (MediaKind::Gif, "জিআইএফ বাদ দেওয়া হয়েছে"),
        (MediaKind::Contact, "পরিচিতির কার্ড বাদ দেওয়া হয়েছে"),
        (MediaKind::Document, "ডকুমেন্ট বাদ দেওয়া হয়েছে"),
    ],
    attached_after_name: &["(ফাইল সংযুক্ত হয়েছে)"],
    attached_around_name: &["<attached: …>"],
    live_location: &["লাইভ অবস্থান শেয়ার করা হয়েছে"],
    missed_call: &[
        "ভয়েস কল মিস করেছেন",
        "মিসড ভয়েস কল",
        "ভিডিও কল মিস করেছেন",
        "মিস করা ভিডিও কল",
    ],
    notices: &[(
        Notice::Encryption,
        "মেসেজ এবং কল এন্ড-টু-এন্ড এনক্রিপ্টেড থাকে। এই চ্যাটে থাকা ব্যক্তি ছাড়…",
    )],
    ..Locale::NONE
};
