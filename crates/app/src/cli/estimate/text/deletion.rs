//! Deletions in sentences, on channels that show them. Agents are never shown.

use tact_metrics::dataset::Params;
use tact_metrics::dataset::answer::{
    CellsAnswer, DeletionAnswer, Figures, GroupAnswer, PatternsAnswer,
};
use tact_metrics::estimate::Proportion;

use super::Page;

impl Page {
    pub(super) fn deletions(&mut self, figures: &Figures, params: &Params) {
        self.title("Suppressions", "Deletions");
        if let Some(checks) = figures
            .satisfaction
            .as_ref()
            .and_then(|found| found.deletion.as_ref())
        {
            let touched = self.share_of(&checks.share_touched);
            self.sentence(
                &format!("Conversations avec au moins un message supprimé : {touched}."),
                &format!("Conversations with at least one deleted message: {touched}."),
            );
        }
        match &figures.deletion_latency {
            Some(DeletionAnswer::Exact {
                cumulative,
                mature,
                median_latency_s_of_eventual,
                ..
            }) => {
                let window = (params.deletion_window_s).to_string();
                if let Some(rate) = cumulative.get(&window).and_then(|end| {
                    end.rate
                        .map(|rate| self.rate(Some(rate), end.lower, end.upper))
                }) {
                    self.final_rate(&rate, *mature, *median_latency_s_of_eventual);
                }
            }
            Some(DeletionAnswer::Marker {
                older_than_window, ..
            }) if older_than_window.n >= params.k_min => {
                let rate = self.share_of(older_than_window);
                self.sentence(
                    &format!(
                        "Messages supprimés, parmi ceux dont le délai de suppression est passé : \
                         {rate}."
                    ),
                    &format!("Messages deleted, of those past the deletion window: {rate}."),
                );
            }
            _ => {}
        }
        if let Some(groups) = &figures.deletion_by_group {
            self.table(
                "Conversations touchées, par sujet",
                "Conversations touched, by topic",
                &groups.topic,
                params,
            );
            self.table(
                "Par heure du premier message",
                "By hour of the first message",
                &groups.hour_block,
                params,
            );
        }
        self.frustration(figures, params);
    }

    fn final_rate(&mut self, rate: &str, mature: bool, median_s: Option<f64>) {
        let (french, english) = match median_s {
            Some(median) => {
                let median = self.say.duration(median);
                (
                    format!(" ; la moitié le sont en moins de {median}"),
                    format!(", half of them within {median}"),
                )
            }
            None => (String::new(), String::new()),
        };
        self.sentence(
            &format!("Messages qui finissent supprimés : {rate}{french}."),
            &format!("Messages that end up deleted: {rate}{english}."),
        );
        if !mature {
            self.sentence(
                "Provisoire : aucun message n’a encore passé tout le délai de suppression.",
                "Provisional: no message has passed the whole deletion window yet.",
            );
        }
    }

    fn table(&mut self, french: &str, english: &str, table: &GroupAnswer, params: &Params) {
        let CellsAnswer::Seen(cells) = &table.cells else {
            return;
        };
        self.sentence(&format!("{french} :"), &format!("{english}:"));
        for (name, share) in cells {
            if let Some(share) = share {
                let share = self.share_of(share);
                self.sentence(
                    &format!("– {name} : {share}"),
                    &format!("– {name}: {share}"),
                );
            }
        }
        if !table.hidden.is_empty() {
            let k = params.k_min;
            self.sentence(
                &format!(
                    "Groupes masqués (moins de {k} clients, ou pour les protéger) : {}.",
                    table.hidden.len()
                ),
                &format!(
                    "Groups hidden (fewer than {k} customers, or to protect those): {}.",
                    table.hidden.len()
                ),
            );
        }
    }

    fn frustration(&mut self, figures: &Figures, params: &Params) {
        let PatternsAnswer::Seen(patterns) = &figures.patterns else {
            return;
        };
        let Some(signal) = patterns.get("frustration_signal") else {
            return;
        };
        if signal.n < params.k_min {
            return;
        }
        let share = self.share_of(signal);
        self.sentence(
            &format!(
                "Suppressions qui suivent un échange négatif, puis un silence : {share}. Un signe \
                 possible de frustration, pas une preuve."
            ),
            &format!(
                "Deletions that follow a negative exchange and then silence: {share}. A possible \
                 sign of frustration, not proof."
            ),
        );
    }

    /// `15 % (entre 10 % et 23 %), 18 sur 120`.
    fn share_of(&self, share: &Proportion) -> String {
        let rate = self.rate(share.rate, share.lower, share.upper);
        format!("{rate}, {}", self.say.ratio(share.k, share.n))
    }
}
