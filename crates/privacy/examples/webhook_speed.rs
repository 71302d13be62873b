//! Updates a second on one thread, from signed bytes to admitted records, over one body of 1,000
//! messages of 1,000 people.
//!
//! `cargo run --release -p tact-privacy --example webhook_speed`

use std::time::Instant;

use tact_domain::PurposeKind;
use tact_domain::live::TenantId;
use tact_intake::webhook::{Decoder, Keywords, verify_signature};
use tact_privacy::consent::ConsentState;
use tact_privacy::live::{ConsentEvent, ConsentView, LiveKeys};

/// Messages in the body: as many as the platform puts into one.
const MESSAGES: usize = 1_000;

/// Long enough for a stable figure, short enough for a shared machine.
const ROUNDS: usize = 50;

fn main() {
    let body = body();
    let now = jiff::Timestamp::from_second(1_795_305_600).unwrap_or_default();
    let decoder = Decoder::new(["106540000000001".to_owned()], Keywords::default());
    let keys = LiveKeys::new(TenantId::from_bytes([1; 16]), &[7; 32]);
    let consent = ConsentView::fold(
        [ConsentEvent {
            purpose: PurposeKind::Analysis,
            state: ConsentState::Granted,
            at: jiff::Timestamp::UNIX_EPOCH,
            covers_history: true,
        }],
        now,
    );
    let secrets = [b"a secret of thirty-two characters".to_vec().into()];
    let header = format!("sha256={}", "0".repeat(64));
    let (mut verify, mut decode, mut admit, mut records) = (f64::MAX, f64::MAX, f64::MAX, 0);
    for _ in 0..ROUNDS {
        let round = Instant::now();
        // A wrong signature takes as long as a right one.
        assert!(verify_signature(&body, Some(&header), &secrets).is_err());
        verify = verify.min(round.elapsed().as_secs_f64());
        let round = Instant::now();
        let delivery = decoder.decode(&body, now).unwrap_or_default();
        decode = decode.min(round.elapsed().as_secs_f64());
        let round = Instant::now();
        for event in delivery.events {
            records += usize::from(keys.candidate(event).admit(&consent).is_ok());
        }
        admit = admit.min(round.elapsed().as_secs_f64());
    }
    assert_eq!(records, MESSAGES * ROUNDS);
    println!(
        "{} bytes, {MESSAGES} updates, best of {ROUNDS}: verify {:.2} ms, decode {:.2} ms, key and admit {:.2} ms: {:.0} updates/s",
        body.len(),
        verify * 1e3,
        decode * 1e3,
        admit * 1e3,
        MESSAGES as f64 / (verify + decode + admit)
    );
}

fn body() -> Vec<u8> {
    let list = |item: &dyn Fn(usize) -> String| {
        let items: Vec<_> = (0..MESSAGES).map(item).collect();
        items.join(",")
    };
    let contacts = list(&|n| {
        format!(
            r#"{{"profile":{{"name":"Client {n}"}},"wa_id":"3363998{n:04}","user_id":"FR.9000000{n:04}"}}"#
        )
    });
    let messages = list(&|n| {
        format!(
            r#"{{"from":"3363998{n:04}","from_user_id":"FR.9000000{n:04}","id":"wamid.HBgLMzM2Mzk5ODAxMDEVAgASGBQzQTE2QTM2RTg2RjZGRUQ1R{n:04}","timestamp":"1794820323","type":"text","text":{{"body":"Bonjour, o\u00f9 en est ma commande {n} ? Elle devait arriver hier, et je n\u2019ai pas de nouvelles."}}}}"#
        )
    });
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1","changes":[{{"field":"messages","value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"33199001234","phone_number_id":"106540000000001"}},"contacts":[{contacts}],"messages":[{messages}]}}}}]}}]}}"#
    )
    .into_bytes()
}
