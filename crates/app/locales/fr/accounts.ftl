# Comptes, et ce que répond l'interface du serveur.

account-none = Aucun compte. Pour en créer un : tact account add NOM --role manager|agent|dpo|admin --config FICHIER
account-line = { $name }  { $role }  sessions : { $sessions }  jetons : { $tokens }
account-line-codes = { $name }  { $role }  sessions : { $sessions }  jetons : { $tokens }  codes à usage unique
account-added = Compte { $name } créé, avec le rôle { $role }.
account-removed = Compte { $name } supprimé, avec ses sessions et ses jetons.
account-role-given = Le compte { $name } a désormais le rôle { $role }. Ses sessions et ses jetons sont terminés.
account-password-given = Le compte { $name } a un nouveau mot de passe. Ses sessions et ses jetons sont terminés.
account-codes-given = Le compte { $name } a un nouveau secret de codes à usage unique. Ses sessions sont terminées.
account-codes =
    La connexion demande un code à usage unique. Placez ce secret dans une application d’authentification maintenant ; il ne sera plus montré.
    Secret : { $secret }
    Adresse : { $address }
account-taken = Un compte { $name } existe déjà. Choisissez un autre nom, ou changez celui-là.
account-unknown = Il n’y a pas de compte { $name }. `tact account list` les montre.
account-system = Le système n’a pas donné de mémoire ou de hasard. Réessayez.
account-name-wrong = Un compte se nomme par 2 à 32 lettres minuscules sans accent, chiffres, « . », « _ » ou « - », une lettre en tête.
account-password-ask = Mot de passe de { $name } :
account-password-again = Le même, encore une fois :
account-password-differs = Les deux diffèrent. Rien n’a été changé.
account-password-none = Aucun mot de passe n’a été donné. Tapez-le dans un terminal, ou donnez --password-file FICHIER (`-` lit l’entrée standard).
account-password-file = { $file } ne peut pas être lu ({ $why }).
password-short = Le mot de passe est trop court : il faut 12 caractères ou plus. Quatre mots sans rapport entre eux conviennent bien.
password-long = Le mot de passe est trop long : 1 024 octets au plus.
password-guessable = Le mot de passe ne dit que le nom, ou répète un seul caractère. Choisissez-en un autre.
password-busy = Trop de mots de passe sont vérifiés en même temps. Réessayez dans quelques secondes.
token-none = Aucun jeton.
token-line = { $id }  { $label }  fait le { $made }  jusqu’au { $until }
token-label = Dites en 1 à { $most } caractères à quoi sert le jeton.
token-days = Un jeton vaut de 1 à { $most } jours.
token-not-admin = Un administrateur se connecte avec un code à usage unique et n’a pas de jeton. Pour des scripts, prenez `tact account` ou un autre rôle.
token-made =
    { $token }
    Montré cette seule fois, valable jusqu’au { $until }. Gardez-le dans un fichier que vous seul pouvez lire.
token-unknown = Le compte { $name } n’a pas de jeton { $id }.
token-ended = Le jeton { $id } est terminé.

api-unauthorized = Connectez-vous
api-unauthorized-detail = Connectez-vous par POST /api/v1/session, ou envoyez un jeton encore valable : Authorization: Bearer JETON.
api-wrong-detail = Le nom, le mot de passe ou le code à usage unique est faux.
api-forbidden = Pas permis
api-forbidden-detail = Votre rôle ne le permet pas.
api-cross-site-detail = Pour tout ce qui change quelque chose, un navigateur doit envoyer Sec-Fetch-Site: same-origin, un programme l’en-tête X-Tact-Request.
api-free-period-detail = Votre rôle lit des semaines et des mois entiers : de deux suites de jours qui se recouvrent, les chiffres d’un seul jour pourraient se déduire.
api-not-found = Introuvable
api-not-found-detail = Il n’y a rien ici, ou rien que vous puissiez voir.
api-method = Méthode refusée
api-method-detail = Cette adresse ne prend pas cette méthode ; l’en-tête Allow dit lesquelles elle prend.
api-malformed = Pas compris
api-malformed-detail = Le corps n’est pas celui que prend cette adresse ({ $why }). /api/v1/openapi.json le décrit.
api-query-detail = { $name } n’est pas compris : { $expected }.
api-query-period = last-week, last-month, un mois comme 2026-10, une semaine comme 2026-W41 ou des jours comme 2026-10-01..2026-10-15 sont attendus
api-query-newest = un nombre entier de 1 à 1000 est attendu
api-media-type = Corps d’une autre sorte
api-media-type-detail = Envoyez le corps comme { $expected } (en-tête Content-Type).
api-too-large = Corps trop grand
api-too-large-detail = Le corps peut compter { $most } octets.
api-too-slow = Corps trop lent
api-too-slow-detail = Le corps n’est pas arrivé à temps.
api-conflict = Impossible en l’état
api-same-account-detail = Qui demande une copie ne peut pas l’autoriser. Il faut une autre personne : ni un compte qui a choisi le mot de passe de l’autre, ni deux comptes dont un même compte a choisi le mot de passe. Qui a reçu un mot de passe le change d’abord.
api-approved-detail = Un autre compte a déjà autorisé cette copie.
api-own-account-detail = Vous ne pouvez ni supprimer le compte avec lequel vous êtes connecté, ni changer son rôle. Un autre administrateur doit le faire.
api-wait = Trop d’essais
api-wait-detail = Trop de mots de passe faux pour ce nom. Réessayez dans { $seconds ->
        [one] { $seconds } seconde
       *[other] { $seconds } secondes
    }.
api-busy = Occupé
api-busy-detail = Trop de choses sont demandées à la fois. Réessayez dans quelques secondes.
api-starting-detail = Le serveur démarre. Réessayez dans quelques secondes.
api-failed = Échec
api-failed-detail = Le serveur n’a pas pu le faire. Son journal dit pourquoi.
