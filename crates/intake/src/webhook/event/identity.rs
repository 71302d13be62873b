//! Who people are, and who they become: `contacts[]`, system messages, `user_id_update[]`,
//! `state_sync[]`, `user_preferences[]`.

use tact_domain::live::{AliasKind, IdentityCause, MarketingWish, UnrecognizedKind};

use super::message::Batch;
use crate::webhook::json::Object;
use crate::webhook::people::{self, ADDRESS_BOOK, CONTACT, FROM, Keys, People};
use crate::webhook::walk::{Scope, Walk};
use crate::webhook::{Received, ReceivedContact, ReceivedId, ReceivedIdentityChange};

impl Walk<'_> {
    /// The names an object gives under these keys.
    pub(super) fn named(&mut self, object: &Object<'_>, keys: Keys) -> ReceivedContact {
        let mut ids: Vec<ReceivedId> = Vec::new();
        for (key, kind) in keys {
            let id = people::read_id(object, key, *kind);
            ids.extend(self.note(id).flatten());
        }
        people::tidy(&mut ids);
        ReceivedContact {
            ids,
            ..ReceivedContact::default()
        }
    }

    /// The people named beside the items of a value.
    pub(in crate::webhook) fn people(&mut self, value: &Object<'_>) -> People {
        let mut contacts = Vec::new();
        for item in self.objects(value, "contacts") {
            let mut contact = self.named(&item, CONTACT);
            let mark = item.id("identity_key_hash");
            contact.identity = self.note(mark).flatten();
            if let Some(profile) = self.note(item.object("profile")).flatten() {
                let name = self.note(profile.text("name")).flatten();
                contact.name = name.filter(|name| !name.expose().trim().is_empty());
            }
            contacts.push(contact);
        }
        People::new(contacts)
    }

    /// A system message: the platform speaks, not the customer. Its free text is never read: it
    /// repeats a display name, which anybody may choose to look like an id.
    pub(super) fn system(&mut self, item: &Object<'_>, batch: &Batch<'_>) {
        let system = item.object("system");
        let Some(system) = self.note(item.require("system", system)) else {
            return;
        };
        let word = system.word("type");
        let Some(word) = self.note(system.require("type", word)) else {
            return;
        };
        let cause = match word.as_str() {
            "user_changed_number" | "customer_changed_number" => IdentityCause::NumberChanged,
            "user_changed_user_id" => IdentityCause::UserIdChanged,
            "customer_identity_changed" | "user_identity_changed" => {
                IdentityCause::PersonMayHaveChanged
            }
            _ => {
                self.unknown(&system.place().key("type"), UnrecognizedKind::SystemType);
                return;
            }
        };
        let time = self.time_or_now(item, "timestamp", batch.scope);
        let before = self.named(item, FROM).ids;
        let mut after = self.named(&system, CONTACT);
        after
            .ids
            .extend(self.named(&system, &[("new_wa_id", AliasKind::WaId)]).ids);
        people::tidy(&mut after.ids);
        let before = if cause == IdentityCause::PersonMayHaveChanged {
            let mark = system.id("identity");
            after.identity = self.note(mark).flatten();
            after.ids.extend(before);
            people::tidy(&mut after.ids);
            Vec::new()
        } else {
            before
        };
        self.change_of_names(batch.scope, time, before, after, cause);
    }

    pub(in crate::webhook) fn user_id_updates(
        &mut self,
        value: &Object<'_>,
        scope: &Scope,
    ) -> bool {
        let only_person = value
            .list("user_id_update")
            .is_ok_and(|list| list.is_some_and(|list| list.len() == 1));
        self.each(value, "user_id_update", |walk, item| {
            let time = walk.time_or_now(item, "timestamp", scope);
            let mut before = Vec::new();
            let mut after = walk.named(item, &[("wa_id", AliasKind::WaId)]);
            for (key, kind) in [
                ("user_id", AliasKind::UserId),
                ("parent_user_id", AliasKind::ParentUserId),
            ] {
                let Some(pair) = walk.note(item.object(key)).flatten() else {
                    continue;
                };
                before.extend(
                    walk.note(people::read_id(&pair, "previous", kind))
                        .flatten(),
                );
                let current = people::read_id(&pair, "current", kind);
                after.ids.extend(walk.note(current).flatten());
            }
            people::tidy(&mut before);
            people::tidy(&mut after.ids);
            scope.people.complete(&mut after, only_person);
            walk.change_of_names(scope, time, before, after, IdentityCause::UserIdChanged);
        })
    }

    /// The business's address book: two names of one person are worth knowing, people who never
    /// wrote and their names are not.
    pub(in crate::webhook) fn state_sync(&mut self, value: &Object<'_>, scope: &Scope) -> bool {
        self.each(value, "state_sync", |walk, item| {
            let word = walk.note(item.word("type")).flatten();
            if word.is_some_and(|word| word != "contact") {
                walk.unknown(&item.place().key("type"), UnrecognizedKind::Value);
                return;
            }
            let contact = item.object("contact");
            let Some(contact) = walk.note(item.require("contact", contact)) else {
                return;
            };
            let contact = walk.named(&contact, ADDRESS_BOOK);
            let metadata = walk.note(item.object("metadata")).flatten();
            let time = match &metadata {
                Some(metadata) => walk.time_or_now(metadata, "timestamp", scope),
                None => walk.time_or_now(item, "timestamp", scope),
            };
            let cause = IdentityCause::AddressBook;
            walk.change_of_names(scope, time, Vec::new(), contact, cause);
        })
    }

    fn change_of_names(
        &mut self,
        scope: &Scope,
        time: (jiff::Timestamp, bool),
        before: Vec<ReceivedId>,
        after: ReceivedContact,
        cause: IdentityCause,
    ) {
        // One name alone links nothing, unless the person behind it may have changed.
        let links = before.len() + after.ids.len() > 1;
        if links || (cause == IdentityCause::PersonMayHaveChanged && !after.ids.is_empty()) {
            let change = ReceivedIdentityChange { before, cause };
            self.event(scope, after, time, Received::Identity(change));
        }
    }

    pub(in crate::webhook) fn preferences(&mut self, value: &Object<'_>, scope: &Scope) -> bool {
        self.each(value, "user_preferences", |walk, item| {
            let category = walk.note(item.word("category")).flatten();
            let wish = walk.note(item.word("value")).flatten();
            let wish = match (category.as_deref(), wish.as_deref()) {
                (Some("marketing_messages"), Some("stop")) => MarketingWish::Stop,
                (Some("marketing_messages"), Some("resume")) => MarketingWish::Resume,
                _ => {
                    walk.unknown(item.place(), UnrecognizedKind::Value);
                    return;
                }
            };
            let time = walk.time_or_now(item, "timestamp", scope);
            let mut contact = walk.named(item, CONTACT);
            scope.people.complete(&mut contact, false);
            walk.event(scope, contact, time, Received::Marketing(wish));
        })
    }
}
