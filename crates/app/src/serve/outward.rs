//! What goes out, in figures for whoever watches the server. Counts of what people did are left out
//! while few: one deletion must not be read off a gauge.

use std::fmt::Write;
use std::sync::Arc;

use super::gauges::SMALLEST;
use super::site::Site;
use crate::clock;

/// Lines for Prometheus, all companies together. What cannot be counted has no line.
pub(super) async fn render(sites: &[Arc<Site>]) -> String {
    let mut page = String::new();
    let (mut media, mut waiting, mut tasks, mut overdue) = ([0; 5], 0, 0, 0);
    for site in sites {
        let now = clock::now();
        let counted = (
            site.store.media_counts().await,
            site.store.notices_waiting().await,
            site.store.task_counts(now).await,
        );
        let (Ok(counts), Ok(notices), Ok(listed)) = counted else {
            return page;
        };
        let states = [
            counts.waiting,
            counts.unauthorized,
            counts.held,
            counts.expired,
            counts.refused,
        ];
        for (sum, count) in media.iter_mut().zip(states) {
            *sum += count;
        }
        waiting += notices;
        tasks += listed.open;
        overdue += listed.overdue;
    }
    let states = ["waiting", "unauthorized", "held", "expired", "refused"];
    head(&mut page, "tact_media", "Media, by how far fetching came.");
    for (state, count) in states.into_iter().zip(media) {
        people(
            &mut page,
            &format!("tact_media{{state=\"{state}\"}}"),
            count,
        );
    }
    let name = "tact_erasure_notices_waiting";
    head(
        &mut page,
        name,
        "Erasures recipients have not heard of yet.",
    );
    people(&mut page, name, waiting);
    for (name, help, count) in [
        ("tact_tasks_open", "Tasks to be done by hand.", tasks),
        ("tact_tasks_overdue", "Tasks past their month.", overdue),
    ] {
        head(&mut page, name, help);
        line(&mut page, name, count);
    }
    page
}

fn head(page: &mut String, name: &str, help: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(page, "# HELP {name} {help}\n# TYPE {name} gauge");
}

fn people(page: &mut String, name: &str, count: i64) {
    if u64::try_from(count).is_ok_and(|count| count >= SMALLEST) {
        line(page, name, count);
    }
}

fn line(page: &mut String, name: &str, count: i64) {
    let _ = writeln!(page, "{name} {count}");
}
