//! Lays the exports of one chat over each other.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use tact_domain::MessageKind;

use super::super::source::{Line, PersonId, SideMarks, Source, minute_of, shifted};
use super::MergeReport;
use super::align::matching;
use super::chat::{Chat, ChatMessage, Exported, Person, message_kind};
use super::cluster::Cluster;
use super::echo::echoes;
use super::slot::{Deletion, Slot};

/// Merges one cluster. Takes its exports out of `sources`.
pub(in super::super) fn fold(
    cluster: &Cluster,
    sources: &mut [Option<Source>],
    report: &mut MergeReport,
) -> Option<Chat> {
    let mut members = Vec::with_capacity(cluster.members.len());
    for member in &cluster.members {
        members.push((
            sources.get_mut(member.source)?.take()?,
            member.onto.as_ref(),
        ));
    }
    let ages = ages(members.iter().map(|(source, _)| source));
    let many = members.len() > 1;
    let mut fold = Fold::default();
    for ((source, onto), recency) in members.into_iter().zip(ages) {
        let (shift, people) = match onto {
            None => (0, Vec::new()),
            Some((earlier, fit)) => fold.place(*earlier, fit.shift, &fit.persons),
        };
        fold.add(source, shift, people, recency, many);
    }
    Some(fold.finish(report))
}

/// Rank of each export by its last entry, the newest highest.
fn ages<'a>(sources: impl Iterator<Item = &'a Source>) -> Vec<u32> {
    let ends: Vec<_> = sources.map(|source| source.last_entry).collect();
    let mut sorted = ends.clone();
    sorted.sort_unstable();
    ends.iter()
        .map(|end| u32::try_from(sorted.partition_point(|other| other < end)).unwrap_or(u32::MAX))
        .collect()
}

/// A chat in the making.
#[derive(Default)]
struct Fold {
    people: Vec<Person>,
    slots: Vec<Slot>,
    /// Messages of a chat that came in one export, which needs no slots.
    single: Vec<ChatMessage>,
    texts: Vec<String>,
    exports: Vec<Exported>,
    /// For each export, the chat's person of each of its persons.
    person_of: Vec<BTreeMap<PersonId, PersonId>>,
    calls: BTreeMap<i32, Vec<DateTime>>,
    seconds: bool,
}

impl Fold {
    /// Clock and people of a member, through the earlier member it fits.
    fn place(
        &self,
        earlier: usize,
        shift: i32,
        persons: &[(PersonId, PersonId)],
    ) -> (i32, Vec<(PersonId, PersonId)>) {
        let base = self.exports.get(earlier).map_or(0, |export| export.shift);
        let people = persons
            .iter()
            .filter_map(|(there, here)| {
                let person = self.person_of.get(earlier)?.get(there)?;
                Some((*person, *here))
            })
            .collect();
        (base + shift, people)
    }

    fn add(
        &mut self,
        source: Source,
        shift: i32,
        known: Vec<(PersonId, PersonId)>,
        recency: u32,
        many: bool,
    ) {
        let nth = u16::try_from(self.texts.len()).unwrap_or(u16::MAX);
        let person_of = self.people_of(&source, &known);
        let lines: Vec<Line> = source
            .lines
            .iter()
            .map(|line| {
                let mut line = line.shifted(shift);
                line.person = person_of.get(&line.person).copied().unwrap_or(line.person);
                line
            })
            .collect();
        self.seconds = lines.iter().all(|line| line.second.is_some())
            && (self.texts.is_empty() || self.seconds);
        if many {
            self.lay_over(&lines, nth, recency);
        } else {
            self.single = lines.iter().map(|line| plain_message(line, nth)).collect();
        }
        self.note_calls(&source.missed_calls, shift);
        self.exports.push(Exported {
            title_key: source.title_key,
            marks: marks_of_chat(source.marks, &person_of),
            times: source.times,
            last_entry: shifted(source.last_entry, shift),
            shift,
        });
        self.person_of.push(person_of);
        self.texts.push(source.text);
    }

    /// Finds or adds the chat's person for each author of an export.
    fn people_of(
        &mut self,
        source: &Source,
        known: &[(PersonId, PersonId)],
    ) -> BTreeMap<PersonId, PersonId> {
        let mut person_of = BTreeMap::new();
        let mut named: Vec<PersonId> = source.writers();
        // Authors of notices only: they tell sides, though they wrote nothing.
        named.extend(source.marks.notice_author);
        for here in named {
            if person_of.contains_key(&here) {
                continue;
            }
            let key = source.key(here);
            let by_fit = known
                .iter()
                .find(|(_, there)| *there == here)
                .map(|(p, _)| *p);
            let by_name = || {
                let is_taken = |at: usize| known.iter().any(|(p, _)| usize::from(*p) == at);
                self.people
                    .iter()
                    .enumerate()
                    .find(|(at, person)| !is_taken(*at) && person.keys.iter().any(|k| k == key))
                    .and_then(|(at, _)| PersonId::try_from(at).ok())
            };
            let person = by_fit.or_else(by_name).unwrap_or_else(|| {
                self.people.push(Person::default());
                PersonId::try_from(self.people.len() - 1).unwrap_or(PersonId::MAX)
            });
            person_of.insert(here, person);
            if let Some(entry) = self.people.get_mut(usize::from(person)) {
                if !entry.keys.iter().any(|k| k == key) {
                    entry.keys.push(key.to_owned());
                }
                if let Some(name) = source.names.get(usize::from(here)) {
                    let seen = entry.names.entry(name.clone()).or_insert(source.last_entry);
                    *seen = (*seen).max(source.last_entry);
                }
            }
        }
        person_of
    }

    /// Lays lines over the slots: known messages are absorbed, new ones put in their place.
    fn lay_over(&mut self, lines: &[Line], source: u16, recency: u32) {
        if self.slots.is_empty() {
            self.slots = lines
                .iter()
                .map(|line| Slot::new(line, source, recency))
                .collect();
            return;
        }
        let found = matching(&self.slots, lines);
        for at in found.doubtful_slots {
            self.slots[at].doubtful = true;
        }
        let mut new: Vec<(usize, Slot)> = Vec::new();
        let bounds = bounds(&found.slot_of, self.slots.len());
        let mut after = 0;
        for (at, line) in lines.iter().enumerate() {
            if let Some(slot) = found.slot_of[at] {
                self.slots[slot].absorb(line, source, recency);
                continue;
            }
            let (low, high) = bounds[at];
            after = after.max(low);
            // Between two common messages both sides' own ones are merged by time.
            while after < high && self.slots[after].minute <= line.minute {
                after += 1;
            }
            let mut slot = Slot::new(line, source, recency);
            slot.doubtful = found.doubtful_lines.contains(&at);
            new.push((after, slot));
        }
        if new.is_empty() {
            return;
        }
        let mut merged = Vec::with_capacity(self.slots.len() + new.len());
        let mut new = new.into_iter().peekable();
        for (at, slot) in std::mem::take(&mut self.slots).into_iter().enumerate() {
            while let Some((_, inserted)) = new.next_if(|(before, _)| *before <= at) {
                merged.push(inserted);
            }
            merged.push(slot);
        }
        merged.extend(new.map(|(_, slot)| slot));
        self.slots = merged;
    }

    /// The same missed call stands in several exports: of each minute, the most any one shows.
    fn note_calls(&mut self, calls: &[DateTime], shift: i32) {
        let mut by_minute: BTreeMap<i32, Vec<DateTime>> = BTreeMap::new();
        for call in calls {
            let at = shifted(*call, shift);
            by_minute.entry(minute_of(at)).or_default().push(at);
        }
        for (minute, calls) in by_minute {
            let kept = self.calls.entry(minute).or_default();
            if calls.len() > kept.len() {
                *kept = calls;
            }
        }
    }

    fn finish(mut self, report: &mut MergeReport) -> Chat {
        let merged = self.exports.len() > 1;
        let messages = if merged {
            self.count(report);
            self.slots.iter().map(merged_message).collect()
        } else {
            std::mem::take(&mut self.single)
        };
        let mut chat = Chat {
            people: self.people,
            messages,
            texts: self.texts,
            missed_calls: self.calls.into_values().flatten().collect(),
            exports: self.exports,
            has_seconds: self.seconds,
            echoes: Vec::new(),
        };
        for message in &chat.messages {
            if let Some(person) = chat.people.get_mut(usize::from(message.person)) {
                person.messages += 1;
            }
        }
        if merged {
            chat.echoes = echoes(&chat, &self.slots);
            report.echoes_masked += chat.echoes.len() as u64;
        }
        chat
    }

    fn count(&self, report: &mut MergeReport) {
        report.merged_chats += 1;
        for slot in &self.slots {
            report.repeated_messages += u64::from(slot.seen > 1);
            let held = slot.version.is_some_and(|version| version.has_content());
            report.deletions_won += u64::from(slot.deleted.is_some() && held);
            report.edits_won += u64::from(slot.superseded());
            report.texts_in_doubt += u64::from(slot.doubtful && slot.deleted.is_none() && held);
        }
        report.clocks_moved += self.exports.iter().filter(|e| e.shift != 0).count() as u64;
        let renamed = self.people.iter().any(|person| person.keys.len() > 1);
        report.renamed_contacts += u64::from(renamed);
    }
}

/// For each unmatched line, between which slots it belongs: after the last common message before
/// it, before the first one after it. Common messages that stand in another order do not count.
fn bounds(slot_of: &[Option<usize>], slots: usize) -> Vec<(usize, usize)> {
    let mut bounds = vec![(0, slots); slot_of.len()];
    let mut low = 0;
    let mut anchors = Vec::new();
    for (at, slot) in slot_of.iter().enumerate() {
        if let Some(slot) = slot.filter(|slot| *slot >= low) {
            low = slot + 1;
            anchors.push(at);
        }
        bounds[at].0 = low;
    }
    let mut high = slots;
    let mut anchors = anchors.into_iter().rev().peekable();
    for at in (0..slot_of.len()).rev() {
        bounds[at].1 = high;
        if anchors.next_if_eq(&at).is_some() {
            high = slot_of[at].unwrap_or(high);
        }
    }
    bounds
}

fn marks_of_chat(marks: SideMarks, person_of: &BTreeMap<PersonId, PersonId>) -> SideMarks {
    let renamed = |counts: BTreeMap<PersonId, u32>| {
        counts
            .into_iter()
            .filter_map(|(person, count)| Some((*person_of.get(&person)?, count)))
            .collect()
    };
    SideMarks {
        own_deletions: renamed(marks.own_deletions),
        other_deletions: renamed(marks.other_deletions),
        notice_author: marks
            .notice_author
            .and_then(|person| person_of.get(&person).copied()),
        ..marks
    }
}

/// A message of a chat that came once.
fn plain_message(line: &Line, source: u16) -> ChatMessage {
    let deleted = Deletion::of(line.body);
    ChatMessage {
        at: line.at,
        person: line.person,
        source,
        kind: message_kind(line.body),
        deleted,
        edited: line.edited && deleted.is_none(),
        start: line.start,
        length: line.length,
    }
}

/// What is left of a message of several exports. Deleted and doubtful ones have no words.
fn merged_message(slot: &Slot) -> ChatMessage {
    let version = slot
        .version
        .filter(|_| slot.deleted.is_none() && !slot.doubtful);
    ChatMessage {
        at: slot.at,
        person: slot.person,
        source: version.map_or(0, |version| version.source),
        kind: version.map_or(MessageKind::Empty, |version| message_kind(version.body)),
        deleted: slot.deleted,
        edited: slot.edited && slot.deleted.is_none(),
        start: version.map_or(0, |version| version.start),
        length: version.map_or(0, |version| version.length),
    }
}
