//! From a body to its events. Start at [`Decoder::decode`].

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::Timestamp;
use tact_domain::live::UnrecognizedKind;
use zeroize::Zeroizing;

use super::json::{Object, Piece, is_within_depth, whole};
use super::people::digits;
use super::walk::{Entry, Scope, Walk};
use super::{Delivery, Keywords, WebhookError};

/// Deepest nesting of a body (checklist S3); the platform's own reaches 14.
pub(super) const DEEPEST: usize = 32;

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
            self.change(&root, &Entry::default());
        } else if root.has("messaging_product") || root.has("history") {
            // The platform's own example of a refused history is a bare value.
            let field = if root.has("history") {
                "history"
            } else {
                "messages"
            };
            self.value(&root, field.to_owned(), &Entry::default());
        } else if root.has("object") {
            let missing = root.require::<()>("entry", Ok(None));
            self.note(missing);
        } else {
            return Err(WebhookError::NotAWebhook);
        }
        Ok(())
    }

    fn entry(&mut self, object: &Object<'_>) {
        let (account, time) = (object.id("id"), object.integer("time"));
        let entry = Entry {
            account: self
                .note(account)
                .flatten()
                .map(|id| id.expose().to_owned().into()),
            time: self
                .note(time)
                .flatten()
                .and_then(|seconds| Timestamp::from_second(seconds).ok()),
        };
        let changes = object.list("changes");
        let changes = object.require("changes", changes);
        if let Some(changes) = self.note(changes) {
            for piece in changes.pieces() {
                if let Some(change) = self.note(piece.object()) {
                    self.change(&change, &entry);
                }
            }
        }
    }

    fn change(&mut self, change: &Object<'_>, entry: &Entry) {
        let field = change.word("field");
        let field = self.note(change.require("field", field));
        let value = change.object("value");
        let Some(value) = self.note(change.require("value", value)) else {
            return;
        };
        match field {
            Some(field) => self.dispatch(change, &value, field, entry),
            // A lost label costs nothing where the value says what it is.
            None if value.has("messaging_product") => {
                self.value(&value, "messages".to_owned(), entry);
            }
            None => {}
        }
    }

    fn dispatch(&mut self, change: &Object<'_>, value: &Object<'_>, field: String, entry: &Entry) {
        match field.as_str() {
            "messages" | "history" | "smb_message_echoes" | "smb_app_state_sync"
            | "user_id_update" | "user_preferences" => self.value(value, field, entry),
            known if ACCOUNT_FIELDS.contains(&known) => self.account(value, &field, entry),
            known if OUT_OF_SCOPE.contains(&known) || known.starts_with("group_") => {
                self.delivery.out_of_scope += 1;
            }
            _ => self.unknown(&change.place().key("field"), UnrecognizedKind::Field),
        }
    }

    /// A `value` that belongs to one business number.
    fn value(&mut self, value: &Object<'_>, field: String, entry: &Entry) {
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
            entry: entry.clone(),
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
