//! Spanish.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "es",
    deleted_by_sender: &[
        "Este mensaje fue eliminado",
        "Se eliminó este mensaje.",
        "Se eliminó este mensaje",
    ],
    deleted_by_account: &["Eliminaste este mensaje"],
    deleted_by_admin: &[
        "Un admin. eliminó este mensaje.",
        "Un admin., …, eliminó este mensaje.",
    ],
    edited: &["<Se editó este mensaje.>", "<Se editó este mensaje>"],
    left_out: &["<Archivo omitido>", "<Multimedia omitido>"],
    left_out_by_kind: &[
        (MediaKind::Image, "imagen omitida"),
        (MediaKind::Video, "Video omitido"),
        (MediaKind::Audio, "audio omitido"),
        (MediaKind::Sticker, "sticker omitido"),
        (MediaKind::Gif, "GIF omitido"),
        (MediaKind::Contact, "Tarjeta de contacto omitida"),
        (MediaKind::Document, "documento omitido"),
    ],
    attached_after_name: &["(archivo adjunto)", "(archivo adjuntado)"],
    attached_around_name: &["<adjunto: …>"],
    live_location: &["ubicación en tiempo real compartida"],
    waiting: &[
        "Esperando este mensaje. Esto puede tomar tiempo.",
        "Esperando el mensaje. Esto puede tardar un poco.",
    ],
    poll: &["ENCUESTA"],
    event: &["EVENTO"],
    missed_call: &[
        "Llamada de voz perdida",
        "Llamada perdida",
        "Videollamada perdida",
        "Llamada de voz grupal perdida",
        "Videollamada grupal perdida",
    ],
    notices: &[
        (
            Notice::Encryption,
            "Los mensajes y las llamadas están cifrados de extremo a extremo…",
        ),
        (
            Notice::Encryption,
            "Los mensajes y las llamadas están cifrados…",
        ),
        (
            Notice::Encryption,
            "Los mensajes y llamadas en este chat ahora están protegidos con cifrado de extremo a extremo…",
        ),
        (
            Notice::Encryption,
            "Los mensajes y las llamadas en este chat…cifrado de extremo a extremo…",
        ),
        (
            Notice::Business,
            "Esta empresa usa un servicio seguro …para administrar este chat…",
        ),
        (
            Notice::Business,
            "Esta empresa utiliza un servicio seguro …para administrar este chat…",
        ),
        (
            Notice::Business,
            "Esta empresa ahora usa un servicio seguro …",
        ),
        (
            Notice::Business,
            "Esta empresa trabaja con otras compañías para administrar este chat…",
        ),
        (Notice::Business, "Este chat es con una cuenta de empresa…"),
        (
            Notice::Business,
            "… está registrada como cuenta de empresa…",
        ),
        (Notice::Business, "Esta es una cuenta de empresa…"),
        (Notice::SecurityCode, "Tu código de seguridad con … cambió…"),
        (
            Notice::SecurityCode,
            "Tu código de seguridad con … ha cambiado…",
        ),
        (Notice::SecurityCode, "Cambió tu código de seguridad con …"),
        (Notice::SecurityCode, "El código de seguridad de … cambió…"),
        (
            Notice::DisappearingTimer,
            "… activó los mensajes temporales…",
        ),
        (
            Notice::DisappearingTimer,
            "Activaste los mensajes temporales…",
        ),
        (
            Notice::DisappearingTimer,
            "… desactivó los mensajes temporales…",
        ),
        (
            Notice::DisappearingTimer,
            "Desactivaste los mensajes temporales…",
        ),
        (Notice::Group, "… creó el grupo \"…\""),
        (Notice::Group, "Creaste el grupo \"…\""),
        (Notice::Group, "… creó este grupo"),
        (Notice::Group, "… te añadió"),
        (Notice::Group, "… te agregó"),
        (Notice::Group, "… añadió a …"),
        (Notice::Group, "… agregó a …"),
        (Notice::Group, "Añadiste a …"),
        (Notice::Group, "Agregaste a …"),
        (Notice::Group, "Se añadió a …"),
        (Notice::Group, "Se agregó a …"),
        (Notice::Group, "… salió del grupo"),
        (Notice::Group, "… salió"),
        (Notice::Group, "Saliste del grupo"),
        (Notice::Group, "… eliminó a …"),
        (Notice::Group, "Eliminaste a …"),
        (Notice::Group, "… cambió el nombre del grupo …"),
        (Notice::Group, "… cambió el asunto …"),
        (Notice::Group, "Cambiaste el asunto …"),
        (Notice::Group, "… cambió el ícono de este grupo"),
        (Notice::Group, "… cambió el icono de este grupo"),
        (Notice::Group, "… cambió la imagen del grupo"),
        (Notice::Group, "… cambió la descripción del grupo…"),
        (Notice::Group, "… se unió usando el enlace …"),
        (Notice::Group, "Ahora eres admin…"),
        (Notice::Other, "Bloqueaste a este contacto…"),
        (Notice::Other, "Desbloqueaste a este contacto…"),
        (Notice::Other, "… cambió de número…"),
        (Notice::Other, "… cambió su número de teléfono…"),
    ],
    ..Locale::NONE
};
