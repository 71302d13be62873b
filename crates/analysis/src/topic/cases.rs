//! Whole conversations put together by the problem behind their words: every one gets a cluster.
//!
//! Known problems come first; what none of them explains is grouped by its words. Linear in the number
//! of conversations, and what one conversation is put under does not depend on the others as long as a
//! known problem explains it: a week more moves nothing.

use std::collections::{BTreeMap, HashMap};

use tact_domain::{ContactKey, Flow, Language};
use tact_privacy::{Permitted, ReadsText};

use super::cluster::group;
use super::dense::{DenseReader, SentenceVectors, case_vector};
use super::naming::{PhraseTable, name, telling_phrases};
use super::problem::{ProblemBook, Said};
use super::terms::{Term, TermReader};
use super::vector::{Sparse, Vocabulary, feature_keys};

/// Evidence below which no known problem explains a conversation.
const EXPLAINED: f32 = 0.8;
/// Fewest unexplained conversations that make a cluster of their own.
const FEWEST_ALIKE: usize = 3;

/// What one conversation is about, as far as its words tell; made once, then compared.
#[derive(Clone, Debug)]
pub struct CaseTrace {
    evidence: Vec<f32>,
    opening: String,
    language: Language,
}

/// Evidence from which the problem tells what a conversation is for.
const TELLS_FLOW: f32 = 2.0;

/// Problems that customers ask about rather than need help with.
const ASKED: [&str; 12] = [
    "opening-hours",
    "allergy-ingredients",
    "product-advice",
    "product-question",
    "subscription-offer",
    "out-of-stock",
    "name-correction",
    "accessibility",
    "menu-canteen",
    "return-how",
    "pets",
    "customer-cancels",
];
/// Those they tell about rather than have solved.
const TOLD: [&str; 3] = ["staff-behaviour", "hygiene", "praise"];

impl CaseTrace {
    /// What the conversation is for: as its problem has it where one is clear, else as its messages
    /// were read (`read`). An idea told stays one.
    pub fn flow(&self, read: Flow) -> Flow {
        let key = highest(&self.evidence)
            .filter(|(_, most)| *most >= TELLS_FLOW)
            .and_then(|(problem, _)| ProblemBook::embedded().key(problem));
        match key {
            _ if read == Flow::Suggestion => read,
            None => read,
            Some("suggestion") => Flow::Suggestion,
            Some(key) if ASKED.contains(&key) => Flow::Question,
            Some(key) if TOLD.contains(&key) => Flow::Feedback,
            Some(_) => Flow::Assistance,
        }
    }
}

/// The name of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseName {
    /// A known problem, by its key; see [`super::problem_name`].
    Problem(&'static str),
    /// Customers' own words.
    Words(String),
    /// Nothing in common was found.
    Other,
}

/// Clusters of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cases {
    /// Cluster of each conversation, an index into `names`.
    pub of: Vec<usize>,
    /// Names, most conversations first.
    pub names: Vec<CaseName>,
}

/// What a conversation says, by who says it.
#[derive(Debug)]
pub struct CaseWords<'a, P> {
    /// The customer's first messages, together.
    pub opening: Permitted<&'a str, P>,
    /// The customer's later ones, together; empty where there are none.
    pub later: Permitted<&'a str, P>,
    /// The answers, together, read for their subject only; empty where they may not be read.
    pub answers: Permitted<&'a str, P>,
}

/// Reads one conversation; with a model that has sentence vectors, by its meaning too.
pub fn trace_case<P: ReadsText, V: SentenceVectors>(
    words: &CaseWords<'_, P>,
    language: Language,
    vectors: &V,
) -> CaseTrace {
    let said = Said {
        opening: words.opening.get(),
        later: words.later.get(),
        answers: words.answers.get(),
    };
    let mut evidence = ProblemBook::embedded().evidence(&said);
    if let Some(vector) = case_vector(words, vectors) {
        DenseReader::embedded().add(&vector, &mut evidence);
    }
    CaseTrace {
        evidence,
        opening: said.opening.to_owned(),
        language,
    }
}

/// Puts conversations together. The same conversations always give the same clusters.
pub fn cluster_cases(traces: &[CaseTrace]) -> Cases {
    let book = ProblemBook::embedded();
    let problems = likeliest(traces);
    let mut named: Vec<CaseName> = problems
        .iter()
        .map(|problem| {
            problem
                .and_then(|problem| book.key(problem))
                .map_or(CaseName::Other, CaseName::Problem)
        })
        .collect();
    group_rest(traces, &mut named);
    // Whoever still stands alone goes where its little evidence points.
    for (slot, trace) in named.iter_mut().zip(traces) {
        if *slot == CaseName::Other
            && let Some((problem, _)) = highest(&trace.evidence).filter(|(_, value)| *value > 0.0)
            && let Some(key) = book.key(problem)
        {
            *slot = CaseName::Problem(key);
        }
    }
    numbered(&named)
}

fn highest(values: &[f32]) -> Option<(usize, f32)> {
    values
        .iter()
        .copied()
        .enumerate()
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
}

/// The problem that the evidence of each explained conversation points to most.
fn likeliest(traces: &[CaseTrace]) -> Vec<Option<usize>> {
    traces
        .iter()
        .map(|trace| {
            highest(&trace.evidence)
                .filter(|(_, most)| *most >= EXPLAINED)
                .map(|(problem, _)| problem)
        })
        .collect()
}

/// Groups what no known problem explains by its words, and names the groups by them.
fn group_rest(traces: &[CaseTrace], named: &mut [CaseName]) {
    let rest: Vec<usize> = named
        .iter()
        .enumerate()
        .filter(|(_, name)| **name == CaseName::Other)
        .map(|(at, _)| at)
        .collect();
    if rest.len() < FEWEST_ALIKE {
        return;
    }
    let reader = TermReader::new();
    let terms: Vec<Vec<Term>> = rest
        .iter()
        .filter_map(|at| traces.get(*at))
        .map(|trace| reader.read(&trace.opening, trace.language))
        .collect();
    let keys: Vec<Vec<String>> = terms.iter().map(|terms| feature_keys(terms)).collect();
    let vocabulary = Vocabulary::learn(&keys);
    let vectors: Vec<Sparse> = keys.iter().map(|keys| vocabulary.vector(keys)).collect();
    let groups = group(&vectors, &[], &[], FEWEST_ALIKE);
    let mut tables: Vec<PhraseTable> = groups
        .centres
        .iter()
        .map(|_| PhraseTable::default())
        .collect();
    for (order, of) in groups.of.iter().enumerate() {
        let trace = rest.get(order).and_then(|at| traces.get(*at));
        if let (Some(table), Some(trace), Some(terms)) = (
            of.and_then(|of| tables.get_mut(of)),
            trace,
            terms.get(order),
        ) {
            table.add(&trace.opening, terms, ContactKey(order as u32));
        }
    }
    let telling = telling_phrases(&tables, 2);
    for (at, of) in rest.iter().zip(&groups.of) {
        let words = of
            .and_then(|of| telling.get(of))
            .and_then(|list| name(list));
        if let (Some(slot), Some(words)) = (named.get_mut(*at), words) {
            *slot = CaseName::Words(words);
        }
    }
}

fn numbered(named: &[CaseName]) -> Cases {
    let rank = |name: &CaseName| match name {
        CaseName::Problem(key) => (0, (*key).to_owned()),
        CaseName::Words(words) => (1, words.clone()),
        CaseName::Other => (2, String::new()),
    };
    let mut counts: BTreeMap<(u8, String), (usize, &CaseName)> = BTreeMap::new();
    for name in named {
        counts.entry(rank(name)).or_insert((0, name)).0 += 1;
    }
    let mut order: Vec<(usize, (u8, String), &CaseName)> = counts
        .into_iter()
        .map(|(rank, (count, name))| (count, rank, name))
        .collect();
    order.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    let places: HashMap<(u8, String), usize> = order
        .iter()
        .enumerate()
        .map(|(place, (_, rank, _))| (rank.clone(), place))
        .collect();
    Cases {
        of: named
            .iter()
            .map(|name| places.get(&rank(name)).copied().unwrap_or(0))
            .collect(),
        names: order.into_iter().map(|(_, _, name)| name.clone()).collect(),
    }
}
