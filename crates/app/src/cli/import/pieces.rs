//! From a thread of an export to pieces the store takes in one at a time.

use std::collections::HashMap;

use tact_domain::{AgentKind, MessageKind, Sender, WithdrawnBy, live::LiveKind};
use tact_intake::threads::ReceivedThread;
use tact_privacy::CivilClock;

use crate::serve::desk::import::{Line, Piece, Who};

/// From so many messages on, a piece ends where nobody wrote for two minutes.
const ENOUGH: usize = 400;
/// From so many on, or so many bytes, it ends with the minute.
const MANY: usize = 2000;
const MANY_BYTES: usize = 8 << 20;
/// Milliseconds.
const MINUTE: i64 = 60_000;
/// Milliseconds that may tell the order within one time of the export.
const MOST: i64 = 999;

/// Pieces of many threads, so many together that the disk is waited for once for all of them.
pub(super) fn batches<'a>(
    threads: &'a [ReceivedThread],
    number: Option<&'a str>,
    clock: &'a CivilClock,
) -> impl Iterator<Item = Vec<Piece>> + 'a {
    let mut waiting = threads
        .iter()
        .flat_map(move |thread| pieces(thread, number, clock))
        .peekable();
    std::iter::from_fn(move || {
        let (mut batch, mut messages) = (Vec::new(), 0);
        while let Some(piece) =
            waiting.next_if(|next| batch.is_empty() || messages + next.messages.len() <= ENOUGH)
        {
            messages += piece.messages.len();
            batch.push(piece);
        }
        (!batch.is_empty()).then_some(batch)
    })
}

/// The pieces of a thread, each of whole minutes.
fn pieces(thread: &ReceivedThread, number: Option<&str>, clock: &CivilClock) -> Vec<Piece> {
    let (mut pieces, mut lines, mut bytes) = (Vec::new(), Vec::new(), 0);
    let piece = |messages: Vec<Line>| Piece {
        number: number.map(str::to_owned),
        phone: thread
            .contact
            .phone
            .as_ref()
            .map(|phone| phone.e164().to_owned()),
        names: names(thread),
        messages,
    };
    for line in lines_of(thread, clock) {
        let last = lines.last().map(|line: &Line| line.at);
        if last.is_some_and(|last| ends(last, line.at, lines.len(), bytes)) {
            pieces.push(piece(std::mem::take(&mut lines)));
            bytes = 0;
        }
        bytes += line.words.as_ref().map_or(0, String::len);
        lines.push(line);
    }
    if !lines.is_empty() {
        pieces.push(piece(lines));
    }
    pieces
}

fn ends(last: i64, next: i64, messages: usize, bytes: usize) -> bool {
    let minutes = (next.div_euclid(MINUTE) - last.div_euclid(MINUTE)).abs();
    (messages >= ENOUGH && minutes > 2)
        || ((messages >= MANY || bytes >= MANY_BYTES) && minutes > 0)
}

/// Display names that are no numbers.
fn names(thread: &ReceivedThread) -> Vec<String> {
    let names = thread.contact.names.iter();
    names
        .filter(|name| {
            let read: Result<tact_intake::threads::PhoneNumber, _> = name.parse();
            read.is_err()
        })
        .map(|name| name.to_string())
        .collect()
}

fn lines_of<'a>(
    thread: &'a ReceivedThread,
    clock: &'a CivilClock,
) -> impl Iterator<Item = Line> + 'a {
    let mut told: HashMap<i64, i64> = HashMap::new();
    thread.read().map(move |(message, words)| {
        let at = clock.instant(message.sent_at).as_millisecond();
        // The order of the export is all that tells which of one minute came first.
        let nth = told.entry(at).and_modify(|nth| *nth += 1).or_insert(0);
        Line {
            at: at.saturating_add((*nth).min(MOST)),
            author: match message.sender {
                Sender::Contact => Who::Contact,
                Sender::Agent {
                    kind: AgentKind::Human,
                    ..
                } => Who::Agent,
                Sender::Agent {
                    kind: AgentKind::Bot,
                    ..
                } => Who::Machine,
            },
            kind: kind(message.kind).code(),
            edited: message.edited,
            deleted_by: message.withdrawn.map(|by| match by {
                WithdrawnBy::Contact => Who::Contact,
                WithdrawnBy::Business => Who::Agent,
                WithdrawnBy::Admin => Who::Admin,
            }),
            words: words.map(str::to_owned),
        }
    })
}

fn kind(kind: MessageKind) -> LiveKind {
    match kind {
        MessageKind::Text => LiveKind::Text,
        MessageKind::Image => LiveKind::Image,
        MessageKind::Video => LiveKind::Video,
        MessageKind::Audio => LiveKind::Audio,
        MessageKind::Sticker => LiveKind::Sticker,
        MessageKind::Gif => LiveKind::Gif,
        MessageKind::Document => LiveKind::Document,
        MessageKind::ContactCard => LiveKind::ContactCard,
        MessageKind::Location => LiveKind::Location,
        MessageKind::Poll => LiveKind::Poll,
        MessageKind::Media | MessageKind::ViewOnce => LiveKind::Media,
        MessageKind::Event | MessageKind::Empty => LiveKind::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_ends_in_a_silence_or_at_least_with_a_minute() {
        assert!(!ends(0, 59_999, 5000, 0));
        assert!(!ends(0, 10 * MINUTE, 10, 0));
        assert!(ends(0, 10 * MINUTE, ENOUGH, 0));
        assert!(!ends(0, 2 * MINUTE, ENOUGH, 0));
        assert!(ends(59_999, MINUTE, MANY, 0));
        assert!(ends(59_999, MINUTE, 1, MANY_BYTES));
    }
}
