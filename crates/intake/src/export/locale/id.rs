//! Indonesian.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "id",
    deleted_by_sender: &["Pesan ini telah dihapus", "Pesan ini dihapus."],
    deleted_by_account: &["Anda telah menghapus pesan ini", "Anda menghapus pesan ini"],
    deleted_by_admin: &[
        "Pesan ini dihapus oleh admin.",
        "Pesan ini dihapus oleh admin ….",
    ],
    edited: &["<Pesan ini diedit>", "<Pesan ini telah diedit>"],
    left_out: &["<Media tidak disertakan>"],
    left_out_by_kind: &[
        (MediaKind::Image, "gambar tidak disertakan"),
        (MediaKind::Video, "video tidak disertakan"),
        (MediaKind::Audio, "audio tidak disertakan"),
        (MediaKind::Sticker, "stiker tidak disertakan"),
        (MediaKind::Gif, "GIF tidak disertakan"),
        (MediaKind::Contact, "Kartu kontak tidak disertakan"),
        (MediaKind::Document, "dokumen tidak disertakan"),
    ],
    attached_after_name: &["(file terlampir)"],
    attached_around_name: &["<terlampir: …>"],
    live_location: &["Lokasi terkini dibagikan"],
    waiting: &["Menunggu pesan ini. Ini akan membutuhkan waktu."],
    poll: &["POLLING", "JAJAK PENDAPAT"],
    event: &["ACARA"],
    missed_call: &[
        "Panggilan suara tak terjawab",
        "Panggilan video tak terjawab",
    ],
    notices: &[
        (
            Notice::Encryption,
            "Pesan dan panggilan terenkripsi secara end-to-end…",
        ),
        (Notice::SecurityCode, "Kode keamanan Anda dengan … berubah…"),
        (Notice::SecurityCode, "Kode keamanan … berubah…"),
        (Notice::Business, "Bisnis ini menggunakan layanan aman …"),
        (Notice::Group, "… membuat grup \"…\""),
        (Notice::Group, "Anda membuat grup \"…\""),
        (Notice::Group, "… membuat grup ini"),
        (Notice::Group, "… menambahkan Anda"),
        (Notice::Group, "… menambahkan …"),
        (Notice::Group, "Anda menambahkan …"),
        (Notice::Group, "… keluar"),
        (Notice::Group, "… mengubah nama grup …"),
        (Notice::Group, "… mengubah subjek …"),
        (Notice::DisappearingTimer, "… mengaktifkan pesan sementara…"),
    ],
    ..Locale::NONE
};
