//! Messages as weighted terms.

use std::collections::HashMap;

use super::terms::Term;

/// A sparse vector: feature and weight, ascending by feature, length 1 unless empty.
pub(crate) type Sparse = Vec<(u32, f32)>;

/// What a message is compared by: concepts where a word has one, stems elsewhere, and pairs of
/// neighbours.
pub(crate) fn feature_keys(terms: &[Term]) -> Vec<String> {
    let key = |term: &Term| match term.concept {
        Some(concept) => format!("#{concept}"),
        None => term.stem.clone(),
    };
    let mut keys: Vec<String> = terms.iter().map(key).collect();
    for pair in terms.windows(2) {
        if let [first, second] = pair
            && second.gap.is_some_and(|gap| gap <= 2)
        {
            keys.push(format!("{} {}", key(first), key(second)));
        }
    }
    keys
}

/// The features of one run, with their rarity.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    ids: HashMap<String, u32>,
    names: Vec<String>,
    idf: Vec<f32>,
    neighbours: Vec<Vec<(u32, f32)>>,
}

/// A pair says more than its rarity alone would grant two common words, and less than a word.
const PAIR_WEIGHT: f32 = 0.6;
/// What service is about everywhere outweighs what one message happens to mention.
const CONCEPT_WEIGHT: f32 = 1.4;
/// A problem that the whole message speaks of outweighs any one of its words.
const PROBLEM_WEIGHT: f32 = 2.5;
/// Below this many messages, which words go together cannot be learned from them.
const ENOUGH_FOR_NEIGHBOURS: usize = 300;
const MOST_NEIGHBOURS: usize = 8;
const NEIGHBOUR_WEIGHT: f32 = 0.5;

impl Vocabulary {
    /// A word or concept, not a pair of neighbours.
    pub(crate) fn is_single(&self, feature: u32) -> bool {
        self.names
            .get(feature as usize)
            .is_some_and(|name| !name.contains(' '))
    }

    /// A concept of customer service, shared between spellings and languages.
    pub(crate) fn is_concept(&self, feature: u32) -> bool {
        self.names
            .get(feature as usize)
            .is_some_and(|name| name.starts_with(['#', '@']) && !name.contains(' '))
    }

    /// Learns the features of all messages. A feature in one message only links nothing.
    pub(crate) fn learn(messages: &[Vec<String>]) -> Self {
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for keys in messages {
            let mut keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                *counts.entry(key).or_default() += 1;
            }
        }
        let mut kept: Vec<(&str, u32)> = counts.into_iter().filter(|(_, df)| *df >= 2).collect();
        kept.sort_unstable();
        let total = messages.len() as f32;
        let mut vocabulary = Self::default();
        for (index, (key, df)) in kept.into_iter().enumerate() {
            let rarity = (1.0 + total / df as f32).ln();
            let weight = if key.starts_with('@') {
                PROBLEM_WEIGHT
            } else if key.contains(' ') {
                PAIR_WEIGHT
            } else if key.starts_with('#') {
                CONCEPT_WEIGHT
            } else {
                1.0
            };
            vocabulary.ids.insert(key.to_owned(), index as u32);
            vocabulary.names.push(key.to_owned());
            vocabulary.idf.push(rarity * weight);
        }
        if messages.len() >= ENOUGH_FOR_NEIGHBOURS {
            vocabulary.learn_neighbours(messages);
        }
        vocabulary
    }

    /// Name of a feature.
    pub(crate) fn name(&self, feature: u32) -> &str {
        self.names.get(feature as usize).map_or("", String::as_str)
    }

    /// The feature of a name.
    pub(crate) fn id(&self, name: &str) -> Option<u32> {
        self.ids.get(name).copied()
    }

    /// Number of features.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    fn known(&self, keys: &[String]) -> Vec<u32> {
        let mut known: Vec<u32> = keys.iter().filter_map(|key| self.id(key)).collect();
        known.sort_unstable();
        known.dedup();
        known
    }

    fn rarity(&self, feature: u32) -> f32 {
        self.idf.get(feature as usize).copied().unwrap_or(0.0)
    }

    /// Words that go together more often than chance would have it, by normalised pointwise mutual
    /// information: «colis» and «suivi» meet although a message may hold only one of them.
    fn learn_neighbours(&mut self, messages: &[Vec<String>]) {
        let mut together: HashMap<(u32, u32), u32> = HashMap::new();
        let mut alone = vec![0_u32; self.len()];
        for keys in messages {
            let words: Vec<u32> = self
                .known(keys)
                .into_iter()
                .filter(|feature| !self.name(*feature).contains(' '))
                .take(24)
                .collect();
            for (place, first) in words.iter().enumerate() {
                if let Some(count) = alone.get_mut(*first as usize) {
                    *count += 1;
                }
                for second in words.iter().skip(place + 1) {
                    *together.entry((*first, *second)).or_default() += 1;
                }
            }
        }
        let total = messages.len() as f32;
        let mut neighbours: Vec<Vec<(u32, f32)>> = vec![Vec::new(); self.len()];
        for ((first, second), count) in together {
            if count < 3 {
                continue;
            }
            let of = |feature: u32| alone.get(feature as usize).copied().unwrap_or(1).max(1) as f32;
            let p = count as f32 / total;
            let pmi = (p * total * total / (of(first) * of(second))).ln();
            let association = pmi / -p.ln();
            if association > 0.1 {
                if let Some(list) = neighbours.get_mut(first as usize) {
                    list.push((second, association));
                }
                if let Some(list) = neighbours.get_mut(second as usize) {
                    list.push((first, association));
                }
            }
        }
        for list in &mut neighbours {
            list.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
            list.truncate(MOST_NEIGHBOURS);
        }
        self.neighbours = neighbours;
    }

    /// The vector of one message.
    pub(crate) fn vector(&self, keys: &[String]) -> Sparse {
        let own = self.known(keys);
        let mut weights: HashMap<u32, f32> = HashMap::with_capacity(own.len() * 4);
        for feature in &own {
            *weights.entry(*feature).or_default() += self.rarity(*feature);
        }
        for feature in &own {
            let list = self.neighbours.get(*feature as usize);
            for (neighbour, association) in list.into_iter().flatten() {
                *weights.entry(*neighbour).or_default() +=
                    NEIGHBOUR_WEIGHT * association * self.rarity(*neighbour);
            }
        }
        let mut vector: Sparse = weights.into_iter().collect();
        vector.sort_unstable_by_key(|(feature, _)| *feature);
        normalise(&mut vector);
        vector
    }
}

/// Scales a vector to length 1; an empty one stays empty.
pub(crate) fn normalise(vector: &mut Sparse) {
    let length = vector
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f32>()
        .sqrt();
    if length > 0.0 {
        for (_, weight) in vector.iter_mut() {
            *weight /= length;
        }
    }
}

/// Cosine of two vectors of length 1.
pub(crate) fn cosine(one: &Sparse, other: &Sparse) -> f32 {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut sum = 0.0;
    while let (Some((first, weight)), Some((second, factor))) = (left.peek(), right.peek()) {
        match first.cmp(second) {
            std::cmp::Ordering::Less => {
                left.next();
            }
            std::cmp::Ordering::Greater => {
                right.next();
            }
            std::cmp::Ordering::Equal => {
                sum += weight * factor;
                left.next();
                right.next();
            }
        }
    }
    sum
}

/// Mean direction of vectors, its heaviest features only.
pub(crate) fn centroid<'a>(members: impl Iterator<Item = &'a Sparse>) -> Sparse {
    const MOST_FEATURES: usize = 80;
    let mut weights: HashMap<u32, f32> = HashMap::new();
    for member in members {
        for (feature, weight) in member {
            *weights.entry(*feature).or_default() += weight;
        }
    }
    let mut centroid: Sparse = weights.into_iter().collect();
    centroid.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    centroid.truncate(MOST_FEATURES);
    centroid.sort_unstable_by_key(|(feature, _)| *feature);
    normalise(&mut centroid);
    centroid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_word_of_one_message_links_nothing() {
        let vocabulary = Vocabulary::learn(&[keys(&["colis", "rare"]), keys(&["colis"])]);
        assert_eq!(vocabulary.vector(&keys(&["rare"])), []);
        assert_eq!(vocabulary.vector(&keys(&["colis"])).len(), 1);
    }

    #[test]
    fn cosine_is_one_for_the_same_words_and_nought_for_none_in_common() {
        let vocabulary = Vocabulary::learn(&[
            keys(&["a", "b"]),
            keys(&["a", "b"]),
            keys(&["c"]),
            keys(&["c"]),
        ]);
        let first = vocabulary.vector(&keys(&["a", "b"]));
        assert!((cosine(&first, &first) - 1.0).abs() < 1e-5);
        assert_eq!(cosine(&first, &vocabulary.vector(&keys(&["c"]))), 0.0);
    }
}
