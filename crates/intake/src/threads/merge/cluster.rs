//! Which exports are one chat.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::source::Source;
use super::MergeReport;
use super::same_chat::{Compared, Fit, NameTie, Verdict, compare};
use crate::export::Body;

/// Exports of one chat, the one to start from first, each next one with how it fits an earlier one.
pub(in super::super) struct Cluster {
    /// Indices of the exports, in the order in which they are laid over each other.
    pub(super) members: Vec<Member>,
}

/// An export and the earlier member it was compared with.
pub(super) struct Member {
    pub(super) source: usize,
    /// Position in `members` and fit; `None` for the first.
    pub(super) onto: Option<(usize, Fit)>,
}

/// A text found in more exports than this is a greeting or a campaign, not a shared chat.
const MOST_EXPORTS_OF_A_TEXT: usize = 8;
/// Long texts two exports must share to be compared though their names differ.
const SHARED_TEXTS: u32 = 3;

/// Groups exports into chats. `sources` stand in an order that depends on their content only.
pub(in super::super) fn clusters(sources: &[Source], report: &mut MergeReport) -> Vec<Cluster> {
    let candidates = candidates(sources);
    let mut compared: BTreeMap<usize, Compared<'_>> = BTreeMap::new();
    for at in candidates.keys().flat_map(|(one, other)| [*one, *other]) {
        compared
            .entry(at)
            .or_insert_with(|| Compared::new(&sources[at]));
    }
    let mut fits: BTreeMap<usize, Vec<(usize, Fit)>> = BTreeMap::new();
    let mut chat_of: Vec<usize> = (0..sources.len()).collect();
    let mut unclear = Vec::new();
    let mut apart = Vec::new();
    for ((one, other), tie) in &candidates {
        if root(&chat_of, *one) == root(&chat_of, *other) {
            continue;
        }
        let (Some(a), Some(b)) = (compared.get(one), compared.get(other)) else {
            continue;
        };
        match compare(a, b, *tie) {
            Verdict::Same(fit) => {
                let (low, high) = ordered(root(&chat_of, *one), root(&chat_of, *other));
                chat_of[high] = low;
                fits.entry(*other).or_default().push((*one, fit.reversed()));
                fits.entry(*one).or_default().push((*other, fit));
            }
            Verdict::ClockUnclear => unclear.push((*one, *other)),
            Verdict::SameNameApart => apart.push((*one, *other)),
            Verdict::Different => {}
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..sources.len() {
        members.entry(root(&chat_of, at)).or_default().push(at);
    }
    for chat in chats_without_a_clock(sources, &chat_of, &unclear, &members) {
        let left_out = members.remove(&chat).map_or(0, |exports| exports.len());
        report.clocks_unclear += left_out as u64;
    }
    let separate: BTreeSet<_> = apart
        .iter()
        .map(|(one, other)| ordered(root(&chat_of, *one), root(&chat_of, *other)))
        .filter(|(one, other)| one != other)
        .collect();
    report.same_name_apart += separate.len() as u64;
    members
        .into_values()
        .map(|exports| laid_out(sources, &exports, &fits))
        .collect()
}

fn root(chat_of: &[usize], at: usize) -> usize {
    let mut at = at;
    while chat_of[at] != at {
        at = chat_of[at];
    }
    at
}

fn ordered(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}

/// Where two exports are one chat but their clocks cannot be brought together, only the newer is
/// kept: counting both would count messages twice, and read in one what the other shows deleted.
fn chats_without_a_clock(
    sources: &[Source],
    chat_of: &[usize],
    unclear: &[(usize, usize)],
    members: &BTreeMap<usize, Vec<usize>>,
) -> BTreeSet<usize> {
    let newest = |chat: usize| {
        members
            .get(&chat)
            .into_iter()
            .flatten()
            .map(|at| (sources[*at].last_entry, *at))
            .max()
    };
    unclear
        .iter()
        .map(|(one, other)| (root(chat_of, *one), root(chat_of, *other)))
        .filter(|(one, other)| one != other)
        .map(|(one, other)| {
            if newest(one) < newest(other) {
                one
            } else {
                other
            }
        })
        .collect()
}

/// Pairs worth comparing: same title, same authors, or long texts in common.
fn candidates(sources: &[Source]) -> BTreeMap<(usize, usize), NameTie> {
    let mut pairs = BTreeMap::new();
    if sources.len() < 2 {
        return pairs;
    }
    for pair in pairs_with_texts_in_common(sources) {
        pairs.insert(pair, NameTie::Untied);
    }
    for pair in pairs_with_moments_in_common(sources) {
        pairs.insert(pair, NameTie::Untied);
    }
    let mut by_name: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for (at, source) in sources.iter().enumerate() {
        if let Some(title) = &source.title_key {
            by_name.entry((true, title.clone())).or_default().push(at);
        }
        let authors: BTreeSet<&str> = source
            .writers()
            .into_iter()
            .map(|person| source.key(person))
            .collect();
        // One author alone is the business in every chat that nobody answered.
        if authors.len() >= 2 {
            let joined = authors.into_iter().collect::<Vec<_>>().join("\n");
            by_name.entry((false, joined)).or_default().push(at);
        }
    }
    for group in by_name.values() {
        for (nth, one) in group.iter().enumerate() {
            for other in &group[nth + 1..] {
                pairs.insert(ordered(*one, *other), NameTie::Tied);
            }
        }
    }
    pairs
}

fn pairs_with_texts_in_common(sources: &[Source]) -> Vec<(usize, usize)> {
    let mut texts: Vec<(u64, usize)> = sources
        .iter()
        .enumerate()
        .flat_map(|(at, source)| {
            let long = source.lines.iter().filter(|line| line.long);
            long.map(move |line| (line.hash, at))
        })
        .collect();
    texts.sort_unstable();
    texts.dedup();
    let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for text in texts.chunk_by(|a, b| a.0 == b.0) {
        if text.len() > MOST_EXPORTS_OF_A_TEXT {
            continue;
        }
        for (nth, one) in text.iter().enumerate() {
            for other in &text[nth + 1..] {
                *shared.entry((one.1, other.1)).or_default() += 1;
            }
        }
    }
    shared
        .into_iter()
        .filter(|(_, count)| *count >= SHARED_TEXTS)
        .map(|(pair, _)| pair)
        .collect()
}

/// Texts said in the same minute in both exports before they are worth comparing.
const SHARED_MOMENTS: u32 = 2;

/// Pairs that hold the same texts in the same minutes: a short chat whose contact was renamed
/// between two exports has nothing else to be known by.
fn pairs_with_moments_in_common(sources: &[Source]) -> Vec<(usize, usize)> {
    let mut moments: Vec<((u64, i32), usize)> = sources
        .iter()
        .enumerate()
        .flat_map(|(at, source)| {
            let texts = source.lines.iter().filter(|line| line.body == Body::Text);
            texts.map(move |line| ((line.hash, line.minute), at))
        })
        .collect();
    moments.sort_unstable();
    moments.dedup();
    let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for moment in moments.chunk_by(|a, b| a.0 == b.0) {
        if moment.len() > MOST_EXPORTS_OF_A_TEXT {
            continue;
        }
        for (nth, one) in moment.iter().enumerate() {
            for other in &moment[nth + 1..] {
                *shared.entry((one.1, other.1)).or_default() += 1;
            }
        }
    }
    shared
        .into_iter()
        .filter(|(_, count)| *count >= SHARED_MOMENTS)
        .map(|(pair, _)| pair)
        .collect()
}

/// The export with most messages first, then those that fit one already laid out.
fn laid_out(
    sources: &[Source],
    exports: &[usize],
    fits: &BTreeMap<usize, Vec<(usize, Fit)>>,
) -> Cluster {
    let richest = exports
        .iter()
        .copied()
        .max_by_key(|at| (sources[*at].lines.len(), std::cmp::Reverse(*at)));
    let mut members = Vec::with_capacity(exports.len());
    let mut waiting: VecDeque<(usize, Option<(usize, Fit)>)> =
        richest.map(|at| (at, None)).into_iter().collect();
    let mut laid = BTreeSet::new();
    while let Some((source, onto)) = waiting.pop_front() {
        if !laid.insert(source) {
            continue;
        }
        let place = members.len();
        members.push(Member { source, onto });
        for (next, fit) in fits.get(&source).into_iter().flatten() {
            waiting.push_back((*next, Some((place, fit.clone()))));
        }
    }
    Cluster { members }
}
