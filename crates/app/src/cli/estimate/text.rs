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
        let mut width = COLUMNS;
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            if width + 1 + word.width() > COLUMNS {
                if width < COLUMNS {
                    self.out.push('\n');
                }
                self.out.push_str(INDENT);
                width = INDENT.len();
            } else {
                self.out.push(' ');
                width += 1;
            }
            self.out.push_str(word);
            width += word.width();
        }
        self.out.push('\n');
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
        insta::assert_snapshot!(text, @"");
    }

    #[test]
    fn the_strong_selection_reads_well_in_french() {
        insta::assert_snapshot!(shown("stats/v02_strong_selection", Lang::Fr), @"");
    }

    #[test]
    fn the_small_sample_reads_well_in_english() {
        insta::assert_snapshot!(shown("stats/v05_small", Lang::En), @"");
    }
}
