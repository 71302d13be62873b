//! Which topic a short title speaks of: «Guide des tailles» and the questions about sizes.

use std::collections::HashSet;

use tact_domain::Language;

use super::finder::CONCEPT_NAME;
use super::recurring::RecurringTopic;
use super::terms::{TermReader, concept_keys};

/// Shortest stem that may tie a title to a topic: «guide» and «new» are everywhere.
const SHORTEST_STEM: usize = 4;

/// The topic that `title` names: the one of the same concept, else the one that shares most words
/// with it; the larger one on a tie. `None` when nothing ties it to any.
pub fn topic_named_by(title: &str, topics: &[RecurringTopic]) -> Option<u32> {
    let reader = TermReader::new();
    let told = Subject::of(&reader, title);
    let mut best: Option<(usize, usize, u32, usize)> = None;
    for (index, topic) in topics.iter().enumerate() {
        let mut subject = Subject::default();
        match topic.name.strip_prefix(CONCEPT_NAME) {
            Some(key) => {
                subject
                    .concepts
                    .extend(concept_keys().iter().find(|known| **known == key));
            }
            None => subject.add(&reader, &topic.name),
        }
        let concepts = told.concepts.intersection(&subject.concepts).count();
        for term in &topic.terms {
            subject.add(&reader, &term.text);
        }
        let words = told.stems.intersection(&subject.stems).count()
            + told.concepts.intersection(&subject.concepts).count();
        let found = (concepts, words, topic.conversations, index);
        let better = best.is_none_or(|(c, w, size, _)| (found.0, found.1, found.2) > (c, w, size));
        if words > 0 && better {
            best = Some(found);
        }
    }
    best.and_then(|(_, _, _, index)| u32::try_from(index).ok())
}

/// What a text is about, in French and in English: a title says nothing of its language.
#[derive(Default)]
struct Subject {
    concepts: HashSet<&'static str>,
    stems: HashSet<String>,
}

impl Subject {
    fn of(reader: &TermReader, text: &str) -> Self {
        let mut subject = Self::default();
        subject.add(reader, text);
        subject
    }

    fn add(&mut self, reader: &TermReader, text: &str) {
        for language in [Language::FR, Language::EN] {
            for term in reader.read(text, language) {
                let concept = term
                    .concept
                    .and_then(|at| concept_keys().get(usize::from(at)));
                match concept {
                    Some(key) => {
                        self.concepts.insert(*key);
                    }
                    None if term.stem.chars().count() >= SHORTEST_STEM => {
                        self.stems.insert(term.stem);
                    }
                    None => {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::{TopicId, TopicKind, TopicTerm, trend};

    fn topic(name: &str, terms: &[&str], conversations: u32) -> RecurringTopic {
        RecurringTopic {
            id: TopicId(0),
            kind: TopicKind::Question,
            name: name.to_owned(),
            conversations,
            contacts: conversations,
            weekly: Vec::new(),
            trend: trend(&[]),
            is_new: false,
            example: None,
            terms: terms
                .iter()
                .map(|text| TopicTerm {
                    text: (*text).to_owned(),
                    contacts: conversations,
                })
                .collect(),
        }
    }

    #[test]
    fn a_title_finds_its_topic_by_what_it_means_in_either_language() {
        let topics = [
            topic("colis en retard", &["colis", "suivi"], 50),
            topic("concept:size", &["taille", "coupe"], 40),
            topic("carte de fidélité", &["carte", "points"], 30),
        ];
        assert_eq!(topic_named_by("Guide des tailles", &topics), Some(1));
        assert_eq!(topic_named_by("New size guide", &topics), Some(1));
        assert_eq!(topic_named_by("Programme de fidélité", &topics), Some(2));
        assert_eq!(
            topic_named_by("Nouveau transporteur pour les colis", &topics),
            Some(0)
        );
        assert_eq!(topic_named_by("Nouvelle vitrine", &topics), None);
        assert_eq!(topic_named_by("", &topics), None);
    }

    #[test]
    fn of_two_topics_that_fit_alike_the_larger_is_taken() {
        let topics = [
            topic("concept:size", &[], 12),
            topic("concept:size", &[], 40),
        ];
        assert_eq!(topic_named_by("tailles", &topics), Some(1));
    }
}
