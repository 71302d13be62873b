//! `messages[]` and `message_echoes[]`: messages, edits, deletions, reactions.

use tact_domain::live::{
    ContentField, DeliveryState, Forwarding, LiveKind, RevokeSignal, Source, UnrecognizedKind,
};
use tact_domain::{Direction, WithdrawnBy};

use super::content::Body;
use crate::webhook::json::Object;
use crate::webhook::people::{self, FROM, Keys, TO};
use crate::webhook::walk::{Scope, Walk};
use crate::webhook::{
    Received, ReceivedContact, ReceivedContent, ReceivedEdit, ReceivedMessage, ReceivedReaction,
    ReceivedRequest, ReceivedRevoke, SecretText, Wamid,
};

/// What the messages of one list share.
pub(super) struct Batch<'s> {
    /// Their value.
    pub(super) scope: &'s Scope,
    /// How they became known.
    pub(super) source: Source,
    /// True for messages the platform itself calls the business's.
    pub(super) echoes: bool,
    /// The customer of the thread they stand in (history).
    pub(super) thread: Option<&'s ReceivedContact>,
    /// True when all of them name the same person.
    pub(super) only_person: bool,
}

impl Walk<'_> {
    pub(in crate::webhook) fn messages(&mut self, value: &Object<'_>, scope: &Scope) -> bool {
        let (inbound, echo) = match scope.field.as_str() {
            "history" => (Source::History, Source::History),
            _ => (Source::Live, Source::Echo),
        };
        let mut read = |key, source, echoes, names: Keys| {
            if !value.has(key) {
                return false;
            }
            let items = self.objects(value, key);
            let batch = Batch {
                scope,
                source,
                echoes,
                thread: None,
                only_person: is_one_person(&items, names),
            };
            for item in &items {
                self.message(item, &batch);
            }
            true
        };
        let messages = read("messages", inbound, false, FROM);
        let echoes = read("message_echoes", echo, true, TO);
        messages || echoes
    }

    pub(super) fn message(&mut self, item: &Object<'_>, batch: &Batch<'_>) {
        let word = item.word("type");
        let word = self.note(item.require("type", word)).unwrap_or_default();
        let direction = direction(item, batch);
        if word == "system" {
            return self.system(item, batch);
        }
        let contact = self.person(item, batch, direction);
        let word = match word.as_str() {
            // A deletion or an edit that lost its label is one all the same.
            "" if item.has("revoke") => "revoke",
            "" if item.has("edit") => "edit",
            word => word,
        };
        match word {
            "revoke" => self.revoke(item, batch, direction, contact),
            "edit" => self.edit(item, batch, direction, contact),
            "reaction" => self.reaction(item, batch, direction, contact),
            word => self.sent(item, batch, direction, contact, word),
        }
    }

    /// The customer of a message, whichever side wrote it.
    fn person(
        &mut self,
        item: &Object<'_>,
        batch: &Batch<'_>,
        direction: Direction,
    ) -> ReceivedContact {
        let keys = match direction {
            Direction::Inbound => FROM,
            Direction::Outbound => TO,
        };
        let mut contact = self.named(item, keys);
        if let Some(thread) = batch.thread {
            // History holds threads of two only, so the thread's customer is the message's.
            contact.ids.extend(thread.ids.iter().cloned());
        }
        people::tidy(&mut contact.ids);
        batch.scope.people.complete(&mut contact, batch.only_person);
        contact
    }

    /// Anything that was sent, of whatever type.
    fn sent(
        &mut self,
        item: &Object<'_>,
        batch: &Batch<'_>,
        direction: Direction,
        mut contact: ReceivedContact,
        word: &str,
    ) {
        let id = self.own_id(item);
        let time = self.time(item, "timestamp");
        let (Some(id), Some(time)) = (id, self.note(time)) else {
            return;
        };
        if word == "request_welcome" {
            return self.event(batch.scope, contact, time, Received::ChatOpened);
        }
        let mut body = match word {
            // A lost type was reported already.
            "" => Body::of(LiveKind::Unknown),
            word => self.content(item, word).unwrap_or_else(|| {
                self.unknown(&item.place().key("type"), UnrecognizedKind::MessageType);
                Body::of(LiveKind::Unknown)
            }),
        };
        if direction == Direction::Inbound {
            contact.ids.append(&mut body.sender);
            people::tidy(&mut contact.ids);
        }
        let around = self.around(item, &mut body.content);
        let group = item.id("group_id");
        let message = ReceivedMessage {
            id: id.clone().into(),
            direction,
            kind: body.kind,
            source: batch.source,
            group: self
                .note(group)
                .flatten()
                .map(|id| id.expose().to_owned().into()),
            quoted: around.quoted.map(Into::into),
            forwarding: around.forwarding,
            from_ad: around.from_ad,
            about_product: around.about_product,
            delivery: match direction {
                Direction::Inbound => None,
                Direction::Outbound => self.history_state(item),
            },
            content: body.content,
        };
        self.event(
            batch.scope,
            contact.clone(),
            time,
            Received::Message(message),
        );
        self.request(batch, direction, contact, time, id, &body.said);
    }

    /// A keyword, if the customer's whole message is one.
    fn request(
        &mut self,
        batch: &Batch<'_>,
        direction: Direction,
        contact: ReceivedContact,
        time: (jiff::Timestamp, bool),
        message: Wamid,
        said: &[SecretText],
    ) {
        let keywords = &self.decoder.keywords;
        let asked = said.iter().find_map(|text| keywords.read(text.expose()));
        if let (Direction::Inbound, Some(request)) = (direction, asked) {
            let request = ReceivedRequest {
                request,
                message: message.into(),
                source: batch.source,
            };
            self.event(batch.scope, contact, time, Received::Request(request));
        }
    }

    fn edit(
        &mut self,
        item: &Object<'_>,
        batch: &Batch<'_>,
        direction: Direction,
        contact: ReceivedContact,
    ) {
        let edit = item.object("edit");
        let Some(edit) = self.note(item.require("edit", edit)) else {
            return;
        };
        let original = edit.id("original_message_id");
        let original = self.note(edit.require("original_message_id", original));
        let Some(original) = original.map(Wamid::read) else {
            return;
        };
        // Its own id only tells two edits of one second apart.
        let id = self.own_id(item).unwrap_or_else(|| original.clone());
        let time = self.time_or_now(item, "timestamp", batch.scope);
        // Without a readable new version the old one is gone all the same.
        let body = self.edited(&edit).unwrap_or(Body::of(LiveKind::Unknown));
        let edit = ReceivedEdit {
            id: id.clone().into(),
            original: original.into(),
            direction,
            kind: body.kind,
            content: body.content,
        };
        self.event(batch.scope, contact.clone(), time, Received::Edit(edit));
        self.request(batch, direction, contact, time, id, &body.said);
    }

    fn edited(&mut self, edit: &Object<'_>) -> Option<Body> {
        let message = edit.object("message");
        let message = self.note(edit.require("message", message))?;
        let word = message.word("type");
        let word = self.note(message.require("type", word))?;
        let body = self.content(&message, &word);
        if body.is_none() {
            self.unknown(&message.place().key("type"), UnrecognizedKind::MessageType);
        }
        body
    }

    /// A deletion is never lost for want of its own id, its author or its time.
    fn revoke(
        &mut self,
        item: &Object<'_>,
        batch: &Batch<'_>,
        direction: Direction,
        contact: ReceivedContact,
    ) {
        let revoke = item.object("revoke");
        let Some(revoke) = self.note(item.require("revoke", revoke)) else {
            return;
        };
        let original = revoke.id("original_message_id");
        let Some(original) = self.note(revoke.require("original_message_id", original)) else {
            return;
        };
        let time = self.time_or_now(item, "timestamp", batch.scope);
        let revoke = ReceivedRevoke {
            original: Wamid::read(original).into(),
            by: match direction {
                Direction::Inbound => WithdrawnBy::Contact,
                Direction::Outbound => WithdrawnBy::Business,
            },
            signal: RevokeSignal::Event,
        };
        self.event(batch.scope, contact, time, Received::Revoke(revoke));
    }

    fn reaction(
        &mut self,
        item: &Object<'_>,
        batch: &Batch<'_>,
        by: Direction,
        contact: ReceivedContact,
    ) {
        let reaction = item.object("reaction");
        let Some(reaction) = self.note(item.require("reaction", reaction)) else {
            return;
        };
        let target = reaction.id("message_id");
        let target = self.note(reaction.require("message_id", target));
        let time = self.time(item, "timestamp");
        let emoji = self.note(reaction.text("emoji"));
        let (Some(id), Some(target), Some(time), Some(emoji)) =
            (self.own_id(item), target, self.note(time), emoji)
        else {
            return;
        };
        let reaction = ReceivedReaction {
            id: id.into(),
            target: Wamid::read(target).into(),
            by,
            // The platform omits the emoji of a reaction taken back; an empty one says the same.
            emoji: emoji.filter(|emoji| !emoji.expose().is_empty()),
        };
        self.event(batch.scope, contact, time, Received::Reaction(reaction));
    }

    /// What stands around the content: what is answered, passed on, advertised, asked about.
    fn around(&mut self, item: &Object<'_>, content: &mut ReceivedContent) -> Around {
        let mut around = Around {
            quoted: None,
            forwarding: Forwarding::Original,
            from_ad: false,
            about_product: false,
        };
        if let Some(context) = self.note(item.object("context")).flatten() {
            around.quoted = self.note(context.id("id")).flatten().map(Wamid::read);
            if context.is_true("frequently_forwarded") {
                around.forwarding = Forwarding::FrequentlyForwarded;
            } else if context.is_true("forwarded") {
                around.forwarding = Forwarding::Forwarded;
            }
            if let Some(product) = self.note(context.object("referred_product")).flatten() {
                around.about_product = true;
                let keys = ["catalog_id", "product_retailer_id"];
                content.push((ContentField::Product, product.excerpt(&keys)));
            }
        }
        if let Some(referral) = self.note(item.object("referral")).flatten() {
            around.from_ad = true;
            // `ctwa_clid` and the links follow a person from the advertisement to the chat.
            let keys = ["source_type", "source_id", "headline", "body", "media_type"];
            content.push((ContentField::Referral, referral.excerpt(&keys)));
        }
        content.sort_by_key(|(field, _)| *field);
        around
    }

    fn own_id(&mut self, item: &Object<'_>) -> Option<Wamid> {
        self.note(item.require("id", item.id("id")))
            .map(Wamid::read)
    }

    fn history_state(&mut self, item: &Object<'_>) -> Option<DeliveryState> {
        let context = self.note(item.object("history_context")).flatten()?;
        match self.note(context.word("status")).flatten()?.as_str() {
            "PENDING" => Some(DeliveryState::Pending),
            "SENT" => Some(DeliveryState::Sent),
            "DELIVERED" => Some(DeliveryState::Delivered),
            "READ" => Some(DeliveryState::Read),
            "PLAYED" => Some(DeliveryState::Played),
            "ERROR" => Some(DeliveryState::Failed),
            _ => {
                self.unknown(&context.place().key("status"), UnrecognizedKind::Status);
                Some(DeliveryState::Unknown)
            }
        }
    }
}

struct Around {
    quoted: Option<Wamid>,
    forwarding: Forwarding,
    from_ad: bool,
    about_product: bool,
}

/// Which side wrote. Echoes are the business's; elsewhere the author's number tells. History names
/// the business by its number, or by an addressee.
fn direction(item: &Object<'_>, batch: &Batch<'_>) -> Direction {
    if batch.echoes {
        return Direction::Outbound;
    }
    let from = item.id("from").ok().flatten();
    let from = from.and_then(|from| people::digits(from.expose()));
    let business = batch.scope.business.as_deref();
    if let (Some(from), Some(business)) = (&from, business)
        && from.expose() == business
    {
        return Direction::Outbound;
    }
    if batch.source != Source::History {
        return Direction::Inbound;
    }
    let stranger = |from: &SecretText| {
        business.is_none()
            && !item.has("from_user_id")
            && batch.thread.is_some_and(|thread| {
                !thread.ids.is_empty() && thread.ids.iter().all(|id| id.value != *from)
            })
    };
    if item.has("to") || item.has("to_user_id") || from.as_ref().is_some_and(stranger) {
        Direction::Outbound
    } else {
        Direction::Inbound
    }
}

/// True when all items name one and the same person, by the same keys and values.
pub(super) fn is_one_person(items: &[Object<'_>], keys: Keys) -> bool {
    let names = |item: &Object<'_>| -> Vec<_> {
        keys.iter()
            .map(|(key, _)| item.piece(key).map(|piece| piece.json().to_owned()))
            .collect()
    };
    let mut all = items.iter().map(names);
    all.next()
        .is_none_or(|first| all.all(|other| other == first))
}
