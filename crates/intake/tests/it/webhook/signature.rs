//! The test vectors that come with the fixtures.

use serde_json::Value;
use tact_domain::Sensitive;
use tact_intake::webhook::{WebhookError, verify_signature};

use super::{decode, fixture, lines};

/// A file and the header it was signed with.
type Vector = (String, String);

fn vectors() -> (Vec<Sensitive<Vec<u8>>>, Vec<Vector>) {
    let vectors: Value =
        serde_json::from_slice(&fixture("signature-vectors.json")).expect("a well-formed fixture");
    let secret = vectors["app_secret"]
        .as_str()
        .expect("a well-formed fixture")
        .as_bytes()
        .to_vec();
    let list = vectors["vectors"]
        .as_array()
        .expect("a well-formed fixture")
        .iter()
        .map(|vector| {
            let text = |key: &str| {
                vector[key]
                    .as_str()
                    .expect("a well-formed fixture")
                    .to_owned()
            };
            (text("file"), text("x_hub_signature_256"))
        });
    (vec![secret.into()], list.collect())
}

#[test]
fn every_vector_fits_its_file_and_no_other() {
    let (secrets, vectors) = vectors();
    assert_eq!(vectors.len(), 4);
    for (file, header) in &vectors {
        assert_eq!(
            verify_signature(&fixture(file), Some(header), &secrets),
            Ok(())
        );
        for (other, _) in vectors.iter().filter(|(other, _)| other != file) {
            assert_eq!(
                verify_signature(&fixture(other), Some(header), &secrets),
                Err(WebhookError::SignatureMismatch)
            );
        }
    }
}

#[test]
fn a_body_parsed_and_written_again_no_longer_fits() {
    let (secrets, vectors) = vectors();
    for (file, header) in vectors {
        let parsed: Value = serde_json::from_slice(&fixture(&file)).expect("a well-formed fixture");
        let again = serde_json::to_vec(&parsed).expect("a well-formed fixture");
        assert_eq!(
            verify_signature(&again, Some(&header), &secrets),
            Err(WebhookError::SignatureMismatch)
        );
    }
}

#[test]
fn escapes_of_the_wire_say_the_same_as_the_characters() {
    assert_eq!(
        lines(&decode(&fixture("wire-escaped.json"))),
        lines(&decode(&fixture("message-text-referral-ctwa.json")))
    );
    assert_eq!(
        decode(&fixture("wire-escaped.json")).events,
        decode(&fixture("message-text-referral-ctwa.json")).events
    );
}
