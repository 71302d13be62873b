//! From threads and conversations to rows.

use jiff::Timestamp;
use tact_domain::{
    Channel, Conversation, ConversationAnnotation, Ending, MessageFact, Sender, ThreadFacts, Tone,
    Watch, WithdrawnBy,
};

use super::{
    ConversationRow, FirstWait, InboundRow, OutboundRow, Readability, Rows, Settlement, Stage,
    Touch, TurnRow, Wait, rank_of,
};
use crate::service::calendar::OpenTime;
use crate::service::episodes::is_answer;
use crate::service::exchange::{Exchange, Turn, TurnEnd};
use crate::service::settings::ServiceSettings;

/// Time in which a new message after a withdrawn one suggests a correction.
const CORRECTION: i64 = 120;

/// What understanding says of each conversation, in the order of the conversations.
#[derive(Clone, Copy, Default)]
pub(crate) struct Understanding<'a> {
    pub(crate) annotations: Option<&'a [ConversationAnnotation]>,
    pub(crate) readability: Option<&'a [Readability]>,
}

/// Rows of `threads`, cut into `conversations` whose `thread` is an index into `threads`.
///
/// A conversation that names a thread or messages that do not exist is left out.
pub(crate) fn gather(
    threads: &[ThreadFacts],
    conversations: &[Conversation],
    understanding: Understanding<'_>,
    settings: &ServiceSettings,
) -> Rows {
    let open = open_time(threads, settings);
    let mut rows = Rows::default();
    let mut order: Vec<usize> = (0..conversations.len()).collect();
    order.sort_by_key(|index| {
        conversations
            .get(*index)
            .map(|c| (c.thread, c.messages.start))
    });
    let mut next = order.into_iter().peekable();
    for (index, thread) in threads.iter().enumerate() {
        let mut reader = ThreadReader::new(thread, settings, open.as_ref(), &mut rows);
        while let Some(found) = next.next_if(|found| {
            conversations
                .get(*found)
                .is_some_and(|c| usize::try_from(c.thread) == Ok(index))
        }) {
            if let Some(conversation) = conversations.get(found) {
                reader.conversation(conversation, found, understanding);
            }
        }
        reader.finish();
    }
    rows
}

/// Opening hours over everything observed.
fn open_time(threads: &[ThreadFacts], settings: &ServiceSettings) -> Option<OpenTime> {
    let calendar = settings.calendar.as_ref()?;
    let instants = || {
        threads.iter().flat_map(|thread| {
            let sent = thread.messages.iter().map(|message| message.sent_at);
            sent.chain([thread.observed_until])
        })
    };
    let (from, until) = (instants().min()?, instants().max()?);
    Some(calendar.compile(from, until))
}

/// Reads one thread into rows.
struct ThreadReader<'a> {
    thread: &'a ThreadFacts,
    settings: &'a ServiceSettings,
    open: Option<&'a OpenTime>,
    rows: &'a mut Rows,
    /// First message not yet read.
    at: usize,
}

impl<'a> ThreadReader<'a> {
    fn new(
        thread: &'a ThreadFacts,
        settings: &'a ServiceSettings,
        open: Option<&'a OpenTime>,
        rows: &'a mut Rows,
    ) -> Self {
        let steps = thread.messages.windows(2);
        let back = steps.filter(|pair| matches!(pair, [a, b] if b.sent_at < a.sent_at));
        rows.quality.steps_back += back.count() as u64;
        let late = |message: &&MessageFact| message.sent_at > thread.observed_until;
        rows.quality.after_observation += thread.messages.iter().filter(late).count() as u64;
        Self {
            thread,
            settings,
            open,
            rows,
            at: 0,
        }
    }

    /// Messages up to `end` that no conversation holds.
    fn skip_to(&mut self, end: usize) {
        let end = end.min(self.thread.messages.len());
        for at in self.at..end {
            self.rows.quality.outside_conversations += 1;
            self.message(at, None, None);
        }
        self.at = self.at.max(end);
    }

    fn finish(mut self) {
        self.skip_to(self.thread.messages.len());
    }

    fn conversation(
        &mut self,
        conversation: &Conversation,
        index: usize,
        understanding: Understanding<'_>,
    ) {
        let start = usize::try_from(conversation.messages.start).unwrap_or(usize::MAX);
        let end = usize::try_from(conversation.messages.end).unwrap_or(usize::MAX);
        let Some(messages) = self
            .thread
            .messages
            .get(start..end)
            .filter(|m| !m.is_empty())
        else {
            return;
        };
        if start < self.at {
            // Overlapping conversations would count a message twice.
            return;
        }
        self.skip_to(start);
        let annotation = understanding
            .annotations
            .filter(|_| self.thread.consented)
            .and_then(|annotations| annotations.get(index));
        let tone = annotation.map(|annotation| annotation.tone);
        let first_answer = messages.iter().position(is_answer);
        let last_answer = messages.iter().rposition(is_answer);
        for offset in 0..messages.len() {
            let stage = match (first_answer, last_answer) {
                (Some(first), _) if offset < first => Stage::BeforeFirstReply,
                (_, Some(last)) if offset > last => Stage::AfterLastReply,
                (None, _) => Stage::BeforeFirstReply,
                _ => Stage::BetweenReplies,
            };
            self.message(start + offset, Some(stage), tone);
        }
        self.at = end;
        let readability = understanding
            .readability
            .filter(|_| self.thread.consented)
            .and_then(|readability| readability.get(index))
            .copied();
        let row = self.row(conversation, messages, start);
        self.rows.conversations.push(ConversationRow {
            tone,
            topic: annotation.and_then(|annotation| annotation.topic),
            readability,
            ..row
        });
    }

    fn message(&mut self, at: usize, stage: Option<Stage>, tone: Option<Tone>) {
        let Some(message) = self.thread.messages.get(at) else {
            return;
        };
        let sent = message.sent_at.as_second();
        let until = self.thread.observed_until.as_second();
        let contact = self.thread.contact.0;
        let channel_rank = rank_of(channel_of(self.thread.channel, message));
        let by = |who: WithdrawnBy| message.withdrawn.filter(|withdrawal| withdrawal.by == who);
        if message.sender == Sender::Contact {
            let withdrawal = by(WithdrawnBy::Contact);
            let withdrawn_at = withdrawal.and_then(|w| w.at).map(Timestamp::as_second);
            let next_after =
                withdrawal.and_then(|_| self.following_inbound(at, withdrawn_at.unwrap_or(sent)));
            self.rows.inbound.push(InboundRow {
                sent,
                contact,
                channel_rank,
                until,
                withdrawn: withdrawal.is_some(),
                withdrawn_at,
                next_after,
                edited: message.edited,
                stage,
                negative_context: tone.map(|tone| tone == Tone::Negative),
            });
        } else {
            self.rows.outbound.push(OutboundRow {
                sent,
                contact,
                channel_rank,
                until,
                withdrawn: by(WithdrawnBy::Business).is_some(),
                edited: message.edited,
            });
        }
    }

    fn wait(&self, opened: i64, end: i64, over: bool) -> Wait {
        Wait {
            elapsed: end.saturating_sub(opened).max(0),
            business: self.open.map(|open| open.between(opened, end)),
            over,
        }
    }

    /// The wait of a turn; `None` when nobody was left to wait or it cannot be known.
    fn wait_of(&self, turn: &Turn) -> Option<Wait> {
        let until = self.thread.observed_until.as_second();
        match turn.end {
            TurnEnd::Answered { at, .. } => Some(self.wait(turn.opened, at, true)),
            TurnEnd::Waiting => Some(self.wait(turn.opened, until, false)),
            TurnEnd::WithdrawnBeforeReply | TurnEnd::WithdrawnAtUnknownTime => None,
        }
    }

    fn row(
        &mut self,
        conversation: &Conversation,
        messages: &[MessageFact],
        start: usize,
    ) -> ConversationRow {
        let exchange = Exchange::read(messages, self.thread.observed_until, self.settings);
        self.rows.quality.negative_waits += u64::from(exchange.steps_back);
        let until = self.thread.observed_until.as_second();
        for (position, turn) in exchange.turns.iter().enumerate() {
            let Some(wait) = self.wait_of(turn) else {
                continue;
            };
            let (end, team) = match turn.end {
                TurnEnd::Answered { at, team } => (at, team),
                _ => (until, None),
            };
            self.rows.turns.push(TurnRow {
                opened: turn.opened,
                contact: self.thread.contact.0,
                consented: self.thread.consented,
                wait,
                since_last_inbound: end.saturating_sub(turn.last_inbound).max(0),
                first: position == 0,
                team,
            });
        }
        let sent = |message: &MessageFact| message.sent_at.as_second();
        let total_wait = exchange
            .turns
            .iter()
            .filter_map(|turn| self.wait_of(turn))
            .reduce(|sum, wait| Wait {
                elapsed: sum.elapsed + wait.elapsed,
                business: sum.business.zip(wait.business).map(|(a, b)| a + b),
                over: sum.over && wait.over,
            });
        let first_wait = exchange.turns.first().map(|turn| match turn.end {
            TurnEnd::WithdrawnBeforeReply => FirstWait::WithdrawnBeforeReply,
            TurnEnd::WithdrawnAtUnknownTime => FirstWait::Undetermined,
            TurnEnd::Answered { .. } | TurnEnd::Waiting => self
                .wait_of(turn)
                .map_or(FirstWait::Undetermined, FirstWait::Measured),
        });
        let inbound = || messages.iter().filter(|m| m.sender == Sender::Contact);
        ConversationRow {
            contact: self.thread.contact.0,
            channel: messages
                .iter()
                .map(|message| channel_of(self.thread.channel, message))
                .find(|channel| *channel != self.thread.channel)
                .unwrap_or(self.thread.channel),
            consented: self.thread.consented,
            started: messages.iter().map(sent).min().unwrap_or(until),
            first_inbound: exchange.turns.first().map(|turn| turn.opened),
            ended: messages.iter().map(sent).max().unwrap_or(until),
            until,
            has_inbound: inbound().next().is_some(),
            ending: conversation.ending,
            waiting_since: exchange
                .turns
                .last()
                .filter(|turn| turn.end == TurnEnd::Waiting)
                .map(|turn| turn.opened),
            reopened: conversation.reopened,
            first_wait,
            answered: exchange.turns.iter().any(|turn| {
                matches!(
                    turn.end,
                    TurnEnd::Answered { .. } | TurnEnd::WithdrawnAtUnknownTime
                )
            }),
            total_wait,
            settlement: self.settlement(conversation, &exchange),
            thanked: exchange.thanked,
            touch: self.touch(messages, start),
            tone: None,
            topic: None,
            readability: None,
            next_same_topic: None,
            next_contact: None,
            since_same_topic: None,
            since_contact: None,
        }
    }

    fn settlement(&self, conversation: &Conversation, exchange: &Exchange) -> Settlement {
        let dropped = |turn: &Turn| {
            matches!(
                turn.end,
                TurnEnd::WithdrawnBeforeReply | TurnEnd::WithdrawnAtUnknownTime
            )
        };
        if exchange.turns.iter().all(dropped) {
            return Settlement::NotEligible;
        }
        if let Some(at) = exchange.first_settled {
            return Settlement::Settled {
                at,
                returned: exchange.first_return,
            };
        }
        let waited = exchange
            .turns
            .last()
            .filter(|turn| turn.end == TurnEnd::Waiting)
            .map_or(0, |turn| {
                self.thread.observed_until.as_second() - turn.opened
            });
        if conversation.ending == Ending::WaitingForUs
            && waited >= self.settings.episode_idle.as_secs()
        {
            Settlement::NotSettled
        } else {
            Settlement::Undecided
        }
    }

    fn touch(&self, messages: &[MessageFact], start: usize) -> Touch {
        let mut touch = Touch::default();
        let mut last_inbound = None;
        for (offset, message) in messages.iter().enumerate() {
            if message.sender != Sender::Contact {
                continue;
            }
            let sent = message.sent_at.as_second();
            last_inbound = last_inbound.max(Some(sent));
            let Some(withdrawal) = message
                .withdrawn
                .filter(|withdrawal| withdrawal.by == WithdrawnBy::Contact)
            else {
                continue;
            };
            touch.withdrawn += 1;
            // Without its own time, a deletion is placed at the sending: a hint, not a finding.
            let gone = withdrawal.at.map_or(sent, Timestamp::as_second);
            let next = self.following_inbound(start + offset, gone);
            touch.followed += u32::from(next.is_some_and(|next| next - gone <= CORRECTION));
        }
        let window = self.settings.deletion_window.as_secs();
        let until = self.thread.observed_until.as_second();
        touch.mature = last_inbound.is_some_and(|last| until - last >= window);
        touch
    }

    /// The customer's first message from `second` on, after the message at `index`.
    fn following_inbound(&self, index: usize, second: i64) -> Option<i64> {
        let rest = self.thread.messages.get(index + 1..)?;
        rest.iter()
            .filter(|message| message.sender == Sender::Contact)
            .map(|message| message.sent_at.as_second())
            .find(|sent| *sent >= second)
    }
}

/// What a message's channel shows of its deletion: nothing, when it was handed over afterwards.
fn channel_of(channel: Channel, message: &MessageFact) -> Channel {
    match message.watch {
        Watch::Throughout => channel,
        Watch::Afterwards => Channel::CloudApi,
    }
}
