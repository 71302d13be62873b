//! Any bytes as a webhook body: no panic, no report that repeats the body, one answer.
#![no_main]

use std::sync::LazyLock;

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use tact_domain::live::TenantId;
use tact_intake::webhook::{Decoder, Keywords};
use tact_privacy::live::{ConsentView, LiveKeys};

static DECODER: LazyLock<Decoder> = LazyLock::new(|| {
    let numbers = ["106540000000001", "106540000000002"];
    Decoder::new(numbers.map(str::to_owned), Keywords::default())
});

static KEYS: LazyLock<LiveKeys> =
    LazyLock::new(|| LiveKeys::new(TenantId::from_bytes([1; 16]), &[7; 32]));

/// 2026-11-22, after every event of the fixtures.
const NOW: i64 = 1_795_305_600;

fuzz_target!(|raw: &[u8]| {
    let now = Timestamp::from_second(NOW).unwrap_or_default();
    let Ok(delivery) = DECODER.decode(raw, now) else {
        return;
    };
    assert_eq!(DECODER.decode(raw, now).as_ref(), Ok(&delivery));
    assert!(delivery.unreadable.len() as u64 <= delivery.unreadable_total);
    assert!(delivery.unrecognized.len() as u64 <= delivery.unrecognized_total);
    let latest = now.as_second() + 24 * 3_600;
    for event in delivery.events {
        assert!(event.at.as_second() <= latest);
        let record = KEYS.candidate(event).admit(&ConsentView::default());
        let record = record.expect("nobody opted out").into_inner();
        // Without consent not a word passes.
        assert!(record.profile_name.is_none() && record.address.is_none());
        assert!(!matches!(
            record.content,
            tact_privacy::live::Content::Held { .. }
        ));
    }
});
