//! From a body to its events. Start at [`Decoder::decode`].

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use tact_domain::Sensitive;
use tact_domain::live::UnrecognizedKind;
use zeroize::Zeroizing;

use super::json::{Object, Piece, Place, is_within_depth, whole};
use super::people::{People, digits};
use super::{
    Delivery, Keywords, Received, ReceivedContact, ReceivedEvent, Unreadable, UnreadableReason,
    WebhookError,
};

/// Deepest nesting of a body (checklist S3); the platform's own reaches 14.
pub(super) const DEEPEST: usize = 32;

/// A time further ahead of the clock than this is not believed (checklist S2). There is no lower
/// limit: history reaches back 180 days, replays over 8.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// Fields Tact has no use for, whatever they say; so has every field that starts with `group_`.
const OUT_OF_SCOPE: [&str; 4] = [
    "partner_solutions",
    "payment_configuration_update",
    "automatic_events",
    "calls",
];

/// Fields about the account, its numbers and templates.
const ACCOUNT_FIELDS: [&str; 16] = [
    "message_template_status_update",
    "message_template_quality_update",
    "message_template_components_update",
    "template_category_update",
    "account_update",
    "account_alerts",
    "account_review_update",
    "account_settings_update",
    "business_capability_update",
    "business_status_update",
    "business_username_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "security",
    "flows",
    "template_performance_metrics",
];

/// Reads webhook bodies for the numbers of one configuration.
#[derive(Clone, Debug)]
pub struct Decoder {
    pub(super) numbers: HashSet<String>,
    pub(super) keywords: Keywords,
}

impl Decoder {
    /// A decoder for these business numbers (`phone_number_id`) and keywords.
    pub fn new(numbers: impl IntoIterator<Item = String>, keywords: Keywords) -> Self {
        Self {
            numbers: numbers.into_iter().collect(),
            keywords,
        }
    }

    /// Reads a body whose signature was checked, at the moment `now`. Deterministic; the order of
    /// items decides nothing but the order of events.
    ///
    /// # Errors
    /// [`WebhookError::NotJson`], [`WebhookError::TooDeep`] or [`WebhookError::NotAWebhook`]: then
    /// there is no good half.
    pub fn decode(&self, raw: &[u8], now: Timestamp) -> Result<Delivery, WebhookError> {
        let text = String::from_utf8_lossy(raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw));
        let (repaired, wiped);
        let text: &str = match text {
            Cow::Borrowed(text) => {
                repaired = false;
                text
            }
            Cow::Owned(text) => {
                repaired = true;
                wiped = Zeroizing::new(text);
                &wiped
            }
        };
        if !is_within_depth(text, DEEPEST) {
            return Err(WebhookError::TooDeep);
        }
        let body = whole(text).ok_or(WebhookError::NotJson)?;
        let mut walk = Walk {
            decoder: self,
            now,
            delivery: Delivery {
                repaired_text: repaired,
                ..Delivery::default()
            },
        };
        walk.body(&body)?;
        Ok(walk.delivery)
    }
}

/// One reading of one body.
pub(super) struct Walk<'d> {
    pub(super) decoder: &'d Decoder,
    pub(super) now: Timestamp,
    pub(super) delivery: Delivery,
}

/// What all items of one `value` share.
pub(super) struct Scope {
    /// Where the events belong.
    pub(super) number: Option<Sensitive<String>>,
    /// Digits of the business number, to tell which side wrote.
    pub(super) business: Option<String>,
    /// Webhook field.
    pub(super) field: String,
    /// The platform's time of the entry, where told.
    pub(super) entry_time: Option<Timestamp>,
    /// People named beside the items.
    pub(super) people: People,
}

impl Walk<'_> {
    fn body(&mut self, body: &Piece<'_>) -> Result<(), WebhookError> {
        let Ok(root) = body.object() else {
            return Err(WebhookError::NotAWebhook);
        };
        if let Some(object) = root.piece("object")
            && !root.says("object", "whatsapp_business_account")
        {
            self.unknown(object.place(), UnrecognizedKind::Object);
            return Ok(());
        }
        if root.has("entry") {
            self.each(&root, "entry", Self::entry);
        } else if root.has("value") {
            self.change(&root, None);
        } else if root.has("messaging_product") || root.has("history") {
            // The platform's own example of a refused history is a bare value.
            let field = if root.has("history") {
                "history"
            } else {
                "messages"
            };
            self.value(&root, field.to_owned(), None);
        } else if root.has("object") {
            let missing = root.require::<()>("entry", Ok(None));
            self.note(missing);
        } else {
            return Err(WebhookError::NotAWebhook);
        }
        Ok(())
    }

    fn entry(&mut self, entry: &Object<'_>) {
        let time = entry.integer("time");
        let time = self
            .note(time)
            .flatten()
            .and_then(|seconds| Timestamp::from_second(seconds).ok());
        let changes = entry.list("changes");
        let changes = entry.require("changes", changes);
        if let Some(changes) = self.note(changes) {
            for piece in changes.pieces() {
                if let Some(change) = self.note(piece.object()) {
                    self.change(&change, time);
                }
            }
        }
    }

    fn change(&mut self, change: &Object<'_>, time: Option<Timestamp>) {
        let field = change.word("field");
        let field = self.note(change.require("field", field));
        let value = change.object("value");
        let Some(value) = self.note(change.require("value", value)) else {
            return;
        };
        match field {
            Some(field) => self.dispatch(change, &value, field, time),
            // A lost label costs nothing where the value says what it is.
            None if value.has("messaging_product") => {
                self.value(&value, "messages".to_owned(), time);
            }
            None => {}
        }
    }

    fn dispatch(
        &mut self,
        change: &Object<'_>,
        value: &Object<'_>,
        field: String,
        time: Option<Timestamp>,
    ) {
        match field.as_str() {
            "messages" | "history" | "smb_message_echoes" | "smb_app_state_sync"
            | "user_id_update" | "user_preferences" => self.value(value, field, time),
            known if ACCOUNT_FIELDS.contains(&known) => self.account(value, &field, time),
            known if OUT_OF_SCOPE.contains(&known) || known.starts_with("group_") => {
                self.delivery.out_of_scope += 1;
            }
            _ => self.unknown(&change.place().key("field"), UnrecognizedKind::Field),
        }
    }

    /// A `value` that belongs to one business number.
    fn value(&mut self, value: &Object<'_>, field: String, entry_time: Option<Timestamp>) {
        let metadata = value.object("metadata");
        let metadata = self.note(metadata).flatten();
        let number = metadata.as_ref().and_then(|metadata| {
            let id = metadata.id("phone_number_id");
            self.note(metadata.require("phone_number_id", id))
        });
        let number = match number {
            Some(id) => Some(id.expose().to_owned()),
            None => {
                if metadata.is_none() {
                    self.note(value.require::<()>("metadata", Ok(None)));
                }
                self.only_number()
            }
        };
        let Some(number) = number.filter(|number| self.decoder.numbers.contains(number)) else {
            for _ in 0..items(value) {
                let place = value.place().key("metadata").key("phone_number_id");
                self.unknown(&place, UnrecognizedKind::Number);
            }
            return;
        };
        let business = metadata.as_ref().and_then(|metadata| {
            let display = metadata.id("display_phone_number").ok().flatten()?;
            Some(digits(display.expose())?.expose().to_owned())
        });
        let scope = Scope {
            number: Some(number.into()),
            business,
            field,
            entry_time,
            people: self.people(value),
        };
        let known = [
            self.messages(value, &scope),
            self.statuses(value, &scope),
            self.history(value, &scope),
            self.state_sync(value, &scope),
            self.user_id_updates(value, &scope),
            self.preferences(value, &scope),
            self.errors(value, &scope),
        ];
        if !known.contains(&true) {
            self.unknown(value.place(), UnrecognizedKind::Field);
        }
    }

    /// The only number of the configuration: a value that lost its label can belong to no other.
    fn only_number(&self) -> Option<String> {
        let mut numbers = self.decoder.numbers.iter();
        numbers.next().filter(|_| numbers.next().is_none()).cloned()
    }

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
            None => self.held_back(scope.entry_time.unwrap_or(self.now)),
        }
    }

    /// Records an event.
    pub(super) fn event(
        &mut self,
        scope: &Scope,
        contact: ReceivedContact,
        (at, clamped): (Timestamp, bool),
        what: Received,
    ) {
        self.delivery.events.push(ReceivedEvent {
            number: scope.number.clone(),
            contact,
            at,
            clamped,
            what,
        });
    }

    /// Records an event of the account.
    pub(super) fn account_event(
        &mut self,
        time: Option<Timestamp>,
        number: Option<Sensitive<String>>,
        what: Received,
    ) {
        let (at, clamped) = self.held_back(time.unwrap_or(self.now));
        self.delivery.events.push(ReceivedEvent {
            number,
            contact: ReceivedContact::default(),
            at,
            clamped,
            what,
        });
    }
}

/// How many events a value would hold, at least one.
fn items(value: &Object<'_>) -> usize {
    const FLAT: [&str; 7] = [
        "messages",
        "message_echoes",
        "statuses",
        "state_sync",
        "user_id_update",
        "user_preferences",
        "errors",
    ];
    let length = |object: &Object<'_>, key| {
        let list = object.list(key).ok().flatten();
        list.map_or(0, |list| list.len())
    };
    let flat: usize = FLAT.into_iter().map(|key| length(value, key)).sum();
    let history: usize = objects_in(value, "history")
        .iter()
        .flat_map(|chunk| objects_in(chunk, "threads"))
        .map(|thread| length(&thread, "messages"))
        .sum();
    (flat + history).max(1)
}

fn objects_in<'a>(object: &Object<'a>, key: &'static str) -> Vec<Object<'a>> {
    let list = object.list(key).ok().flatten();
    list.map_or_else(Vec::new, |list| {
        list.pieces()
            .filter_map(|piece| piece.object().ok())
            .collect()
    })
}
