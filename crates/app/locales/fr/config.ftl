# Ce qui ne va pas dans une configuration, et que faire.

config-place = { $file }, ligne { $line } :
config-value = { $key } : { $reason }
config-missing = { $file } : ce fichier n’existe pas. « tact config --example > { $file } » en écrit un à compléter.
config-not-utf8 = { $file } n’est pas en UTF-8 ; enregistrez-le en UTF-8.
config-unreadable = { $file } ne peut pas être lu ({ $why }).
config-not-toml = ce n’est pas du TOML, ou pas une valeur de la bonne forme ({ $word }).
config-unknown-key = la clé « { $word } » n’existe pas ici ; « tact config --example » montre toutes les clés.
config-missing-key = la clé « { $word } » manque ; « tact config --example » montre toutes les clés.
config-unknown-word = la valeur « { $word } » n’existe pas ; « tact config --example » montre celles qui existent.
config-duplicate-key = la clé « { $word } » est écrite deux fois.
config-address = une adresse et un port sont attendus, par exemple "127.0.0.1:8080".
config-open-to-others = cette adresse est ouverte à d’autres machines, et Tact parle HTTP sans chiffrement. Écoutez sur 127.0.0.1, ou mettez un mandataire HTTPS devant et server.behind_proxy = true.
config-metrics-open = les chiffres de fonctionnement ne se lisent que sur cette machine ; écrivez "127.0.0.1:9464".
config-url = une adresse https:// est attendue (http:// n’est permis que vers cette machine).
config-amount = un nombre de { $least } à { $most } est attendu.
config-tenant-name = de 1 à 64 lettres minuscules, chiffres ou tirets : le nom fait partie de l’adresse du webhook.
config-shared = deux entreprises ont le même nom ou partagent un dossier ; données et clés sont toujours séparées.
config-needed = cette clé est nécessaire.
config-no-number = aucun numéro d’entreprise. Ajoutez phone_number_id = "…" ou un bloc whatsapp.number.
config-number-id = l’identifiant que Meta donne au numéro est attendu (phone_number_id, des chiffres), sans + ni espaces.
config-number-twice = ce numéro est déjà nommé plus haut.
config-keyword-empty = un mot-clé contient au moins une lettre ou un chiffre.
config-keyword-long = un mot-clé tient en 128 octets.
config-keyword-taken = ce mot demande déjà autre chose.
config-zone = il faut un fuseau horaire, comme "Europe/Paris" ou "Africa/Dakar".
config-period = il faut une période : "last-week", "last-month", un mois comme "2026-10", une semaine comme "2026-W41", ou des jours comme "2026-10-01..2026-10-15".
config-no-file = le fichier { $file } n’existe pas.
config-secret-missing = le fichier { $file } n’existe pas ; écrivez-y le secret, puis chmod 600.
config-secret-unreadable = le fichier { $file } ne peut pas être lu ({ $why }).
config-secret-open = le fichier { $file } est lisible par tous (mode { $mode }). Faites chmod 600, et changez ce secret si la machine est partagée.
config-secret-empty = le fichier { $file } est vide ou n’est pas un fichier.
config-secret-long = le fichier { $file } est trop long pour un secret (4096 octets au plus).
config-no-tenant = { $count ->
    [0] La configuration ne nomme aucune entreprise : retirez --tenant.
   *[other] Nommez l’entreprise avec --tenant : { $known }.
}
config-good = { $file } : rien à redire. Entreprises : { $tenants } ; numéros : { $numbers }.
config-longer = plus long que d’habitude ({ $usual }). Écrivez pourquoi dans retention.reason, ou raccourcissez.
