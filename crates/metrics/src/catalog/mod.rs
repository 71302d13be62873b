//! Every service metric, one file each: what it means, in both languages, and how it is computed.
//!
//! The texts feed tooltips and the method pages; [`definition`] finds them by the metric's id.

pub mod art;
pub mod backlog;
pub mod blind_spot;
pub mod business_withdrawn;
pub mod conversations;
pub mod deletion_patterns;
pub mod edits;
pub mod fcr;
pub mod frt;
pub mod inbound_conversations;
pub mod likely_correction;
pub mod messages;
pub mod reopen_rate;
pub mod repeat_rate;
pub mod return_rate;
pub mod rhythm;
pub mod silence_after;
pub mod sla;
pub mod team_response;
pub mod unanswered;
pub mod wait_total;
pub mod window_lapsed;
pub mod withdrawn_before_reply;
pub mod withdrawn_conv;
pub mod withdrawn_delay;
pub mod withdrawn_position;
pub mod withdrawn_rate;

use serde::Serialize;

/// The same words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// French.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

/// Unit of a metric's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A number of things.
    Count,
    /// A share in 0..1.
    Share,
    /// A duration in seconds.
    Seconds,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
    /// Neither.
    Neither,
}

/// What a metric means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// Stable id.
    pub id: &'static str,
    /// Name on screen.
    pub name: Wording,
    /// Unit of its value.
    pub unit: Unit,
    /// Better direction.
    pub better: Better,
    /// How it is computed, in words.
    pub formula: Wording,
    /// What must be believed for it to be right.
    pub assumption: Wording,
    /// What it cannot see.
    pub cannot_see: Wording,
    /// The instant that places a unit in a period.
    pub counted_at: Wording,
    /// Where the method comes from.
    pub source: &'static str,
}

/// Every definition, in the order of the report.
pub const ALL: [&Definition; 28] = [
    &conversations::DEFINITION,
    &inbound_conversations::DEFINITION,
    &messages::RECEIVED,
    &messages::SENT,
    &backlog::DEFINITION,
    &unanswered::DEFINITION,
    &window_lapsed::DEFINITION,
    &frt::DEFINITION,
    &art::DEFINITION,
    &wait_total::DEFINITION,
    &sla::DEFINITION,
    &fcr::DEFINITION,
    &reopen_rate::DEFINITION,
    &repeat_rate::DEFINITION,
    &return_rate::DEFINITION,
    &silence_after::DEFINITION,
    &rhythm::DEFINITION,
    &team_response::DEFINITION,
    &withdrawn_before_reply::DEFINITION,
    &withdrawn_rate::DEFINITION,
    &withdrawn_conv::DEFINITION,
    &withdrawn_delay::DEFINITION,
    &withdrawn_position::DEFINITION,
    &likely_correction::DEFINITION,
    &deletion_patterns::DEFINITION,
    &business_withdrawn::DEFINITION,
    &edits::DEFINITION,
    &blind_spot::DEFINITION,
];

/// The definition with that id.
pub fn definition(id: &str) -> Option<&'static Definition> {
    ALL.into_iter().find(|definition| definition.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn texts(definition: &Definition) -> [Wording; 5] {
        [
            definition.name,
            definition.formula,
            definition.assumption,
            definition.cannot_see,
            definition.counted_at,
        ]
    }

    #[test]
    fn every_metric_has_an_id_of_its_own_and_says_everything_in_both_languages() {
        let ids: BTreeSet<&str> = ALL.iter().map(|definition| definition.id).collect();
        assert_eq!(ids.len(), ALL.len());
        for definition in ALL {
            for text in texts(definition) {
                assert!(
                    !text.fr.is_empty() && !text.en.is_empty(),
                    "{}",
                    definition.id
                );
                // A name may be the same word in both languages; a sentence may not.
                let is_name = text == definition.name;
                assert!(is_name || text.fr != text.en, "{}", definition.id);
            }
        }
    }

    #[test]
    fn french_texts_keep_their_signs_on_the_line() {
        for definition in ALL {
            for text in texts(definition) {
                for wrong in ["« ", " »", " ;", " :", " ?", " !", " %", "'"] {
                    assert!(!text.fr.contains(wrong), "{}: {:?}", definition.id, text.fr);
                }
            }
        }
    }
}
