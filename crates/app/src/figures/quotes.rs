//! Quotes are not part of what is computed: their places are kept, and each is opened, under the
//! purpose it is shown for, when the page is written.

use std::collections::HashMap;

use jiff::Timestamp;
use tact_domain::{ContactKey, live::MessageKey};
use tact_privacy::{Gate, HeldText, consent::Ledger, redact::Redactor};
use tact_store::live::{StoreError, StoreReader};

use super::gather::Gathered;
use crate::report::{
    compose::shorten,
    model::{Block, Report, Section},
};

/// What stands where a quote will stand: a character no text of ours holds, then a number.
const MARK: char = '\u{f8f0}';

/// Places of the quotes of a report, with the messages they come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotes {
    messages: Vec<MessageKey>,
}

/// The words at the place of the quote of a message.
pub fn place(thread: u32, message: u32) -> String {
    format!("{MARK}{thread}:{message}")
}

impl Quotes {
    /// Numbers the quotes of a report, and notes which message each comes from. A quote of a
    /// message the store does not know leaves the report.
    pub fn of(report: &mut Report, gathered: &Gathered) -> Self {
        let mut quotes = Self::default();
        each_quote(report, &mut |text| {
            let (thread, message) = text.strip_prefix(MARK)?.split_once(':')?;
            let (thread, message) = (thread.parse().ok()?, message.parse().ok()?);
            let (key, _) = gathered.source(thread, message)?;
            quotes.messages.push(key);
            Some(format!("{MARK}{}", quotes.messages.len() - 1))
        });
        quotes
    }

    /// From the messages, in the order of the places.
    pub fn from_messages(messages: Vec<MessageKey>) -> Self {
        Self { messages }
    }

    /// The messages, in the order of the places.
    pub fn messages(&self) -> &[MessageKey] {
        &self.messages
    }

    async fn open(
        &self,
        store: &StoreReader,
        now: Timestamp,
    ) -> Result<HashMap<usize, String>, StoreError> {
        let redactor = Redactor::new();
        let mut opened = HashMap::new();
        for (place, message) in self.messages.iter().enumerate() {
            if let Some(quote) = open_one(store, *message, &redactor, now).await? {
                opened.insert(place, shorten(&quote));
            }
        }
        Ok(opened)
    }
}

/// Puts the quotes in their places, as far as consent to quotation allows now; the others leave.
///
/// # Errors
/// The store cannot be read.
pub async fn fill(
    report: &mut Report,
    quotes: &Quotes,
    store: &StoreReader,
    now: Timestamp,
) -> Result<(), StoreError> {
    let opened = quotes.open(store, now).await?;
    each_quote(report, &mut |text| {
        let place: usize = text.strip_prefix(MARK)?.parse().ok()?;
        opened.get(&place).cloned()
    });
    Ok(())
}

async fn open_one(
    store: &StoreReader,
    message: MessageKey,
    redactor: &Redactor,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let Some(thread) = store.thread_of(message, now).await? else {
        return Ok(None);
    };
    let Some(index) = thread.messages.iter().position(|one| one.key == message) else {
        return Ok(None);
    };
    let contact = ContactKey(0);
    let facts = tact_domain::ThreadFacts {
        contact,
        channel: tact_domain::Channel::CloudApi,
        messages: thread.messages.iter().map(super::gather::fact).collect(),
        observed_until: now,
        consented: true,
    };
    let names: Vec<String> = thread
        .names
        .iter()
        .map(|name| name.expose().to_owned())
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let words: Vec<_> = thread.messages.into_iter().map(|one| one.words).collect();
    let text = HeldText::of_store(contact, &words, &names, redactor);
    let gate = Gate::new(Ledger::kept(vec![thread.view]), now);
    Ok(gate.quote(redactor, &facts, &text, index))
}

/// Shows every place of a quote to `rewrite`; where it answers nothing, the quote leaves.
fn each_quote(report: &mut Report, rewrite: &mut dyn FnMut(&str) -> Option<String>) {
    for Section { blocks, .. } in &mut report.sections {
        in_blocks(blocks, rewrite);
    }
}

fn in_blocks(blocks: &mut Vec<Block>, rewrite: &mut dyn FnMut(&str) -> Option<String>) {
    for block in &mut *blocks {
        match block {
            Block::Topics { items } => {
                for topic in items {
                    topic.example = topic.example.as_deref().and_then(&mut *rewrite);
                }
            }
            Block::Quotes { items } => items.retain_mut(|quote| match rewrite(&quote.text) {
                Some(text) => {
                    quote.text = text;
                    true
                }
                None => false,
            }),
            Block::Details { blocks, .. } => in_blocks(blocks, rewrite),
            Block::Heading { .. }
            | Block::Text { .. }
            | Block::Note { .. }
            | Block::List { .. }
            | Block::Chart(_)
            | Block::Table(_)
            | Block::Explorer(_)
            | Block::Meanings { .. }
            | Block::Effects { .. }
            | Block::Actions { .. } => {}
        }
    }
    // Without a quote, no heading promises one.
    while let Some(at) = blocks
        .iter()
        .position(|block| matches!(block, Block::Quotes { items } if items.is_empty()))
    {
        let headed = at
            .checked_sub(1)
            .filter(|before| matches!(blocks.get(*before), Some(Block::Heading { .. })));
        blocks.drain(headed.unwrap_or(at)..=at);
    }
}
