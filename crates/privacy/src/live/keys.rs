//! Identifiers of the wire become keyed digests. The keys are apart from the data (privacy A8).

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tact_domain::Direction;
use tact_domain::live::{
    Alias, AliasKey, AliasKind, GroupKey, IdentityKey, MessageKey, NameKey, NumberKey, TenantId,
    UnrecognizedKey,
};
use tact_intake::webhook::Wamid;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::consent::ContactRef;

/// Keys of one tenant's digests, one per purpose, so that a digest of one kind says nothing about
/// one of another. Without them nobody can try the 10⁹ possible numbers.
pub struct LiveKeys {
    tenant: TenantId,
    message: Key,
    exported: Key,
    number_alias: Key,
    user_id_alias: Key,
    parent_alias: Key,
    name: Key,
    group: Key,
    identity: Key,
    business_number: Key,
    unrecognized: Key,
    password: Key,
    second_factor: Key,
}

type Key = Zeroizing<[u8; 32]>;

/// What a contact named by the operator is looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactLookup {
    /// A number or id: one contact at most.
    Alias(AliasKey),
    /// A display name: several contacts may bear it.
    Name(NameKey),
}

impl LiveKeys {
    /// Derives the keys of a tenant from 32 bytes of secure randomness kept outside the store.
    pub fn new(tenant: TenantId, master: &[u8; 32]) -> Self {
        let derive = |purpose: &[u8]| {
            Zeroizing::new(digest(
                master,
                &[b"tact/live/1/", purpose, b"/", tenant.as_bytes()],
            ))
        };
        Self {
            tenant,
            message: derive(b"message"),
            exported: derive(b"exported-message"),
            number_alias: derive(b"alias/number"),
            user_id_alias: derive(b"alias/user-id"),
            parent_alias: derive(b"alias/parent-user-id"),
            name: derive(b"display-name"),
            group: derive(b"group"),
            identity: derive(b"identity"),
            business_number: derive(b"business-number"),
            unrecognized: derive(b"unrecognized"),
            password: derive(b"account/password"),
            second_factor: derive(b"account/second-factor"),
        }
    }

    /// Whose keys they are.
    pub fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// Key of a message. The id is taken byte for byte: its case matters.
    pub fn message(&self, id: &Wamid) -> MessageKey {
        MessageKey::from_bytes(digest(&self.message, &[id.expose().as_bytes()]))
    }

    /// Key of a message of an export, which bears no id: by whose it is (the store's own number of
    /// the contact), which way it went, its minute since 1970, and its place among those alike. Says
    /// nothing of its words.
    pub fn exported_message(
        &self,
        contact: i64,
        direction: Direction,
        minute: i64,
        place: u32,
    ) -> MessageKey {
        let way = match direction {
            Direction::Inbound => b"<",
            Direction::Outbound => b">",
        };
        let (contact, minute) = (contact.to_be_bytes(), minute.to_be_bytes());
        let parts: [&[u8]; 4] = [&contact, way, &minute, &place.to_be_bytes()];
        MessageKey::from_bytes(digest(&self.exported, &parts))
    }

    /// One name of a contact. Numbers count by their digits, whichever of the two kinds they come
    /// as; ids byte for byte.
    pub fn alias(&self, kind: AliasKind, value: &str) -> Alias {
        let key = match kind {
            AliasKind::Phone | AliasKind::WaId => {
                let digits: Zeroizing<String> =
                    Zeroizing::new(value.chars().filter(char::is_ascii_digit).collect());
                digest(&self.number_alias, &[digits.as_bytes()])
            }
            AliasKind::UserId => digest(&self.user_id_alias, &[value.as_bytes()]),
            AliasKind::ParentUserId => digest(&self.parent_alias, &[value.as_bytes()]),
            // One digest for a name, so that the name the platform tells finds what was imported.
            AliasKind::ExportName => *self.name(value).as_bytes(),
        };
        Alias {
            key: AliasKey::from_bytes(key),
            kind,
        }
    }

    /// A display name: exact, but for surrounding space and the two ways Unicode writes an accent.
    pub fn name(&self, name: &str) -> NameKey {
        let name: Zeroizing<String> = Zeroizing::new(name.trim().nfc().collect());
        NameKey::from_bytes(digest(&self.name, &[name.as_bytes()]))
    }

    /// A group chat.
    pub fn group(&self, id: &str) -> GroupKey {
        GroupKey::from_bytes(digest(&self.group, &[id.as_bytes()]))
    }

    /// The platform's mark of the person behind an account.
    pub fn identity(&self, mark: &str) -> IdentityKey {
        IdentityKey::from_bytes(digest(&self.identity, &[mark.as_bytes()]))
    }

    /// A business number, by the platform's id of it (`phone_number_id`).
    pub fn business_number(&self, id: &str) -> NumberKey {
        NumberKey::from_bytes(digest(&self.business_number, &[id.as_bytes()]))
    }

    /// A part of a delivery that was not understood, by its kind, its place among those of the same
    /// origin, and its bytes.
    pub fn unrecognized(&self, kind: &str, place: usize, part: &[u8]) -> UnrecognizedKey {
        let place = (place as u64).to_be_bytes();
        let parts = [kind.as_bytes(), b"/", &place, part];
        UnrecognizedKey::from_bytes(digest(&self.unrecognized, &parts))
    }

    /// What is mixed into every password of an account, so that hashes found without the keys cannot
    /// be tried.
    pub fn password_pepper(&self) -> &[u8; 32] {
        &self.password
    }

    /// The secret of an account's one-time codes, from the random bytes kept in its row: a copy of
    /// the database makes no codes.
    pub fn second_factor(&self, kept: &[u8; 32]) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(digest(&self.second_factor, &[kept]))
    }

    /// What a contact named in a consent file or on the command line is looked up by.
    pub fn contact(&self, contact: &ContactRef) -> ContactLookup {
        match contact {
            ContactRef::Number(digits) => {
                ContactLookup::Alias(self.alias(AliasKind::Phone, digits).key)
            }
            ContactRef::UserId(id) => ContactLookup::Alias(self.alias(AliasKind::UserId, id).key),
            ContactRef::Name(name) => ContactLookup::Name(self.name(name)),
        }
    }
}

impl std::fmt::Debug for LiveKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LiveKeys(‹redacted›)")
    }
}

fn digest(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => mac,
        Err(_) => unreachable!("HMAC accepts a key of any length"),
    };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(seed: u8) -> LiveKeys {
        LiveKeys::new(TenantId::from_bytes([1; 16]), &[seed; 32])
    }

    #[test]
    fn a_phone_number_and_a_wa_id_of_the_same_digits_are_one_name() {
        let keys = keys(7);
        let phone = keys.alias(AliasKind::Phone, "+33 6 39 98 01 01");
        assert_eq!(phone.key, keys.alias(AliasKind::WaId, "33639980101").key);
        assert_ne!(phone.key, keys.alias(AliasKind::UserId, "33639980101").key);
    }

    #[test]
    fn the_case_of_an_id_matters() {
        let keys = keys(7);
        assert_ne!(
            keys.alias(AliasKind::UserId, "FR.aB").key,
            keys.alias(AliasKind::UserId, "FR.ab").key
        );
        assert_ne!(
            keys.message(&Wamid::new("wamid.HBgL".into())),
            keys.message(&Wamid::new("wamid.hbgl".into()))
        );
    }

    #[test]
    fn another_master_or_another_tenant_gives_other_digests() {
        let (a, b) = (keys(7), keys(8));
        let id = Wamid::new("wamid.HBgL".into());
        assert_ne!(a.message(&id), b.message(&id));
        let c = LiveKeys::new(TenantId::from_bytes([2; 16]), &[7; 32]);
        assert_ne!(a.message(&id), c.message(&id));
    }

    #[test]
    fn a_digest_of_one_kind_says_nothing_about_another() {
        let keys = keys(7);
        let same = "x";
        let mut digests = vec![
            *keys.message(&Wamid::new(same.into())).as_bytes(),
            *keys.alias(AliasKind::UserId, same).key.as_bytes(),
            *keys.alias(AliasKind::ParentUserId, same).key.as_bytes(),
            *keys.name(same).as_bytes(),
            *keys.group(same).as_bytes(),
            *keys.identity(same).as_bytes(),
            *keys.business_number(same).as_bytes(),
            *keys.unrecognized("", 0, same.as_bytes()).as_bytes(),
        ];
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), 8);
    }

    #[test]
    fn a_number_of_a_consent_file_finds_the_contact_of_a_webhook() {
        let keys = keys(7);
        assert_eq!(
            keys.contact(&ContactRef::Number("33639980101".into())),
            ContactLookup::Alias(keys.alias(AliasKind::WaId, "33639980101").key)
        );
        assert_eq!(
            keys.contact(&ContactRef::Name("Rene\u{301} ".into())),
            ContactLookup::Name(keys.name("René"))
        );
    }

    #[test]
    fn keys_print_nothing() {
        assert_eq!(format!("{:?}", keys(7)), "LiveKeys(‹redacted›)");
        let key = keys(7).message(&Wamid::new("wamid.HBgL".into()));
        assert_eq!(format!("{key:?}"), "MessageKey(‹redacted›)");
    }
}
