//! Why a source is refused, and what to do instead: three short parts, in French and in English.

use super::{Refusal, RefusedKind};

/// Language of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// French.
    French,
    /// English.
    English,
}

/// A refusal, explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What the source is.
    pub what: &'static str,
    /// Why it is not read.
    pub why: &'static str,
    /// What to do instead.
    pub instead: &'static str,
}

impl Refusal {
    /// Says what the source is, why it is not read, and what to do instead.
    pub fn explain(&self, tongue: Tongue) -> Explanation {
        match tongue {
            Tongue::French => french(self.kind),
            Tongue::English => english(self.kind),
        }
    }
}

fn french(kind: RefusedKind) -> Explanation {
    let (what, why) = match kind {
        RefusedKind::AndroidMessages => (
            "C’est la base de messages de WhatsApp sous Android (« msgstore.db »).",
            FR_RECOVERY,
        ),
        RefusedKind::IosMessages => (
            "C’est la base de messages de WhatsApp sur iPhone (« ChatStorage.sqlite »).",
            FR_RECOVERY,
        ),
        RefusedKind::Contacts => (
            "C’est le carnet d’adresses de WhatsApp (« wa.db » ou « ContactsV2.sqlite »).",
            "Il contient les coordonnées de personnes qui n’ont rien demandé et n’ont donné aucun accord. Le RGPD demande de ne collecter que ce qui sert ; ces numéros ne servent à aucune mesure de Tact.",
        ),
        RefusedKind::EncryptedBackup => (
            "C’est une sauvegarde chiffrée de WhatsApp (crypt12, crypt14 ou crypt15).",
            FR_RECOVERY,
        ),
        RefusedKind::PhoneBackup => (
            "C’est la sauvegarde d’un téléphone entier.",
            "Elle contient bien plus que des échanges avec vos clients, et parfois des messages que leurs auteurs ont supprimés. Les lire malgré eux serait déloyal et contraire au RGPD (loyauté, minimisation, article 5).",
        ),
        RefusedKind::ForensicReport => (
            "C’est l’extraction d’un outil d’enquête (Cellebrite).",
            "Ces outils relisent ce qui a été effacé. Hors d’une enquête judiciaire, s’en servir sur des messages de clients porte atteinte au secret des correspondances.",
        ),
        RefusedKind::NotificationLog => (
            "C’est un journal de notifications.",
            "Il garde le texte des messages avant leur suppression : s’en servir revient à lire ce que le client a retiré. Le client n’en sait rien, et ni le RGPD ni les conditions de WhatsApp ne le permettent.",
        ),
        RefusedKind::ModifiedClient => (
            "C’est le dossier d’un client WhatsApp modifié (GBWhatsApp ou semblable).",
            "Ces clients gardent les messages supprimés et sont interdits par les conditions d’utilisation de WhatsApp, qui peut fermer le compte. Le fichier .txt d’un client modifié ne se distingue pas d’un autre : n’en fournissez pas.",
        ),
    };
    Explanation {
        what,
        why,
        instead: FR_INSTEAD,
    }
}

fn english(kind: RefusedKind) -> Explanation {
    let (what, why) = match kind {
        RefusedKind::AndroidMessages => (
            "This is the message database of WhatsApp on Android (\"msgstore.db\").",
            EN_RECOVERY,
        ),
        RefusedKind::IosMessages => (
            "This is the message database of WhatsApp on iPhone (\"ChatStorage.sqlite\").",
            EN_RECOVERY,
        ),
        RefusedKind::Contacts => (
            "This is WhatsApp’s address book (\"wa.db\" or \"ContactsV2.sqlite\").",
            "It holds details of people who asked for nothing and agreed to nothing. The GDPR allows collecting only what is needed, and no figure of Tact needs these numbers.",
        ),
        RefusedKind::EncryptedBackup => (
            "This is an encrypted WhatsApp backup (crypt12, crypt14 or crypt15).",
            EN_RECOVERY,
        ),
        RefusedKind::PhoneBackup => (
            "This is the backup of a whole phone.",
            "It holds far more than conversations with your customers, and sometimes messages their authors deleted. Reading those against their will would be unfair, and against the GDPR (fairness, minimisation, article 5).",
        ),
        RefusedKind::ForensicReport => (
            "This is the extraction of a forensic tool (Cellebrite).",
            "Such tools read back what was deleted. Outside a judicial inquiry, using them on customers’ messages breaks the secrecy of correspondence.",
        ),
        RefusedKind::NotificationLog => (
            "This is a log of notifications.",
            "It keeps the text of messages from before their deletion: using it means reading what the customer took back. The customer does not know, and neither the GDPR nor WhatsApp’s terms allow it.",
        ),
        RefusedKind::ModifiedClient => (
            "This is the folder of a modified WhatsApp client (GBWhatsApp or similar).",
            "Such clients keep deleted messages and are forbidden by WhatsApp’s terms of service, which may close the account. A modified client’s .txt cannot be told from another: do not supply one.",
        ),
    };
    Explanation {
        what,
        why,
        instead: EN_INSTEAD,
    }
}

const FR_RECOVERY: &str = "Elle peut contenir des messages que vos clients ont supprimés. Les relire irait contre leur volonté, contre la loyauté que demande le RGPD (article 5) et contre les conditions d’utilisation de WhatsApp. Tact ne lit jamais ce qu’un client a supprimé.";
const FR_INSTEAD: &str = "Exportez la discussion depuis WhatsApp (menu de la discussion, « Exporter la discussion », « Sans médias ») et donnez ce fichier à Tact. Pour savoir pourquoi un client retire un message, demandez-le-lui : l’enquête de satisfaction et l’invitation à s’exprimer sont faites pour cela.";
const EN_RECOVERY: &str = "It may hold messages your customers deleted. Reading them would go against their will, against the fairness the GDPR asks for (article 5) and against WhatsApp’s terms of service. Tact never reads what a customer deleted.";
const EN_INSTEAD: &str = "Export the chat from WhatsApp (menu of the chat, \"Export chat\", \"Without media\") and give that file to Tact. To learn why a customer takes a message back, ask: the satisfaction survey and the standing invitation exist for that.";

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [RefusedKind; 8] = [
        RefusedKind::AndroidMessages,
        RefusedKind::Contacts,
        RefusedKind::IosMessages,
        RefusedKind::EncryptedBackup,
        RefusedKind::PhoneBackup,
        RefusedKind::ForensicReport,
        RefusedKind::NotificationLog,
        RefusedKind::ModifiedClient,
    ];

    #[test]
    fn french_explanations_have_french_spaces() {
        for kind in ALL {
            let refusal = Refusal { kind, member: None };
            let told = refusal.explain(Tongue::French);
            for text in [told.what, told.why, told.instead] {
                let spaced = [" :", " ;", " ?", " !", "« ", " »"]
                    .iter()
                    .any(|wrong| text.contains(wrong));
                assert!(!spaced && !text.contains('\''), "{text}");
            }
        }
    }
}
