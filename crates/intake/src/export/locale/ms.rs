//! Malay.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "ms",
    deleted_by_sender: &["Mesej ini telah dipadam", "Mesej ini telah dipadam."],
    deleted_by_account: &["Anda telah memadamkan mesej ini"],
    deleted_by_admin: &[
        "Mesej ini telah dipadamkan oleh pentadbir.",
        "Mesej ini telah dipadamkan oleh pentadbir ….",
    ],
    edited: &["<Mesej ini telah diedit>"],
    left_out: &["<Media disingkirkan>", "<Media dikecualikan>"],
    left_out_by_kind: &[
        (MediaKind::Image, "imej tidak dimasukkan"),
        (MediaKind::Video, "video tidak dimasukkan"),
        (MediaKind::Audio, "audio tidak dimasukkan"),
        (MediaKind::Sticker, "pelekat tidak disertakan"),
        (MediaKind::Gif, "GIF tidak dimasukkan"),
        (MediaKind::Contact, "Kad kenalan tidak dimasukkan"),
        (MediaKind::Document, "dokumen tidak dimasukkan"),
    ],
    attached_after_name: &["(fail dilampirkan)"],
    attached_around_name: &["<dilampir: …>"],
    live_location: &["lokasi terkini dikongsi"],
    missed_call: &[
        "Panggila suara terlepas",
        "Panggilan suara terlepas",
        "Panggilan video terlepas",
    ],
    notices: &[(
        Notice::Encryption,
        "Mesej dan panggilan disulitkan hujung ke hujung…",
    )],
    ..Locale::NONE
};
