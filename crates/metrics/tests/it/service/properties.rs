//! What holds whatever the threads are.

use jiff::SignedDuration;
use proptest::prelude::*;
use tact_domain::{
    AgentKind, Channel, ContactKey, MessageFact, Sender, TeamId, ThreadFacts, Watch, Withdrawal,
    WithdrawnBy,
};
use tact_metrics::service::{Partial, ServiceFigures, compute, conversations};

use super::thread::{monday, settings};

fn messages() -> impl Strategy<Value = Vec<MessageFact>> {
    let one = (
        -30_i64..6_000,
        0_u8..4,
        0_u8..8,
        any::<bool>(),
        0_i64..5_000,
    );
    prop::collection::vec(one, 0..14).prop_map(|steps| {
        let mut now = monday();
        let one = |(gap, who, fate, edited, after): (i64, u8, u8, bool, i64)| {
            now += SignedDuration::from_mins(gap);
            let sender = match who {
                0 | 1 => Sender::Contact,
                2 => Sender::Agent {
                    kind: AgentKind::Human,
                    team: Some(TeamId(u16::from(fate % 3))),
                },
                _ => Sender::Agent {
                    kind: AgentKind::Bot,
                    team: None,
                },
            };
            let by = match sender {
                Sender::Contact => WithdrawnBy::Contact,
                Sender::Agent { .. } => WithdrawnBy::Business,
            };
            let later = now + SignedDuration::from_mins(after);
            MessageFact {
                sent_at: now,
                sender,
                watch: Watch::Throughout,
                withdrawn: match fate {
                    0 => Some(Withdrawal { by, at: None }),
                    1 => Some(Withdrawal {
                        by,
                        at: Some(later),
                    }),
                    _ => None,
                },
                edited,
                closing: match fate {
                    2 => Some(true),
                    3 | 4 => Some(false),
                    _ => None,
                },
            }
        };
        steps.into_iter().map(one).collect()
    })
}

fn threads() -> impl Strategy<Value = Vec<ThreadFacts>> {
    let one = (0_u32..25, 0_u8..8, messages(), any::<bool>(), 0_i64..20_000);
    prop::collection::vec(one, 0..40).prop_map(|threads| {
        let one = |(contact, channel, messages, consented, more): (
            u32,
            u8,
            Vec<MessageFact>,
            bool,
            i64,
        )| {
            let last = messages.iter().map(|m: &MessageFact| m.sent_at).max();
            ThreadFacts {
                contact: ContactKey(contact),
                channel: match channel {
                    0 => Channel::CloudApi,
                    1 | 2 => Channel::Coexistence,
                    _ => Channel::Export,
                },
                messages,
                observed_until: last.unwrap_or(monday()) + SignedDuration::from_mins(more),
                consented,
            }
        };
        threads.into_iter().map(one).collect()
    })
}

fn all(threads: &[ThreadFacts]) -> ServiceFigures {
    compute(
        threads,
        &conversations(threads, &settings()),
        None,
        &settings(),
    )
}

fn partial(threads: &[ThreadFacts]) -> Partial {
    let found = conversations(threads, &settings());
    Partial::gather(threads, &found, None, None, &settings())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_order_of_threads_does_not_matter(threads in threads(), turn in 0_usize..40) {
        let mut other = threads.clone();
        other.reverse();
        let turn = turn % other.len().max(1);
        other.rotate_left(turn);
        prop_assert_eq!(all(&threads), all(&other));
    }

    #[test]
    fn partial_results_merge_in_any_grouping(threads in threads(), a in 0_usize..40, b in 0_usize..40) {
        let (a, b) = (a.min(threads.len()), b.min(threads.len()));
        let (a, b) = (a.min(b), a.max(b));
        let [one, two, three] = [&threads[..a], &threads[a..b], &threads[b..]].map(partial);
        let left = one.clone().merge(two.clone()).merge(three.clone()).figures(&settings());
        let right = one.merge(two.merge(three)).figures(&settings());
        prop_assert_eq!(&left, &right);
        prop_assert_eq!(left, all(&threads));
    }

    #[test]
    fn every_message_is_in_one_conversation_at_most(threads in threads()) {
        let found = conversations(&threads, &settings());
        for (index, thread) in threads.iter().enumerate() {
            let own: Vec<_> = found.iter().filter(|c| c.thread as usize == index).collect();
            for pair in own.windows(2) {
                prop_assert!(pair[0].messages.end <= pair[1].messages.start);
            }
            let outside = thread.messages.len() as u32
                - own.iter().map(|c| c.messages.len() as u32).sum::<u32>();
            // Only closing words at the head of a thread belong to no conversation.
            let closing = thread.messages.iter().take(outside as usize);
            prop_assert!(closing.into_iter().all(|m| m.closing == Some(true)));
        }
    }

    #[test]
    fn no_figure_is_infinite_or_not_a_number(threads in threads()) {
        let json = serde_json::to_value(all(&threads)).unwrap();
        // serde_json writes null for what is not finite; every number here is expected.
        fn check(value: &serde_json::Value) -> bool {
            match value {
                serde_json::Value::Object(map) => {
                    let interval = map.get("interval").and_then(|i| i.as_object());
                    let low_high = interval.map(|i| (i.get("low").and_then(|v| v.as_f64()), i.get("high").and_then(|v| v.as_f64())));
                    let sound = match low_high {
                        Some((Some(low), Some(high))) => {
                            let inside = map.get("value").and_then(|v| v.as_f64()).is_none_or(|v| low - 1e-9 <= v && v <= high + 1e-9);
                            low <= high + 1e-12 && inside
                        }
                        Some(_) => false,
                        None => true,
                    };
                    sound && map.values().all(check)
                }
                serde_json::Value::Array(values) => values.iter().all(check),
                _ => true,
            }
        }
        prop_assert!(check(&json), "{}", json);
    }

    #[test]
    fn nothing_is_said_of_fewer_than_five_customers(threads in threads()) {
        let few: Vec<ThreadFacts> = threads.into_iter().filter(|t| t.contact.0 < 4).collect();
        let json = serde_json::to_string(&all(&few)).unwrap();
        prop_assert!(!json.contains("\"state\":\"known\""), "{}", json);
        prop_assert!(!json.contains("\"state\":\"range\""), "{}", json);
    }
}
