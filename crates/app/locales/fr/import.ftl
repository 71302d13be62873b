# Ce que dit `tact import`.

import-nothing-read = Aucun export lu : rien à importer.
import-only-groups = { $count ->
    [one] La seule discussion est un groupe ou une discussion interne
   *[other] Les { $count } discussions sont des groupes ou des discussions internes
} : comptées, jamais lues. Un import prend des discussions entre l’entreprise et un seul client.
import-number-needed = La configuration a plusieurs numéros professionnels : dites avec --number auquel les discussions appartiennent ({ $known }).
import-number-unknown = --number n’est aucun de ceux de la configuration : { $known }.
import-namesakes = { $count ->
   *[other] { $count } discussions portent un nom affiché qu’une autre porte aussi, sans montrer de numéro : elles peuvent être de personnes différentes et ont été écartées. Enregistrez ces contacts sous des noms différents sur le téléphone et exportez de nouveau, ou importez-les une par une s’il s’agit d’une seule personne.
}
import-rehearsed = C’était un essai : rien n’a été gardé.
import-progress = Import
import-done = { $chats ->
    [one] Importé : { $chats } discussion
   *[other] Importé : { $chats } discussions
}, { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}. Heures lues dans le fuseau { $zone }.
import-rehearsal = { $chats ->
    [one] Serait importé : { $chats } discussion
   *[other] Seraient importées : { $chats } discussions
}, { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}. Heures lues dans le fuseau { $zone }. Rien n’a été gardé.
import-new = { $count ->
    [one] { $count } nouveau
   *[other] { $count } nouveaux
}
import-known = { $count ->
    [one] { $count } déjà connu
   *[other] { $count } déjà connus
}
import-completed = dont { $count } complétés par leurs mots
import-edited = dont { $count } remplacés par leur version modifiée
import-deletions = { $count ->
    [one] { $count } suppression dont rien n’était connu
   *[other] { $count } suppressions dont rien n’était connu
}
import-deleted = { $count ->
    [one] { $count } supprimé ici aussi : l’export montre qu’il l’a été
   *[other] { $count } supprimés ici aussi : l’export montre qu’ils l’ont été
}
import-no-consent = { $count } sans leurs mots : pas d’accord, ou un accord qui ne les couvre pas
import-consent-ended = { $count } sans leurs mots : accord retiré
import-erased = { $count } sans leurs mots : effacés à la demande du contact
import-expired = { $count } sans leurs mots : plus anciens que la durée de conservation
import-in-doubt = { $count } sans leurs mots : l’un d’eux est peut-être un message supprimé
import-opted-out = { $count } écartés : le contact s’y oppose
import-groups = { $count ->
    [one] { $count } groupe écarté
   *[other] { $count } groupes écartés
}
import-internal = { $count ->
    [one] { $count } discussion interne écartée
   *[other] { $count } discussions internes écartées
}
import-undecided = { $count ->
    [one] { $count } discussion écartée : on ne sait pas qui est l’entreprise (--business)
   *[other] { $count } discussions écartées : on ne sait pas qui est l’entreprise (--business)
}
import-calls = { $count ->
    [one] { $count } appel manqué écarté
   *[other] { $count } appels manqués écartés
}
import-consent-hint = Les mots ne sont gardés que des clients dont l’accord enregistré les couvre (notice : covers_history). Enregistrez-le avec « tact contact consent import », puis importez de nouveau les mêmes fichiers.
import-sources-left = Les fichiers exportés contiennent encore le texte des clients ; --delete-sources les supprime une fois leurs messages gardés.
