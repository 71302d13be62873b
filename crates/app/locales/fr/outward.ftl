# Ce que Tact envoie : médias qu’il va chercher, destinataires qu’il prévient, tâches qui restent.

config-host-name = un nom d’hôte est attendu, comme lookaside.fbsbx.com, ou « *. » suivi d’un nom, comme *.fbcdn.net.
config-recipient-name = un nom de 1 à 64 lettres, chiffres, espaces, « . », « _ », « - » est attendu.
config-recipient-twice = ce destinataire est déjà nommé plus haut.
config-half-a-hook = un point d’appel demande à la fois hook_url et hook_secret_file.
config-hook-scheme = une adresse https:// est attendue ; http:// n’est permis qu’à l’intérieur de la maison, avec allow_private = true.
config-hook-literal = un nom d’hôte est attendu, pas un nombre ; un nombre n’est permis qu’à l’intérieur de la maison, avec allow_private = true.
config-hook-credentials = ni nom ni mot de passe dans l’adresse ; le secret va dans hook_secret_file.
config-hook-malformed = ce n’est pas une adresse web.
tasks-none = Rien n’est à faire à la main.
tasks-done = Marqué comme fait : { $tasks ->
    [one] { $tasks } tâche
   *[other] { $tasks } tâches
}, soit { $count ->
    [one] { $count } événement
   *[other] { $count } événements
}. Le journal d’audit garde qui l’a dit.
tasks-left = { $count ->
    [one] { $count } événement est arrivé
   *[other] { $count } événements sont arrivés
} après l’affichage de la liste et y { $count ->
    [one] reste
   *[other] restent
}.
tasks-unknown = La tâche { $id } n’est pas sur la liste affichée. Rien n’a été marqué ; `tact tasks` affiche la liste.
task-line = { $id }  { $recipient } ({ $kind }) : { $event } × { $count }, { $reason } ; depuis le { $since }, avant le { $due }
task-overdue = { $id }  { $recipient } ({ $kind }) : { $event } × { $count }, { $reason } ; depuis le { $since }, EN RETARD depuis le { $due }
task-helpdesk = service client
task-phone = téléphone
task-other = autre
task-message-deleted = message supprimé
task-message-edited = message modifié, ancienne version à effacer
task-contact-erased = client à effacer
task-consent-ended = accord retiré
task-by-hand = aucun point d’appel, à faire sur place à la main
task-not-delivered = le point d’appel n’a pas pu être prévenu
task-unnamed = rien ici ne permet au destinataire de reconnaître le client
checkup-nothing = Rien n’attend personne.
checkup-overdue = { $count ->
    [one] { $count } tâche a
   *[other] { $count } tâches ont
} dépassé le mois prévu : `tact tasks` en donne la liste.
checkup-open = { $count ->
    [one] { $count } tâche est
   *[other] { $count } tâches sont
} à faire à la main : `tact tasks` en donne la liste.
checkup-notices = { $count ->
    [one] { $count } effacement n’est pas encore parvenu
   *[other] { $count } effacements ne sont pas encore parvenus
} à un destinataire ; l’envoi est répété.
checkup-unauthorized = { $count ->
    [one] { $count } pièce jointe n’est pas récupérée
   *[other] { $count } pièces jointes ne sont pas récupérées
}, la plateforme refusant le jeton d’accès : renouvelez whatsapp.access_token_file.
checkup-no-token = { $count ->
    [one] { $count } pièce jointe n’est pas récupérée
   *[other] { $count } pièces jointes ne sont pas récupérées
} : aucun whatsapp.access_token_file n’est configuré.
media-gone = La pièce jointe n’est plus gardée.
export-media-gone = { $count ->
    [one] { $count } pièce jointe a été effacée
   *[other] { $count } pièces jointes ont été effacées
} pendant la copie et laissée de côté.
stats-media-held = Pièces jointes gardées, scellées
stats-media-waiting = Pièces jointes à récupérer
stats-media-lost = Pièces jointes impossibles à obtenir
