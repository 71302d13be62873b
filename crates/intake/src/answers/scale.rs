//! Scales of questions, and the one rule that brings them together.

use serde::Serialize;

/// What a question asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// "Are you satisfied?"
    Satisfaction,
    /// "It was easy to get my request settled."
    Effort,
    /// "Would you recommend us?"
    Recommendation,
}

/// The scale a score is on.
///
/// One rule for all: the scale is stretched evenly to 1–5 and rounded to the nearest whole; 4 and 5
/// are *satisfied*. It gives 7 and more on 0–10 (Reichheld calls 7 and 8 satisfied though not
/// enthusiastic), 5 to 7 on the seven steps of CES, and thumbs up. Scores are not comparable
/// between scales beyond that; each scale is named where a figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Scale {
    /// Three faces.
    #[serde(rename = "1-3")]
    OneToThree,
    /// Four steps, no middle.
    #[serde(rename = "1-4")]
    OneToFour,
    /// Five steps, five stars.
    #[serde(rename = "1-5")]
    OneToFive,
    /// Seven steps.
    #[serde(rename = "1-7")]
    OneToSeven,
    /// Ten steps.
    #[serde(rename = "1-10")]
    OneToTen,
    /// Eleven steps.
    #[serde(rename = "0-10")]
    ZeroToTen,
    /// Thumb up or down.
    #[serde(rename = "thumbs")]
    Thumbs,
    /// Satisfied: yes or no.
    #[serde(rename = "yes-no")]
    YesNo,
    /// Net Promoter Score, 0–10.
    #[serde(rename = "nps")]
    Nps,
    /// Customer effort, 1–7, 7 the easiest.
    #[serde(rename = "ces")]
    Ces,
}

impl Scale {
    /// Every scale, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::OneToThree,
        Self::OneToFour,
        Self::OneToFive,
        Self::OneToSeven,
        Self::OneToTen,
        Self::ZeroToTen,
        Self::Thumbs,
        Self::YesNo,
        Self::Nps,
        Self::Ces,
    ];

    /// The word files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::OneToThree => "1-3",
            Self::OneToFour => "1-4",
            Self::OneToFive => "1-5",
            Self::OneToSeven => "1-7",
            Self::OneToTen => "1-10",
            Self::ZeroToTen => "0-10",
            Self::Thumbs => "thumbs",
            Self::YesNo => "yes-no",
            Self::Nps => "nps",
            Self::Ces => "ces",
        }
    }

    /// Lowest and highest score. Thumbs and yes/no are 0 and 1.
    pub fn range(self) -> (u8, u8) {
        match self {
            Self::OneToThree => (1, 3),
            Self::OneToFour => (1, 4),
            Self::OneToFive => (1, 5),
            Self::OneToSeven | Self::Ces => (1, 7),
            Self::OneToTen => (1, 10),
            Self::ZeroToTen | Self::Nps => (0, 10),
            Self::Thumbs | Self::YesNo => (0, 1),
        }
    }

    /// What a question on this scale asks.
    pub fn asked(self) -> Asked {
        match self {
            Self::Nps => Asked::Recommendation,
            Self::Ces => Asked::Effort,
            _ => Asked::Satisfaction,
        }
    }

    /// A score of this scale on 1–5, halves rounded up.
    pub fn on_five(self, score: u8) -> u8 {
        let (low, high) = self.range();
        let span = u16::from(high - low);
        let above = u16::from(score.clamp(low, high) - low);
        // 1 + 4·above/span, rounded: twice the value plus one, halved.
        u8::try_from((8 * above + 3 * span) / (2 * span)).unwrap_or(5)
    }

    /// 4 or 5 of 5.
    pub fn satisfied(self, score: u8) -> bool {
        self.on_five(score) >= 4
    }

    /// Lowest satisfied score.
    pub fn satisfied_from(self) -> u8 {
        let (low, high) = self.range();
        (low..=high)
            .find(|score| self.satisfied(*score))
            .unwrap_or(high)
    }

    /// Reads the word of a file; case, spaces, `_` and typographic dashes do not matter.
    pub fn parse(word: &str) -> Option<Self> {
        let plain: String = word
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .map(|c| match c {
                '–' | '—' | '‑' | '−' | '_' | '/' | 'à' => '-',
                other => other,
            })
            .collect();
        Some(match plain.as_str() {
            "1-3" => Self::OneToThree,
            "1-4" => Self::OneToFour,
            "1-5" | "csat" | "stars" | "étoiles" | "etoiles" => Self::OneToFive,
            "1-7" => Self::OneToSeven,
            "1-10" => Self::OneToTen,
            "0-10" => Self::ZeroToTen,
            "thumbs" | "thumb" | "pouces" | "pouce" => Self::Thumbs,
            "yes-no" | "oui-non" | "yesno" | "ouinon" => Self::YesNo,
            "nps" => Self::Nps,
            "ces" => Self::Ces,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scale_is_stretched_to_five_by_the_same_rule() {
        let table: Vec<String> = Scale::ALL
            .iter()
            .map(|scale| {
                let (low, high) = scale.range();
                let five: Vec<u8> = (low..=high).map(|score| scale.on_five(score)).collect();
                format!(
                    "{} {five:?} satisfied from {}",
                    scale.word(),
                    scale.satisfied_from()
                )
            })
            .collect();
        insta::assert_snapshot!(table.join("\n"), @"
        1-3 [1, 3, 5] satisfied from 3
        1-4 [1, 2, 4, 5] satisfied from 3
        1-5 [1, 2, 3, 4, 5] satisfied from 4
        1-7 [1, 2, 2, 3, 4, 4, 5] satisfied from 5
        1-10 [1, 1, 2, 2, 3, 3, 4, 4, 5, 5] satisfied from 7
        0-10 [1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5] satisfied from 7
        thumbs [1, 5] satisfied from 1
        yes-no [1, 5] satisfied from 1
        nps [1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5] satisfied from 7
        ces [1, 2, 2, 3, 4, 4, 5] satisfied from 5
        ");
    }

    #[test]
    fn eight_of_ten_is_four_of_five_as_the_definition_of_csat_says() {
        assert_eq!(Scale::OneToTen.on_five(8), 4);
    }

    #[test]
    fn every_word_is_read_back_and_no_other() {
        for scale in Scale::ALL {
            assert_eq!(Scale::parse(scale.word()), Some(scale));
        }
        assert_eq!(Scale::parse(" 1 – 5 "), Some(Scale::OneToFive));
        assert_eq!(Scale::parse("NPS"), Some(Scale::Nps));
        assert_eq!(Scale::parse("0-100"), None);
        assert_eq!(Scale::parse(""), None);
    }
}
