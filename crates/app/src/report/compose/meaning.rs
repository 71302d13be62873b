//! What each figure of satisfaction rests on: formula, assumption, reference.

use crate::{i18n::Texts, report::model::Meaning};

/// A figure with a meaning of its own; service figures have theirs in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    Survey,
    Kept,
    Calibrated,
    Lambda,
    Touched,
    Manski,
    Weighted,
    Transport,
    Gamma,
    WhatIf,
    Response,
    FcrDeclared,
    Nps,
    Ces,
    Reviews,
    Synthesis,
    Ppma,
    Alert,
    Bocpd,
    Effect,
    Drivers,
    Motives,
    Patterns,
    AtRisk,
}

impl Figure {
    /// Its key in the files of words, and authors with years.
    fn entry(self) -> (&'static str, &'static str) {
        match self {
            Self::Survey => ("survey", "Wilson 1927; Brown, Cai & DasGupta 2001"),
            Self::Kept => ("kept", "Wilson 1927; Brown, Cai & DasGupta 2001"),
            Self::Calibrated => (
                "calibrated",
                "Rogan & Gladen 1978; d’Haultfœuille 2010; Miao & Tchetgen Tchetgen 2016; Fieller 1954; Zou & Donner 2008",
            ),
            Self::Lambda => (
                "lambda",
                "Wang, Shao & Kim 2014; Miao & Tchetgen Tchetgen 2016; Hansen & Hurwitz 1946",
            ),
            Self::Touched => ("touched", "Manski 2003; Horowitz & Manski 2000"),
            Self::Manski => (
                "manski",
                "Manski 1989; Horowitz & Manski 2000; Imbens & Manski 2004; Stoye 2009",
            ),
            Self::Weighted => (
                "weighted",
                "Deming & Stephan 1940; Kish 1965; Robins, Rotnitzky & Zhao 1994",
            ),
            Self::Transport => ("transport", "Rosenbaum 2002; Zou & Donner 2008"),
            Self::Gamma => (
                "gamma",
                "Rosenbaum 2002; Little 1993; Robins, Rotnitzky & Scharfstein 2000",
            ),
            Self::WhatIf => ("what-if", "Rosenbaum 2002; Manski 1989"),
            Self::Response => ("response", "Wilson 1927"),
            Self::FcrDeclared => ("fcr-declared", "Wilson 1927"),
            Self::Nps => ("nps", "Reichheld 2003; Zou & Donner 2008"),
            Self::Ces => ("ces", "Dixon, Freeman & Toman 2010; Wilson 1927"),
            Self::Reviews => ("reviews", "Wilson 1927; Turner et al. 2009"),
            Self::Synthesis => (
                "synthesis",
                "Turner, Spiegelhalter, Smith & Thompson 2009; Spiegelhalter & Best 2003",
            ),
            Self::Ppma => (
                "ppma",
                "Andridge & Little 2011; Little, West, Boonstra & Hu 2020",
            ),
            Self::Alert => ("alert", "Page 1954; Steiner et al. 2000"),
            Self::Bocpd => ("bocpd", "Adams & MacKay 2007"),
            Self::Effect => (
                "effect",
                "Newey & West 1987; Bernal, Cummins & Gasparrini 2017",
            ),
            Self::Drivers => (
                "drivers",
                "Lindeman, Merenda & Gold 1980; Johnson 2000; Grömping 2006",
            ),
            Self::Motives => ("motives", "Saerens, Latinne & Decaestecker 2002"),
            Self::Patterns => ("patterns", "Wilson 1927"),
            Self::AtRisk => (
                "at-risk",
                "Cassel, Särndal & Wretman 1976; Angelopoulos et al. 2023; Rogan & Gladen 1978; Bella et al. 2010",
            ),
        }
    }
}

/// The meaning of a figure in the reader's language.
pub(crate) fn meaning(texts: &Texts, figure: Figure) -> Meaning {
    let (key, reference) = figure.entry();
    Meaning {
        name: texts.say(&format!("mean-{key}")),
        formula: texts.say(&format!("mean-{key}-formula")),
        assumption: texts.say(&format!("mean-{key}-assume")),
        reference: in_language(texts, reference),
    }
}

/// References join authors as each language does.
pub(crate) fn in_language(texts: &Texts, reference: &str) -> String {
    match texts.lang() {
        crate::report::model::Lang::Fr => {
            reference.replace("; ", "\u{202f}; ").replace(" & ", " et ")
        }
        crate::report::model::Lang::En => reference.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::Lang;

    const EVERY: [Figure; 24] = [
        Figure::Survey,
        Figure::Kept,
        Figure::Calibrated,
        Figure::Lambda,
        Figure::Touched,
        Figure::Manski,
        Figure::Weighted,
        Figure::Transport,
        Figure::Gamma,
        Figure::WhatIf,
        Figure::Response,
        Figure::FcrDeclared,
        Figure::Nps,
        Figure::Ces,
        Figure::Reviews,
        Figure::Synthesis,
        Figure::Ppma,
        Figure::Alert,
        Figure::Bocpd,
        Figure::Effect,
        Figure::Drivers,
        Figure::Motives,
        Figure::Patterns,
        Figure::AtRisk,
    ];

    #[test]
    fn every_figure_says_its_formula_its_assumption_and_its_authors_in_both_languages() {
        for lang in [Lang::Fr, Lang::En] {
            let texts = Texts::new(lang);
            for figure in EVERY {
                let found = meaning(&texts, figure);
                for text in [&found.name, &found.formula, &found.assumption] {
                    assert!(!text.starts_with('['), "{figure:?}: {text}");
                }
                assert!(found.reference.contains(char::is_numeric), "{figure:?}");
            }
        }
    }
}
