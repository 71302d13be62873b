//! The help, in French where the operator reads French. English stands in the doc comments of the
//! arguments; a test holds every argument to have both.

use clap::{Arg, ArgAction, Command};

use crate::report::model::Lang;

/// What French says of each command and argument: `command/argument`, or `command` alone.
const FRENCH: &[(&str, &str)] = &[
    (
        "tact",
        "Ce que vos clients WhatsApp ressentent, demandent et attendent, avec une marge honnête.",
    ),
    (
        "analyze",
        "Des exports de discussions, un rapport honnête. Lit des exports .txt et .zip et des dossiers des deux ; ne garde rien.",
    ),
    (
        "inspect",
        "Ce qu’il y a dans un export : nombres, format, avertissements ; aucun contenu.",
    ),
    (
        "redact",
        "Retire d’un texte les données personnelles. Ne garde rien.",
    ),
    (
        "label",
        "Annote des messages : langue, sentiment, émotion, acte, question. Ne garde rien.",
    ),
    (
        "estimate",
        "Les statistiques seules, sur un dossier de données. Ne garde rien, hors le registre de --publish.",
    ),
    (
        "models",
        "Les modèles : leurs fiches, si leurs fichiers sont entiers, lequel est pris par défaut.",
    ),
    (
        "list",
        "Fiches : licence, somme de contrôle, taille, langues, scores.",
    ),
    (
        "verify",
        "Recalcule les sommes de contrôle et redemande les textes témoins ; code 65 si quelque chose diffère.",
    ),
    (
        "use",
        "Retient le modèle par défaut de `label` et de `analyze`.",
    ),
    ("list/json", "Un objet JSON"),
    ("verify/json", "Un objet JSON"),
    ("use/json", "Un objet JSON"),
    (
        "verify/name",
        "Ce modèle seulement ; à défaut, tous ceux qui sont là",
    ),
    (
        "use/name",
        "Modèle à prendre quand la ligne de commande n’en nomme pas : fast ou accurate",
    ),
    (
        "what-if",
        "Et si des messages manquaient : quelle conclusion tient. Sans aucun export.",
    ),
    (
        "satisfied",
        "Part de satisfaits parmi ce qui est conservé, en % (85 à défaut)",
    ),
    (
        "missing",
        "Part de conversations touchées par une suppression, en % (15 à défaut)",
    ),
    (
        "gamma",
        "Combien de fois plus les insatisfaits suppriment, au plus (rapport de cotes, 1 ou plus ; 2 à défaut ; `inf` : sans limite)",
    ),
    (
        "target",
        "La conclusion est « au moins » cette part, en % (75 à défaut)",
    ),
    (
        "conversations",
        "Sur combien de conversations conservées repose la part de satisfaits : ajoute leur marge d’échantillonnage",
    ),
    (
        "what-if/out",
        "Écrire la page interactive (HTML) dans ce fichier",
    ),
    ("what-if/json", "Le calcul complet en JSON"),
    (
        "report",
        "Un rapport sur une période, tiré du magasin scellé\u{202f}; aussi pendant que le serveur tourne.",
    ),
    (
        "period",
        "last-week, last-month, un mois (2026-10), une semaine (2026-W41) ou des jours (2026-10-01..2026-10-15)",
    ),
    (
        "anew",
        "Recalculer, même si le résultat de cette heure est gardé. Pour vérifier\u{a0}: de deux résultats se lit ce qu’une seule suppression change.",
    ),
    ("report/config", "Configuration du serveur (TOML)"),
    (
        "report/tz",
        "Fuseau des jours, semaines et mois\u{202f}; à défaut figures.timezone, celui des horaires ou de cette machine",
    ),
    (
        "report/hours",
        "Horaires d’ouverture («\u{a0}lun-ven 9-12,13:30-18\u{202f}; sam 10-13\u{a0}») ou fichier qui les contient\u{202f}; à défaut figures.hours",
    ),
    (
        "report/products",
        "Produits et marques (CSV\u{a0}: name,synonyms,brand)\u{202f}; à défaut figures.products",
    ),
    (
        "report/targets",
        "Vos objectifs (TOML)\u{202f}; à défaut figures.targets",
    ),
    (
        "report/k",
        "Plus petit groupe montré, en contacts\u{202f}; 10 ou plus\u{202f}; à défaut figures.k",
    ),
    (
        "serve",
        "Reçoit les webhooks de WhatsApp et garde, scellé, ce qui peut l’être.",
    ),
    (
        "config",
        "La configuration du serveur\u{a0}: un exemple avec toutes les clés, ou la vérification d’un fichier.",
    ),
    (
        "account",
        "Les comptes du serveur\u{a0}: qui peut se connecter, et ce que chacun peut y faire.",
    ),
    (
        "account add",
        "Crée un compte. Il n’y en a aucun tant que vous n’en créez pas.",
    ),
    ("account list", "Tous les comptes, avec leur rôle."),
    (
        "account remove",
        "Supprime un compte\u{202f}; ses sessions et ses jetons se terminent.",
    ),
    (
        "account role",
        "Donne un autre rôle à un compte\u{202f}; ses sessions et ses jetons se terminent.",
    ),
    (
        "account password",
        "Donne un autre mot de passe à un compte\u{202f}; ses sessions et ses jetons se terminent.",
    ),
    (
        "account totp",
        "Donne à un compte un nouveau secret de codes à usage unique\u{202f}; ses sessions se terminent.",
    ),
    (
        "account token",
        "Les jetons avec lesquels viennent des scripts.",
    ),
    (
        "account token add",
        "Crée un jeton\u{202f}; il n’est montré que cette fois.",
    ),
    (
        "account token list",
        "Les jetons d’un compte, sans ce qui permet de s’en servir.",
    ),
    ("account token end", "Met fin à un jeton."),
    (
        "account add/name",
        "Nom du compte\u{a0}: 2 à 32 lettres minuscules sans accent, chiffres, «\u{a0}.\u{a0}», «\u{a0}_\u{a0}» ou «\u{a0}-\u{a0}»",
    ),
    (
        "account add/role",
        "Ce qu’il peut faire\u{a0}: manager, agent, dpo ou admin",
    ),
    (
        "account role/role",
        "Ce qu’il peut faire désormais\u{a0}: manager, agent, dpo ou admin",
    ),
    (
        "password_file",
        "Fichier du mot de passe, lisible par son seul propriétaire\u{202f}; `-` lit l’entrée standard",
    ),
    ("account token add/label", "À quoi sert le jeton"),
    (
        "account token add/days",
        "Durée du jeton en jours, 366 au plus (90 à défaut)",
    ),
    (
        "account token end/id",
        "Numéro du jeton, tel que `token list` le montre",
    ),
    ("account remove/name", "Nom du compte"),
    ("account role/name", "Nom du compte"),
    ("account password/name", "Nom du compte"),
    ("account totp/name", "Nom du compte"),
    ("account token add/name", "Nom du compte"),
    ("account token list/name", "Nom du compte"),
    ("account token end/name", "Nom du compte"),
    ("account add/config", "Configuration du serveur (TOML)"),
    ("account list/config", "Configuration du serveur (TOML)"),
    ("account remove/config", "Configuration du serveur (TOML)"),
    ("account role/config", "Configuration du serveur (TOML)"),
    ("account password/config", "Configuration du serveur (TOML)"),
    ("account totp/config", "Configuration du serveur (TOML)"),
    (
        "account token add/config",
        "Configuration du serveur (TOML)",
    ),
    (
        "account token list/config",
        "Configuration du serveur (TOML)",
    ),
    (
        "account token end/config",
        "Configuration du serveur (TOML)",
    ),
    (
        "contact",
        "Les droits d’une personne\u{a0}: ce qui est gardé, une copie, l’effacement, le consentement.",
    ),
    (
        "show",
        "Ce qui est gardé d’un contact, en nombres et en dates\u{202f}; aucun contenu.",
    ),
    (
        "export",
        "Une copie de tout ce qui est gardé d’un contact\u{a0}: une page à lire, un fichier à transmettre.",
    ),
    ("erase", "Efface tout le contenu d’un contact, sans retour."),
    (
        "requests",
        "Ce que des contacts ont demandé par mot-clé, et jusqu’à quand y répondre.",
    ),
    (
        "show/contact",
        "Numéro (+33…) ou identifiant propre à l’entreprise\u{202f}; `-` le lit sur l’entrée standard",
    ),
    (
        "export/contact",
        "Numéro (+33…) ou identifiant propre à l’entreprise\u{202f}; `-` le lit sur l’entrée standard",
    ),
    (
        "erase/contact",
        "Numéro (+33…) ou identifiant propre à l’entreprise\u{202f}; `-` le lit sur l’entrée standard",
    ),
    (
        "consent/contact",
        "Numéro (+33…) ou identifiant propre à l’entreprise\u{202f}; `-` le lit sur l’entrée standard",
    ),
    (
        "export/out",
        "Dossier où écrire la copie\u{202f}; créé au besoin, jamais écrasé",
    ),
    ("yes", "Ne pas demander de confirmation"),
    ("show/config", "Configuration du serveur (TOML)"),
    ("export/config", "Configuration du serveur (TOML)"),
    ("erase/config", "Configuration du serveur (TOML)"),
    ("consent/config", "Configuration du serveur (TOML)"),
    ("requests/config", "Configuration du serveur (TOML)"),
    (
        "consent",
        "Le registre des consentements\u{a0}: importer un fichier, ou montrer les lignes d’un contact.",
    ),
    (
        "contact consent import",
        "Inscrit un fichier de consentements (CSV\u{a0}: contact,purpose,state,at,notice,channel,proof), en entier ou pas du tout\u{202f}; avec ou sans serveur en marche.",
    ),
    (
        "contact consent import/file",
        "Le fichier des consentements",
    ),
    (
        "import",
        "Des exports de discussions dans le magasin scellé, à côté des webhooks\u{a0}: chaque message y compte une fois. Aussi pendant que le serveur tourne.",
    ),
    (
        "import/paths",
        "Exports (.txt, .zip) ou dossiers d’exports, mêlés à volonté",
    ),
    ("import/config", "Configuration du serveur (TOML)"),
    (
        "import/number",
        "Numéro professionnel des discussions (`phone_number_id`), quand la configuration en a plusieurs",
    ),
    (
        "dry_run",
        "Compter ce qui serait gardé\u{202f}; rien ne reste",
    ),
    (
        "import/delete_sources",
        "Supprimer les fichiers exportés une fois leurs messages gardés\u{a0}: ils contiennent encore le texte des clients",
    ),
    ("import/json", "Un objet JSON"),
    (
        "hold",
        "Conservation pour un litige\u{a0}: des textes gardés à la demande de deux personnes, jusqu’à un jour dit.",
    ),
    (
        "ask",
        "Demande une conservation des textes d’un contact\u{202f}; sans effet tant qu’une autre personne ne l’approuve pas.",
    ),
    (
        "approve",
        "Approuve une conservation qu’une autre personne a demandée\u{a0}: elle entre en vigueur.",
    ),
    (
        "hold list",
        "Les conservations demandées et en vigueur, avec leur motif.",
    ),
    (
        "end",
        "Met fin à une conservation\u{a0}: ce qui l’attendait est effacé maintenant, sans retour.",
    ),
    (
        "hold export",
        "Une copie de ce qu’une conservation garde, quand une seconde personne l’a demandée dans la journée.",
    ),
    (
        "ask/contact",
        "Numéro (+33…) ou identifiant propre à l’entreprise\u{202f}; `-` le lit sur l’entrée standard",
    ),
    (
        "reason",
        "Pourquoi\u{a0}: le litige\u{202f}; gardé scellé. `-` le lit sur l’entrée standard",
    ),
    ("until", "Dernier jour, à deux ans au plus (2027-06-30)"),
    ("id", "Numéro de la conservation, tel que `list` le montre"),
    ("ask/config", "Configuration du serveur (TOML)"),
    ("approve/config", "Configuration du serveur (TOML)"),
    ("list/config", "Configuration du serveur (TOML)"),
    ("end/config", "Configuration du serveur (TOML)"),
    (
        "object",
        "Note qu’une personne s’oppose à être comptée\u{a0}: ses faits sont retirés, les suivants ne sont pas gardés.",
    ),
    (
        "object/contact",
        "Numéro (+33…) ou identifiant propre à l’entreprise\u{202f}; `-` le lit sur l’entrée standard",
    ),
    (
        "object/end",
        "L’opposition prend fin\u{a0}: ce qui sera écrit à partir de maintenant sera compté. Rien ne revient",
    ),
    ("object/config", "Configuration du serveur (TOML)"),
    (
        "store",
        "Les données gardées\u{a0}: combien il y en a, si elles sont entières.",
    ),
    (
        "store verify",
        "Données, clés et journal d’audit\u{a0}: s’ils sont entiers et vont ensemble\u{202f}; ne change rien.",
    ),
    (
        "backup",
        "Copie la base de données, aussi pendant que le serveur tourne\u{202f}; les clés n’en font pas partie.",
    ),
    (
        "backup/folder",
        "Dossier de la copie, dont le nom dit l’heure\u{202f}; créé au besoin",
    ),
    (
        "restore",
        "Remet une copie de la base de données, serveur arrêté\u{202f}; ce qui a été effacé depuis le reste.",
    ),
    (
        "restore/from",
        "Dossier de copies, dont la plus récente est prise, ou une copie",
    ),
    (
        "keys",
        "Les clés\u{a0}: en changer, en tenir un second dossier.",
    ),
    (
        "rotate",
        "Enveloppe à nouveau chaque clé\u{a0}: une copie plus ancienne des clés n’ouvre plus rien. Le serveur le fait chaque semaine.",
    ),
    (
        "mirror",
        "Met un second dossier, sur un autre disque, au point où en sont les clés\u{202f}; réécrit en place.",
    ),
    (
        "mirror/folder",
        "Le second dossier\u{202f}; à défaut celui de la configuration (keys.mirror)",
    ),
    (
        "retention",
        "Les durées de conservation\u{a0}: les appliquer maintenant.",
    ),
    (
        "run",
        "Efface ce dont la durée est passée. Le serveur le fait chaque heure.",
    ),
    (
        "audit",
        "Le journal d’audit\u{a0}: qui a fait quoi, quand, et s’il n’y manque rien.",
    ),
    (
        "audit verify",
        "Suit le journal de sa première entrée à la dernière\u{202f}; code 65 s’il est rompu.",
    ),
    (
        "audit show",
        "Les dernières entrées, la plus récente à la fin.",
    ),
    (
        "records",
        "Le registre des activités de traitement (RGPD, art. 30), tiré de la configuration et des données.",
    ),
    (
        "dpia",
        "L’analyse d’impact (RGPD, art. 35)\u{a0}: le modèle, rempli avec l’état de cette installation.",
    ),
    ("records/config", "Configuration du serveur (TOML)"),
    ("dpia/config", "Configuration du serveur (TOML)"),
    (
        "records/out",
        "Où écrire le document\u{202f}; `-` ou rien pour la sortie standard",
    ),
    (
        "dpia/out",
        "Où écrire le document\u{202f}; `-` ou rien pour la sortie standard",
    ),
    (
        "records/format",
        "Forme du document\u{a0}: md (à défaut), html ou json",
    ),
    (
        "dpia/format",
        "Forme du document\u{a0}: md (à défaut), html ou json",
    ),
    ("records/json", "Comme `--format json`"),
    ("dpia/json", "Comme `--format json`"),
    (
        "notice",
        "Un projet de notice pour les clients (RGPD, art. 13 et 14), tiré de la configuration.",
    ),
    ("notice/config", "Configuration du serveur (TOML)"),
    (
        "notice/out",
        "Où écrire le document\u{202f}; `-` ou rien pour la sortie standard",
    ),
    (
        "notice/format",
        "Forme du document\u{a0}: md (à défaut), html ou json",
    ),
    ("notice/json", "Comme `--format json`"),
    (
        "breach",
        "Ce qu’une violation de données peut toucher\u{a0}: qui, quoi, combien pour une période, sans contenu.",
    ),
    (
        "from",
        "Premier jour de la période, ou instant (2026-11-01, ou avec heure et décalage)",
    ),
    ("to", "Dernier jour de la période, ou instant"),
    ("breach/config", "Configuration du serveur (TOML)"),
    (
        "breach/out",
        "Où écrire le document\u{202f}; `-` ou rien pour la sortie standard",
    ),
    (
        "breach/format",
        "Forme du document\u{a0}: md (à défaut), html ou json",
    ),
    ("breach/json", "Comme `--format json`"),
    (
        "doctor",
        "Quelque chose attend-il une personne\u{202f}? Ou\u{a0}: un mot d’un message supprimé se trouve-t-il quelque part, comme le chercherait un inconnu\u{202f}?",
    ),
    (
        "forensic",
        "Mots à chercher, d’au moins 8 lettres\u{202f}; `-` les lit sur l’entrée standard, un par ligne, hors de la liste des processus et de l’historique",
    ),
    (
        "words",
        "Les mots à chercher sont dans ce fichier, un par ligne",
    ),
    (
        "also",
        "Chercher aussi dans ce fichier ou ce dossier\u{a0}: journaux, copies, dossier temporaire",
    ),
    ("doctor/config", "Configuration du serveur (TOML)"),
    (
        "tasks",
        "Ce qui reste à effacer à la main là où se trouvent des copies, et jusqu’à quand. Ni contenu ni numéro.",
    ),
    ("tasks/config", "Configuration du serveur (TOML)"),
    (
        "tasks done",
        "Marque des tâches comme faites\u{a0}: elles quittent la liste, le journal d’audit garde qui l’a dit.",
    ),
    (
        "done/ids",
        "Numéros des tâches, tels que la liste les donne",
    ),
    ("done/config", "Configuration du serveur (TOML)"),
    ("newest", "Nombre d’entrées (50 à défaut)"),
    ("backup/config", "Configuration du serveur (TOML)"),
    ("restore/config", "Configuration du serveur (TOML)"),
    ("rotate/config", "Configuration du serveur (TOML)"),
    ("mirror/config", "Configuration du serveur (TOML)"),
    ("run/config", "Configuration du serveur (TOML)"),
    (
        "stats",
        "Des nombres, rien d’autre\u{202f}; aussi pendant que le serveur tourne.",
    ),
    (
        "serve/config",
        "Configuration (TOML)\u{202f}; `tact config --example` en écrit une",
    ),
    (
        "config/example",
        "Afficher une configuration où chaque clé est expliquée",
    ),
    (
        "config/check",
        "Vérifier une configuration et les fichiers qu’elle nomme\u{202f}; rien n’est démarré ni écrit",
    ),
    ("import/config", "Configuration du serveur (TOML)"),
    ("verify/config", "Configuration du serveur (TOML)"),
    ("stats/config", "Configuration du serveur (TOML)"),
    (
        "tenant",
        "Entreprise, quand la configuration en a plusieurs",
    ),
    ("json", "Un objet JSON"),
    (
        "paths",
        "Exports (.txt, .zip) ou dossiers d’exports, mêlés à volonté",
    ),
    (
        "files",
        "Fichiers à lire ; l’entrée standard sans fichier, ou pour `-`",
    ),
    (
        "folder",
        "Dossier de données (params.json, conversations.jsonl, …)",
    ),
    ("out", "Où écrire le rapport ; `-` pour la sortie standard"),
    ("format", "Forme du rapport : html (à défaut), json ou md"),
    ("analyze/json", "Comme `--format json`"),
    ("inspect/json", "Un objet JSON, avec les noms des auteurs"),
    ("redact/json", "Lignes JSON en entrée et en sortie"),
    ("label/json", "Lignes JSON en entrée et en sortie"),
    (
        "conversations",
        "Conversations entières en entrée (lignes JSON) ; en sortie, leur sujet, leur issue et la note prédite, une fois toutes lues",
    ),
    ("estimate/json", "La réponse complète en JSON"),
    (
        "publish",
        "Au lieu de la réponse\u{a0}: des taux bruités pour l’extérieur (voir docs/publishing.md)",
    ),
    (
        "epsilon",
        "Perte de confidentialité ε de chaque comptage\u{202f}; un tableau de taux coûte deux fois ε",
    ),
    (
        "ledger",
        "Registre de ce qui est publié\u{a0}: créé au besoin, un seul par clientèle",
    ),
    (
        "table",
        "Tableau à publier\u{a0}: satisfied-among-answers (à défaut), answered, deleted, deleted-by-topic",
    ),
    (
        "period",
        "Période publiée, par exemple 2026-10\u{202f}; à défaut le nom du jeu de données",
    ),
    (
        "budget",
        "ε par période d’un nouveau registre\u{202f}; 1 à défaut",
    ),
    (
        "contribution",
        "Conversations d’un même client qui comptent au plus\u{202f}; 1 à défaut",
    ),
    (
        "conversation",
        "Toutes les lignes forment une conversation : un nom trouvé une fois est masqué partout",
    ),
    (
        "analyze/consent",
        "Fichier des consentements (CSV : contact,purpose,state,at,notice,channel,proof)",
    ),
    (
        "consent_declared",
        "Qui a recueilli le consentement des clients, quand et comment ; imprimé dans le rapport",
    ),
    (
        "declared_purposes",
        "Finalités que couvre la déclaration : analysis (à défaut), quotation, survey, personalisation, panel",
    ),
    (
        "business",
        "Nom affiché de l’entreprise dans les exports ; à défaut, l’auteur commun à la plupart des discussions",
    ),
    (
        "teams",
        "Équipes par signature, nom, numéro ou horaire (CSV : match,kind,team)",
    ),
    (
        "automatic",
        "Texte que votre téléphone envoie seul ; `*` remplace n’importe quoi",
    ),
    (
        "human",
        "Texte qui semble automatique et ne l’est pas ; `*` remplace n’importe quoi",
    ),
    (
        "products",
        "Produits et marques (CSV : name,synonyms,brand)",
    ),
    (
        "tz",
        "Fuseau du téléphone qui a fait les exports ; à défaut, celui de cette machine",
    ),
    (
        "hours",
        "Horaires d’ouverture (« lun-ven 9-12,13:30-18; sam 10-13 ») ou fichier qui les contient",
    ),
    (
        "holidays",
        "Jours fermés et ouvertures exceptionnelles, un par ligne",
    ),
    (
        "exported_at",
        "Quand les exports ont été faits, à l’heure du téléphone (2026-03-31T18:00)",
    ),
    (
        "surveys",
        "Réponses au sondage (CSV ou JSONL : contact,at,scale,score,…) ; les commentaires ne sont pas lus",
    ),
    (
        "reviews",
        "Avis publics (CSV ou JSONL : at,source,scale,score) ; ni textes ni auteurs ne sont lus",
    ),
    (
        "action",
        "Ce que vous avez fait, pour voir ce qui a suivi (2026-03-01=\"Guide des tailles\")",
    ),
    ("targets", "Vos objectifs (TOML)"),
    (
        "topics",
        "Sujets retenus d’une fois à l’autre (TOML) : lus, complétés et réécrits ; vous pouvez les modifier",
    ),
    (
        "k",
        "Plus petit nombre de clients d’un groupe affiché ; 10 au moins",
    ),
    (
        "delete_sources",
        "Supprimer les fichiers exportés une fois le rapport écrit : ils contiennent encore le texte des clients",
    ),
    (
        "lang",
        "Langue de ce qui est affiché ; à défaut, celle de l’environnement",
    ),
    ("quiet", "N’afficher que le résultat et les erreurs"),
    ("no_color", "Sans couleurs, même dans un terminal"),
    (
        "model",
        "Modèle : fast ou accurate ; à défaut, celui qu’a retenu `tact models use`, sinon fast",
    ),
    (
        "model_file",
        "Fichier du modèle accurate ; à défaut, cherché dans $TACT_MODELS, à côté du programme et dans le dossier de données de l’utilisateur",
    ),
    (
        "explain",
        "Montrer les mots qui ont le plus pesé, pour chaque message",
    ),
    (
        "task",
        "Une seule étiquette par ligne : sentiment, emotion, act, lang ou question",
    ),
    ("languages", "Langues possibles, la principale d’abord"),
    ("help", "Afficher cette aide"),
    ("version", "Afficher la version"),
];

const FRENCH_AFTER: &str = "\
Codes de sortie : 0 terminé ; 2 mauvais usage ; 3 terminé en partie, quelque chose n’a pas pu être
lu ; 65 pas un export, ou un modèle abîmé ; 66 fichier ou modèle introuvable ; 74 refus du
système ; 77 refusé : base de données, sauvegarde, journal de notifications, ou publication
au-delà du budget de confidentialité.

Aucune commande n’ouvre de connexion réseau, sauf `serve`, et seulement là où la configuration le
demande\u{a0}: pour récupérer les pièces jointes des clients d’accord avec l’analyse, et pour prévenir
les destinataires de ce qui est effacé.";

/// Examples of commands that have some, below their help.
const FRENCH_EXAMPLES: &[(&str, &str)] = &[(
    "label",
    "\
Exemples\u{a0}:
  printf 'mon colis n’est jamais arrivé\\n' | tact label --task act
  tact label --json < messages.jsonl > etiquettes.jsonl
  tact label --conversations --lang fr < conversations.jsonl
  tact label --conversations --model accurate < conversations.jsonl   (sujets selon le sens aussi)

Une conversation tient sur une ligne\u{a0}:
  {\"id\":1,\"messages\":[{\"from\":\"customer\",\"at\":\"2026-01-15T14:40:12+01:00\",\"text\":\"…\"},
   {\"from\":\"agent\",\"at\":\"2026-01-15T14:45:12+01:00\",\"text\":\"…\"}]}
`from` vaut customer, agent ou bot\u{202f}; \"deleted\":true garde un message comme fait, sans ses mots.",
)];

const TEMPLATE: &str = "\
{about-with-newline}
Usage : {usage}

{all-args}{after-help}";

fn find(key: &str) -> Option<&'static str> {
    let found = FRENCH.iter().find(|(name, _)| *name == key);
    found.map(|(_, text)| *text)
}

/// Of a command, by its path (`audit verify`) or its own name.
fn french_of(path: &str) -> Option<&'static str> {
    find(path).or_else(|| find(leaf(path)))
}

/// Of an argument of a command.
fn french(path: &str, argument: &str) -> Option<&'static str> {
    find(&format!("{path}/{argument}"))
        .or_else(|| find(&format!("{}/{argument}", leaf(path))))
        .or_else(|| find(argument))
}

fn leaf(path: &str) -> &str {
    path.rsplit(' ').next().unwrap_or(path)
}

/// The command in the reader's language.
pub fn localized(command: Command, lang: Lang) -> Command {
    match lang {
        Lang::En => command,
        Lang::Fr => translated(
            command.arg(flag("version", 'V', ArgAction::Version)),
            "tact",
        )
        .after_help(FRENCH_AFTER),
    }
}

/// A flag that every command has by itself, with a help of ours.
fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).action(action)
}

/// The command at this path: `tact`, then `audit`, then `audit verify`.
fn translated(command: Command, name: &str) -> Command {
    let subcommands: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Commandes\u{a0}")
        .subcommand_value_name("COMMANDE")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help))
        .mut_args(|argument| {
            let heading = match argument.get_help_heading() {
                _ if argument.is_positional() => "Arguments\u{a0}",
                Some("Consent") => "Consentement\u{a0}",
                Some("Who is who") => "Qui est qui\u{a0}",
                Some("Time") => "Temps\u{a0}",
                Some("Figures") => "Chiffres\u{a0}",
                Some("Publishing") => "Publication\u{a0}",
                Some("Satisfaction") => "Satisfaction\u{a0}",
                _ => "Options\u{a0}",
            };
            let help = french(name, argument.get_id().as_str());
            let valued = argument.get_action().takes_values();
            let argument = argument.help_heading(heading);
            // What clap adds by itself is English; the French says it in words.
            let argument = match valued {
                true => argument.hide_possible_values(true).hide_default_value(true),
                false => argument,
            };
            match help {
                Some(help) => argument.help(help).long_help(help),
                None => argument,
            }
        });
    if let Some(about) = french_of(name) {
        command = command.about(about).long_about(about);
    }
    if let Some((_, examples)) = FRENCH_EXAMPLES.iter().find(|(key, _)| *key == name) {
        command = command.after_help(*examples);
    }
    for sub in subcommands {
        let path = match name {
            "tact" => sub.clone(),
            above => format!("{above} {sub}"),
        };
        command = command.mut_subcommand(sub, |sub| translated(sub, &path));
    }
    command
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_command_and_argument_has_its_french() {
        fn check(command: &Command, above: &str) {
            for sub in command.get_subcommands() {
                let path = format!("{above} {}", sub.get_name());
                let path = path.trim_start();
                assert!(french_of(path).is_some(), "{path}");
                for argument in sub.get_arguments() {
                    let id = argument.get_id().as_str();
                    assert!(french(path, id).is_some(), "{path} {id}");
                }
                check(sub, path);
            }
        }
        check(&crate::cli::Cli::command(), "");
    }

    #[test]
    fn examples_have_their_french_wherever_there_are_some() {
        for sub in crate::cli::Cli::command().get_subcommands() {
            let french = FRENCH_EXAMPLES
                .iter()
                .any(|(key, _)| *key == sub.get_name());
            assert_eq!(sub.get_after_help().is_some(), french, "{}", sub.get_name());
        }
    }

    #[test]
    fn french_help_holds_no_english_heading() {
        let mut command = localized(crate::cli::Cli::command(), Lang::Fr);
        command.build();
        let mut analyze = command.find_subcommand("analyze").expect("analyze").clone();
        let help = analyze.render_long_help().to_string();
        for english in [
            "Usage:",
            "Options:",
            "Commands:",
            "possible values",
            "default:",
            "Consent:",
            "Who is who",
            "Time:",
            "Print help",
        ] {
            assert!(!help.contains(english), "{english} in\n{help}");
        }
    }
}
