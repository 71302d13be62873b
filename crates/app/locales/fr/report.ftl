# Mots de l’interface du rapport. Les phrases qui portent des chiffres sont composées ailleurs.

## Page
skip-to-content = Aller au contenu
theme-toggle = Clair ou sombre
open-all = Tout déplier
close-all = Tout replier
contents = Dans ce rapport
generated = Rapport établi le { $date }
remember = À retenir
monday = À faire lundi
coverage = Ce que l’on voit
figures = En chiffres
how-we-know = Comment le sait-on ?
definition = Définition
assumption = Hypothèse
sample-size = Effectif
interval = Marge
self-contained = Cette page tient en un seul fichier : elle n’appelle aucun site et n’envoie rien.
nothing-to-do = Rien d’urgent pour lundi.

## Objectifs
target-at = objectif { $target }
verdict-met = atteint
verdict-missed = manqué
verdict-open = on ne peut pas trancher

## Sections
see-detail = Voir le détail
inside = { $charts ->
    [0] { $tables ->
        [0] texte
        [one] { $tables } tableau
       *[other] { $tables } tableaux
    }
    [one] { $tables ->
        [0] { $charts } graphique
        [one] { $charts } graphique, { $tables } tableau
       *[other] { $charts } graphique, { $tables } tableaux
    }
   *[other] { $tables ->
        [0] { $charts } graphiques
        [one] { $charts } graphiques, { $tables } tableau
       *[other] { $charts } graphiques, { $tables } tableaux
    }
}
numbers-behind = Voir les chiffres
empty-section = Rien à montrer pour cette période.

## Graphiques
chart-nothing = Aucune valeur à montrer
withheld = masqué
opening-hours = heures d’ouverture
part-of = { $part } : { $share }
labelled = { $label } : { $text }

## Thèmes
conversations = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
}
contacts = { $count ->
    [one] { $count } client
   *[other] { $count } clients
}
tone = Tonalité
words = Mots employés
example = Exemple, données personnelles retirées
suggestion = Réponse proposée
quotes = Ce que disent les clients

## Explorateur
explorer-show = Voir ce que cela change
explorer-values = Toutes les valeurs
rests-on = Sur quoi cela repose
reference = Référence

## Actions
because = Pourquoi
measured-by = Comment on le mesurera

## Points à vérifier
notices = { $count ->
    [one] { $count } point à vérifier
   *[other] { $count } points à vérifier
}
notice-info = À savoir
notice-confirm = À confirmer
notice-warning = Non lu
nothing-there = Rien pour cette période.

## Terminal
terminal-more = … et { $count } de plus dans le rapport complet
