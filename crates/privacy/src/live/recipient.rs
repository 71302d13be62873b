//! What recipients of copies call a message or a contact: a digest under the recipient's own secret,
//! made while the id is in memory. Who already holds the id can match it; nobody else can.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::Arc;
use tact_intake::webhook::{Received, ReceivedEvent};
use zeroize::Zeroizing;

use crate::consent::ContactRef;

/// Bytes of one reference.
pub const REFERENCE: usize = 32;

/// Secret shared with one recipient; wiped when dropped, never printed.
#[derive(Clone)]
pub struct RecipientSecret(Zeroizing<Vec<u8>>);

impl RecipientSecret {
    /// Takes a secret over.
    pub fn new(secret: Zeroizing<Vec<u8>>) -> Self {
        Self(secret)
    }

    /// HMAC-SHA256 of some parts, one after another.
    pub fn sign(&self, parts: &[&[u8]]) -> [u8; REFERENCE] {
        let mut mac = match Hmac::<Sha256>::new_from_slice(&self.0) {
            Ok(mac) => mac,
            Err(_) => unreachable!("HMAC accepts a key of any length"),
        };
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl std::fmt::Debug for RecipientSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecipientSecret(‹redacted›)")
    }
}

/// How a recipient learns that something is to be erased.
#[derive(Clone, Debug)]
pub enum Way {
    /// By a request to its hook.
    Hook(RecipientSecret),
    /// By its hook, but the secret cannot be read here: a person has to see to it.
    HookWithoutSecret,
    /// A person does it there.
    ByHand,
}

/// Somebody who holds copies of messages.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// Its name in the configuration.
    pub name: String,
    /// How it is told.
    pub way: Way,
}

/// Everybody who holds copies. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Recipients(Arc<[Recipient]>);

impl Default for Recipients {
    fn default() -> Self {
        Self(Arc::from([]))
    }
}

/// What each recipient calls the subject of one event, in the order of the recipients; nothing for
/// those who are told by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References(Vec<Vec<[u8; REFERENCE]>>);

impl References {
    /// The references of one recipient.
    pub fn of(&self, place: usize) -> &[[u8; REFERENCE]] {
        self.0.get(place).map_or(&[], Vec::as_slice)
    }

    /// Adds what is known from elsewhere.
    pub fn join(&mut self, others: Self) {
        if self.0.len() < others.0.len() {
            self.0.resize(others.0.len(), Vec::new());
        }
        for (known, more) in self.0.iter_mut().zip(others.0) {
            known.extend(more);
            known.sort_unstable();
            known.dedup();
        }
    }
}

impl Recipients {
    /// These recipients.
    pub fn new(recipients: Vec<Recipient>) -> Self {
        Self(recipients.into())
    }

    /// Them, one by one, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Recipient> {
        self.0.iter()
    }

    /// The subject of an event that may end something: the message of a deletion or edit, the contact
    /// who asks.
    pub fn subject(&self, event: &ReceivedEvent) -> References {
        match &event.what {
            Received::Revoke(revoke) => self.named(&[revoke.original.expose().expose()]),
            Received::Edit(edit) => self.named(&[edit.original.expose().expose()]),
            Received::Request(_) => {
                let ids = event.contact.ids.iter();
                let ids: Vec<_> = ids.map(|id| id.value.expose()).collect();
                self.named(&ids)
            }
            _ => References::default(),
        }
    }

    /// A contact the operator names.
    pub fn contact(&self, contact: &ContactRef) -> References {
        match contact {
            ContactRef::Number(id) | ContactRef::UserId(id) => self.named(&[id]),
            // A display name is no id of anybody.
            ContactRef::Name(_) => References::default(),
        }
    }

    /// A contact as the address book has them.
    pub fn address(&self, address: &str) -> References {
        self.named(&[address])
    }

    /// References of ids, byte for byte. Numbers come as digits.
    fn named(&self, ids: &[&str]) -> References {
        if ids.is_empty() {
            return References::default();
        }
        let of = |recipient: &Recipient| match &recipient.way {
            Way::Hook(secret) => {
                let ids = ids.iter();
                let mut all: Vec<_> = ids.map(|id| secret.sign(&[id.as_bytes()])).collect();
                all.sort_unstable();
                all.dedup();
                all
            }
            Way::HookWithoutSecret | Way::ByHand => Vec::new(),
        };
        References(self.0.iter().map(of).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipients() -> Recipients {
        let hook = |name: &str, secret: &[u8]| Recipient {
            name: name.to_owned(),
            way: Way::Hook(RecipientSecret::new(Zeroizing::new(secret.to_vec()))),
        };
        Recipients::new(vec![
            hook("a", b"one"),
            Recipient {
                name: "phone".to_owned(),
                way: Way::ByHand,
            },
            hook("b", b"two"),
        ])
    }

    #[test]
    fn each_recipient_has_its_own_name_for_one_contact() {
        let named = recipients().contact(&ContactRef::Number("33639980101".into()));
        assert_eq!(named.of(0).len(), 1);
        assert!(named.of(1).is_empty() && named.of(7).is_empty());
        assert_ne!(named.of(0), named.of(2));
        assert_eq!(named, recipients().address("33639980101"));
        let name = ContactRef::Name("Zoé".into());
        assert_eq!(recipients().contact(&name), References::default());
    }

    #[test]
    fn a_reference_is_the_plain_hmac_a_receiver_computes() {
        let secret = RecipientSecret::new(Zeroizing::new(b"key".to_vec()));
        let digest = secret.sign(&[b"The quick brown fox ", b"jumps over the lazy dog"]);
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            hex,
            "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
        );
        assert!(!format!("{secret:?}").contains("key"));
    }

    #[test]
    fn what_is_known_from_two_places_is_joined_once() {
        let mut named = recipients().address("33639980101");
        named.join(recipients().address("33639980101"));
        assert_eq!(named.of(0).len(), 1);
        named.join(recipients().address("FR.1"));
        assert_eq!(named.of(0).len(), 2);
        let mut nobody = References::default();
        nobody.join(named.clone());
        assert_eq!(nobody, named);
    }
}
