//! What stands in place of personal data.

use tact_privacy::redact::{MaskNumbers, RedactionContext, Redactor, Span, char_offsets};

#[test]
fn a_redacted_message_reads_with_typed_placeholders() {
    let redactor = Redactor::new();
    let text =
        "Bonjour Sylvie, je suis Karim Benali, 06 12 34 56 78, né le 3 mars 1987.\nMerci, karim";
    insta::assert_snapshot!(redactor.redact(text, &RedactionContext::default()), @r"
    Bonjour ‹NAME›, je suis ‹NAME›, ‹PHONE›, né le ‹DOB›.
    Merci, ‹NAME›
    ");
}

#[test]
fn the_same_value_has_the_same_number_inside_a_report() {
    let redactor = Redactor::new();
    let mut numbers = MaskNumbers::default();
    let mut redact =
        |text: &str| redactor.redact_numbered(text, &RedactionContext::default(), &mut numbers);
    assert_eq!(redact("Bonjour Sylvie"), "Bonjour ‹NAME 1›");
    assert_eq!(redact("Merci Julien"), "Merci ‹NAME 2›");
    assert_eq!(redact("merci SYLVIE"), "merci ‹NAME 1›");
    assert_eq!(redact("tel 06 12 34 56 78"), "tel ‹PHONE 1›");
    assert_eq!(redact("tel 06.12.34.56.78"), "tel ‹PHONE 1›");
}

#[test]
fn placeholders_are_left_alone() {
    let redactor = Redactor::new();
    for text in [
        "Bonjour ‹NAME›, mon ‹IBAN› et ‹PHONE›.\nCordialement\n‹NAME 2›",
        "code ‹SECRET›, plaque ‹PLATE›, né le ‹DOB›, ‹ADDRESS›",
    ] {
        assert_eq!(redactor.redact(text, &RedactionContext::default()), text);
    }
}

#[test]
fn json_offsets_count_code_points() {
    let text = "🙂 Éloïse ? merci Yann 👍";
    let mut spans: Vec<Span> = Vec::new();
    Redactor::new().spans(text, &RedactionContext::default(), &mut spans);
    let characters: Vec<char> = text.chars().collect();
    let words: Vec<String> = char_offsets(text, &spans)
        .into_iter()
        .map(|(start, end)| characters[start..end].iter().collect())
        .collect();
    assert_eq!(words, ["Éloïse", "Yann"]);
}

#[test]
fn a_term_with_a_name_or_a_placeholder_is_personal() {
    let redactor = Redactor::new();
    for term in ["sylvie", "06 12 34 56 78", "‹NAME›", "karim benali"] {
        assert!(redactor.contains_personal(term), "{term}");
    }
    for term in ["livraison", "remboursement", "colis perdu", "claire"] {
        assert!(!redactor.contains_personal(term), "{term}");
    }
}
