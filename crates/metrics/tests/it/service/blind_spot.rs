//! Deletions: what is seen, what is not, and what is never shown.

use tact_domain::{
    Channel, ConversationAnnotation, Estimate, Flow, Observability, ThreadFacts, Tone, Watch,
};
use tact_metrics::service::{
    Readability, ServiceFigures, Shown, compute, compute_with_readability, conversations,
};

use super::thread::{DAY, HOUR, crowd, figures, settings, thread};

fn on(channel: Channel, mut threads: Vec<ThreadFacts>) -> Vec<ThreadFacts> {
    for thread in &mut threads {
        thread.channel = channel;
    }
    threads
}

/// Figures with one tone for every conversation.
fn toned(threads: &[ThreadFacts], tone: Tone) -> ServiceFigures {
    let found = conversations(threads, &settings());
    let annotation = ConversationAnnotation {
        flow: Flow::Other,
        tone,
        topic: None,
        products: Vec::new(),
        main_message: None,
    };
    let annotations = vec![annotation; found.len()];
    compute(threads, &found, Some(&annotations), &settings())
}

fn share(figures: &ServiceFigures, pattern: &str) -> Option<f64> {
    let rows = &figures.deletions[0].patterns;
    rows.iter()
        .find(|row| row.group == pattern)
        .and_then(|row| row.figure.value())
}

#[test]
fn a_channel_that_cannot_show_deletions_has_no_rate() {
    let threads = on(Channel::CloudApi, crowd(0, 50, "0 c, 5 a, 10 c", 9 * DAY));
    let figures = figures(&threads);
    let channel = &figures.deletions[0];
    assert_eq!(channel.observability, Observability::None);
    assert_eq!(channel.messages.rate, Estimate::NotObservable);
    assert_eq!(channel.messages.curve, Shown::NotObservable);
    assert_eq!(channel.conversations.rate, Estimate::NotObservable);
    assert_eq!(channel.by_business, Estimate::NotObservable);
    assert_eq!(channel.likely_correction.share, Estimate::NotObservable);
    assert_eq!(figures.withdrawn_before_reply, Shown::NotObservable);
    assert_eq!(figures.blind_spot.share, Estimate::NotObservable);
    assert_eq!(figures.blind_spot.not_observable.value(), Some(&50));
    let json = serde_json::to_string(&figures.deletions).unwrap();
    assert!(!json.contains("\"value\""), "{json}");
}

#[test]
fn messages_handed_over_afterwards_are_in_no_rate_of_deletions() {
    let mut threads = crowd(0, 20, "0 c x5, 1 c, 2 c, 3 c, 5 a", 9 * DAY);
    let mut handed_over = crowd(20, 20, "0 c, 1 c, 2 c, 3 c, 5 a", 9 * DAY);
    for message in handed_over
        .iter_mut()
        .flat_map(|thread| &mut thread.messages)
    {
        message.watch = Watch::Afterwards;
    }
    threads.extend(handed_over);
    let figures = figures(&on(Channel::Coexistence, threads));
    let watched = figures
        .deletions
        .iter()
        .find(|channel| channel.observability == Observability::Exact)
        .unwrap();
    assert_eq!(watched.messages.rate.value(), Some(0.25));
    assert_eq!(watched.conversations.rate.value(), Some(1.0));
    assert_eq!(figures.blind_spot.not_observable.value(), Some(&20));
}

#[test]
fn deletions_of_messages_and_of_conversations_are_different_shares() {
    let mut threads = crowd(0, 15, "0 c x, 1 c, 2 c, 3 c, 5 a", 9 * DAY);
    threads.extend(crowd(15, 15, "0 c, 1 c, 2 c, 3 c, 5 a", 9 * DAY));
    let channel = &figures(&threads).deletions[0];
    assert_eq!(channel.messages.rate.value(), Some(15.0 / 120.0));
    assert_eq!(channel.conversations.rate.value(), Some(0.5));
}

#[test]
fn what_the_business_deletes_is_a_series_of_its_own() {
    let channel = &figures(&crowd(0, 20, "0 c, 5 a x, 6 a", 9 * DAY)).deletions[0];
    assert_eq!(channel.messages.rate.value(), Some(0.0));
    assert_eq!(channel.conversations.rate.value(), Some(0.0));
    assert_eq!(channel.by_business.value(), Some(0.5));
}

#[test]
fn messages_younger_than_the_window_are_provisional() {
    let mut threads = crowd(0, 20, "0 c, 5 a", 9 * DAY);
    threads.extend(crowd(
        20,
        20,
        &format!("{} c x", 9 * DAY - 59 * HOUR),
        9 * DAY,
    ));
    let channel = &figures(&threads).deletions[0];
    assert_eq!(channel.messages.rate.value(), Some(0.0));
    assert_eq!(channel.messages.rate.n(), Some(20));
    assert_eq!(channel.messages.provisional.value(), Some(&20));
    assert_eq!(channel.conversations.provisional.value(), Some(&20));
}

#[test]
fn fewer_than_ten_customers_show_nothing_about_deletions() {
    let figures = figures(&crowd(0, 9, "0 c x, 1 c, 5 a", 9 * DAY));
    let channel = &figures.deletions[0];
    assert_eq!(channel.messages.rate, Estimate::Withheld { need: 10 });
    assert_eq!(channel.conversations.rate, Estimate::Withheld { need: 10 });
    assert_eq!(figures.blind_spot.share, Estimate::Withheld { need: 10 });
    // Nine are enough for figures without content.
    assert_eq!(figures.volume.conversations.value(), Some(&9));
}

#[test]
fn the_place_of_a_deletion_is_told_by_the_replies_around_it() {
    let mut threads = crowd(0, 20, "0 c x, 1 c, 5 a, 6 c, 10 a, 12 c", 9 * DAY);
    threads.extend(crowd(20, 20, "0 c, 1 c, 5 a, 6 c, 10 a, 12 c x", 9 * DAY));
    let position = &figures(&threads).deletions[0].position;
    let shares: Vec<Option<f64>> = position
        .by_stage
        .iter()
        .map(|row| row.figure.value())
        .collect();
    assert_eq!(shares, [Some(0.25), Some(0.0), Some(0.5)]);
    assert_eq!(position.by_hours.len(), 1);
    assert_eq!(position.by_topic, []);
}

#[test]
fn in_an_export_a_quick_new_message_is_only_a_hint() {
    let threads = crowd(0, 20, "0 c x, 2 c, 5 a", 9 * DAY);
    let export = figures(&threads);
    let exact = figures(&on(
        Channel::Coexistence,
        crowd(0, 20, "0 c x1, 2 c, 5 a", 9 * DAY),
    ));
    let kind = |figures: &ServiceFigures| {
        serde_json::to_value(figures.deletions[0].likely_correction.evidence).unwrap()
    };
    assert_eq!(
        (kind(&export), kind(&exact)),
        ("hint".into(), "observed".into())
    );
    assert_eq!(
        export.deletions[0].likely_correction.share.value(),
        Some(1.0)
    );
    // Only the observed one takes a conversation out of the blind spot.
    let deletion = |figures: &ServiceFigures| figures.blind_spot.reasons[0].figure.value();
    assert_eq!(
        (deletion(&export), deletion(&exact)),
        (Some(1.0), Some(0.0))
    );
}

#[test]
fn a_negative_exchange_then_a_deletion_then_silence_is_a_sign_of_friction() {
    let silent = toned(&crowd(0, 20, "0 c, 5 a, 10 c x", 9 * DAY), Tone::Negative);
    assert_eq!(share(&silent, "frustration_signal"), Some(1.0));
    let went_on = toned(
        &crowd(0, 20, "0 c, 5 a, 10 c x, 60 c", 9 * DAY),
        Tone::Negative,
    );
    assert_eq!(share(&went_on, "negative_continue"), Some(1.0));
    let early = toned(&crowd(0, 20, "0 c, 5 a, 10 c x", 3 * DAY), Tone::Negative);
    assert_eq!(share(&early, "indeterminate"), Some(1.0));
    let content = toned(&crowd(0, 20, "0 c, 5 a, 10 c x", 9 * DAY), Tone::Positive);
    assert_eq!(share(&content, "frustration_signal"), Some(0.0));
}

#[test]
fn without_consent_no_context_is_read() {
    let mut threads = crowd(0, 20, "0 c, 5 a, 10 c x", 9 * DAY);
    for thread in &mut threads {
        thread.consented = false;
    }
    let figures = toned(&threads, Tone::Negative);
    assert_eq!(figures.deletions[0].patterns, []);
    assert_eq!(figures.silence_after.after_negative, Shown::NotObservable);
    assert_eq!(figures.blind_spot.share.value(), Some(1.0));
    assert_eq!(figures.blind_spot.coverage.value(), Some(0.0));
}

#[test]
fn a_conversation_with_two_reasons_is_blind_once() {
    let mut threads = crowd(0, 20, "0 c x, 1 c, 5 a", 9 * DAY);
    threads.extend(crowd(20, 20, "0 c, 5 a", 9 * DAY));
    for thread in threads.iter_mut().take(10) {
        thread.consented = false;
    }
    let found = conversations(&threads, &settings());
    let mut readability = vec![Readability::Readable; found.len()];
    readability[39] = Readability::TooShort;
    let figures = compute_with_readability(&threads, &found, None, &readability, &settings());
    assert_eq!(figures.blind_spot.share.value(), Some(21.0 / 40.0));
    let reasons: Vec<Option<f64>> = figures
        .blind_spot
        .reasons
        .iter()
        .map(|row| row.figure.value())
        .collect();
    assert_eq!(
        reasons,
        [Some(0.5), Some(0.25), Some(1.0 / 40.0), Some(0.0)]
    );
}

#[test]
fn while_nobody_said_what_can_be_read_the_blind_spot_is_a_range() {
    let figures = figures(&crowd(0, 20, "0 c, 5 a", 9 * DAY));
    assert!(matches!(
        figures.blind_spot.share,
        Estimate::Range { interval, .. } if interval.low == 0.0 && interval.high == 1.0
    ));
}

#[test]
fn consenting_customers_stand_beside_the_others() {
    let mut threads = crowd(0, 20, "0 c, 5 a", 9 * DAY);
    threads.extend(crowd(20, 20, "0 c x, 1 c, 500 a", 9 * DAY));
    for thread in threads.iter_mut().skip(20) {
        thread.consented = false;
    }
    let consent = figures(&threads).consent;
    let gap = consent
        .changes
        .iter()
        .find(|change| change.metric == "withdrawn_conv")
        .unwrap();
    assert_eq!(gap.difference.unwrap().value(), Some(-1.0));
    // One group of nine hides both: the whole is known.
    let mut few = crowd(0, 30, "0 c, 5 a", 9 * DAY);
    for thread in few.iter_mut().skip(21) {
        thread.consented = false;
    }
    let consent = figures(&few).consent;
    assert!(matches!(consent.consenting, Shown::Withheld { .. }));
    assert!(matches!(consent.others, Shown::Withheld { .. }));
    assert_eq!(consent.changes, []);
}

#[test]
fn deletions_with_times_have_a_delay() {
    let threads = on(
        Channel::Coexistence,
        crowd(0, 20, "0 c x30, 40 c, 50 a", 9 * DAY),
    );
    let channel = &figures(&threads).deletions[0];
    assert_eq!(channel.delay.value(), Some(1_800.0));
    assert_eq!(
        figures(&crowd(0, 20, "0 c x, 40 c, 50 a", 9 * DAY)).deletions[0].delay,
        Estimate::NotObservable
    );
    let curve = channel.messages.curve.value().unwrap();
    let within_hours = curve.iter().find(|point| point.seconds == 4_096).unwrap();
    assert_eq!(within_hours.share, 0.5);
}

#[test]
fn before_the_youngest_message_the_deletion_curve_says_nothing() {
    let threads: Vec<ThreadFacts> = (0..20)
        .map(|contact| thread(contact, "0 c", 2 * HOUR + i64::from(contact)))
        .collect();
    let curve = figures(&threads).deletions[0].messages.curve.clone();
    assert!(
        curve
            .value()
            .unwrap()
            .iter()
            .all(|point| point.seconds >= 2 * 3_600)
    );
}

#[test]
fn a_return_on_another_topic_is_no_repetition() {
    let again = format!("0 c, 5 a, {} c, {} a", 5 * DAY, 5 * DAY + 5);
    let threads = crowd(0, 20, &again, 30 * DAY);
    let found = conversations(&threads, &settings());
    let about = |topic: fn(usize) -> Option<u32>| {
        let annotations: Vec<ConversationAnnotation> = (0..found.len())
            .map(|index| ConversationAnnotation {
                flow: Flow::Question,
                tone: Tone::Unclear,
                topic: topic(index % 2),
                products: Vec::new(),
                main_message: None,
            })
            .collect();
        compute(&threads, &found, Some(&annotations), &settings())
    };
    let same = about(|_| Some(3));
    let different = about(|index| Some(index as u32));
    let unknown = about(|index| (index == 0).then_some(3));
    assert_eq!(same.repeat_rate.value(), Some(0.5));
    assert_eq!(different.repeat_rate.value(), Some(0.0));
    assert_eq!(unknown.repeat_rate.value(), Some(0.5));
    assert_eq!(different.fcr.rate.value(), Some(1.0));
    let topics = &different.deletions[0].position.by_topic;
    let names: Vec<u32> = topics.iter().map(|row| row.group).collect();
    assert_eq!(names, [0, 1]);
}
