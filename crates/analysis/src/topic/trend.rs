//! Is a topic on the rise? Said only where chance is an unlikely answer.

use serde::Serialize;
use tact_domain::Interval;

/// Which way a topic goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TrendDirection {
    /// Its share grew.
    Rising,
    /// Its share shrank.
    Falling,
    /// The interval holds no change.
    Steady,
    /// Too few weeks to compare.
    Unknown,
}

/// Share of a topic in the newest weeks against the weeks before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Trend {
    /// Conversations of the topic, and of all topics, in the newest weeks.
    pub recent: (u32, u32),
    /// The same in the weeks before.
    pub before: (u32, u32),
    /// Difference of the shares (newest − before) with its 99 % Newcombe interval: 99 %, because
    /// some twenty topics are looked at in one table.
    pub change: Option<Interval>,
    /// What the interval allows to say.
    pub direction: TrendDirection,
}

const Z99: f64 = 2.575_829_303_548_901;

fn wilson(hits: f64, total: f64) -> (f64, f64) {
    let p = hits / total;
    let square = Z99 * Z99;
    let middle = (p + square / (2.0 * total)) / (1.0 + square / total);
    let half = Z99 / (1.0 + square / total)
        * (p * (1.0 - p) / total + square / (4.0 * total * total)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// Compares the newest weeks with those before. `weekly` holds, oldest first and for complete
/// weeks only, the topic's conversations and all conversations.
///
/// From six weeks the newest two are compared, from three the newest one; below, the direction is
/// unknown.
pub fn trend(weekly: &[(u32, u32)]) -> Trend {
    let newest = match weekly.len() {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    };
    let (before, recent) = weekly.split_at(weekly.len() - newest);
    let sum = |weeks: &[(u32, u32)]| {
        weeks.iter().fold((0_u32, 0_u32), |sum, week| {
            (sum.0.saturating_add(week.0), sum.1.saturating_add(week.1))
        })
    };
    let (recent, before) = (sum(recent), sum(before));
    if recent.1 == 0 || before.1 == 0 {
        return Trend {
            recent,
            before,
            change: None,
            direction: TrendDirection::Unknown,
        };
    }
    let share = |(hits, total): (u32, u32)| f64::from(hits) / f64::from(total);
    let limits = |(hits, total): (u32, u32)| wilson(f64::from(hits), f64::from(total));
    let (p, q) = (share(recent), share(before));
    let ((p_low, p_high), (q_low, q_high)) = (limits(recent), limits(before));
    let change = Interval {
        low: p - q - ((p - p_low).powi(2) + (q_high - q).powi(2)).sqrt(),
        high: p - q + ((p_high - p).powi(2) + (q - q_low).powi(2)).sqrt(),
    };
    let direction = if change.low > 0.0 {
        TrendDirection::Rising
    } else if change.high < 0.0 {
        TrendDirection::Falling
    } else {
        TrendDirection::Steady
    };
    Trend {
        recent,
        before,
        change: Some(change),
        direction,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_that_triples_rises_and_one_that_wavers_is_steady() {
        let rising = [(5, 100), (6, 100), (4, 100), (5, 100), (20, 100), (22, 100)];
        assert_eq!(trend(&rising).direction, TrendDirection::Rising);
        let wavering = [(5, 100), (6, 100), (4, 100), (5, 100), (7, 100), (6, 100)];
        assert_eq!(trend(&wavering).direction, TrendDirection::Steady);
    }

    #[test]
    fn more_conversations_of_every_kind_make_no_topic_rise() {
        let weeks = [(5, 100), (5, 100), (5, 100), (5, 100), (25, 500), (25, 500)];
        assert_eq!(trend(&weeks).direction, TrendDirection::Steady);
    }

    #[test]
    fn two_weeks_are_too_few_to_compare() {
        assert_eq!(
            trend(&[(1, 10), (9, 10)]).direction,
            TrendDirection::Unknown
        );
        assert_eq!(trend(&[]).direction, TrendDirection::Unknown);
    }
}
