//! Service figures and change over time in sentences.

use tact_metrics::dataset::Params;
use tact_metrics::dataset::answer::{ChangeAnswer, DriversAnswer, Figures};
use tact_metrics::estimate::FirstContactStatus;

use super::Page;

const SECONDS_PER_MINUTE: f64 = 60.0;
/// Below these, drivers are not shown.
const DRIVER_ROWS: u64 = 50;
const DRIVER_R2: f64 = 0.02;
const HOURS_PER_DAY: f64 = 24.0;

impl Page {
    pub(super) fn service(&mut self, figures: &Figures, params: &Params) {
        self.title("Service", "Service");
        self.first_reply(figures);
        let fcr = &figures.fcr;
        if let Some(estimate) = fcr.estimate {
            let rate = self.rate(Some(estimate), fcr.lower, fcr.upper);
            let days = self
                .say
                .short_decimal(params.fcr_window_h / HOURS_PER_DAY, 1);
            match fcr.status {
                FirstContactStatus::Ok => self.sentence(
                    &format!(
                        "Résolus du premier coup : {rate}, délai de réouverture de {days} jours \
                         pris en compte."
                    ),
                    &format!(
                        "Resolved at first contact: {rate}, allowing {days} days for reopening."
                    ),
                ),
                FirstContactStatus::WindowNotReached => self.sentence(
                    &format!(
                        "Résolus du premier coup : au plus {rate} ; aucune conversation n’a encore \
                         passé les {days} jours où elle peut être rouverte."
                    ),
                    &format!(
                        "Resolved at first contact: at most {rate}; no conversation has passed the \
                         {days} days in which it can be reopened."
                    ),
                ),
            }
        }
        self.change(&figures.change);
        self.drivers(figures);
    }

    fn first_reply(&mut self, figures: &Figures) {
        let reply = &figures.first_reply;
        let waiting = self.say.count(reply.unanswered);
        let time = |minutes: f64| self.say.duration(minutes * SECONDS_PER_MINUTE);
        match reply.median.estimate {
            Some(median) => {
                let range = match (reply.median.lower, reply.median.upper) {
                    (Some(low), Some(high)) => self.say.between(&time(low), &time(high)),
                    (Some(low), None) => format!("≥ {}", time(low)),
                    _ => "—".to_owned(),
                };
                let median = time(median);
                self.sentence(
                    &format!(
                        "La moitié des clients reçoivent une réponse en {median} ou moins \
                         ({range}) ; encore sans réponse, et comptés : {waiting}."
                    ),
                    &format!(
                        "Half of the customers get an answer within {median} ({range}); still \
                         waiting, and counted: {waiting}."
                    ),
                );
            }
            None => self.sentence(
                &format!(
                    "Plus de la moitié des demandes sont encore sans réponse ({waiting} \
                     attendent)."
                ),
                &format!("More than half of the requests are still unanswered ({waiting} wait)."),
            ),
        }
    }

    fn change(&mut self, change: &ChangeAnswer) {
        if let Some(cusum) = &change.cusum {
            let usual = self.say.share(cusum.p0);
            match cusum.alarm {
                Some(day) => self.sentence(
                    &format!(
                        "Une baisse du suivi quotidien est signalée au jour {day} (niveau \
                         habituel : {usual})."
                    ),
                    &format!(
                        "The daily series is found to fall on day {day} (usual level {usual})."
                    ),
                ),
                None => self.sentence(
                    &format!("Aucune baisse du suivi quotidien (niveau habituel : {usual})."),
                    &format!("No fall in the daily series (usual level {usual})."),
                ),
            }
        }
        let Some(series) = &change.its else { return };
        let level = self.say.points(series.level_change);
        let conclusive = series.lower > 0.0 || series.upper < 0.0;
        // "−11 to 0, probable effect" would contradict itself: a decimal shows which side it is on.
        let near_zero = [series.lower, series.upper]
            .iter()
            .any(|end| (end * 100.0).round() == 0.0);
        let places = usize::from(conclusive && near_zero);
        let [low, high] =
            [series.lower, series.upper].map(|end| self.say.signed(end * 100.0, places));
        if conclusive {
            self.sentence(
                &format!(
                    "Après l’action : {level} ({low} à {high}), effet probable. Un autre \
                     changement à la même date donnerait le même signe."
                ),
                &format!(
                    "After the action: {level} ({low} to {high}), probable effect. Another change \
                     on the same date would look the same."
                ),
            );
        } else {
            self.sentence(
                &format!("Après l’action : {level} ({low} à {high}), non concluant."),
                &format!("After the action: {level} ({low} to {high}), not conclusive."),
            );
        }
    }

    fn drivers(&mut self, figures: &Figures) {
        let Some(DriversAnswer::Fitted {
            names,
            rows,
            r2: Some(r2),
            lmg: Some(lmg),
            ..
        }) = &figures.drivers
        else {
            return;
        };
        if *r2 < DRIVER_R2 || *rows < DRIVER_ROWS {
            return;
        }
        let first = names.iter().zip(lmg).max_by(|a, b| a.1.total_cmp(b.1));
        let Some((name, weight)) = first else { return };
        let (french, english) = match *name {
            "log_reply" => ("Le délai de réponse accompagne", "Reply time goes with"),
            "transfers" => ("Les transferts accompagnent", "Transfers go with"),
            "resolved" => ("La résolution accompagne", "Resolution goes with"),
            _ => (
                "La longueur de l’échange accompagne",
                "The length of the exchange goes with",
            ),
        };
        let (share, r2) = (self.say.share(weight / r2), self.say.decimal(*r2, 2));
        self.sentence(
            &format!(
                "{french} {share} de ce que le modèle explique (R² {r2}, {rows} répondants) ; ce n’est pas une preuve \
                 de cause."
            ),
            &format!(
                "{english} {share} of what the model explains (R² {r2}, {rows} respondents); this is no proof of cause."
            ),
        );
    }
}
