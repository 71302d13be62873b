//! Words that appear nowhere else, and the messages that carry them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::super::server::text;

/// Independent words of 24 letters from a small generator (SplitMix64): no common beginning.
pub(super) fn words(count: usize) -> Vec<String> {
    let mut state = 0x7ac7_u64;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let mut letter = || char::from(b'a' + u8::try_from(next() % 26).expect("small"));
    (0..count)
        .map(|_| (0..24).map(|_| letter()).collect())
        .collect()
}

/// True for a message with an attachment.
pub(super) fn has_media(number: usize) -> bool {
    matches!(number % 6, 1 | 2)
}

/// Bytes of the attachment of a message, with a word of their own in their middle.
pub(super) fn attachment(word: &str) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0];
    bytes.resize(40_000, 7);
    bytes.extend_from_slice(word.as_bytes());
    bytes.resize(90_000, 9);
    bytes
}

/// A message that carries a word, in one of the places a message has for words; an attachment carries
/// another.
pub(super) fn message(number: usize, from: &str, at: i64, word: &str, attached: &str) -> Value {
    let id = id(number);
    let of = |kind: &str, content: Value| json!({"from": from, "id": id, "timestamp": at.to_string(), "type": kind, kind: content});
    let media = |more: Value| {
        let mut media = json!({
            "mime_type": "image/jpeg",
            "sha256": STANDARD.encode(Sha256::digest(attachment(attached))),
            "id": format!("2423{number:09}"),
        });
        for (name, value) in more.as_object().expect("fields") {
            media[name] = value.clone();
        }
        media
    };
    match number % 6 {
        1 => of("image", media(json!({"caption": word}))),
        2 => of(
            "document",
            media(json!({"filename": format!("{word}.pdf"), "caption": "facture"})),
        ),
        3 => of("button", json!({"payload": "oui", "text": word})),
        4 => {
            let mut reply = text(&id, from, at, &format!("« {word} », justement."));
            reply["context"] = json!({"from": "33199000001", "id": "wamid.filler.0"});
            reply
        }
        _ => text(&id, from, at, &format!("bonjour {word} merci")),
    }
}

/// Id of the message of a word.
pub(super) fn id(number: usize) -> String {
    format!("wamid.canary.{number}")
}
