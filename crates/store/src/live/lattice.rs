//! How what is told of one message folds into its row: commutative, associative, idempotent, so
//! that order and repetition of deliveries leave no trace.

use tact_domain::Direction;
use tact_domain::live::{MessageKey, WithheldReason};

use crate::keys::SlotRef;

/// Rank of a time told by a status only: of being sent, or of a later step.
pub(crate) const STATUS_SENT: i64 = -1;
pub(crate) const STATUS_LATER: i64 = -2;

/// When a message was sent, with what decides between two tellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) rank: i64,
    pub(crate) clamped: bool,
    pub(crate) at: i64,
}

impl Sent {
    /// The better source, then the clock that was not corrected, then the earlier time.
    pub(crate) fn join(one: Option<Self>, two: Option<Self>) -> Option<Self> {
        let order = |sent: &Self| (sent.rank, !sent.clamped, std::cmp::Reverse(sent.at));
        [one, two].into_iter().flatten().max_by_key(order)
    }
}

/// Which version of a message a content belongs to: the message as sent, or its newest edit.
pub(crate) type Version = Option<(i64, MessageKey)>;

/// What became of the content of the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// There is none.
    None,
    /// There was some; it was not kept, or no longer is.
    Withheld(WithheldReason),
    /// It is sealed under the key of this slot.
    Sealed { slot: SlotRef, purposes: u8 },
    /// The words are erased at the end of their period; what was concluded from them is sealed under
    /// the key of this slot until the end of its own.
    Concluded { slot: SlotRef, purposes: u8 },
}

impl Held {
    /// Number kept in the store.
    pub(crate) fn code(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Withheld(WithheldReason::NoConsent) => 1,
            Self::Withheld(WithheldReason::ConsentEnded) => 2,
            Self::Withheld(WithheldReason::OptedOut) => 3,
            Self::Sealed { .. } => 4,
            // An erasure stays, whatever is delivered again.
            Self::Withheld(WithheldReason::Erased) => 5,
            Self::Concluded { .. } => 6,
        }
    }

    /// The slot whose key opens it.
    pub(crate) fn slot(self) -> Option<SlotRef> {
        match self {
            Self::Sealed { slot, .. } | Self::Concluded { slot, .. } => Some(slot),
            Self::None | Self::Withheld(_) => None,
        }
    }

    /// The state of a number kept in the store.
    pub(crate) fn from_code(code: i64, slot: Option<SlotRef>, purposes: u8) -> Self {
        match (code, slot) {
            (4, Some(slot)) => Self::Sealed { slot, purposes },
            (6, Some(slot)) => Self::Concluded { slot, purposes },
            (1, _) => Self::Withheld(WithheldReason::NoConsent),
            (2, _) => Self::Withheld(WithheldReason::ConsentEnded),
            (3, _) => Self::Withheld(WithheldReason::OptedOut),
            (0, _) => Self::None,
            _ => Self::Withheld(WithheldReason::Erased),
        }
    }
}

/// What an arriving content does to the one in the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is older, or the same again: dropped.
    Keep,
    /// It takes the place of what is there, whose key is destroyed.
    Replace,
}

/// The place of a content in the order of contents of one message: version, then kind (a
/// placeholder gives way), then what became of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    pub(crate) version: Version,
    pub(crate) kind: u8,
    pub(crate) state: i64,
}

/// Decides between the content in the row and one that arrives.
pub(crate) fn judge(row: Rank, arriving: Rank) -> Verdict {
    let erased = Held::Withheld(WithheldReason::Erased).code();
    let nothing = Held::None.code();
    let replaces = if arriving.version != row.version {
        arriving.version > row.version
    } else if arriving.state == nothing || row.state >= erased {
        // Having heard of a message without its content takes none away.
        false
    } else if row.state == nothing || arriving.state == erased {
        true
    } else {
        (arriving.kind, arriving.state) > (row.kind, row.state)
    };
    if replaces {
        Verdict::Replace
    } else {
        Verdict::Keep
    }
}

/// Number kept in the store for a direction.
pub(crate) fn direction_code(direction: Direction) -> i64 {
    match direction {
        Direction::Inbound => 0,
        Direction::Outbound => 1,
    }
}
