//! Automatic messages.

use super::*;

const GREETING: &str =
    "Bonjour et merci de contacter Maison Opale ! Nous vous répondons dès que possible.";
const ABSENCE: &str = "Notre boutique est fermée. Nous reprendrons la conversation demain à 9 h.";
const HELP: &str = "Bonjour, comment puis-je vous aider aujourd’hui, s’il vous plaît ?";

/// Chats in which the business sends `answer` so many seconds after the customer's first words.
fn chats(answer: &str, delays: &[i64], hour: i8) -> Vec<Export> {
    let with_seconds = delays.iter().any(|delay| delay % 60 != 0);
    delays
        .iter()
        .enumerate()
        .map(|(nth, delay)| {
            let name = format!("Client{nth}");
            let second = if with_seconds { 12 } else { 0 };
            let start = jiff::civil::date(2026, 1, 5).at(hour, 5, second, 0);
            let start = start
                .checked_add(jiff::SignedDuration::from_hours(24 * nth as i64))
                .unwrap();
            let reply = start
                .checked_add(jiff::SignedDuration::from_secs(*delay))
                .unwrap();
            let mut chat = export(&name);
            chat.lines.push((
                start,
                name.clone(),
                text(&format!("Question numéro {nth} sur mon colis")),
            ));
            chat.lines.push((
                reply,
                SHOP.to_owned(),
                text(&answer.replace("{nom}", &name)),
            ));
            chat
        })
        .collect()
}

fn run(exports: &[Export], options: &AssembleOptions) -> Assembly {
    assembled_with(&exports.iter().collect::<Vec<_>>(), options)
}

fn machines(assembly: &Assembly) -> usize {
    let messages = assembly.threads.iter().flat_map(|thread| &thread.messages);
    messages
        .filter(|m| {
            m.sender.direction() == tact_domain::Direction::Outbound && !m.sender.is_human_reply()
        })
        .count()
}

#[track_caller]
fn only_candidate(assembly: &Assembly) -> (AutomaticReason, AutomaticVerdict, u64) {
    assert_eq!(assembly.automatic.len(), 1, "{:?}", assembly.automatic);
    let one = &assembly.automatic[0];
    (one.reason, one.verdict, one.contacts)
}

#[test]
fn a_long_greeting_within_seconds_to_many_contacts_is_automatic() {
    let assembly = run(
        &chats(GREETING, &[2, 3, 1, 2, 4, 9], 10),
        &AssembleOptions::default(),
    );
    assert_eq!(
        only_candidate(&assembly),
        (AutomaticReason::AtOnce, AutomaticVerdict::Automatic, 6)
    );
    assert_eq!(machines(&assembly), 6);
}

#[test]
fn the_customers_name_does_not_hide_a_greeting() {
    let greeting = "Bonjour {nom}, merci de votre message ! Nous vous répondons dès que possible.";
    let assembly = run(
        &chats(greeting, &[2, 3, 1, 2, 4], 10),
        &AssembleOptions::default(),
    );
    assert_eq!(machines(&assembly), 5);
    assert!(
        assembly.automatic[0]
            .pattern
            .starts_with("Bonjour *, merci")
    );
}

#[test]
fn a_greeting_and_an_absence_notice_in_a_row_are_both_automatic() {
    let mut exports = chats(GREETING, &[2, 3, 1, 2, 4], 22);
    for chat in &mut exports {
        let (at, ..) = chat.lines[1];
        let later = at.checked_add(jiff::SignedDuration::from_secs(1)).unwrap();
        chat.lines.push((later, SHOP.to_owned(), text(ABSENCE)));
    }
    assert_eq!(machines(&run(&exports, &AssembleOptions::default())), 10);
}

#[test]
fn the_same_sentence_typed_minutes_later_is_human() {
    let assembly = run(
        &chats(HELP, &[120, 240, 60, 0, 180, 300, 120], 10),
        &AssembleOptions::default(),
    );
    assert!(assembly.automatic.is_empty());
    assert_eq!(machines(&assembly), 0);
}

#[test]
fn a_quick_sentence_in_opening_hours_is_shown_but_stays_human_where_times_have_no_seconds() {
    let assembly = run(
        &chats(HELP, &[0, 0, 0, 0, 0, 0, 0, 0], 10),
        &AssembleOptions::default(),
    );
    assert_eq!(
        only_candidate(&assembly),
        (AutomaticReason::AtOnce, AutomaticVerdict::ToConfirm, 8)
    );
    assert_eq!(machines(&assembly), 0);
}

#[test]
fn nobody_answers_thirty_customers_in_the_same_minute() {
    let mut delays = [0; 40];
    delays[7] = 60;
    let assembly = run(&chats(GREETING, &delays, 10), &AssembleOptions::default());
    assert_eq!(only_candidate(&assembly).1, AutomaticVerdict::Automatic);
    delays[8..14].fill(180);
    let assembly = run(&chats(GREETING, &delays, 10), &AssembleOptions::default());
    assert_eq!(only_candidate(&assembly).1, AutomaticVerdict::ToConfirm);
}

#[test]
fn the_same_minute_at_night_is_a_machine() {
    let assembly = run(
        &chats(ABSENCE, &[0, 0, 0, 60, 0, 0, 0, 0, 0, 0], 23),
        &AssembleOptions::default(),
    );
    assert_eq!(machines(&assembly), 10);
}

#[test]
fn a_short_courtesy_that_repeats_is_not_even_shown() {
    let assembly = run(
        &chats("Je vous en prie, bonne journée", &[0, 0, 0, 0, 0, 0], 10),
        &AssembleOptions::default(),
    );
    assert!(assembly.automatic.is_empty());
}

#[test]
fn a_repeated_rating_question_is_automatic_whenever_it_comes() {
    let survey = "Merci ! Sur une échelle de 1 à 5, quelle note donnez-vous à notre service ?";
    let assembly = run(
        &chats(survey, &[7200, 5400, 60, 600, 900], 10),
        &AssembleOptions::default(),
    );
    assert_eq!(
        only_candidate(&assembly),
        (AutomaticReason::Survey, AutomaticVerdict::Automatic, 5)
    );
    let few = run(
        &chats(survey, &[7200, 5400], 10),
        &AssembleOptions::default(),
    );
    assert_eq!(
        only_candidate(&few),
        (AutomaticReason::Survey, AutomaticVerdict::ToConfirm, 2)
    );
    assert_eq!(machines(&few), 0);
}

#[test]
fn the_operator_confirms_adds_and_refuses() {
    let quick = chats(HELP, &[0, 0, 0, 0, 0, 0, 0, 0], 10);
    let confirming = AssembleOptions {
        automatic: vec!["bonjour, comment puis-je*".parse().unwrap()],
        ..AssembleOptions::default()
    };
    let assembly = run(&quick, &confirming);
    assert_eq!(only_candidate(&assembly).1, AutomaticVerdict::Confirmed);
    assert_eq!(machines(&assembly), 8);

    let added = AssembleOptions {
        automatic: vec!["rare*".parse().unwrap()],
        ..AssembleOptions::default()
    };
    assert_eq!(
        machines(&run(&chats("Rare réponse", &[600, 900], 10), &added)),
        2
    );

    let refusing = AssembleOptions {
        human: vec!["Bonjour et merci de contacter*".parse().unwrap()],
        ..AssembleOptions::default()
    };
    let assembly = run(&chats(GREETING, &[2, 3, 1, 2, 4, 9], 10), &refusing);
    assert_eq!(only_candidate(&assembly).1, AutomaticVerdict::Human);
    assert_eq!(machines(&assembly), 0);
}
