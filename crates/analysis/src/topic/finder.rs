//! Finds what comes back in many conversations. Start at [`find_topics`].

use std::collections::{BTreeMap, BTreeSet, HashSet};

use tact_domain::{ContactKey, Language};
use tact_privacy::ReadsText;

use super::cluster::{Groups, group};
use super::memory::{RememberedTopic, TopicMemory};
use super::naming::{PhraseTable, Telling, name, telling_phrases};
use super::problem::{ProblemBook, Said};
use super::recurring::{
    RecurringTopic, TopicId, TopicInput, TopicKind, TopicOptions, TopicTerm, TopicWeek, Topics,
};
use super::terms::{Term, TermReader, concept_key};
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
    Finder::new(inputs, options).run(&mut topics);
    sort_by_size(&mut topics);
    topics
}

fn sort_by_size(topics: &mut Topics) {
    let pinned: BTreeSet<TopicId> = topics
        .memory
        .topics
        .iter()
        .filter(|topic| topic.pinned)
        .map(|topic| topic.id)
        .collect();
    let place_of = |topic: &RecurringTopic| {
        (
            !pinned.contains(&topic.id),
            std::cmp::Reverse(topic.conversations),
            topic.id,
        )
    };
    let mut order: Vec<usize> = (0..topics.topics.len()).collect();
    order.sort_by_key(|at| topics.topics.get(*at).map(place_of));
    let mut place = vec![0_u32; order.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(*old) {
            *slot = new as u32;
        }
    }
    for of in topics.of_input.iter_mut().flatten() {
        *of = place.get(*of as usize).copied().unwrap_or(*of);
    }
    topics.topics.sort_by_key(place_of);
}

/// In front of a topic's name that is the key of a concept, for the reader's language to replace.
pub const CONCEPT_NAME: &str = "concept:";

/// Evidence above which a message is taken to speak of a known problem.
const SPEAKS_OF: f32 = 3.0;

/// The known problem a message speaks of, as a feature.
fn problem_of(text: &str) -> Option<String> {
    let book = ProblemBook::embedded();
    let evidence = book.evidence(&Said {
        opening: text,
        ..Said::default()
    });
    let (problem, most) = evidence
        .iter()
        .enumerate()
        .max_by(|one, other| one.1.total_cmp(other.1).then(other.0.cmp(&one.0)))?;
    (*most >= SPEAKS_OF)
        .then(|| book.key(problem).map(|key| format!("@{key}")))
        .flatten()
}

/// The known problem of each message, where at least k people speak of it: one that too few share
/// cannot be shown, and their words may still put them together under another name.
fn shared_problems<P: ReadsText>(inputs: &[TopicInput<'_, P>], k: usize) -> Vec<Option<String>> {
    let found: Vec<Option<String>> = inputs
        .iter()
        .map(|input| problem_of(input.text.get()))
        .collect();
    let mut people: BTreeMap<&str, BTreeSet<ContactKey>> = BTreeMap::new();
    for (input, problem) in inputs.iter().zip(&found) {
        if let Some(problem) = problem {
            people.entry(problem).or_default().insert(input.contact);
        }
    }
    let shared: BTreeSet<String> = people
        .into_iter()
        .filter(|(_, people)| people.len() >= k)
        .map(|(problem, _)| problem.to_owned())
        .collect();
    found
        .into_iter()
        .map(|problem| problem.filter(|problem| shared.contains(problem)))
        .collect()
}

/// Hands the messages of merged topics to those they were merged into.
fn merge(memory: &TopicMemory, places: &mut [Vec<usize>]) {
    for (at, topic) in memory.topics.iter().enumerate() {
        let target = memory.merged(topic.id);
        let into = memory.topics.iter().position(|other| other.id == target);
        let Some(into) = into.filter(|into| *into != at) else {
            continue;
        };
        let moved = places.get_mut(at).map(std::mem::take).unwrap_or_default();
        if let Some(list) = places.get_mut(into) {
            list.extend(moved);
            list.sort_unstable();
        }
    }
}

struct Finder<'a, P> {
    inputs: &'a [TopicInput<'a, P>],
    options: &'a TopicOptions,
    terms: Vec<Vec<Term>>,
    vocabulary: Vocabulary,
    vectors: Vec<Sparse>,
}

impl<'a, P: ReadsText> Finder<'a, P> {
    fn new(inputs: &'a [TopicInput<'a, P>], options: &'a TopicOptions) -> Self {
        let reader = TermReader::new();
        let terms: Vec<Vec<Term>> = inputs
            .iter()
            .map(|input| reader.read(input.text.get(), input.language.unwrap_or(Language::FR)))
            .collect();
        let problems = shared_problems(inputs, options.k);
        let keys: Vec<Vec<String>> = terms
            .iter()
            .zip(problems)
            .map(|(terms, problem)| {
                let mut keys = feature_keys(terms);
                keys.extend(problem);
                keys
            })
            .collect();
        let vocabulary = Vocabulary::learn(&keys);
        let vectors = keys.iter().map(|keys| vocabulary.vector(keys)).collect();
        Self {
            inputs,
            options,
            terms,
            vocabulary,
            vectors,
        }
    }

    fn input(&self, place: usize) -> Option<(usize, &'a TopicInput<'a, P>)> {
        Some((place, self.inputs.get(place)?))
    }

    fn run(&self, topics: &mut Topics) {
        let remembered: Vec<RememberedTopic> = topics.memory.topics.clone();
        let anchors: Vec<Sparse> = remembered.iter().map(|topic| self.anchor(topic)).collect();
        let smallest = self.options.k.max(2);
        let groups = group(&self.vectors, &anchors, &self.seeds(smallest), smallest);
        let mut places = self.places(&groups);
        merge(&topics.memory, &mut places);
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

    /// Words and concepts that at least `smallest` contacts share, most shared first, each as a
    /// vector of its own. A word of more than a quarter of the messages names no subject.
    fn seeds(&self, smallest: usize) -> Vec<Sparse> {
        let mut holders: BTreeMap<u32, BTreeSet<ContactKey>> = BTreeMap::new();
        for (place, vector) in self.vectors.iter().enumerate() {
            let Some((_, input)) = self.input(place) else {
                continue;
            };
            for (feature, _) in vector {
                if self.vocabulary.is_single(*feature) {
                    holders.entry(*feature).or_default().insert(input.contact);
                }
            }
        }
        let most = (self.vectors.len() / 4).max(smallest * 4);
        let mut shared: Vec<(usize, u32)> = holders
            .into_iter()
            .map(|(feature, contacts)| (contacts.len(), feature))
            .filter(|(contacts, feature)| {
                *contacts >= smallest && (*contacts <= most || self.vocabulary.is_concept(*feature))
            })
            .collect();
        shared.sort_by_key(|(contacts, feature)| (std::cmp::Reverse(*contacts), *feature));
        shared
            .into_iter()
            .map(|(_, feature)| vec![(feature, 1.0)])
            .collect()
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
                let centre = centroid(places.iter().filter_map(|place| self.vectors.get(*place)));
                let name = self.name_of(telling, &centre)?;
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
            kind: self.kind_of(places),
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

    /// What most of its messages are.
    fn kind_of(&self, places: &[usize]) -> TopicKind {
        let problems = places
            .iter()
            .filter_map(|place| self.inputs.get(*place))
            .filter(|input| input.kind == TopicKind::Problem)
            .count();
        if problems * 2 > places.len() {
            TopicKind::Problem
        } else {
            TopicKind::Question
        }
    }

    /// The customers' own phrase where enough of them share one of two words or more; else the
    /// concept that weighs most, as [`CONCEPT_NAME`] and its key; else their own single word.
    fn name_of(&self, telling: &[Telling], centre: &Sparse) -> Option<String> {
        let said = name(telling);
        if said.as_ref().is_some_and(|said| said.contains(' ')) {
            return said;
        }
        let heaviest = centre
            .iter()
            .filter(|(feature, _)| self.vocabulary.is_single(*feature))
            .max_by(|one, other| one.1.total_cmp(&other.1))
            .map(|(feature, _)| *feature)
            .filter(|feature| self.vocabulary.is_concept(*feature));
        let concept = heaviest.and_then(|feature| concept_key(self.vocabulary.name(feature)));
        concept.map(|key| format!("{CONCEPT_NAME}{key}")).or(said)
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
            kind: self.kind_of(places),
            name: name.to_owned(),
            terms,
            pinned: false,
            merge_into: None,
        });
        id
    }

    /// An id from the topic's own words, so that the same topic found again from nothing is likely
    /// to get the same one.
    fn new_id(&self, terms: &[(String, f32)], memory: &TopicMemory) -> TopicId {
        let mut hash = 0x811c_9dc5_u32;
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
