//! Figures of operation, as Prometheus reads them. Nothing in them comes from data: no id, no
//! number, no label that a stranger could choose. Counts of what people did are left out while
//! fewer than [`SMALLEST`]: one deletion must not be read off a counter.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use tact_domain::live::UnrecognizedKind;
use tact_intake::webhook::Received;

/// Smallest count of acts of people that is shown.
pub(super) const SMALLEST: u64 = 10;

/// Upper bounds of the histograms, milliseconds.
const BOUNDS: [u64; 12] = [1, 2, 5, 10, 20, 50, 100, 250, 500, 1_000, 5_000, 60_000];

/// What an event is called in the figures.
const EVENTS: [&str; 8] = [
    "message", "edit", "deletion", "reaction", "status", "request", "contact", "account",
];

/// Answers the webhook gives.
const ANSWERS: [u16; 8] = [200, 400, 401, 403, 404, 408, 413, 503];

/// Times of one thing.
#[derive(Debug, Default)]
struct Histogram {
    /// By bound; the last one is beyond all.
    buckets: [AtomicU64; BOUNDS.len() + 1],
    micros: AtomicU64,
}

/// Figures since the start.
#[derive(Debug, Default)]
pub(super) struct Gauges {
    events: [AtomicU64; EVENTS.len()],
    answers: [AtomicU64; ANSWERS.len()],
    unrecognized: [AtomicU64; UnrecognizedKind::ALL.len()],
    unreadable: AtomicU64,
    waiting: AtomicU64,
    commits: Histogram,
    deletions: Histogram,
}

impl Gauges {
    pub(super) fn event(&self, event: &Received) {
        let place = match event {
            Received::Message(_) => 0,
            Received::Edit(_) => 1,
            Received::Revoke(_) => 2,
            Received::Reaction(_) => 3,
            Received::Status(_) => 4,
            Received::Request(_) => 5,
            Received::Identity(_) | Received::Marketing(_) | Received::ChatOpened => 6,
            Received::History(_) | Received::HistoryRefused(_) | Received::Account(_) => 7,
        };
        self.events[place].fetch_add(1, Relaxed);
    }

    pub(super) fn answered(&self, status: u16) {
        if let Some(place) = ANSWERS.iter().position(|answer| *answer == status) {
            self.answers[place].fetch_add(1, Relaxed);
        }
    }

    pub(super) fn unrecognized(&self, kind: UnrecognizedKind) {
        self.unrecognized[kind as usize].fetch_add(1, Relaxed);
    }

    pub(super) fn unreadable(&self, by: u64) {
        self.unreadable.fetch_add(by, Relaxed);
    }

    /// A request waits for the disk until the guard is dropped.
    pub(super) fn wait(&self) -> Waiting<'_> {
        self.waiting.fetch_add(1, Relaxed);
        Waiting(self)
    }

    pub(super) fn committed(&self, took: Duration) {
        self.commits.observe(took);
    }

    /// Deletions that are done: from the arrival of the request to the sync of the disk.
    pub(super) fn deleted(&self, count: usize, took: Duration) {
        for _ in 0..count {
            self.deletions.observe(took);
        }
    }

    /// The text Prometheus reads.
    pub(super) fn render(&self) -> String {
        let mut page = String::with_capacity(4096);
        head(
            &mut page,
            "tact_events_total",
            "counter",
            "Events stored, by kind.",
        );
        for (name, count) in EVENTS.iter().zip(&self.events) {
            let count = count.load(Relaxed);
            if count >= SMALLEST {
                line(
                    &mut page,
                    &format!("tact_events_total{{kind=\"{name}\"}}"),
                    count,
                );
            }
        }
        head(
            &mut page,
            "tact_webhook_answers_total",
            "counter",
            "Answers to webhooks, by status.",
        );
        for (status, count) in ANSWERS.iter().zip(&self.answers) {
            let name = format!("tact_webhook_answers_total{{status=\"{status}\"}}");
            line(&mut page, &name, count.load(Relaxed));
        }
        head(
            &mut page,
            "tact_unrecognized_total",
            "counter",
            "Things met and not understood.",
        );
        for (kind, count) in UnrecognizedKind::ALL.iter().zip(&self.unrecognized) {
            let name = format!("tact_unrecognized_total{{kind=\"{}\"}}", kind.word());
            line(&mut page, &name, count.load(Relaxed));
        }
        head(
            &mut page,
            "tact_unreadable_total",
            "counter",
            "Damaged parts of webhooks.",
        );
        line(
            &mut page,
            "tact_unreadable_total",
            self.unreadable.load(Relaxed),
        );
        head(
            &mut page,
            "tact_waiting_requests",
            "gauge",
            "Requests that wait for the disk.",
        );
        line(
            &mut page,
            "tact_waiting_requests",
            self.waiting.load(Relaxed),
        );
        let help = "From handing events in to their sync.";
        self.commits
            .render(&mut page, "tact_commit_seconds", help, 0);
        let help = "From the arrival of a deletion until the content is gone.";
        self.deletions
            .render(&mut page, "tact_deletion_seconds", help, SMALLEST);
        page
    }
}

/// Counts one waiting request.
pub(super) struct Waiting<'a>(&'a Gauges);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Relaxed);
    }
}

impl Histogram {
    fn observe(&self, took: Duration) {
        let place = BOUNDS
            .iter()
            .position(|bound| took <= Duration::from_millis(*bound))
            .unwrap_or(BOUNDS.len());
        self.buckets[place].fetch_add(1, Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.micros.fetch_add(micros, Relaxed);
    }

    fn render(&self, page: &mut String, name: &str, help: &str, smallest: u64) {
        head(page, name, "histogram", help);
        let counts: Vec<u64> = self
            .buckets
            .iter()
            .map(|count| count.load(Relaxed))
            .collect();
        let total: u64 = counts.iter().sum();
        if total < smallest {
            return;
        }
        let mut below = 0;
        for (bound, count) in BOUNDS.iter().zip(&counts) {
            below += count;
            let seconds = *bound as f64 / 1e3;
            line(page, &format!("{name}_bucket{{le=\"{seconds}\"}}"), below);
        }
        line(page, &format!("{name}_bucket{{le=\"+Inf\"}}"), total);
        let seconds = self.micros.load(Relaxed) as f64 / 1e6;
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{name}_sum {seconds}");
        line(page, &format!("{name}_count"), total);
    }
}

fn head(page: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(page, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn line(page: &mut String, name: &str, value: u64) {
    let _ = writeln!(page, "{name} {value}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_counts_up_and_ends_with_everything() {
        let gauges = Gauges::default();
        for millis in [1, 3, 100_000] {
            gauges.committed(Duration::from_millis(millis));
        }
        let page = gauges.render();
        for expected in [
            "tact_commit_seconds_bucket{le=\"0.001\"} 1\n",
            "tact_commit_seconds_bucket{le=\"0.005\"} 2\n",
            "tact_commit_seconds_bucket{le=\"60\"} 2\n",
            "tact_commit_seconds_bucket{le=\"+Inf\"} 3\n",
            "tact_commit_seconds_sum 100.004\n",
            "tact_commit_seconds_count 3\n",
        ] {
            assert!(page.contains(expected), "{expected} in\n{page}");
        }
    }

    #[test]
    fn a_few_deletions_are_not_shown() {
        let gauges = Gauges::default();
        gauges.deleted(9, Duration::from_millis(1));
        assert!(!gauges.render().contains("tact_deletion_seconds_count"));
        gauges.deleted(1, Duration::from_millis(1));
        assert!(gauges.render().contains("tact_deletion_seconds_count 10\n"));
    }

    #[test]
    fn a_request_waits_until_its_guard_is_dropped() {
        let gauges = Gauges::default();
        let guard = gauges.wait();
        assert!(gauges.render().contains("tact_waiting_requests 1\n"));
        drop(guard);
        assert!(gauges.render().contains("tact_waiting_requests 0\n"));
    }
}
