//! What the metadata around a deletion look like. Patterns of events, **not** motives; never said
//! of one person.

use super::wilson::Proportion;

/// Latest second at which a deletion and a new message still look like a sending error.
const QUICK_S: f64 = 120.0;
/// Latency above which a deletion looks like tidying up.
const LATE_S: f64 = 3_600.0;
/// Silence after which a customer is called silent, in seconds and in hours.
const SILENCE_S: f64 = 86_400.0;
const SILENCE_H: f64 = 24.0;

/// Tone of the kept messages around a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextTone {
    /// Negative.
    Negative,
    /// Anything else, or unknown.
    Other,
}

/// What is known of one deletion, without its content.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeletionFacts {
    /// Seconds from sending to deletion, where the channel tells.
    pub latency_s: Option<f64>,
    /// Tone of the kept messages around it.
    pub context_tone: ContextTone,
    /// Seconds from deletion to the customer's next message, if one came.
    pub next_message_s: Option<f64>,
    /// Hours observed since the deletion.
    pub followed_h: Option<f64>,
}

/// The pattern of events around a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeletionPattern {
    /// Deleted and written again at once.
    QuickResend,
    /// Negative exchange, deletion, silence.
    FrustrationSignal,
    /// Negative exchange, and the customer went on.
    NegativeContinue,
    /// Deleted long after sending.
    LateCleanup,
    /// None of these, or too early to say.
    Indeterminate,
}

impl DeletionPattern {
    /// All patterns, in the order of the columns of a motive matrix.
    pub const ALL: [Self; 5] = [
        Self::QuickResend,
        Self::FrustrationSignal,
        Self::NegativeContinue,
        Self::LateCleanup,
        Self::Indeterminate,
    ];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::QuickResend => "quick_resend",
            Self::FrustrationSignal => "frustration_signal",
            Self::NegativeContinue => "negative_continue",
            Self::LateCleanup => "late_cleanup",
            Self::Indeterminate => "indeterminate",
        }
    }
}

/// The first rule that applies to one deletion. An unknown latency fails every latency test; an
/// unknown follow-up is too short to call anything silence.
///
/// Source: statistics §8.
pub fn deletion_pattern(facts: &DeletionFacts) -> DeletionPattern {
    let quick = |seconds: Option<f64>| seconds.is_some_and(|seconds| seconds <= QUICK_S);
    if quick(facts.latency_s) && quick(facts.next_message_s) {
        return DeletionPattern::QuickResend;
    }
    if facts.context_tone == ContextTone::Negative {
        let followed = facts.followed_h.is_some_and(|hours| hours >= SILENCE_H);
        return match facts.next_message_s {
            None if !followed => DeletionPattern::Indeterminate,
            None => DeletionPattern::FrustrationSignal,
            Some(next) if next > SILENCE_S => DeletionPattern::FrustrationSignal,
            Some(_) => DeletionPattern::NegativeContinue,
        };
    }
    if facts.latency_s.is_some_and(|latency| latency > LATE_S) {
        return DeletionPattern::LateCleanup;
    }
    DeletionPattern::Indeterminate
}

/// How often each pattern occurs, in the order of [`DeletionPattern::ALL`]. Partial counts add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PatternCounts(pub [u64; 5]);

impl PatternCounts {
    /// Counts one deletion.
    pub fn count(&mut self, facts: &DeletionFacts) {
        let pattern = deletion_pattern(facts);
        for (slot, candidate) in self.0.iter_mut().zip(DeletionPattern::ALL) {
            *slot += u64::from(candidate == pattern);
        }
    }

    /// Deletions counted.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// Share of each pattern with its 95 % Wilson interval.
    pub fn shares(&self) -> [(DeletionPattern, Proportion); 5] {
        let total = self.total();
        let mut shares = DeletionPattern::ALL.map(|pattern| (pattern, Proportion::of(0, total)));
        for ((_, share), count) in shares.iter_mut().zip(self.0) {
            *share = Proportion::of(count, total);
        }
        shares
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        latency_s: Option<f64>,
        context_tone: ContextTone,
        next_message_s: Option<f64>,
        followed_h: Option<f64>,
        expected: DeletionPattern,
    ) {
        let facts = DeletionFacts {
            latency_s,
            context_tone,
            next_message_s,
            followed_h,
        };
        assert_eq!(deletion_pattern(&facts), expected, "{facts:?}");
    }

    #[test]
    fn each_rule_applies_in_its_order() {
        use ContextTone::{Negative, Other};
        check(
            Some(120.0),
            Negative,
            Some(120.0),
            Some(1.0),
            DeletionPattern::QuickResend,
        );
        check(
            Some(121.0),
            Negative,
            Some(5.0),
            Some(1.0),
            DeletionPattern::NegativeContinue,
        );
        check(
            Some(10.0),
            Negative,
            None,
            Some(23.9),
            DeletionPattern::Indeterminate,
        );
        check(
            Some(10.0),
            Negative,
            None,
            Some(24.0),
            DeletionPattern::FrustrationSignal,
        );
        check(
            Some(10.0),
            Negative,
            Some(86_401.0),
            Some(30.0),
            DeletionPattern::FrustrationSignal,
        );
        check(
            Some(10.0),
            Negative,
            Some(86_400.0),
            Some(30.0),
            DeletionPattern::NegativeContinue,
        );
        check(
            Some(3_601.0),
            Other,
            None,
            Some(30.0),
            DeletionPattern::LateCleanup,
        );
        check(
            Some(3_600.0),
            Other,
            None,
            Some(30.0),
            DeletionPattern::Indeterminate,
        );
    }

    #[test]
    fn what_is_unknown_is_never_called_a_sign_of_anger() {
        check(
            None,
            ContextTone::Negative,
            None,
            None,
            DeletionPattern::Indeterminate,
        );
        check(
            None,
            ContextTone::Other,
            Some(5.0),
            Some(9.0),
            DeletionPattern::Indeterminate,
        );
    }

    #[test]
    fn no_deletion_has_no_share() {
        let shares = PatternCounts::default().shares();
        assert!(
            shares
                .iter()
                .all(|(_, share)| share.rate.is_none() && share.upper == 1.0)
        );
    }
}
