# Phrases du rapport. Chaque chiffre arrive déjà écrit dans la bonne langue.

## En tête
title-business = WhatsApp chez { $business }
title-plain = Vos échanges WhatsApp
period-line = { $period } · { $exports } · fuseau { $zone }
exports-count = { $count ->
    [one] { $count } export WhatsApp
   *[other] { $count } exports WhatsApp
}
period-empty = Aucune conversation dans ces fichiers

## À retenir
remember-rising = « { $topic } » monte : { $recent } des demandes dans la seconde moitié de la période, contre { $before } dans la première.
remember-rising-weeks = « { $topic } » monte : { $recent } des demandes des deux dernières semaines complètes, contre { $before } auparavant.
remember-fell-weeks = « { $topic } » recule : { $recent } des demandes des deux dernières semaines complètes, contre { $before } auparavant.
remember-new = Un sujet nouveau est apparu : « { $topic } », { $contacts } clients déjà.
remember-fell = « { $topic } » recule : { $recent } des demandes dans la seconde moitié de la période, contre { $before } dans la première.
remember-unanswered = { $share } des demandes sont restées sans réponse humaine ({ $range }).
remember-slow = Un client sur dix attend plus de { $p90 } sa première réponse ; la moitié attend moins de { $median }.
remember-top = Ce qui revient le plus : « { $topic } », { $share } des demandes.
remember-content-free = La moitié des clients ont une première réponse en { $median } ou moins. Ce qu’ils en pensent n’a pas été lu : aucun consentement à l’analyse.
remember-small = Trop peu de conversations pour un chiffre sûr ; rien n’est affiché sous le seuil de confidentialité.

## À faire lundi
monday-guide = Écrire une fois pour toutes la réponse à « { $topic } » et l’envoyer dès la première question : { $conversations } conversations pourraient s’abréger.
monday-problem = Chercher la cause de « { $topic } » : { $contacts } clients l’ont signalé, { $trend }.
monday-unanswered = Reprendre les { $count } conversations restées sans aucune réponse, les plus anciennes d’abord.
monday-hours = Renforcer l’équipe le { $weekday } vers { $hour } : c’est là que le plus de clients écrivent.
monday-friction = Rappeler les clients d’un échange tendu qui se sont tus, sans mentionner ce qu’ils ont supprimé.
monday-consent = Recueillir le consentement à l’analyse : sans lui, Tact ne peut dire ni le ton ni les sujets.
monday-nothing = Rien d’urgent ne se détache ; garder le cap et mesurer de nouveau dans un mois.

## La barre
bar-tone = Tonalité positive des conversations
bar-sentence = { $point } des conversations intactes ont un ton positif. Si les clients mécontents suppriment { $gamma } fois plus, l’ensemble est { $inner } ; sans aucune hypothèse, { $outer }. Ce n’est pas la satisfaction : seule une enquête la mesure.
bar-sentence-intact = { $point } des conversations ont un ton positif ({ $outer }, { $n }). Aucune suppression n’y est visible. Ce n’est pas la satisfaction : seule une enquête la mesure.
bar-no-consent = Le ton n’a pas été lu : aucun client n’a donné son accord à l’analyse dans les fichiers fournis. Ajoutez --consent FICHIER, ou --consent-declared "qui, quand, comment".
bar-small = Moins de { $k } clients : le ton n’est pas affiché, il désignerait des personnes.

## Couverture
cover-conversations = Conversations
cover-conversations-note = Une conversation va du premier message à la résolution ; un export ne dit pas quand elle est résolue, le silence de { $idle } en tient lieu.
cover-contacts = Clients
cover-consented = Accord à l’analyse
cover-consented-value = { $count } sur { $total } clients
cover-consented-note = Le ton, les sujets et les citations ne portent que sur eux.
cover-declared-note = Déclaré pour tous : « { $text } »
cover-readable = Conversations lisibles
cover-readable-note = Ni suppression non remplacée, ni refus, ni média seul, ni texte trop court, ni langue inconnue.
cover-touched = Conversations avec suppression
cover-deletions = Suppressions
cover-deletions-value = visibles, sans heure
cover-deletions-note = L’export montre qu’un message a été supprimé, pas quand. « Supprimer pour moi » ne se voit nulle part.
cover-merged = Exports réunis
cover-merged-value = { $count ->
    [one] { $count } discussion vue dans plusieurs exports
   *[other] { $count } discussions vues dans plusieurs exports
}
cover-merged-note = { $won ->
    [0] Aucun message n’était supprimé dans l’un et lisible dans l’autre.
    [one] { $won } message supprimé dans un export était encore lisible dans un autre : son texte a été écarté avant toute lecture.
   *[other] { $won } messages supprimés dans un export étaient encore lisibles dans un autre : leur texte a été écarté avant toute lecture.
}
cover-left-out = Hors service client
cover-left-out-value = { $groups ->
    [one] { $groups } discussion de groupe
   *[other] { $groups } discussions de groupe
}, { $internal ->
    [one] { $internal } interne
   *[other] { $internal } internes
}
cover-left-out-note = Comptées, jamais lues.

## Chiffres
of-conversations = sur { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
}
of-messages = sur { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
range-of = { $range }, { $of }
value-withheld = masqué
value-withheld-note = Moins de { $need } clients.
value-not-observable = non observable
value-empty = —
value-empty-note = Rien à compter.
people = { $count ->
    [one] { $count } client
   *[other] { $count } clients
}
card-median-p90 = neuf sur dix en { $p90 } ou moins ; { $range }
card-assumption = { $assumption } Ne voit pas : { $unseen }
card-change-up = { $change } depuis la période précédente
card-change-open = pas de changement établi
card-no-change = pas de période comparable
card-mean = moyenne { $mean }
target-less = moins de { $value }
target-more = plus de { $value }
conversations-card = { $inbound } ouvertes par les clients
still-waiting = { $count ->
    [0] aucune n’attend
    [one] { $count } attend encore
   *[other] { $count } attendent encore
}

## Sections
section-course = Au fil des semaines
section-why = Ce qui pèse sur le ton
section-questions = Ce qui revient
section-when = Quand les clients écrivent
section-speed = L’attente
section-blind-spot = L’angle mort
section-loyalty = Ceux qui reviennent, ceux qui se taisent
section-products = Produits et marques
section-teams = Équipes
section-actions = Que faire
section-method = Méthode et vie privée

## Au fil des semaines
course-lead = Chaque point est une semaine complète ; la bande dit la marge. Une semaine de moins de { $k } clients n’est pas affichée (5 pour le seul volume).
course-volume-title = { $count } conversations en { $weeks } semaines, { $peak } au plus fort
course-volume-sub = Conversations ouvertes par semaine
course-tone-title-steady = Le ton reste stable
course-tone-title-rose = Le ton s’est amélioré
course-tone-title-fell = Le ton s’est dégradé
course-tone-sub = Part des conversations au ton positif, clients consentants, marge à 95 %
course-tone-warning = Attention : quand les suppressions augmentent, le ton de ce qui reste paraît meilleur.
week-of = sem. du { $date }
col-week = Semaine
col-conversations = Conversations
col-contacts = Clients
col-tone = Ton positif
col-range = Marge à 95 %
col-n = Effectif
col-share = Part
col-what = Quoi
col-value = Valeur
col-before = Avant
col-after = Après
col-hour = Heure
col-median = Médiane
col-p90 = Neuf sur dix
col-age = Âge du message
col-low = Au moins
col-high = Au plus
col-gamma = Γ
col-file = Fichier
col-day = Jour

## Ce qui pèse sur le ton
why-lead = Points de tonalité positive perdus par sujet : la part du sujet, multipliée par l’écart avec les autres conversations. C’est une association, pas une cause.
why-title = « { $topic } » coûte le plus : { $points } points de tonalité positive
why-title-none = Aucun sujet ne se détache
why-sub = Points perdus, marge à 95 %, sujets d’au moins { $k } clients
why-empty = Aucun sujet n’est assez fréquent pour être comparé.
why-quotes = Avec leurs mots
why-no-quotes = Pas de citation : elle demande un accord propre (finalité quotation).
quote-source = { $topic }, { $month }
flow-title = { $top } : la plus grande part des conversations
flow-sub = Nature des conversations lues
flow-question = Question technique ou produit
flow-assistance = Demande d’aide
flow-feedback = Retour d’expérience
flow-suggestion = Suggestion ou idée
flow-other = Autre

## Ce qui revient
questions-lead = Questions et problèmes retrouvés chez au moins { $k } clients, du plus fréquent au moins fréquent.
questions-empty = Aucune question ne revient chez assez de clients pour être montrée.
questions-withheld = { $count ->
    [one] { $count } groupe plus petit n’est pas affiché.
   *[other] { $count } groupes plus petits ne sont pas affichés.
}
kind-question = Questions
kind-problem = Problèmes
topic-share = { $share } des demandes ({ $range })
topic-trend = { $trend } ; { $halves }
topic-rising = deux dernières semaines : en hausse, { $before } → { $recent }
topic-falling = deux dernières semaines : en baisse, { $before } → { $recent }
topic-steady = stable
topic-unknown = trop peu de semaines pour comparer
topic-new = nouveau
topic-halves = première moitié de la période : { $before } des demandes ; seconde moitié : { $after }
topic-tone = ton positif { $share } ({ $range })
topic-tone-withheld = ton masqué
topic-answer = Une réponse prête, envoyée dès la première question, éviterait l’essentiel de ces échanges.
topic-cause = Chercher la cause commune avant de répondre une à une.
suggestions-heading = Idées des clients
suggestions-text = { $count ->
    [one] { $count } conversation propose une amélioration ({ $range }).
   *[other] { $count } conversations proposent une amélioration ({ $range }).
}
phrases-heading = Mots qui reviennent

## Quand
when-lead = Heures locales ({ $zone }). Une case de moins de { $k } clients est masquée.
when-heat-title = C’est le { $weekday } vers { $hour } que les clients écrivent le plus
when-heat-title-flat = Les messages arrivent à toute heure
when-heat-sub = Fois où un client a attendu une réponse, selon le jour et l’heure de son message
when-heat-description = Tableau des arrivées par jour de semaine et par heure.
when-wait-title = L’attente est la plus longue pour qui écrit vers { $hour } : { $median }
when-wait-sub = Attente médiane d’une réponse selon l’heure d’écriture
when-outside = { $share } des conversations s’ouvrent hors de vos horaires.
hour-of = { $hour }
when-no-hours = Indiquez vos horaires (--hours) pour séparer l’attente ouvrée de l’attente totale.

## Attente
speed-lead = La moitié des clients ont une première réponse en { $median } ou moins ; neuf sur dix en { $p90 } ou moins.
speed-lead-open = La moitié des clients ont une première réponse en { $median } ou moins ; { $open }.
speed-lead-empty = Aucune réponse à mesurer.
speed-table = Délais
speed-frt = Première réponse
speed-art = Temps de réponse (ART)
speed-wait = Attente totale du client
speed-frt-bh = Première réponse, heures ouvrées
speed-art-bh = Temps de réponse (ART), heures ouvrées
speed-wait-bh = Attente totale, heures ouvrées
speed-note = Les demandes encore sans réponse sont comptées comme attentes inachevées : les laisser de côté flatterait le chiffre.
speed-mean-note = La moyenne est plafonnée à { $horizon } par attente, car certaines ne sont pas finies.
col-mean = Moyenne
speed-answered-in = Réponses dans les { $time }
speed-open = plus de la moitié attendent encore
speed-p90-open = plus d’un sur dix attend encore
fcr-text = FRC (résolution au premier contact), estimée : { $value } ({ $range }), délai de retour de { $window }. Un export ne porte pas de statut : c’est le silence du client après la réponse qui est compté.
reopen-text = Réouvertures, estimées : { $value } ({ $range }).
repeat-text = Retours pour le même sujet : { $value } ({ $range }).
lapsed-text = Fenêtre de 24 h dépassée avant la réponse : { $value } ({ $range }).
closing-unknown = Sans accord à l’analyse, Tact ne sait pas si un dernier message est un simple « merci » : ces conversations comptent comme en attente, le chiffre est donc un maximum.

## Angle mort
blind-lead = { $rate } des messages de clients ont été supprimés ; { $conv } des conversations en portent la trace.
blind-lead-none = Aucune suppression visible dans ces exports.
blind-lead-withheld = Trop peu de clients pour montrer un taux de suppression.
blind-intervals-title = Ce que les messages supprimés peuvent changer
blind-intervals-sub = Part de conversations au ton positif, { $n } de clients consentants
blind-intact = Conversations intactes
blind-intact-assume = Comme si rien n’avait été supprimé.
blind-gamma = Γ de 1 à { $gamma }
blind-gamma-assume = Les mécontents suppriment au plus { $gamma } fois plus (rapport de cotes).
blind-manski = Sans hypothèse
blind-manski-assume = Rien n’est supposé de ce qui a été supprimé.
blind-manski-sentence = Sans aucune hypothèse : { $range }. Rien dans les données ne permet d’exclure l’un ou l’autre.
blind-everyone = Tous les clients, sans hypothèse
blind-everyone-assume = Ceux qui n’ont pas donné leur accord peuvent être tous contents, ou tous mécontents.
blind-age-title = { $share } des messages finissent supprimés
blind-age-sub = Part déjà supprimée selon l’âge du message au moment de l’export
mark-old-limit = 1 h 08 (limite de 2018)
mark-window = 60 h (limite actuelle)
blind-older = Parmi les messages de plus de { $hours } h, pour lesquels plus rien ne peut venir : { $rate } ({ $range }). Les plus récents sont provisoires.
blind-stage-title = Où, dans la conversation
blind-stage-sub = Part des messages de clients supprimés
stage-before = Avant la première réponse
stage-between = Entre deux réponses
stage-after = Après la dernière réponse
blind-hours-title = À quelles heures
block-night = 0 h – 6 h
block-morning = 6 h – 12 h
block-afternoon = 12 h – 18 h
block-evening = 18 h – 24 h
blind-topic-title = Autour de quoi
blind-topic-sub = Part des conversations touchées, selon le sujet de ce qui reste
blind-business = L’entreprise a supprimé { $rate } de ses propres messages ({ $range }). C’est une série à part.
blind-friction = { $count ->
    [one] { $count } suppression ({ $range }) suit un échange négatif puis un silence
   *[other] { $count } suppressions ({ $range }) suivent un échange négatif puis un silence
} : un signe possible de frustration, pas une preuve.
blind-friction-unknown = L’export ne dit pas l’heure d’une suppression : la suite « échange négatif, suppression, silence » ne peut être reconnue que par ce qui l’entoure.
blind-silence-title = Après un échange négatif
blind-cannot = Ce qu’un export ne montre pas : l’heure d’une suppression, ce qui a été « supprimé pour moi », ce qui a été effacé avant l’export sans laisser de trace, les messages éphémères.
blind-parts = Pourquoi une conversation ne se lit pas
reason-withdrawn = Suppression non remplacée
reason-no-consent = Pas d’accord à l’analyse
reason-too-short = Média seul ou texte trop court
reason-language = Langue inconnue
blind-motives = Un client supprime pour mille raisons : une erreur d’envoi, une information privée, une phrase mal tournée. Tact ne prête d’intention à personne.
consent-compare-title = Avec et sans accord : les mêmes délais ?
consent-compare-note = Le ton ne porte que sur les clients consentants. Si leurs délais ou leurs suppressions diffèrent de ceux des autres, leur ton peut différer aussi.
consented = Avec accord
not-consented = Sans accord

## Fidélité
loyalty-lead = { $back } des clients sont revenus dans les { $days } jours ({ $n }).
loyalty-lead-empty = Trop peu de recul pour dire qui revient.
loyalty-row = Revenus dans les { $days } jours
loyalty-silence = Après un échange au ton négatif, { $negative } des clients n’ont plus écrit pendant { $days } jours ; après les autres échanges, { $others }.

## Produits
products-lead = Ton des conversations qui nomment un produit, d’au moins { $k } clients.
products-empty = Aucun produit de votre liste n’est nommé par assez de clients.
col-product = Produit
col-brand = Marque
col-topic = Sujet principal
col-negative = Ton négatif
col-words = Mots-clés

## Équipes
teams-lead = Délais par équipe, sans classement. « Pas distinguable » veut dire que la marge recouvre l’ensemble.
teams-none = Dans un export, l’entreprise est un seul auteur. { $messages } messages portent une signature ({ $distinct } différentes) : --teams FICHIER les rattache à des équipes.
teams-unsigned = Dans un export, l’entreprise est un seul auteur, et aucun message n’est signé : il n’y a pas de chiffre par équipe.
teams-note = Rien n’est calculé sur le ton des conseillers, et personne n’est classé.
col-team = Équipe
col-compare = Face à l’ensemble
team-same = pas distinguable
team-differs = se distingue

## Actions
actions-lead = Des propositions, chacune avec le chiffre qui la fonde et celui qui dira si elle a servi.
action-guide = Répondre d’avance à « { $topic } »
action-guide-because = { $share } des demandes, { $contacts } clients.
action-guide-measure = La part de ce sujet sur quatre semaines avant et quatre semaines après, avec sa marge.
action-problem = Trouver la cause de « { $topic } »
action-problem-because = { $contacts } clients l’ont signalé ; { $trend }.
action-problem-measure = Le nombre de clients qui le signalent, semaine par semaine.
action-hours = Être là quand ils écrivent : { $weekday } vers { $hour }
action-hours-because = C’est l’heure la plus chargée, et l’attente médiane y est de { $median }.
action-hours-measure = L’attente médiane de cette heure, avant et après.
action-waiting = Répondre à celles qui n’ont rien reçu
action-waiting-because = { $count } conversations n’ont reçu aucune réponse d’une personne.
action-waiting-measure = La part sans réponse au prochain rapport.
action-survey = Demander aux clients
action-survey-because = Le ton n’est pas la satisfaction : sans enquête, personne ne la connaît.
action-survey-measure = Une question de 1 à 5 après chaque conversation, envoyée à tous ou au hasard, jamais choisie par le conseiller.
action-erase = Faire savoir qu’on peut effacer
action-erase-because = { $share } des conversations portent une suppression ; WhatsApp ne permet pas de demander pourquoi avant.
action-erase-measure = Le mot EFFACER dans le message d’accueil, et ce qu’en disent ceux qui l’emploient.

## Méthode
method-lead = Chaque chiffre avec sa définition, son hypothèse et ce qu’il ne voit pas.
method-definitions = Définitions
col-name = Nom
col-definition = Calcul
col-assumption = Hypothèse
col-cannot-see = Ne voit pas
method-model = Modèle de langue : { $model }. Il lit les messages des clients consentants, sur cette machine, jamais ceux des conseillers.
method-consent-file = Consentement : fichier lu, { $lines } lignes, dont { $unmatched } sur des clients absents de ces exports.
method-consent-declared = Consentement déclaré par l’entreprise : « { $text } »
method-consent-none = Consentement : aucun. Rien n’a été lu du texte des clients.
method-end = Fin d’observation : { $source }.
end-given = donnée par --exported-at
end-zip = heure inscrite dans l’archive
end-file = date du fichier
end-last = dernier message (l’export a pu être fait plus tard)
end-mixed = selon le fichier, l’heure de l’archive, la date du fichier ou le dernier message
method-business = Entreprise : { $how }.
business-named = nommée par --business
business-common = l’auteur commun à { $chats } discussions sur { $of }
business-own-deletion = reconnue à ses propres suppressions
business-title = reconnue au nom du fichier
business-other = reconnue à un indice ; vérifiez, ou nommez-la avec --business
method-promise = Ce que Tact ne fait jamais : retrouver un message supprimé, lire une sauvegarde ou une base de WhatsApp, noter un conseiller, envoyer quoi que ce soit hors de cette machine.
method-files = Les fichiers exportés contiennent encore le texte des clients. Tact n’en garde rien ; supprimez-les quand vous n’en avez plus besoin (--delete-sources).
method-k = Aucun groupe de moins de { $k } clients n’est affiché (5 pour les chiffres de service sans contenu).

## À vérifier
notice-file = { $file } : { $what }
notice-refused = { $count ->
    [one] { $count } fichier refusé
   *[other] { $count } fichiers refusés
} : base de données, sauvegarde ou journal de notifications.
notice-failed = { $count ->
    [one] { $count } fichier n’a pas pu être lu
   *[other] { $count } fichiers n’ont pas pu être lus
}.
notice-not-exports = { $count ->
    [one] { $count } fichier n’est pas un export
   *[other] { $count } fichiers ne sont pas des exports
}.
notice-guessed = { $count ->
    [one] Dans { $count } fichier
   *[other] Dans { $count } fichiers
}, rien ne distingue le jour du mois : le jour a été lu en premier.
notice-mid = { $count ->
    [one] { $count } fichier commence
   *[other] { $count } fichiers commencent
} au milieu d’un message : { $lines } lignes n’ont pas été comprises.
notice-broken = Des octets illisibles ont été remplacés à { $count } endroits.
notice-joined = { $count ->
    [one] { $count } fichier réunit
   *[other] { $count } fichiers réunissent
} deux exports de forme différente.
notice-cut = { $count ->
    [one] { $count } message trop long a été coupé
   *[other] { $count } messages trop longs ont été coupés
}.
notice-limit = { $count ->
    [one] { $count } export atteint
   *[other] { $count } exports atteignent
} la limite de 40 000 ou 10 000 messages : le début de l’histoire manque.
notice-automatic = { $count ->
    [one] { $count } texte semble automatique et a été compté comme tel
   *[other] { $count } textes semblent automatiques et ont été comptés comme tels
}. Vérifiez.
notice-candidates = { $count ->
    [one] { $count } texte revient souvent
   *[other] { $count } textes reviennent souvent
} et compte comme réponse humaine. S’il est automatique, ajoutez --automatic "…".
notice-pattern = « { $pattern } » : { $contacts } clients, { $messages } messages
notice-business-weak = L’entreprise a été reconnue sur un indice faible : vérifiez, ou nommez-la avec --business.
notice-undecided = { $count ->
    [one] { $count } discussion écartée
   *[other] { $count } discussions écartées
} : on n’a pas pu dire qui est l’entreprise. Nommez-la avec --business.
notice-given-early = L’heure donnée par --exported-at précède le dernier message de { $count } discussions : le dernier message fait foi.
notice-business-unseen = { $count ->
    [one] Un nom donné à --business n’apparaît
   *[other] { $count } noms donnés à --business n’apparaissent
} dans aucune discussion.
notice-clocks = { $count ->
    [one] { $count } export a été recalé
   *[other] { $count } exports ont été recalés
} sur l’heure d’un autre téléphone.
notice-sources = Les fichiers exportés contiennent encore le texte des clients, suppressions récentes exceptées : effacez-les quand vous n’en avez plus besoin (--delete-sources).
notice-clocks-unclear = { $count ->
    [one] { $count } export a été écarté
   *[other] { $count } exports ont été écartés
} : son horloge ne s’accorde avec aucun autre export de la même discussion.
notice-same-name = { $count ->
    [one] Deux exports portent le même nom sans partager un seul message
   *[other] { $count } paires d’exports portent le même nom sans partager un seul message
} : ils comptent pour des clients différents.

## Ajouts
tone-definition = Part des conversations intactes, mûres, de clients consentants, dont ce qui reste du texte a un ton nettement positif.
tone-assumption = Lu par un modèle sur les messages conservés. Ne voit ni ce qui a été supprimé, ni ceux qui n’ont pas donné leur accord. Ce n’est pas la satisfaction.
why-col-points = Points perdus
sla-label = Engagement tenu :
speed-curve-title = La moitié des demandes ont leur première réponse en { $median } ou moins
speed-curve-sub = Part des demandes ayant reçu une première réponse, selon le temps écoulé
col-within = En moins de
unanswered-label = Sans réponse
everyone = Tous
loyalty-caption = Clients revenus, selon le mois de leur première conversation
loyalty-since = Depuis

## Sujets reconnus dans toutes les langues
concept-parcel = Colis
concept-delivery = Livraison
concept-order = Commandes
concept-tracking = Suivi
concept-lost = Perte
concept-late = Retards
concept-refund = Remboursements
concept-return = Retours
concept-exchange = Échanges
concept-size = Tailles
concept-defect = Articles défectueux
concept-breakdown = Pannes
concept-invoice = Factures
concept-quote = Devis
concept-payment = Paiements
concept-doublecharge = Prélèvements
concept-card = Carte
concept-account = Compte
concept-transfer = Virements
concept-password = Mots de passe
concept-login = Connexion
concept-blocked = Blocages
concept-cancel = Annulations
concept-terminate = Résiliations
concept-subscription = Abonnements
concept-appointment = Rendez-vous
concept-booking = Réservations
concept-postpone = Reports de date
concept-network = Réseau
concept-internet = Internet
concept-heating = Chauffage
concept-water = Eau
concept-leak = Fuites
concept-ticket = Billets
concept-deposit = Dépôt de garantie
concept-inspection = État des lieux
concept-rent = Loyers
concept-repair = Réparations
concept-warranty = Garantie
concept-insurance = Assurance
concept-coverage = Prise en charge
concept-hours = Horaires
concept-stock = Disponibilité
concept-price = Prix
concept-promo = Promotions
concept-fees = Frais
concept-document = Documents
concept-form = Formulaires
concept-address = Adresse
concept-reply = Réponses attendues
concept-application = Application
concept-update = Mises à jour
concept-lesson = Cours
concept-exam = Examens
concept-prescription = Ordonnances
concept-medicine = Médicaments
concept-menu = Menus
concept-cake = Gâteaux
concept-allergy = Allergies
concept-ring = Bijoux
concept-engraving = Gravure
concept-color = Couleurs
concept-quality = Qualité
concept-staff = Équipe
concept-waiting = Attente
concept-sim = Carte SIM
concept-phone = Téléphone
concept-car = Voiture
concept-tyre = Pneus
concept-brakes = Freins
concept-visit = Visites
concept-gift = Cadeaux
concept-fraud = Fraude
