//! What a chat's exports tell of the account that made them.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::title_key;
use super::identity::PhoneNumber;
use super::merge::chat::{Chat, Exported};
use super::sides::{BusinessEvidence, Certainty};
use super::signature::signature;
use super::source::PersonId;

/// Who made one export, when its traces tell.
pub(super) fn exporter(chat: &Chat, export: &Exported) -> Option<PersonId> {
    traces(chat, std::slice::from_ref(export)).map(|found| found.0)
}

/// The account that made the exports of a chat, how that shows, and how sure it makes that this
/// is the business.
pub(super) fn traces(
    chat: &Chat,
    exports: &[Exported],
) -> Option<(PersonId, BusinessEvidence, Certainty)> {
    let writers: Vec<PersonId> = chat.writers().map(|(person, _)| person).collect();
    let other_than = |person: PersonId| match writers.as_slice() {
        [one, other] if *one == person => Some(*other),
        [one, other] if *other == person => Some(*one),
        _ => None,
    };
    let own = only(
        exports
            .iter()
            .flat_map(|export| export.marks.own_deletions.keys().copied()),
    );
    let titled = only(
        exports
            .iter()
            .flat_map(|export| titled_persons(chat, export)),
    );
    let deleted = only(
        exports
            .iter()
            .flat_map(|export| export.marks.other_deletions.keys().copied()),
    );
    let unsaved = only(
        chat.writers()
            .filter(|(_, person)| {
                person
                    .names
                    .keys()
                    .any(|name| name.parse::<PhoneNumber>().is_ok())
            })
            .map(|(person, _)| person),
    );
    let noticed = only(
        exports
            .iter()
            .filter_map(|export| export.marks.notice_author),
    );
    let (person, how, sure) = None
        .or_else(|| own.map(|person| (person, BusinessEvidence::OwnDeletion, Certainty::Certain)))
        .or_else(|| {
            Some((
                other_than(titled?)?,
                BusinessEvidence::Title,
                Certainty::Certain,
            ))
        })
        .or_else(|| {
            Some((
                other_than(deleted?)?,
                BusinessEvidence::OtherDeletion,
                Certainty::Likely,
            ))
        })
        .or_else(|| {
            Some((
                other_than(unsaved?)?,
                BusinessEvidence::UnsavedNumber,
                Certainty::Likely,
            ))
        })
        .or_else(|| {
            Some((
                signing(chat, &writers)?,
                BusinessEvidence::Signatures,
                Certainty::Weak,
            ))
        })
        .or_else(|| {
            Some((
                other_than(noticed?)?,
                BusinessEvidence::NoticeAuthor,
                Certainty::Weak,
            ))
        })?;
    // The app tells a customer that the other side is a business: perhaps a customer exported.
    let doubt = exports.iter().any(|export| export.marks.business_notice);
    Some((person, how, if doubt { Certainty::Weak } else { sure }))
}

/// The one value, if there is one and no other.
fn only(values: impl Iterator<Item = PersonId>) -> Option<PersonId> {
    let values: BTreeSet<_> = values.collect();
    match values.first() {
        Some(one) if values.len() == 1 => Some(*one),
        _ => None,
    }
}

/// The one of two writers who signs, when the other never does.
fn signing(chat: &Chat, writers: &[PersonId]) -> Option<PersonId> {
    let [_, _] = writers else {
        return None;
    };
    let mut signed: BTreeMap<PersonId, u32> = BTreeMap::new();
    for message in &chat.messages {
        if signature(chat.words(message), &[]).is_some_and(|found| found.role.is_some()) {
            *signed.entry(message.person).or_default() += 1;
        }
    }
    only(signed.into_keys())
}

fn titled_persons<'a>(chat: &'a Chat, export: &'a Exported) -> impl Iterator<Item = PersonId> + 'a {
    let title = export.title_key.as_deref();
    chat.writers()
        .filter(move |(_, person)| {
            title.is_some_and(|title| person.keys.iter().any(|key| title_key(key) == title))
        })
        .map(|(person, _)| person)
}

pub(super) fn is_titled(chat: &Chat, person: PersonId) -> bool {
    let mut titled = chat
        .exports
        .iter()
        .flat_map(|export| titled_persons(chat, export));
    titled.any(|other| other == person)
}
