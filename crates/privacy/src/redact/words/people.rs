//! Nouns for people, and names that are usually something else.

use super::{Builder, Sense};

pub(super) fn fill(lexicon: &mut Builder) {
    lexicon.add(Sense::PERSON, FAMILY);
    lexicon.add(Sense::PERSON, ROLES);
    // «vos collègues Fanny et Grégoire».
    for noun in FAMILY
        .split(' ')
        .chain(ROLES.split(' '))
        .filter(|noun| noun.len() > 3)
    {
        lexicon.add_word(Sense::PERSON, format!("{noun}s").as_bytes());
    }
    lexicon.add(Sense::TIMID, TIMID);
    lexicon.add(Sense::GUARDED, GUARDED);
    lexicon.add(Sense::GUARDED | Sense::TOWN, PLACES);
}

const FAMILY: &str = "mari femme epouse epoux compagnon compagne conjoint conjointe copain copine fiance fiancee fils fille enfant enfants bebe pere mere papa maman frere soeur freres soeurs cousin cousine oncle tante \
    tonton tata tatie neveu niece mamie papi papy mamy grandmere grandpere beaupere bellemere parrain marraine filleul filleule famille ex ami amie amis voisin voisine voisins pote \
    husband wife son daughter mother father mum mom mommy dad daddy brother sister friend neighbour neighbor boyfriend girlfriend fiance uncle aunt nephew niece grandma grandpa kid kids partner \
    marido mujer esposo esposa hijo hija hijos madre padre mama hermano hermana vecino vecina amigo amiga novio novia tio tia sobrino sobrina abuelo abuela \
    mann ehemann ehefrau sohn tochter mutter vater bruder schwester freund freundin nachbar nachbarin onkel oma opa kinder \
    marito moglie figlio figlia figli madre padre fratello sorella amico amica vicino vicina zio zia nonno nonna fidanzato fidanzata \
    mulher filho filha filhos mae pai irmao irma amigo vizinho vizinha tio tia avo namorado namorada";

const ROLES: &str = "collegue patron patronne chef gardien gardienne concierge livreur livreuse technicien technicienne conseiller conseillere vendeur vendeuse agent agente hotesse caissier caissiere moniteur monitrice coach prof professeur \
    stagiaire secretaire assistant assistante responsable manager locataire proprietaire proprio chauffeur infirmier infirmiere medecin avocat avocate notaire directeur directrice gestionnaire operateur operatrice plombier electricien \
    coiffeur coiffeuse dentiste kine ophtalmo opticien opticienne facteur factrice commercial commerciale employe employee interlocuteur interlocutrice dossier compte nom prenom \
    colleague driver agent boss manager technician plumber advisor adviser assistant clerk cashier doctor nurse landlord tenant teacher named called \
    companero companera tecnico repartidor jefe jefa gerente encargado encargada empleado empleada dependienta dependiente \
    kollege kollegin fahrer techniker mitarbeiter mitarbeiterin chef chefin berater beraterin vermieter namens \
    collega tecnico corriere capo commessa commesso impiegato impiegata \
    colega motorista chefe funcionario funcionaria atendente tecnica";

/// First names that, in lower case or at the start of a sentence, are usually ordinary words of one of the six languages.
const TIMID: &str = "jean hui allen alle even said hacer anni demi iban truc mato donna mani edit jesse drew casey chuckles tres cinco lotta balla daria dado malo loup pape narciso said france frances melodie melody harmony nobel gusto forte salva salve dita mira joy don else german una come uma guy bill ben nada pero ela alla line mia till june cara tea edit ale ella casey amor hanno aime durante faith india summer cal bella ira paz grace loan sol nino angel \
 aura meta mar dom bela rich max harm alma luz domingo roman sante lance luna daisy rose marine mark sue ravi vera nell chase grant hella mira felicidad amado amada cherie estrella sandy alta diamond mora penny sole urban \
 urbano franca victoire lore oda clement isis jade tono dale mason cristal crystal destiny custodia salud reina lily gala angelina bailey santos dean pastor socorro reyes eden piedad dulce adora milagros gracia martial \
 viola peer amour ange anges blanche olive prudence claire marin pierre aurore victor jordan hope will art gene pat rob ray drew jack frank dick robin glen miles cash major king prince royal legend star precious treasure candy brandy \
 amber autumn ruby pearl ivy olive hazel violet violette iris fleur marguerite capucine jasmin jasmine dahlia lilas garance prune clementine cerise colombe melodie harmonie celeste constance constant desire desiree modeste \
 fidele felicite honore parfait innocent juste lucky blessing charity patience mercy gift sunday friday monday esperance providence bonheur noel pascal avril mai juillet aout octave \
 basil leo lea lou lana nana lala loulou sam dan ed al ted pam jo vi ty my lan long mai son nam tan van an can ha hai yen thu thi anh bao bin binh ping ming hong hang hung mine inci sen \
 baris umut deniz gul mete savas zaman arda eda efe mina sena ava sara mila mara vida alba aurora esperanza consuelo dolores remedios angustias soledad nieves pilar rocio concepcion asuncion \
 mercedes lourdes rosario encarnacion trinidad salvador jesus santo santa domenica benedetta speranza grazia vittoria gioia stella italia bruna bianca chiara serena candida fortunato felice amato amata costanza pia nicola mario fiore \
 vitoria graca conceicao gloria paz clara branca linda rosa flor mar luz bento amado amada serafim anjo dina juste benita \
 heiner ernst wolf klein lang otto gerda rosi heide heidi kuno kai jan ole timo till mia \
 marc rene guy aime dieudonne ali abdo sidi hadj hadja mame mama papa baba baby bebe tata nounou sana sara samba bamba fall fatal lia mai may april august \
 sept octave titus major maur severe valere valeur sandrillon cyan coco kiki lulu mimi nini toto titi zaza paco chico chica rico pepe nena nene tito beto lupe cande \
 pilote roman savant galant vaillant ardent prudent clement bienvenu bienvenue fortune fortunee beau belle bon bonne petit petite grand grande jolie joli doux douce \
 sandal sandale carmen victoria corona camelia magnolia myrtille pervenche angelique hortensia \
 emin sever sefa sahin yasar vera kader hayat sabah salut selim lana nadir amine amina kamel kemal zen zeno zia tia tina nina \
 corse ligne signe maree care cure dune dunes mare rame rate riva ritz riz sera serre silva alma anis anise prime marina marine coline colin oriane sixte dana aya aura ayant \
 joyeux joyeuse dior axe blase cesar castor hector orphee hercule phoebe minerve pandora venus vesta athena \
 ace aspen brooke brook cliff clay dawn duke earl early fern flint forest ginger heath heather holly honey hunter jewel june lane laurel melody misty norm opal page piper rocky rusty sage sandy scarlet shelly sherry skip sky \
 storm sunny tad teal terra trace trent tucker tyne victory wade ward wave west winter woody wren zephyr bo bud buck buddy chip chuck cody colt dash dot dusty faye fay gay hale hank hardy holland jay jet kay kit kitty lee les \
 lex liv mack mel mercy merry mickey mo monte morris ned nova oak ola park pete pip ram rand reed reid rex rio rod rowan roy rue russ sid sly sky sterling stone tab tate teddy trinity \
 tye val vic von wes win wing woods york zane zen mac mic micro";

/// Names that stay ordinary words even with a capital: months, feasts, towns, countries, brands. Only a strong cue makes them a person.
const GUARDED: &str = "iban even said hacer demi armenia francais frances ingles english said truc hang via rome noel orange mai may april avril june juillet august aout domingo sunday monday friday france london londres lyon lille nice nantes bordeaux toulouse marseille rennes strasbourg montpellier grenoble dijon angers \
 nimes tours metz brest caen rouen reims lens pau vienne laval orleans limoges perpignan besancon mulhouse avignon calais dunkerque cannes antibes toulon ajaccio bastia troyes quimper lorient vannes cholet arras amiens \
 geneve lausanne bruxelles liege namur charleroi mons gand anvers bruges luxembourg monaco montreal quebec ottawa toronto brooklyn phoenix boston chicago \
 ireland milano napoli torino venezia firenze bologna parma palermo madrid barcelona sevilla zaragoza malaga bilbao cadiz lisboa porto coimbra \
 berlin hamburg munchen koln bonn bremen essen dresden leipzig wien salzburg graz zurich basel bern melbourne europe europa afrique africa maroc tunisie algerie egypte senegal mali cotonou dakar abidjan casa rabat fes \
 tunis alger oran istanbul ankara izmir chine japon vietnam tokyo pekin hanoi dubai doha mars venus lundi mardi mercredi jeudi vendredi samedi dimanche mercedes renault peugeot citroen ford fiat seat opel audi skoda dacia clio megane twingo polo golf corsa yaris \
 picasso ferrari porsche tesla toyota honda suzuki nissan kia hyundai mazda volvo lexus samsung apple android huawei xiaomi sony philips bosch miele dyson moulinex rowenta tefal adidas nike puma reebok levis zara mango promod kiabi etam camaieu sephora nocibe \
 marionnaud chanel dior hermes gucci prada versace armani guess lacoste cartier swarovski pandora chopard rolex tissot swatch fnac darty boulanger auchan carrefour casino monoprix lidl aldi decathlon ikea conforama amazon chronopost colissimo \
 mondial ups dhl fedex dpd gls paypal visa mastercard maestro amex alma klarna stripe whatsapp facebook instagram google messenger telegram tiktok snapchat youtube netflix spotify uber bolt deliveroo blablacar sncf ratp ouigo eurostar thalys ryanair easyjet transavia vueling \
 bouygues sfr free sosh vodafone telefonica movistar meo nos tim o2 macif maif matmut axa allianz generali ing hsbc lcl revolut boursorama fortuneo qonto alan ameli caf urssaf cpam edf engie total vanish dove nivea garnier rochas lancome loreal vichy nestle danone \
 zenith bercy dieu allah jesus christ dios gott deus seigneur wallah inshallah inchallah hamdoulilah ramadan aid toussaint paques pentecote ascension easter christmas natale natal pasqua navidad weihnachten ostern windows mac iphone ipad galaxy pixel playstation xbox \
 prince princess princesse king queen reine roi major general capitaine master lady lord miss mister sire madame monsieur baby love honey darling habibi habibti cheri cherie amor tesoro schatz querido querida amore \
 english french spanish german italian portuguese francais anglais espagnol allemand italien portugais wifi bluetooth internet box live premium gold silver platinum basic plus pro mini ultra air classic sport luxe deluxe standard \
 go patron boss chef bro frere frero grand tonton champion docteur doc prof toubib";

/// Towns, countries and brands that are first or family names too: any expression that announces a person is enough.
const PLACES: &str = "nicolas jules leon florence lorraine nancy zoe adelaide pascal ariel santiago carolina victoria virginia georgia savannah sidney sydney chelsea austin valence madison milan roma verona genova siena israel kenya india asia jordan chad dakota denver dallas houston paris florencia valencia granada toledo cordoba evora faro braga leclerc picard america max celio tiffany";
