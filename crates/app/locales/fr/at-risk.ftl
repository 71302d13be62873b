# Conversations à risque : prédites, jamais mesurées.
section-at-risk = Conversations à risque
at-risk-own = Sur { $n ->
    [one] { $n } conversation lue et restée
   *[other] { $n } conversations lues et restées
} sans réponse à l’enquête, environ { $share } ({ $range }) auraient sans doute été notées 1 ou 2 sur 5. C’est un risque prédit, pas une réponse de client.
at-risk-prior = Sur { $n ->
    [one] { $n } conversation lue et restée
   *[other] { $n } conversations lues et restées
} sans réponse à une enquête, { $range } auraient sans doute été notées 1 ou 2 sur 5. C’est un risque prédit, pas une réponse de client ; sans réponses de vos clients, seule une fourchette est permise.
at-risk-hidden = Moins de { $k } clients ont une conversation lisible et restée sans réponse à une enquête : aucun risque n’est affiché, il désignerait des personnes.
at-risk-title = Ce qui distingue le plus les conversations à risque : { $part }
at-risk-sub = Part de l’écart avec les autres conversations ; une association, pas une cause
at-risk-description = Quatre barres : demande non résolue, ton de la fin, effort demandé, attente.
at-risk-part-resolution = demande non résolue
at-risk-part-tone = ton de la fin
at-risk-part-effort = relances et répétitions
at-risk-part-waiting = attente
at-risk-table = Intensité de 0 à 100 de chaque part, en moyenne, selon le risque
at-risk-col-part = Ce qui pèse
at-risk-col-weight = Part de l’écart
at-risk-col-risk = À risque
at-risk-col-others = Autres
at-risk-do-resolution = Par où commencer : avant de clore, dire clairement ce qui est réglé, ce qui ne l’est pas et pour quand.
at-risk-do-tone = Par où commencer : relire ensemble, en équipe, comment se terminent les échanges tendus, et convenir d’un geste ou d’un mot de fin.
at-risk-do-effort = Par où commencer : ne plus faire répéter. Noter ce que le client a déjà dit et donner la réponse entière en une fois.
at-risk-do-waiting = Par où commencer : annoncer un délai dès la première réponse, et le tenir.
at-risk-no-parts = Trop peu de clients d’un côté ou de l’autre pour dire ce qui pèse le plus.
at-risk-how = Comment le sait-on ?
at-risk-basis-own = Étalonné sur { $answers ->
    [one] { $answers } réponse
   *[other] { $answers } réponses
} de vos clients à une enquête de satisfaction : la part prédite est corrigée de l’erreur que le modèle fait sur elles.
at-risk-basis-prior = Non étalonné (« a priori ») : le modèle a été réglé sur des conversations écrites pour cela, où les mauvaises notes sont presque aussi nombreuses que les bonnes. La fourchette couvre donc plusieurs lectures : des prédictions trop hautes ou trop basses de deux points sur 5 dans l’ensemble, et ce déséquilibre corrigé. À partir de { $answers } réponses à une enquête de satisfaction (--surveys), la part est étalonnée sur vos clients et devient un chiffre.
at-risk-interval = La fourchette est un intervalle de prédiction à 95 %, si ce qui précède tient : elle dit où tomberait la part si toutes ces conversations avaient été notées. Elle compte le hasard des notes et l’erreur du modèle ; les conversations d’un même client y comptent ensemble.
at-risk-coverage = Conversations mûres que la prédiction couvre : { $part }. Elle ne voit ni les messages supprimés, ni les clients qui n’ont pas donné leur accord, ni les conversations de moins de dix mots ou dans une langue inconnue, ni ce que vous avez répondu : seuls les mots des clients et les délais sont lus.
at-risk-apart = Aucune conversation n’est désignée, et rien de cette page n’entre dans la satisfaction mesurée.
at-risk-error = Une note s’écarte de sa prédiction de { $points } point sur 5 en moyenne quadratique.
at-risk-bands = Prédit et répondu : vos réponses en trois groupes, du moindre risque au plus grand
at-risk-band-first = Risque le plus faible
at-risk-band-second = Risque moyen
at-risk-band-third = Risque le plus fort
at-risk-col-band = Groupe
at-risk-col-expected = Risque prédit
at-risk-col-found = Notées 1 ou 2
mean-at-risk = Part de conversations à risque
mean-at-risk-formula = Moyenne, sur les conversations sans réponse, de la probabilité d’une note de 1 ou 2, corrigée de l’erreur moyenne sur les conversations notées ; ± t × √(variance de l’erreur × (1/N + 1/n)).
mean-at-risk-assume = À mots égaux, ceux qui répondent et ceux qui se taisent notent de la même façon.
