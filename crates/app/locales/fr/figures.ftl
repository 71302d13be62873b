# Rapport tiré du magasin scellé : ce qui se dit autrement que pour des exports.

figures-period-line = { $period } · WhatsApp en direct · fuseau { $zone }
figures-period-empty = { $period } · aucune conversation reçue sur cette période · fuseau { $zone }
figures-no-consent = Le ton n’a pas été lu : aucun client de cette période n’a donné son accord à l’analyse. « tact contact consent import FICHIER » enregistre les accords.
figures-understood = Ton, thèmes, suppressions
figures-resolved = Résolution au premier contact
figures-value-complete = complets
figures-value-earlier = période d’avant
figures-complete = { $period }. Plus rien ne peut y être supprimé, et les retours ont eu le temps de venir.
figures-newest-complete = { $period }, la dernière complète. La période demandée le sera le { $date } ; d’ici là, un message peut encore être supprimé ou un client revenir.
figures-deletions-seen = visibles, avec leur heure
figures-deletions-unseen = non observables
figures-deletions-some = visibles sur { $count } numéros sur { $of }
figures-deletions-note = WhatsApp n’annonce les suppressions que pour un numéro relié à l’application WhatsApp Business (Coexistence). « Supprimer pour moi » ne se voit nulle part.
figures-consent-kept = Consentement : registre du magasin, consulté pour chaque client et chaque usage au moment du calcul.
figures-end = Fin d’observation : le moment du calcul.
figures-kept = Les mots des clients qui ont donné leur accord sont gardés scellés, sous une clé par message ; une suppression détruit la clé. Les citations sont ouvertes au moment d’écrire cette page, et seulement si l’accord pour les citations tient encore.
figures-blind-unobservable = Suppressions non observables : aucun de ces numéros ne les annonce.
cover-conversations-note-store = Une conversation va du premier message à la résolution ; WhatsApp n’annonce pas la résolution, le silence de { $idle } en tient lieu.
fcr-text-store = FRC (résolution au premier contact), estimée : { $value } ({ $range }), délai de retour de { $window }. WhatsApp ne dit pas qu’une demande est réglée : c’est le silence du client après la réponse qui est compté.
blind-lead-none-store = Aucune suppression dans la période.
blind-age-sub-store = Part déjà supprimée selon l’âge du message
blind-cannot-store = Ce que WhatsApp n’annonce pas : ce qui a été « supprimé pour moi », ce qui a été supprimé avant de nous parvenir, les suppressions sur un numéro sans Coexistence, les messages éphémères.
teams-none-store = WhatsApp ne dit pas qui, dans l’entreprise, a répondu : il n’y a pas de chiffre par équipe.
teams-unsigned-store = WhatsApp ne dit pas qui, dans l’entreprise, a répondu : il n’y a pas de chiffre par équipe.

## Ligne de commande
report-no-store = { $file } : aucun magasin à cet endroit. Lancez « tact serve » ou « tact import » d’abord.
