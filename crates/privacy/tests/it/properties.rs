//! What holds for every text.

use std::sync::LazyLock;

use proptest::prelude::*;
use tact_privacy::redact::{PiiKind, RedactionContext, Redactor, char_offsets};

static REDACTOR: LazyLock<Redactor> = LazyLock::new(Redactor::new);

/// Pieces that meet the detectors' edges: cues, signs, digits, names, invisible marks, other scripts.
fn noisy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("je m'appelle ".to_owned()),
        Just("Cordialement\n".to_owned()),
        Just("Jean-Luc d'Aubigné ".to_owned()),
        Just("12 bis, rue de la ".to_owned()),
        Just("code ".to_owned()),
        Just("mot de passe : ".to_owned()),
        Just(" arobase gmail point com".to_owned()),
        Just("FR76".to_owned()),
        Just("né le ".to_owned()),
        Just("‹NAME›".to_owned()),
        Just("\u{200b}\u{202e}".to_owned()),
        "[0-9 .\\-/()+O]{1,20}",
        "[a-zA-Zéèß' ]{1,12}",
        "\\PC{1,4}",
        any::<char>().prop_map(|character| character.to_string()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_sorted_disjoint_and_on_character_boundaries(text in noisy()) {
        let mut spans = Vec::new();
        REDACTOR.spans(&text, &RedactionContext::default(), &mut spans);
        let mut last = 0;
        for span in &spans {
            prop_assert!(span.start >= last && span.start < span.end && span.end <= text.len(), "{spans:?} in {text:?}");
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            last = span.end;
        }
        let characters = text.chars().count();
        prop_assert!(char_offsets(&text, &spans).iter().all(|(start, end)| start < end && *end <= characters));
    }

    #[test]
    fn a_redacted_text_does_not_contain_the_number_it_hid(
        before in prop::sample::select(vec!["", "Bonjour,", "mon numéro :", "appelez le", "Karim", "c'est le", "🙂"]),
        digits in "0[67][0-9]{8}",
        after in "( [a-zA-Zéè !]{0,12})?"
    ) {
        let text = format!("{before} {digits}{after}");
        let redacted = REDACTOR.redact(&text, &RedactionContext::default());
        prop_assert!(!redacted.contains(&digits), "{redacted}");
    }

    #[test]
    fn invisible_marks_do_not_hide_a_number(digits in "0[67][0-9]{8}", place in 1_usize..10, mark in "[\u{200b}\u{200d}\u{202e}\u{2066}\u{feff}\u{ad}]{1,3}") {
        let text = format!("tel {}{mark}{}", &digits[..place], &digits[place..]);
        let mut spans = Vec::new();
        REDACTOR.spans(&text, &RedactionContext::default(), &mut spans);
        prop_assert!(spans.iter().any(|span| span.kind == PiiKind::Phone && span.start == 4 && span.end == text.len()), "{spans:?} in {text:?}");
    }

    #[test]
    fn a_known_name_never_survives(letters in "[a-z]{6,12}", tail in "[a-z ]{0,10}") {
        let context = RedactionContext::with_names(&REDACTOR, [letters.to_uppercase().as_str()]);
        let redacted = REDACTOR.redact(&format!("{} {tail}", capital(&letters)), &context);
        prop_assert!(!redacted.contains(&capital(&letters)) || is_word(&letters), "{redacted}");
    }

    #[test]
    fn no_text_makes_the_detector_panic(text in any::<String>()) {
        let _ = REDACTOR.redact(&text, &RedactionContext::default());
        let _ = REDACTOR.contains_personal(&text);
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Function words are never learned as names: «Pourquoi» as a profile name hides nothing.
fn is_word(word: &str) -> bool {
    RedactionContext::with_names(&REDACTOR, [word]).is_empty()
}
