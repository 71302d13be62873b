//! Words of postal addresses in six languages.

use super::{Builder, Sense};

pub(super) fn fill(lexicon: &mut Builder) {
    lexicon.add(Sense::STREET, STREETS);
    lexicon.add(Sense::STREET | Sense::WEAK_STREET, WEAK_STREETS);
    lexicon.add(Sense::STREET_SUFFIX, ENGLISH_SUFFIXES);
    lexicon.add(Sense::UNIT_WORD, COMPLEMENTS);
}

/// Types that stand before the name of the street.
const STREETS: &str = "rue avenue av ave boulevard boul bd bld blvd bvd chemin chem che ch impasse imp allee allees quai ruelle sentier sente venelle esplanade faubourg fbg fg chaussee lotissement lot residence rond-point montee traverse rocade \
    calle avenida avda pasadizo pza praceta parvis boucle berge crs incrocio rotonda stretto canale quinta trav avd paseo pso carrer plaza plza glorieta ronda camino cmno travesia carretera ctra pasaje callejon urbanizacion urb alameda rambla cuesta bulevar poligono cl cuesta vial acceso via \
    corso viale piazza piazzale vicolo largo lungomare lungotevere strada stradale contrada salita borgo galleria vle p.zza \
    rua avenida av travessa praca largo estrada alameda rotunda beco calcada ladeira rodovia viela azinhaga";

/// Types that are also everyday words: they need a capital, a postcode or an address cue.
const WEAK_STREETS: &str = "r c quinta canale stretto canada place pl cours passage voie route rte square villa hameau domaine parc port pont cite quartier clos mail promenade zone za zi zac lieu-dit lieudit resid res lot mas porte esplanade cour galerie centre immeuble tour barrio bloque piso lugar bairro campo ponte salita strada via largo borgo traverse ch av cl";

const ENGLISH_SUFFIXES: &str = "street st road rd avenue ave lane ln drive dr close court ct crescent cres way place pl square sq terrace gardens grove hill park row walk mews parade boulevard blvd highway hwy parkway pkwy circle cir trail alley bridge green view rise gate \
    spur stravenue stravenues alleys anex annex arcade bayou beach bend bluff bluffs bottom branch brook brooks burg burgs bypass camp canyon cape causeway center centers circles cliff cliffs club common commons corner corners course courts courtyard cove coves creek crest \
    crossing crossroad curve dale dam divide drives estate estates expressway extension extensions fall falls ferry field fields flat flats ford fords forest forge forges fork forks fort freeway garden gateway glen glens greens groves harbor harbors haven heights hills hollow inlet \
    island islands isle junction junctions key keys knoll knolls lake lakes land landing light lights loaf lock locks lodge loop mall manor manors meadow meadows mill mills mission motorway mount mountain mountains neck orchard oval overpass parks parkways pass passage path pike \
    pine pines plain plains plaza point points port ports prairie radial ramp ranch rapid rapids rest ridge ridges river roads route rue run shoal shoals shore shores skyway spring springs spurs squares station stream streets summit throughway trace track trafficway tunnel turnpike \
    underpass union unions valley valleys via viaduct views village villages ville vista walks wall ways well wells";

/// Words that open the second half of an address: flat, floor, building.
const COMPLEMENTS: &str = "appt apt appart appartement app bat batiment batim bt etage etg esc escalier porte hall residence res resid interphone rdc rez lot cage bloc immeuble imm tour chambre studio entree boite bte bp cs \
    flat unit suite ste floor apartment building room door \
    piso puerta pta izq izda dcha bajo atico escalera esc bloque portal planta \
    wohnung whg stock etage hinterhaus \
    scala interno int piano palazzina citofono \
    andar dto esq bloco apartamento frente lote fraccao";
