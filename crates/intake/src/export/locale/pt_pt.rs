//! Portuguese of Portugal.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "pt",
    deleted_by_sender: &[
        "Esta mensagem foi apagada pelo remetente.",
        "Esta mensagem foi apagada.",
    ],
    deleted_by_account: &["Esta mensagem foi apagada.", "Apagou esta mensagem"],
    deleted_by_admin: &[
        "Esta mensagem foi apagada por um/a administrador/a.",
        "Esta mensagem foi apagada por um/a administrador/a, ….",
    ],
    deleted_unsaid: &["Esta mensagem foi apagada."],
    edited: &["<Mensagem editada>", "<Esta mensagem foi editada>"],
    left_out: &["<Ficheiro não revelado>"],
    left_out_by_kind: &[
        (MediaKind::Image, "imagem não revelada"),
        (MediaKind::Video, "vídeo não revelado"),
        (MediaKind::Audio, "ficheiro de áudio não revelado"),
        (MediaKind::Sticker, "sticker não revelado"),
        (MediaKind::Gif, "GIF não revelada"),
        (MediaKind::Contact, "Contacto não revelado"),
        (MediaKind::Document, "documento não revelado"),
    ],
    attached_after_name: &["(ficheiro anexado)"],
    attached_around_name: &["<anexo: …>"],
    live_location: &["Está a partilhar a sua localização"],
    waiting: &["A aguardar esta mensagem. Pode demorar algum tempo."],
    poll: &["ENQUETE", "SONDAGEM"],
    event: &["EVENTO"],
    missed_call: &["Chamada de voz perdida", "Videochamada perdida"],
    notices: &[
        (
            Notice::Encryption,
            "As mensagens e chamadas são encriptadas ponto a ponto…",
        ),
        (
            Notice::Business,
            "Esta empresa usa um serviço seguro …para gerenciar esta conversa…",
        ),
        (Notice::Business, "Esta empresa usa um serviço seguro …"),
        (Notice::Business, "Esta empresa utiliza um serviço seguro …"),
        (
            Notice::Business,
            "Esta empresa agora usa um serviço seguro …",
        ),
        (Notice::Business, "Esta conversa é com uma conta comercial…"),
        (Notice::Business, "… é uma conta comercial…"),
        (Notice::SecurityCode, "Seu código de segurança com … mudou…"),
        (
            Notice::SecurityCode,
            "O seu código de segurança com … mudou…",
        ),
        (Notice::SecurityCode, "O código de segurança de … mudou…"),
        (Notice::SecurityCode, "O código de segurança com … mudou…"),
        (
            Notice::DisappearingTimer,
            "… ativou as mensagens temporárias…",
        ),
        (
            Notice::DisappearingTimer,
            "Você ativou as mensagens temporárias…",
        ),
        (
            Notice::DisappearingTimer,
            "… desativou as mensagens temporárias…",
        ),
        (
            Notice::DisappearingTimer,
            "Você desativou as mensagens temporárias…",
        ),
        (
            Notice::DisappearingTimer,
            "Ativou as mensagens temporárias…",
        ),
        (
            Notice::DisappearingTimer,
            "Desativou as mensagens temporárias…",
        ),
        (Notice::Group, "… criou o grupo \"…\""),
        (Notice::Group, "Você criou o grupo \"…\""),
        (Notice::Group, "Criou o grupo \"…\""),
        (Notice::Group, "… criou este grupo"),
        (Notice::Group, "… adicionou você"),
        (Notice::Group, "… adicionou-o"),
        (Notice::Group, "… adicionou …"),
        (Notice::Group, "Você adicionou …"),
        (Notice::Group, "… foi adicionado"),
        (Notice::Group, "… foi adicionada"),
        (Notice::Group, "… saiu"),
        (Notice::Group, "Você saiu"),
        (Notice::Group, "… removeu …"),
        (Notice::Group, "Você removeu …"),
        (Notice::Group, "… mudou o nome do grupo …"),
        (Notice::Group, "… mudou o assunto …"),
        (Notice::Group, "… alterou o assunto …"),
        (Notice::Group, "… alterou o nome do grupo …"),
        (Notice::Group, "… mudou a imagem deste grupo"),
        (Notice::Group, "… mudou a imagem do grupo"),
        (Notice::Group, "… mudou a descrição do grupo…"),
        (Notice::Group, "… alterou a descrição do grupo…"),
        (Notice::Group, "… entrou usando o link …"),
        (Notice::Group, "Agora você é um admin…"),
        (Notice::Other, "Você bloqueou este contato…"),
        (Notice::Other, "Você desbloqueou este contato…"),
        (Notice::Other, "… mudou de número…"),
    ],
};
