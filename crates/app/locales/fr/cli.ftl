# Ce que la ligne de commande dit.

no-thread = Aucune discussion entre l’entreprise et un client n’a pu être reconnue : nommez l’entreprise avec --business "Nom affiché".
only-groups = { $count ->
    [one] La seule discussion est un groupe ou une discussion interne
   *[other] Les { $count } discussions sont des groupes ou des discussions internes
} : comptées, jamais lues. Un rapport demande des discussions entre l’entreprise et un client.
refused-file = Refusé : { $file }
not-an-export = Pas un export WhatsApp : { $file }. Exportez la discussion depuis le téléphone (Plus > Exporter la discussion, sans médias).
nothing-read = Aucun export lu : rien à analyser.
out-is-a-source = --out désigne un export : { $file }. Le rapport prendrait sa place ; choisissez un autre fichier.
written-to = Rapport complet : { $file }
default-file = rapport-tact.html
sources-left = Les fichiers exportés contiennent encore le texte des clients ; --delete-sources les supprime une fois le rapport écrit.
sources-removed = { $count ->
    [one] { $count } fichier exporté supprimé.
   *[other] { $count } fichiers exportés supprimés.
}
declared-empty = --consent-declared demande un texte : qui a recueilli le consentement, quand et comment.
surveys-none-counted =
    { $answers ->
        [one] L’unique réponse au sondage ne compte pas
       *[other] Aucune des { $answers } réponses au sondage ne compte
    } : { $unknown } de contacts absents des exports, { $survey } sans accord à « survey », { $analysis } sans accord à « analysis », { $other } sans conversation mûre dans les 72 h. L’accord se donne dans --consent, ou avec --declared-purposes analysis,survey.
file-missing = { $path } : ce fichier n’existe pas ; vérifiez son nom et son dossier.
file-is-folder = { $path } : c’est un dossier ; donnez le fichier lui-même.
progress-read = Lecture
progress-assemble = Qui est qui
progress-admit = Consentement
progress-understand = Compréhension
progress-count = Calcul
inspect-chats = { $count ->
    [one] { $count } discussion
   *[other] { $count } discussions
}
inspect-messages = Messages
inspect-notices = Avis de l’application
inspect-deleted = Supprimés
inspect-edited = Modifiés
inspect-media = Médias
inspect-authors = Auteurs
inspect-period = Période
inspect-format = Forme
inspect-unreadable = Lignes non comprises
warn-not-an-export = Pas un export WhatsApp.
warn-guessed = Rien ne distingue le jour du mois : le jour a été lu en premier.
warn-mid = Le fichier commence au milieu d’un message ({ $count } lignes).
warn-broken = Octets illisibles remplacés à { $count } endroits.
warn-joined = Deux exports de forme différente réunis dans un fichier.
warn-cut = Message trop long coupé à la ligne { $count }.
warn-limit = { $count } messages : la limite de WhatsApp est atteinte, le début manque.
topics-is-out = --topics et --out désignent le même fichier : le rapport serait perdu. Donnez deux fichiers.
