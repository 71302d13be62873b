//! Every place that can hold content, or what was derived from it. Something new that is not listed
//! here fails a test.

/// A place, and how content leaves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Table of the database, or file below `keys.path` (with `*` for the epoch).
    pub place: &'static str,
    /// What it holds.
    pub holds: Holds,
}

/// What a place holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Ciphertext. Destroying the key of its slot destroys it; the row goes in the same transaction.
    Sealed,
    /// Keys, wrapped. A slot is overwritten in place.
    Keys,
    /// Facts about one message, removed with it; `tombstone` takes their place.
    Facts,
    /// Facts about a contact, a number or the platform: nothing of a message.
    NoContent,
}

/// The registry. Nothing decrypted is cached: a content is opened for one call and wiped.
pub const HOLDERS: &[Holder] = &[
    holder("store", Holds::NoContent),
    holder("hold", Holds::Sealed),
    holder("held", Holds::Facts),
    holder("held_part", Holds::Sealed),
    holder("contact", Holds::NoContent),
    holder("alias", Holds::NoContent),
    holder("contact_name", Holds::NoContent),
    holder("parting", Holds::NoContent),
    holder("thread", Holds::NoContent),
    holder("message", Holds::Facts),
    holder("tombstone", Holds::NoContent),
    holder("sealed", Holds::Sealed),
    holder("reaction", Holds::Facts),
    holder("delivery", Holds::Facts),
    holder("media", Holds::Facts),
    holder("media_part", Holds::Sealed),
    holder("address", Holds::Sealed),
    holder("publication", Holds::Sealed),
    holder("consent", Holds::NoContent),
    holder("request", Holds::NoContent),
    holder("chat_opened", Holds::NoContent),
    holder("platform_fact", Holds::NoContent),
    holder("counter", Holds::NoContent),
    holder("heard", Holds::NoContent),
    holder("business_number", Holds::NoContent),
    holder("conversation", Holds::NoContent),
    holder("folded", Holds::NoContent),
    holder("deletion_count", Holds::NoContent),
    holder("former", Holds::NoContent),
    holder("task", Holds::NoContent),
    holder("outbox", Holds::NoContent),
    holder("told", Holds::NoContent),
    holder("audit", Holds::NoContent),
    holder("account", Holds::NoContent),
    holder("session", Holds::NoContent),
    holder("token", Holds::NoContent),
    holder("export_request", Holds::NoContent),
    holder("keys/tenant", Holds::NoContent),
    holder("keys/digests", Holds::Keys),
    holder("keys/kek.*", Holds::Keys),
    holder("keys/slots.*", Holds::Keys),
    holder("keys/erasures", Holds::NoContent),
    holder("keys/rights", Holds::NoContent),
    holder("keys/audit-head", Holds::NoContent),
    holder("keys/lock", Holds::NoContent),
    holder("keys/reserve", Holds::NoContent),
];

const fn holder(place: &'static str, holds: Holds) -> Holder {
    Holder { place, holds }
}
