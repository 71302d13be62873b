//! What was measured, in one line each.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::traffic::Deletions;

/// Length of a record of the erasure ledger, and the first byte of one that says: all of it is done.
const RECORD: i64 = 40;
const DONE: u8 = 2;

/// How long answers took, and what they were.
#[derive(Default)]
pub(crate) struct Waits {
    times: Vec<Duration>,
    refused: BTreeMap<u16, u64>,
}

impl Waits {
    /// A missing answer counts as 0.
    pub(crate) fn note(&mut self, status: Option<u16>, wait: Duration) {
        match status {
            Some(200) => self.times.push(wait),
            other => *self.refused.entry(other.unwrap_or(0)).or_default() += 1,
        }
    }

    pub(crate) fn joined(all: Vec<Self>) -> Self {
        let mut joined = Self::default();
        for one in all {
            joined.times.extend(one.times);
            for (status, count) in one.refused {
                *joined.refused.entry(status).or_default() += count;
            }
        }
        joined.times.sort_unstable();
        joined
    }
}

impl fmt::Display for Waits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |share: usize| {
            let place = (self.times.len() * share / 1000).min(self.times.len().saturating_sub(1));
            self.times
                .get(place)
                .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
        };
        write!(
            f,
            "{} answered 200: p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms; 503: {}; others: {:?}",
            self.times.len(),
            at(500),
            at(990),
            at(1000),
            self.refused.get(&503).copied().unwrap_or(0),
            self.refused
                .iter()
                .filter(|(status, _)| **status != 503)
                .collect::<Vec<_>>(),
        )
    }
}

/// From each deletion to the first look at the ledger that finds everything begun done: key
/// overwritten, rows gone, log of the database empty.
pub(crate) async fn erasures_done(ledger: PathBuf, deletions: Arc<Deletions>) -> Waits {
    let mut waits = Waits::default();
    loop {
        let looked = Instant::now();
        let ended = deletions.have_ended();
        if newest(&ledger) == Some(DONE) {
            let mut answered = deletions.answered.lock().expect("no panic");
            answered.retain(|(sent, answered)| {
                let gone = *answered <= looked;
                if gone {
                    waits.times.push(sent.elapsed());
                }
                !gone
            });
            if ended && answered.is_empty() {
                return Waits::joined(vec![waits]);
            }
        }
        sleep(Duration::from_millis(10)).await;
    }
}

/// Kind of the last record.
fn newest(ledger: &PathBuf) -> Option<u8> {
    let mut file = std::fs::File::open(ledger).ok()?;
    let length = i64::try_from(file.metadata().ok()?.len()).ok()?;
    let last = (length / RECORD - 1) * RECORD;
    file.seek(SeekFrom::Start(u64::try_from(last).ok()?)).ok()?;
    let mut kind = [0];
    file.read_exact(&mut kind).ok()?;
    Some(kind[0])
}

/// Least squares through (minute, MiB).
pub(crate) fn slope(samples: &[(f64, f64)]) -> f64 {
    let n = samples.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| samples.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|sample| sample.0), mean(|sample| sample.1));
    let over: f64 = samples.iter().map(|(a, b)| (a - x) * (b - y)).sum();
    let under: f64 = samples.iter().map(|(a, _)| (a - x) * (a - x)).sum();
    over / under
}
