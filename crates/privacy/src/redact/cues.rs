//! The expressions that announce personal data, found in one pass.

use aho_corasick::AhoCorasick;

use super::shadow::{Shadow, is_word_byte};

/// What an expression announces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cue {
    /// A name follows, whatever it looks like: «je m'appelle».
    NameStrong,
    /// A name with a capital follows, or any name after a colon: «destinataire».
    NameRole,
    /// A known name follows, or any name after a colon: «nom :».
    NameLabel,
    /// The writer speaks of themself, by name or not: «c'est», «je suis».
    NameWeak,
    /// The same, and hardly anything but a name follows: «moi c'est».
    NameSelf,
    /// «bonjour», «merci»: the person addressed may follow.
    Address,
    /// The same in German, where every noun has a capital.
    AddressNoun,
    /// End of a message: the signature may follow.
    Closing,
    /// «Mme», «Herr».
    Title,
    /// «parlé avec», «demandez».
    Spoken,
    /// «à l'appareil»: the name stands before.
    NameBefore,
    /// «m'a dit»: the person stands before.
    Telling,
    /// A brand or a famous person: not a customer.
    Brand,
    /// A telephone number.
    Phone,
    /// A bank account.
    Iban,
    /// A payment card.
    Card,
    /// The control digits of a card.
    Cvv,
    /// The last digits of a card, which are no secret.
    LastDigits,
    /// A French social-security number.
    Nir,
    /// A company number.
    Siret,
    /// A postal address.
    Street,
    /// A number plate.
    Plate,
    /// A date of birth.
    Birth,
    /// A password.
    Password,
    /// A one-time code, a PIN, a door code.
    Code,
    /// A code that opens nothing: «code promo».
    PublicCode,
    /// An order, parcel, invoice or product number.
    Reference,
    /// A software version.
    Version,
    /// «(at)», «arobase».
    At,
}

/// One expression found: places in the shadow.
#[derive(Clone, Copy, Debug)]
pub(super) struct CueHit {
    pub(super) cue: Cue,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Finds every cue of a text.
pub(super) struct CueFinder {
    /// Absent only if the constant patterns did not compile, which the tests would show.
    automaton: Option<AhoCorasick>,
    cues: Vec<Cue>,
}

impl CueFinder {
    /// Builds the automaton from the tables below.
    pub(super) fn new() -> Self {
        let mut patterns = Vec::new();
        let mut cues = Vec::new();
        for (cue, list) in TABLE {
            for pattern in list
                .split('|')
                .map(str::trim)
                .filter(|pattern| !pattern.is_empty())
            {
                // Folded like the text: «n°» is a sign there too.
                patterns.push(Shadow::new(pattern).text);
                cues.push(*cue);
            }
        }
        Self {
            automaton: AhoCorasick::new(patterns).ok(),
            cues,
        }
    }

    /// All hits that stand on word boundaries, by place; a hit inside a longer one of the same cue is dropped.
    pub(super) fn find(&self, shadow: &Shadow, hits: &mut Vec<CueHit>) {
        hits.clear();
        let Some(automaton) = &self.automaton else {
            return;
        };
        for found in automaton.find_overlapping_iter(&shadow.text) {
            let (start, end) = (found.start(), found.end());
            let open = is_word_byte(shadow.before(start)) && is_word_byte(shadow.at(start));
            let closed = end < shadow.text.len()
                && is_word_byte(shadow.at(end))
                && is_word_byte(shadow.before(end));
            if open || closed {
                continue;
            }
            if let Some(cue) = self.cues.get(found.pattern().as_usize()) {
                hits.push(CueHit {
                    cue: *cue,
                    start,
                    end,
                });
            }
        }
        hits.sort_by_key(|hit| (hit.start, usize::MAX - hit.end));
    }
}

/// Expressions by cue, separated by `|`, folded.
const TABLE: &[(Cue, &str)] = &[
    (
        Cue::NameStrong,
        "il nome sul citofono e|nome sul citofono|nome sul campanello|nom sur l'interphone|nom sur la sonnette|nom sur la boite|nom sur la porte|name on the door|name on the bell|name auf der klingel|nombre en el buzon|je m'appelle|je m'apelle|je mappelle|je m appelle|jm'appelle|jmappelle|m'appelle|me prenomme|mon nom est|mon nom c'est|mon nom c est|mon prenom est|mon prenom c'est|nom de famille|\
         au nom de|a nom de|au nom d'|de la part de|de la part d'|a l'attention de|a l attention de|a l'attention d'|un certain|une certaine|un nomme|une nommee|le nomme|denomme|denommee|s'appelle|\
         my name is|my name's|my names|name is|the name of|name of|on behalf of|under the name|in the name|reg the booking under|booked under|is called|attention of|\
         me llamo|mi nombre es|mi nombre completo es|se llama|a nombre de|en nombre de|de parte de|a la atencion de|\
         ich heisse|mein name ist|mein name lautet|heisst|auf den namen|im namen von|im auftrag von|zu handen|\
         mi chiamo|il mio nome e|si chiama|a nome di|a nome|da parte di|all'attenzione di|alla cortese attenzione di|intestato a|intestata a|\
         chamo-me|me chamo|meu nome e|o meu nome e|chama-se|em nome de|em nome do|em nome da|da parte de|da parte da|da parte do|aos cuidados de|ao cuidado de|a atencao de",
    ),
    (
        Cue::NameRole,
        "titulaire du compte|titulaire de la carte|titulaire|destinataire|expediteur|expeditrice|souscrit par|signature|signe|signe par|signee par|beneficiaire|j'autorise|suivi par|contact sur place|nom du titulaire|\
         account holder|card holder|cardholder|recipient|signed by|attn|titular|destinatario|destinataria|remitente|firmado|firmado por|kontoinhaber|kontoinhaberin|empfanger|absender|unterschrieben von|intestatario|mittente|firmato|firmato da|remetente|assinado|assinado por|destinatario",
    ),
    (
        Cue::NameLabel,
        "nom|prenom|nom complet|nom et prenom|nom prenom|nom/prenom|client|cliente|contact|patient|patiente|adherent|adherente|abonne|abonnee|assure|assuree|passager|passagere|voyageur|participant|\
         name|full name|first name|last name|surname|customer|passenger|guest|tenant|nombre|nombre completo|apellido|apellidos|kunde|vorname|nachname|familienname|nome|cognome|nome e cognome|apelido|sobrenome|nome completo|de|from|a",
    ),
    (
        Cue::NameWeak,
        "c'est|cest|c est|je suis|jsuis|j suis|chuis|this is|it's|i'm|i am|im|soy|soy el|soy la|yo soy|habla|le habla|les habla|ich bin|ich bin der|ich bin die|sono|sono il|sono la|sou|sou o|sou a|eu sou|quem fala e|aqui e o|aqui e a|aqui es|qui e|parla|voici|pour|parlo con|avec|with|ask for|con|mit|com",
    ),
    (
        Cue::NameSelf,
        "moi c'est|moi cest|moi c est|moi c|moi|ici c'est|my name|i'm called|ici|hier ist|hier spricht|fala o|fala a|qui parla",
    ),
    (
        Cue::Address,
        "bonjour|bonjours|bonj|bjr|bjour|bonsoir|bsr|salut|slt|coucou|cc|hello|hi|hey|dear|cher|chere|chers|yo|re|rebonjour|salam|salaam|good morning|good afternoon|good evening|morning|\
         hola|buenas|buenos dias|buenas tardes|buenas noches|estimado|estimada|querido|querida|ciao|buongiorno|buonasera|salve|gentile|caro|cara|egregio|ola|oi|bom dia|boa tarde|boa noite|prezado|prezada|caro|cara|\
         le bonjour a|merci|merci a|merci beaucoup|merci bcp|merci encore|encore merci|merci infiniment|merci pour tout|mercii|merciii|mrc|mrci|mci|ok merci|un grand merci a|mille mercis a|remerciements a|bravo|bravo a|felicitations a|dites a|dis a|\
         thanks|thank you|thx|thnx|ty|cheers|thanks a lot|thanks to|thank you so much|many thanks|gracias|gracias a|muchas gracias|mil gracias|grazie|grazie mille|grazie a|tante grazie|obrigado|obrigada|muito obrigado|muito obrigada|obrigado a|obrigada a",
    ),
    (
        Cue::AddressNoun,
        "hallo|guten tag|guten morgen|guten abend|liebe|lieber|moin|servus|gruss gott|danke|danke an|vielen dank|herzlichen dank|danke schon|besten dank|dank an",
    ),
    (
        Cue::Closing,
        "cordialement|bien cordialement|tres cordialement|cdlt|cdt|cordlt|crdlt|bien a vous|bien a toi|salutations|sinceres salutations|salutations distinguees|salutations respectueuses|respectueusement|amicalement|sincerement|bises|bisous|biz|\
         bonne journee|bonne soiree|bonne fin de journee|bonne apres-midi|bonne aprem|bon week-end|bon weekend|bon we|bonne nuit|bonne reception|bonne continuation|a bientot|a plus|merci|merci d'avance|merci beaucoup|d'avance merci|merci bien|merci pour votre aide|merci de votre aide|merci a vous|mrc|\
         best|best regards|kind regards|warm regards|regards|all the best|best wishes|sincerely|yours|yours sincerely|yours faithfully|yours truly|thanks|thank you|many thanks|cheers|thx|rgds|br|kr|take care|\
         saludos|un saludo|saludos cordiales|atentamente|atte|cordialmente|gracias|muchas gracias|un abrazo|abrazos|\
         mit freundlichen grussen|freundliche grusse|viele grusse|liebe grusse|beste grusse|schone grusse|herzliche grusse|mfg|gruss|grusse|lg|vg|bg|danke|vielen dank|hochachtungsvoll|\
         cordiali saluti|distinti saluti|saluti|un saluto|un cordiale saluto|cordialmente|grazie|grazie mille|\
         atenciosamente|atentamente|cumprimentos|melhores cumprimentos|com os melhores cumprimentos|com os meus cumprimentos|att|abraco|abracos|obrigado|obrigada|um abraco",
    ),
    (
        Cue::Title,
        "m.|mr|mr.|mme|mme.|mmes|mlle|mlle.|melle|madame|monsieur|mademoiselle|mrs|mrs.|ms|ms.|miss|mister|sir|maitre|docteur|dr|dr.|pr.|professeur|doctor|\
         sr|sr.|sra|sra.|srta|srta.|senor|senora|senorita|don|dona|d.|herr|herrn|frau|fraulein|signor|signora|signore|signorina|sig|sig.|sig.ra|sig.na|dott.|dott.ssa|dottore|dottoressa|avv.|avvocato|ing.|\
         senhor|senhora|doutor|doutora|dr.a|dra|dra.|tonton|tata|tatie|tante|tantie|oncle|mamie|papi|papy|sidi|lalla|si|hadj|hadja|el hadj|m|me|famille|family|familia|familie|famiglia",
    ),
    (
        Cue::Spoken,
        "parle avec|parle a|parler avec|parler a|discute avec|echange avec|j'ai eu|jai eu|on a eu|eu au telephone|vu avec|voir avec|demandez|demander|demande|demandez a|demander a|transmettez a|transmettre a|transferer a|transferez a|transfere a|passer a|passez-moi|passer|repondu a|reponse de|message de|\
         confirme par|traite par|gere par|rappeler|appeler|appelez|rappelez|contacter|contactez|remettez a|remettre a|donner a|selon|d'apres|prevenir|prevenez|rendez-vous avec|rdv avec|\
         spoke to|spoke with|speak to|speak with|spoken to|spoken with|talked to|talked with|talk to|chatted with|asked for|ask for|according to|call|told by|\
         hable con|hablado con|hablar con|habla con|pregunte por|preguntar por|preguntad por|llame a|avise a|segun|\
         gesprochen mit|ich habe mit|sprechen mit|spreche mit|fragen sie nach|rufen sie|telefoniert mit|laut|\
         parlato con|parlare con|chiedere di|chieda di|chiedete di|secondo|\
         falei com|falei com a|falei com o|falar com|falado com|falar com a|falar com o|pergunte por|pergunte pela|pergunte pelo|segundo",
    ),
    (
        Cue::NameBefore,
        "a l'appareil|au telephone|a votre ecoute|a votre service|du service|de votre equipe|here|speaking|al habla|am apparat|al telefono|ao telefone|vous remercie|vous ecoute",
    ),
    (
        Cue::Telling,
        "m'a|m'avait|ma dit|m a dit|nous a|a dit|a repondu|vous a|et moi|told me|told us|said|called me|called us|and i|me dijo|me ha dicho|me dice|nos dijo|y yo|mi ha|ci ha|mi aveva|e io|me disse|disse|falou|e eu|sagte|hat gesagt|hat mir|und ich|est passe|est passee|est venu|est venue",
    ),
    (
        Cue::Brand,
        "claude monet|victor hugo|jean paul gaultier|jean-paul gaultier|gaultier|charles de gaulle|de gaulle|yves rocher|yves saint laurent|saint laurent|christian dior|calvin klein|hugo boss|tommy hilfiger|louis vuitton|ralph lauren|paco rabanne|thierry mugler|marie curie|jean moulin|jean jaures|\
         harry potter|michael kors|marc jacobs|paul smith|daniel wellington|giorgio armani|jules verne|pierre cardin|guy degrenne|jeff de bruges|leroy merlin|jean coutu|tony moly|kate spade|vincent van gogh|van gogh|pablo picasso|frida kahlo|gustav klimt|leonard de vinci|\
         leonardo da vinci|andy warhol|charlie hebdo|louis armand|jules ferry|emile zola|victor schoelcher|leon blum|georges pompidou|francois mitterrand|saint-exupery|albert camus|marcel pagnol|edith piaf|jacques brel|charles aznavour|georges brassens|johnny hallyday|celine dion|\
         taylor swift|michael jackson|michael jordan|air jordan|stan smith|chuck taylor|dr martens|doc martens|jack daniels|jack daniel's|johnnie walker|captain morgan|dom perignon|veuve clicquot|moet et chandon|nicolas feuillatte|laurent perrier|ben & jerry|tim hortons|chez paul|\
         marks & spencer|john lewis|jo malone|elizabeth arden|estee lauder|helena rubinstein|carolina herrera|nina ricci|guy laroche|sonia rykiel|agnes b|isabel marant|zadig et voltaire|zadig & voltaire|claudie pierlot|gerard darel|caroll|andre chaussures|jacadi|petit bateau|serge blanco|eden park|\
         karl lagerfeld|jean-louis david|franck provost|jean claude biguine|jacques dessange|camille albane|alain afflelou|krys|marc dorcel|roland garros|paris saint-germain|tour eiffel|sofa carmen|mario kart|super mario|joker|batman|barbie|\
         pere noel|le petit prince|anne frank|don quichotte|don quijote|romeo et juliette|san francisco|san diego|san sebastian|santa claus|sao paulo|rio de janeiro|max mara|pepe jeans|jack & jones|jack and jones|jack wolfskin|hugo lloris|philip morris|abercrombie & fitch|dolce & gabbana|dolce gabbana|\
         maria galland|clarins|clarisonic|mary kay|louis xv|louis xvi|henri iv|charles iii|val d'europe|sainte-catherine|black friday|saint-valentin|valentino|hugo boss|bois d'arcy|villa medicis|gustave eiffel|gustave roussy|robert debre|henri mondor|necker|edouard herriot|pierre et vacances|antoine beclere|lariboisiere",
    ),
    (
        Cue::Phone,
        "tlf|tfno|tlfno|telf|teléf|wsp|tel|tel.|telephone|telephones|portable|port.|mobile|mob|numero|num|n° de tel|mon num|phone|cell|cellphone|call me|call|ring me|text me|reach me|appelez|appelez-moi|appeler|rappelez|rappeler|rappelez-moi|appelle|joindre|joignable|whatsapp|wtsp|wa|contact|sms|texto|fixe|gsm|natel|\
         fax|standard|movil|celular|telefono|llamar|llamad|llamadme|llame|llamame|handy|handynummer|telefon|telefonnummer|rufnummer|ruft|rufen|anrufen|erreichbar|mobil|cellulare|chiamare|chiamatemi|chiamami|telemovel|telemovel|telefone|ligue|ligar|liguem|numero di|my number|number|nummer",
    ),
    (
        Cue::Iban,
        "iban|ibans|rib|ribs|bic|compte bancaire|compte|coordonnees bancaires|virement|virer|konto|kontonummer|cuenta|cuenta bancaria|numero de cuenta|conto|conto corrente|bonifico|conta|conta bancaria|nib|account|bank account|account number|bankverbindung|uberweisung|ccp",
    ),
    (
        Cue::Card,
        "carte|carte bancaire|carte bleue|cb|numero de carte|card|credit card|debit card|visa|mastercard|maestro|amex|american express|tarjeta|tarjeta de credito|karte|kreditkarte|ec-karte|debitkarte|carta|carta di credito|bancomat|cartao|cartao de credito|bancontact|pan",
    ),
    (
        Cue::Cvv,
        "cvv|cvc|cvv2|cvc2|cryptogramme|crypto|code de securite|code au dos|3 chiffres au dos|security code|codigo de seguridad|prufziffer|kartenprufnummer|sicherheitscode|codice di sicurezza|codigo de seguranca",
    ),
    (
        Cue::LastDigits,
        "se terminant par|terminant par|finissant par|qui finit par|finit par|se termine par|4 derniers chiffres|derniers chiffres|ending in|ending with|ending|ends in|ends with|last four|last 4|last four digits|last 4 digits|terminada en|acabada en|termina en|que acaba en|ultimos 4|ultimos cuatro|endet auf|endend auf|endziffern|letzten vier|letzte 4|che finisce con|finisce con|ultime quattro|ultime 4|terminado em|com final|final|termina em|acaba em",
    ),
    (
        Cue::Nir,
        "secu|securite sociale|numero de securite sociale|num secu|n° secu|nir|nss|numero ss|n° ss|no secu|carte vitale|assure social|numero d'assure|immatriculation secu|social security|social security number|insee",
    ),
    (
        Cue::Siret,
        "siret|siren|rcs|tva|tva intra|tva intracommunautaire|n° tva|numero tva|vat|vat number|entreprise|societe|kbis|company number|company|firme|firma|ust-id|ust-idnr|cif|nif|p.iva|p. iva|partita iva|nipc|numero d'entreprise|bce|naf|auto-entrepreneur|autoentreprise|micro-entreprise",
    ),
    (
        Cue::Street,
        "adresse|adr|adress|address|j'habite|jhabite|habite|habitons|habite au|domicile|domicilie|domiciliee|livrer|livrez|livraison|livre au|livraison au|expedier|envoyer|envoyez|envoyez-le|reside|je suis au|sis|sise|demenage|demenagement|rendez-vous au|facturation|venez|\
         i live at|live at|living at|deliver to|ship to|send to|send it to|moved to|postal address|direccion|domicilio|vivo en|enviar a|envien a|enviad a|entregar en|anschrift|lieferadresse|lieferanschrift|wohne|wohne in|wohnhaft|liefern|senden an|schicken an|\
         indirizzo|abito|abito in|residente|spedire|spedire a|consegnare|consegna in|via|morada|endereco|moro|moro na|moro no|vivo na|vivo no|resido|entregar|entregar na|entregar no|enviar para",
    ),
    (
        Cue::Plate,
        "plaque|plaques|immat|immatriculation|immatricule|immatriculee|plaque d'immatriculation|vehicule|voiture|auto|camion|moto|scooter|plate|reg|registration|reg plate|number plate|license plate|licence plate|matricula|kennzeichen|nummernschild|targa|targhe|targata|targato|placa|matricule|coche|carro|auto|car|wagen|vehicle|vehiculo|macchina",
    ),
    (
        Cue::Birth,
        "ne le|nee le|ne(e) le|ne en|nee en|nes le|ne|nee|ne(e)|date de naissance|date naissance|date naiss|naiss|naissance|ddn|d.d.n|ma naissance|born|born on|dob|d.o.b|d.o.b.|date of birth|birth date|birthdate|birthday|fecha de nacimiento|nacimiento|naci|naci el|nacido|nacida|nacido el|nacida el|f. nac|cumpleanos|\
         geboren|geboren am|geb.|geb|geburtsdatum|geburtstag|nato|nata|nato il|nata il|data di nascita|nascita|sono nato|sono nata|nascido|nascida|nascido em|nascida em|nascido a|data de nascimento|nascimento|nasci|nasci em|nasci a|anniversaire|neele",
    ),
    (
        Cue::Password,
        "mot de passe|mots de passe|mdp|motdepasse|mot de pass|password|passwd|pass word|passwort|kennwort|passwd|pwd|pw|pass|passphrase|contrasena|clave|clave de acceso|palavra-passe|palavra passe|palavra-chave|senha|parola d'ordine|parola chiave|login/mdp|code wifi|cle wifi|wifi|wi-fi|cle wep|cle wpa",
    ),
    (
        Cue::Code,
        "code|codes|code secret|code sms|code recu|code recu par sms|code confidentiel|code de validation|code de verification|code de confirmation|code d'acces|code d'acces|code pin|code d'entree|code du portail|code porte|code immeuble|digicode|interphone|otp|pin|pin code|nip|puk|code puk|passcode|one-time code|verification code|security code|access code|the code|2fa|3d secure|\
         codigo|el codigo|codigo de verificacion|codigo sms|codigo recibido|pin|clave sms|bestatigungscode|sicherheitscode|zugangscode|tan|pin-nummer|der code|codice|il codice|codice di verifica|codice otp|codice pin|codice segreto|o codigo|codigo de acesso|codigo pin|mon code|sms|texto",
    ),
    (
        Cue::PublicCode,
        "code promo|codes promo|code promotionnel|code de promotion|code promotion|code reduction|code de reduction|code avantage|code cadeau|carte cadeau|code parrain|code parrainage|code remise|bon de reduction|code postal|code article|code barre|code barres|code-barre|code-barres|code ean|code produit|code client|code erreur|code d'erreur|code couleur|code ape|code naf|code banque|code guichet|\
         code bic|code swift|code source|code de suivi|code suivi|code colis|code de la route|code du travail|code civil|code insee|code iata|code 404|code agence|code vendeur|code retour|code de retour|code commande|code reservation|code de reservation|code magasin|code modele|code reference|code vestimentaire|qr code|erreur|\
         promo code|discount code|coupon code|voucher code|coupon|voucher|gift card|postal code|post code|postcode|zip code|area code|product code|error code|error|bar code|barcode|tracking code|booking code|sort code|code of conduct|country code|dress code|\
         codigo postal|codigo promocional|codigo de descuento|codigo descuento|codigo de barras|codigo de error|codigo de producto|codigo de seguimiento|codigo de pedido|cupon|\
         rabattcode|gutscheincode|gutschein|aktionscode|fehlercode|artikelcode|postleitzahl|plz|fehler|sendungscode|codice sconto|codice promozionale|codice postale|codice a barre|codice errore|codice prodotto|codice articolo|codice ordine|codice cliente|codice fiscale|codice sdi|errore|cap|codigo de desconto|codigo promo|cupao|codigo do produto|erro|codigo de erro",
    ),
    (
        Cue::Reference,
        "commande|cmd|cde|commandes|n° de commande|numero de commande|no de commande|colis|suivi|numero de suivi|n° de suivi|tracking|tracking number|order|order number|order no|orders|parcel|package|facture|facture n°|devis|bon de commande|ref|ref.|reference|references|article|art.|ean|gtin|isbn|upc|sku|code barre|ticket|dossier|numero de dossier|numero client|n° client|numero de client|mon numero client|\
         numero d'adherent|adherent|contrat|n° contrat|numero de contrat|police|sinistre|reservation|resa|numero de serie|n° de serie|serie|serial|imei|modele|lot|invoice|receipt|booking|customer number|case|claim|policy|ticket number|sendung|sendungsnummer|paket|bestellung|bestellnummer|bestell-nr|auftrag|auftragsnummer|rechnung|rechnungsnummer|kundennummer|artikel|artikelnummer|seriennummer|\
         pedido|numero de pedido|envio|seguimiento|factura|referencia|articulo|expediente|localizador|ordine|numero ordine|spedizione|pacco|fattura|riferimento|articolo|codice|pratica|encomenda|numero da encomenda|fatura|artigo|processo|rastreio|rastreamento|expedition|bordereau|envoi|recommande|numero d'envoi|bon|prix|price|preis|precio|prezzo|preco",
    ),
    (
        Cue::Version,
        "version|v|ver|ver.|firmware|build|release|maj|mise a jour|update|versione|versao|software|logiciel|ios|android|macos|windows|driver|pilote|app|appli|application",
    ),
    (
        Cue::At,
        "arobase|arobas|arobaz|arobaze|arrobase|arobasse|aroba|arroba|chiocciola|chiocciolina|klammeraffe|at|(at)|[at]|{at}|<at>|(a)|(arobase)|[arobase]|at-zeichen|chez|(chez)|(arroba)|(chiocciola)|a commercial|affenschwanz",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, cue: Cue, expected: Option<&str>) {
        let mut hits = Vec::new();
        let shadow = Shadow::new(text);
        CueFinder::new().find(&shadow, &mut hits);
        let found = hits
            .iter()
            .find(|hit| hit.cue == cue)
            .map(|hit| shadow.slice(hit.start, hit.end).to_vec());
        assert_eq!(found.as_deref(), expected.map(str::as_bytes), "{text}");
    }

    #[test]
    fn a_cue_needs_word_boundaries() {
        check("Je m'appelle Léa", Cue::NameStrong, Some("je m'appelle"));
        check("la codification", Cue::Code, None);
        check("remercier", Cue::Closing, None);
        check("Mon IBAN:", Cue::Iban, Some("iban"));
    }

    #[test]
    fn the_longest_hit_of_a_place_comes_first() {
        check("mot de passe oublié", Cue::Password, Some("mot de passe"));
        check("Sig.ra Colombo", Cue::Title, Some("sig.ra"));
    }
}
