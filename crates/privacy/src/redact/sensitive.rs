//! Special categories of personal data (GDPR articles 9 and 10): such messages never become quotations.
//!
//! Prefers recall: a message wrongly kept out of quotations costs nothing to its writer. Figures of speech
//! («malade de votre service») are not worth the risk of a missed illness, but words that customers use
//! all day for goods and parcels are left out.

use aho_corasick::AhoCorasick;

use super::shadow::{Shadow, is_word_byte};

/// Finds terms of special categories in French, English, Spanish, German, Italian and Portuguese.
pub struct SensitiveTerms {
    /// Absent only if the constant terms did not compile; everything is sensitive then.
    automaton: Option<AhoCorasick>,
    /// Whether the term at an index matches as a prefix: `cancer*`.
    open: Vec<bool>,
}

impl Default for SensitiveTerms {
    fn default() -> Self {
        Self::new()
    }
}

impl SensitiveTerms {
    /// Builds the automaton from the lists below.
    pub fn new() -> Self {
        let mut terms = Vec::new();
        let mut open = Vec::new();
        for list in [HEALTH, BELIEF, UNION, INTIMACY, OFFENCES, POLITICS, ORIGIN] {
            for term in list
                .split('|')
                .map(str::trim)
                .filter(|term| !term.is_empty())
            {
                open.push(term.ends_with('*'));
                terms.push(Shadow::new(term.trim_end_matches('*')).text);
            }
        }
        Self {
            automaton: AhoCorasick::new(terms).ok(),
            open,
        }
    }

    /// Whether a text likely reveals health, belief, union membership, sex life, offences, politics or origin.
    pub fn is_sensitive(&self, text: &str) -> bool {
        let shadow = Shadow::new(text);
        let Some(automaton) = &self.automaton else {
            return true;
        };
        automaton.find_overlapping_iter(&shadow.text).any(|found| {
            let starts = !is_word_byte(shadow.before(found.start()));
            let ends = found.end() >= shadow.text.len() || !is_word_byte(shadow.at(found.end()));
            let open = self
                .open
                .get(found.pattern().as_usize())
                .copied()
                .unwrap_or(true);
            starts && (ends || open)
        })
    }
}

/// Illness, disability, pregnancy, treatment, body.
const HEALTH: &str = "malade|malades|maladie*|cancer*|chimio*|radiotherap*|tumeur*|diabet*|asthm*|epilep*|depressi*|dépression|burn-out|burnout|anxiolytique*|antidepresseur*|psychiatr*|psychotherap*|psychologue*|schizophren*|bipolaire*|autis*|alzheimer|parkinson|sclerose*|\
    handicap*|invalidite|fauteuil roulant|mdpa|mdph|enceinte*|grossesse*|fausse couche|ivg|avortement*|pma|fiv|accouche*|allait*|ordonnance medicale|ordonnance du|ordonnance de mon|traitement medical|hospitalis*|a l'hopital|aux urgences|operation du|operation de la|opere du|operee du|chirurgi*|\
    vih|sida|seropositi*|hepatite*|covid positif|positif au covid|infarctus|avc|cardiaque*|dialyse*|greffe de|prothese*|perfusion*|insuline|morphine|cortisone|antibiotique*|vaccin*|allergi*|eczema|psoriasis|migraine*|arthrose|tdah|dyslexi*|anorexi*|boulimi*|addict*|alcoolique*|toxicoman*|suicid*|\
    arret maladie|arret de travail|accident du travail|longue maladie|ald|soins palliatifs|fin de vie|deuil|decede*|mon medecin|medecin traitant|mon psy|cardiologue|oncolog*|gynecolog*|ophtalmo*|prise de sang|irm|scanner medical|biopsie|hemorroid*|menopause|contracepti*|viagra|incontinen*|acouphene*|audioprothes*|appareil auditif|mutuelle sante|\
    illness*|sick leave|ill with|disease*|diabetic|disabled|disabilit*|wheelchair|pregnan*|miscarriage|abortion|hospital|surgery|chemotherapy|mental health|therapist|psychiatrist|hiv|aids patient|stroke|heart attack|insulin|allergic|allergy|asthma|suicidal|rehab|my doctor|my gp|prescription|\
    enfermo|enferma|enfermedad*|cancer|embaraz*|discapaci*|hospital*|operacion de|cirugia|diabetic*|alergi*|depresion|psicolog*|psiquiatr*|minusval*|silla de ruedas|mi medico|receta medica|baja medica|aborto|vih|\
    krank|krankheit*|krebs*|schwanger*|behinder*|krankenhaus|operation am|diabetik*|allergi*|depression*|psychotherapeut*|rollstuhl|mein arzt|rezept vom|krankgeschrieben|fehlgeburt|abtreibung|schlaganfall|herzinfarkt|pflegegrad|\
    malato|malata|malattia*|tumore*|incinta|gravidanza|disabil*|ospedale|intervento chirurgico|diabete|diabetic*|allergi*|depression*|psicolog*|psichiatr*|sedia a rotelle|mio medico|ricetta medica|aborto|infarto|ictus|invalidita|\
    doente*|doenca*|cancro|gravida*|gravidez|deficien*|hospital|cirurgia|diabet*|alergi*|depressao|psicolog*|psiquiatr*|cadeira de rodas|meu medico|receita medica|baixa medica|aborto|enfarte|avc";

/// Religion and conviction.
const BELIEF: &str = "musulman*|islam*|chretien*|catholique*|protestant*|evangeli*|juif|juive|juifs|juives|judai*|bouddhis*|hindou*|athee*|temoin de jehovah|temoins de jehovah|franc-macon*|halal|casher|kascher|ramadan|careme|messe|mosquee*|synagogue*|paroisse*|communion|bapteme*|bar-mitsva|pelerinage|hadj|omra|voile islamique|hijab|foulard|\
    muslim*|christian faith|catholic*|jewish|judaism|buddhist*|hindu|atheist*|mosque*|church|kosher|baptism|my faith|\
    musulman*|cristian*|catolic*|judi*|budista*|ateo|mezquita*|iglesia|bautizo|\
    moslem*|muslim*|christlich*|katholisch*|evangelisch*|judisch*|buddhist*|moschee*|kirche|taufe|konfession|\
    mussulman*|cristian*|cattolic*|ebre*|moschea|chiesa|battesimo|sinagoga|\
    muculman*|crista|cristao|catolic*|judeu|judia|mesquita|igreja|batizado|batismo";

/// Union membership.
const UNION: &str = "syndicat des salaries|mon syndicat|syndique*|delegue syndical|deleguee syndicale|syndicalis*|cgt|cfdt|cftc|cfe-cgc|unsa|sud solidaires|force ouvriere|prud'hom*|\
    trade union|union member*|union rep|sindicat*|gewerkschaft*|betriebsrat|verdi|sindacat*|cgil|cisl|ugt|ccoo|cgtp";

/// Sex life and orientation, gender identity.
const INTIMACY: &str = "homosexuel*|gay|gays|lesbienne*|bisexuel*|lgbt*|transgenre*|transsexuel*|non-binaire*|ma transition|vie sexuelle|rapport sexuel|rapports sexuels|preservatif*|lubrifiant*|sextoy*|sex-toy*|libido|erection|impuissan*|mst|ist|\
    homosexual*|lesbian*|bisexual*|transgender*|sex life|condom*|sex toy*|\
    lesbiana*|transexual*|vida sexual|condon*|preservativo*|schwul*|lesbisch*|bisexuell*|homosexuell*|sexleben|kondom*|omosessual*|lesbic*|bisessual*|transessual*|vita sessuale|lesbica*|bissexual*|vida sexual";

/// Offences and convictions.
const OFFENCES: &str = "casier judiciaire|condamne a|condamnee a|condamnation penale|prison|detenu*|garde a vue|mise en examen|porte plainte contre moi|bracelet electronique|sursis|delit|agresse sexuellement|viol|violee|violences conjugales|violence conjugale|ordonnance de protection|\
    criminal record|convicted|in jail|probation|domestic violence|rape|antecedentes penales|carcel|condenado|violencia de genero|violencia domestica|vorbestraft|gefangnis|vorstrafe*|haft|hausliche gewalt|fedina penale|carcere|condannato|violenza domestica|registo criminal|antecedentes criminais|prisao|cadeia|violencia domestica";

/// Political opinion.
const POLITICS: &str = "je vote|j'ai vote|voter pour|militant*|adherent du parti|front national|rassemblement national|la france insoumise|parti socialiste|extreme droite|extreme gauche|macroniste*|gilet jaune|gilets jaunes|communiste*|anarchiste*|\
    i voted|republican|democrat|labour party|conservative party|far right|voto a|partido popular|partido socialista|vox|podemos|ich wahle|afd|cdu|spd|voto per|fratelli d'italia|partito democratico|voto no|bolsonar*|partido dos trabalhadores";

/// Ethnic or national origin, residence status.
const ORIGIN: &str = "parce que je suis noir|parce que je suis noire|parce que je suis arabe|je suis noir|je suis noire|raciste*|racisme|racis*|origine ethnique|sans-papiers|sans papiers|titre de sejour|carte de sejour|demandeur d'asile|demandeuse d'asile|refugie*|immigre*|gitan*|rom|roms|contrôle au facies|\
    because i'm black|because i am black|racist*|racism|ethnic*|asylum seeker*|refugee*|undocumented|racist*|refugiad*|inmigrante*|sin papeles|gitan*|rassist*|fluchtling*|asylbewerber*|aufenthaltstitel|razzist*|rifugiat*|permesso di soggiorno|immigrat*|refugiad*|imigrante*|cigan*";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(SensitiveTerms::new().is_sensitive(text), expected, "{text}");
    }

    #[test]
    fn special_categories_are_seen_in_six_languages() {
        for text in [
            "Je sors de chimiothérapie, je ne peux pas me déplacer",
            "ma femme est enceinte de 8 mois",
            "j'attends mon titre de séjour",
            "I'm in a wheelchair and the lift is broken",
            "soy diabético y necesito el pedido",
            "ich bin im Krankenhaus",
            "sono incinta di sei mesi",
            "o meu filho é autista",
            "vous livrez pendant le ramadan ?",
            "délégué syndical CGT",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn everyday_complaints_are_not() {
        for text in [
            "Mon colis est en retard de 3 jours",
            "la livraison est passée sans sonner",
            "Great service, thank you",
            "le programme de la machine est cassé",
            "code promo expiré",
        ] {
            check(text, false);
        }
    }
}
