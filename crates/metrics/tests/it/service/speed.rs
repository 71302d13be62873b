//! Waiting, answering, settling.

use jiff::tz::TimeZone;
use tact_domain::Estimate;
use tact_metrics::service::calendar::{BusinessCalendar, parse_hours};
use tact_metrics::service::targets::{Verdict, parse_targets};
use tact_metrics::service::{Quantile, Shown};

use super::thread::{DAY, HOUR, at, crowd, figures, figures_with, settings, thread};

fn reached(quantile: Quantile) -> Option<f64> {
    quantile.seconds().map(|seconds| seconds / 60.0)
}

/// Median first response in minutes of one thread repeated for ten customers.
#[track_caller]
fn median_of(messages: &str, until: i64) -> Option<f64> {
    let figures = figures(&crowd(0, 10, messages, until));
    let waiting = figures.first_response.speed.elapsed.value().cloned();
    waiting.and_then(|waiting| reached(waiting.median))
}

#[test]
fn percentiles_and_mean_of_finished_waits() {
    let threads: Vec<_> = [2, 3, 5, 8, 60]
        .into_iter()
        .enumerate()
        .map(|(contact, wait)| thread(contact as u32, &format!("0 c, {wait} a"), DAY))
        .collect();
    let figures = figures(&threads);
    let waiting = figures.first_response.speed.elapsed.value().unwrap();
    assert_eq!(reached(waiting.median), Some(5.0));
    assert_eq!(reached(waiting.p90), Some(60.0));
    assert_eq!(waiting.mean.of_ended, Some(15.6 * 60.0));
    assert!(waiting.mean.complete);
    let buckets = figures.first_response.buckets.value().unwrap();
    let replies: Vec<u64> = buckets.iter().map(|bucket| bucket.replies).collect();
    assert_eq!(replies, [0, 0, 2, 2, 0, 0, 1, 0, 0]);
}

#[test]
fn withdrawn_before_reply_is_neither_a_wait_nor_unanswered() {
    let figures = figures(&crowd(0, 10, "600 c x", 5 * DAY));
    assert_eq!(figures.first_response.speed.elapsed, Shown::Empty);
    assert_eq!(figures.unanswered.share, Estimate::Empty);
    assert_eq!(figures.withdrawn_before_reply.value(), Some(&10));
    assert_eq!(figures.volume.messages_in.value(), Some(&10));
    assert_eq!(figures.backlog.waiting_for_us.value(), Some(&0));
}

#[test]
fn a_withdrawn_first_message_keeps_the_clock_while_another_remains() {
    assert_eq!(median_of("600 c x604, 602 c, 610 a", DAY), Some(10.0));
    assert_eq!(median_of("600 c x, 602 c, 610 a", DAY), Some(10.0));
}

#[test]
fn a_withdrawal_after_the_reply_changes_nothing() {
    assert_eq!(median_of("600 c x700, 610 a", DAY), Some(10.0));
}

#[test]
fn a_withdrawal_whose_order_is_unknown_leaves_the_wait_out_and_is_counted() {
    let figures = figures(&crowd(0, 10, "600 c x, 610 a", DAY));
    assert_eq!(figures.first_response.speed.elapsed, Shown::Empty);
    assert_eq!(figures.first_response.undetermined.value(), Some(&10));
    assert_eq!(figures.unanswered.count.value(), Some(&0));
    assert_eq!(figures.withdrawn_before_reply.value(), Some(&0));
}

#[test]
fn our_silence_is_one_contact_however_long() {
    let messages = format!("0 c, {} c, {} a", 4 * DAY, 4 * DAY + HOUR);
    let figures = figures(&crowd(0, 10, &messages, 5 * DAY));
    assert_eq!(figures.volume.inbound_conversations.value(), Some(&10));
    let waiting = figures.first_response.speed.elapsed.value().unwrap();
    assert_eq!(reached(waiting.median), Some((4 * DAY + HOUR) as f64));
}

#[test]
fn thanks_after_resolution_open_no_turn_and_no_contact() {
    let figures = figures(&crowd(0, 10, "600 c, 660 a, 665 c ok", 9 * DAY));
    assert_eq!(figures.volume.contact_events.value(), Some(&10));
    assert_eq!(figures.response.elapsed.value().unwrap().n, 10);
    assert_eq!(figures.reopen_rate.value(), Some(0.0));
    assert_eq!(figures.fcr.thanked.value(), Some(1.0));
}

#[test]
fn a_bot_does_not_stop_the_clock() {
    assert_eq!(median_of("0 c, 1 b, 30 a", DAY), Some(30.0));
}

#[test]
fn a_wait_starts_when_the_customer_first_writes_to_a_business_that_began() {
    assert_eq!(median_of("0 a, 60 c, 70 a", DAY), Some(10.0));
    // «ok» to an announcement is no contact.
    let figures = figures(&crowd(0, 10, "0 a, 60 c ok", DAY));
    assert_eq!(figures.volume.inbound_conversations, Shown::Empty);
    assert_eq!(figures.volume.conversations.value(), Some(&10));
}

#[test]
fn a_reply_dated_before_its_question_counts_as_no_wait_and_is_reported() {
    let figures = figures(&crowd(0, 10, "10 c, 9 a", DAY));
    let waiting = figures.first_response.speed.elapsed.value().unwrap();
    assert_eq!(reached(waiting.median), Some(0.0));
    assert_eq!(figures.quality.negative_waits, 10);
    assert_eq!(figures.quality.steps_back, 10);
}

#[test]
fn those_who_still_wait_lengthen_the_wait() {
    let mut threads = crowd(0, 6, "0 c, 5 a", DAY);
    threads.extend(crowd(6, 6, "0 c", DAY));
    let figures = figures(&threads);
    let waiting = figures.first_response.speed.elapsed.value().unwrap();
    assert_eq!((waiting.n, waiting.still_waiting), (12, 6));
    assert!(matches!(waiting.p90, Quantile::NotReached { .. }));
    assert_eq!(figures.unanswered.share.value(), Some(0.5));
    assert_eq!(figures.unanswered.count.value(), Some(&6));
}

#[test]
fn business_waits_leave_closed_hours_out() {
    let paris = TimeZone::get("Europe/Paris").unwrap();
    let mut settings = settings();
    settings.time_zone = paris.clone();
    settings.calendar = Some(BusinessCalendar::new(
        parse_hours("lun-ven 9-17").unwrap(),
        paris,
    ));
    // Friday 20 November 16:30 to Monday 09:30, Paris.
    let friday = 18 * DAY + 15 * HOUR + 30;
    let monday = 21 * DAY + 8 * HOUR + 30;
    let threads = crowd(0, 10, &format!("{friday} c, {monday} a"), 22 * DAY);
    let figures = figures_with(&threads, &settings);
    let speed = &figures.first_response.speed;
    assert_eq!(
        reached(speed.elapsed.value().unwrap().median),
        Some(65.0 * 60.0)
    );
    assert_eq!(reached(speed.business.value().unwrap().median), Some(60.0));
    assert_eq!(figures.rhythm.usual_hours.unwrap()[0][9], 1.0);
}

#[test]
fn without_hours_a_business_wait_is_unknown_not_zero() {
    let figures = figures(&crowd(0, 10, "0 c, 5 a", DAY));
    assert_eq!(figures.first_response.speed.business, Shown::NotObservable);
}

#[test]
fn a_promise_is_missed_by_a_turn_still_open_past_its_deadline() {
    let mut settings = settings();
    settings.targets =
        parse_targets("[[sla]]\nreply = \"any\"\nwithin = \"1 h\"\nshare = \"90 %\"\n").unwrap();
    let mut threads = crowd(0, 10, "0 c, 60 a", 2 * HOUR);
    threads.extend(crowd(10, 10, "0 c, 61 a", 2 * HOUR));
    threads.extend(crowd(20, 10, "0 c", 2 * HOUR));
    // Not due yet: counts neither way.
    threads.extend(crowd(30, 10, "100 c", 2 * HOUR));
    let figures = figures_with(&threads, &settings);
    assert_eq!(figures.sla[0].rate.value(), Some(10.0 / 30.0));
    assert_eq!(figures.sla[0].verdict, Some(Verdict::Missed));
}

#[test]
fn the_window_lapses_by_the_clock_from_the_customers_last_message() {
    let mut threads = crowd(0, 10, "0 c, 600 c ok, 2000 a", 3 * DAY);
    threads.extend(crowd(10, 10, "0 c, 2000 a", 3 * DAY));
    threads.extend(crowd(20, 10, "0 c", 3 * DAY));
    threads.extend(crowd(30, 10, "4000 c", 3 * DAY));
    let figures = figures(&threads);
    assert_eq!(figures.window_lapsed.value(), Some(20.0 / 30.0));
}

#[test]
fn coming_back_within_a_week_is_not_settled_at_first_contact() {
    let mut threads = crowd(0, 10, "0 c, 5 a", 20 * DAY);
    threads.extend(crowd(
        10,
        10,
        &format!("0 c, 5 a, {} c, {} a", 5 * DAY, 5 * DAY + 5),
        20 * DAY,
    ));
    let figures = figures(&threads);
    // Thirty conversations; ten of them were followed by another within seven days.
    assert!((figures.fcr.rate.value().unwrap() - 20.0 / 30.0).abs() < 1e-9);
    assert_eq!(figures.repeat_rate.value(), Some(10.0 / 30.0));
    assert_eq!(figures.fcr.undecided.value(), Some(&0));
}

#[test]
fn a_customer_who_waits_for_three_days_was_not_settled_and_one_who_just_wrote_is_undecided() {
    let mut threads = crowd(0, 10, "0 c, 5 a", 20 * DAY);
    threads.extend(crowd(10, 10, "0 c", 20 * DAY));
    threads.extend(crowd(20, 10, &format!("{} c", 20 * DAY - 60), 20 * DAY));
    let figures = figures(&threads);
    assert_eq!(figures.fcr.rate.value(), Some(0.5));
    assert_eq!(figures.fcr.undecided.value(), Some(&10));
}

#[test]
fn when_nobody_was_watched_for_a_week_first_contact_resolution_is_an_upper_bound() {
    let figures = figures(&crowd(0, 20, "0 c, 5 a", 3 * DAY));
    assert!(matches!(figures.fcr.rate, Estimate::Range { interval, .. } if interval.low == 0.0));
}

#[test]
fn the_backlog_is_sorted_by_how_long_customers_have_waited() {
    let until = 10 * DAY;
    let mut threads = crowd(0, 5, &format!("{} c", until - 30), until);
    threads.extend(crowd(5, 5, &format!("{} c", until - 2 * DAY), until));
    threads.extend(crowd(
        10,
        5,
        &format!("{} c, {} a", until - DAY, until - 60),
        until,
    ));
    let backlog = figures(&threads).backlog;
    assert_eq!(backlog.waiting_for_us.value(), Some(&10));
    assert_eq!(backlog.waiting_for_contact.value(), Some(&5));
    assert_eq!(backlog.open.value(), Some(&15));
    let ages: Vec<u64> = backlog
        .ages
        .value()
        .unwrap()
        .iter()
        .map(|(_, count)| *count)
        .collect();
    assert_eq!(ages, [5, 0, 0, 5, 0, 0]);
}

#[test]
fn targets_are_met_or_missed_only_by_the_whole_interval() {
    let mut settings = settings();
    settings.targets =
        parse_targets("frt = \"10 min\"\nfrt_p90 = \"1 min\"\nunanswered = \"5 %\"\ncsat = 0.8\n")
            .unwrap();
    let figures = figures_with(&crowd(0, 30, "0 c, 5 a", DAY), &settings);
    let verdicts: Vec<Verdict> = figures.targets.iter().map(|t| t.verdict).collect();
    // Nobody unanswered of thirty: up to 11 % is still possible. Satisfaction is another room's.
    assert_eq!(verdicts, [Verdict::Met, Verdict::Missed, Verdict::Open]);
}

#[test]
fn customers_who_come_back_are_followed_as_a_cohort() {
    let mut threads = crowd(
        0,
        10,
        &format!("0 c, 5 a, {} c, {} a", 20 * DAY, 20 * DAY + 5),
        100 * DAY,
    );
    threads.extend(crowd(10, 10, "0 c, 5 a", 100 * DAY));
    let figures = figures(&threads);
    let returns = figures.return_rate.all.value().unwrap();
    assert_eq!(returns.days_30.value(), Some(0.5));
    assert_eq!(returns.days_90.value(), Some(0.5));
    assert_eq!(figures.return_rate.by_month.len(), 1);
}

#[test]
fn a_period_reports_only_what_it_holds() {
    let mut settings = settings();
    settings.period = Some(tact_metrics::service::Period {
        from: at(7 * DAY),
        until: at(14 * DAY),
    });
    let mut threads = crowd(0, 10, "60 c, 65 a", 20 * DAY);
    threads.extend(crowd(
        10,
        20,
        &format!("{} c, {} a", 8 * DAY, 8 * DAY + 10),
        20 * DAY,
    ));
    let figures = figures_with(&threads, &settings);
    assert_eq!(figures.volume.conversations.value(), Some(&20));
    assert_eq!(figures.days.len(), 1 + 12);
}
