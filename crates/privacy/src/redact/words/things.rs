//! Nouns for things that are often named after people: products, shops, halls, schools.

use super::{Builder, Sense};

pub(super) fn fill(lexicon: &mut Builder) {
    for list in [FRENCH, ENGLISH, SPANISH, GERMAN, ITALIAN, PORTUGUESE] {
        lexicon.add(Sense::THING, list);
    }
}

const FRENCH: &str = "fauteuil canape lampe table chaise lit armoire commode bureau etagere tapis rideau miroir matelas sommier coussin plaid drap housse parfum eau robe jupe pantalon pull chemise chemisier veste manteau blouson \
    tshirt polo short ensemble costume cravate ceinture chaussure chaussures basket baskets botte bottes bottine bottines sandale sandales escarpin escarpins sac pochette valise cartable trousse montre bracelet collier bague boucles pendentif alliance solitaire \
    lunettes monture livre roman bd poster affiche tableau cadre album dvd cd jeu jouet peluche poupee poussette siege velo trottinette casque telephone tablette ordinateur ecran imprimante aspirateur machine four frigo refrigerateur cafetiere \
    bouilloire grillepain mixeur robot poele casserole assiette verre tasse couteau service creme serum shampoing gel rouge vernis palette maquillage brosse rasoir vin champagne cafe the chocolat biscuit gateau bouquet plante rose rosier vase bougie \
    modele gamme collection reference article produit coloris taille pack coffret kit version offre formule forfait menu magasin boutique enseigne restaurant brasserie hotel bar pub salon salle stade cinema theatre musee zenith arena ecole college lycee \
    crèche creche universite fac faculte hopital clinique pharmacie laboratoire mairie gare station metro arret aeroport terminal port marche foire festival concert spectacle tournee piece film serie chanson disque statue monument fondation institut centre \
    prix coupe trophee tournoi bataille tempete ouragan operation projet programme loi plan code promo rue place avenue boulevard square pont quai cathedrale eglise basilique chapelle abbaye chateau villa residence immeuble tour batiment agence succursale \
    marque maison societe entreprise groupe cabinet garage banque assurance mutuelle association club equipe academie sauce recette pizza burger sandwich salade tarte quiche fromage biere whisky rhum saint sainte st ste pere sans banc buffet meuble chevet console pouf tabouret suspension applique lustre horloge coupe-vent doudoune maillot pyjama chemisette cardigan gilet";

const ENGLISH: &str = "sofa couch chair armchair table lamp bed mattress desk shelf rug mirror dress skirt shirt jacket coat jeans trousers shoes boots trainers sneakers bag handbag watch ring necklace bracelet perfume book poster print album game toy doll pram \
    bike helmet phone tablet laptop printer vacuum kettle toaster mixer pan cup mug plate cream lipstick wine chocolate cake candle vase model range collection edition style colour size store shop branch outlet restaurant hotel bar pub hall stadium arena theatre \
    cinema museum school college university hospital clinic station airport street road avenue square park bridge church cathedral castle tower centre center mall market show tour concert brand company bank club team award sale day street garden gardens stores line lines cafe island lake hills airport";

const SPANISH: &str = "sofa sillon silla mesa lampara cama colchon espejo alfombra vestido falda camisa chaqueta abrigo pantalon zapatos botas bolso reloj anillo collar pulsera perfume libro poster cuadro juego juguete bicicleta casco movil tableta portatil modelo gama \
    coleccion talla tienda restaurante hotel bar sala estadio teatro cine museo colegio instituto universidad hospital clinica estacion aeropuerto calle plaza avenida parque puente iglesia catedral castillo torre centro mercado marca banco club san santa santo";

const GERMAN: &str = "sessel stuhl tisch lampe bett matratze spiegel teppich kleid rock hemd jacke mantel hose schuhe stiefel tasche uhr ring kette armband parfum parfüm buch plakat spiel fahrrad helm modell kollektion grosse laden filiale geschaft restaurant hotel halle stadion \
    theater kino museum schule universitat krankenhaus klinik bahnhof flughafen strasse platz park brucke kirche dom schloss turm zentrum markt marke bank verein sankt regal schrank kommode";

const ITALIAN: &str = "divano poltrona sedia tavolo lampada letto materasso specchio tappeto vestito abito gonna camicia giacca cappotto pantaloni scarpe stivali borsa orologio anello collana bracciale profumo libro quadro gioco bicicletta casco modello gamma collezione taglia negozio \
    ristorante albergo sala stadio teatro museo scuola liceo universita ospedale clinica stazione aeroporto piazza viale corso parco ponte chiesa duomo castello torre centro mercato marca banca san santa santo";

const PORTUGUESE: &str = "sofa poltrona cadeira mesa candeeiro luminaria cama colchao espelho tapete vestido saia camisa casaco calcas sapatos botas mala bolsa relogio anel colar pulseira perfume livro quadro jogo bicicleta capacete modelo gama colecao tamanho loja \
    restaurante hotel sala estadio teatro cinema museu escola colegio universidade hospital clinica estacao aeroporto rua praca avenida parque ponte igreja castelo torre centro mercado marca banco clube sao santa santo";
