//! `statuses[]`: how far the business's own messages have come; the older way to tell a deletion.

use tact_domain::WithdrawnBy;
use tact_domain::live::{DeliveryState, Pricing, RevokeSignal, UnrecognizedKind};

use super::message::is_one_person;
use crate::webhook::json::Object;
use crate::webhook::people::{PARTICIPANT, RECIPIENT};
use crate::webhook::walk::{Scope, Walk};
use crate::webhook::{Received, ReceivedContact, ReceivedRevoke, ReceivedStatus, Wamid};

impl Walk<'_> {
    pub(in crate::webhook) fn statuses(&mut self, value: &Object<'_>, scope: &Scope) -> bool {
        if !value.has("statuses") {
            return false;
        }
        let items = self.objects(value, "statuses");
        let only_person = is_one_person(&items, RECIPIENT) && is_one_person(&items, PARTICIPANT);
        for item in &items {
            self.status(item, scope, only_person);
        }
        true
    }

    fn status(&mut self, item: &Object<'_>, scope: &Scope, only_person: bool) {
        let id = self
            .note(item.require("id", item.id("id")))
            .map(Wamid::read);
        let word = item.word("status");
        let word = self.note(item.require("status", word));
        let (Some(id), Some(word)) = (id, word) else {
            return;
        };
        let is_group = item.has("recipient_participant_id")
            || item.has("recipient_participant_user_id")
            || item.says("recipient_type", "group");
        let keys = if is_group { PARTICIPANT } else { RECIPIENT };
        let mut contact: ReceivedContact = self.named(item, keys);
        scope.people.complete(&mut contact, only_person);
        if word == "deleted" {
            // Here the id is the customer's message, and what was asked for is its deletion.
            let time = self.time_or_now(item, "timestamp", scope);
            let revoke = ReceivedRevoke {
                original: id.into(),
                by: WithdrawnBy::Contact,
                signal: RevokeSignal::LegacyStatus,
            };
            return self.event(scope, contact, time, Received::Revoke(revoke));
        }
        let time = self.time(item, "timestamp");
        let Some(time) = self.note(time) else {
            return;
        };
        let state = match word.as_str() {
            "sent" => DeliveryState::Sent,
            "delivered" => DeliveryState::Delivered,
            "read" => DeliveryState::Read,
            "played" => DeliveryState::Played,
            "failed" => DeliveryState::Failed,
            _ => {
                self.unknown(&item.place().key("status"), UnrecognizedKind::Status);
                DeliveryState::Unknown
            }
        };
        let group = if is_group {
            self.note(item.id("recipient_id"))
        } else {
            None
        };
        let status = ReceivedStatus {
            id: id.into(),
            state,
            group: group.flatten().map(|id| id.expose().to_owned().into()),
            code: self.codes(item).first().copied().flatten(),
            pricing: self.pricing(item),
        };
        self.event(scope, contact, time, Received::Status(status));
    }

    fn pricing(&mut self, item: &Object<'_>) -> Option<Pricing> {
        let pricing = self.note(item.object("pricing")).flatten()?;
        Some(Pricing {
            category: pricing.kept_word("category"),
            kind: pricing.kept_word("type"),
            billable: pricing.has("billable").then(|| pricing.is_true("billable")),
        })
    }

    /// Codes of a list of errors; titles and details are words and are not kept.
    pub(super) fn codes(&mut self, object: &Object<'_>) -> Vec<Option<i64>> {
        self.objects(object, "errors")
            .iter()
            .map(|error| self.note(error.integer("code")).flatten())
            .collect()
    }
}
