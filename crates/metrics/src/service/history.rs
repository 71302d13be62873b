//! What became of each conversation, one by one: the content-free half of a row of a data set.

use tact_domain::{Conversation, ConversationAnnotation, ThreadFacts};

use super::rows::{ConversationRow, FirstWait, Understanding, gather, link};
use super::settings::ServiceSettings;
use crate::catalog::fcr;
use crate::estimate::Resolution;

const MINUTE: f64 = 60.0;

/// What became of one conversation, without its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConversationHistory {
    /// First message, in UTC seconds.
    pub started: i64,
    /// Last message, in UTC seconds.
    pub ended: i64,
    /// The customer's last message is older than the deletion window: no deletion can still come.
    pub mature: bool,
    /// Customer messages deleted for everyone.
    pub withdrawn: u32,
    /// Minutes to the first human reply, if one came.
    pub first_reply_min: Option<f64>,
    /// Minutes the customer has waited without one, if none came.
    pub waited_min: Option<f64>,
    /// Settled, and taken up again: as far as silence tells; `None` when it is too early to say.
    pub resolution: Option<Resolution>,
}

/// The history of every conversation, in their order. All are `None` when one of them names
/// messages that do not exist or that another holds already: whose history is whose is unknown then.
///
/// `annotations`, where given, stand in the order of `conversations`; their topics tell whether a
/// customer came back about the same thing.
pub fn histories(
    threads: &[ThreadFacts],
    conversations: &[Conversation],
    annotations: Option<&[ConversationAnnotation]>,
    settings: &ServiceSettings,
) -> Vec<Option<ConversationHistory>> {
    let understanding = Understanding {
        annotations,
        readability: None,
    };
    // Positions tell rows apart, so all must be there.
    let rows = gather(threads, conversations, understanding, settings).conversations;
    if rows.len() != conversations.len() {
        return vec![None; conversations.len()];
    }
    // `gather` reads in order of thread and message.
    let mut places: Vec<usize> = (0..conversations.len()).collect();
    places.sort_by_key(|place| {
        let conversation = conversations.get(*place);
        conversation.map(|conversation| (conversation.thread, conversation.messages.start))
    });
    let mut placed: Vec<(usize, ConversationRow)> = places.into_iter().zip(rows).collect();
    // `link` sorts by this key, and a stable sort leaves what is sorted as it is.
    placed.sort_by_key(|(_, row)| (row.contact, row.first_inbound, row.started, row.ended));
    let mut linked: Vec<ConversationRow> = placed.iter().map(|(_, row)| *row).collect();
    link(&mut linked);
    let mut found = vec![None; conversations.len()];
    for ((place, _), row) in placed.iter().zip(&linked) {
        if let Some(slot) = found.get_mut(*place) {
            *slot = Some(history(row));
        }
    }
    found
}

fn history(row: &ConversationRow) -> ConversationHistory {
    let wait = match row.first_wait {
        Some(FirstWait::Measured(wait)) => Some(wait),
        _ => None,
    };
    let minutes = |over: bool| {
        wait.filter(|wait| wait.over == over)
            .map(|wait| wait.elapsed as f64 / MINUTE)
    };
    ConversationHistory {
        started: row.started,
        ended: row.ended,
        mature: row.touch.mature,
        withdrawn: row.touch.withdrawn,
        first_reply_min: minutes(true),
        waited_min: minutes(false),
        resolution: fcr::resolution(row),
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp, tz::TimeZone};
    use tact_domain::{
        AgentKind, Channel, ContactKey, MessageFact, Sender, Watch, Withdrawal, WithdrawnBy,
    };

    use super::*;
    use crate::service::conversations;

    const HOUR: i64 = 3_600;

    fn message(hour: i64, sender: Sender) -> MessageFact {
        MessageFact {
            sent_at: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hour),
            sender,
            withdrawn: None,
            edited: false,
            closing: None,
            watch: Watch::Throughout,
        }
    }

    fn thread(contact: u32, messages: Vec<MessageFact>, until: i64) -> ThreadFacts {
        ThreadFacts {
            contact: ContactKey(contact),
            channel: Channel::Export,
            messages,
            observed_until: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(until),
            consented: true,
        }
    }

    const AGENT: Sender = Sender::Agent {
        kind: AgentKind::Human,
        team: None,
    };

    #[test]
    fn each_conversation_keeps_its_place_and_its_own_history() {
        let mut taken_back = message(205, Sender::Contact);
        taken_back.withdrawn = Some(Withdrawal {
            by: WithdrawnBy::Contact,
            at: None,
        });
        let threads = [
            thread(
                0,
                vec![
                    message(0, Sender::Contact),
                    message(2, AGENT),
                    message(200, Sender::Contact),
                    taken_back,
                ],
                250,
            ),
            thread(
                1,
                vec![message(10, Sender::Contact), message(11, AGENT)],
                250,
            ),
        ];
        let settings = ServiceSettings::new(TimeZone::UTC);
        let found = conversations(&threads, &settings);
        let told = histories(&threads, &found, None, &settings);
        assert_eq!(told.len(), 3);
        let [first, second, third] = [0, 1, 2].map(|place| told[place].unwrap());
        assert_eq!((first.started, first.ended), (0, 2 * HOUR));
        assert_eq!(first.first_reply_min, Some(120.0));
        assert!(first.mature);
        // Came back after 198 hours on an unknown topic.
        let back = first.resolution.and_then(|known| known.reopened_after_h);
        assert_eq!(back, Some(198.0));
        assert_eq!((second.withdrawn, second.mature), (1, false));
        assert_eq!(
            (second.first_reply_min, second.waited_min),
            (None, Some(50.0 * 60.0))
        );
        assert_eq!(third.first_reply_min, Some(60.0));
        // In another order, the same histories.
        let mut turned = found.clone();
        turned.reverse();
        let mut other = histories(&threads, &turned, None, &settings);
        other.reverse();
        assert_eq!(told, other);
    }

    #[test]
    fn conversations_that_do_not_fit_their_threads_have_no_history() {
        let threads = [thread(0, vec![message(0, Sender::Contact)], 100)];
        let settings = ServiceSettings::new(TimeZone::UTC);
        let mut found = conversations(&threads, &settings);
        found[0].messages = 5..9;
        assert_eq!(histories(&threads, &found, None, &settings), [None]);
    }
}
