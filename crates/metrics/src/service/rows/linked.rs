//! All rows together: what looks across threads is added, and each kind is in order of time.

use std::collections::BTreeMap;

use super::{ConversationRow, InboundRow, OutboundRow, Rows, TurnRow};
use crate::service::local_clock::LocalClock;
use crate::service::settings::ServiceSettings;

/// Rows in order of time, each customer's conversations knowing the ones before and after.
#[derive(Clone, Debug)]
pub(crate) struct Linked {
    /// By first message.
    conversations: Vec<ConversationRow>,
    /// Inbound conversations, by the customer's first message.
    contacts: Vec<ConversationRow>,
    turns: Vec<TurnRow>,
    inbound: Vec<InboundRow>,
    outbound: Vec<OutboundRow>,
    /// Local time.
    pub(crate) clock: LocalClock,
    /// First message of all, and end of all observation.
    pub(crate) observed: (i64, i64),
}

/// The rows of a span of time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    /// Conversations whose first message lies in the span.
    pub(crate) conversations: &'a [ConversationRow],
    /// Inbound conversations whose first customer message lies in the span.
    pub(crate) contacts: &'a [ConversationRow],
    /// Turns opened in the span.
    pub(crate) turns: &'a [TurnRow],
    /// Customer messages sent in the span.
    pub(crate) inbound: &'a [InboundRow],
    /// Business messages sent in the span.
    pub(crate) outbound: &'a [OutboundRow],
}

impl Linked {
    /// Links and sorts. The result does not depend on the order of the rows.
    pub(crate) fn new(rows: Rows, settings: &ServiceSettings) -> Self {
        let Rows {
            mut conversations,
            mut turns,
            mut inbound,
            mut outbound,
            quality: _,
        } = rows;
        link(&mut conversations);
        conversations.sort_by_key(|row| (row.started, row.contact, row.ended));
        let mut contacts: Vec<ConversationRow> = conversations
            .iter()
            .filter(|row| row.first_inbound.is_some())
            .copied()
            .collect();
        contacts.sort_by_key(|row| (row.first_inbound, row.contact, row.ended));
        turns.sort_unstable();
        inbound.sort_unstable();
        outbound.sort_unstable();
        let sent = [
            inbound.first().map(|row| row.sent),
            outbound.first().map(|row| row.sent),
        ];
        let ends = [
            inbound.iter().map(|row| row.until).max(),
            outbound.iter().map(|row| row.until).max(),
        ];
        let from = sent.into_iter().flatten().min().unwrap_or(0);
        let until = ends.into_iter().flatten().max().unwrap_or(from);
        let latest_sent = [
            inbound.last().map(|row| row.sent),
            outbound.last().map(|row| row.sent),
        ];
        let latest = latest_sent.into_iter().flatten().max().unwrap_or(until);
        Self {
            conversations,
            contacts,
            turns,
            inbound,
            outbound,
            clock: LocalClock::new(&settings.time_zone, from, until.max(latest)),
            observed: (from, until),
        }
    }

    /// Everything.
    pub(crate) fn all(&self) -> View<'_> {
        self.between(i64::MIN, i64::MAX)
    }

    /// The rows of `[from, until)`.
    pub(crate) fn between(&self, from: i64, until: i64) -> View<'_> {
        View {
            conversations: span(&self.conversations, from, until, |row| row.started),
            contacts: span(&self.contacts, from, until, |row| {
                row.first_inbound.unwrap_or(row.started)
            }),
            turns: span(&self.turns, from, until, |row| row.opened),
            inbound: span(&self.inbound, from, until, |row| row.sent),
            outbound: span(&self.outbound, from, until, |row| row.sent),
        }
    }
}

fn span<T>(rows: &[T], from: i64, until: i64, at: impl Fn(&T) -> i64) -> &[T] {
    let start = rows.partition_point(|row| at(row) < from);
    let end = rows.partition_point(|row| at(row) < until);
    rows.get(start..end.max(start)).unwrap_or(&[])
}

/// Tells each inbound conversation when its customer came back, and since when they were away.
pub(crate) fn link(conversations: &mut [ConversationRow]) {
    conversations.sort_by_key(|row| (row.contact, row.first_inbound, row.started, row.ended));
    for customer in conversations.chunk_by_mut(|a, b| a.contact == b.contact) {
        // Walking backwards, the nearest later contact of each topic is at hand.
        let mut later = Neighbours::default();
        for row in customer.iter_mut().rev() {
            row.next_contact = later.any;
            row.next_same_topic = later.same_topic(row.topic, i64::min);
            if let Some(first) = row.first_inbound {
                later.see(row.topic, first, i64::min);
            }
        }
        let mut earlier = Neighbours::default();
        for row in customer.iter_mut() {
            let since = |before: Option<i64>| {
                let (first, ended) = (row.first_inbound?, before?);
                Some(first.saturating_sub(ended).max(0))
            };
            row.since_contact = since(earlier.any);
            row.since_same_topic = since(earlier.same_topic(row.topic, i64::max));
            if row.first_inbound.is_some() {
                earlier.see(row.topic, row.ended, i64::max);
            }
        }
    }
}

/// Nearest instants of one customer's other contacts, by topic. An unknown topic matches any.
#[derive(Default)]
struct Neighbours {
    any: Option<i64>,
    unknown: Option<i64>,
    topics: BTreeMap<u32, i64>,
}

impl Neighbours {
    fn see(&mut self, topic: Option<u32>, at: i64, nearer: fn(i64, i64) -> i64) {
        let join = |old: Option<i64>| Some(old.map_or(at, |old| nearer(old, at)));
        self.any = join(self.any);
        match topic {
            None => self.unknown = join(self.unknown),
            Some(topic) => {
                let nearest = self.topics.entry(topic).or_insert(at);
                *nearest = nearer(*nearest, at);
            }
        }
    }

    fn same_topic(&self, topic: Option<u32>, nearer: fn(i64, i64) -> i64) -> Option<i64> {
        let Some(topic) = topic else {
            return self.any;
        };
        match (self.topics.get(&topic).copied(), self.unknown) {
            (Some(same), Some(unknown)) => Some(nearer(same, unknown)),
            (same, unknown) => same.or(unknown),
        }
    }
}
