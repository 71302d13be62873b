//! Explorers whose reader sets Γ or Λ: every outcome is worked out here, the page only chooses.

use tact_metrics::estimate::Breakdown;

use super::meaning::{Figure, meaning};
use crate::{
    i18n::{Texts, args},
    report::model::{Cell, Dial, DialKind, Explorer, Outcome, Stop, Table},
};

/// Values of Γ a reader may choose.
const GAMMA_STOPS: [f64; 13] = [
    1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 7.0, 10.0,
];
/// The Γ where the dial stands first, whatever the data.
const FIRST_GAMMA: f64 = 2.0;
/// Γ beyond which a breakdown value is as good as none.
const BEYOND_BELIEF: f64 = 1_000.0;

/// What becomes of "at least the target".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conclusion {
    /// Over the whole range, sampling included.
    Holds,
    /// Without sampling only.
    HoldsAtThePoint,
    /// No longer.
    Broken,
    /// Not even when nothing is missing.
    NeverHeld,
}

impl Conclusion {
    const ALL: [Self; 4] = [
        Self::Holds,
        Self::HoldsAtThePoint,
        Self::Broken,
        Self::NeverHeld,
    ];

    /// `kept`: share read; `low`: smallest share allowed; `low_with_sampling`: its lower limit.
    pub(super) fn of(kept: f64, low: f64, low_with_sampling: f64, target: f64) -> Self {
        if kept < target {
            Self::NeverHeld
        } else if low_with_sampling >= target {
            Self::Holds
        } else if low >= target {
            Self::HoldsAtThePoint
        } else {
            Self::Broken
        }
    }

    fn sentence(self, texts: &Texts, target: f64) -> String {
        let target = texts.format().share(target);
        let key = match self {
            Self::Holds => "verdict-holds",
            Self::HoldsAtThePoint => "verdict-margin",
            Self::Broken => "verdict-broken",
            Self::NeverHeld => "verdict-never-held",
        };
        texts.get(key, args!["target" => target])
    }

    /// The verdict where room is short.
    fn short(self, texts: &Texts) -> String {
        texts.say(match self {
            Self::Holds => "short-holds",
            Self::HoldsAtThePoint => "short-margin",
            Self::Broken => "short-broken",
            Self::NeverHeld => "short-never-held",
        })
    }

    /// Key of a table cell marked with the verdict.
    pub(super) fn marked(self) -> &'static str {
        match self {
            Self::Holds => "what-if-holds-mark",
            Self::HoldsAtThePoint => "what-if-open-mark",
            Self::Broken | Self::NeverHeld => "what-if-breaks-mark",
        }
    }

    /// Every verdict in words, in the order of [`Self::position`].
    pub(super) fn sentences(texts: &Texts, target: f64) -> Vec<String> {
        Self::ALL
            .iter()
            .map(|verdict| verdict.sentence(texts, target))
            .collect()
    }

    /// Its place among [`Self::sentences`].
    pub(super) fn position(self) -> usize {
        self as usize
    }
}

/// What a Γ explorer starts from.
pub(super) struct GammaQuestion<'a> {
    pub(super) id: &'a str,
    /// Key of the sentence.
    pub(super) sentence: &'a str,
    /// Share among the intact.
    pub(super) kept: f64,
    pub(super) target: f64,
    /// Values of the table.
    pub(super) listed: &'a [f64],
    pub(super) breakdown: Option<Breakdown>,
}

/// Bounds at one Γ: without sampling, and with it.
#[derive(Clone, Copy)]
pub(super) struct GammaRange {
    pub(super) low: f64,
    pub(super) with_sampling: [f64; 2],
}

/// "What if the dissatisfied deleted more?"
pub(super) fn gamma_explorer(
    texts: &Texts,
    question: &GammaQuestion<'_>,
    at: impl Fn(f64) -> GammaRange,
) -> Explorer {
    let conclude = |gamma: f64| {
        let range = at(gamma);
        let verdict = Conclusion::of(
            question.kept,
            range.low,
            range.with_sampling[0],
            question.target,
        );
        (range.with_sampling, verdict)
    };
    let format = texts.format();
    let rows = question
        .listed
        .iter()
        .map(|gamma| {
            let ([low, high], verdict) = conclude(*gamma);
            vec![
                Cell::number(*gamma, format.short_decimal(*gamma, 2)),
                Cell::number(low, format.share_to(low, 1)),
                Cell::number(high, format.share_to(high, 1)),
                Cell::text(verdict.short(texts)),
            ]
        })
        .collect();
    Explorer {
        id: question.id.to_owned(),
        title: texts.say("gamma-title"),
        intro: texts.say("gamma-intro"),
        dials: vec![gamma_dial(texts, "gamma-dial", &GAMMA_STOPS, FIRST_GAMMA)],
        outcomes: GAMMA_STOPS
            .iter()
            .map(|gamma| {
                let ([low, high], verdict) = conclude(*gamma);
                Outcome {
                    low,
                    high,
                    verdict: Some(verdict.position()),
                }
            })
            .collect(),
        sentence: texts.get(
            question.sentence,
            args!["gamma" => "{gamma}", "low" => "{low}", "high" => "{high}"],
        ),
        verdicts: Conclusion::sentences(texts, question.target),
        point: Some(question.kept),
        target: Some(question.target),
        breakdown: breaks(texts, question.breakdown, question.target),
        tables: vec![Table {
            caption: texts.say("gamma-title"),
            head: range_head(texts, "col-gamma", question.target),
            rows,
        }],
        meaning: meaning(texts, Figure::Gamma),
    }
}

/// Head of a table of ranges by what is set, with the conclusion last.
pub(super) fn range_head(texts: &Texts, set: &str, target: f64) -> Vec<String> {
    let target = texts.format().share(target);
    vec![
        texts.say(set),
        texts.say("col-low"),
        texts.say("col-high"),
        texts.get("col-conclusion-target", args!["target" => target]),
    ]
}

/// "The conclusion holds as long as …"
pub(super) fn breaks(texts: &Texts, breakdown: Option<Breakdown>, target: f64) -> String {
    let format = texts.format();
    let target = format.share(target);
    match breakdown {
        None => String::new(),
        Some(Breakdown::Already) => texts.get("gamma-breaks-already", args!["target" => target]),
        Some(Breakdown::At(gamma)) if gamma < BEYOND_BELIEF => {
            let sentence = texts.get(
                "gamma-breaks",
                args!["target" => target, "gamma" => format.short_decimal(gamma, 1)],
            );
            format!("{sentence} {}", texts.say("gamma-breaks-margin"))
        }
        Some(Breakdown::Never | Breakdown::At(_)) => {
            texts.get("gamma-breaks-never", args!["target" => target])
        }
    }
}

/// A dial of Γ.
pub(super) fn gamma_dial(texts: &Texts, label: &str, stops: &[f64], first: f64) -> Dial {
    Dial {
        id: "gamma".to_owned(),
        label: texts.say(label),
        kind: DialKind::Slider,
        stops: stops
            .iter()
            .map(|gamma| Stop {
                value: gamma.is_finite().then_some(*gamma),
                text: gamma_words(texts, *gamma),
            })
            .collect(),
        first: stops.iter().position(|gamma| *gamma == first).unwrap_or(0),
    }
}

fn gamma_words(texts: &Texts, gamma: f64) -> String {
    if gamma.is_infinite() {
        texts.say("gamma-stop-infinite")
    } else if gamma == 1.0 {
        texts.say("gamma-stop-one")
    } else {
        let gamma = texts.format().short_decimal(gamma, 2);
        texts.get("gamma-stop", args!["gamma" => gamma])
    }
}

/// Γ where room is short: `1,5`, `∞`.
pub(super) fn gamma_sign(texts: &Texts, gamma: f64) -> String {
    if gamma.is_infinite() {
        "∞".to_owned()
    } else {
        texts.format().short_decimal(gamma, 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::Lang;

    #[test]
    fn a_conclusion_holds_whole_at_its_point_no_longer_or_never_did() {
        let of = |kept, low, limit| Conclusion::of(kept, low, limit, 0.75);
        assert_eq!(of(0.85, 0.80, 0.76), Conclusion::Holds);
        assert_eq!(of(0.85, 0.78, 0.74), Conclusion::HoldsAtThePoint);
        assert_eq!(of(0.85, 0.74, 0.70), Conclusion::Broken);
        assert_eq!(of(0.70, 0.60, 0.50), Conclusion::NeverHeld);
        for (position, verdict) in Conclusion::ALL.iter().enumerate() {
            assert_eq!(verdict.position(), position);
        }
    }

    #[test]
    fn the_breaking_point_is_said_as_the_statistics_page_says_it() {
        let texts = Texts::new(Lang::En);
        let said = breaks(&texts, Some(Breakdown::At(4.44)), 0.75);
        assert!(said.starts_with("The conclusion “at least 75%” holds as long as the odds of deleting among dissatisfied customers stay below 4.4 times those of satisfied ones."), "{said}");
        assert_eq!(breaks(&texts, None, 0.75), "");
    }
}
