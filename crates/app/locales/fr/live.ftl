# Ce que disent le serveur et les commandes qui l’accompagnent.

serve-listening = Tact écoute sur { $address }
serve-address-in-use = L’adresse { $address } est déjà prise par un autre programme. Arrêtez-le ou changez server.listen.
serve-address-refused = L’adresse { $address } ne peut pas être écoutée ({ $why }).
serve-system = Le système a refusé : { $why }
store-none = { $file } : aucune donnée ici. « tact serve » crée le dossier ; vérifiez store.path.
store-damaged-records = L’enregistrement { $record } de { $file } est abîmé, et d’autres le suivent. Remettez ce fichier depuis le miroir des clés (keys.mirror). Sans miroir, gardez-en une copie et coupez-le avant cet enregistrement : ce qui a été effacé le reste, mais une sauvegarde plus ancienne n’en saurait rien.
store-damaged = La base de données dans { $file } est abîmée. Arrêtez le serveur et rétablissez la dernière sauvegarde : ce qui a été effacé depuis le reste.
store-database = La base de données ne peut pas être utilisée (code SQLite { $code }). Vérifiez la place libre et les droits.
store-foreign = Les données dans { $file } et les clés ne vont pas ensemble. Donnez store.path et keys.path d’une même installation.
store-io = { $file } ne peut pas être utilisé ({ $why }).
keys-nested = keys.path ({ $keys }) et store.path ({ $store }) ne doivent pas être l’un dans l’autre : une copie des données emporterait les clés.
keys-mode = { $file } a le mode { $found } ; seul son propriétaire doit pouvoir l’utiliser : chmod { $wanted } { $file }
keys-in-use = { $file } est utilisé par une autre commande de Tact. Réessayez quand elle a fini.
keys-damaged = { $file } est abîmé ou appartient à d’autres clés. Remettez la copie gardée à part.
live-file-unreadable = { $file } ne peut pas être lu ({ $why }).
consent-imported = Consentements : { $recorded ->
    [one] { $recorded } ligne inscrite
   *[other] { $recorded } lignes inscrites
}, { $known ->
    [one] { $known } déjà connue
   *[other] { $known } déjà connues
}.
consent-unmatched = { $count ->
    [one] { $count } ligne nomme un contact inconnu par son nom affiché : elle n’est pas inscrite. Écrivez son numéro.
   *[other] { $count } lignes nomment des contacts inconnus par leur nom affiché : elles ne sont pas inscrites. Écrivez leurs numéros.
}
consent-not-csv = Ligne { $line } : ce n’est pas un fichier CSV en UTF-8 avec des virgules ; enregistrez-le de nouveau en « CSV UTF-8 ». Rien n’a été importé.
consent-header = Ligne 1 : l’en-tête doit être contact,purpose,state,at,notice,channel,proof. Rien n’a été importé.
consent-value = Ligne { $line }, colonne { $column } : { $expected }. Rien n’a été importé.
consent-expected-contact = un numéro international (+33…), un identifiant propre à l’entreprise ou un nom affiché est attendu, et sept colonnes séparées par des virgules
consent-expected-purpose = analysis, quotation, survey, personalisation ou panel est attendu
consent-expected-state = granted ou ended est attendu
consent-expected-at = une date et une heure avec leur décalage sont attendues, comme 2026-01-15T09:30:00+01:00
consent-expected-proof = un accord donné en a besoin : sans elle, personne ne peut le prouver
consent-ambiguous = Ligne { $line } : { $count } contacts portent ce nom ; écrivez plutôt le numéro. Rien n’a été importé.
stats-contacts = Contacts
stats-conversations = Conversations
stats-messages = Messages
stats-tombstones = Messages supprimés
stats-no-consent = Sans contenu : jamais d’accord
stats-consent-ended = Sans contenu : accord retiré
stats-erased = Sans contenu : effacé
stats-opted-out = Événements écartés : opposition
stats-unrecognized = Non reconnus
alias-number = numéro
alias-user-id = identifiant
alias-parent-user-id = identifiant du groupe
alias-export-name = nom d’un export
contact-unknown = Personne n’est connu sous ce numéro ou cet identifiant. Écrivez un numéro international (+33…) l’identifiant propre à l’entreprise, ou le nom affiché d’un export importé.
contact-pseudonym = Contact n°
contact-known-by = Connu par
contact-granted = Accords en vigueur
contact-nothing = rien
contact-inbound = Messages reçus
contact-outbound = Messages envoyés
contact-with-content = Dont le contenu est gardé, scellé
contact-annotated = Dont l’analyse est gardée, scellée
contact-reactions = Réactions
contact-address-book = Carnet d’adresses
contact-yes = oui, scellé
contact-no = non
contact-first = Premier message
contact-last = Dernier message
contact-opted-out = Opposition
contact-erased-at = Tout effacé jusqu’au
erase-receipt =
    Effacement n° { $receipt } du contact n° { $contact }, le { $at }.
    Effacés : contenu de { $messages } messages et { $reactions } réactions, { $addresses } entrées du carnet d’adresses, { $names } noms ; { $keys } clés détruites.
    Restent : { $facts } faits sans contenu, { $tombstones } traces de messages supprimés, { $consents } lignes du registre des consentements, { $aliases } empreintes de numéros, pour que rien d’effacé ne revienne. Les chiffres déjà publiés de périodes closes ne changent pas.
erase-confirm = Tout le contenu de ce contact sera effacé, sans retour possible. Pour confirmer, tapez { $word } :
erase-word = effacer
erase-unconfirmed = Rien n’a été effacé.
erase-needs-yes = Rien n’a été effacé : sans terminal pour confirmer, ajoutez --yes.
consent-none = Aucun accord n’a jamais été donné ni retiré.
consent-granted = { $at } : { $purpose } accordé (notice { $notice }, canal { $channel }, preuve { $proof })
consent-ended = { $at } : { $purpose } retiré ou refusé (canal { $channel })
request-none = Aucune demande.
request-stop = STOP (fin des accords)
request-erase = EFFACER (effacement)
request-my-data = MES DONNÉES (demande d’accès)
request-answered = { $at }, contact n° { $contact }, { $request } : fait le { $answered }
request-open = { $at }, contact n° { $contact }, { $request } : à répondre avant le { $due }
request-overdue = { $at }, contact n° { $contact }, { $request } : EN RETARD depuis le { $due }
export-title = Ce que nous gardons de vous
export-intro = Copie établie le
export-summary = En bref
export-group = Messages dans un groupe
export-thread = Discussion
export-when = Date
export-who = De
export-what = Message
export-colon = {" "}:
export-inbound = vous
export-outbound = l’entreprise
export-edited = modifié
export-forwarded = transféré
export-not-kept = non gardée
export-reaction-removed = réaction retirée
export-deleted-by-contact = supprimé par vous
export-deleted-by-business = supprimé par l’entreprise
export-deletions-note = Il n’en reste que ces dates, arrondies à l’heure.
export-consents = Vos accords
export-accesses = Qui a consulté ces données
export-written = Copie écrite dans { $folder } : { $html } à lire, { $json } à transmettre. Elle est en clair ; supprimez-la une fois remise.
export-exists = { $folder } existe déjà et n’est pas vide ; choisissez un autre dossier avec --out.
kind-text = texte
kind-answer = réponse choisie
kind-picture = image
kind-video = vidéo
kind-sound = son
kind-document = document
kind-contact-card = carte de contact
kind-location = lieu
kind-order = commande
kind-other = autre
kind-unreadable = illisible pour nous
field-text = Texte
field-caption = Légende
field-file-name = Nom du fichier
field-media = Fichier joint
field-choice = Choix
field-form = Formulaire
field-emoji = Réaction
field-referral = Publicité d’origine
field-product = Produit
live-file-unwritable = { $file } ne peut pas être écrit ({ $why }).
verify-sound = Données, clés et journal d’audit sont entiers.
verify-damaged = Quelque chose est abîmé. Arrêtez le serveur et rétablissez la dernière sauvegarde ; ce qui a été effacé depuis le reste.
verify-dangling = Lignes qui nomment un contact ou une discussion absents : { $count }
verify-audit = Journal d’audit : { $count } inscriptions, toutes à leur place.
verify-audit-broken = Journal d’audit : rompu à l’inscription { $entry }.
verify-audit-unread = Journal d’audit : illisible.
verify-opening = Contenus dont la clé ouvre : { $count }
verify-without-key = Contenus sans clé, montrés comme supprimés : { $count }
verify-unreadable = Contenus dont la clé ou les octets sont abîmés, montrés comme illisibles (un miroir des clés les a, si vous en tenez un) : { $count }
verify-unfinished = Effacements interrompus, que le prochain démarrage termine : { $count }
store-newer = Une version plus récente de Tact a écrit ces données ; utilisez cette version.
store-stopped = Le stockage s’est arrêté ; redémarrez le serveur.
backup-made = Copie : { $file } ({ $bytes } octets). Elle ne s’ouvre qu’avec keys.path, qui n’en fait pas partie.
backup-inside = { $folder } est dans store.path ou keys.path. Choisissez un dossier ailleurs.
restore-none = Aucune copie (tact-….db) dans { $folder }.
restore-server-runs = Le serveur ou une autre commande utilise ces données. Arrêtez le serveur, puis recommencez.
restore-done =
    { $file } est de nouveau la base de données : { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }.
    Suppressions, accords retirés et effacements faits depuis cette copie et refaits : { $again }
keys-rotated = Époque { $epoch } des clés. Une copie plus ancienne du dossier des clés n’ouvre plus rien.
keys-no-mirror = Donnez un dossier, ou keys.mirror dans la configuration.
keys-mirrored = { $folder } est à jour : mêmes clés, mêmes effacements.
keys-mirror-behind = Le second dossier des clés ({ $folder }) n’a pas pu être mis à jour : ce qui vient d’être effacé peut encore y avoir sa clé. Voyez le journal, puis « tact keys mirror ».
retention-done =
    Effacés, leur durée étant passée : textes de { $contents } messages, analyses de { $features } messages, { $reactions } réactions.
    Retirés : { $consents } lignes du registre des accords, { $audit } entrées du journal d’audit. Traces de suppression réduites à des nombres : { $tombstones }
    Conservations pour un litige arrivées à leur terme : { $holds }
audit-none = Aucune entrée.
audit-line = { $seq }  { $at }  { $actor }  { $action }  contact { $contact }  nombre { $count }
audit-whole =
    Journal d’audit entier, entrées : { $count }
    Empreinte de la dernière, à noter ailleurs : { $head }
audit-changed = Journal d’audit rompu : l’entrée { $entry } a été changée.
audit-missing = Journal d’audit rompu : l’entrée { $entry } manque.
audit-cut-off = Journal d’audit rompu : il s’arrête avant l’entrée { $entry }.
forensic-words-missing = Aucun mot à chercher : donnez-en, ou « - » pour les lire sur l’entrée standard.
forensic-short = Le mot n° { $place } a moins de 8 lettres : il se trouverait par hasard. Choisissez un mot plus long ou plus rare.
forensic-too-many = Trop de mots à la fois. Cherchez-en moins.
forensic-on-command-line = Un mot de la ligne de commande se voit dans la liste des processus et l’historique ; « --forensic - » le lit sur l’entrée standard.
forensic-none = Aucun des mots ({ $words }) n’a été trouvé.
forensic-found = Trouvé : le mot n° { $word }, forme { $form }, dans { $file }, octet { $offset }{ $compressed ->
    [yes]  (dans un flux compressé)
   *[no] {""}
}
forensic-looked = Fichiers lus : { $files }, soit { $bytes } octets.
forensic-cut = Flux compressés lus au début seulement : { $count }
forensic-process = Processus du serveur (n° { $process }) : environnement, ligne de commande et fichiers ouverts lus aussi, même sans nom.
forensic-process-closed = Processus du serveur (n° { $process }) : pas lu en entier, le système ne le montre qu’à root.
forensic-no-process = Aucun serveur en marche.
forensic-control = Contrôle : sur { $planted } mots au hasard écrits exprès, un sous chaque forme, { $found } retrouvés.
forensic-control-failed = Le contrôle a échoué : cette recherche ne prouve rien.
object-receipt =
    Opposition n° { $receipt } du contact n° { $contact }, le { $at }. Ses accords ont pris fin ; rien de lui n’est plus compté.
    Retirés : { $facts } faits et { $reactions } réactions ; { $tombstones } traces de suppression réduites à leur empreinte ; { $keys } clés détruites. Les chiffres déjà publiés de périodes closes ne changent pas.
object-ended = L’opposition a pris fin : ce qui sera écrit à partir de maintenant sera compté. Rien de ce qui a été retiré ne revient, et les accords sont à demander de nouveau.
object-none = Ce contact ne s’oppose à rien ; rien n’a changé.
contact-opted-out-until = Fin de l’opposition
contact-held = Conservation pour un litige
contact-held-until = { $messages } messages mis à part, jusqu’au { $until }
erase-held = Une conservation pour un litige diffère la destruction des textes de { $messages } messages jusqu’au { $until } ; jusque-là, rien d’autre ne peut les lire. Dites-le à la personne.
hold-asked = Conservation { $id } demandée par { $actor }, jusqu’au { $until }. Elle n’a aucun effet tant qu’une autre personne ne l’a pas approuvée : tact hold approve { $id }. Sans cela, elle est oubliée dans 7 jours.
hold-approved = Conservation { $id } en vigueur pour le contact n° { $contact }, jusqu’au { $until }. Ce que son auteur supprime ou modifie n’est pas conservé.
hold-none = Aucune conservation demandée ni en vigueur.
hold-line-asked = { $id }  contact { $contact }  demandée par { $asked } le { $at }, à approuver  jusqu’au { $until }  motif : { $reason }
hold-line-in-force = { $id }  contact { $contact }  en vigueur, { $asked } et { $approved }  jusqu’au { $until }  messages mis à part : { $held }  motif : { $reason }
hold-ended = Conservation { $id } terminée : textes de { $erased } messages détruits.
hold-unknown = Aucune conservation n’a ce numéro ; « tact hold list » les montre.
hold-reason = Une conservation demande un motif, de 2 000 octets au plus.
hold-past = La date de fin doit être à venir.
hold-too-long = Une conservation dure deux ans au plus.
hold-until = La date de fin s’écrit comme 2027-06-30.
hold-same-person = Une autre personne doit approuver : qui a demandé ne le peut pas. C’est le système qui dit qui demande (sa connexion, sinon son compte), pas un nom de l’environnement ; une connexion et un simple compte peuvent être la même personne.
hold-already = Elle est déjà approuvée.
hold-not-approved = Personne ne l’a encore approuvée : elle n’a aucun effet.
hold-no-caller = Le système ne dit pas qui demande ; rien n’a été fait.
hold-copy-noted = Copie demandée par { $actor }, et notée. Elle s’ouvre quand une autre personne lance la même commande dans les 24 heures.
hold-title = Ce qu’une conservation met à part
hold-page-note = Ces textes sont effacés pour tout le reste. Les messages que leur auteur a supprimés ou modifiés n’y sont pas.
hold-inbound = le client
hold-erased-at = Effacé le
audit-empty = Journal d’audit vide : rien n’a encore été fait, il n’y a donc pas d’empreinte à noter.
