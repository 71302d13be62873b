//! Who an event is about: names on the event itself, and the `contacts` list beside it.

use std::collections::HashMap;
use std::hash::BuildHasher;

use tact_domain::live::AliasKind;

use super::json::Object;
use super::{ReceivedContact, ReceivedId, SecretText, Unreadable, UnreadableReason};

/// Reads one name. A number comes in digits, perhaps with `+` and separators; what is no number but
/// has the form of a business-scoped id is one, whichever key it stands under.
pub(super) fn read_id(
    object: &Object<'_>,
    key: &'static str,
    kind: AliasKind,
) -> Result<Option<ReceivedId>, Unreadable> {
    let Some(value) = object.id(key)? else {
        return Ok(None);
    };
    let read = match kind {
        AliasKind::Phone | AliasKind::WaId => digits(value.expose())
            .map(|value| ReceivedId { kind, value })
            .or_else(|| {
                is_user_id(value.expose()).then_some(ReceivedId {
                    kind: AliasKind::UserId,
                    value,
                })
            }),
        AliasKind::UserId | AliasKind::ParentUserId | AliasKind::ExportName => {
            Some(ReceivedId { kind, value })
        }
    };
    read.map(Some).ok_or_else(|| Unreadable {
        pointer: object.place().key(key).pointer(),
        reason: UnreadableReason::NotAnId,
    })
}

/// The digits of a phone number: 5 to 20 of them (test numbers are short, E.164 stops at 15), with
/// nothing else but the usual separators.
pub(super) fn digits(text: &str) -> Option<SecretText> {
    let mut digits = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() => {}
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2011}' | '.' | '(' | ')' | '/' => {}
            _ => return None,
        }
    }
    let digits = SecretText::new(digits);
    (5..=20).contains(&digits.expose().len()).then_some(digits)
}

/// `FR.9000…`, or `FR.ENT.…` for a parent.
fn is_user_id(text: &str) -> bool {
    text.split_once('.').is_some_and(|(country, id)| {
        country.len() == 2
            && country.bytes().all(|byte| byte.is_ascii_uppercase())
            && !id.is_empty()
            && id
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    })
}

/// The keys under which an event names its contact, by kind of event.
pub(super) type Keys = &'static [(&'static str, AliasKind)];

/// The author of an inbound message.
pub(super) const FROM: Keys = &[
    ("from", AliasKind::WaId),
    ("from_user_id", AliasKind::UserId),
    ("from_parent_user_id", AliasKind::ParentUserId),
];

/// The addressee of a message of the business.
pub(super) const TO: Keys = &[
    ("to", AliasKind::WaId),
    ("to_user_id", AliasKind::UserId),
    ("to_parent_user_id", AliasKind::ParentUserId),
];

/// The addressee of a status; the last key is of earlier editions.
pub(super) const RECIPIENT: Keys = &[
    ("recipient_id", AliasKind::WaId),
    ("recipient_user_id", AliasKind::UserId),
    ("recipient_parent_user_id", AliasKind::ParentUserId),
    ("parent_recipient_user_id", AliasKind::ParentUserId),
];

/// The member of a group whom a status is about.
pub(super) const PARTICIPANT: Keys = &[
    ("recipient_participant_id", AliasKind::WaId),
    ("recipient_participant_user_id", AliasKind::UserId),
    (
        "recipient_participant_parent_user_id",
        AliasKind::ParentUserId,
    ),
];

/// A contact of the `contacts` list, a thread's context, a preference, a system message.
pub(super) const CONTACT: Keys = &[
    ("wa_id", AliasKind::WaId),
    ("user_id", AliasKind::UserId),
    ("parent_user_id", AliasKind::ParentUserId),
];

/// A contact of the business's address book.
pub(super) const ADDRESS_BOOK: Keys = &[
    ("phone_number", AliasKind::Phone),
    ("user_id", AliasKind::UserId),
    ("parent_user_id", AliasKind::ParentUserId),
];

/// Puts names in order and drops repetitions.
pub(super) fn tidy(ids: &mut Vec<ReceivedId>) {
    ids.sort_by(|a, b| (a.kind, a.value.expose()).cmp(&(b.kind, b.value.expose())));
    ids.dedup();
}

/// The people named in the `contacts` list of a value.
pub(super) struct People {
    list: Vec<ReceivedContact>,
    /// Positions in the list by hash of a name, so that a thousand contacts beside a thousand
    /// messages stay cheap. A hash only proposes; the names decide.
    by_name: HashMap<u64, Vec<usize>>,
}

impl People {
    pub(super) fn new(list: Vec<ReceivedContact>) -> Self {
        let mut by_name: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, contact) in list.iter().enumerate() {
            for id in &contact.ids {
                by_name.entry(hash(id)).or_default().push(at);
            }
        }
        Self { list, by_name }
    }

    /// Completes what an event says of its contact.
    ///
    /// A listed contact belongs to an event when they share a name. One that shares none belongs to
    /// it only when nobody else can be meant: one contact in the list and one person in the whole
    /// value, and no business-scoped id that says otherwise. Joining two people by mistake would give
    /// one of them the other's rights; not joining costs a name.
    pub(super) fn complete(&self, contact: &mut ReceivedContact, only_person: bool) {
        let own = std::mem::take(&mut contact.ids);
        let mut meant: Vec<usize> = own
            .iter()
            .flat_map(|mine| {
                let proposed = self.by_name.get(&hash(mine)).into_iter().flatten();
                proposed.filter(|at| self.bears(**at, mine))
            })
            .copied()
            .collect();
        if let [alone] = self.list.as_slice()
            && only_person
            && !contradicts(&own, &alone.ids)
        {
            meant.push(0);
        }
        meant.sort_unstable();
        meant.dedup();
        contact.ids = own;
        for listed in meant.into_iter().filter_map(|at| self.list.get(at)) {
            contact.ids.extend(listed.ids.iter().cloned());
            // The smaller of two, so that the order of the list decides nothing.
            contact.name = smaller(contact.name.take(), listed.name.clone());
            contact.identity = smaller(contact.identity.take(), listed.identity.clone());
        }
        tidy(&mut contact.ids);
    }

    fn bears(&self, at: usize, name: &ReceivedId) -> bool {
        let listed = self.list.get(at);
        listed.is_some_and(|listed| listed.ids.iter().any(|id| same(id, name)))
    }
}

fn hash(id: &ReceivedId) -> u64 {
    rustc_hash::FxBuildHasher.hash_one((space(id.kind), id.value.expose()))
}

fn smaller(a: Option<SecretText>, b: Option<SecretText>) -> Option<SecretText> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if a.expose() <= b.expose() { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// Numbers are compared with numbers, whichever of the two kinds they come as.
fn same(a: &ReceivedId, b: &ReceivedId) -> bool {
    space(a.kind) == space(b.kind) && a.value == b.value
}

fn space(kind: AliasKind) -> u8 {
    match kind {
        AliasKind::Phone | AliasKind::WaId => 0,
        AliasKind::UserId => 1,
        AliasKind::ParentUserId => 2,
        AliasKind::ExportName => 3,
    }
}

/// A number may differ from a `wa_id`; a business-scoped id of another value is another person.
fn contradicts(a: &[ReceivedId], b: &[ReceivedId]) -> bool {
    a.iter().any(|a| {
        a.kind == AliasKind::UserId
            && b.iter()
                .any(|b| b.kind == AliasKind::UserId && b.value != a.value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(ids: &[(AliasKind, &str)]) -> ReceivedContact {
        let mut ids: Vec<_> = ids
            .iter()
            .map(|(kind, value)| ReceivedId {
                kind: *kind,
                value: SecretText::new((*value).to_owned()),
            })
            .collect();
        tidy(&mut ids);
        ReceivedContact {
            ids,
            ..ReceivedContact::default()
        }
    }

    #[track_caller]
    fn check(own: &[(AliasKind, &str)], list: &[&[(AliasKind, &str)]], only: bool, names: usize) {
        let mut contact = person(own);
        let list = list.iter().map(|ids| person(ids));
        People::new(list.collect()).complete(&mut contact, only);
        assert_eq!(contact.ids.len(), names);
    }

    const A: (AliasKind, &str) = (AliasKind::WaId, "33639980101");
    const A_ID: (AliasKind, &str) = (AliasKind::UserId, "FR.101");
    const B: (AliasKind, &str) = (AliasKind::WaId, "33639980202");
    const B_ID: (AliasKind, &str) = (AliasKind::UserId, "FR.202");

    #[test]
    fn a_contact_that_shares_a_name_gives_its_other_names() {
        check(&[A], &[&[A, A_ID], &[B, B_ID]], false, 2);
        check(&[(AliasKind::Phone, A.1)], &[&[A, A_ID]], false, 3);
    }

    #[test]
    fn a_lone_contact_is_meant_when_nobody_else_can_be() {
        check(&[A], &[&[(AliasKind::WaId, "336399801011"), A_ID]], true, 3);
        check(&[], &[&[A, A_ID]], true, 2);
    }

    #[test]
    fn two_people_are_never_joined_by_position() {
        check(&[A], &[&[B_ID]], false, 1);
        check(
            &[A],
            &[&[B, B_ID], &[(AliasKind::WaId, "33639980303")]],
            true,
            1,
        );
        check(&[A, A_ID], &[&[B_ID]], true, 2);
    }

    #[test]
    fn a_number_is_read_with_its_separators_and_a_text_is_not_one() {
        assert_eq!(digits("+33 6 39.98-01 01").unwrap().expose(), "33639980101");
        for text in ["", "12", "33+639980101", "Camille", "123456789012345678901"] {
            assert!(digits(text).is_none());
        }
    }
}
