//! The answer for people: short, with every margin and assumption, at most 80 columns.
//!
//! Agents, naive figures and the detectors behind "how we know" are in `--json` only.

mod deletion;
mod satisfaction;
mod service;

use tact_domain::Observability;
use tact_metrics::dataset::Params;
use tact_metrics::dataset::answer::{Answer, Figures};
use unicode_width::UnicodeWidthStr;

use crate::format::Format;
use crate::report::model::Lang;

const COLUMNS: usize = 80;
const INDENT: &str = "  ";

/// The page as text.
pub(super) fn render(answer: &Answer, params: &Params, lang: Lang) -> String {
    let mut page = Page {
        say: Format::new(lang),
        out: String::new(),
    };
    page.head(answer);
    match &answer.figures {
        Some(figures) => page.body(answer, figures, params),
        None => page.sentence(
            &format!(
                "Trop peu de clients pour un chiffre : il en faut au moins {}.",
                params.k_min
            ),
            &format!(
                "Too few customers for any figure: at least {} are needed.",
                params.k_min
            ),
        ),
    }
    page.out
}

/// A page being written in one language.
struct Page {
    say: Format,
    out: String,
}

impl Page {
    fn head(&mut self, answer: &Answer) {
        let n = self.say.count(answer.n);
        let name = &answer.scenario;
        self.line(&format!("{name}, {n} conversations"));
        match answer.deletion_observability {
            Observability::None => self.sentence(
                "Sur ce canal, WhatsApp ne signale pas les suppressions : nous ne savons pas \
                 combien il y en a, et nous n’affichons donc aucun taux.",
                "On this channel WhatsApp does not report deletions: we do not know how many there \
                 are, so we show no rate.",
            ),
            Observability::Marker => self.sentence(
                "L’export montre qu’un message a été supprimé, pas quand.",
                "The export shows that a message was deleted, not when.",
            ),
            Observability::Exact => self.sentence(
                "Suppressions signalées par WhatsApp ; le contenu est effacé de nos bases et n’est \
                 pas utilisé.",
                "Deletions as reported by WhatsApp; their content is erased here and is not used.",
            ),
        }
    }

    fn body(&mut self, answer: &Answer, figures: &Figures, params: &Params) {
        self.title("Satisfaction", "Satisfaction");
        match &figures.satisfaction {
            Some(found) => self.satisfaction(found, figures, params),
            None => self.sentence(
                &format!(
                    "Trop peu de clients ont consenti à l’analyse : il en faut au moins {}.",
                    params.k_min
                ),
                &format!(
                    "Too few customers consent to analysis: at least {} are needed.",
                    params.k_min
                ),
            ),
        }
        if let Some(consent) = &figures.consent {
            self.consent(consent);
        }
        self.service(figures, params);
        if answer.deletion_observability != Observability::None {
            self.deletions(figures, params);
        }
    }

    fn title(&mut self, french: &str, english: &str) {
        self.out.push('\n');
        self.line(match self.say.lang() {
            Lang::Fr => french,
            Lang::En => english,
        });
    }

    /// One sentence in the page's language, indented and folded.
    fn sentence(&mut self, french: &str, english: &str) {
        let text = match self.say.lang() {
            Lang::Fr => typeset(french),
            Lang::En => english.to_owned(),
        };
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            if !line.is_empty() && line.width() + 1 + word.width() > COLUMNS {
                self.line(&line);
                line.clear();
            }
            line.push_str(if line.is_empty() { INDENT } else { " " });
            line.push_str(word);
        }
        self.line(&line);
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// `42 % (entre 35 % et 49 %)`, or the interval alone where there is no point.
    fn rate(&self, point: Option<f64>, low: f64, high: f64) -> String {
        let between = self.say.between_shares([low, high]);
        match point {
            Some(point) => format!("{} ({between})", self.say.share(point)),
            None => between,
        }
    }
}

/// French no-break spaces: U+00A0 before a colon and inside « », U+202F before ; ? !.
pub(super) fn typeset(french: &str) -> String {
    french
        .replace(" :", "\u{a0}:")
        .replace("« ", "«\u{a0}")
        .replace(" »", "\u{a0}»")
        .replace(" ;", "\u{202f};")
        .replace(" ?", "\u{202f}?")
        .replace(" !", "\u{202f}!")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use tact_metrics::dataset::answer::answer;
    use tact_metrics::dataset::{DatasetFiles, parse_dataset};

    use super::*;

    fn shown(scenario: &str, lang: Lang) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../fixtures")
            .join(scenario);
        let read = |file: &str| std::fs::read(folder.join(file)).unwrap();
        let (messages, deletions, daily) = (
            read("messages.jsonl"),
            read("deletions.jsonl"),
            read("daily.jsonl"),
        );
        let dataset = parse_dataset(&DatasetFiles {
            params: &read("params.json"),
            conversations: &read("conversations.jsonl"),
            messages: Some(&messages),
            deletions: Some(&deletions),
            daily: Some(&daily),
        })
        .unwrap();
        render(&answer(&dataset), &dataset.params, lang)
    }

    const SCENARIOS: [&str; 5] = [
        "stats/v02_strong_selection",
        "stats/v05_small",
        "stats/v07_no_survey",
        "stats/v09_cloud_api",
        "stats/v10_export_marker",
    ];

    #[test]
    fn no_line_is_wider_than_eighty_columns() {
        for lang in [Lang::Fr, Lang::En] {
            for scenario in SCENARIOS {
                let wide: Vec<String> = shown(scenario, lang)
                    .lines()
                    .filter(|line| line.width() > COLUMNS)
                    .map(str::to_owned)
                    .collect();
                assert!(wide.is_empty(), "{scenario}: {wide:?}");
            }
        }
    }

    #[test]
    fn a_blind_channel_shows_no_deletion_rate() {
        for lang in [Lang::Fr, Lang::En] {
            let text = shown("stats/v09_cloud_api", lang);
            assert!(
                !text.contains("Suppressions\n") && !text.contains("Deletions\n"),
                "{text}"
            );
        }
    }

    #[test]
    fn french_lines_have_no_plain_space_before_double_punctuation() {
        for scenario in SCENARIOS {
            let text = shown(scenario, Lang::Fr);
            for mark in [" :", " ;", " ?", " !", " %", "« ", " »", "'"] {
                assert!(!text.contains(mark), "{mark:?} in {text}");
            }
        }
    }

    #[test]
    fn a_period_of_seven_conversations_shows_nothing() {
        let text = shown("stats/v15_suppressed", Lang::En);
        insta::assert_snapshot!(text, @r#"
        v15_suppressed, 7 conversations
          Deletions as reported by WhatsApp; their content is erased here and is not
          used.
          Too few customers for any figure: at least 10 are needed.
        "#);
    }

    #[test]
    fn the_strong_selection_reads_well_in_french() {
        insta::assert_snapshot!(shown("stats/v02_strong_selection", Lang::Fr), @r#"
        v02_strong_selection, 900 conversations
          Suppressions signalées par WhatsApp ; le contenu est effacé de nos bases et
          n’est pas utilisé.

        Satisfaction
          Satisfaction estimée : 79 %, plausible entre 58 % et 94 % (entre 70 % et 89 %
          si, à satisfaction égale, ceux qui ne répondent pas écrivent exactement comme
          ceux qui répondent).
          Sur les seuls messages conservés, la tonalité est positive dans 77 % des
          conversations ; sur les seules réponses au sondage (266), on lirait 91 %.
          Sans aucune hypothèse : entre 27 % et 97 %. Rien dans les données ne permet
          d’exclure l’un ou l’autre.
          La conclusion « au moins 75 % » tient tant que la cote de suppression des
          insatisfaits ne dépasse pas 13,0 fois celle des satisfaits, si la part
          calibrée sans suppression est juste.
          Parmi les satisfaits, environ 10 % suppriment ; parmi les insatisfaits,
          environ 54 % (rapport de cotes 10,2, entre 3,7 et 28,0).
          Sondage pondéré : 87 % (entre 83 % et 92 %). La pondération corrige qui répond
          selon le sujet, pas selon l’humeur.
          Sources réunies, avec les biais que vous leur prêtez : 80 % (entre 75 % et
          85 %).

        Service
          La moitié des clients reçoivent une réponse en 14 min ou moins (entre 13 min
          et 16 min) ; encore sans réponse, et comptés : 57.
          Résolus du premier coup : 64 % (entre 61 % et 68 %), délai de réouverture de 7
          jours pris en compte.
          Une baisse du suivi quotidien est signalée au jour 51 (niveau habituel :
          79 %).
          Après l’action : 0 point (−10 à +10), non concluant.
          La résolution accompagne 47 % de ce que le modèle explique (R² 0,09, 252
          répondants) ; ce n’est pas une preuve de cause.

        Suppressions
          Conversations avec au moins un message supprimé : 21 % (entre 18 % et 23 %),
          186 sur 900.
          Messages qui finissent supprimés : 13 % (entre 11 % et 15 %) ; la moitié le
          sont en moins de 1 min 43 s.
          Conversations touchées, par sujet :
          – facturation : 23 % (entre 18 % et 28 %), 60 sur 262
          – livraison : 21 % (entre 17 % et 25 %), 72 sur 348
          – retour : 13 % (entre 7 % et 21 %), 11 sur 86
          – technique : 21 % (entre 16 % et 27 %), 43 sur 204
          Par heure du premier message :
          – 06-12 : 19 % (entre 15 % et 24 %), 60 sur 310
          – 12-18 : 22 % (entre 18 % et 26 %), 88 sur 408
          Groupes masqués (moins de 10 clients, ou pour les protéger) : 2.
          Suppressions qui suivent un échange négatif, puis un silence : 16 % (entre
          10 % et 23 %), 19 sur 120. Un signe possible de frustration, pas une preuve.
        "#);
    }

    #[test]
    fn the_small_sample_reads_well_in_english() {
        insta::assert_snapshot!(shown("stats/v05_small", Lang::En), @r#"
        v05_small, 90 conversations
          Deletions as reported by WhatsApp; their content is erased here and is not
          used.

        Satisfaction
          Satisfaction between 21% and 99%; too few answers, or text that tells too
          little, to give one figure. At least 5 satisfied and 5 dissatisfied answers
          are needed, with and without deletions.
          In kept messages alone the tone is positive in 68% of conversations; survey
          answers alone (19) would say 89%.
          With no assumption: between 19% and 98%. Nothing in the data rules out either
          end.
          Sources together, with the biases you believe of them: 80% (between 75% and
          85%).

        Service
          Half of the customers get an answer within 17 min (between 13 min and 21 min);
          still waiting, and counted: 4.
          Resolved at first contact: 69% (between 58% and 78%), allowing 7 days for
          reopening.
          No fall in the daily series (usual level 81%).
          After the action: +1 point (−5 to +7), not conclusive.

        Deletions
          Conversations with at least one deleted message: 16% (between 9% and 24%), 14
          of 90.
          Messages that end up deleted: 14% (between 9% and 22%), half of them within
          54 s.
          Conversations touched, by topic:
          – facturation: 10% (between 4% and 26%), 3 of 29
          – livraison: 16% (between 8% and 31%), 6 of 37
          Groups hidden (fewer than 10 customers, or to protect those): 2.
          By hour of the first message:
          – 06-12: 12% (between 4% and 29%), 3 of 26
          – 12-18: 18% (between 9% and 31%), 8 of 45
          – 18-24: 16% (between 6% and 38%), 3 of 19
          Deletions that follow a negative exchange and then silence: 18% (between 5%
          and 48%), 2 of 11. A possible sign of frustration, not proof.
        "#);
    }
}
