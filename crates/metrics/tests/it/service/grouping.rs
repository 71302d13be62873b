//! Weeks, days, teams and hours: who is shown, who is compared.

use tact_metrics::service::{Shown, SmallGroups, Trend};

use super::thread::{DAY, HOUR, crowd, figures, figures_with, settings};

#[test]
fn a_day_with_few_customers_is_hidden_and_takes_the_next_smallest_with_it() {
    let mut threads = crowd(0, 3, "60 c, 65 a", 5 * DAY);
    threads.extend(crowd(3, 6, &format!("{} c, {} a", DAY, DAY + 5), 5 * DAY));
    threads.extend(crowd(
        9,
        20,
        &format!("{} c, {} a", 2 * DAY, 2 * DAY + 5),
        5 * DAY,
    ));
    let days = figures(&threads).days;
    let shown: Vec<Option<u64>> = days
        .iter()
        .map(|day| day.conversations.value().copied())
        .collect();
    assert_eq!(shown, [None, None, Some(20), None, None, None]);
}

#[test]
fn the_last_complete_week_is_compared_with_the_one_before() {
    let until = 21 * DAY + 5 * HOUR;
    let mut threads = crowd(0, 40, &format!("{} c, {} a", 7 * DAY, 7 * DAY + 60), until);
    threads.extend(crowd(
        40,
        40,
        &format!("{} c, {} a", 14 * DAY, 14 * DAY + 5),
        until,
    ));
    threads.extend(crowd(80, 40, "0 c, 5 a", until));
    let figures = figures(&threads);
    let week = figures.last_week.unwrap();
    assert_eq!(week.earlier.from.to_string(), "2026-11-09T00:00:00Z");
    assert_eq!(week.later.until.to_string(), "2026-11-23T00:00:00Z");
    let change = |metric: &str| *week.changes.iter().find(|c| c.metric == metric).unwrap();
    assert_eq!(change("frt").trend, Trend::Fell);
    assert_eq!(
        change("frt").difference.unwrap().value(),
        Some(-55.0 * 60.0)
    );
    assert_eq!(change("conversations").trend, Trend::Open);
    // Whether these come back is not yet known.
    assert!(change("fcr").maturing);
    assert!(!change("frt").maturing);
    let complete: Vec<bool> = figures.weeks.iter().map(|week| week.complete).collect();
    assert_eq!(complete, [true, true, true, false]);
}

#[test]
fn a_run_of_a_few_days_has_no_week_to_compare() {
    assert_eq!(figures(&crowd(0, 40, "0 c, 5 a", 5 * DAY)).last_week, None);
}

#[test]
fn whole_observation_is_compared_by_halves() {
    let mut threads = crowd(0, 40, "0 c, 5 a", 10 * DAY);
    threads.extend(crowd(
        40,
        80,
        &format!("{} c, {} a", 8 * DAY, 8 * DAY + 5),
        10 * DAY,
    ));
    let change = figures(&threads).change.unwrap();
    assert_eq!(change.earlier.until, change.later.from);
    assert_eq!(change.before.conversations.value(), Some(&40));
    assert_eq!(change.after.conversations.value(), Some(&80));
    let volume = change.changes[0];
    assert_eq!(
        (volume.metric, volume.trend),
        ("conversations", Trend::Rose)
    );
}

#[test]
fn teams_are_listed_by_id_with_what_can_be_told_apart() {
    let mut threads = crowd(0, 30, "0 c, 5 a2", DAY);
    threads.extend(crowd(30, 30, "0 c, 300 a1", DAY));
    threads.extend(crowd(60, 3, "0 c, 10 a7", DAY));
    let teams = figures(&threads).teams;
    let ids: Vec<u16> = teams.iter().map(|row| row.group.0).collect();
    assert_eq!(ids, [1, 2, 7]);
    // Team 7 is too small, and so is the next smallest, since the whole is known.
    assert!(matches!(teams[2].figure, Shown::Withheld { .. }));
    assert!(matches!(teams[0].figure, Shown::Withheld { .. }));
    assert!(teams[1].figure.value().is_some());
}

#[test]
fn nobody_who_signs_means_no_team_figure() {
    assert_eq!(figures(&crowd(0, 30, "0 c, 5 a", DAY)).teams, []);
}

#[test]
fn arrivals_fall_on_the_local_hour_and_weekday() {
    let mut settings = settings();
    settings.time_zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap();
    // Sunday 23:30 UTC is Monday 00:30 in Paris.
    let figures = figures_with(
        &crowd(0, 10, &format!("{} c", 7 * DAY - 30), 8 * DAY),
        &settings,
    );
    let cell = &figures.rhythm.arrivals[0];
    assert_eq!((cell.group.weekday, cell.group.hour), (0, 0));
    assert_eq!(cell.figure.value(), Some(&10));
}

#[test]
fn the_size_of_groups_can_only_be_raised() {
    let groups = SmallGroups::FLOOR.raised_to(2);
    assert_eq!((groups.service(), groups.sensitive()), (5, 10));
    let groups = groups.raised_to(8);
    assert_eq!((groups.service(), groups.sensitive()), (8, 10));
    let mut settings = settings();
    settings.small_groups = groups;
    let figures = figures_with(&crowd(0, 7, "0 c, 5 a", DAY), &settings);
    assert_eq!(figures.volume.conversations, Shown::Withheld { need: 8 });
    assert!(matches!(
        figures.first_response.buckets,
        Shown::Withheld { .. }
    ));
}

#[test]
fn no_thread_is_no_figure_and_no_error() {
    let figures = figures(&[]);
    assert_eq!(figures.observed, None);
    assert_eq!(figures.volume.conversations, Shown::Empty);
    assert_eq!(figures.days, []);
}
