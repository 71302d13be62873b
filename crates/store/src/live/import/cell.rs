//! Which messages of an export the store knows already. Pure: messages of one thread and direction
//! in, what becomes of each out.
//!
//! An export tells the minute of a message and no id. Within a minute, counts decide: of two tellings
//! of a minute the longer one holds, and nothing is counted twice. Where both sides hold the words,
//! these decide. Where a deleted message may be one of several, doubt goes to the customer.

use std::collections::BTreeMap;

use tact_domain::WithdrawnBy;
use tact_domain::live::LiveKind;
use zeroize::Zeroizing;

/// How far two clocks may stand apart across the edge of a minute, milliseconds.
pub(super) const SKEW: i64 = 10_000;
/// One minute, milliseconds.
pub(in crate::live) const MINUTE: i64 = 60_000;

/// The longest after its sending that the platform lets one delete a message, milliseconds: where in
/// it a deletion lies whose message was never told, nobody knows.
pub(in crate::live) const RECALL: i64 = 60 * 60 * MINUTE;

/// The longest after its sending that the platform lets one edit a message, milliseconds.
pub(in crate::live) const AMEND: i64 = 15 * MINUTE;

/// Kinds that may be told of one message by both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Words,
    Media,
    /// Shown differently by each side: fits anything.
    Any,
}

impl Class {
    pub(super) fn of(kind: LiveKind) -> Self {
        match kind {
            LiveKind::Text | LiveKind::Choice => Self::Words,
            LiveKind::Media
            | LiveKind::Image
            | LiveKind::Video
            | LiveKind::Audio
            | LiveKind::VoiceNote
            | LiveKind::Sticker
            | LiveKind::Gif
            | LiveKind::Document => Self::Media,
            _ => Self::Any,
        }
    }

    fn fits(self, other: Self) -> bool {
        self == other || self == Self::Any || other == Self::Any
    }
}

/// What the store knows of a message.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) at: i64,
    /// Told by an export: its clock is the export's.
    pub(super) exported: bool,
    pub(super) class: Class,
    /// Its words, where they are held.
    pub(super) words: Option<Zeroizing<String>>,
    /// Its words are not those it was sent with.
    pub(super) edited: bool,
    /// It was deleted: the tombstone is known.
    pub(super) gone: bool,
}

/// What an export tells of a message.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) at: i64,
    pub(super) class: Class,
    pub(super) words: Option<Zeroizing<String>>,
    pub(super) edited: bool,
    pub(super) deleted: Option<WithdrawnBy>,
}

/// What becomes of a message of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is this message of the store.
    Known(usize),
    /// It is this message, whose words it replaces.
    Replaces(usize),
    /// It says that this message was deleted.
    Deletes(usize),
    /// It is new.
    New,
    /// It is new, and may be a message somebody deleted: without its words.
    InDoubt,
    /// A deletion of which nothing was known.
    NewDeletion,
}

/// What becomes of the messages of an export, in their order, and which messages of the store lose
/// their words because one of them is the deleted one.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) outcomes: Vec<Outcome>,
    pub(super) silenced: Vec<usize>,
}

pub(super) fn minute(at: i64) -> i64 {
    at.div_euclid(MINUTE)
}

/// The time an export allows: a whole minute where it shows no seconds.
fn span(at: i64) -> (i64, i64) {
    let within = at.rem_euclid(MINUTE);
    if within < 1000 {
        (at - within, at - within + MINUTE)
    } else {
        (at, at)
    }
}

/// True when the two may be one message although their minutes differ: only clocks of different
/// devices stand apart.
fn near(claim: &Claim, item: &Item) -> bool {
    if item.exported || minute(claim.at) == minute(item.at) {
        return false;
    }
    touches(claim.at, item.at)
}

/// True when what an export told of one time may be a message the platform told of another.
pub(super) fn touches(exported: i64, told: i64) -> bool {
    let ((a, b), c) = (span(exported), told);
    minute(exported) == minute(told) || c.max(a) - b.min(c) <= SKEW
}

struct Matching<'a> {
    items: &'a [Item],
    claims: &'a [Claim],
    taken: Vec<bool>,
    outcomes: Vec<Option<Outcome>>,
    by_minute: BTreeMap<i64, Vec<usize>>,
}

impl<'a> Matching<'a> {
    fn new(items: &'a [Item], claims: &'a [Claim]) -> Self {
        let mut by_minute: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (place, item) in items.iter().enumerate() {
            by_minute.entry(minute(item.at)).or_default().push(place);
        }
        for places in by_minute.values_mut() {
            places.sort_by_key(|place| items.get(*place).map(|item| item.at));
        }
        Self {
            items,
            claims,
            taken: vec![false; items.len()],
            outcomes: vec![None; claims.len()],
            by_minute,
        }
    }

    /// Free messages of the store in the same minute, or, `beside` it, near enough.
    fn free(&self, claim: &Claim, beside: Beside) -> Vec<usize> {
        let own = minute(claim.at);
        let minutes = match beside {
            Beside::Own => vec![own],
            Beside::Next => vec![own - 1, own + 1],
        };
        let places = minutes.iter().filter_map(|at| self.by_minute.get(at));
        places
            .flatten()
            .copied()
            .filter(|place| !self.taken.get(*place).copied().unwrap_or(true))
            .filter(|place| {
                beside == Beside::Own
                    || self.items.get(*place).is_some_and(|item| near(claim, item))
            })
            .collect()
    }

    fn pass(
        &mut self,
        beside: Beside,
        concerns: impl Fn(&Claim) -> bool,
        fits: impl Fn(&Claim, &Item) -> bool,
        outcome: impl Fn(&Claim, usize) -> Outcome,
    ) {
        for (place, claim) in self.claims.iter().enumerate() {
            if self.outcomes.get(place).is_some_and(Option::is_some) || !concerns(claim) {
                continue;
            }
            let found = self
                .free(claim, beside)
                .into_iter()
                .find(|item| self.items.get(*item).is_some_and(|item| fits(claim, item)));
            if let Some(found) = found {
                self.taken[found] = true;
                self.outcomes[place] = Some(outcome(claim, found));
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Own,
    Next,
}

fn same_words(claim: &Claim, item: &Item) -> bool {
    !item.gone && claim.words.is_some() && claim.words == item.words
}

/// Words are known of both, and differ.
fn differ(claim: &Claim, item: &Item) -> bool {
    claim.words.is_some() && item.words.is_some() && claim.words != item.words
}

/// The two cannot be one message: each tells other words than the other, and neither was edited.
/// What stands beside a picture is told differently by the two sides, so that it tells nothing.
fn apart(claim: &Claim, item: &Item) -> bool {
    let comparable = [claim.class, item.class] == [Class::Words; 2];
    comparable && !claim.edited && !item.edited && differ(claim, item)
}

fn replaces(claim: &Claim, item: usize, items: &[Item]) -> Outcome {
    let older = items.get(item).is_some_and(|item| differ(claim, item));
    if claim.edited && older {
        Outcome::Replaces(item)
    } else {
        Outcome::Known(item)
    }
}

/// Settles what an export tells of one direction of a thread. `doubtful` says of a time that a
/// deletion whose place is not known any more may lie there.
pub(super) fn settle(items: &[Item], claims: &[Claim], doubtful: impl Fn(i64) -> bool) -> Settled {
    let mut matching = Matching::new(items, claims);
    let known = |_: &Claim, item: usize| Outcome::Known(item);
    let marker = |claim: &Claim| claim.deleted.is_some();
    let stands = |claim: &Claim| claim.deleted.is_none();
    for beside in [Beside::Own, Beside::Next] {
        matching.pass(beside, stands, same_words, known);
    }
    for beside in [Beside::Own, Beside::Next] {
        matching.pass(beside, marker, |_, item| item.gone, known);
    }
    // What remains of a tombstone now is explained by no marker of this export.
    let unexplained: Vec<usize> = (0..items.len())
        .filter(|place| items[*place].gone && !matching.taken[*place])
        .collect();
    let mut silenced = Vec::new();
    for beside in [Beside::Own, Beside::Next] {
        // First those whose words no message of the export says again.
        for wordy in [true, false] {
            matching.pass(
                beside,
                marker,
                |_, item| !item.gone && item.words.is_some() == wordy,
                |_, item| Outcome::Deletes(item),
            );
        }
    }
    for (place, claim) in claims.iter().enumerate() {
        if let Some(Outcome::Deletes(_)) = matching.outcomes[place] {
            // Any of those left may have been the one.
            silenced.extend(
                matching
                    .free(claim, Beside::Own)
                    .into_iter()
                    .filter(|item| {
                        let item = &items[*item];
                        !item.gone && item.words.is_some()
                    }),
            );
        }
    }
    for beside in [Beside::Own, Beside::Next] {
        let items = matching.items;
        let to = |claim: &Claim, item: usize| replaces(claim, item, items);
        let fits = |claim: &Claim, item: &Item| !item.gone && claim.class.fits(item.class);
        // An edit meets a message of other words; one without words any that fits.
        let edit = |claim: &Claim| stands(claim) && claim.edited;
        matching.pass(beside, edit, |c, i| fits(c, i) && differ(c, i), to);
        matching.pass(beside, stands, |c, i| fits(c, i) && !differ(c, i), to);
        if beside == Beside::Own {
            matching.pass(beside, stands, |c, i| !i.gone && !apart(c, i), to);
        }
    }
    for beside in [Beside::Own, Beside::Next] {
        matching.pass(beside, stands, |_, item| item.gone, known);
    }
    let outcomes = claims
        .iter()
        .zip(matching.outcomes)
        .map(|(claim, outcome)| {
            outcome.unwrap_or_else(|| {
                let beside_a_grave = || {
                    unexplained.iter().any(|place| {
                        let item = &items[*place];
                        minute(item.at) == minute(claim.at) || near(claim, item)
                    })
                };
                if claim.deleted.is_some() {
                    Outcome::NewDeletion
                } else if beside_a_grave() || doubtful(claim.at) {
                    Outcome::InDoubt
                } else {
                    Outcome::New
                }
            })
        });
    let outcomes = outcomes.collect();
    silenced.sort_unstable();
    silenced.dedup();
    Settled { outcomes, silenced }
}

#[cfg(test)]
mod tests;
