//! Finds what comes back in many conversations. Start at [`find_topics`].

use std::collections::{BTreeMap, BTreeSet, HashSet};

use tact_domain::{ContactKey, Language};
use tact_privacy::ReadsText;

use super::cluster::{Groups, group};
use super::memory::{RememberedTopic, TopicMemory};
use super::naming::{PhraseTable, Telling, name, telling_phrases};
use super::recurring::{
    RecurringTopic, TopicId, TopicInput, TopicKind, TopicOptions, TopicTerm, TopicWeek, Topics,
};
use super::terms::{Term, TermReader};
use super::trend::{Trend, trend};
use super::vector::{Sparse, Vocabulary, centroid, cosine, feature_keys, normalise};

/// Finds what comes back. Deterministic; works from a few dozen messages to hundreds of thousands.
///
/// Topics of `memory` keep their id and name; new ones are added to the memory that is returned.
pub fn find_topics<P: ReadsText>(
    inputs: &[TopicInput<'_, P>],
    memory: &TopicMemory,
    options: &TopicOptions,
) -> Topics {
    let mut topics = Topics {
        topics: Vec::new(),
        of_input: vec![None; inputs.len()],
        withheld: 0,
        memory: memory.clone(),
    };
    for kind in [TopicKind::Question, TopicKind::Problem] {
        Finder::new(inputs, kind, options).run(&mut topics);
    }
    sort_by_size(&mut topics);
    topics
}

fn sort_by_size(topics: &mut Topics) {
    let mut order: Vec<usize> = (0..topics.topics.len()).collect();
    order.sort_by_key(|at| {
        topics
            .topics
            .get(*at)
            .map(|topic| (std::cmp::Reverse(topic.conversations), topic.id))
    });
    let mut place = vec![0_u32; order.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(*old) {
            *slot = new as u32;
        }
    }
    for of in topics.of_input.iter_mut().flatten() {
        *of = place.get(*of as usize).copied().unwrap_or(*of);
    }
    topics
        .topics
        .sort_by_key(|topic| (std::cmp::Reverse(topic.conversations), topic.id));
}

struct Finder<'a, P> {
    inputs: &'a [TopicInput<'a, P>],
    options: &'a TopicOptions,
    kind: TopicKind,
    /// Inputs of this kind.
    members: Vec<usize>,
    terms: Vec<Vec<Term>>,
    vocabulary: Vocabulary,
    vectors: Vec<Sparse>,
}

impl<'a, P: ReadsText> Finder<'a, P> {
    fn new(inputs: &'a [TopicInput<'a, P>], kind: TopicKind, options: &'a TopicOptions) -> Self {
        let members: Vec<usize> = (0..inputs.len())
            .filter(|at| inputs.get(*at).is_some_and(|input| input.kind == kind))
            .collect();
        let reader = TermReader::new();
        let terms: Vec<Vec<Term>> = members
            .iter()
            .filter_map(|at| inputs.get(*at))
            .map(|input| reader.read(input.text.get(), input.language.unwrap_or(Language::FR)))
            .collect();
        let keys: Vec<Vec<String>> = terms.iter().map(|terms| feature_keys(terms)).collect();
        let vocabulary = Vocabulary::learn(&keys);
        let vectors = keys.iter().map(|keys| vocabulary.vector(keys)).collect();
        Self {
            inputs,
            options,
            kind,
            members,
            terms,
            vocabulary,
            vectors,
        }
    }

    fn input(&self, place: usize) -> Option<(usize, &'a TopicInput<'a, P>)> {
        let at = *self.members.get(place)?;
        Some((at, self.inputs.get(at)?))
    }

    fn run(&self, topics: &mut Topics) {
        let remembered: Vec<RememberedTopic> = topics
            .memory
            .topics
            .iter()
            .filter(|topic| topic.kind == self.kind)
            .cloned()
            .collect();
        let anchors: Vec<Sparse> = remembered.iter().map(|topic| self.anchor(topic)).collect();
        let groups = group(&self.vectors, &anchors, self.options.k.max(2));
        let places = self.places(&groups);
        let telling = telling_phrases(&self.phrase_tables(&places), self.options.k);
        for (at, (places, telling)) in places.iter().zip(&telling).enumerate() {
            if places.is_empty() {
                continue;
            }
            let known = remembered.get(at);
            match self.describe(places, telling, known, &groups, at, topics) {
                Some(topic) => {
                    let index = topics.topics.len() as u32;
                    for (input, _) in places.iter().filter_map(|place| self.input(*place)) {
                        if let Some(slot) = topics.of_input.get_mut(input) {
                            *slot = Some(index);
                        }
                    }
                    topics.topics.push(topic);
                }
                None => topics.withheld += 1,
            }
        }
    }

    /// Where a remembered topic stands among this run's features.
    fn anchor(&self, topic: &RememberedTopic) -> Sparse {
        let mut vector: Sparse = topic
            .terms
            .iter()
            .filter_map(|(term, weight)| Some((self.vocabulary.id(term)?, *weight)))
            .collect();
        vector.sort_unstable_by_key(|(feature, _)| *feature);
        normalise(&mut vector);
        vector
    }

    fn places(&self, groups: &Groups) -> Vec<Vec<usize>> {
        let mut places = vec![Vec::new(); groups.centres.len()];
        for (place, group) in groups.of.iter().enumerate() {
            if let Some(list) = group.and_then(|group| places.get_mut(group)) {
                list.push(place);
            }
        }
        places
    }

    fn phrase_tables(&self, places: &[Vec<usize>]) -> Vec<PhraseTable> {
        /// Enough to name a group; counting phrases of every message of a big one adds nothing.
        const ENOUGH: usize = 1_500;
        places
            .iter()
            .map(|places| {
                let mut table = PhraseTable::default();
                let stride = places.len().div_ceil(ENOUGH).max(1);
                for place in places.iter().step_by(stride) {
                    if let (Some((_, input)), Some(terms)) =
                        (self.input(*place), self.terms.get(*place))
                    {
                        table.add(input.text.get(), terms, input.contact);
                    }
                }
                table
            })
            .collect()
    }

    fn describe(
        &self,
        places: &[usize],
        telling: &[Telling],
        known: Option<&RememberedTopic>,
        groups: &Groups,
        at: usize,
        topics: &mut Topics,
    ) -> Option<RecurringTopic> {
        let contacts: HashSet<ContactKey> = places
            .iter()
            .filter_map(|place| self.input(*place))
            .map(|(_, input)| input.contact)
            .collect();
        if contacts.len() < self.options.k {
            return None;
        }
        let (id, name) = match known {
            Some(known) => (known.id, known.name.clone()),
            None => {
                let name = name(telling)?;
                let centre = centroid(places.iter().filter_map(|place| self.vectors.get(*place)));
                (self.remember(&centre, &name, places, topics), name)
            }
        };
        let (weekly, trend) = self.weeks(places);
        let is_new = trend.before.0 == 0
            && trend.before.1 > 0
            && weekly.len() >= 6
            && trend.recent.0 as usize >= self.options.k;
        let conversations: HashSet<u32> = places
            .iter()
            .filter_map(|place| self.input(*place))
            .map(|(_, input)| input.conversation)
            .collect();
        Some(RecurringTopic {
            id,
            kind: self.kind,
            name,
            conversations: conversations.len() as u32,
            contacts: contacts.len() as u32,
            weekly,
            trend,
            is_new,
            example: groups
                .centres
                .get(at)
                .and_then(|centre| self.example(places, centre)),
            terms: telling
                .iter()
                .take(8)
                .map(|phrase| TopicTerm {
                    text: phrase.spelling.clone(),
                    contacts: phrase.contacts,
                })
                .collect(),
        })
    }

    /// Adds a new topic to the memory: its heaviest features that k contacts share.
    fn remember(
        &self,
        centre: &Sparse,
        name: &str,
        places: &[usize],
        topics: &mut Topics,
    ) -> TopicId {
        let mut people: BTreeMap<u32, HashSet<ContactKey>> = BTreeMap::new();
        for place in places {
            if let (Some((_, input)), Some(vector)) = (self.input(*place), self.vectors.get(*place))
            {
                for (feature, _) in vector {
                    people.entry(*feature).or_default().insert(input.contact);
                }
            }
        }
        let mut terms: Vec<(String, f32)> = centre
            .iter()
            .filter(|(feature, _)| {
                people
                    .get(feature)
                    .is_some_and(|people| people.len() >= self.options.k)
            })
            .map(|(feature, weight)| (self.vocabulary.name(*feature).to_owned(), *weight))
            .collect();
        terms.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        terms.truncate(40);
        let id = self.new_id(&terms, &topics.memory);
        topics.memory.topics.push(RememberedTopic {
            id,
            kind: self.kind,
            name: name.to_owned(),
            terms,
        });
        id
    }

    /// An id from the topic's own words, so that the same topic found again from nothing is likely
    /// to get the same one.
    fn new_id(&self, terms: &[(String, f32)], memory: &TopicMemory) -> TopicId {
        let mut hash = 0x811c_9dc5_u32 ^ self.kind as u32;
        for (term, _) in terms.iter().filter(|(term, _)| !term.contains(' ')).take(2) {
            for byte in term.bytes().chain([0]) {
                hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        }
        let taken: BTreeSet<TopicId> = memory.topics.iter().map(|topic| topic.id).collect();
        while taken.contains(&TopicId(hash)) {
            hash = hash.wrapping_add(1);
        }
        TopicId(hash)
    }

    fn weeks(&self, places: &[usize]) -> (Vec<TopicWeek>, Trend) {
        let mut all: BTreeMap<i32, HashSet<u32>> = BTreeMap::new();
        for input in self.inputs {
            all.entry(input.week)
                .or_default()
                .insert(input.conversation);
        }
        let mut own: BTreeMap<i32, (HashSet<u32>, HashSet<ContactKey>)> = BTreeMap::new();
        for (_, input) in places.iter().filter_map(|place| self.input(*place)) {
            let week = own.entry(input.week).or_default();
            week.0.insert(input.conversation);
            week.1.insert(input.contact);
        }
        let (Some((first, _)), Some((last, _))) = (all.first_key_value(), all.last_key_value())
        else {
            return (Vec::new(), trend(&[]));
        };
        // A wrong clock can put one message decades away; only weeks that have one are listed then.
        let span: Vec<i32> = if last.saturating_sub(*first) <= 530 {
            (*first..=*last).collect()
        } else {
            all.keys().copied().collect()
        };
        let weekly: Vec<TopicWeek> = span
            .iter()
            .map(|week| {
                let own = own.get(week);
                TopicWeek {
                    week: *week,
                    conversations: own.map_or(0, |own| own.0.len() as u32),
                    contacts: own.map_or(0, |own| own.1.len() as u32),
                }
            })
            .collect();
        let complete: Vec<(u32, u32)> = weekly
            .iter()
            .filter(|week| week.week <= self.options.last_complete_week)
            .map(|week| {
                let all = all.get(&week.week).map_or(0, |all| all.len() as u32);
                (week.conversations, all)
            })
            .collect();
        (weekly, trend(&complete))
    }

    /// The input nearest to the centre among those of a readable length.
    fn example(&self, places: &[usize], centre: &Sparse) -> Option<u32> {
        let mut best: Option<(f32, usize)> = None;
        for place in places {
            let Some((at, input)) = self.input(*place) else {
                continue;
            };
            let words = input.text.get().split_whitespace().count();
            if input.sensitive || !(3..=40).contains(&words) {
                continue;
            }
            let comfort = if (5..=20).contains(&words) { 1.0 } else { 0.8 };
            let closeness = self
                .vectors
                .get(*place)
                .map_or(0.0, |vector| cosine(vector, centre));
            let score = closeness * comfort;
            if best.is_none_or(|(highest, _)| score > highest) {
                best = Some((score, at));
            }
        }
        best.map(|(_, at)| at as u32)
    }
}
