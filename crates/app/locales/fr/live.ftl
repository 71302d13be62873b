# Ce que disent le serveur et les commandes qui l’accompagnent.

serve-listening = Tact écoute sur { $address }
serve-address-in-use = L’adresse { $address } est déjà prise par un autre programme. Arrêtez-le ou changez server.listen.
serve-address-refused = L’adresse { $address } ne peut pas être écoutée ({ $why }).
serve-system = Le système a refusé : { $why }
store-none = { $file } : aucune donnée ici. « tact serve » crée le dossier ; vérifiez store.path.
store-damaged = La base de données dans { $file } est abîmée. Arrêtez le serveur et rétablissez la dernière sauvegarde : ce qui a été effacé depuis le reste.
store-database = La base de données ne peut pas être utilisée (code SQLite { $code }). Vérifiez la place libre et les droits.
store-foreign = Les données dans { $file } et les clés ne vont pas ensemble. Donnez store.path et keys.path d’une même installation.
store-io = { $file } ne peut pas être utilisé ({ $why }).
keys-nested = keys.path ({ $keys }) et store.path ({ $store }) ne doivent pas être l’un dans l’autre : une copie des données emporterait les clés.
keys-mode = { $file } a le mode { $found } ; seul son propriétaire doit pouvoir l’utiliser : chmod { $wanted } { $file }
keys-in-use = { $file } est utilisé par une autre commande de Tact. Réessayez quand elle a fini.
keys-damaged = { $file } est abîmé ou appartient à d’autres clés. Remettez la copie gardée à part.
live-file-unreadable = { $file } ne peut pas être lu ({ $why }).
consent-imported = Consentements : { $recorded } lignes inscrites, { $known } déjà connues.
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
