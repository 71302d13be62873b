//! Turkish.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "tr",
    deleted_by_sender: &["Bu mesaj silindi", "Bu mesaj silindi."],
    deleted_by_account: &["Bu mesajı sildiniz"],
    deleted_by_admin: &[
        "Bu mesaj bir yönetici tarafından silindi.",
        "Bu mesaj … adlı yönetici tarafından silindi.",
    ],
    edited: &["<Bu mesaj düzenlendi>"],
    left_out: &["<Medya atlanmış>", "<Medya dahil edilmedi>"],
    left_out_by_kind: &[
        (MediaKind::Image, "görüntü dahil edilmedi"),
        (MediaKind::Video, "video dahil edilmedi"),
        (MediaKind::Audio, "ses dahil edilmedi"),
        (MediaKind::Sticker, "Çıkartma dahil edilmedi"),
        (MediaKind::Gif, "GIF dahil edilmedi"),
        (MediaKind::Contact, "Kişi kartı dahil edilmedi"),
        (MediaKind::Document, "belge dahil edilmedi"),
    ],
    attached_after_name: &["(dosya ekli)"],
    attached_around_name: &["<… eklendi>"],
    live_location: &["Mevcut konum paylaşıldı"],
    waiting: &["Bu mesaj bekleniyor. Bu biraz zaman alabilir."],
    poll: &["ANKET"],
    event: &["ETKİNLİK"],
    missed_call: &["Cevapsız sesli arama", "Cevapsız görüntülü arama"],
    notices: &[
        (
            Notice::Encryption,
            "Mesajlar ve aramalar uçtan uca şifrelidir…",
        ),
        (Notice::SecurityCode, "… ile olan güvenlik kodunuz değişti…"),
        (Notice::SecurityCode, "… kişisinin güvenlik kodu değişti…"),
        (Notice::Group, "… \"…\" grubunu oluşturdu"),
        (Notice::Group, "… bu grubu oluşturdu"),
        (Notice::Group, "… sizi ekledi"),
        (Notice::Group, "… ayrıldı"),
        (Notice::Group, "… kişisini eklediniz"),
        (Notice::DisappearingTimer, "… süreli mesajları açtı…"),
        (Notice::DisappearingTimer, "… süreli mesajları kapattı…"),
        (Notice::Business, "Bu sohbet bir işletme hesabıyla…"),
        (Notice::Business, "Bu işletme, bu sohbeti yönetmek için …"),
    ],
    ..Locale::NONE
};
