//! Groups of messages about the same thing. Deterministic: the same messages give the same groups.

use std::collections::HashMap;

use super::vector::{Sparse, centroid, cosine};

/// Messages looked at pairwise; the others follow the groups these found.
const SAMPLE: usize = 1_800;
/// Mean similarity inside a group below which it is not one.
const COHESION: f32 = 0.10;
/// Two groups this alike are one.
const SAME: f32 = 0.55;
/// A seed this alike to a group is already covered by it.
const COVERED: f32 = 0.45;
/// A message less alike than this belongs to no group.
const BELONGS: f32 = 0.12;
const ROUNDS: usize = 4;
const MOST_GROUPS: usize = 80;

/// Groups of vectors.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// Centre of each group.
    pub(crate) centres: Vec<Sparse>,
    /// Group of each vector.
    pub(crate) of: Vec<Option<usize>>,
}

/// Groups vectors around `anchors` (kept in place, first) and around what they hold beside them.
/// `smallest` is the number of vectors below which a new group is dissolved.
///
/// `seeds` are features that enough people share, as vectors of length one: a subject that everybody
/// words in their own way has no dense middle, and is found by the word they share.
pub(crate) fn group(
    vectors: &[Sparse],
    anchors: &[Sparse],
    seeds: &[Sparse],
    smallest: usize,
) -> Groups {
    let stride = vectors.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<&Sparse> = vectors
        .iter()
        .filter(|vector| !vector.is_empty())
        .step_by(stride)
        .collect();
    let smallest_in_sample = (smallest / stride / 2).max(2);
    let mut centres: Vec<Sparse> = anchors.to_vec();
    let mut found: Vec<Vec<usize>> = agglomerate(&sample)
        .into_iter()
        .filter(|members| members.len() >= smallest_in_sample)
        .collect();
    found.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
    for members in found {
        let centre = centroid(members.iter().filter_map(|at| sample.get(*at).copied()));
        let known = centres.iter().any(|other| cosine(other, &centre) > SAME);
        if !known && centres.len() < MOST_GROUPS + anchors.len() {
            centres.push(centre);
        }
    }
    for seed in seeds {
        let known = centres.iter().any(|other| cosine(other, seed) > COVERED);
        if !known && centres.len() < MOST_GROUPS + anchors.len() {
            centres.push(seed.clone());
        }
    }
    settle(vectors, centres, anchors.len(), smallest)
}

/// Moves every vector to its nearest centre and every new centre to its members, a few times.
fn settle(vectors: &[Sparse], mut centres: Vec<Sparse>, anchors: usize, smallest: usize) -> Groups {
    let mut of = assign(vectors, &centres);
    for _ in 0..ROUNDS {
        let mut members: Vec<Vec<&Sparse>> = vec![Vec::new(); centres.len()];
        for (vector, group) in vectors.iter().zip(&of) {
            if let Some(list) = group.and_then(|group| members.get_mut(group)) {
                list.push(vector);
            }
        }
        let mut next: Vec<Sparse> = centres.iter().take(anchors).cloned().collect();
        for list in members.iter().skip(anchors) {
            if list.len() < smallest.max(2) {
                continue;
            }
            let centre = centroid(list.iter().copied());
            if next.iter().all(|other| cosine(other, &centre) <= SAME) {
                next.push(centre);
            }
        }
        centres = next;
        of = assign(vectors, &centres);
    }
    dissolve_small(vectors, centres, of, anchors, smallest)
}

fn dissolve_small(
    vectors: &[Sparse],
    centres: Vec<Sparse>,
    of: Vec<Option<usize>>,
    anchors: usize,
    smallest: usize,
) -> Groups {
    let mut sizes = vec![0_usize; centres.len()];
    for group in of.iter().flatten() {
        if let Some(size) = sizes.get_mut(*group) {
            *size += 1;
        }
    }
    let kept: Vec<Sparse> = centres
        .into_iter()
        .zip(&sizes)
        .enumerate()
        .filter(|(group, (_, size))| *group < anchors || **size >= smallest)
        .map(|(_, (centre, _))| centre)
        .collect();
    let of = assign(vectors, &kept);
    Groups { centres: kept, of }
}

/// For every feature, who holds it and how heavily.
fn by_feature<'a>(holders: impl Iterator<Item = &'a Sparse>) -> Vec<Vec<(usize, f32)>> {
    let mut lists: Vec<Vec<(usize, f32)>> = Vec::new();
    for (at, holder) in holders.enumerate() {
        for (feature, weight) in holder {
            let feature = *feature as usize;
            if feature >= lists.len() {
                lists.resize_with(feature + 1, Vec::new);
            }
            if let Some(list) = lists.get_mut(feature) {
                list.push((at, *weight));
            }
        }
    }
    lists
}

/// Nearest centre of every vector, by the features they share.
fn assign(vectors: &[Sparse], centres: &[Sparse]) -> Vec<Option<usize>> {
    let by_feature = by_feature(centres.iter());
    let mut scores = vec![0.0_f32; centres.len()];
    vectors
        .iter()
        .map(|vector| {
            scores.fill(0.0);
            for (feature, weight) in vector {
                for (group, factor) in by_feature.get(*feature as usize).into_iter().flatten() {
                    if let Some(score) = scores.get_mut(*group) {
                        *score += weight * factor;
                    }
                }
            }
            let (best, score) = scores
                .iter()
                .enumerate()
                .fold((0, 0.0), |best, (group, score)| {
                    if *score > best.1 {
                        (group, *score)
                    } else {
                        best
                    }
                });
            (score >= BELONGS).then_some(best)
        })
        .collect()
}

/// Average-linkage groups by the nearest-neighbour chain; groups below [`COHESION`] stay apart.
fn agglomerate(sample: &[&Sparse]) -> Vec<Vec<usize>> {
    let count = sample.len();
    let mut similarity = similarities(sample);
    let mut size = vec![1_usize; count];
    let mut alive = vec![true; count];
    let mut parent: Vec<usize> = (0..count).collect();
    let mut chain: Vec<usize> = Vec::new();
    let mut first_alive = 0;
    loop {
        if chain.is_empty() {
            while first_alive < count && !alive.get(first_alive).copied().unwrap_or(false) {
                first_alive += 1;
            }
            if first_alive >= count {
                break;
            }
            chain.push(first_alive);
        }
        let Some(top) = chain.last().copied() else {
            break;
        };
        let below = chain
            .len()
            .checked_sub(2)
            .and_then(|at| chain.get(at))
            .copied();
        match nearest(&similarity, count, top, &alive, below) {
            Some((other, closeness)) if closeness >= COHESION => {
                if Some(other) == below {
                    chain.truncate(chain.len() - 2);
                    merge(&mut similarity, count, &mut size, &alive, top, other);
                    retire(&mut alive, other);
                    if let Some(parent) = parent.get_mut(other) {
                        *parent = top;
                    }
                } else {
                    chain.push(other);
                }
            }
            // Nothing is close enough: this group is finished.
            _ => {
                chain.pop();
                retire(&mut alive, top);
            }
        }
    }
    collect(&parent)
}

fn retire(alive: &mut [bool], group: usize) {
    if let Some(alive) = alive.get_mut(group) {
        *alive = false;
    }
}

fn similarities(sample: &[&Sparse]) -> Vec<f32> {
    let count = sample.len();
    let by_feature = by_feature(sample.iter().copied());
    let mut similarity = vec![0.0_f32; count * count];
    for (row, vector) in similarity.chunks_mut(count.max(1)).zip(sample) {
        for (feature, weight) in vector.iter() {
            for (other, factor) in by_feature.get(*feature as usize).into_iter().flatten() {
                if let Some(cell) = row.get_mut(*other) {
                    *cell += weight * factor;
                }
            }
        }
    }
    similarity
}

/// The living group nearest to `top`; of equals, the one `below` it in the chain, so that the chain
/// ends, then the first.
fn nearest(
    similarity: &[f32],
    count: usize,
    top: usize,
    alive: &[bool],
    below: Option<usize>,
) -> Option<(usize, f32)> {
    let row = similarity.get(top * count..(top + 1) * count)?;
    let mut best = below.and_then(|at| Some((at, *row.get(at)?)));
    for (other, (closeness, alive)) in row.iter().zip(alive).enumerate() {
        if *alive && other != top && best.is_none_or(|(_, highest)| *closeness > highest) {
            best = Some((other, *closeness));
        }
    }
    best
}

/// Joins group `from` to group `into`: its similarity to every other is the mean over members.
fn merge(
    similarity: &mut [f32],
    count: usize,
    size: &mut [usize],
    alive: &[bool],
    into: usize,
    from: usize,
) {
    let (Some(kept), Some(joined)) = (size.get(into).copied(), size.get(from).copied()) else {
        return;
    };
    let row = |group: usize| similarity.get(group * count..(group + 1) * count);
    let (Some(kept_row), Some(joined_row)) = (row(into), row(from)) else {
        return;
    };
    let means: Vec<f32> = kept_row
        .iter()
        .zip(joined_row)
        .map(|(one, other)| (kept as f32 * one + joined as f32 * other) / (kept + joined) as f32)
        .collect();
    for (other, (mean, alive)) in means.iter().zip(alive).enumerate() {
        if !alive || other == into || other == from {
            continue;
        }
        for cell in [into * count + other, other * count + into] {
            if let Some(cell) = similarity.get_mut(cell) {
                *cell = *mean;
            }
        }
    }
    if let Some(size) = size.get_mut(into) {
        *size = kept + joined;
    }
}

fn collect(parent: &[usize]) -> Vec<Vec<usize>> {
    let root = |mut at: usize| {
        while let Some(up) = parent.get(at).filter(|up| **up != at) {
            at = *up;
        }
        at
    };
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for at in 0..parent.len() {
        groups.entry(root(at)).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors() -> Vec<Sparse> {
        let side = 1.0 / 2.0_f32.sqrt();
        (0..30)
            .map(|at| match at % 3 {
                0 => vec![(0, side), (1, side)],
                1 => vec![(2, side), (3, side)],
                _ => vec![(9 + at, 1.0)],
            })
            .collect()
    }

    #[test]
    fn messages_that_share_words_meet_and_single_ones_stay_out() {
        let groups = group(&vectors(), &[], &[], 5);
        assert_eq!(groups.centres.len(), 2);
        assert_eq!(groups.of[0], groups.of[3]);
        assert_ne!(groups.of[0], groups.of[1]);
        assert_eq!(groups.of[2], None);
    }

    #[test]
    fn an_anchor_keeps_its_place() {
        let anchor = vec![(2, 1.0)];
        let groups = group(&vectors(), std::slice::from_ref(&anchor), &[], 5);
        assert_eq!(groups.centres[0], anchor);
        assert_eq!(groups.of[1], Some(0));
    }

    #[test]
    fn no_message_gives_no_group() {
        assert!(group(&[], &[], &[], 2).centres.is_empty());
        assert_eq!(group(&[vec![], vec![]], &[], &[], 2).of, [None, None]);
    }
}
