//! Italian.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "it",
    deleted_by_sender: &[
        "Questo messaggio è stato eliminato",
        "Questo messaggio è stato eliminato.",
    ],
    deleted_by_account: &["Hai eliminato questo messaggio"],
    deleted_by_admin: &[
        "Questo messaggio è stato eliminato da un amministratore.",
        "Questo messaggio è stato eliminato dall'amministratore ….",
    ],
    edited: &[
        "<Questo messaggio è stato modificato>",
        "<Messaggio modificato>",
    ],
    left_out: &["<Media omesso>", "<Media omessi>"],
    left_out_by_kind: &[
        (MediaKind::Image, "immagine omessa"),
        (MediaKind::Video, "video omesso"),
        (MediaKind::Audio, "audio omesso"),
        (MediaKind::Sticker, "sticker non incluso"),
        (MediaKind::Gif, "GIF esclusa"),
        (MediaKind::Contact, "Scheda contatto omessa"),
        (MediaKind::Document, "documento omesso"),
    ],
    attached_after_name: &["(file allegato)"],
    attached_around_name: &["<allegato: …>"],
    live_location: &["posizione attuale condivisa"],
    waiting: &[
        "In attesa del messaggio. Potrebbe volerci un po’ di tempo.",
        "In attesa del messaggio. Potrebbe richiedere del tempo.",
    ],
    poll: &["SONDAGGIO"],
    event: &["EVENTO"],
    missed_call: &[
        "Chiamata vocale persa",
        "Videochiamata persa",
        "Chiamata vocale di gruppo persa",
        "Videochiamata di gruppo persa",
    ],
    notices: &[
        (
            Notice::Encryption,
            "I messaggi e le chiamate sono crittografati end-to-end…",
        ),
        (
            Notice::Encryption,
            "I messaggi inviati in questa chat e le chiamate sono ora protetti con la crittografia end-to-end…",
        ),
        (Notice::Business, "Questa azienda usa un servizio sicuro …"),
        (
            Notice::Business,
            "Questa azienda utilizza un servizio sicuro …",
        ),
        (Notice::Business, "Questa azienda sta usando …"),
        (Notice::Business, "Questa chat è con un account business…"),
        (Notice::Business, "Questa chat è con un’azienda…"),
        (
            Notice::SecurityCode,
            "Il tuo codice di sicurezza con … è cambiato…",
        ),
        (
            Notice::SecurityCode,
            "Il codice di sicurezza di … è cambiato…",
        ),
        (
            Notice::DisappearingTimer,
            "… ha attivato i messaggi effimeri…",
        ),
        (
            Notice::DisappearingTimer,
            "Hai attivato i messaggi effimeri…",
        ),
        (
            Notice::DisappearingTimer,
            "… ha disattivato i messaggi effimeri…",
        ),
        (
            Notice::DisappearingTimer,
            "Hai disattivato i messaggi effimeri…",
        ),
        (Notice::Group, "… ha creato il gruppo \"…\""),
        (Notice::Group, "Hai creato il gruppo \"…\""),
        (Notice::Group, "… ha creato questo gruppo"),
        (Notice::Group, "… ti ha aggiunto"),
        (Notice::Group, "… ti ha aggiunta"),
        (Notice::Group, "… ha aggiunto …"),
        (Notice::Group, "Hai aggiunto …"),
        (Notice::Group, "… è stato aggiunto"),
        (Notice::Group, "… ha abbandonato"),
        (Notice::Group, "… ha abbandonato il gruppo"),
        (Notice::Group, "Hai abbandonato il gruppo"),
        (Notice::Group, "… ha rimosso …"),
        (Notice::Group, "Hai rimosso …"),
        (Notice::Group, "… ha cambiato l’oggetto …"),
        (Notice::Group, "… ha cambiato il nome del gruppo …"),
        (Notice::Group, "… ha cambiato l’immagine del gruppo"),
        (Notice::Group, "… ha cambiato la descrizione del gruppo…"),
        (Notice::Group, "Ora sei un amministratore"),
        (Notice::Group, "Ora sei amministratore"),
        (Notice::Other, "Hai bloccato questo contatto…"),
        (Notice::Other, "Hai sbloccato questo contatto…"),
        (Notice::Other, "… ha cambiato numero…"),
    ],
    ..Locale::NONE
};
