//! A name found once is masked everywhere in its thread.

use tact_privacy::redact::{RedactionContext, Redactor};

#[test]
fn the_profile_name_is_masked_in_any_case_and_in_parts() {
    let redactor = Redactor::new();
    let context = RedactionContext::with_names(&redactor, ["Quenimina Zoroc", "+33 6 12 34 56 78"]);
    assert_eq!(
        redactor.redact("zoroc attend toujours, QUENIMINA aussi", &context),
        "‹NAME› attend toujours, ‹NAME› aussi"
    );
}

#[test]
fn a_name_learned_from_one_message_is_masked_in_the_next() {
    let redactor = Redactor::new();
    let mut context = RedactionContext::default();
    let first = "Bonjour, je m'appelle Velala Dralek";
    let mut spans = Vec::new();
    redactor.spans(first, &context, &mut spans);
    context.learn(&redactor, first, &spans);
    assert_eq!(
        redactor.redact("dralek toujours sans nouvelles", &context),
        "‹NAME› toujours sans nouvelles"
    );
}

#[test]
fn a_known_name_that_is_an_everyday_word_needs_its_capital() {
    let redactor = Redactor::new();
    let context = RedactionContext::with_names(&redactor, ["Rose Petit"]);
    assert_eq!(
        redactor.redact("une petite robe rose", &context),
        "une petite robe rose"
    );
    assert_eq!(
        redactor.redact("voici, dit Rose", &context),
        "voici, dit ‹NAME›"
    );
}

#[test]
fn the_shop_name_of_the_business_is_not_learned_from_function_words() {
    let redactor = Redactor::new();
    let context = RedactionContext::with_names(&redactor, ["Service Client", "Le SAV"]);
    assert_eq!(
        redactor.redact("le service est bon, client content", &context),
        "le service est bon, client content"
    );
}
