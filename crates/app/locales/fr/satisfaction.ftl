# La satisfaction, ce qui la fonde, et ce qui la contredirait.

## La barre
sat-label = Satisfaction estimée
sat-label-consenting = Satisfaction estimée des clients qui ont donné leur accord
sat-calibrated = Satisfaction estimée : { $point }, plausible { $range } ({ $inner } si, à satisfaction égale, ceux qui ne répondent pas écrivent exactement comme ceux qui répondent).
sat-compared-both = Sur les seuls messages conservés on lirait { $kept } ; sur les seules réponses au sondage, { $survey }.
sat-compared-survey = Sur les seules réponses au sondage on lirait { $survey }.
sat-interval-touched = { $range } ; trop peu de réponses après suppression pour donner un chiffre unique. Il en faudrait au moins 5 satisfaites et 5 insatisfaites.
sat-interval-answers = { $range } ; trop peu de réponses pour donner un chiffre unique. Il en faudrait au moins 5 satisfaites et 5 insatisfaites.
sat-interval-text = { $range } ; les mots des clients distinguent trop mal les satisfaits des insatisfaits pour donner un chiffre unique.
sat-none = Aucune conclusion possible sur la satisfaction : aucun sondage exploitable.
sat-suppressed = Moins de { $k } clients : aucun chiffre de satisfaction n’est affiché, il désignerait des personnes.
sat-few-answers = Moins de { $k } clients ont répondu au sondage : leurs réponses n’entrent dans aucun chiffre.
sat-key-inner = si l’hypothèse tient exactement
sat-key-outer = fourchette plausible
tone-key-inner = si les mécontents suppriment deux fois plus, ou deux fois moins
tone-key-outer = sans aucune hypothèse

## Cartes
card-sat = Satisfaction
card-sat-raw = Brut, sur les seules réponses : { $value } ({ $range })
card-sat-corrected = corrigée, { $range }, sur { $n ->
    [one] { $n } conversation
   *[other] { $n } conversations
}
card-sat-range-only = fourchette seule, sur { $n ->
    [one] { $n } conversation
   *[other] { $n } conversations
}
card-response = Taux de réponse à l’enquête
card-response-range = { $range } ; { $k } réponses sur { $n } demandes
card-response-unknown = Le fichier ne dit pas qui a été sollicité.
card-fcr-declared = Déclarée par les clients : { $value } ({ $range }), { $n } réponses
card-fcr-not-yet = { $count ->
    [one] { $count } client ne sait pas encore
   *[other] { $count } clients ne savent pas encore
}

## La section
section-satisfaction = La satisfaction : comment nous le savons
sat-readings-title = Les réponses seules disent { $survey } ; une fois corrigé, { $point }
sat-readings-sub = Part de clients satisfaits (4 ou 5 sur 5), { $n ->
    [one] { $n } conversation mûre
   *[other] { $n } conversations mûres
}
row-survey = Réponses seules (brut)
row-kept = Ton des messages conservés
row-calibrated = Corrigée, si l’hypothèse tient exactement
row-lambda = Corrigée, hypothèse relâchée (Λ = { $lambda })
row-touched = Corrigée, rien supposé des conversations touchées
row-manski = Sondage sans aucune hypothèse
row-weighted = Sondage pondéré
row-transport = Transportée par le rapport de cotes
sat-manski = Sans aucune hypothèse : { $range }. Rien dans les données ne permet d’exclure l’un ou l’autre.
sat-weighted-note = Pondération : corrige qui répond selon le sujet, pas selon l’humeur.
sat-meanings = Formules, hypothèses et références
sat-channel-none = Sur ce canal, WhatsApp ne signale pas les suppressions : nous ne savons pas combien il y en a, et nous n’affichons donc aucun taux.
sat-channel-marker = L’export montre qu’un message a été supprimé, pas quand.
sat-channel-exact = Suppressions signalées par WhatsApp ; le contenu est effacé de nos bases et n’est pas utilisé.
sat-who-deletes = Parmi les satisfaits, environ { $satisfied } suppriment ; parmi les insatisfaits, environ { $dissatisfied } (rapport de cotes { $ratio }, entre { $low } et { $high }).
sat-who-deletes-none = Satisfaits et insatisfaits suppriment-ils autant ? Aucune différence démontrée.
sat-transport-gap = La lecture transportée et l’estimation affichée s’écartent nettement : des clients qui suppriment et sont fâchés répondent moins que ne le disent l’un et l’autre fait. L’estimation affichée reste la seule retenue.
sat-consent-share = Ces chiffres sont ceux des clients qui ont donné leur accord ({ $part } conversations) ; ils ne disent rien des autres.
sat-consent-worst = Pour tous les clients, sans rien supposer des autres : { $range }.
sat-consent-gamma = Pour tous les clients, si la cote d’insatisfaction des autres est au plus { $gamma } fois plus haute ou plus basse : { $range }.

## Le sondage
survey-rows = Le sondage : { $rows ->
    [one] { $rows } ligne lue
   *[other] { $rows } lignes lues
}, { $answers ->
    [one] { $answers } réponse
   *[other] { $answers } réponses
}, { $counted ->
    [one] { $counted } conversation comptée
   *[other] { $counted } conversations comptées
} ({ $people ->
    [one] { $people } client
   *[other] { $people } clients
}).
survey-left-out = Lignes laissées de côté :
left-unknown_contact = client absent de ces exports
left-no_survey_consent = pas d’accord au sondage
left-survey_consent_ended = accord au sondage retiré
left-before_survey_consent = réponse antérieure à l’accord
left-no_analysis_consent = accord au sondage, pas à l’analyse
left-no_conversation = aucune conversation avant la réponse
left-late = réponse venue plus de 72 h après la conversation
left-replaced = remplacée par une réponse plus récente, ou en double
left-immature = conversation trop récente : une suppression peut encore venir
left-other_question = autre question, comptée dans son propre chiffre
left-line = { $reason } : { $count }
scale-line = Échelle { $scale } : « satisfait » à partir de { $from }
scale-note = Toutes les échelles sont étirées sur 1–5 et arrondies ; 4 et 5 comptent comme satisfaits. C’est une convention : au-delà, des notes données sur des échelles différentes ne se comparent pas.
asked-satisfaction = Question retenue pour le chiffre principal : la satisfaction.
asked-effort = Question retenue pour le chiffre principal : l’effort, ramené à 1–5, faute d’une question de satisfaction.
asked-recommendation = Question retenue pour le chiffre principal : la recommandation, ramenée à 1–5, faute d’une question de satisfaction.
comments-dropped = { $count ->
    [one] { $count } commentaire du fichier n’a pas été lu.
   *[other] { $count } commentaires du fichier n’ont pas été lus.
}
other-measures = Autres mesures, chacune pour elle-même
measure-nps = Recommandation (NPS)
measure-ces = Facilité (CES)
measure-fcr = Résolus du premier coup, dit par les clients
measure-response = Taux de réponse
measure-reviews = Avis publics
measure-reviews-source = Avis publics, { $source }
nps-value = { $value } points
ces-mean = moyenne { $mean } sur 7
reviews-note = Les avis publics sont écrits surtout par des clients très contents ou très fâchés, et personne ne sait de quelle conversation ils parlent : ils restent à part.
reviews-few = { $count ->
    [one] { $count } avis lu : trop peu pour un chiffre.
   *[other] { $count } avis lus : trop peu pour un chiffre.
}
reviews-period = { $count ->
    [one] { $count } avis, { $period }.
   *[other] { $count } avis, { $period }.
}

## Pour le statisticien
sat-statistician = Pour le statisticien : strates, pondération, secondes opinions
strata-title = Strates du chiffre principal
stratum-intact = Intactes
stratum-touched = Touchées
stratum-unobserved = Non connues
stratum-all = Toutes
col-stratum = Strate
col-answers = Réponses (satisfaites + insatisfaites)
col-sens = Texte positif chez les satisfaits
col-fpr = Texte positif chez les insatisfaits
col-status = État
status-ok = calibrée
status-few = moins de 5 + 5 réponses : pas de point
status-empty = vide
status-all_answered = tous ont répondu
status-no_calibration = non calibrable : une des réponses manque
status-weak_text = texte trop peu parlant
ppma-text = Mélange par proxy (note du texte) : { $zero } de satisfaits si répondre ne dépend que du texte, { $half } entre les deux, { $one } si répondre ne dépend que de la satisfaction. Trois points, sans promesse de couverture.
raking-text = Calage sur marges (sujet, suppression) : { $value }, entre { $lower } et { $upper } pour un effectif efficace de { $effective } réponses. Effet de plan { $deff }.
raking-margin = Calage impossible : des sujets ou des conversations touchées n’ont aucune réponse.
poststrat-cell = Post-stratification impossible : une cellule a des clients et aucune réponse.
bocpd-text = Seconde opinion (BOCPD), { $measure } : niveau stable depuis { $days } jours, probabilité { $share } d’un changement dans la dernière semaine.
lmg-text = Parts de R² moyennées sur tous les ordres (LMG) : { $parts }.
motives-text = Parts de motifs, toutes suppressions ensemble, d’après les réponses à la question posée (EM) : { $parts }. Jamais pour une personne.
patterns-title = Schémas d’événements autour des suppressions, pas des motifs
pattern-quick_resend = Renvoi immédiat (erreur d’envoi, le plus souvent)
pattern-frustration_signal = Échange négatif, suppression, silence
pattern-negative_continue = Échange négatif, puis reprise
pattern-late_cleanup = Ménage tardif
pattern-indeterminate = Indéterminé
patterns-unobservable = Schémas non observables sur ce canal.
synthesis-text = Sources réunies, avec les biais qu’on leur prête : { $value } ({ $range }).
synthesis-disagree = Les sources se contredisent ; pas de synthèse.
synthesis-source = { $source } : biais cru { $bias }, écart-type { $tau } (échelle logit)
evidence-survey = sondage
evidence-text = texte
evidence-reviews = avis
evidence-other = source { $number }

## Ce qui va avec la satisfaction
drivers-title = Ce qui va avec la satisfaction
drivers-text = { $driver } accompagne { $share } de ce que le modèle explique (R² { $r2 }, { $n } répondants) ; ce n’est pas une preuve de cause.
drivers-weak = Rien, parmi le délai, les transferts, le nombre de messages et la résolution, n’accompagne nettement la satisfaction des répondants.
driver-log_reply = Le délai de réponse
driver-transfers = Le nombre de transferts
driver-n_customer_msgs = Le nombre de messages du client
driver-resolved = La résolution de la demande

## Explorateurs
gamma-title = Et si les insatisfaits supprimaient davantage ?
gamma-intro = Γ (gamma) dit combien de fois la cote de supprimer est plus grande chez les insatisfaits. Personne ne la connaît : choisissez la valeur qui vous paraît crédible, puis regardez.
gamma-stop = au plus { $gamma } fois plus
gamma-stop-one = autant que les autres
gamma-stop-infinite = sans aucune limite
gamma-sentence = Si les insatisfaits suppriment { $gamma } (ou l’inverse), la satisfaction est entre { $low } et { $high }, marge d’échantillonnage comprise.
gamma-sentence-tone = Si les mécontents suppriment { $gamma } (ou l’inverse), le ton positif est entre { $low } et { $high }, marge d’échantillonnage comprise.
gamma-breaks = La conclusion « au moins { $target } » tient tant que la cote de suppression des insatisfaits ne dépasse pas { $gamma } fois celle des satisfaits.
gamma-breaks-never = La conclusion « au moins { $target } » tient quoi que contiennent les messages supprimés.
gamma-breaks-already = La conclusion « au moins { $target } » ne tient déjà pas sur les conversations intactes.
gamma-breaks-margin = Cette valeur part du point des conversations intactes ; leur propre marge n’y est pas.
lambda-title = Et si ceux qui se taisent écrivaient autrement ?
lambda-intro = L’estimation suppose qu’à satisfaction égale, répondants et silencieux écrivent pareil. Λ dit de combien cette hypothèse peut être fausse. La fourchette affichée en haut est celle de Λ = 1,5.
lambda-dial = De combien l’hypothèse peut-elle être fausse (Λ) ?
lambda-stop = fausse d’un facteur { $lambda } au plus
lambda-stop-one = exacte
lambda-sentence = Si l’hypothèse est { $lambda }, la satisfaction est entre { $low } et { $high }.
verdict-holds = La conclusion « au moins { $target } » tient.
verdict-margin = La conclusion « au moins { $target } » tient sur le point, pas sur toute sa marge d’échantillonnage.
verdict-broken = La conclusion « au moins { $target } » ne tient plus.
verdict-never-held = La conclusion « au moins { $target } » ne tient pas, même sans rien de manquant.
col-lambda = Λ

## Et si des messages manquaient
section-what-if = Et si { $missing } des messages manquaient ?
what-if-lead = Partons de { $share } de satisfaits parmi ce qui a été conservé{ $range }. Ce qui manque peut-il renverser la conclusion « au moins { $target } » ?
what-if-lead-tone = Partons de { $share } de conversations au ton positif parmi ce qui a été conservé{ $range } ; c’est un ton, pas une satisfaction. Ce qui manque peut-il renverser la conclusion « au moins { $target } » ?
what-if-title = Réglez ce que vous croyez, puis regardez ce qui tient
what-if-intro = Trois réglages : la part de conversations touchées, combien de fois plus les insatisfaits suppriment (un rapport de cotes, Γ), et de quel côté cela peut pencher.
what-if-missing = Quelle part des conversations est touchée ?
what-if-gamma = Combien de fois plus les insatisfaits suppriment-ils (Γ) ?
what-if-sides = De quel côté les suppressions peuvent-elles pencher ?
what-if-both = d’un côté ou de l’autre
what-if-one = du côté des insatisfaits seulement
what-if-sentence = Avec { $missing } des conversations touchées, si les insatisfaits suppriment { $gamma } ({ $sides }) : entre { $low } et { $high } de satisfaits.
what-if-sentence-tone = Avec { $missing } des conversations touchées, si les mécontents suppriment { $gamma } ({ $sides }) : entre { $low } et { $high } de ton positif.
what-if-margin = Les chiffres comprennent la marge d’échantillonnage de la part conservée ({ $range }).
what-if-no-margin = Les chiffres ne comprennent pas de marge d’échantillonnage : le nombre de conversations n’est pas donné.
what-if-table-one = Au moins, selon la part de conversations touchées et Γ (insatisfaits au moins autant)
what-if-table-both = Au moins – au plus, selon la part touchée et Γ (l’un ou l’autre)
what-if-holds-mark = { $value } ✓
what-if-breaks-mark = { $value } ✗
what-if-marks = ✓ la conclusion « au moins { $target } » tient ; ≈ elle tient sur le point, pas sur toute sa marge ; ✗ elle ne tient plus.
col-missing = Part touchée
what-if-trap-title = Le piège : part de messages n’est pas part de conversations
what-if-trap = { $messages } des messages, répartis au hasard sur des conversations de { $length } messages, touchent { $touched } des conversations. C’est la part de conversations qu’il faut régler ci-dessus.
what-if-trap-own = Dans vos échanges : { $messages } des messages supprimés, { $conversations } des conversations touchées.
what-if-trap-table = Part de conversations touchées quand { $messages } des messages manquent au hasard
col-length = Messages du client par conversation
what-if-page-title = Et si des messages manquaient ?
what-if-page-period = Un calcul sur vos hypothèses, sans aucun export
what-if-remember = Avec { $satisfied } de satisfaits parmi ce qui est conservé et { $missing } de conversations touchées, « au moins { $target } » { $outcome }.
what-if-outcome-never = tient quoi que contienne ce qui manque
what-if-outcome-already = ne tient déjà pas
what-if-outcome-at = tient tant que les insatisfaits ne suppriment pas plus de { $gamma } fois plus (rapport de cotes)
what-if-do = Choisissez Γ d’après ce que vous savez de vos clients, avant de regarder le résultat.
what-if-bar = Satisfaction possible
what-if-bar-sentence = { $point } parmi ce qui est conservé. Γ au plus { $gamma } : { $inner } ; sans aucune hypothèse : { $outer }.
what-if-key-inner = Γ au plus { $gamma }
what-if-key-outer = sans aucune hypothèse

## Changements
alert-survey = Entre le { $from } et le { $to }, une baisse des réponses satisfaites a été remarquée : { $before } d’ordinaire, l’alerte cherche une baisse vers { $fall }.
alert-tone = Entre le { $from } et le { $to }, une baisse du ton positif a été remarquée : { $before } d’ordinaire, l’alerte cherche une baisse vers { $fall }. C’est un ton, pas une satisfaction.
alert-deletions-rose = Les suppressions ont augmenté au même moment ({ $change }) : cela change ce qui reste à lire, et peut même améliorer le ton.
alert-deletions-not = Aucune hausse des suppressions n’est démontrée au même moment.
alert-deletions-unknown = On ne sait pas si les suppressions ont augmenté au même moment.
effects-title = Ce que les actions ont donné
proposals-title = Ce qu’on pourrait faire
effect-survey = part de réponses satisfaites
effect-tone = part de conversations au ton positif
effect-topic = part des conversations sur « { $topic } »
effect-helped = a aidé
effect-worse = a empiré
effect-open = non concluant
effect-few-days = trop peu de jours
effect-few-people = trop peu de clients
effect-outside = hors de la période
effect-nothing = rien à mesurer
effect-sentence = Après « { $title } » : { $points } ({ $low } à { $high }). Un autre changement à la même date donnerait le même signe.
effect-sentence-edge = La marge frôle zéro : dites « probable ».
effect-days-why = Il faut au moins 12 jours avec des données, de part et d’autre de la date.
effect-people-why = Il faut au moins { $k } clients avant et après.
effect-outside-why = La date est hors de ce que montrent les exports.
effect-nothing-why = Aucun client n’a donné son accord à l’analyse.
effect-topic-sentence = Après « { $title } » : { $before } des conversations avant, { $after } après, soit { $points } ({ $low } à { $high }), sur { $days } jours de part et d’autre. Un autre changement à la même date donnerait le même signe.

## Sur quoi repose chaque chiffre
mean-survey = Réponses seules
mean-survey-formula = Réponses 4 ou 5 ÷ réponses ; intervalle de Wilson à 95 %.
mean-survey-assume = Ceux qui ne répondent pas ressemblent à ceux qui répondent : c’est justement ce dont on doute.
mean-kept = Ton des messages conservés
mean-kept-formula = Conversations intactes au ton positif ÷ conversations intactes ; intervalle de Wilson à 95 %.
mean-kept-assume = Ceux qui suppriment écriraient comme les autres, et un ton vaudrait une satisfaction. Ni l’un ni l’autre n’est sûr.
mean-calibrated = Satisfaction corrigée
mean-calibrated-formula = Compter ceux qui ont répondu ; pour les autres, (part de texte positif − faux positifs) ÷ (vrais positifs − faux positifs), dans chaque strate (touchée, intacte), puis réunir. Construction à 97 % : Fieller, puis MOVER.
mean-calibrated-assume = A1 : à satisfaction égale, ceux qui répondent et ceux qui se taisent laissent aussi souvent un texte positif. A2 : le texte distingue. A3 : tous sont invités, ou un tirage au sort ; les conseillers ne choisissent pas.
mean-lambda = Fourchette plausible (Λ)
mean-lambda-formula = Enveloppe des intervalles corrigés quand la cote d’un texte positif chez les silencieux est Λ ou 1/Λ fois celle des répondants de même satisfaction.
mean-lambda-assume = A1 est fausse d’un facteur Λ au plus. Réglages simulés où elle l’est : à Λ = 1,5, la fourchette affichée d’abord, la vraie valeur y était dans 83 % à 100 % des cas ; à Λ = 2,5, dans 100 %.
mean-touched = Rien supposé des conversations touchées
mean-touched-formula = (1 − part touchée) × limites de la strate intacte, plus de 0 à la part touchée.
mean-touched-assume = A1 dans les conversations intactes seulement.
mean-manski = Sans aucune hypothèse
mean-manski-formula = De satisfaits ÷ conversations à (satisfaits + sans réponse) ÷ conversations ; intervalle d’Imbens et Manski à 95 %.
mean-manski-assume = Aucune. La largeur est la part de ce qu’on n’a pas vu.
mean-weighted = Sondage pondéré
mean-weighted-formula = Somme, sur les cellules sujet × suppression, de la part de la cellule × la part de satisfaits parmi ses réponses.
mean-weighted-assume = Dans une cellule, répondre ne dépend pas de la satisfaction. Corrige qui répond selon le sujet, pas selon l’humeur.
mean-transport = Lecture transportée
mean-transport-formula = θ(OR) = (1 − π)p + π·p ÷ (p + OR(1 − p)), OR mesuré parmi les répondants, p de la strate intacte.
mean-transport-assume = Répondre dépend de la satisfaction et de la suppression, chacune pour soi, non des deux ensemble.
mean-gamma = Bornes selon Γ
mean-gamma-formula = θ(Γ) ≤ θ ≤ θ(1/Γ), avec θ(OR) = (1 − π)p + π·p ÷ (p + OR(1 − p)) ; π : part touchée, p : part parmi les intactes.
mean-gamma-assume = Γ, choisi avant de voir le résultat. Γ = 1 : supprimer ne dit rien ; Γ sans limite : aucune hypothèse.
mean-what-if = Et si des messages manquaient ?
mean-what-if-formula = θ(Γ) = (1 − π)p + π·p ÷ (p + Γ(1 − p)) ; π : part de conversations touchées, p : part de satisfaits parmi les conservées. Sans limite : de (1 − π)p à (1 − π)p + π.
mean-what-if-assume = π et Γ sont les vôtres. Part de conversations touchées par une part m de messages : 1 − (1 − m)^k, si les suppressions tombent au hasard sur des conversations de k messages.
mean-response = Taux de réponse
mean-response-formula = Réponses dans les 72 h ÷ conversations sollicitées ; intervalle de Wilson à 95 %.
mean-response-assume = Le fichier nomme tous ceux qui ont été sollicités. Un taux élevé ne rend pas les réponses représentatives.
mean-fcr-declared = Résolution déclarée
mean-fcr-declared-formula = Oui ÷ (oui + non) ; « pas encore » à part ; intervalle de Wilson à 95 %.
mean-fcr-declared-assume = Ceux qui répondent ressemblent aux autres ; demandé tout de suite, le taux est trop haut d’environ 10 %. Jamais mêlé au taux observé.
mean-nps = Recommandation (NPS)
mean-nps-formula = Part de 9–10 − part de 0–6, en points ; intervalle MOVER à 95 %.
mean-nps-assume = Ceux qui répondent ressemblent aux autres. Mesure une relation, pas un échange.
mean-ces = Facilité (CES)
mean-ces-formula = Notes 5 à 7 ÷ notes ; intervalle de Wilson à 95 %.
mean-ces-assume = Ceux qui répondent ressemblent aux autres.
mean-reviews = Avis publics
mean-reviews-formula = Avis satisfaits ÷ avis ; intervalle de Wilson à 95 %.
mean-reviews-assume = Aucune ne tient : les extrêmes écrivent, et personne ne sait de quel échange ils parlent.
mean-synthesis = Synthèse des sources
mean-synthesis-formula = Moyenne des logits corrigés du biais cru, pondérée par 1 ÷ (erreur² + τ²) ; rien si Q dépasse le quantile à 95 % du χ².
mean-synthesis-assume = Les biais sont des croyances, réglées par vous et affichées.
mean-ppma = Mélange par proxy (PPMA)
mean-ppma-formula = Part de satisfaits + g(φ) × (écart-type satisfaction ÷ écart-type texte) × (texte de tous − texte des répondants), φ = 0, ½, 1.
mean-ppma-assume = La satisfaction suit linéairement la note du texte.
mean-alert = Alerte de baisse (CUSUM)
mean-alert-formula = Somme cumulée du rapport de vraisemblance entre le niveau des 28 premiers jours et une cote 1,5 fois plus basse ; alerte à 8.
mean-alert-assume = Jours indépendants. En simulation, 1 à 6 % de fausses alertes en 92 jours.
mean-bocpd = Seconde opinion (BOCPD)
mean-bocpd-formula = Probabilité a posteriori de la durée du niveau actuel, loi bêta-binomiale, risque 1/60 par jour.
mean-bocpd-assume = Les niveaux changent d’un coup, au hasard.
mean-effect = Effet d’une action
mean-effect-formula = Moindres carrés pondérés : niveau, tendance, saut et changement de tendance à la date ; erreur type la plus grande de l’ordinaire et de Newey–West.
mean-effect-assume = Sans l’action, la tendance aurait continué. Dit « après », non « à cause de » : saison, produit et canal y entrent aussi.
mean-drivers = Ce qui va avec la satisfaction
mean-drivers-formula = Part de R² moyennée sur tous les ordres d’entrée (LMG), parmi les répondants.
mean-drivers-assume = Association linéaire parmi ceux qui ont répondu ; aucune cause.
mean-motives = Parts de motifs
mean-motives-formula = Maximum de vraisemblance (EM) des parts de motifs, d’après la matrice motif × schéma des réponses.
mean-motives-assume = Ceux qui disent pourquoi suppriment comme ceux qui se taisent. Jamais pour une personne.
mean-patterns = Schémas d’événements
mean-patterns-formula = Première règle qui s’applique, sur l’heure, le ton des messages conservés et le message suivant ; intervalle de Wilson à 95 %.
mean-patterns-assume = Aucune sur les motifs : ce sont des suites d’événements.
gamma-dial = Combien de fois plus les insatisfaits suppriment-ils (Γ) ?
verdict-not-shown = La conclusion « au moins { $target } » n’est pas démontrée.
sat-readings-title-range = Les réponses seules disent { $survey } ; une fois corrigé, { $range }
sat-readings-title-plain = Ce que chaque lecture permet de dire
what-if-open-mark = { $value } ≈
col-bounds = Fourchette
short-holds = tient
short-margin = tient sur le point
short-broken = ne tient plus
short-never-held = ne tient pas
short-not-shown = n’est pas démontrée
col-conclusion-target = « Au moins { $target } »
