//! Minutes as two sides tell them.

use super::*;

fn item(at: i64, words: &str) -> Item {
    Item {
        at: at * 1000,
        exported: false,
        class: Class::Words,
        words: (!words.is_empty()).then(|| Zeroizing::new(words.to_owned())),
        edited: false,
        gone: false,
    }
}

fn grave(at: i64) -> Item {
    Item {
        gone: true,
        ..item(at, "")
    }
}

fn claim(at: i64, words: &str) -> Claim {
    Claim {
        at: at * 1000,
        class: Class::Words,
        words: (!words.is_empty()).then(|| Zeroizing::new(words.to_owned())),
        edited: false,
        deleted: None,
    }
}

fn marker(at: i64) -> Claim {
    Claim {
        deleted: Some(WithdrawnBy::Contact),
        ..claim(at, "")
    }
}

#[track_caller]
fn check(items: &[Item], claims: &[Claim], outcomes: &[Outcome], silenced: &[usize]) {
    let settled = settle(items, claims, |_| false);
    assert_eq!(settled.outcomes, outcomes);
    assert_eq!(settled.silenced, silenced);
}

use Outcome::*;

#[test]
fn words_tell_which_of_a_minute_is_known() {
    check(
        &[item(70, "b")],
        &[claim(60, "a"), claim(60, "b")],
        &[New, Known(0)],
        &[],
    );
}

#[test]
fn without_words_the_count_decides() {
    check(
        &[item(70, ""), item(90, "")],
        &[claim(60, "a"), claim(60, "b"), claim(60, "c")],
        &[Known(0), Known(1), New],
        &[],
    );
    // Each tells other words: two messages, unless one of them was edited.
    check(&[item(70, "b")], &[claim(60, "a")], &[New], &[]);
    let edited = Item {
        edited: true,
        ..item(70, "b")
    };
    check(&[edited], &[claim(60, "a")], &[Known(0)], &[]);
}

#[test]
fn a_picture_is_not_taken_for_words_while_words_are_there() {
    let picture = Item {
        class: Class::Media,
        ..item(65, "")
    };
    check(
        &[picture, item(75, "")],
        &[claim(60, "a")],
        &[Known(1)],
        &[],
    );
}

#[test]
fn clocks_a_few_seconds_apart_are_one_time() {
    check(&[item(121, "")], &[claim(60, "")], &[Known(0)], &[]);
    check(&[item(121, "b")], &[claim(60, "a")], &[New], &[]);
    check(&[item(140, "")], &[claim(60, "")], &[New], &[]);
    // Two exports of one phone have one clock.
    let exported = Item {
        exported: true,
        ..item(120, "")
    };
    check(&[exported], &[claim(60, "")], &[New], &[]);
}

#[test]
fn a_marker_deletes_the_message_no_words_of_the_export_explain() {
    check(
        &[item(65, "a"), item(70, "b")],
        &[marker(60), claim(60, "b")],
        &[Deletes(0), Known(1)],
        &[],
    );
}

#[test]
fn where_a_marker_may_mean_one_of_two_both_lose_their_words() {
    check(
        &[item(65, "a"), item(70, "b")],
        &[marker(60)],
        &[Deletes(0)],
        &[1],
    );
}

#[test]
fn a_tombstone_takes_a_text_and_leaves_doubt_over_the_others() {
    check(
        &[grave(65)],
        &[claim(60, "a"), claim(60, "b")],
        &[Known(0), InDoubt],
        &[],
    );
    // A marker explains it: the other text stands.
    check(
        &[grave(65)],
        &[marker(60), claim(60, "b")],
        &[Known(0), New],
        &[],
    );
    // Known words are no deleted ones.
    check(
        &[grave(65), item(70, "b")],
        &[claim(60, "a"), claim(60, "b")],
        &[Known(0), Known(1)],
        &[],
    );
}

#[test]
fn an_edited_text_replaces_the_older_words() {
    let edited = Claim {
        edited: true,
        ..claim(60, "a2")
    };
    check(
        &[item(65, "a"), item(70, "b")],
        &[edited, claim(60, "b")],
        &[Replaces(0), Known(1)],
        &[],
    );
}

#[test]
fn where_a_deletion_may_lie_words_are_not_taken() {
    let settled = settle(&[], &[claim(60, "a"), marker(60)], |_| true);
    assert_eq!(settled.outcomes, [InDoubt, NewDeletion]);
}
