//! Counting what was not understood: once, however often the platform sends it.

use serde_json::Value;
use tact_domain::live::{UnrecognizedKey, UnrecognizedKind};
use tact_intake::webhook::Delivery;
use tact_privacy::live::LiveKeys;

/// What a delivery holds that is not known here, each with the digest it is remembered by.
pub(super) fn unknown_parts(
    delivery: &Delivery,
    body: &[u8],
    keys: &LiveKeys,
) -> Vec<(UnrecognizedKind, UnrecognizedKey)> {
    if delivery.unrecognized_total == 0 {
        return Vec::new();
    }
    let tree: Option<Value> = serde_json::from_slice(body).ok();
    let mut parts = Vec::with_capacity(delivery.unrecognized.len());
    let mut last: Option<(&str, usize)> = None;
    for unknown in &delivery.unrecognized {
        // Several events of one origin, like those of an unlisted number, share its pointer.
        let place = match last {
            Some((pointer, place)) if pointer == unknown.pointer => place + 1,
            _ => 0,
        };
        last = Some((&unknown.pointer, place));
        let part = tree
            .as_ref()
            .and_then(|tree| tree.pointer(item(&unknown.pointer, unknown.kind)))
            .and_then(|item| serde_json::to_vec(item).ok());
        let key = match part {
            Some(part) => keys.unrecognized(unknown.kind.word(), place, &part),
            // Damaged beside: the body as a whole has to do.
            None => keys.unrecognized(&unknown.pointer, place, body),
        };
        parts.push((unknown.kind, key));
    }
    // The list is cut off where the count is not: the rest is known by the body it came in.
    let kind = delivery.unrecognized.last().map(|last| last.kind);
    let listed = parts.len();
    let total = usize::try_from(delivery.unrecognized_total).unwrap_or(usize::MAX);
    parts.extend((listed..total.min(listed + BEYOND)).map(|place| {
        let kind = kind.unwrap_or(UnrecognizedKind::Object);
        (kind, keys.unrecognized("", place, body))
    }));
    parts
}

/// More than a body has room for.
const BEYOND: usize = 1_000_000;

/// The item around the word that is not known.
fn item(pointer: &str, kind: UnrecognizedKind) -> &str {
    let above = |pointer| match str::rsplit_once(pointer, '/') {
        Some((above, _)) => above,
        None => "",
    };
    match kind {
        // The number stands in the metadata of the value whose events it is about.
        UnrecognizedKind::Number => above(above(pointer)),
        _ => above(pointer),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::Timestamp;
    use tact_domain::live::TenantId;
    use tact_intake::webhook::{Decoder, Keywords};

    use super::*;

    fn keys_of(bodies: &[&str]) -> Vec<UnrecognizedKey> {
        let keys = LiveKeys::new(TenantId::from_bytes([1; 16]), &[7; 32]);
        let decoder = Decoder::new(["1".to_owned()], Keywords::default());
        let parts = |body: &&str| {
            let delivery = decoder
                .decode(body.as_bytes(), Timestamp::UNIX_EPOCH)
                .unwrap();
            assert!(delivery.unrecognized_total > 0, "{body}");
            unknown_parts(&delivery, body.as_bytes(), &keys)
        };
        bodies.iter().flat_map(parts).map(|(_, key)| key).collect()
    }

    fn body(number: &str, messages: &str) -> String {
        format!(
            r#"{{"object":"whatsapp_business_account","entry":[{{"id":"9","changes":[{{"field":"messages","value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"33199000000","phone_number_id":"{number}"}},"messages":[{messages}]}}}}]}}]}}"#
        )
    }

    const NEW: &str = r#"{"id":"wamid.A","from":"33639980001","timestamp":"0","type":"hologram"}"#;
    const NEWER: &str =
        r#"{"id":"wamid.B","from":"33639980001","timestamp":"0","type":"hologram"}"#;

    #[test]
    fn a_part_sent_again_alone_or_beside_others_has_the_same_key() {
        let alone = keys_of(&[&body("1", NEW)]);
        let beside = keys_of(&[&body("1", &format!("{NEWER},{NEW}"))]);
        assert_eq!((alone.len(), beside.len()), (1, 2));
        assert!(beside.contains(&alone[0]));
    }

    #[test]
    fn two_events_of_an_unlisted_number_have_two_keys_and_keep_them() {
        let both = body("2", &format!("{NEW},{NEWER}"));
        let first: BTreeSet<_> = keys_of(&[&both]).into_iter().collect();
        assert_eq!(first.len(), 2);
        assert_eq!(first, keys_of(&[&both, &both]).into_iter().collect());
    }
}
