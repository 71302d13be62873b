//! Function words of six languages: they end a name and never belong to one.

use super::{Builder, Sense};

pub(super) fn fill(lexicon: &mut Builder) {
    lexicon.add(Sense::STOP, FRENCH);
    lexicon.add(Sense::STOP, ENGLISH);
    lexicon.add(Sense::STOP, SPANISH);
    lexicon.add(Sense::STOP, GERMAN);
    lexicon.add(Sense::STOP, ITALIAN);
    lexicon.add(Sense::STOP, PORTUGUESE);
    lexicon.add(Sense::STOP, POLITENESS);
    lexicon.add(Sense::PARTICLE, PARTICLES);
    lexicon.add(Sense::ARTICLE, ARTICLES);
    lexicon.add(Sense::COMMON, VERBS);
}

const FRENCH: &str = "siren siret aime aimez aimons signe signent juste demi demie truc papa maman surtout meme pouvez pourrions pourriez confirmez confirmer avisez dites dit je j tu il elle on nous vous ils elles me m te t se s moi toi lui leur leurs eux y en mon ma mes ton ta tes son sa ses notre nos votre vos \
    ce cet cette ces c ca cela ceci qui que qu quoi dont ou quand comment pourquoi combien quel quelle quels quelles lequel laquelle est es suis sont sommes etes etait etais ete \
    sera serai serait etre ai as a avons avez ont avait avais eu aura avoir et mais donc or ni car si ne n pas plus moins tres trop peu bien mal aussi encore deja jamais toujours \
    au aux un une dans sur sous avec sans pour par chez vers entre depuis pendant avant apres contre jusque jusqu des lors puis ensuite alors comme ainsi tout toute tous toutes \
    autre autres meme memes chaque plusieurs quelque quelques rien personne aucun aucune oui non ok okay voici voila ici la-bas merci svp stp bonjour bonsoir salut coucou \
    cordialement hier demain aujourd maintenant matin midi soir nuit semaine mois annee jour jours heure heures suite afin parce puisque lorsque parti partie fait faire fais \
    peut peux pouvez pouvons veux veut voulez voudrais dois doit devez faut va vais vas allez vont vient viens venu venue venir passe passera passer avait habite habitait reside \
    attends attend attendons recu recue recevoir jsuis jai chuis jvous jveux pk pcq pcque mtn bjr bsr slt cc mrc mdr lol ptdr jpp hein bah oh ah eh hello ouais nan dsl desole desolee \
    cdlt cdt madame monsieur mademoiselle mme mlle mr mrs mesdames messieurs maitre docteur auquel duquel ayant etant confirme confirmer inscrit inscrite";

const ENGLISH: &str = "even said said never one work works working would let lets make made see saw take took know tell told man mate dude pal buddy kindly anyway again life friends boys i you he she it we they me him her us them my your his its our their mine yours this that these those who whom whose which what when where why how am is are was were be been being \
    have has had do does did will would shall should can could must not no yes and but or nor so if then than because as at by from in into of on off onto out over to up with without about after before \
    the a an some any all both each every few more most other such only own same too very just now here there again ever never always still yet also ok okay please thanks thank hi hey hello regards \
    yesterday today tomorrow morning evening tonight im ive ill id dont cant wont didnt isnt wasnt got get gets getting went going gone come coming came signed paid left wants wanted want need needs needed";

const SPANISH: &str = "hacer poder decir tan bueno buena todo toda nada muy favor yo tu el ella nosotros vosotros ellos ellas usted ustedes me te se nos os lo los las le les mi mis tus su sus nuestro nuestra vuestro que quien quienes cual cuales cuando donde como cuanto porque \
    es son soy eres era fue ser estar estoy esta estan estaba he ha han habia hay tengo tiene tienen y e o u pero ni si no muy mas menos ya aun todavia siempre nunca tambien un una unos unas con sin para por sobre entre \
    desde hasta hacia ante del al aqui alli ahi esto eso este esa ese estas estos gracias hola buenas buenos saludos ayer hoy manana ahora luego quiero quiere quisiera puede pueden puedo espero llega llego";

const GERMAN: &str = "jeder jede jedes antun melodie ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen mein meine meinen meinem meiner dein deine sein seine unser unsere euer eure ist sind bin bist war waren sein habe hat haben hatte hast \
    wird werden wurde kann konnen konnte muss mussen soll sollen will wollen mochte und oder aber denn weil dass ob wenn als wie wo wer was wann warum nicht kein keine keinen nein ja doch nur noch schon sehr auch immer nie \
    mal der die das den dem des ein eine einen einem einer eines im in an am auf aus bei mit nach seit von zu zum zur fur gegen ohne um durch uber unter vor zwischen hier dort da jetzt heute gestern morgen bitte danke \
    hallo guten tag abend zusammen team hat holt wartet warte";

const ITALIAN: &str = "io tu lui lei noi voi loro mi ti ci vi si ne mio mia miei mie tuo tua suo sua nostro nostra vostro vostra che chi cui quale quali quando dove come quanto perche e ed o ma se non piu meno molto poco gia ancora sempre \
    mai anche il lo gli un uno una con per tra fra su sul sulla nel nella al alla allo ai agli alle dal dalla del dello degli delle sono sei siamo siete ho hai ha abbiamo avete hanno era ero stato stata essere avere \
    questo questa questi queste quello quella qui qua li grazie ciao buongiorno buonasera saluti ieri oggi domani adesso ora vorrei voglio posso puo aspetto";

const PORTUGUESE: &str = "tao linda lindo nada tudo fazer favor eu tu voce ele ela nos vos eles elas me te se lhe lhes meu minha meus minhas teu tua seu sua nosso nossa que quem qual quais quando onde como quanto porque e ou mas nem se nao sim muito mais menos ja ainda sempre nunca \
    tambem um uma uns umas com sem para por sobre entre desde ate ao aos na nas no nos num numa pelo pela sou es somos sao era foi ser estar estou esta estao estava tenho tem temos tinha ha isto isso aquilo este esta esse essa \
    obrigado obrigada ola ontem hoje amanha agora quero queria posso pode preciso aqui ali";

const POLITENESS: &str = "all everyone everybody folks sir team there guys equipo todos todas tutti tutte pessoal alle leute leider urgent svp help info urgence question probleme souci toute equipe equipes service client clients clientele direction best kind warm dear cher chere chers cheres bonne bon bonnes bons bien cordiales cordiaux distinguees sinceres salutations respectueuses avance \
    beaucoup bcp infiniment enormement vraiment tellement grand grande mille lot much mille tante tanti molto viele vielen herzlichen schone liebe lieber beste freundlichen grussen grusse gruss muchas muchos muito muita \
    kundenservice support hilfe journee soiree weekend week reception retour reponse attente patience aide comprehension rapidite compréhension gentillesse toutes";

/// Words inside a family name that carry no capital of their own.
const PARTICLES: &str = "de du des la le les del della dello delle di da do dos das van von vom den der zu zum zur ter ten el al ben bin bint ould abou abu lo li mac mc san santa y e";

/// Articles and determiners after which a capitalised first name is usually a product.
const ARTICLES: &str = "le la les un une l du au the this that el los las mi el o os uma um il lo das dieser diese dieses ein eine votre notre vos nos your our ce cette cet";

/// Verbs and everyday words of the other languages, seldom in the French chat list.
const VERBS: &str = "order orders package parcel delivery delivered refund refunds account invoice bill shop store website password code number phone address email name size color colour item product payment card \
    pedido paquete envio entrega reembolso cuenta factura tienda telefono direccion correo nombre talla producto pago tarjeta codigo contrasena matricula cliente servicio problema ayuda \
    bestellung paket lieferung erstattung konto rechnung laden telefon handy adresse mail name grosse produkt zahlung karte passwort kennzeichen kunde kundin problem ordnung nummer lieferant \
    ordine pacco consegna rimborso conto fattura negozio telefono indirizzo posta nome taglia prodotto pagamento carta codice targa cliente servizio problema aiuto \
    encomenda pacote entrega reembolso conta fatura loja telefone morada correio nome tamanho produto pagamento cartao codigo matricula cliente servico problema ajuda senha \
    broken late missing wrong great good bad nice perfect awesome amazing happy sorry sure fine glad unhappy disappointed angry waiting looking trying calling writing interested \
    contento contenta enfadado enfadada triste cansado cansada interesado interesada esperando nuevo nueva \
    zufrieden unzufrieden enttauscht sauer krank interessiert mude froh sicher neu kaputt \
    contento contenta deluso delusa arrabbiato arrabbiata interessato interessata stanco stanca nuovo nuova \
    contente desapontado desapontada satisfeito satisfeita cansado cansada interessado interessada novo nova \
    recepcion rezeption reception ricevimento portaria accueil incorrect incorrecte expire expiree expired oublie oubliee oublier forgotten wrong invalid invalide perdu perdue lost marche fonctionne \
    falsch abgelaufen vergessen caducado caducada olvidado olvidada scaduto scaduta dimenticato expirado expirada esquecido esquecida funciona funziona funktioniert nada nadie niente nessuno ninguem nichts niemand";
