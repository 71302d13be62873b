//! How much processor time the whole answer takes on so many conversations (first argument, 1,000,000 by default).
//!
//! `cargo run --release -p tact-metrics --example estimate_speed -- 1000000`

use std::fmt::Write as _;
use std::time::Duration;

use tact_metrics::dataset::answer::answer;
use tact_metrics::dataset::{DatasetError, DatasetFiles, parse_dataset};
use tact_metrics::estimate::random::{SplitMix64, uniform_below};

fn main() -> Result<(), DatasetError> {
    let asked = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let n: u64 = asked.unwrap_or(1_000_000);
    let conversations = conversations(n, &mut SplitMix64::new(1));
    let messages = "{\"age_h\":90.5,\"deleted\":true,\"latency_s\":93.1}\n".repeat(1_000);
    let files = DatasetFiles {
        params: br#"{"scenario":"speed","channel":"coexistence"}"#,
        conversations: conversations.as_bytes(),
        messages: Some(messages.as_bytes()),
        deletions: Some(b""),
        daily: Some(b"{\"day\":0,\"n\":30,\"k\":20}"),
    };
    let start = processor_time();
    let dataset = parse_dataset(&files)?;
    let read = processor_time();
    let figures = answer(&dataset);
    let done = processor_time();
    println!(
        "{n} conversations ({} MB): read {:.2?}, all figures {:.2?}, headline {:?}",
        conversations.len() / 1_000_000,
        read - start,
        done - read,
        figures
            .figures
            .and_then(|found| found.satisfaction)
            .map(|found| found.headline)
    );
    Ok(())
}

/// Time this process has spent on a processor (Linux): other work on the machine does not count.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

fn conversations(n: u64, random: &mut SplitMix64) -> String {
    let mut text = String::new();
    for id in 0..n {
        let mut below = |bound| uniform_below(random, bound);
        let score = if below(4) == 0 {
            (1 + below(5)).to_string()
        } else {
            "null".to_owned()
        };
        let reply = if below(12) == 0 {
            "null".to_owned()
        } else {
            format!("{}.25", below(400))
        };
        let reopened = if below(9) == 0 {
            format!("{}.5", below(300))
        } else {
            "null".to_owned()
        };
        let row = writeln!(
            text,
            "{{\"id\":\"c{id:07}\",\"contact\":\"p{}\",\"topic\":\"t{}\",\"agent\":\"A{}\",\"hour\":{},\
             \"channel\":\"coexistence\",\"n_customer_msgs\":{},\"n_deleted\":{},\"text_label\":\"{}\",\
             \"text_score\":0.{:03},\"score\":{score},\"first_reply_min\":{reply},\
             \"observed_min\":1200.5,\"resolved\":true,\"reopen_h\":{reopened},\"watched_h\":{}.5,\
             \"transfers\":{}}}",
            below(n / 2 + 1),
            below(8),
            below(20),
            below(24),
            1 + below(9),
            u64::from(below(6) == 0),
            if below(4) == 0 { "neg" } else { "pos" },
            below(1_000),
            below(400),
            below(3),
        );
        debug_assert!(row.is_ok());
    }
    text
}
