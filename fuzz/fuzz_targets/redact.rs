//! Redaction of any text: no panic, spans on character boundaries, placeholders left alone.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tact_privacy::redact::{RedactionContext, Redactor, char_offsets};

static REDACTOR: LazyLock<Redactor> = LazyLock::new(Redactor::new);

fuzz_target!(|text: &str| {
    let mut context = RedactionContext::default();
    let mut spans = Vec::new();
    REDACTOR.spans(text, &context, &mut spans);
    let mut last = 0;
    for span in &spans {
        assert!(last <= span.start && span.start < span.end);
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        last = span.end;
    }
    assert_eq!(char_offsets(text, &spans).len(), spans.len());
    context.learn(&REDACTOR, text, &spans);
    let _ = REDACTOR.redact(text, &context);
});
