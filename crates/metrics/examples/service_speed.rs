//! How long all service figures take on a million messages, on one core.
//!
//! `cargo run --release -p tact-metrics --example service_speed [MESSAGES]`

use std::time::Instant;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tact_domain::{
    AgentKind, Channel, ContactKey, MessageFact, Sender, TeamId, ThreadFacts, Watch, Withdrawal,
    WithdrawnBy,
};
use tact_metrics::estimate::random::{SplitMix64, uniform_below};
use tact_metrics::service::calendar::{BusinessCalendar, parse_hours};
use tact_metrics::service::{ServiceSettings, compute, conversations};

/// Messages in a thread.
const THREAD: usize = 20;

fn thread(contact: u32, numbers: &mut SplitMix64, start: Timestamp, end: Timestamp) -> ThreadFacts {
    let mut now = start + SignedDuration::from_secs(uniform_below(numbers, 300 * 86_400) as i64);
    let messages = (0..THREAD)
        .map(|_| {
            let days = if uniform_below(numbers, 6) == 0 {
                86_400 * 9
            } else {
                4_000
            };
            now += SignedDuration::from_secs(uniform_below(numbers, days) as i64);
            let sender = if uniform_below(numbers, 2) == 0 {
                Sender::Contact
            } else {
                Sender::Agent {
                    kind: AgentKind::Human,
                    team: Some(TeamId(uniform_below(numbers, 4) as u16)),
                }
            };
            let inbound = sender == Sender::Contact;
            MessageFact {
                sent_at: now,
                sender,
                withdrawn: (inbound && uniform_below(numbers, 12) == 0).then_some(Withdrawal {
                    by: WithdrawnBy::Contact,
                    at: None,
                }),
                edited: uniform_below(numbers, 40) == 0,
                closing: (inbound && uniform_below(numbers, 9) == 0).then_some(true),
                watch: Watch::Throughout,
            }
        })
        .collect();
    ThreadFacts {
        contact: ContactKey(contact),
        channel: Channel::Export,
        messages,
        observed_until: end.max(now),
        consented: uniform_below(numbers, 3) > 0,
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wanted: usize = std::env::args()
        .nth(1)
        .map_or(Ok(1_000_000), |n| n.parse())?;
    let mut numbers = SplitMix64::new(7);
    let start: Timestamp = "2026-01-01T00:00:00Z".parse()?;
    let end: Timestamp = "2026-12-31T00:00:00Z".parse()?;
    let threads: Vec<ThreadFacts> = (0..wanted / THREAD)
        .map(|contact| thread(contact as u32, &mut numbers, start, end))
        .collect();
    let paris = TimeZone::get("Europe/Paris")?;
    let mut settings = ServiceSettings::new(paris.clone());
    let week = parse_hours("lun-ven 9-12, 13:30-18; sam 10-13")?;
    settings.calendar = Some(BusinessCalendar::new(week, paris));

    let begun = Instant::now();
    let found = conversations(&threads, &settings);
    let cut = begun.elapsed();
    let figures = compute(&threads, &found, None, &settings);
    let all = begun.elapsed();
    println!(
        "{wanted} messages, {} threads, {} conversations",
        threads.len(),
        found.len()
    );
    println!(
        "conversations {cut:.2?}, all figures {:.2?}, together {all:.2?}",
        all - cut
    );
    println!("json {} kB", serde_json::to_string(&figures)?.len() / 1_000);
    Ok(())
}
