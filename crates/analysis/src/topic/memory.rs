//! What is remembered of topics from one run to the next: words, never messages.

use serde::{Deserialize, Serialize};

use super::recurring::{TopicId, TopicKind};

/// One remembered topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RememberedTopic {
    /// Its id, the same for ever.
    pub id: TopicId,
    /// Questions or problems.
    pub kind: TopicKind,
    /// Its name; a manager may change it in the file, and the change stays.
    pub name: String,
    /// Stems and concepts that make it, with their weight. Each came from k contacts at least.
    pub terms: Vec<(String, f32)>,
    /// Listed before the others, however small.
    #[serde(default)]
    pub pinned: bool,
    /// What was said to be this topic is that one.
    #[serde(default)]
    pub merge_into: Option<TopicId>,
}

/// Topics of the runs before, as the shell keeps them in the file named by `--topics`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TopicMemory {
    /// The topics, oldest first.
    pub topics: Vec<RememberedTopic>,
}

impl TopicMemory {
    /// Ids of topics in use from `id` on: follows what was merged, at most as far as there are
    /// topics.
    pub(crate) fn merged(&self, id: TopicId) -> TopicId {
        let mut at = id;
        for _ in 0..self.topics.len() {
            let next = self
                .topics
                .iter()
                .find(|topic| topic.id == at)
                .and_then(|topic| topic.merge_into);
            match next {
                Some(next) if self.topics.iter().any(|topic| topic.id == next) => at = next,
                _ => break,
            }
        }
        at
    }

    /// Takes words out of a topic and makes each a topic of its own: what is alike to the word goes
    /// there from now on. A word is a term of the topic, as the memory spells it.
    pub fn split(&mut self, id: TopicId, word: &str) -> bool {
        let Some(topic) = self.topics.iter_mut().find(|topic| topic.id == id) else {
            return false;
        };
        let before = topic.terms.len();
        topic
            .terms
            .retain(|(term, _)| !term.split(' ').any(|part| part == word));
        if topic.terms.len() == before {
            return false;
        }
        let kind = topic.kind;
        let mut fresh = id.0.wrapping_add(1);
        while self.topics.iter().any(|topic| topic.id.0 == fresh) {
            fresh = fresh.wrapping_add(1);
        }
        self.topics.push(RememberedTopic {
            id: TopicId(fresh),
            kind,
            name: word.to_owned(),
            terms: vec![(word.to_owned(), 1.0)],
            pinned: false,
            merge_into: None,
        });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(id: u32, terms: &[&str], merge_into: Option<u32>) -> RememberedTopic {
        RememberedTopic {
            id: TopicId(id),
            kind: TopicKind::Problem,
            name: terms.join(" "),
            terms: terms.iter().map(|term| ((*term).to_owned(), 0.5)).collect(),
            pinned: false,
            merge_into: merge_into.map(TopicId),
        }
    }

    #[test]
    fn what_was_merged_twice_ends_where_the_last_did_and_a_circle_ends() {
        let memory = TopicMemory {
            topics: vec![
                topic(1, &["a"], Some(2)),
                topic(2, &["b"], Some(3)),
                topic(3, &["c"], None),
                topic(4, &["d"], Some(4)),
                topic(5, &["e"], Some(99)),
            ],
        };
        assert_eq!(memory.merged(TopicId(1)), TopicId(3));
        assert_eq!(memory.merged(TopicId(4)), TopicId(4));
        assert_eq!(memory.merged(TopicId(5)), TopicId(5));
    }

    #[test]
    fn a_word_split_off_leaves_its_topic_and_becomes_one() {
        let mut memory = TopicMemory {
            topics: vec![topic(1, &["taille", "echang", "taille echang"], None)],
        };
        assert!(memory.split(TopicId(1), "taille"));
        let terms: Vec<usize> = memory
            .topics
            .iter()
            .map(|topic| topic.terms.len())
            .collect();
        assert_eq!(terms, [1, 1]);
        assert!(!memory.split(TopicId(1), "absent"));
    }
}
