//! Automatic messages: greetings, absence notices, surveys.
//!
//! An export cannot tell them from any message of the business; only repetition and speed can.
//! The rule is deliberately narrow, because a human reply taken for a machine's makes waiting
//! times look longer, and a machine's taken for a human's makes them look shorter:
//!
//! 1. Texts of the business are compared after the contact's own names and all digits are taken
//!    out. Only texts sent to at least [`MIN_CONTACTS`] contacts are looked at.
//! 2. A text is **automatic** when nearly every copy of it came at once after the customer wrote:
//!    within 10 seconds where the export has seconds, in the same minute where it has not (one
//!    copy in ten may fall into the next minute). It must also be longer than a person types in that time
//!    (40 characters) or, with seconds, come within 5 seconds at least ten times. At most one other
//!    message of the business may stand in between (a greeting before an absence notice).
//!    And one proof is needed that no hand did it, for a quick agent repeats sentences too: five
//!    copies or more with seconds, nine in ten of them within 10 seconds; or two copies at an hour
//!    at which the business hardly ever writes anything else; or thirty copies, nearly all in the
//!    same minute.
//! 3. A repeated question that asks for a rating («de 1 à 5…») is automatic whoever sent it: a
//!    survey is never a human reply.
//! 4. Everything else that repeats (half of its copies at once, or a long text to ten contacts) is
//!    only shown, and counts as human until a pattern confirms it. «Je vous en prie, bonne
//!    journée» is not even shown.
//!
//! Patterns of the operator always win.

mod candidates;
mod pattern;
mod rating;

pub use self::candidates::{AutomaticCandidate, AutomaticReason, AutomaticVerdict};
pub(super) use self::candidates::{Outbound, find};
pub use self::pattern::{AutomaticPattern, InvalidPattern};

/// Contacts a text must have been sent to before it is looked at.
const MIN_CONTACTS: u32 = 5;
