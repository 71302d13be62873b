//! Satisfaction in sentences: the headline, what simpler figures would have said, how it breaks.

use tact_metrics::dataset::Params;
use tact_metrics::dataset::answer::{
    ConsentAnswer, DeletionChecks, Figures, PostStratAnswer, SatisfactionAnswer, StrataAnswer,
};
use tact_metrics::estimate::{
    Breakdown, Headline, Stratum, StratumStatus, implied_deletion_shares,
};

use super::Page;

/// Λ of the range shown by default.
const SHOWN_LAMBDA: f64 = 1.5;
/// A range this wide says nothing.
const SAYS_NOTHING: f64 = 0.999;

/// Answers of each kind a stratum needs before anything is derived from its point.
const ANSWERS_NEEDED: u64 = 5;

/// A stratum whose point may be leaned on: the others are kept as numbers, never shown.
fn is_solid(stratum: &Stratum) -> bool {
    match stratum.status {
        StratumStatus::AllAnswered => true,
        StratumStatus::Ok => stratum.n1.min(stratum.n0) >= ANSWERS_NEEDED,
        _ => false,
    }
}

impl Page {
    pub(super) fn satisfaction(
        &mut self,
        found: &SatisfactionAnswer,
        figures: &Figures,
        params: &Params,
    ) {
        let shown = found
            .robust
            .iter()
            .find(|range| range.lam == SHOWN_LAMBDA)
            .map_or([found.calibrated.lower, found.calibrated.upper], |r| {
                [r.lower, r.upper]
            });
        let [low, high] = shown;
        let range = self.say.between_shares(shown);
        let inner = self
            .say
            .between_shares([found.calibrated.lower, found.calibrated.upper]);
        match (found.headline, found.calibrated.theta) {
            (Headline::Calibrated, Some(theta)) => {
                let point = self.say.share(theta);
                self.sentence(
                    &format!(
                        "Satisfaction estimée : {point}, plausible {range} ({inner} si, à \
                         satisfaction égale, ceux qui ne répondent pas écrivent exactement comme \
                         ceux qui répondent)."
                    ),
                    &format!(
                        "Estimated satisfaction: {point}, plausibly {range} ({inner} if equally \
                         satisfied customers write exactly alike whether or not they answer)."
                    ),
                );
            }
            (Headline::NoInformation, _) => self.nothing_known(),
            _ if high - low >= SAYS_NOTHING => self.nothing_known(),
            _ => self.sentence(
                &format!(
                    "Satisfaction {range} ; trop peu de réponses, ou un texte trop peu parlant, \
                     pour donner un chiffre unique. Il faut au moins 5 réponses satisfaites et 5 \
                     insatisfaites, avec et sans suppression."
                ),
                &format!(
                    "Satisfaction {range}; too few answers, or text that tells too little, to give \
                     one figure. At least 5 satisfied and 5 dissatisfied answers are needed, with \
                     and without deletions."
                ),
            ),
        }
        self.simpler_figures(found);
        let survey = &found.manski_survey;
        let [low, high] = [survey.lower, survey.upper].map(|end| self.say.share(end));
        self.sentence(
            &format!(
                "Sans aucune hypothèse : entre {low} et {high}. Rien dans les données ne permet \
                 d’exclure l’un ou l’autre."
            ),
            &format!(
                "With no assumption: between {low} and {high}. Nothing in the data rules out \
                 either end."
            ),
        );
        if let (Some(checks), StrataAnswer::Split(strata)) = (&found.deletion, &found.strata)
            && is_solid(&strata.intact)
        {
            self.breaking_point(checks, params);
            self.who_deletes(&strata.intact, checks, params.k_min);
        }
        self.weighted(figures);
    }

    fn nothing_known(&mut self) {
        self.sentence(
            "Aucune conclusion possible sur la satisfaction : aucun sondage exploitable.",
            "Nothing can be concluded on satisfaction: no usable survey.",
        );
    }

    fn simpler_figures(&mut self, found: &SatisfactionAnswer) {
        let kept = found
            .deletion
            .as_ref()
            .and_then(|checks| checks.tone_intact.rate);
        let survey = &found.survey_raw;
        let Some(rate) = survey.rate else { return };
        let survey_rate = self.say.share(rate);
        let answers = self.say.count(survey.n);
        match kept {
            Some(kept) => {
                let kept = self.say.share(kept);
                self.sentence(
                    &format!(
                        "Sur les seuls messages conservés, la tonalité est positive dans {kept} \
                         des conversations ; sur les seules réponses au sondage ({answers}), on \
                         lirait {survey_rate}."
                    ),
                    &format!(
                        "In kept messages alone the tone is positive in {kept} of conversations; \
                         survey answers alone ({answers}) would say {survey_rate}."
                    ),
                );
            }
            None => self.sentence(
                &format!(
                    "Sur les seules réponses au sondage ({answers}), on lirait {survey_rate}."
                ),
                &format!("Survey answers alone ({answers}) would say {survey_rate}."),
            ),
        }
    }

    fn breaking_point(&mut self, checks: &DeletionChecks, params: &Params) {
        let target = self.say.share(params.target);
        match checks.breakdown_gamma {
            Some(Breakdown::At(gamma)) if gamma < 1_000.0 => {
                let gamma = self.say.decimal(gamma, 1);
                self.sentence(
                    &format!(
                        "La conclusion « au moins {target} » tient tant que la cote de \
                         suppression des insatisfaits ne dépasse pas {gamma} fois celle des \
                         satisfaits, si la part calibrée sans suppression est juste."
                    ),
                    &format!(
                        "The conclusion “at least {target}” holds as long as the odds of deleting \
                         among dissatisfied customers stay below {gamma} times those of satisfied \
                         ones, if the calibrated share without deletions is right."
                    ),
                );
            }
            Some(Breakdown::At(_) | Breakdown::Never) => self.sentence(
                &format!(
                    "Les suppressions seules ne peuvent pas faire passer la satisfaction sous \
                     {target}, si la part calibrée sans suppression est juste."
                ),
                &format!(
                    "Deletions alone cannot bring satisfaction under {target}, if the calibrated \
                     share without deletions is right."
                ),
            ),
            Some(Breakdown::Already) => self.sentence(
                &format!("Même sans suppression, {target} n’est pas atteint."),
                &format!("Even without deletions, {target} is not reached."),
            ),
            None => {}
        }
    }

    fn who_deletes(&mut self, intact: &Stratum, checks: &DeletionChecks, k_min: u64) {
        let ratio = &checks.odds_ratio;
        if ratio.cells.iter().take(2).sum::<u64>() < k_min {
            return;
        }
        let touched = checks.share_touched.rate.unwrap_or(0.0);
        if ratio.includes_one() {
            self.sentence(
                "Satisfaits et insatisfaits suppriment : aucune différence démontrée.",
                "Deleting among satisfied and dissatisfied customers: no difference shown.",
            );
            return;
        }
        let Some(shares) = implied_deletion_shares(intact, ratio, touched) else {
            return;
        };
        let (satisfied, dissatisfied) = (self.say.share(shares.0), self.say.share(shares.1));
        let [point, low, high] =
            [ratio.odds_ratio, ratio.lower, ratio.upper].map(|value| self.say.decimal(value, 1));
        self.sentence(
            &format!(
                "Parmi les satisfaits, environ {satisfied} suppriment ; parmi les insatisfaits, \
                 environ {dissatisfied} (rapport de cotes {point}, entre {low} et {high})."
            ),
            &format!(
                "About {satisfied} of the satisfied delete, and about {dissatisfied} of the \
                 dissatisfied (odds ratio {point}, between {low} and {high})."
            ),
        );
    }

    fn weighted(&mut self, figures: &Figures) {
        let weighting = figures
            .weighting
            .as_ref()
            .map(|weighting| &weighting.poststrat);
        if let Some(PostStratAnswer::Ok {
            theta,
            lower,
            upper,
            ..
        }) = weighting
        {
            let rate = self.rate(Some(*theta), *lower, *upper);
            self.sentence(
                &format!(
                    "Sondage pondéré : {rate}. La pondération corrige qui répond selon le sujet, \
                     pas selon l’humeur."
                ),
                &format!(
                    "Survey weighted: {rate}. Weighting corrects who answers by topic, not by mood."
                ),
            );
        }
        if let Some(pooled) = &figures.synthesis {
            if pooled.sources_agree() {
                let rate = self.rate(Some(pooled.theta), pooled.lower, pooled.upper);
                self.sentence(
                    &format!("Sources réunies, avec les biais que vous leur prêtez : {rate}."),
                    &format!("Sources together, with the biases you believe of them: {rate}."),
                );
            } else {
                self.sentence(
                    "Les sources se contredisent ; pas de synthèse.",
                    "The sources disagree; no synthesis.",
                );
            }
        }
    }

    /// What is said of those who did not consent, and never more than can be known.
    pub(super) fn consent(&mut self, consent: &ConsentAnswer) {
        let share = consent.consenting;
        let counted = self.say.ratio(share.k, share.n);
        self.sentence(
            &format!(
                "Ces chiffres sont ceux des clients qui ont consenti à l’analyse ({counted} \
                 conversations) ; ils ne disent rien des autres."
            ),
            &format!(
                "These figures are of customers who consent to analysis ({counted} \
                 conversations); they say nothing of the others."
            ),
        );
        let worst = consent
            .worst_case
            .iter()
            .flatten()
            .find(|range| range.lam == SHOWN_LAMBDA);
        if let Some(range) = worst {
            let all = self.say.between_shares([range.lower, range.upper]);
            self.sentence(
                &format!("Pour tous les clients, sans hypothèse sur les autres : {all}."),
                &format!("For all customers, with no assumption on the others: {all}."),
            );
        }
        let bounds: Vec<_> = consent
            .gamma
            .iter()
            .flatten()
            .filter(|b| b.gamma > 1.0)
            .collect();
        for bound in bounds {
            let gamma = self.say.short_decimal(bound.gamma, 1);
            let all = self.say.between_shares([bound.ci_lower, bound.ci_upper]);
            self.sentence(
                &format!(
                    "Si la cote d’insatisfaction des autres est au plus {gamma} fois plus haute \
                     ou plus basse : {all}."
                ),
                &format!(
                    "If the odds of dissatisfaction among the others are at most {gamma} times \
                     higher or lower: {all}."
                ),
            );
        }
        if let Some(compared) = &consent.comparison {
            let within = &compared.first_reply_within_60;
            let [mine, theirs] = [within.consenting, within.others]
                .map(|side| self.rate(side.rate, side.lower, side.upper));
            self.sentence(
                &format!(
                    "Réponse en moins d’une heure : {mine} pour ceux qui ont consenti, {theirs} \
                     pour les autres."
                ),
                &format!(
                    "Answered within an hour: {mine} of those who consent, {theirs} of the others."
                ),
            );
        }
    }
}
