//! Names a manager would use: the customers' own phrases, as most of them spell them.

use std::collections::{HashMap, HashSet};

use tact_domain::ContactKey;

use super::terms::Term;
use crate::text::fold;

/// Longest phrase, in words that name something.
const LONGEST: usize = 3;
/// Small words allowed between two of them: «perte de la carte».
const MOST_BETWEEN: usize = 2;

/// How one phrase is used inside one class of messages.
#[derive(Debug, Default)]
pub(crate) struct PhraseUse {
    /// Distinct contacts.
    pub(crate) contacts: HashSet<ContactKey>,
    /// Messages.
    pub(crate) messages: u32,
    /// Messages in which an article or the like stands before it.
    determined: u32,
    spellings: HashMap<String, u32>,
}

impl PhraseUse {
    /// The spelling most customers use; among spellings that differ in accents only, the one with
    /// accents as soon as one in five writes it.
    pub(crate) fn spelling(&self) -> String {
        let mut families: HashMap<String, Vec<(&String, u32)>> = HashMap::new();
        for (spelling, count) in &self.spellings {
            families
                .entry(fold(spelling))
                .or_default()
                .push((spelling, *count));
        }
        let best = families.into_iter().max_by(|one, other| {
            let total = |family: &[(&String, u32)]| family.iter().map(|(_, n)| n).sum::<u32>();
            total(&one.1)
                .cmp(&total(&other.1))
                .then_with(|| other.0.cmp(&one.0))
        });
        let Some((_, family)) = best else {
            return String::new();
        };
        let total: u32 = family.iter().map(|(_, count)| count).sum();
        family
            .into_iter()
            .filter(|(_, count)| count * 5 >= total)
            .max_by_key(|(spelling, count)| {
                let accents = spelling.chars().filter(|c| !c.is_ascii()).count();
                (accents, *count, std::cmp::Reverse((*spelling).clone()))
            })
            .map(|(spelling, _)| spelling.clone())
            .unwrap_or_default()
    }
}

/// Phrases of one class of messages, by the stems they are made of.
#[derive(Debug, Default)]
pub(crate) struct PhraseTable {
    phrases: HashMap<String, PhraseUse>,
    messages: u32,
}

impl PhraseTable {
    /// Adds one message.
    pub(crate) fn add(&mut self, text: &str, terms: &[Term], contact: ContactKey) {
        self.messages += 1;
        let mut seen = HashSet::new();
        for start in 0..terms.len() {
            for length in 1..=LONGEST {
                let Some(run) = terms.get(start..start + length) else {
                    break;
                };
                let together = run
                    .iter()
                    .skip(1)
                    .all(|term| term.gap.is_some_and(|gap| gap <= MOST_BETWEEN));
                if !together {
                    break;
                }
                let (Some(first), Some(last)) = (run.first(), run.last()) else {
                    break;
                };
                let Some(surface) = text.get(first.start..last.end) else {
                    break;
                };
                let key = run
                    .iter()
                    .map(|term| term.stem.as_str())
                    .collect::<Vec<_>>()
                    .join(" ");
                if !seen.insert(key.clone()) {
                    continue;
                }
                let usage = self.phrases.entry(key).or_default();
                usage.messages += 1;
                usage.determined += u32::from(run.iter().any(|term| term.determined));
                usage.contacts.insert(contact);
                *usage.spellings.entry(tidy(surface)).or_default() += 1;
            }
        }
    }

    /// Share of the class's messages that hold a phrase.
    pub(crate) fn coverage(&self, key: &str) -> f32 {
        match self.phrases.get(key) {
            Some(usage) if self.messages > 0 => usage.messages as f32 / self.messages as f32,
            _ => 0.0,
        }
    }
}

/// Lower case, one space between words, the apostrophe of print.
fn tidy(surface: &str) -> String {
    let lower = surface.to_lowercase().replace('\'', "’");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One phrase that sets a class apart.
#[derive(Clone, Debug)]
pub(crate) struct Telling {
    /// Stems.
    pub(crate) key: String,
    /// As customers spell it.
    pub(crate) spelling: String,
    /// Class-based weight, higher is more telling.
    pub(crate) weight: f32,
    /// Distinct contacts of the class.
    pub(crate) contacts: u32,
    /// Share of the class's messages.
    pub(crate) coverage: f32,
}

/// The phrases that set each class apart from the others, best first, each from at least `k`
/// contacts. Class-based TF-IDF: share inside the class, against the mean share in the others.
pub(crate) fn telling_phrases(classes: &[PhraseTable], k: usize) -> Vec<Vec<Telling>> {
    let mut everywhere: HashMap<&str, f32> = HashMap::new();
    for class in classes {
        for key in class.phrases.keys() {
            *everywhere.entry(key).or_default() += class.coverage(key);
        }
    }
    let others = (classes.len().max(2) - 1) as f32;
    classes
        .iter()
        .map(|class| {
            let mut telling: Vec<Telling> = class
                .phrases
                .iter()
                .filter(|(_, usage)| usage.contacts.len() >= k)
                .map(|(key, usage)| {
                    let coverage = class.coverage(key);
                    let elsewhere = everywhere.get(key.as_str()).copied().unwrap_or(coverage);
                    let elsewhere = (elsewhere - coverage).max(0.0) / others;
                    let words = key.split(' ').count();
                    // A longer phrase is rarer than its words and says more.
                    let length = [1.0, 1.0, 2.2, 2.3].get(words).copied().unwrap_or(1.0);
                    // A name is a noun: «livraison» rather than «livrez».
                    let noun = usage.determined as f32 / usage.messages.max(1) as f32;
                    let noun = 0.4 + noun.min(0.6);
                    Telling {
                        key: key.clone(),
                        spelling: usage.spelling(),
                        weight: coverage.powf(0.8)
                            * length
                            * noun
                            * (1.0 + 1.0 / (elsewhere + 0.01)).ln(),
                        contacts: usage.contacts.len() as u32,
                        coverage,
                    }
                })
                .collect();
            telling.sort_by(|one, other| {
                other
                    .weight
                    .total_cmp(&one.weight)
                    .then_with(|| one.key.cmp(&other.key))
            });
            telling
        })
        .collect()
}

/// Share of a class above which one phrase names it alone.
const NAMES_ALONE: f32 = 0.4;

/// The name of a class: its most telling phrase, with a second one where the first leaves most of
/// the class unnamed: «taille / échange».
pub(crate) fn name(telling: &[Telling]) -> Option<String> {
    let first = telling.first()?;
    let words: HashSet<&str> = first.key.split(' ').collect();
    let second = telling.iter().skip(1).take(12).find(|other| {
        other.weight * 2.0 > first.weight
            && other.key.split(' ').all(|word| !words.contains(word))
            && fold(&other.spelling) != fold(&first.spelling)
    });
    match second {
        Some(second) if first.coverage < NAMES_ALONE => {
            Some(format!("{} / {}", first.spelling, second.spelling))
        }
        _ => Some(first.spelling.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::terms::TermReader;
    use tact_domain::Language;

    fn table(texts: &[&str]) -> PhraseTable {
        let reader = TermReader::new();
        let mut table = PhraseTable::default();
        for (contact, text) in texts.iter().enumerate() {
            table.add(
                text,
                &reader.read(text, Language::FR),
                ContactKey(contact as u32),
            );
        }
        table
    }

    #[test]
    fn a_topic_is_named_as_customers_spell_it_with_accents() {
        let classes = [
            table(&[
                "numero d'adhérent introuvable",
                "mon numéro d'adhérent ?",
                "NUMÉRO D’ADHÉRENT svp",
            ]),
            table(&["colis perdu", "mon colis est perdu", "colis perdu encore"]),
        ];
        let telling = telling_phrases(&classes, 2);
        assert_eq!(name(&telling[0]).as_deref(), Some("numéro d’adhérent"));
        assert_eq!(name(&telling[1]).as_deref(), Some("colis perdu"));
    }

    #[test]
    fn a_phrase_of_too_few_contacts_names_nothing() {
        let classes = [table(&["colis perdu"])];
        assert!(telling_phrases(&classes, 2)[0].is_empty());
        assert_eq!(name(&[]), None);
    }
}
