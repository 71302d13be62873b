//! Resolved at first contact, with the time to reopen still running for some.

use serde::Serialize;

use super::kaplan_meier::kaplan_meier;

/// What is known of one conversation's first resolution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// Resolved at first contact.
    pub resolved: bool,
    /// Hours from resolution to reopening, if it was reopened.
    pub reopened_after_h: Option<f64>,
    /// Hours it has been watched since resolution.
    pub watched_h: f64,
}

/// Whether the figure is final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstContactStatus {
    /// The window has passed for some.
    Ok,
    /// Nobody was watched for the whole window: an upper bound, and said so.
    WindowNotReached,
}

/// First-contact resolution within a window.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FirstContact {
    /// Resolved and not reopened so far, over all: too high for recent weeks, never shown.
    pub naive: Option<f64>,
    /// Probability of being resolved and not reopened within the window.
    pub estimate: Option<f64>,
    /// Lower 95 % limit.
    pub lower: f64,
    /// Upper 95 % limit.
    pub upper: f64,
    /// Whether the figure is final.
    pub status: FirstContactStatus,
    /// Resolved with reopening known or the window complete.
    pub matured: u64,
}

/// First-contact resolution within `window_h` hours, as one Kaplan–Meier curve: not resolved is an
/// event at 0, reopened within the window an event then, the rest is censored at
/// min(watched, window).
///
/// Assumption: conversations watched for less time would have gone on like the others. A different
/// contact for the same problem on another channel is invisible.
///
/// Source: statistics §7.2.
pub fn first_contact(resolutions: &[Resolution], window_h: f64) -> FirstContact {
    let reopened_in_window = |r: &Resolution| r.reopened_after_h.filter(|after| *after <= window_h);
    let mut times: Vec<(f64, bool)> = resolutions
        .iter()
        .map(|r| match (r.resolved, reopened_in_window(r)) {
            (false, _) => (0.0, true),
            (true, Some(after)) => (after.max(0.0), true),
            (true, None) => (r.watched_h.clamp(0.0, window_h), false),
        })
        .collect();
    let curve = kaplan_meier(&mut times);
    let all = resolutions.len() as u64;
    let settled = resolutions
        .iter()
        .filter(|r| r.resolved && r.reopened_after_h.is_none())
        .count();
    let matured = resolutions
        .iter()
        .filter(|r| r.resolved && (r.reopened_after_h.is_some() || r.watched_h >= window_h))
        .count();
    let reached = curve.longest().is_some_and(|longest| longest >= window_h);
    let end = curve.survival(window_h);
    FirstContact {
        naive: (all > 0).then(|| settled as f64 / all as f64),
        estimate: end.map(|end| end.value),
        lower: end.map_or(0.0, |end| end.interval.low),
        upper: end.map_or(1.0, |end| end.interval.high),
        status: if !reached && curve.censored() > 0 {
            FirstContactStatus::WindowNotReached
        } else {
            FirstContactStatus::Ok
        },
        matured: matured as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolution(resolved: bool, reopened_after_h: Option<f64>, watched_h: f64) -> Resolution {
        Resolution {
            resolved,
            reopened_after_h,
            watched_h,
        }
    }

    #[test]
    fn complete_windows_are_a_plain_share() {
        let rows = [
            resolution(true, None, 200.0),
            resolution(true, Some(30.0), 200.0),
            resolution(false, None, 200.0),
            resolution(true, None, 168.0),
        ];
        let fcr = first_contact(&rows, 168.0);
        assert_eq!(fcr.estimate, Some(0.5));
        assert_eq!((fcr.status, fcr.matured), (FirstContactStatus::Ok, 3));
    }

    #[test]
    fn a_window_nobody_completed_is_said() {
        let rows = [
            resolution(true, None, 20.0),
            resolution(true, Some(10.0), 20.0),
        ];
        assert_eq!(
            first_contact(&rows, 168.0).status,
            FirstContactStatus::WindowNotReached
        );
    }

    #[test]
    fn nobody_resolved_is_zero_and_final() {
        let fcr = first_contact(&[resolution(false, None, 1.0); 12], 168.0);
        assert_eq!(
            (fcr.estimate, fcr.status),
            (Some(0.0), FirstContactStatus::Ok)
        );
        assert!(fcr.upper > 0.0);
    }

    #[test]
    fn no_conversation_has_no_rate() {
        let fcr = first_contact(&[], 168.0);
        assert_eq!(
            (fcr.naive, fcr.estimate, fcr.lower, fcr.upper),
            (None, None, 0.0, 1.0)
        );
    }
}
