//! Phrases that set one group of messages apart: per product, per tone, per month.

use std::collections::BTreeMap;

use serde::Serialize;
use tact_domain::{ContactKey, Language};
use tact_privacy::{Permitted, ReadsText};

use super::naming::{PhraseTable, telling_phrases};
use super::terms::TermReader;
use crate::text::fold;

/// One customer message of one group.
#[derive(Debug)]
pub struct KeyphraseInput<'a, P> {
    /// Its group, any number the caller likes.
    pub group: u32,
    /// Who wrote it.
    pub contact: ContactKey,
    /// Its language, where known.
    pub language: Option<Language>,
    /// Its text; redaction placeholders in it name nothing.
    pub text: Permitted<&'a str, P>,
}

/// One phrase of one to three words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Keyphrase {
    /// As customers spell it.
    pub text: String,
    /// Distinct contacts of the group who wrote it.
    pub contacts: u32,
    /// How telling it is; only the order means something.
    pub weight: f32,
}

/// The most telling phrases of each group, at most `most` each, each written by at least `k`
/// distinct contacts. Phrases that say the same with a word less are left out.
pub fn keyphrases<P: ReadsText>(
    inputs: &[KeyphraseInput<'_, P>],
    k: usize,
    most: usize,
) -> BTreeMap<u32, Vec<Keyphrase>> {
    let reader = TermReader::new();
    let mut tables: BTreeMap<u32, PhraseTable> = BTreeMap::new();
    for input in inputs {
        let text: &str = input.text.get();
        let terms = reader.read(text, input.language.unwrap_or(Language::FR));
        tables
            .entry(input.group)
            .or_default()
            .add(text, &terms, input.contact);
    }
    let (groups, tables): (Vec<u32>, Vec<PhraseTable>) = tables.into_iter().unzip();
    groups
        .into_iter()
        .zip(telling_phrases(&tables, k))
        .map(|(group, telling)| {
            let mut kept: Vec<Keyphrase> = Vec::new();
            for phrase in telling {
                if kept.len() == most {
                    break;
                }
                let folded = fold(&phrase.spelling);
                let said = kept.iter().any(|other| {
                    let other = fold(&other.text);
                    other.contains(&folded) || folded.contains(&other)
                });
                if !said {
                    kept.push(Keyphrase {
                        text: phrase.spelling,
                        contacts: phrase.contacts,
                        weight: phrase.weight,
                    });
                }
            }
            (group, kept)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tact_privacy::OperatorText;

    #[test]
    fn each_group_gets_the_phrases_the_other_does_not_use_and_none_of_too_few_people() {
        let texts = [
            (0, 1, "la fermeture éclair a lâché, joli manteau"),
            (0, 2, "fermeture éclair cassée sur le manteau"),
            (1, 3, "manteau trop chaud"),
            (1, 4, "un manteau trop chaud pour avril, secret de famille"),
        ];
        let inputs: Vec<KeyphraseInput<'_, OperatorText>> = texts
            .iter()
            .map(|(group, contact, text)| KeyphraseInput {
                group: *group,
                contact: ContactKey(*contact),
                language: Some(Language::FR),
                text: Permitted::own_text(*text),
            })
            .collect();
        let found = keyphrases(&inputs, 2, 5);
        let texts = |group| -> Vec<&str> {
            found
                .get(&group)
                .into_iter()
                .flatten()
                .map(|phrase| phrase.text.as_str())
                .collect()
        };
        assert_eq!(texts(0).first(), Some(&"fermeture éclair"));
        assert!(!texts(1).iter().any(|text| text.contains("famille")));
    }
}
