//! Portuguese of Brazil.

use super::Locale;
use crate::export::MediaKind;
use crate::export::Notice;

pub(super) const LOCALE: Locale = Locale {
    tag: "pt",
    deleted_by_sender: &["Esta mensagem foi apagada", "Mensagem apagada"],
    deleted_by_account: &["Você apagou esta mensagem", "Mensagem apagada"],
    deleted_by_admin: &[
        "Mensagem apagada por um admin",
        "Mensagem apagada por um admin (…)",
    ],
    deleted_unsaid: &["Mensagem apagada", "Esta mensagem foi apagada"],
    edited: &["<Mensagem editada>", "<Esta mensagem foi editada>"],
    left_out: &["<Mídia omitida>", "<Mídia oculta>"],
    left_out_by_kind: &[
        (MediaKind::Image, "imagem ocultada"),
        (MediaKind::Video, "vídeo omitido"),
        (MediaKind::Audio, "áudio ocultado"),
        (MediaKind::Sticker, "figurinha omitida"),
        (MediaKind::Gif, "GIF omitido"),
        (MediaKind::Contact, "Cartão do contato omitido"),
        (MediaKind::Document, "documento omitido"),
    ],
    attached_after_name: &["(arquivo anexado)"],
    attached_around_name: &["<anexado: …>"],
    live_location: &["localização atual compartilhada"],
    waiting: &[
        "Aguardando mensagem. Essa ação pode levar alguns instantes.",
        "Aguardando mensagem. Isso pode levar alguns instantes.",
    ],
    poll: &["ENQUETE", "SONDAGEM"],
    event: &["EVENTO"],
    missed_call: &[
        "Chamada de voz perdida",
        "Chamada de vídeo perdida",
        "Chamada de voz em grupo perdida",
        "Chamada de vídeo em grupo perdida",
    ],
    notices: &[
        (
            Notice::Encryption,
            "As mensagens e as chamadas são protegidas com a criptografia de ponta…",
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
