//! Counts of a day, the raw material of the change detectors.

/// `positive` of `counted` on one day: survey satisfied of answered, or positive tone of labelled,
/// named as such where shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCount {
    /// Units counted, n.
    pub counted: u64,
    /// Those with the property, k.
    pub positive: u64,
}
