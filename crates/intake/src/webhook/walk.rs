//! Reading a body, step by step: what is damaged is noted, what is unknown counted, and the walk
//! goes on.

use jiff::{SignedDuration, Timestamp};
use tact_domain::Sensitive;
use tact_domain::live::UnrecognizedKind;

use super::json::{Object, Place};
use super::people::People;
use super::{
    Decoder, Delivery, Received, ReceivedContact, ReceivedEvent, Unreadable, UnreadableReason,
};

/// A time further ahead of the clock than this is not believed (checklist S2). There is no lower
/// limit: history reaches back 180 days, replays over 8.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// One reading of one body.
pub(super) struct Walk<'d> {
    pub(super) decoder: &'d Decoder,
    pub(super) now: Timestamp,
    pub(super) delivery: Delivery,
}

/// What all changes of one `entry` share.
#[derive(Clone, Default)]
pub(super) struct Entry {
    /// The platform's id of the business account.
    pub(super) account: Option<Sensitive<String>>,
    /// The platform's time, told for account events only.
    pub(super) time: Option<Timestamp>,
}

/// What all items of one `value` share.
pub(super) struct Scope {
    /// Where the events belong.
    pub(super) number: Option<Sensitive<String>>,
    /// Digits of the business number, to tell which side wrote.
    pub(super) business: Option<String>,
    /// Webhook field.
    pub(super) field: String,
    /// The entry around it.
    pub(super) entry: Entry,
    /// People named beside the items.
    pub(super) people: People,
}

impl Walk<'_> {
    /// Calls `read` on every object of a list; says whether the list is there at all.
    pub(super) fn each(
        &mut self,
        object: &Object<'_>,
        key: &'static str,
        mut read: impl FnMut(&mut Self, &Object<'_>),
    ) -> bool {
        if !object.has(key) {
            return false;
        }
        for item in self.objects(object, key) {
            read(self, &item);
        }
        true
    }

    /// The objects of a list; what is no object is reported.
    pub(super) fn objects<'a>(
        &mut self,
        object: &Object<'a>,
        key: &'static str,
    ) -> Vec<Object<'a>> {
        let Some(list) = self.note(object.list(key)).flatten() else {
            return Vec::new();
        };
        list.pieces()
            .filter_map(|piece| self.note(piece.object()))
            .collect()
    }

    /// What was read, or a report of what is wrong there.
    pub(super) fn note<T>(&mut self, read: Result<T, Unreadable>) -> Option<T> {
        read.map_err(|problem| self.delivery.unreadable(problem))
            .ok()
    }

    /// Counts something unknown.
    pub(super) fn unknown(&mut self, place: &Place, kind: UnrecognizedKind) {
        self.delivery.unrecognized(|| place.pointer(), kind);
    }

    /// The time below a key, never far ahead of the clock, and whether it had to be held back.
    pub(super) fn time(
        &mut self,
        object: &Object<'_>,
        key: &'static str,
    ) -> Result<(Timestamp, bool), Unreadable> {
        let problem = || Unreadable {
            pointer: object.place().key(key).pointer(),
            reason: UnreadableReason::NotATime,
        };
        let seconds = object.require(key, object.integer(key))?;
        if seconds < 0 {
            return Err(problem());
        }
        // Beyond the calendar is far ahead, too.
        let at = Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX);
        Ok(self.held_back(at))
    }

    fn held_back(&mut self, at: Timestamp) -> (Timestamp, bool) {
        if at.duration_since(self.now) <= AHEAD {
            return (at, false);
        }
        self.delivery.clamped += 1;
        (self.now, true)
    }

    /// The time of an act that must not be lost for want of one: a deletion, a change of names.
    pub(super) fn time_or_now(
        &mut self,
        object: &Object<'_>,
        key: &'static str,
        scope: &Scope,
    ) -> (Timestamp, bool) {
        let time = self.time(object, key);
        match self.note(time) {
            Some(time) => time,
            None => self.held_back(scope.entry.time.unwrap_or(self.now)),
        }
    }

    /// Records an event of a contact.
    pub(super) fn event(
        &mut self,
        scope: &Scope,
        contact: ReceivedContact,
        (at, clamped): (Timestamp, bool),
        what: Received,
    ) {
        self.delivery.events.push(ReceivedEvent {
            account: scope.entry.account.clone(),
            number: scope.number.clone(),
            shown_as: scope.business.clone().map(Sensitive::new),
            contact,
            at,
            clamped,
            what,
        });
    }

    /// Records an event of a number, without a contact.
    pub(super) fn number_event(&mut self, scope: &Scope, what: Received) {
        let time = self.held_back(scope.entry.time.unwrap_or(self.now));
        self.event(scope, ReceivedContact::default(), time, what);
    }

    /// Records an event of the account; some name a number by its digits.
    pub(super) fn account_event(
        &mut self,
        entry: &Entry,
        shown_as: Option<Sensitive<String>>,
        what: Received,
    ) {
        let (at, clamped) = self.held_back(entry.time.unwrap_or(self.now));
        self.delivery.events.push(ReceivedEvent {
            account: entry.account.clone(),
            number: None,
            shown_as,
            contact: ReceivedContact::default(),
            at,
            clamped,
            what,
        });
    }
}
