//! Where conversations begin, end and reopen.

use tact_domain::{Ending, StartedBy};
use tact_metrics::service::conversations;

use super::thread::{DAY, HOUR, settings, thread};

/// Start–end, who began, ending, reopenings.
#[track_caller]
fn check(messages: &str, until: i64, expected: &[(u32, u32, StartedBy, Ending, u32)]) {
    let found: Vec<_> = conversations(&[thread(0, messages, until)], &settings())
        .into_iter()
        .map(|c| {
            (
                c.messages.start,
                c.messages.end,
                c.started_by,
                c.ending,
                c.reopened,
            )
        })
        .collect();
    assert_eq!(found, expected, "{messages}");
}

use Ending::{AutoClosed, WaitingForContact, WaitingForUs};
use StartedBy::{Business, Contact};

#[test]
fn three_days_of_silence_after_our_reply_end_a_conversation() {
    check(
        "0 c, 5 a, 4325 c, 4330 a",
        8 * DAY,
        &[
            (0, 2, Contact, AutoClosed, 0),
            (2, 4, Contact, AutoClosed, 0),
        ],
    );
    check(
        "0 c, 5 a, 4324 c, 4330 a",
        8 * DAY,
        &[(0, 4, Contact, AutoClosed, 1)],
    );
}

#[test]
fn while_the_customer_waits_a_conversation_never_ends() {
    check(
        "0 c, 5760 c, 5820 a",
        5 * DAY,
        &[(0, 3, Contact, WaitingForContact, 0)],
    );
    check("0 c", 30 * DAY, &[(0, 1, Contact, WaitingForUs, 0)]);
}

#[test]
fn an_absence_notice_answers_nobody() {
    check(
        "0 c, 1 b, 7200 c",
        6 * DAY,
        &[(0, 3, Contact, WaitingForUs, 0)],
    );
}

#[test]
fn a_reply_the_business_withdrew_answers_nobody() {
    check(
        "0 c, 5 a x, 7200 c",
        6 * DAY,
        &[(0, 3, Contact, WaitingForUs, 0)],
    );
}

#[test]
fn thanks_open_and_reopen_nothing_however_late() {
    check(
        "0 c, 60 a, 65 c ok, 9000 c ok",
        10 * DAY,
        &[(0, 4, Contact, AutoClosed, 0)],
    );
    check("0 c ok", DAY, &[]);
    check(
        "0 c ok, 5 a, 10 c",
        DAY,
        &[(1, 3, Business, WaitingForUs, 0)],
    );
}

#[test]
fn whoever_writes_after_a_day_of_quiet_reopens_the_conversation() {
    let (just, late) = (5 + 24 * HOUR, 4 + 24 * HOUR);
    check(
        &format!("0 c, 5 a, {just} c, {} a", just + 5),
        3 * DAY,
        &[(0, 4, Contact, WaitingForContact, 1)],
    );
    check(
        &format!("0 c, 5 a, {late} c, {} a", late + 5),
        3 * DAY,
        &[(0, 4, Contact, WaitingForContact, 0)],
    );
}

#[test]
fn a_message_whose_text_was_not_read_reopens_a_conversation_but_a_withdrawn_one_does_not() {
    check(
        "0 c, 5 a, 2000 c x, 2005 a",
        9 * DAY,
        &[(0, 4, Contact, AutoClosed, 0)],
    );
}

#[test]
fn a_turn_the_customer_took_back_entirely_is_not_waiting() {
    check("0 c x", DAY, &[(0, 1, Contact, WaitingForContact, 0)]);
    check("0 c x", 4 * DAY, &[(0, 1, Contact, AutoClosed, 0)]);
    check(
        "0 c x, 7200 c",
        6 * DAY,
        &[
            (0, 1, Contact, AutoClosed, 0),
            (1, 2, Contact, WaitingForUs, 0),
        ],
    );
}

#[test]
fn a_business_that_writes_first_starts_a_conversation_of_its_own() {
    check(
        "0 a, 60 c, 70 a",
        DAY,
        &[(0, 3, Business, WaitingForContact, 0)],
    );
}

#[test]
fn steps_back_in_time_do_not_cut_a_conversation() {
    check(
        "100 c, 90 a, 95 c, 110 a",
        DAY,
        &[(0, 4, Contact, WaitingForContact, 0)],
    );
}
